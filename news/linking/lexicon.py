"""The general words of ``words.yaml`` and of the locale data, turned into stems once per stemming."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from news.linking.catalogue import LANGUAGES
from projects.canonical import canonical

_WORDS = Path(__file__).with_name("words.yaml")
#: The text's own language decides how its Cyrillic words are stemmed; these are all the ways there are.
STEMMINGS = ("ru", "kk")
CUES = ("action", "weather")


def stemming(language: str) -> str:
    """Return which of the stemmings reads an article of that language."""
    return "kk" if language == "kk" else "ru"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """General words by their stems.

    ``assets`` and ``topics`` map to kinds of things, ``countries`` to ISO codes, ``cues`` to what a word speaks of
    (``action``, ``weather``). ``aside`` and ``locative`` are looked for in front of a name only, ``aside_after`` behind it.
    """

    assets: dict[str, frozenset[str]]
    topics: dict[str, frozenset[str]]
    countries: dict[str, frozenset[str]]
    generic: frozenset[str]
    aside: frozenset[str]
    aside_after: frozenset[str]
    locative: frozenset[str]
    cues: dict[str, frozenset[str]]
    sectors: dict[str, frozenset[str]]


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return table


@cache
def lexicon(way: str) -> Lexicon:
    """Return the words stemmed one ``way`` (one of :data:`STEMMINGS`)."""
    table = _table()
    found: dict[str, dict[str, set[str]]] = {"asset": defaultdict(set), "topic": defaultdict(set)}
    for kind, parts in table["kinds"].items():
        for part, by_language in parts.items():
            for words in by_language.values():
                for word in words:
                    found[part][canonical(word, way)].add(kind)
    frozen = {part: {word: frozenset(kinds) for word, kinds in words.items()} for part, words in found.items()}
    return Lexicon(
        assets=frozen["asset"],
        topics={word: kinds for word, kinds in frozen["topic"].items() if word not in frozen["asset"]},
        countries=_countries(way),
        generic=_flat("generic", way),
        aside=_flat("aside", way),
        aside_after=_flat("aside_after", way),
        locative=_flat("locative", way),
        cues=_cues(way),
        sectors={sector: frozenset(kinds) for sector, kinds in table["sectors"].items()},
    )


def _flat(part: str, way: str) -> frozenset[str]:
    return frozenset(canonical(word, way) for words in _table()[part].values() for word in words)


def _cues(way: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for part in CUES:
        for word in _flat(part, way):
            found[word].add(part)
    return {word: frozenset(parts) for word, parts in found.items()}


def _countries(way: str) -> dict[str, frozenset[str]]:
    table = _table()
    found: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found[canonical(name, way)].add(code)
    for code, words in table["demonyms"].items():
        for word in words:
            found[canonical(word, way)].add(code)
    signs = table["han"]
    for sign, code in signs.items():
        if sign != "中":
            found["中" + sign].update((code, "CN"))
            found[sign + "中"].update((code, "CN"))
    return {word: frozenset(codes) for word, codes in found.items() if word}
