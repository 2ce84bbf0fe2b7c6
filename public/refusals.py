"""What a reader sees when something cannot be shown: a sentence and a status, never a bare error."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from corridors.errors import DomainError
from projects import filters
from projects.selectors import Moved
from public import addresses

View = Callable[..., HttpResponse]

STATUSES = {"invalid": 400, "not_found": 404, "gone": 410, "conflict": 409, "refused": 403}
TITLES = {
    400: "This address cannot be read",
    403: "Not allowed",
    404: "Nothing here",
    409: "Changed meanwhile",
    410: "Withdrawn",
}
# Added to links by the sites that pass them on; they mean nothing here and are no mistake of the reader's.
ADDED_BY_OTHERS = frozenset(
    {"utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "fbclid", "gclid", "yclid"}
)


def page(*parameters: str, checked: bool = True) -> Callable[[View], View]:
    """Make a view a page: read-only, errors of the domain in words, parameters nobody reads refused.

    Args:
        parameters: Query parameters the view reads.
        checked: False where the view checks its parameters itself.
    """

    def wrap(view: View) -> View:
        @require_safe
        @wraps(view)
        def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            request.GET = query(request)  # type: ignore[assignment]  # the same kind of QueryDict, less what others added
            response = answer(request, *args, **kwargs)
            # Unless told to ask, browsers keep a permanent redirect for good; a merge, a label, a withdrawal is undone.
            response.headers.setdefault("Cache-Control", "no-cache")
            return response

        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            try:
                if checked:
                    filters.refuse_unknown(request.GET, parameters)
                return view(request, *args, **kwargs)
            except Moved as moved:
                past = request.GET.urlencode()
                return HttpResponsePermanentRedirect(addresses.of(moved.entry) + (f"?{past}" if past else ""))
            except DomainError as error:
                return said(request, STATUSES.get(error.code, 400), error.message)

        return wrapped

    return wrap


def query(request: HttpRequest) -> object:
    """The request's parameters without those that other sites add to links."""
    if not ADDED_BY_OTHERS.intersection(request.GET):
        return request.GET
    own = request.GET.copy()
    for name in ADDED_BY_OTHERS.intersection(own):
        del own[name]
    return own


def said(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """A page that says what is the matter."""
    context = {"title": TITLES[status], "sentence": sentence, "status": status}
    return render(request, "public/refusal.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler of requests Django itself refuses."""
    return render(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler of addresses that lead nowhere."""
    return render(request, "404.html", {"plain": isinstance(exception, Http404)}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Handler of our own mistakes; asks nothing of the database."""
    return render(request, "500.html", {"broken": True}, status=500)


def form_out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What stands instead of a form whose token of this browser is missing or old."""
    return render(request, "403_csrf.html", status=403)
