"""What every endpoint does alike: strict parameters, one envelope, one kind of error, ETag, open to every origin."""

import hashlib
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import resolve
from django.utils import timezone
from django.utils.cache import get_conditional_response
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from corridors.errors import NotFound
from partners import errors
from partners.paging import Page
from projects import filters
from projects.dossier import View
from projects.resolve import RULE_VERSION

# Anybody's page may read: nothing here depends on who asks, and no cookie is ever looked at.
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Location, X-Corridors-Demonstration",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class OnlyJson(BaseContentNegotiation):
    """JSON whatever is asked for: an answer that can be read beats a 406."""

    def select_parser(self, request: Request, parsers: Any) -> BaseParser | None:
        """Nothing is ever read from a body."""
        return None

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The one renderer."""
        return renderers[0], renderers[0].media_type


class ReadView(APIView):
    """A read-only endpoint; ``known`` names the query parameters that it reads."""

    http_method_names = ["get", "head", "options"]
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = OnlyJson
    known: ClassVar[tuple[str, ...]] = ()
    repeatable: ClassVar[tuple[str, ...]] = ()

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], Response | None]:
        """Problem documents."""
        return errors.handle

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse parameters that nothing reads, before anything is asked of the database."""
        super().initial(request, *args, **kwargs)
        filters.refuse_unknown(request.query_params, self.known, repeatable=self.repeatable)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """What a browser asks before it sends If-None-Match from another site."""
        return Response(status=204, headers=PREFLIGHT)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Add what every answer carries; the ETag follows when the body is written."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer["Cache-Control"] = "no-cache"
        for name, value in OPEN_TO_ALL.items():
            answer[name] = value
        if isinstance(answer, Response) and answer.status_code == 200:
            answer.add_post_render_callback(lambda rendered: _conditional(request._request, rendered))
        return answer


def _conditional(request: HttpRequest, response: Response) -> HttpResponseBase:
    """Tag the answer and, where the client has it already, answer 304.

    The tag names the version and the rule, and ends in a digest of the body: whatever a dossier shows that its own
    version does not count (a source's title, a company's label, the day a forecast passes) changes it as well.
    """
    digest = hashlib.sha256(response.content).hexdigest()[:20]
    tag = f'W/"{response.data.get("version", 0)}-r{RULE_VERSION}-{digest}"'
    response["ETag"] = tag
    answer = get_conditional_response(request, etag=tag, response=response)
    if answer is None or answer is response:
        return response
    for name, value in OPEN_TO_ALL.items():
        answer[name] = value
    return answer


def answer_one(data: Mapping[str, Any], view: View | None = None) -> Response:
    """One thing in the envelope; ``view`` where the thing can be seen as of the past."""
    return Response(
        {
            "demonstration": settings.DEMONSTRATION,
            "version": data.get("version", 0),
            "view": None if view is None else shown_view(view),
            "data": data,
        }
    )


def answer_page(request: Request, page: Page[Any], rows: list[dict[str, Any]], *, view: View | None = None) -> Response:
    """A page of a list in the envelope, with the address of the next."""
    return Response(
        {
            "demonstration": settings.DEMONSTRATION,
            "view": None if view is None else shown_view(view),
            "page_size": page.size,
            "count": page.count,
            "next": None if page.cursor is None else _with_cursor(request, page.cursor),
            "data": rows,
        }
    )


def shown_view(view: View) -> dict[str, Any]:
    """What was asked for and under which rule it was resolved."""
    return {
        "said_by": view.said_by.isoformat() if view.said_by else None,
        "known_at": view.known_at.isoformat() if view.known_at else None,
        "at_change": view.at_change,
        "rule_version": RULE_VERSION,
        "today": timezone.now().date().isoformat(),
    }


def _with_cursor(request: Request, cursor: str) -> str:
    data: QueryDict = request.query_params.copy()
    data["cursor"] = cursor
    return f"{request.path}?{data.urlencode(safe=':')}"


class Nowhere(ReadView):
    """Any other address under the API."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Take any parameter: what is wrong is the address."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Lead to the address with a slash, or say that nothing stands here."""
        whole = f"{request.path_info}/"
        if not request.path.endswith("/") and getattr(resolve(whole).func, "view_class", None) is not Nowhere:
            answer = errors.problem(HTTPStatus.PERMANENT_REDIRECT, "moved", "Addresses here end in a slash.")
            answer["Location"] = request.get_full_path(force_append_slash=True)
            return answer
        raise NotFound("Nothing stands at this address; /api/v1/ lists what there is.")
