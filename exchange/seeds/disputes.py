"""Mapping of disputes: each value is a claim of its sources, in the slot where its rivals stand; none is chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from exchange.seeds.funding import record_amount
from exchange.seeds.mapping import Mapping, dates_overlap
from exchange.seeds.plan import ClaimPlan, FundingPlan, Key, add_note
from exchange.seeds.problems import Place
from exchange.seeds.said import milestone_of, record_dates
from exchange.seeds.shape import Row
from projects import metrics
from projects.choices import AmountAspect, ClaimKind, DateAspect, Instrument, MeasureAspect

# What each sort of dispute asks of its values.
VALUE_FIELDS: dict[str, frozenset[str]] = {
    "metric": frozenset({"value"}),
    "series": frozenset({"date", "date_precision"}),
    "funding": frozenset({"amount", "currency"}),
    "status": frozenset({"status", "stated_as"}),
    "topic": frozenset({"text"}),
}
ALSO = frozenset({"sources", "text"})


@dataclass(frozen=True, slots=True)
class _Dispute:
    """A dispute, with what it is about and what else is said there."""

    mapping: Mapping
    about: Key
    entry: Row
    figures: list[Row]
    row: Row
    place: Place
    title: str

    @property
    def values(self) -> list[tuple[Row, Place]]:
        """The values, each with the dispute's remark."""
        return [
            ({**value, "note": self.row["note"]}, self.place.at(f"values[{index}]"))
            for index, value in enumerate(self.row["values"])
        ]

    def planned(self, kind: ClaimKind, source: str) -> list[ClaimPlan]:
        """What a source is on record with already."""
        return [claim for claim in self.mapping.plan.of(self.about, kind) if claim.source == source]

    def record(
        self,
        value: Row,
        place: Place,
        said_already: Callable[[str], ClaimPlan | None],
        record: Callable[[Row, Place], Any],
    ) -> None:
        """Record a value for each source that does not say it already; where it does, it gets the remark."""
        for source in self.mapping.sources(value, place):
            known = said_already(source)
            if known is None:
                record({**value, "sources": [source]}, place)
                continue
            self.mapping.plan.said_again[known.kind] += 1
            known.stated_as = known.stated_as or value.get("stated_as", "")
            add_note(known, value["note"])


def map_disputes(mapping: Mapping, titles: list[Row]) -> None:
    """All disputes of projects and corridors; ``titles`` names money that only a dispute tells of."""
    for table, figures in (("projects", "figures"), ("corridors", "throughput")):
        for key, entry in mapping.rows[table].items():
            given = {t["dispute"]: t["title"] for t in titles if t["project"] == key and "dispute" in t}
            seen: set[str] = set()
            for row in entry["disputes"]:
                place = Place(f"{table}.yaml", key).at(f"disputes[{row['id']}]")
                if row["id"] in seen:
                    mapping.problems.add(place, "id", row["id"], "stands twice")
                seen.add(row["id"])
                title = given.get(row["id"], "")
                _map_one(_Dispute(mapping, (table, key), entry, entry[figures], row, place, title))
            for unknown in sorted(given.keys() - seen):
                mapping.problems.add(Place("titles.yaml", key), "dispute", unknown, "is no dispute of the project")


def _map_one(dispute: _Dispute) -> None:
    sorts = [sort for sort in VALUE_FIELDS if sort in dispute.row]
    if len(sorts) != 1:
        why = "must be about exactly one of metric, series, funding, status, topic"
        dispute.mapping.problems.add(dispute.place, "", None, why)
        return
    if len(dispute.row["values"]) < 2:
        dispute.mapping.problems.add(dispute.place, "values", None, "hold fewer than two values")
    whole = [_value_is_whole(dispute.mapping, sorts[0], value, place) for value, place in dispute.values]
    if all(whole):
        _MAPPED[sorts[0]](dispute)


def _value_is_whole(mapping: Mapping, sort: str, value: Row, place: Place) -> bool:
    needed = VALUE_FIELDS[sort]
    for name in sorted(needed - value.keys()):
        mapping.problems.add(place, name, None, f"is missing in a value about {sort}")
    for name in sorted(value.keys() - needed - ALSO - {"note"}):
        mapping.problems.add(place, name, value[name], f"does not belong to a value about {sort}")
    return needed <= value.keys()


def _metric(dispute: _Dispute) -> None:
    """Figures of one metric, scope and unit: the dispute takes their aspect and, where it is part of it, period."""
    row, mapping = dispute.row, dispute.mapping
    if "scope" not in row:
        mapping.problems.add(dispute.place, "scope", None, "is missing in a dispute about a metric")
        return
    mapping.check_unit(row, dispute.place)
    known = metrics.all_metrics().get(row["metric"])
    if known is None:
        return
    beside = [figure for figure in dispute.figures if all(figure[n] == row.get(n) for n in ("metric", "scope", "unit"))]
    if known.is_periodic and "period" in row:
        beside = [figure for figure in beside if figure["period"] == row["period"]]
    numbers = {value["value"] for value in row["values"]}
    equal = next((figure for figure in beside if figure["value"] in numbers), beside[0] if beside else None)
    aspect = mapping.words["figure_kind"].get(equal["kind"], "") if equal else MeasureAspect.ACTUAL
    period = row.get("period") or (equal["period"] if equal and known.is_periodic else "") or ""

    def record(value: Row, place: Place) -> None:
        asked = {name: row[name] for name in ("metric", "scope", "unit")}
        told = {"number": value["value"], "aspect": aspect, "text": value.get("text") or ""}
        mapping.record(dispute.about, ClaimKind.MEASURE, value, place, as_of=period, **asked, **told)

    for value, place in dispute.values:
        dispute.record(value, place, partial(_figure, dispute, value["value"], period), record)


def _figure(dispute: _Dispute, number: object, period: str, source: str) -> ClaimPlan | None:
    """The claim by which a source gives that very figure already, for the period asked for."""
    asked = {name: dispute.row[name] for name in ("metric", "scope", "unit")} | {"number": number}
    for claim in dispute.planned(ClaimKind.MEASURE, source):
        same = all(claim.columns[name] == value for name, value in asked.items())
        if same and (not period or claim.as_of in ("", period) or dates_overlap(claim.as_of, period)):
            return claim
    return None


def _series(dispute: _Dispute) -> None:
    """Dates of one milestone: of what happened, where the series has happened, otherwise of what was promised."""
    mapping = dispute.mapping
    rows = [row for row in dispute.entry.get("milestones", []) if row["series"] == dispute.row["series"]]
    if not rows:
        why = "is no series of milestones of the project"
        mapping.problems.add(dispute.place, "series", dispute.row["series"], why)
        return
    heading = milestone_of(mapping, rows[0], dispute.place)
    dates = {value["date"] for value in dispute.row["values"]}
    natures = [row["nature"] for row in rows if row["date"] in dates] or [row["nature"] for row in rows]
    happened = "happened" in natures

    def said_already(date: str, source: str) -> ClaimPlan | None:
        for claim in dispute.planned(ClaimKind.DATE, source):
            same = (claim.columns["aspect"] == DateAspect.HAPPENED) == happened
            if same and claim.columns["milestone"] == heading and dates_overlap(claim.columns["date"], date):
                return claim
        return None

    def record(value: Row, place: Place) -> None:
        aspect = DateAspect.HAPPENED if happened else DateAspect.PROMISED
        record_dates(mapping, dispute.about, value, place, heading=heading, aspect=aspect)

    for value, place in dispute.values:
        mapping.precision(value, "date", place)
        dispute.record(value, place, partial(said_already, value["date"]), record)


def _funding(dispute: _Dispute) -> None:
    """Amounts under the heading that shares an amount or a source with the dispute, or under one of its own."""
    mapping = dispute.mapping
    stage = mapping.word("stage", dispute.row["funding"], dispute.place, "funding")
    heading = (None if dispute.title else _shared_heading(dispute, stage)) or _own_heading(dispute, stage)
    amounts = mapping.plan.of(dispute.about, ClaimKind.AMOUNT)
    beneath = [claim for claim in amounts if claim.columns["funding"] == heading]
    withdrawn = any(claim.columns["aspect"] == AmountAspect.WITHDRAWN for claim in beneath)

    def said_already(money: tuple[object, object], source: str) -> ClaimPlan | None:
        told = dispute.planned(ClaimKind.AMOUNT, source)
        return next((claim for claim in told if _money(claim) == money), None)

    def record(value: Row, place: Place) -> None:
        scope, text = dispute.row.get("scope") or "", value.get("text") or ""
        record_amount(mapping, dispute.about, value, place, heading, withdrawn=withdrawn, scope=scope, text=text)

    for value, place in dispute.values:
        mapping.check_currency(value["amount"], value["currency"], place)
        dispute.record(value, place, partial(said_already, (value["amount"], value["currency"])), record)


def _money(claim: ClaimPlan) -> tuple[object, object]:
    return claim.columns["number"], claim.columns["unit"]


def _shared_heading(dispute: _Dispute, stage: str) -> FundingPlan | None:
    """The heading with the most amounts in common; a dispute about a part must share the source of one as well."""
    told = {((v["amount"], v["currency"]), source) for v in dispute.row["values"] for source in v["sources"]}
    sums = {money for money, _ in told}
    shared: dict[FundingPlan, int] = {}
    for claim in dispute.mapping.plan.of(dispute.about, ClaimKind.AMOUNT):
        heading = claim.columns["funding"]
        exact = (_money(claim), claim.source) in told
        if heading.stage == stage and (exact or (_money(claim) in sums and not dispute.row.get("scope"))):
            shared[heading] = shared.get(heading, 0) + (2 if exact else 1)
    return max(shared, key=lambda heading: shared[heading], default=None)


def _own_heading(dispute: _Dispute, stage: str) -> FundingPlan:
    """A heading for money that only a dispute tells of; it is of the form that all money of that stage has, if one."""
    words, row = dispute.mapping.words, dispute.row
    rows = [other for other in dispute.entry.get("funding", []) if other["stage"] == row["funding"]]
    forms = {words["instrument"].get(other["instrument"]) for other in rows}
    form = forms.pop() if len(forms) == 1 else None
    noun = words["stage_noun"].get(row["funding"], "")
    name = dispute.title or ", ".join(part for part in (row.get("scope", ""), noun) if part) or "amount in dispute"
    name = name[:1].upper() + name[1:]
    headings = dispute.mapping.plan.funding[dispute.about[1]]
    same = next((heading for heading in headings if heading.title == name and heading.stage == stage), None)
    heading = same or FundingPlan(stage, form or Instrument.MIXED, name)
    headings.setdefault(heading, None)
    return heading


def _status(dispute: _Dispute) -> None:
    """Statuses as sources word them, as of the day on which each said so."""
    mapping = dispute.mapping
    if dispute.row["status"] != "current":
        mapping.problems.add(dispute.place, "status", dispute.row["status"], "must be current")

    def said_already(status: str, source: str) -> ClaimPlan | None:
        for claim in dispute.planned(ClaimKind.STATUS, source):
            if claim.columns["status"] == status and claim.as_of in ("", mapping.said_on(source)):
                return claim
        return None

    for value, place in dispute.values:
        status = mapping.word("status", value["status"], place, "status")

        def record(row: Row, where: Place, status: str = status) -> None:
            as_of = mapping.said_on(row["sources"][0])
            mapping.record(dispute.about, ClaimKind.STATUS, row, where, as_of=as_of, status=status)

        dispute.record(value, place, partial(said_already, status), record)


def _topic(dispute: _Dispute) -> None:
    for value, place in dispute.values:
        topic = dispute.row["topic"]
        dispute.mapping.record(dispute.about, ClaimKind.TEXT, value, place, topic=topic, text=value["text"])


_MAPPED: dict[str, Callable[[_Dispute], None]] = {
    "metric": _metric,
    "series": _series,
    "funding": _funding,
    "status": _status,
    "topic": _topic,
}
