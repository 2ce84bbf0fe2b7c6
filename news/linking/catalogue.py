"""What the linker knows of a project: its names, places, parties, sector and countries, from wherever they are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import yaml

from corridors.errors import DomainError
from news.linking.gazetteer import spelled

LANGUAGES = ("en", "ru", "zh", "kk")

Origin = Literal["cited", "curator", "harvested", "transliterated"]
#: Marks of names that somebody gave; the others are made by rules.
GIVEN: frozenset[Origin] = frozenset({"cited", "curator"})


class CatalogueError(DomainError):
    """The catalogue file cannot be linked against; the message names the entry and the field."""

    code = "bad_catalogue"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a project in one language.

    ``origin`` says whether a source gave it, a curator gave it for finding alone, a rule derived it from such a name,
    or a rule wrote it in other letters; ``rule`` is the family of :data:`news.linking.families.FAMILIES` that did,
    ``curator`` where no family but a curator did, and empty for cited names.
    """

    text: str
    language: str
    origin: Origin = "cited"
    rule: str = ""
    needs_context: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One project as the linker sees it. ``key`` is whatever the caller calls it: a file's key or a public id.

    ``blocked`` are canonical forms that never find it, whoever made them.
    """

    key: str
    names: tuple[Name, ...]
    places: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    sector: str = ""
    countries: tuple[str, ...] = ()
    amounts: tuple[str, ...] = field(default=())
    blocked: frozenset[str] = frozenset()


def read_catalogue(path: Path) -> list[Entry]:
    """Read a catalogue file.

    Raises:
        CatalogueError: The file is not YAML, has no ``projects``, or an entry lacks a name.
    """
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path.name} is not readable YAML: {error}") from error
    projects = document.get("projects") if isinstance(document, Mapping) else None
    if not isinstance(projects, Mapping) or not projects:
        raise CatalogueError(f"{path.name} has no table `projects`.")
    return _spelled_out([_entry(str(key), row) for key, row in projects.items()])


def _spelled_out(entries: Sequence[Entry]) -> list[Entry]:
    """Add to each place its spellings in other languages."""
    spellings = spelled(
        {(place, country) for entry in entries for place in entry.places for country in entry.countries}
    )
    return [
        replace(
            entry,
            places=tuple(
                dict.fromkeys(
                    spelling
                    for place in entry.places
                    for spelling in (place, *(each for code in entry.countries for each in spellings[place, code]))
                )
            ),
        )
        for entry in entries
    ]


def _entry(key: str, row: Any) -> Entry:
    if not isinstance(row, Mapping):
        raise CatalogueError(f"{key}: expected a table of fields, found {row!r}.")
    names = [
        Name(str(text), str(language))
        for part in ("names", "aliases")
        for language, texts in _table(key, part, row).items()
        for text in (texts if isinstance(texts, list) else [texts])
        if text
    ]
    if not names:
        raise CatalogueError(f"{key}: no name in `names` or `aliases`.")
    return Entry(
        key=key,
        names=tuple(dict.fromkeys(names)),
        places=_words(key, "places", row),
        parties=_words(key, "parties", row),
        sector=str(row.get("sector") or ""),
        countries=_words(key, "countries", row),
        amounts=_words(key, "amounts", row),
    )


def _table(key: str, part: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    table = row.get(part) or {}
    if not isinstance(table, Mapping):
        raise CatalogueError(f"{key}: `{part}` is not a table by language.")
    return table


def _words(key: str, part: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    words = row.get(part) or []
    if not isinstance(words, list):
        raise CatalogueError(f"{key}: `{part}` is not a list.")
    return tuple(str(word) for word in words)
