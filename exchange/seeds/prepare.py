"""From files to a plan: everything is read and checked before anything is written."""

from collections.abc import Mapping as Table
from pathlib import Path
from typing import Any

import pycountry

from exchange.seeds import catalogue, disputes, funding, said, shape, words
from exchange.seeds.mapping import Mapping
from exchange.seeds.plan import Plan
from exchange.seeds.problems import Place, Problems, SeedsError
from exchange.seeds.read import read
from exchange.seeds.shape import Field, Row
from projects import metrics
from projects.choices import Role

FACTS = ("publishers", "organisations", "sources", "places", "corridors", "projects")
KEY = 120
# Hand-made tables: what each row says, and always why.
BY_HAND: dict[str, dict[str, Field]] = {
    "titles": {
        "project": Field(shape.text),
        "match": Field(shape.row, required=False),
        "dispute": Field(shape.text, required=False),
        "title": Field(shape.line(200)),
    },
    "overlaps": {name: Field(shape.text) for name in ("project", "funding", "within", "reason")},
    "voices": {"voice": Field(shape.line(80)), "sources": Field(shape.texts), "reason": Field(shape.text)},
}


def prepare(directory: Path) -> Plan:
    """Read the seeds in a directory and plan their load.

    Raises:
        SeedsError: if anything is wrong with them, with all that is.
    """
    problems = Problems()
    facts = {name: read(directory / "facts" / f"{name}.yaml", problems) for name in (*FACTS, "metrics", "roles")}
    tables = words.tables(read(directory / "mappings" / words.FILE, problems), problems)
    lists = {name: read(directory / "mappings" / f"{name}.yaml", problems) for name in BY_HAND}
    for name, data in [*((name, facts[name]) for name in (*FACTS, "roles")), *lists.items()]:
        if data is not None and (wrong := shape.rows(data)):
            problems.add(Place(f"{name}.yaml"), "", None, wrong)
    if problems:
        # What else is wrong cannot be told apart from what follows from a whole file that is missing.
        raise SeedsError(problems.found)
    by_hand = {name: _by_hand(name, data, problems) for name, data in lists.items()}
    rows = {name: _rows(facts[name], name, problems) for name in FACTS}
    mapping = Mapping(tables, {name: whole for name, (whole, _) in rows.items()}, problems)
    mapping.known = {name: keys for name, (_, keys) in rows.items()}
    mapping.known["countries"] = {country.alpha_2 for country in pycountry.countries}
    _check_lists(facts, tables, problems)
    _map(mapping, by_hand)
    if problems:
        raise SeedsError(problems.found)
    return mapping.plan


def _map(mapping: Mapping, by_hand: dict[str, list[Row]]) -> None:
    mapping.plan.country_names.update(mapping.words["country"])
    catalogue.map_publishers(mapping)
    catalogue.map_sources(mapping, _voices(mapping, by_hand["voices"]))
    catalogue.map_organisations(mapping)
    catalogue.map_places(mapping)
    catalogue.map_corridors(mapping)
    catalogue.map_projects(mapping)
    said.map_said(mapping)
    funding.map_funding(mapping, by_hand["titles"], by_hand["overlaps"])
    disputes.map_disputes(mapping, by_hand["titles"])
    funding.map_overlaps(mapping, by_hand["overlaps"])


def _rows(data: list[Row], name: str, problems: Problems) -> tuple[dict[str, Row], set[str]]:
    """Rows that have their shape, by key, and the keys of all, so that one broken row is told of once."""
    whole: dict[str, Row] = {}
    keys: set[str] = set()
    for index, row in enumerate(data):
        key = row.get("id")
        if not isinstance(key, str) or not key or len(key) > KEY:
            problems.add(Place(f"{name}.yaml", f"[{index}]"), "id", key, "is no key")
            continue
        if key in keys:
            problems.add(Place(f"{name}.yaml", key), "id", key, "stands twice")
        keys.add(key)
        before = len(problems.found)
        shape.check(name, row, Place(f"{name}.yaml", key), problems)
        if len(problems.found) == before:
            whole[key] = row
    return whole, keys


def _by_hand(name: str, data: list[Row], problems: Problems) -> list[Row]:
    """A table made by hand, with the rows that are whole."""
    whole = []
    for index, row in enumerate(data):
        before = len(problems.found)
        shape.check_fields(BY_HAND[name], row, Place(f"{name}.yaml", f"[{index}]"), problems)
        if len(problems.found) == before:
            whole.append(row)
    return whole


def _voices(mapping: Mapping, rows: list[Row]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        place = Place("voices.yaml", row["voice"])
        for source in row["sources"]:
            mapping.refer("sources", source, place, "sources")
            if found.setdefault(source, row["voice"]) != row["voice"]:
                mapping.problems.add(place, "sources", source, "has another voice already")
    return found


def _check_lists(facts: dict[str, Any], tables: Table[str, Table[str, str]], problems: Problems) -> None:
    """The lists of metrics, units and roles that came with the facts are ours, no more and no less."""
    given = facts["metrics"] if isinstance(facts["metrics"], dict) else {}
    for name, ours in (("metrics", set(metrics.all_metrics())), ("units", set(metrics.all_units()))):
        listed: Any = given.get(name)
        if wrong := shape.rows(listed):
            problems.add(Place("metrics.yaml"), name, None, wrong)
            continue
        whole, _ = _rows(listed, name, problems)
        for key in whole.keys() - ours:
            problems.add(Place("metrics.yaml", key), "id", key, f"is not in the tracker's list of {name}")
    for key in given.keys() - {"metrics", "units"}:
        problems.add(Place("metrics.yaml"), key, None, "stands in a field that is not mapped")
    for key in _rows(facts["roles"], "roles", problems)[0]:
        if tables["role"].get(key) not in Role.values:
            problems.add(Place("roles.yaml", key), "id", key, "is not a mapped role")
