"""Finds all of many patterns in a line at once; one small interface over the engines that can do it."""

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
    """An Aho-Corasick automaton over characters, in a compact double array."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(list(patterns)) if patterns else None
        if len(patterns) > _MANY:
            give_back()

    def find(self, line: str) -> list[tuple[int, int, int]]:
        """Return (start, end, number of the pattern) for each occurrence in ``line``."""
        if self._automaton is None:
            return []
        found: list[tuple[int, int, int]] = self._automaton.find_overlapping(line)
        return found


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
