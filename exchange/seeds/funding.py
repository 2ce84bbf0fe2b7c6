"""Mapping of money: a heading for each sum, named in our words, amounts and financiers by source, and overlaps."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.dateformat import format as date_format

from exchange.seeds.mapping import Mapping, precision_of
from exchange.seeds.plan import ClaimPlan, FundingPlan, Key
from exchange.seeds.problems import Place
from exchange.seeds.said import PERCENT, party_of
from exchange.seeds.shape import Row
from projects.choices import AmountAspect, ClaimKind
from projects.dates import PartialDate

LONGEST_NAME = 30
TITLES, OVERLAPS = "titles.yaml", "overlaps.yaml"


@dataclass(frozen=True, slots=True)
class Named:
    """A title given by hand to one row of funding."""

    place: Place
    match: Row
    title: str


def map_funding(mapping: Mapping, titles: list[Row], overlaps: list[Row]) -> None:
    """All funding of all projects.

    Args:
        mapping: The seeds.
        titles: Titles given by hand where the composed one would not tell sums apart.
        overlaps: Which funding is counted within another, each with its reason.
    """
    for key, row in mapping.rows["projects"].items():
        place = Place("projects.yaml", key)
        _of_project(mapping, ("projects", key), row, place, [title for title in titles if title["project"] == key])
    _check_projects(mapping, TITLES, titles)
    _check_projects(mapping, OVERLAPS, overlaps)


def _check_projects(mapping: Mapping, file: str, rows: list[Row]) -> None:
    for index, row in enumerate(rows):
        mapping.refer("projects", row["project"], Place(file, f"[{index}]"), "project")


def _of_project(mapping: Mapping, about: Key, project: Row, place: Place, titles: list[Row]) -> None:
    rows: list[Row] = project["funding"]
    given = _given_titles(mapping, rows, titles)
    composed = [_composed(mapping, row, place.at(f"funding[{index}]")) for index, row in enumerate(rows)]
    chosen = [given.get(index) or _unique(composed, index) for index in range(len(rows))]
    for index, (row, title) in enumerate(zip(rows, chosen, strict=True)):
        where = place.at(f"funding[{index}]")
        heading = FundingPlan(
            mapping.word("stage", row["stage"], where, "stage"),
            mapping.word("instrument", row["instrument"], where, "instrument"),
            title,
        )
        shared = [other for other in mapping.plan.funding[about[1]] if other.title == title and other != heading]
        unintended = index not in given and chosen.count(title) > 1
        if shared or unintended:
            mapping.problems.add(where, "", title, f"is the title of two sums; give one of them another in {TITLES}")
        mapping.plan.funding[about[1]].setdefault(heading, None)
        _amounts(mapping, about, row, heading, where)
        _financiers(mapping, about, row, heading, where)


def _given_titles(mapping: Mapping, rows: list[Row], titles: list[Row]) -> dict[int, str]:
    found: dict[int, str] = {}
    for title in titles:
        if "match" not in title:
            continue
        fits = [index for index, row in enumerate(rows) if all(row.get(k) == v for k, v in title["match"].items())]
        if len(fits) != 1:
            place = Place(TITLES, title["project"])
            mapping.problems.add(place, "match", title["match"], f"fits {len(fits)} rows of funding, not one")
            continue
        found[fits[0]] = title["title"]
    return found


def _composed(mapping: Mapping, row: Row, place: Place) -> tuple[str, str]:
    """A title from who, what and when; with the month as well, for where the year tells too little."""
    stage = mapping.words["stage_noun"].get(row["stage"], "")
    noun = mapping.words["instrument_noun"].get(row["instrument"], "")
    names = [short_name(financier["name"]) for financier in row["financiers"]]
    estimate = stage if row["stage"] in ("cost_estimate", "programme_total", "target") else ""
    what = estimate or _money_of(names, noun)
    state = "" if estimate else stage
    mapping.precision(row, "date", place)
    year = _year(row["date"])
    parts = [part for part in (what, state, year) if part]
    exact = [part for part in (what, state, _in_full(row["date"])) if part]
    return _sentence(", ".join(parts)), _sentence(", ".join(exact))


def _unique(composed: list[tuple[str, str]], index: int) -> str:
    times = Counter(title for title, _ in composed)
    short, exact = composed[index]
    return short if times[short] == 1 else exact


def short_name(name: str) -> str:
    """A name for a title: without what stands in brackets, or the abbreviation there where the name is long."""
    full, _, rest = name.partition(" (")
    abbreviation = re.match(r"[A-Z][A-Za-z&]{1,5}(?=[,)])", rest)
    return abbreviation.group() if abbreviation and len(full) > LONGEST_NAME else full


def _money_of(names: list[str], noun: str) -> str:
    if len(names) <= 2:
        return f"{' and '.join(names)} {noun}".strip()
    return f"{noun} of {names[0]} and {len(names) - 1} others"


def _year(text: str | None) -> str:
    day = PartialDate.parse(text or "")
    if day.earliest is None or day.latest is None:
        return ""
    years = dict.fromkeys((day.earliest.year, day.latest.year))
    return "–".join(map(str, years))


def _in_full(text: str | None) -> str:
    day = PartialDate.parse(text or "")
    if day.earliest is None or precision_of(text) not in ("day", "month"):
        return day.text
    return date_format(day.earliest, "j F Y" if precision_of(text) == "day" else "F Y")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _amounts(mapping: Mapping, about: Key, row: Row, heading: FundingPlan, place: Place) -> None:
    mapping.check_currency(row["amount"], row["currency"], place)
    known = row["amount"] is not None
    if not known and not row["note"]:
        mapping.problems.add(place, "note", None, "is missing: an amount that is not known needs words")
    record_amount(
        mapping,
        about,
        {**row, "note": row["note"] if known else None},
        place,
        heading,
        withdrawn=row.get("cancelled", False),
        scope=mapping.word("funding_scope", row["scope"], place, "scope"),
        text="" if known else row["note"] or "",
        date=row["date"] or "",
    )


def record_amount(
    mapping: Mapping, about: Key, row: Row, place: Place, heading: FundingPlan, *, withdrawn: bool, **columns: Any
) -> list[ClaimPlan]:
    """Plan an amount under its heading, for each source of a row."""
    return mapping.record(
        about,
        ClaimKind.AMOUNT,
        row,
        place,
        as_of=columns.get("date") or "",
        funding=heading,
        number=row["amount"],
        unit=row["currency"] or "",
        aspect=AmountAspect.WITHDRAWN if withdrawn else AmountAspect.STANDS,
        **columns,
    )


def _financiers(mapping: Mapping, about: Key, row: Row, heading: FundingPlan, place: Place) -> None:
    for index, financier in enumerate(row["financiers"]):
        where = place.at(f"financiers[{index}]")
        mapping.record(
            about,
            ClaimKind.PARTY,
            {**financier, "sources": row["sources"]},
            where,
            party=party_of(mapping, financier, where),
            role=mapping.word("financier_role", row["instrument"], where, "instrument"),
            funding=heading,
            number=financier.get("share_percent"),
            unit=PERCENT if "share_percent" in financier else "",
        )


def map_overlaps(mapping: Mapping, overlaps: Iterable[Row]) -> None:
    """Mark what is counted within another sum; both are named by project and title."""
    for overlap in overlaps:
        place = Place(OVERLAPS, overlap["project"])
        headings = mapping.plan.funding[overlap["project"]]
        by_title = {heading.title: heading for heading in headings}
        for name in ("funding", "within"):
            if overlap[name] not in by_title:
                mapping.problems.add(place, name, overlap[name], "is no funding of the project")
        inner, outer = by_title.get(overlap["funding"]), by_title.get(overlap["within"])
        if inner is None or outer is None:
            continue
        if inner == outer or headings[inner] is not None or headings[outer] is not None:
            mapping.problems.add(place, "funding", inner.title, "is counted within itself, or twice")
        headings[inner] = outer
