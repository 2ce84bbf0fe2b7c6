"""Finds all of many patterns in a line at once; one small interface over the engines that can do it."""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

import daachorse

from news.linking.memory import give_back

#: Building so many patterns leaves memory worth giving back.
_MANY = 10_000


class Matcher(Protocol):
    """Finds every occurrence, overlapping ones too, of the patterns it was built with."""

    def find(self, line: str) -> list[tuple[int, int, int]]:
        """Return (start, end, number of the pattern) for each occurrence in ``line``."""


class DoubleArrayMatcher:
    """Aho-Corasick automata over characters, in compact double arrays.

    There are two: patterns that begin in ASCII, and all others. Building an automaton takes several times its memory
    for a moment, so that two halves take half as much; and a line in ASCII is only searched for the first.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._other, self._plain = (
            _Part(patterns, [number for number, each in enumerate(patterns) if each.lstrip()[:1].isascii() is plain])
            for plain in (False, True)  # the larger one first, while there is nothing beside it
        )

    def find(self, line: str) -> list[tuple[int, int, int]]:
        """Return (start, end, number of the pattern) for each occurrence in ``line``."""
        found = self._plain.find(line)
        other = [] if line.isascii() else self._other.find(line)
        if found and other:
            found += other
            found.sort(key=_by_end)  # as one automaton would find them
            return found
        return found or other


def _by_end(found: tuple[int, int, int]) -> tuple[int, int]:
    return found[1], found[0]


class _Part:
    """The automaton of some of the patterns."""

    def __init__(self, patterns: Sequence[str], numbers: Sequence[int]) -> None:
        self._numbers = array("I", numbers)
        held = [patterns[number] for number in numbers]
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(held) if held else None
        if len(held) > _MANY:
            give_back()

    def find(self, line: str) -> list[tuple[int, int, int]]:
        if self._automaton is None:
            return []
        numbers = self._numbers
        return [(start, end, numbers[number]) for start, end, number in self._automaton.find_overlapping(line)]


class PlainMatcher:
    """The same answers from dictionaries of Python, where there is no build of the automaton: slow, never wrong."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._numbers = {pattern: number for number, pattern in enumerate(patterns)}
        lengths: dict[str, set[int]] = defaultdict(set)
        for pattern in patterns:
            lengths[pattern[0]].add(len(pattern))
        self._lengths = {first: sorted(sizes) for first, sizes in lengths.items()}

    def find(self, line: str) -> list[tuple[int, int, int]]:
        """Return (start, end, number of the pattern) for each occurrence in ``line``."""
        found = []
        for start in range(len(line)):
            for size in self._lengths.get(line[start], ()):
                number = self._numbers.get(line[start : start + size])
                if number is not None and start + size <= len(line):
                    found.append((start, start + size, number))
        return found
