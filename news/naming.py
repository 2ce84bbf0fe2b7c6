"""Says where an article names which project: what reading statements needs to tell a project from its neighbours."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from news.linking.evidence import Scan
from news.linking.features import Candidate
from news.linking.index import Index
from news.statements import Span

#: The levels of evidence that are a name: the others say where a project lies, which its neighbours share.
NAMES = frozenset({"alias", "weak", "bag"})


class Finder(Protocol):
    """What finds every project an article holds evidence for, likely or not."""

    @property
    def index(self) -> Index:
        """What it knows of each project by number."""
        ...

    def candidates(self, title: str, text: str, language: str, date: str | None = None) -> tuple[Scan, list[Candidate]]:
        """The evidence in an article, before weighing."""
        ...


def spans(finder: Finder, title: str, text: str, language: str, date: str = "") -> dict[str, tuple[Span, ...]]:
    """Return the places where each project is named, however unlikely the article is about it."""
    scan, found = finder.candidates(title, text, language, date)
    named: dict[str, dict[Span, None]] = defaultdict(dict)
    for candidate in found:
        key = finder.index.subjects[candidate.project].key
        for hit in candidate.hits:
            if hit.level in NAMES:
                named[key][scan.stream.source(hit.start, hit.end)] = None
    return {key: tuple(places) for key, places in named.items()}


def others(named: Mapping[str, Iterable[Span]], project: str) -> Sequence[Span]:
    """Return the places where any project but one is named."""
    return [span for key, places in named.items() if key != project for span in places]
