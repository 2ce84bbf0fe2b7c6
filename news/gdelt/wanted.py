"""Decides which records of a file become addresses, by a filter that operators can read, and how many at most."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corridors.errors import Invalid
from news import identity
from news.gdelt import records
from news.gdelt.archive import BadFile
from news.gdelt.records import BrokenLine, Record
from projects.canonical import canonical

HERE = Path(__file__).parent
OWN_FILTER = HERE / "filter.yaml"
OF_PROJECTS = "projects"
_KEYS = {"themes", "countries", "countries_that_say_too_little", "names"}
#: A name counts more than any number of themes, when more is wanted than may be taken.
_NAME_WEIGHT = 1_000_000
_FEWEST_WORDS = 2


@dataclass(frozen=True)
class Filter:
    """The filter as its file says it.

    Attributes:
        themes: GDELT's codes.
        countries: ISO codes; None for those of the projects in the database.
        too_little: ISO codes of countries that make no record wanted.
        names: whether names of projects are looked for.
    """

    themes: frozenset[str]
    countries: frozenset[str] | None
    too_little: frozenset[str]
    names: bool


@dataclass(frozen=True)
class Wanted:
    """The filter with what the database knows: themes, FIPS codes of countries, canonical names."""

    themes: frozenset[str]
    countries: frozenset[str]
    names: frozenset[str]

    def weight(self, record: Record) -> int:
        """How much a record is wanted; 0 when it is not."""
        weight = 0
        if not self.countries.isdisjoint(record.countries):
            weight = sum(theme in self.themes for theme in record.themes)
        if self.names and any(canonical(name) in self.names for name in record.names):
            weight += _NAME_WEIGHT
        return weight


@dataclass(frozen=True)
class Selection:
    """What a file held: how many records, broken lines with the first one's reason, how many were wanted, and which.

    ``addresses`` are those taken, by the key that makes an article unique, the most wanted first.
    """

    records: int
    broken: int
    first_broken: str
    wanted: int
    addresses: Mapping[str, str]


def load(path: Path) -> Filter:
    """Read a filter.

    Raises:
        Invalid: it is no YAML, or a key or value in it is not what a filter has; the message names file, key and value.
    """
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeError) as error:
        raise Invalid(f"GDELT's filter {path.name} cannot be read: {error}") from error
    if not isinstance(told, dict) or told.keys() != _KEYS:
        raise Invalid(f"GDELT's filter {path.name} needs the keys {', '.join(sorted(_KEYS))}, and no other.")
    countries = told["countries"]
    if not isinstance(told["names"], bool):
        raise Invalid(f"GDELT's filter {path.name}: names is {told['names']!r}; it is true or false.")
    return Filter(
        themes=_codes(path, "themes", told["themes"]),
        countries=None if countries == OF_PROJECTS else _known(path, _codes(path, "countries", countries)),
        too_little=_codes(path, "countries_that_say_too_little", told["countries_that_say_too_little"]),
        names=told["names"],
    )


def _codes(path: Path, key: str, value: Any) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Invalid(f"GDELT's filter {path.name}: {key} is {value!r}; it is a list of codes.")
    return frozenset(value)


def _known(path: Path, countries: frozenset[str]) -> frozenset[str]:
    if unknown := countries - fips_codes().keys():
        raise Invalid(f"GDELT's filter {path.name}: no FIPS code is known for {', '.join(sorted(unknown))}.")
    return countries


@cache
def fips_codes() -> Mapping[str, tuple[str, ...]]:
    """The FIPS 10-4 codes of each country by its ISO 3166-1 code."""
    table = yaml.safe_load((HERE / "fips.yaml").read_text(encoding="utf-8"))
    return {iso: tuple(codes) for iso, codes in table.items()}


def settle(chosen: Filter, countries: Iterable[str], names: Iterable[str]) -> Wanted:
    """The filter with what the database knows.

    Args:
        chosen: the filter.
        countries: ISO codes of the countries of our projects; those without a FIPS code are passed over.
        names: names of our projects, in any spelling.
    """
    isos = (frozenset(countries) if chosen.countries is None else chosen.countries) - chosen.too_little
    forms = {canonical(name) for name in names} if chosen.names else set()
    return Wanted(
        themes=chosen.themes,
        countries=frozenset(code for iso in isos for code in fips_codes().get(iso, ())),
        names=frozenset(form for form in forms if len(form.split()) >= _FEWEST_WORDS),
    )


def select(lines: Iterable[bytes], wanted: Wanted, most: int) -> Selection:
    """Go through a file and choose addresses.

    Args:
        lines: its lines.
        wanted: what is looked for.
        most: how many addresses at most; the most wanted go first, then the order of the file.

    Raises:
        BadFile: it has lines, and none of them is a record.
    """
    count = broken = 0
    first_broken = ""
    found: dict[str, tuple[int, str]] = {}
    for line in lines:
        if not line:
            continue
        try:
            record = records.parse(line)
            count += 1
            if record.kind == records.WEB and (weight := wanted.weight(record)):
                address = identity.canonical(record.document)
                found.setdefault(identity.key(address), (weight, address))
        except (BrokenLine, Invalid) as error:
            broken += 1
            first_broken = first_broken or str(error)
    if broken and not count:
        raise BadFile(f"None of its {broken} lines is a record of GKG 2.1 (the first: {first_broken}).", code="not_gkg")
    ordered = sorted(found.items(), key=lambda item: -item[1][0])
    return Selection(
        records=count,
        broken=broken,
        first_broken=first_broken,
        wanted=len(found),
        addresses={key: address for key, (_weight, address) in ordered[:most]},
    )
