"""Which fields a row of the seeds may have, and what each holds. A field that is not named here fails the load."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from corridors.errors import Invalid
from exchange.seeds.problems import Place, Problems
from projects.dates import PartialDate

Check = Callable[[Any], str]
Row = dict[str, Any]
LARGEST_NUMBER = Decimal(10) ** 20


@dataclass(frozen=True, slots=True)
class Field:
    """A field: what it holds, whether it must be there, whether it may be empty."""

    check: Check
    required: bool = True
    nullable: bool = False


def text(value: Any) -> str:
    """Say what is wrong with a text; nothing, when it is one."""
    if not isinstance(value, str):
        return "is not text; put it in quotes"
    if "\x00" in value:
        return "holds a NUL character"
    return "" if value.strip() else "is empty"


def line(limit: int) -> Check:
    """Build the check of a text that fits a column."""

    def check(value: Any) -> str:
        wrong = text(value)
        return wrong or (f"is longer than {limit} characters" if len(value) > limit else "")

    return check


def texts(value: Any) -> str:
    """Say what is wrong with a list of different texts."""
    if not isinstance(value, list):
        return "is not a list"
    wrong = next((wrong for item in value if (wrong := text(item))), "")
    return wrong or ("names something twice" if len(set(value)) < len(value) else "")


def rows(value: Any) -> str:
    """Say what is wrong with a list of rows."""
    return "" if isinstance(value, list) and all(isinstance(row, dict) for row in value) else "is not a list of rows"


def row(value: Any) -> str:
    """Say what is wrong with a row."""
    return "" if isinstance(value, dict) else "is not a row of fields"


def date(value: Any) -> str:
    """Say what is wrong with a partial date."""
    wrong = text(value)
    if wrong:
        return wrong
    try:
        PartialDate.parse(value)
    except Invalid as error:
        return f"is no date we can use: {error.message}"
    return ""


def flag(value: Any) -> str:
    """Say what is wrong with a yes or no."""
    return "" if isinstance(value, bool) else "is neither true nor false"


def number(value: Any) -> str:
    """Say what is wrong with a number greater than zero."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "is not a number"
    exact = Decimal(str(value))
    return "" if exact.is_finite() and 0 < exact < LARGEST_NUMBER else "is not a number greater than zero"


def whole(value: Any) -> str:
    """Say what is wrong with a number of a gazetteer."""
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31
    return "" if fits else "is not a whole number greater than zero"


def share(value: Any) -> str:
    """Say what is wrong with a share in per cent."""
    return number(value) or ("" if value <= 100 else "is more than 100 per cent")


def degrees(limit: int) -> Check:
    """Build the check of a coordinate."""

    def check(value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "is not a number"
        return "" if -limit <= value <= limit else f"is not between -{limit} and {limit}"

    return check


def _fields(
    required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, nullable: str = ""
) -> dict[str, Field]:
    may_be_null = set(nullable.split())
    named = {name: Field(check, True, name in may_be_null) for name, check in required.items()}
    return named | {name: Field(check, False, name in may_be_null) for name, check in (optional or {}).items()}


_NAME = {"lang": line(10), "name": line(300), "sources": texts}
_ALIAS = _fields({**_NAME, "match": text}, {"note": text})
_FIGURE = {"metric": text, "scope": text, "value": number, "unit": text, "period": date, "period_precision": text}
_DISPUTE = _fields(
    {"id": text, "values": rows, "note": text},
    {
        "metric": text,
        "scope": text,
        "unit": text,
        "period": date,
        "series": text,
        "funding": text,
        "status": text,
        "topic": text,
    },
)
SHAPES: dict[str, dict[str, Field]] = {
    "publishers": _fields(
        {
            "id": text,
            "name": line(200),
            "kind": text,
            "country": text,
            "party": text,
            "reliability": text,
            "reliability_reason": text,
            "languages": texts,
        },
        {"also_written": texts, "note": text},
        "country party reliability_reason",
    ),
    "sources": _fields(
        {
            "id": text,
            "url": line(2000),
            "publisher": line(200),
            "publisher_id": text,
            "title": line(500),
            "title_basis": text,
            "date": date,
            "date_precision": text,
            "lang": line(10),
            "retrieved": date,
            "note": text,
        },
        {"outlet_kind": text, "reliability": text, "reliability_reason": text},
        "url date date_precision note",
    ),
    "organisations": _fields(
        {"id": text, "name": line(200), "names": rows, "kind": text, "country": text}, nullable="country"
    ),
    "places": _fields(
        {
            "id": text,
            "name": line(200),
            "country": text,
            "kind": text,
            "lat": degrees(90),
            "lon": degrees(180),
            "coordinate_source": text,
            "coordinate_quality": text,
            "coordinate_note": text,
            "names": rows,
        },
        {"geonames_id": whole, "geonames_name": text, "geonames_alternate_names": texts},
        "coordinate_note",
    ),
    "corridors": _fields(
        {
            "id": text,
            "name": line(200),
            "aliases": rows,
            "modes": texts,
            "countries": texts,
            "route": row,
            "throughput": rows,
            "disputes": rows,
            "sources": texts,
        }
    ),
    "projects": _fields(
        {
            "id": text,
            "name": line(200),
            "short_name": line(60),
            "names": rows,
            "aliases": rows,
            "countries": texts,
            "sector": text,
            "umbrella": flag,
            "chinese_involvement": texts,
            "corridors": texts,
            "location": row,
            "status": row,
            "status_history": rows,
            "milestones": rows,
            "funding": rows,
            "parties": rows,
            "figures": rows,
            "disputes": rows,
            "sources": texts,
        }
    ),
    "roles": _fields({"id": text, "label": text, "description": text}),
    "metrics": _fields(
        {
            "id": text,
            "label": text,
            "dimension": text,
            "group": text,
            "canonical_unit": text,
            "units": row,
            "description": text,
        }
    ),
    "units": _fields({"id": text, "label": text, "symbol": text}, nullable="symbol"),
    "aliases": _ALIAS,
    "names": _fields(_NAME, {"note": text}),
    "location": _fields({"nodes": texts, "note": text, "sources": texts}, nullable="note"),
    "route": _fields({"nodes": texts, "branches": rows, "note": text, "sources": texts}, nullable="note"),
    "branches": _fields({"name": line(120), "nodes": texts}),
    "status": _fields(
        {"value": text, "as_of": date, "as_of_precision": text, "sources": texts, "note": text},
        {"stated_as": line(200)},
        "note",
    ),
    "status_history": _fields(
        {"value": text, "date": date, "date_precision": text, "sources": texts, "note": text},
        {"stated_as": line(200)},
        "note",
    ),
    "milestones": _fields(
        {
            "series": text,
            "title": line(200),
            "nature": text,
            "milestone_kind": text,
            "date": date,
            "date_precision": text,
            "text": text,
            "sources": texts,
        },
        {"about": text, "recounted": flag},
    ),
    "funding": _fields(
        {
            "amount": number,
            "currency": text,
            "stage": text,
            "instrument": text,
            "financiers": rows,
            "date": date,
            "date_precision": text,
            "note": text,
            "sources": texts,
            "scope": text,
        },
        {"cancelled": flag},
        "amount currency date date_precision note",
    ),
    "financiers": _fields({"organisation": text, "name": text}, {"share_percent": share, "note": text}),
    "parties": _fields(
        {"organisation": text, "name": text, "role": text, "sources": texts},
        {"share_percent": share, "joint_share_percent": share, "scope": text, "note": text},
    ),
    "figures": _fields({**_FIGURE, "kind": text, "sources": texts}, {"note": text}, nullable="period period_precision"),
    "disputes": _DISPUTE,
    "values": _fields(
        {"sources": texts},
        {
            "value": number,
            "text": text,
            "date": date,
            "date_precision": text,
            "status": text,
            "stated_as": line(200),
            "amount": number,
            "currency": text,
        },
    ),
}
# Rows within rows: the field they stand in, and their shape.
WITHIN: dict[str, dict[str, str]] = {
    "organisations": {"names": "names"},
    "places": {"names": "names"},
    "corridors": {"aliases": "aliases", "route": "route", "throughput": "figures", "disputes": "disputes"},
    "route": {"branches": "branches"},
    "projects": {
        "names": "names",
        "aliases": "aliases",
        "location": "location",
        "status": "status",
        "status_history": "status_history",
        "milestones": "milestones",
        "funding": "funding",
        "parties": "parties",
        "figures": "figures",
        "disputes": "disputes",
    },
    "funding": {"financiers": "financiers"},
    "disputes": {"values": "values"},
}


def check(shape: str, given: Row, place: Place, problems: Problems) -> None:
    """Compare a row, and the rows within it, with its shape."""
    sound = check_fields(SHAPES[shape], given, place, problems)
    for name, within in WITHIN.get(shape, {}).items():
        if name in sound and given[name] is not None:
            _check_within(within, name, given[name], place, problems)


def check_fields(fields: Mapping[str, Field], given: Row, place: Place, problems: Problems) -> set[str]:
    """Compare the fields of a row with what they may hold, and return those that are as they should be."""
    sound = set()
    for name in sorted(given.keys() - fields.keys()):
        problems.add(place, name, given[name], "stands in a field that is not mapped")
    for name, field in fields.items():
        if name not in given:
            if field.required:
                problems.add(place, name, None, "is missing")
            continue
        value = given[name]
        if value is None:
            if not field.nullable:
                problems.add(place, name, None, "is empty")
            continue
        wrong = field.check(value)
        if wrong:
            problems.add(place, name, value, wrong)
        else:
            sound.add(name)
    return sound


def _check_within(shape: str, name: str, value: Row | list[Row], place: Place, problems: Problems) -> None:
    if isinstance(value, dict):
        check(shape, value, place.at(name), problems)
        return
    for index, given in enumerate(value):
        check(shape, given, place.at(f"{name}[{index}]"), problems)
