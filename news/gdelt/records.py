"""Reads one record of the Global Knowledge Graph, version 2.1: which page, and what GDELT saw on it.

The order of the columns is that of GDELT's own codebook, "The GDELT Global Knowledge Graph (GKG) Data Format Codebook
V2.1" of 19 February 2015 (data.gdeltproject.org/documentation/GDELT-Global_Knowledge_Graph_Codebook-V2.1.pdf): 27
columns between tabulators, no header. Columns named V1 hold what V2 holds without offsets; they are read where V2 is
empty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

COLUMNS = 27
#: Source collection 1 is the open web, where a document's identifier is its address; the others are broadcasts,
#: citations and archives, whose identifiers are no addresses.
WEB = 1


class Column(NamedTuple):
    """Where a column stands, counted from 0, and what the codebook calls it."""

    place: int
    name: str


RECORD = Column(0, "GKGRECORDID")
DATE = Column(1, "V2.1DATE")
KIND = Column(2, "V2SOURCECOLLECTIONIDENTIFIER")
SOURCE = Column(3, "V2SOURCECOMMONNAME")
DOCUMENT = Column(4, "V2DOCUMENTIDENTIFIER")
V1_THEMES = Column(7, "V1THEMES")
THEMES = Column(8, "V2ENHANCEDTHEMES")
V1_LOCATIONS = Column(9, "V1LOCATIONS")
LOCATIONS = Column(10, "V2ENHANCEDLOCATIONS")
NAMES = Column(23, "V2.1ALLNAMES")
TRANSLATION = Column(25, "V2.1TRANSLATIONINFO")

_RECORD_ID = re.compile(r"[0-9]{14}-T?[0-9]+")
_LANGUAGE = re.compile(r"srclc:([a-z]{2,3})")
_COUNTRY_PART = 2


class BrokenLine(ValueError):
    """A line that is no record; the message says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """One document as GDELT saw it.

    Attributes:
        record_id: GDELT's own identifier.
        seen_at: the quarter of an hour in which GDELT saw it (UTC).
        kind: its source collection; see ``WEB``.
        source: the name of its source, for the web its domain.
        document: its address, for the web.
        themes: GDELT's codes of what it is about, as often as they stand there.
        countries: FIPS 10-4 codes of the places named in it.
        names: the proper names in it, in English where it was translated.
        language: ISO 639 code of the language it was translated from; '' for English.
    """

    record_id: str
    seen_at: datetime
    kind: int
    source: str
    document: str
    themes: tuple[str, ...]
    countries: frozenset[str]
    names: tuple[str, ...]
    language: str


def parse(line: bytes) -> Record:
    """Read one line.

    Raises:
        BrokenLine: it has too few columns, or one of the first five is not what it should be.
    """
    parts = line.decode("utf-8", errors="replace").split("\t")
    if len(parts) < COLUMNS:
        raise BrokenLine(f"{len(parts)} columns instead of {COLUMNS}")
    if not _RECORD_ID.fullmatch(parts[RECORD.place]):
        raise BrokenLine(f"{RECORD.name} is {parts[RECORD.place][:40]!r}")
    kind = parts[KIND.place]
    if not (kind.isascii() and kind.isdigit() and len(kind) == 1):
        raise BrokenLine(f"{KIND.name} is {kind[:40]!r}")
    document = parts[DOCUMENT.place].strip()
    if not document or "\ufffd" in document:
        raise BrokenLine(f"{DOCUMENT.name} is empty or damaged")
    translation = _LANGUAGE.match(parts[TRANSLATION.place])
    return Record(
        record_id=parts[RECORD.place],
        seen_at=_moment(parts[DATE.place]),
        kind=int(kind),
        source=parts[SOURCE.place][:200],
        document=document,
        themes=tuple(_firsts(parts[THEMES.place], ",") or _firsts(parts[V1_THEMES.place], ",")),
        countries=frozenset(_countries(parts[LOCATIONS.place]) or _countries(parts[V1_LOCATIONS.place])),
        names=tuple(_firsts(parts[NAMES.place], ",")),
        language=translation[1] if translation else "",
    )


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise BrokenLine(f"{DATE.name} is {text[:40]!r}") from error


def _blocks(text: str) -> Iterator[str]:
    return (block for block in text.split(";") if block)


def _firsts(text: str, mark: str) -> list[str]:
    """Of blocks like ``name,offset`` the names; a name may hold the mark itself."""
    return [name for block in _blocks(text) if (name := (block.rpartition(mark)[0] or block).strip())]


def _countries(text: str) -> set[str]:
    """Of blocks like ``type#name#country#...`` the countries."""
    parts = (block.split("#", _COUNTRY_PART + 1) for block in _blocks(text))
    return {part[_COUNTRY_PART] for part in parts if len(part) > _COUNTRY_PART and part[_COUNTRY_PART]}
