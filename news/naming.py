"""Says where an article names which project: what reading statements needs to tell a project from its neighbours."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from news.linking.evidence import Scan
from news.linking.features import Candidate
from news.linking.index import Index
from news.linking.score import Weights
from news.statements import Span

#: The levels of evidence that are a name, and nothing else.
_NAMES = frozenset({"alias", "weak", "bag"})
#: A project that is nowhere named is looked for at its place from this probability: less likely, it is a neighbour.
_SURELY = 0.8
#: A project as likely as this may be meant by a place it shares with another.
_PERHAPS = 0.3


class Finder(Protocol):
    """What finds every project an article holds evidence for, likely or not."""

    @property
    def index(self) -> Index:
        """What it knows of each project by number."""
        ...

    @property
    def weights(self) -> Weights:
        """What makes a probability of the evidence."""
        ...

    def candidates(self, title: str, text: str, language: str, date: Any = None) -> tuple[Scan, list[Candidate]]:
        """The evidence in an article, before weighing."""
        ...


@dataclass(frozen=True)
class Places:
    """Where an article names each project, and where it says a place for the name of one it is surely about."""

    names: Mapping[str, tuple[Span, ...]]
    described: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    def of(self, project: str) -> tuple[Span, ...]:
        """Where a project is named, or its place stands for a name; mostly a description fits its neighbours too."""
        return self.names.get(project) or self.described.get(project, ())

    def of_others(self, project: str) -> list[Span]:
        """Where any other project is named."""
        return [span for key, spans in self.names.items() if key != project for span in spans]


def places(finder: Finder, title: str, text: str, language: str, date: str = "") -> Places:
    """Find where each project is named, however unlikely it is that the article is about it."""
    scan, found = finder.candidates(title, text, language, date)
    names: dict[str, dict[Span, None]] = defaultdict(dict)
    towns: dict[str, dict[Span, None]] = defaultdict(dict)
    for candidate in found:
        subject = finder.index.subjects[candidate.project]
        key = subject.key
        for hit in candidate.hits:
            if hit.level in _NAMES or (hit.level == "placed" and _speaks_of(subject.kinds, hit.sentence, scan)):
                names[key][scan.stream.source(hit.start, hit.end)] = None
            elif hit.level == "town":
                towns[key][scan.stream.source(hit.start, hit.end)] = None
    unnamed = towns.keys() - names.keys()
    likely = {
        finder.index.subjects[candidate.project].key: finder.weights.probability(candidate.features)
        for candidate in (found if unnamed else ())
    }
    described = {key: tuple(towns[key]) for key in unnamed if _is_alone(key, towns[key], towns, likely)}
    return Places({key: tuple(spans) for key, spans in names.items()}, described)


def _is_alone(
    key: str, spans: Iterable[Span], towns: Mapping[str, Collection[Span]], likely: Mapping[str, float]
) -> bool:
    """Whether an article is surely about a project, and about no other that may be meant by the same places."""
    others = [other for other, chance in likely.items() if other != key and chance >= _PERHAPS]
    return likely[key] >= _SURELY and not any(span in towns.get(other, ()) for span in spans for other in others)


def _speaks_of(kinds: frozenset[str], sentence: int, scan: Scan) -> bool:
    """Whether a sentence has a word for such a thing: there a name that is a place's too means what was built there."""
    at = scan.stream.sentence
    return any(at(start) == sentence for start, _, meant in scan.assets if meant & kinds)
