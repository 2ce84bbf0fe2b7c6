"""The general words of ``words.yaml`` and of the locale data, turned into the stems of their own languages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from news.linking.catalogue import LANGUAGES
from projects.canonical import canonical

_WORDS = Path(__file__).with_name("words.yaml")
CUES = ("action", "weather", "leisure", "people")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """General words by their stems.

    ``assets`` and ``topics`` map to kinds of things, ``countries`` to ISO codes, ``cues`` to what a word speaks of
    (``action``, ``weather``, ``leisure``, ``people``), ``ordinals`` to all words for the same number. ``aside`` and
    ``locative`` are looked for in front of a name, ``aside_after`` behind it, ``reminder`` where a sentence begins.
    ``neutral`` phrases name nothing, whatever words they are made of; ``proper`` words mean a country only with a
    capital.
    """

    assets: dict[str, frozenset[str]]
    topics: dict[str, frozenset[str]]
    countries: dict[str, frozenset[str]]
    generic: frozenset[str]
    ordinals: dict[str, tuple[str, ...]]
    corporate: frozenset[str]
    aside: frozenset[str]
    aside_after: frozenset[str]
    reminder: frozenset[str]
    locative: frozenset[str]
    cues: dict[str, frozenset[str]]
    neutral: frozenset[str]
    proper: frozenset[str]
    sectors: dict[str, frozenset[str]]


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return table


@cache
def lexicon(language: str = "") -> Lexicon:
    """Return the words of a language by stem, of all languages when it is none of ours."""
    languages = (language,) if language in LANGUAGES else LANGUAGES
    table = _table()
    found: dict[str, dict[str, set[str]]] = {"asset": defaultdict(set), "topic": defaultdict(set)}
    for kind, parts in table["kinds"].items():
        for part, by_language in parts.items():
            for word in _stems(by_language, languages):
                found[part][word].add(kind)
    frozen = {part: {word: frozenset(kinds) for word, kinds in words.items()} for part, words in found.items()}
    topics = {word: kinds - frozen["asset"].get(word, frozenset()) for word, kinds in frozen["topic"].items()}
    return Lexicon(
        assets=frozen["asset"],
        topics={word: kinds for word, kinds in topics.items() if kinds},
        countries=_countries(languages),
        generic=frozenset(_stems(table["generic"], languages)),
        ordinals=_ordinals(languages),
        corporate=frozenset(_stems(table["corporate"], languages)),
        aside=frozenset(_stems(table["aside"], languages)),
        aside_after=frozenset(_stems(table["aside_after"], languages)),
        reminder=frozenset(_stems(table["reminder"], languages)),
        locative=frozenset(_stems(table["locative"], languages)),
        cues=_cues(languages),
        neutral=frozenset(_stems(table["neutral"], languages)),
        proper=frozenset(_stems(table["proper"], languages)),
        sectors={sector: frozenset(kinds) for sector, kinds in table["sectors"].items()},
    )


def _stems(by_language: Mapping[str, Iterable[str]], languages: Iterable[str]) -> Iterator[str]:
    for language in languages:
        for word in by_language.get(language, ()):
            yield canonical(word, language)


def _ordinals(languages: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return every word for a number of order with all words of its language for that number."""
    groups = [
        tuple(canonical(word, language) for word in words)
        for language in languages
        for words in _table()["ordinal"].get(language, ())
    ]
    return {word: group for group in groups for word in group}


def _cues(languages: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for part in CUES:
        for word in _stems(_table()[part], languages):
            found[word].add(part)
    return {word: frozenset(parts) for word, parts in found.items()}


def _countries(languages: Iterable[str]) -> dict[str, frozenset[str]]:
    table = _table()
    found: dict[str, set[str]] = defaultdict(set)
    for language in languages:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found[canonical(name.split(" (")[0], language)].add(code)
        for code, words in table["countries"][language].items():
            for word in words:
                found[canonical(word, language)].add(code)
    for sign, code in table["han"].items() if "zh" in languages else ():
        if sign != "中":
            found["中" + sign].update((code, "CN"))
            found[sign + "中"].update((code, "CN"))
    return {word: frozenset(codes) for word, codes in found.items() if word}
