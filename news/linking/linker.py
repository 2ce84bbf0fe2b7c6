"""Finds the projects an article is about, or mentions: the one entrance to linking."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass

from news.linking.automaton import DoubleArrayMatcher, Matcher
from news.linking.catalogue import Entry
from news.linking.evidence import Scan, gather, scan
from news.linking.explain import Reason, reasons
from news.linking.features import Candidate, candidates
from news.linking.index import compile_catalogue
from news.linking.lexicon import lexicon
from news.linking.roles import Role, role
from news.linking.score import Weights, read_weights
from news.linking.stream import stream

THRESHOLD = 0.5
#: Links less probable than this are not worth a row.
FLOOR = 0.02
#: The levels of evidence that are words of a name, which may be the name of several projects.
_NAMES = frozenset({"alias", "weak", "placed", "bag"})


@dataclass(frozen=True, slots=True)
class Link:
    """One project an article may be about.

    ``project`` is the entry's key, ``score`` the probability that the article is about it. ``ambiguous`` numbers the
    group of projects the article does not tell apart: the caller lays them before a curator as one choice; 0 is none.
    """

    project: str
    score: float
    role: Role
    reasons: tuple[Reason, ...]
    ambiguous: int = 0


class Linker:
    """A compiled catalogue with weights. Building costs seconds, linking microseconds; threads may share it."""

    def __init__(
        self,
        catalogue: Iterable[Entry],
        *,
        weights: Weights | None = None,
        off: Collection[str] = (),
        matcher: Callable[[Sequence[str]], Matcher] = DoubleArrayMatcher,
        version: str = "",
    ) -> None:
        self.weights = weights or read_weights()
        self.index, patterns = compile_catalogue(catalogue, off)
        self.matcher = matcher(patterns)
        self.version = version

    def weighing(self, weights: Weights) -> "Linker":
        """Return a linker over the same catalogue with other weights: nothing is compiled anew."""
        other = copy(self)
        other.weights = weights
        return other

    def link(
        self,
        title: str,
        text: str,
        language: str,
        date: datetime.date | str | None = None,
        *,
        threshold: float = THRESHOLD,
        explained: bool = True,
    ) -> list[Link]:
        """Return the projects an article is about or mentions, the most probable first.

        Args:
            title: As stored; reasons point into it by offsets.
            text: As stored.
            language: ISO 639-1 code of the article's language.
            date: When it was published, also as a partial date (``2024``, ``2024-06``).
            threshold: The probability from which the role is *about*.
            explained: Whether to give reasons: finding where they stand takes longer than all else.
        """
        result, found = self.candidates(title, text, language, date)
        scored = [(self.weights.probability(candidate.features), candidate) for candidate in found]
        scored = [(score, candidate) for score, candidate in scored if score >= FLOOR]
        scored.sort(key=lambda pair: (-pair[0], pair[1].project))
        about = [candidate.project for score, candidate in scored if score >= threshold]
        groups = _ambiguous(scored)
        return [
            Link(
                project=self.index.subjects[candidate.project].key,
                score=round(score, 4),
                role=role(score, threshold, about),
                reasons=reasons(candidate, result, self.index, self.weights) if explained else (),
                ambiguous=groups.get(candidate.project, 0),
            )
            for score, candidate in scored
        ]

    def candidates(
        self, title: str, text: str, language: str, date: datetime.date | str | None = None
    ) -> tuple[Scan, list[Candidate]]:
        """Return every project the article holds evidence for, before weighing: what training learns from."""
        line = stream(title, text, language)
        result = scan(line, self.matcher.find(line.line), self.index)
        evidence = gather(result, self.index)
        return result, candidates(result, evidence, self.index, lexicon(language), _year(date)) if evidence else []


def _year(date: datetime.date | str | None) -> int | None:
    if isinstance(date, datetime.date):
        return date.year
    return int(date[:4]) if date and date[:4].isdecimal() else None


def _ambiguous(scored: Sequence[tuple[float, Candidate]]) -> dict[int, int]:
    """Group the projects that the same words name, when their scores do not part them."""
    by_words: dict[frozenset[tuple[int, int]], list[tuple[float, int]]] = defaultdict(list)
    for score, candidate in scored:
        words = frozenset((hit.start, hit.end) for hit in candidate.hits if hit.level in _NAMES)
        if words:
            by_words[words].append((score, candidate.project))
    groups: dict[int, int] = {}
    number = 0
    for pairs in by_words.values():
        best = max(score for score, _ in pairs)
        close = [project for score, project in pairs if best - score <= 0.25]
        if len(close) > 1:
            number += 1
            groups.update(dict.fromkeys(close, number))
    return groups
