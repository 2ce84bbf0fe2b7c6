"""Says where an article names which project: what reading statements needs to tell a project from its neighbours."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from news.linking.evidence import Scan
from news.linking.features import Candidate
from news.linking.index import Index
from news.statements import Span

#: The levels of evidence that are a name, and nothing else.
_NAMES = frozenset({"alias", "weak", "bag"})


class Finder(Protocol):
    """What finds every project an article holds evidence for, likely or not."""

    @property
    def index(self) -> Index:
        """What it knows of each project by number."""
        ...

    def candidates(self, title: str, text: str, language: str, date: Any = None) -> tuple[Scan, list[Candidate]]:
        """The evidence in an article, before weighing."""
        ...


@dataclass(frozen=True)
class Places:
    """Where an article names each project."""

    names: Mapping[str, tuple[Span, ...]]

    def of(self, project: str) -> tuple[Span, ...]:
        """Where a project is named; nowhere where the article only describes it: a description fits its neighbours."""
        return self.names.get(project, ())

    def of_others(self, project: str) -> list[Span]:
        """Where any other project is named."""
        return [span for key, spans in self.names.items() if key != project for span in spans]


def places(finder: Finder, title: str, text: str, language: str, date: str = "") -> Places:
    """Find where each project is named, however unlikely it is that the article is about it."""
    scan, found = finder.candidates(title, text, language, date)
    names: dict[str, dict[Span, None]] = defaultdict(dict)
    for candidate in found:
        subject = finder.index.subjects[candidate.project]
        key = subject.key
        for hit in candidate.hits:
            if hit.level in _NAMES or (hit.level == "placed" and _speaks_of(subject.kinds, hit.sentence, scan)):
                names[key][scan.stream.source(hit.start, hit.end)] = None
    return Places({key: tuple(spans) for key, spans in names.items()})


def _speaks_of(kinds: frozenset[str], sentence: int, scan: Scan) -> bool:
    """Whether a sentence has a word for such a thing: there a name that is a place's too means what was built there."""
    at = scan.stream.sentence
    return any(at(start) == sentence for start, _, meant in scan.assets if meant & kinds)
