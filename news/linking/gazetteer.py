"""Spellings of towns in the letters of Russian and Kazakh and in Chinese, for places written in one language only.

The table is made of GeoNames (https://www.geonames.org/, CC BY 4.0) by ``script/build_gazetteer.py``: towns of a
thousand people or more that have such a spelling, the largest of a country first.
"""

import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from news.linking.letters import BRACKETS, likeness, romanise
from projects.canonical import canonical

TABLE = Path(__file__).with_name("gazetteer.tsv.xz")
#: Towns have had other names, some of them common words ("Дружба", "Верный"): a spelling that sounds like
#: nothing of what it is to spell is left out. Пекин is as like Beijing as 0.46, Афины like Athens as 0.36.
_LEAST_ALIKE = 0.35
#: Chinese has fewer sounds to spell a name with; where no spelling is as like, each may be the name (万象, Vientiane).
_LEAST_ALIKE_HAN = 0.4
_BETWEEN = "|"


class Town(NamedTuple):
    """One line of the table: ISO 3166-1 code, canonical forms it is found by, spellings; the main name comes first.

    ``han`` gives Chinese spellings with their sound.
    """

    country: str
    keys: tuple[str, ...]
    cyrillic: tuple[str, ...]
    han: tuple[tuple[str, str], ...]


_known: dict[tuple[str, str], tuple[str, ...]] = {}


def spelled(wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the spellings of places, each given as its name and the ISO 3166-1 code of its country.

    A place that the table does not have has none. What was asked before is remembered: the table is read through for
    what is new.
    """
    wanted = set(wanted)
    new: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place, country in wanted - _known.keys():
        new[country, canonical(BRACKETS.sub(" ", place))].append(place)
    found: dict[tuple[str, str], tuple[str, ...]] = dict.fromkeys(wanted - _known.keys(), ())
    if new:
        found |= _read(new)
        _known.update(found)  # only now: whoever asks meanwhile, or after a failure, reads for themselves
    return {pair: _known[pair] for pair in wanted}


def _read(new: dict[tuple[str, str], list[str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Look places up, given by country and canonical form; those that are found leave ``new``."""
    found = {}
    for town in _towns({country for country, _ in new}):
        for key in town.keys:
            # The first town of a name is the largest; the others of the country are not asked.
            for place in new.pop((town.country, key), ()):
                found[place, town.country] = tuple(_alike(place, town))
        if not new:
            break
    return found


def _towns(countries: set[str]) -> Iterator[Town]:
    with lzma.open(TABLE, "rt", encoding="utf-8") as lines:
        for line in lines:
            country, keys, spellings = line.rstrip("\n").split("\t")
            if country in countries:
                parts = [spelling.partition("=") for spelling in spellings.split(_BETWEEN)]
                cyrillic = tuple(text for text, _, sound in parts if not sound)
                han = tuple((text, sound) for text, _, sound in parts if sound)
                yield Town(country, tuple(keys.split(_BETWEEN)), cyrillic, han)


def _alike(place: str, town: Town) -> Iterator[str]:
    """Yield the spellings of a town that may be what a place is called, not another name of the town."""
    called = town.keys[0] if _is_han(place) else BRACKETS.sub(" ", place)
    yield from (spelling for spelling in town.cyrillic if likeness(spelling, called) >= _LEAST_ALIKE)
    plain = romanise(called).replace(" ", "")
    alike = [
        spelling for spelling, sound in town.han if SequenceMatcher(None, sound, plain).ratio() >= _LEAST_ALIKE_HAN
    ]
    yield from alike or (spelling for spelling, _ in town.han)


def _is_han(text: str) -> bool:
    return text[:1] >= "\u3400"
