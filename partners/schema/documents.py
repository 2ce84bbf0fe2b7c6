"""What the OpenAPI document says of each endpoint: parameters, answers, problems."""

from collections.abc import Callable
from typing import Any

import django_filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from partners.errors import MEDIA_TYPE
from partners.paging import DEFAULT_SIZE, MAX_SIZE
from partners.schema import envelopes, shapes
from partners.schema.parts import Described
from projects import choices
from projects.filters import ProjectFilter, TruthFilter

Endpoint = Callable[..., Any]
PROBLEMS = {
    308: "It was merged: follow Location.",
    400: "A parameter is unknown or makes no sense; `field` names it.",
    404: "There is no such thing, or it is not public.",
    410: "It was withdrawn; `detail` says why.",
}


def _parameter(name: str, description: str, kind: Any = OpenApiTypes.STR, **more: Any) -> OpenApiParameter:
    return OpenApiParameter(name, kind, OpenApiParameter.QUERY, description=description, **more)


def _filters() -> list[OpenApiParameter]:
    """The shared filters, as the API takes them."""
    kinds = {
        TruthFilter: OpenApiTypes.BOOL,
        django_filters.NumberFilter: OpenApiTypes.INT,
    }
    found = []
    for name, one in ProjectFilter.base_filters.items():
        if name == "ordering":
            continue
        many = isinstance(one, django_filters.MultipleChoiceFilter)
        words = {"enum": [value for value, _ in one.extra["choices"].choices]} if many else {}
        found.append(
            _parameter(name, one.extra["help_text"], kinds.get(type(one), OpenApiTypes.STR), many=many, **words)
        )
    return found


VIEW = [
    _parameter("said_by", "Only what sources had said by this day (YYYY-MM-DD).", OpenApiTypes.DATE),
    _parameter("known_at", "Only what we knew at the end of this day, UTC (YYYY-MM-DD).", OpenApiTypes.DATE),
    _parameter("at_change", "Only what stood after this change: a permanent revision.", OpenApiTypes.INT64),
]
PAGING = [
    _parameter("cursor", "Where the page begins: from `next` of the page before."),
    _parameter("page_size", f"Rows a page, {DEFAULT_SIZE} unless told, never more than {MAX_SIZE}.", OpenApiTypes.INT),
    _parameter("count", "1 to count the whole list.", OpenApiTypes.BOOL),
]
SINCE = [
    _parameter(
        "updated_since",
        "Only what changed after this change, in the order of change.",
        OpenApiTypes.INT64,
    )
]
COUNTRY = _parameter("country", "ISO 3166-1 alpha-2 code.")


def _responses(shape: type[Described], statuses: tuple[int, ...]) -> dict[Any, Any]:
    problems = {
        (status, MEDIA_TYPE): OpenApiResponse(envelopes.Problem, description=PROBLEMS[status]) for status in statuses
    }
    return {200: shape, **problems}


def _list(
    name: str,
    shape: type[Described],
    parameters: list[OpenApiParameter],
    *,
    past: bool = False,
) -> Endpoint:
    return extend_schema(
        operation_id=f"{name}_list",
        tags=[name],
        parameters=[*parameters, *PAGING],
        responses=_responses(envelopes.page(shape, past=past), (400,)),
    )


def _one(name: str, shape: type[Described], key: str, *, entry: bool = False) -> Endpoint:
    return extend_schema(
        operation_id=f"{name}_read",
        tags=[name],
        parameters=[
            OpenApiParameter("key", OpenApiTypes.STR, OpenApiParameter.PATH, description=key),
            *(VIEW if entry else []),
        ],
        responses=_responses(envelopes.one(shape, past=entry), (308, 400, 404, 410) if entry else (400, 404)),
    )


def _words(name: str, shape: type[Described]) -> Endpoint:
    return extend_schema(operation_id=f"{name}_read", tags=[name], responses=_responses(envelopes.one(shape), (400,)))


PUBLIC_ID, NUMBER = "Public id.", "Number."
INDEX = _words("index", envelopes.Contents)
VOCABULARIES = _words("vocabularies", envelopes.Words)
METRICS = _words("metrics", envelopes.MetricsAndUnits)
PROJECTS = _list(
    "projects",
    shapes.ListedProject,
    [
        *_filters(),
        _parameter(
            "ordering",
            "id, changed, slippage, committed or evidence; - before it reverses. Of the past, id or changed.",
        ),
        *SINCE,
        *VIEW,
    ],
    past=True,
)
PROJECT = _one("projects", shapes.ProjectDossier, PUBLIC_ID, entry=True)
CORRIDORS = _list(
    "corridors",
    shapes.Corridor,
    [COUNTRY, _parameter("mode", "How goods move along it.", enum=choices.Mode.values), *SINCE],
)
CORRIDOR = _one("corridors", shapes.CorridorDetail, PUBLIC_ID, entry=True)
PLACES = _list(
    "places",
    shapes.ListedPlace,
    [
        COUNTRY,
        _parameter("kind", "What the place is.", enum=choices.PlaceKind.values),
        _parameter("corridor", "Public id of a corridor that passes through it."),
        *SINCE,
    ],
)
PLACE = _one("places", shapes.PlaceDetail, PUBLIC_ID, entry=True)
ORGANISATIONS = _list(
    "organisations",
    shapes.ListedOrganisation,
    [COUNTRY, _parameter("kind", "What it is.", enum=choices.OrganisationKind.values), *SINCE],
)
ORGANISATION = _one("organisations", shapes.OrganisationDetail, PUBLIC_ID, entry=True)
ABOUT = _parameter("about", "Public id of what the claims are about.")
CLAIMS = _list(
    "claims",
    shapes.Claim,
    [
        ABOUT,
        _parameter("kind", "Kind of claim.", enum=choices.ClaimKind.values),
        _parameter("source", "Number of the source.", OpenApiTypes.INT64),
        _parameter("change", "Number of the change that recorded it.", OpenApiTypes.INT64),
        _parameter("since", "Only claims recorded after this change.", OpenApiTypes.INT64),
        _parameter("live", "1 for claims that stand, 0 for retracted ones.", OpenApiTypes.BOOL),
        _parameter("party", "Public id of the organisation it names."),
        _parameter("place", "Public id of the place it names."),
        _parameter("corridor", "Public id of the corridor it names."),
        _parameter("project", "Public id of the other project it names."),
    ],
)
CLAIM = _one("claims", shapes.Claim, NUMBER)
SOURCES = _list(
    "sources",
    shapes.SourceDocument,
    [
        _parameter("publisher", "Key of the publisher."),
        _parameter("language", "Language of the document."),
        ABOUT,
    ],
)
SOURCE = _one("sources", shapes.SourceDocument, NUMBER)
PUBLISHERS = _list(
    "publishers",
    shapes.PublishingBody,
    [_parameter("kind", "Who speaks.", enum=choices.PublisherKind.values), COUNTRY],
)
PUBLISHER = _one("publishers", shapes.PublishingBody, "Key of the publisher.")
CHANGES = _list(
    "changes",
    shapes.LoggedChange,
    [
        _parameter("since", "Only changes after this one, oldest first: to tail the log.", OpenApiTypes.INT64),
        _parameter("subject", "Public id of what it concerns."),
        _parameter("project", "Public id of a project whose dossier it touched."),
        _parameter("verb", "What was done."),
    ],
)
CHANGE = _one("changes", shapes.LoggedChange, NUMBER)
