"""Claims as they were recorded, the sources they rest on, and who publishes these."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import QueryDict
from rest_framework.request import Request
from rest_framework.response import Response

from corridors.errors import NotFound
from partners import paging, params
from partners.paging import BY_ID
from partners.renderings import claims, evidence
from partners.schema import documents
from partners.views.base import ReadView, answer_one, answer_page
from projects import selectors
from projects.choices import ClaimKind, PublisherKind, RulingKind
from projects.kinds import ABOUT
from projects.models import Claim, Publisher, Ruling, Source

NAMED = {"party": "party", "place": "other_place", "corridor": "other_corridor", "project": "other_project"}
JOINED = (
    "source__publisher",
    "milestone",
    "funding",
    "party",
    "other_project",
    "other_place",
    "other_corridor",
    *ABOUT,
)


def _with_all(found: "QuerySet[Claim]") -> "QuerySet[Claim]":
    standing = Prefetch("rulings", Ruling.objects.filter(lifted_by__isnull=True))
    return found.select_related(*JOINED).prefetch_related(standing)


class ClaimList(ReadView):
    """Claims."""

    known = ("about", "kind", "source", "change", "live", "since", *NAMED, *paging.PARAMETERS)

    @documents.CLAIMS
    def get(self, request: Request) -> Response:
        """List claims as recorded, oldest first, with what was ruled on each."""
        data = request.query_params
        page = paging.turn(_with_all(_narrowed(data)), data, BY_ID)
        return answer_page(request, page, [claims.whole(row, row.rulings.all()) for row in page.rows])


def _about(public_id: str) -> Q:
    anything = Q()
    for name in ABOUT:
        anything |= Q(**{f"{name}__public_id": public_id})
    return anything


def _narrowed(data: QueryDict) -> "QuerySet[Claim]":
    found, about = selectors.claims(), params.text(data, "about")
    if about:
        found = found.filter(_about(about))
    given: dict[str, Any] = {
        "kind": params.word(data, "kind", ClaimKind.values) or None,
        "source": params.whole(data, "source"),
        "change": params.whole(data, "change"),
        "change__gt": params.whole(data, "since"),
        **{f"{column}__public_id": params.text(data, name) or None for name, column in NAMED.items()},
    }
    found = found.filter(**{column: value for column, value in given.items() if value is not None})
    live = params.truth(data, "live")
    if live is None:
        return found
    retracted = Ruling.objects.filter(kind=RulingKind.RETRACTED, lifted_by__isnull=True).values("claim")
    return found.exclude(pk__in=retracted) if live else found.filter(pk__in=retracted)


class ClaimDetail(ReadView):
    """One claim."""

    @documents.CLAIM
    def get(self, request: Request, key: str) -> Response:
        """Show what one source said of one thing."""
        row = _with_all(selectors.claims()).filter(pk=params.number_of_row(key)).first()
        if row is None:
            raise NotFound(f"There is no claim {key}.")
        return answer_one(claims.whole(row, row.rulings.all()))


def public_sources() -> "QuerySet[Source]":
    """Sources that a public claim rests on; a document that only waits for a curator is not shown."""
    cited = Exists(selectors.claims().filter(source=OuterRef("pk")))
    return Source.objects.filter(cited).select_related("publisher")


class SourceList(ReadView):
    """Sources."""

    known = ("publisher", "language", "about", *paging.PARAMETERS)

    @documents.SOURCES
    def get(self, request: Request) -> Response:
        """List the documents that claims rest on."""
        data = request.query_params
        found, about = public_sources(), params.text(data, "about")
        if publisher := params.text(data, "publisher"):
            found = found.filter(publisher__key=publisher)
        if language := params.text(data, "language"):
            found = found.filter(language=language)
        if about:
            found = found.filter(pk__in=selectors.claims().filter(_about(about)).values("source"))
        page = paging.turn(found, data, BY_ID)
        return answer_page(request, page, [evidence.source(row) for row in page.rows])


class SourceDetail(ReadView):
    """One source."""

    @documents.SOURCE
    def get(self, request: Request, key: str) -> Response:
        """Show a citable document."""
        row = public_sources().filter(pk=params.number_of_row(key)).first()
        if row is None:
            raise NotFound(f"There is no source {key}.")
        return answer_one(evidence.source(row))


def public_publishers() -> "QuerySet[Publisher]":
    """Publishers of those sources."""
    cited = Exists(selectors.claims().filter(source__publisher=OuterRef("pk")))
    return Publisher.objects.filter(cited).select_related("party")


class PublisherList(ReadView):
    """Publishers."""

    known = ("kind", "country", *paging.PARAMETERS)

    @documents.PUBLISHERS
    def get(self, request: Request) -> Response:
        """List publishers with kind and reliability."""
        data = request.query_params
        found = public_publishers()
        if kind := params.word(data, "kind", PublisherKind.values):
            found = found.filter(kind=kind)
        if country := params.text(data, "country"):
            found = found.filter(country=country.upper())
        page = paging.turn(found, data, BY_ID)
        return answer_page(request, page, [evidence.publisher(row) for row in page.rows])


class PublisherDetail(ReadView):
    """One publisher."""

    @documents.PUBLISHER
    def get(self, request: Request, key: str) -> Response:
        """Show a publisher, how far it is relied on, and why."""
        row = None if "\x00" in key else public_publishers().filter(key=key).first()
        if row is None:
            raise NotFound(f"There is no publisher {key[:60]!r}.")
        return answer_one(evidence.publisher(row))
