"""Mapping of what sources say of projects and corridors, apart from money: status, dates, parties, figures, places."""

from exchange.seeds.mapping import Mapping
from exchange.seeds.plan import Key, MilestonePlan
from exchange.seeds.problems import Place
from exchange.seeds.shape import Row
from projects.choices import ClaimKind, DateAspect
from projects.dates import PartialDate

PERCENT = "percent"


def map_said(mapping: Mapping) -> None:
    """All that is said of projects but money and disputes, and the throughput of corridors."""
    for key, row in mapping.rows["projects"].items():
        about, place = ("projects", key), Place("projects.yaml", key)
        _statuses(mapping, about, row, place)
        _locations(mapping, about, row["location"], place.at("location"))
        _milestones(mapping, about, row["milestones"], place)
        _parties(mapping, about, row["parties"], place)
        _figures(mapping, about, row["figures"], place, "figures")
    for key, row in mapping.rows["corridors"].items():
        _figures(mapping, ("corridors", key), row["throughput"], Place("corridors.yaml", key), "throughput")


def _statuses(mapping: Mapping, about: Key, row: Row, place: Place) -> None:
    for index, past in enumerate(row["status_history"]):
        where = place.at(f"status_history[{index}]")
        mapping.precision(past, "date", where)
        status = mapping.word("status", past["value"], where, "value")
        mapping.record(about, ClaimKind.STATUS, past, where, as_of=past["date"], status=status)
    now, where = row["status"], place.at("status")
    mapping.precision(now, "as_of", where)
    status = mapping.word("status", now["value"], where, "value")
    began = row["status_history"][-1]["date"] if row["status_history"] else ""
    for source in now["sources"]:
        seen = _sighting(mapping, source, now, began)
        mapping.record(about, ClaimKind.STATUS, {**now, "sources": [source]}, where, as_of=seen, status=status)
    if not now["sources"]:
        mapping.sources(now, where)


def _sighting(mapping: Mapping, source: str, status: Row, began: str) -> str:
    """When a source saw a status that several share: it cannot vouch for a day after it spoke.

    The day that stands in the facts is that of the newest source. An older one saw the status on its own day; of an
    undated one beside dated ones the day is not known. A source that spoke before the status began told of it in
    advance, and keeps the day it told of.
    """
    said = mapping.said_on(source)
    if not said:
        return "" if any(mapping.said_on(other) for other in status["sources"]) else str(status["as_of"])
    own, shared, start = (PartialDate.parse(text) for text in (said, status["as_of"], began))
    if own.latest is None or shared.earliest is None or own.latest >= shared.earliest:
        return str(status["as_of"])
    return str(status["as_of"]) if start.earliest is not None and own.latest < start.earliest else said


def _locations(mapping: Mapping, about: Key, row: Row, place: Place) -> None:
    for position, node in enumerate(row["nodes"]):
        other = mapping.refer("places", node, place, "nodes")
        mapping.record(about, ClaimKind.PLACE, row, place, other_place=other, position=position)


def _milestones(mapping: Mapping, about: Key, rows: list[Row], place: Place) -> None:
    headings: dict[str, MilestonePlan] = {}
    for index, row in enumerate(rows):
        where = place.at(f"milestones[{index}]")
        mapping.precision(row, "date", where)
        if row.get("about", "project") not in ("project", "context"):
            mapping.problems.add(where, "about", row["about"], "is neither project nor context")
        heading = milestone_of(mapping, row, where)
        if headings.setdefault(row["series"], heading) != heading:
            mapping.problems.add(where, "series", row["series"], "has another title, kind or subject elsewhere")
        mapping.plan.milestones[about[1]].setdefault(heading)
        _dates(mapping, about, row, heading, where)
    if len(set(headings.values())) < len(headings):
        mapping.problems.add(place, "milestones", None, "hold two series with one kind and title")


def milestone_of(mapping: Mapping, row: Row, place: Place) -> MilestonePlan:
    """The heading of a milestone's row."""
    kind = mapping.word("milestone_kind", row["milestone_kind"], place, "milestone_kind")
    return MilestonePlan(kind, row["title"], row.get("about") == "context")


def _dates(mapping: Mapping, about: Key, row: Row, heading: MilestonePlan, place: Place) -> None:
    aspect = mapping.word("nature", row["nature"], place, "nature")
    if row.get("recounted"):
        aspect = DateAspect.RECOUNTED
    record_dates(mapping, about, row, place, heading=heading, aspect=aspect)


def record_dates(mapping: Mapping, about: Key, row: Row, place: Place, *, heading: MilestonePlan, aspect: str) -> None:
    """Plan the date of a row: a promise was true when it was made, what happened when it happened."""
    for source in mapping.sources(row, place):
        as_of = row["date"] if aspect == DateAspect.HAPPENED else mapping.said_on(source)
        mapping.record(
            about,
            ClaimKind.DATE,
            {**row, "sources": [source]},
            place,
            as_of=as_of,
            milestone=heading,
            date=row["date"],
            aspect=aspect,
            text=row.get("text") or "",
        )


def _parties(mapping: Mapping, about: Key, rows: list[Row], place: Place) -> None:
    for index, row in enumerate(rows):
        where = place.at(f"parties[{index}]")
        joint = row.get("joint_share_percent")
        mapping.record(
            about,
            ClaimKind.PARTY,
            row,
            where,
            party=party_of(mapping, row, where),
            role=mapping.word("role", row["role"], where, "role"),
            scope=row.get("scope") or "",
            number=row.get("share_percent"),
            unit=PERCENT if "share_percent" in row else "",
            text=f"{joint} % jointly with the other parties of this role" if joint else "",
        )


def party_of(mapping: Mapping, row: Row, place: Place) -> Key:
    """The organisation of a row; the name beside it, there for reading, must be its own."""
    key = mapping.refer("organisations", row["organisation"], place, "organisation")
    known = mapping.rows["organisations"].get(row["organisation"])
    if known and known["name"] != row["name"]:
        mapping.problems.add(place, "name", row["name"], f"is not the name of {row['organisation']}")
    return key


def _figures(mapping: Mapping, about: Key, rows: list[Row], place: Place, name: str) -> None:
    for index, row in enumerate(rows):
        where = place.at(f"{name}[{index}]")
        mapping.precision(row, "period", where)
        mapping.check_unit(row, where)
        mapping.record(
            about,
            ClaimKind.MEASURE,
            row,
            where,
            as_of=row["period"] or "",
            metric=row["metric"],
            number=row["value"],
            unit=row["unit"],
            scope=row["scope"],
            aspect=mapping.word("figure_kind", row["kind"], where, "kind"),
        )
