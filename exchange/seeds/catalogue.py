"""Mapping of publishers, sources, organisations, places and corridors; and of projects as far as they are catalogue."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from exchange.seeds.mapping import NO_SOURCE, Mapping, precision_of
from exchange.seeds.plan import EntryPlan, Key
from exchange.seeds.problems import Place
from exchange.seeds.shape import Row
from projects.choices import ClaimKind, MentionAspect, NameAspect

HEADING = "heading"


def map_publishers(mapping: Mapping) -> None:
    """Publishers, with the organisation each belongs to."""
    for key, row in mapping.rows["publishers"].items():
        place = Place("publishers.yaml", key)
        if row["reliability"] == "low" and not row["reliability_reason"]:
            mapping.problems.add(place, "reliability", "low", "stands without a reason")
        mapping.plan.publishers[key] = {
            "name": row["name"],
            "kind": mapping.word("publisher_kind", row["kind"], place, "kind"),
            "country": mapping.country(row["country"], place, "country") if row["country"] else None,
            "party": mapping.refer("organisations", row["party"], place, "party") if row["party"] else None,
            "reliability": mapping.word("reliability", row["reliability"], place, "reliability"),
            "reliability_reason": row["reliability_reason"] or "",
            "languages": row["languages"],
            "also_written": row.get("also_written") or [],
            "note": row.get("note") or "",
        }


def map_sources(mapping: Mapping, voices: dict[str, str]) -> None:
    """Sources. The marker of coordinates without a source is none.

    Args:
        mapping: The seeds.
        voices: The voice of each source that repeats another's text.
    """
    addresses = Counter(row["url"] for row in mapping.rows["sources"].values() if row["url"])
    for key, row in mapping.rows["sources"].items():
        if key == NO_SOURCE:
            mapping.plan.skipped["markers that are no sources"] += 1
            continue
        mapping.plan.sources[key] = _source(mapping, key, row, addresses) | {"voice": voices.get(key, "")}


def _source(mapping: Mapping, key: str, row: Row, addresses: Counter[str]) -> dict[str, Any]:
    place = Place("sources.yaml", key)
    mapping.precision(row, "date", place)
    if precision_of(row["retrieved"]) != "day":
        mapping.problems.add(place, "retrieved", row["retrieved"], "is not a day")
    mapping.refer("publishers", row["publisher_id"], place, "publisher_id")
    publisher = mapping.rows["publishers"].get(row["publisher_id"], {})
    if row["title_basis"] not in ("page", "url_or_description"):
        mapping.problems.add(place, "title_basis", row["title_basis"], "is neither page nor url_or_description")
    kind, reliability = row.get("outlet_kind"), row.get("reliability")
    if reliability == "low" and not row.get("reliability_reason"):
        mapping.problems.add(place, "reliability", "low", "stands without a reason")
    note = row["note"] or ""
    address = row["url"] or ""
    if addresses[address] > 1:
        # Two documents at one address would count as one: they keep the address as a remark.
        note, address = f"{note}. Published at {address}".removeprefix(". "), ""
    return {
        "url": address,
        "publisher": row["publisher_id"],
        "title": row["title"],
        "title_quoted": row["title_basis"] == "page",
        "language": row["lang"],
        "date": row["date"] or "",
        "retrieved": row["retrieved"],
        "credited": "" if row["publisher"] == publisher.get("name") else row["publisher"],
        "kind": mapping.word("publisher_kind", kind, place, "outlet_kind") if kind else "",
        "reliability": mapping.word("reliability", reliability, place, "reliability") if reliability else "",
        "reliability_reason": row.get("reliability_reason") or "",
        "note": note,
    }


def map_organisations(mapping: Mapping) -> None:
    """Organisations, with the names that are cited; a name without a source is no claim."""
    for key, row in mapping.rows["organisations"].items():
        place = Place("organisations.yaml", key)
        about = _entry(
            mapping,
            "organisations",
            key,
            label=row["name"],
            kind=mapping.word("organisation_kind", row["kind"], place, "kind"),
            country=mapping.country(row["country"], place, "country") if row["country"] else None,
        )
        _cited_names(mapping, about, row["names"], place, lambda _: mapping.plan.skipped.update([UNCITED_NAMES]))


UNCITED_NAMES = "names of organisations without a source"


def map_places(mapping: Mapping) -> None:
    """Places; spellings of gazetteers and names without a source serve search only."""
    for key, row in mapping.rows["places"].items():
        place = Place("places.yaml", key)
        spellings = [*row.get("geonames_alternate_names", []), row.get("geonames_name")]
        about = ("places", key)
        _cited_names(mapping, about, row["names"], place, spellings.append)
        _entry(
            mapping,
            "places",
            key,
            label=row["name"],
            kind=mapping.word("place_kind", row["kind"], place, "kind"),
            country=mapping.country(row["country"], place, "country"),
            latitude=row["lat"],
            longitude=row["lon"],
            coordinate_quality=mapping.word(
                "coordinate_quality", row["coordinate_quality"], place, "coordinate_quality"
            ),
            coordinate_note=row["coordinate_note"] or "",
            geonames_id=row.get("geonames_id"),
            search_names=sorted({spelling for spelling in spellings if spelling}),
        )
        _coordinates(mapping, about, row, place)


def _coordinates(mapping: Mapping, about: Key, row: Row, place: Place) -> None:
    """Where coordinates are from is a claim too: the source gave them, as text."""
    cited = row["coordinate_source"]
    mapping.refer("sources", cited, place, "coordinate_source")
    if (cited == NO_SOURCE) != (row["coordinate_quality"] == "approximate_unsourced"):
        mapping.problems.add(place, "coordinate_quality", row["coordinate_quality"], f"does not fit the source {cited}")
    if cited == NO_SOURCE or cited not in mapping.known["sources"]:
        return
    remark = {"sources": [cited], "note": row["coordinate_note"]}
    words = f"{row['lat']}, {row['lon']}"
    mapping.record(about, ClaimKind.TEXT, remark, place.at("coordinate_source"), topic="coordinates", text=words)


def _cited_names(mapping: Mapping, about: Key, names: list[Row], place: Place, uncited: Callable[[str], Any]) -> None:
    for index, name in enumerate(names):
        if not name["sources"]:
            uncited(name["name"])
            continue
        where = place.at(f"names[{index}]")
        aspect = NameAspect.WITH_CONTEXT
        mapping.record(about, ClaimKind.NAME, name, where, text=name["name"], language=name["lang"], aspect=aspect)


def map_corridors(mapping: Mapping) -> None:
    """Corridors: stops along the main line and the branches, names, and that their sources are about them."""
    for key, row in mapping.rows["corridors"].items():
        place = Place("corridors.yaml", key)
        about = _entry(
            mapping,
            "corridors",
            key,
            label=row["name"],
            modes=[mapping.word("mode", mode, place, "modes") for mode in row["modes"]],
            countries=[mapping.country(code, place, "countries") for code in row["countries"]],
            stops=_stops(mapping, row["route"], place.at("route")),
        )
        map_aliases(mapping, about, row["aliases"], [], place)
        mapping.record(about, ClaimKind.MENTION, row["route"], place.at("route"), aspect=MentionAspect.ABOUT)


def _stops(mapping: Mapping, route: Row, place: Place) -> list[tuple[str, int, Key]]:
    lines = [("", route["nodes"])] + [(branch["name"], branch["nodes"]) for branch in route["branches"]]
    return [
        (name, position, mapping.refer("places", node, place, "nodes"))
        for name, nodes in lines
        for position, node in enumerate(nodes)
    ]


def map_projects(mapping: Mapping) -> None:
    """Projects as catalogue; what is said of them is mapped elsewhere."""
    for key, row in mapping.rows["projects"].items():
        place = Place("projects.yaml", key)
        about = _entry(
            mapping,
            "projects",
            key,
            label=row["name"],
            short_label=row["short_name"],
            sector=mapping.word("sector", row["sector"], place, "sector"),
            umbrella=row["umbrella"],
            countries=[mapping.country(code, place, "countries") for code in row["countries"]],
            corridors=[mapping.refer("corridors", corridor, place, "corridors") for corridor in row["corridors"]],
        )
        map_aliases(mapping, about, row["aliases"], row["names"], place)


def map_aliases(mapping: Mapping, about: Key, aliases: list[Row], headings: list[Row], place: Place) -> None:
    """Names as sources write them; those fit for a heading are marked, source by source."""
    fit = {(name["lang"], name["name"], source): name for name in headings for source in name["sources"]}
    unused = set(fit)
    for index, alias in enumerate(aliases):
        where = place.at(f"aliases[{index}]")
        aspect = mapping.word("match", alias["match"], where, "match")
        for source in alias["sources"]:
            chosen = fit.get((alias["lang"], alias["name"], source))
            unused.discard((alias["lang"], alias["name"], source))
            one = {**alias, "sources": [source]}
            topic = HEADING if chosen else ""
            columns = {"text": alias["name"], "language": alias["lang"], "aspect": aspect, "topic": topic}
            said = mapping.record(about, ClaimKind.NAME, one, where, **columns)
            if chosen and chosen.get("note") and said and not said[0].note:
                said[0].note = chosen["note"]
        if not alias["sources"]:
            mapping.sources(alias, where)
    for language, name, source in sorted(unused):
        mapping.problems.add(place, "names", f"{name} ({language}, {source})", "is not one of the cited aliases")


def _entry(mapping: Mapping, table: str, key: str, **fields: Any) -> Key:
    mapping.plan.entries[table][key] = EntryPlan((table, key), fields)
    return table, key
