"""Turns the evidence for a project into a few numbers a curator could check by reading the article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from news.linking.evidence import LEVELS, Hit, Level, Scan
from news.linking.index import Index, Subject

#: How sure a level of evidence makes, for choosing the best of several.
STRENGTH: Mapping[Level, float] = {"alias": 1.0, "bag": 0.8, "pair": 0.5, "weak": 0.45, "loose": 0.4, "spot": 0.3}
_NAMED = ("alias", "bag")
_ASIDE_REACH = 26
_ASIDE_REACH_HAN = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project an article may be about: its evidence and its numbers by name."""

    project: int
    hits: tuple[Hit, ...]
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Field:
    """What all candidates of one article share."""

    head: int
    last: int
    best: Mapping[int, Mapping[int, float]]
    named: int


def candidates(
    result: Scan, evidence: Mapping[int, Sequence[Hit]], index: Index, aside: frozenset[str]
) -> list[Candidate]:
    """Return every project with evidence, with its features."""
    best = {project: _best_by_sentence(hits) for project, hits in evidence.items()}
    named = sum(any(hit.level in _NAMED for hit in hits) for hits in evidence.values())
    shared = _Field(0, len(result.stream.marks), best, named)
    return [
        Candidate(project, tuple(hits), _features(project, hits, shared, result, index.subjects[project], index, aside))
        for project, hits in evidence.items()
    ]


def _best_by_sentence(hits: Sequence[Hit]) -> dict[int, float]:
    best: dict[int, float] = {}
    for hit in hits:
        best[hit.sentence] = max(best.get(hit.sentence, 0.0), STRENGTH[hit.level])
    return best


def _features(
    project: int,
    hits: Sequence[Hit],
    shared: _Field,
    result: Scan,
    subject: Subject,
    index: Index,
    aside: frozenset[str],
) -> dict[str, float]:
    own = shared.best[project]
    found: dict[str, float] = {}
    for level in LEVELS:
        sentences = {hit.sentence for hit in hits if hit.level == level}
        if sentences:
            first = min(sentences)
            found[f"{level}_{'head' if first == 0 else 'lead' if first == 1 else 'later'}"] = 1.0
    strongest = max(own.values())
    found["named_again"] = log2(sum(hit.level in _NAMED for hit in hits) or 1)
    rivals = {other: best for other, best in shared.best.items() if other != project}
    rival_head = max((best.get(0, 0.0) for best in rivals.values()), default=0.0)
    rival_any = max((max(best.values()) for best in rivals.values()), default=0.0)
    found["rival_head"] = float(rival_head > own.get(0, 0.0))
    found["rival_stronger"] = float(rival_any > strongest)
    found["rival_equal_head"] = float(rival_head > 0 and rival_head == own.get(0, 0.0))
    found["company"] = log2(max(1, shared.named))
    found["first"] = float(min(own) <= min((min(best) for best in rivals.values()), default=0) if rivals else 1.0)
    found["last_only"] = float(shared.last > 1 and min(own) == shared.last - 1)
    found |= _context(project, result, subject, index)
    found["aside"] = float(_aside(hits, result, aside))
    return {name: value for name, value in found.items() if value}


def _context(project: int, result: Scan, subject: Subject, index: Index) -> dict[str, float]:
    sentence = result.stream.sentence
    mine = [anchor for anchor in result.anchors if anchor in subject.places or anchor in subject.core]
    kinds_head: set[str] = set()
    own_head = False
    for start, _, kinds in result.assets:
        if sentence(start) == 0:
            own_head = own_head or bool(kinds & subject.kinds)
            kinds_head |= kinds
    topics = {result.stream.line[start:end] for start, end, kinds in result.topics if kinds & subject.kinds}
    assets = {result.stream.line[start:end] for start, end, kinds in result.assets if kinds & subject.kinds}
    head_countries = {code for code, spans in result.countries.items() if any(sentence(s) == 0 for s, _ in spans)}
    head_places = {
        anchor
        for anchor, spans in result.anchors.items()
        if anchor in index.places and any(sentence(s) == 0 for s, _ in spans)
    }
    return {
        "places": min(3.0, len(mine)),
        "place_head": float(any(anchor in subject.places or anchor in subject.core for anchor in head_places)),
        "other_place_head": float(
            bool(head_places) and not any(a in subject.places or a in subject.core for a in head_places)
        ),
        "party": min(2.0, len(result.parties.get(project, ()))),
        "topic_words": min(4.0, len(topics)),
        "kind_words": min(3.0, len(assets)),
        "kind_head": float(own_head),
        "other_kind_head": float(bool(kinds_head) and not own_head),
        "country": float(any(code in result.countries for code in subject.countries)),
        "other_country_head": float(bool(head_countries) and not head_countries & set(subject.countries)),
    }


def _aside(hits: Sequence[Hit], result: Scan, words: frozenset[str]) -> bool:
    """Whether each naming of the project follows a word that brings in something else."""
    line = result.stream.line
    named = [hit for hit in hits if hit.level in _NAMED or hit.level == "weak"] or list(hits)
    for hit in named:
        reach = _ASIDE_REACH_HAN if line[hit.start] >= "\u3400" else _ASIDE_REACH
        before = line[max(0, hit.start - reach) : hit.start]
        before = before[before.rfind("¶") + 1 :]
        padded = f" {before} "
        if not any((word in before) if word[0] >= "\u3400" else (f" {word} " in padded) for word in words):
            return False
    return True
