"""Says in words and offsets why a link was made, so that a curator can check it against the stored text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from news.linking.evidence import Scan, Span
from news.linking.features import GROUPS, ZONES, Candidate
from news.linking.index import Index
from news.linking.score import Weights
from news.linking.sums import agreeing

#: The most reasons one link carries, besides where it starts.
MOST = 12


@dataclass(frozen=True, slots=True)
class Reason:
    """Words of the article that speak for or against a link.

    ``words`` is exactly ``field[start:end]``; ``weight`` is what it adds in log odds. A reason without words (``field``
    empty) speaks of the article as a whole: the company of other projects, a rival in the title.
    """

    kind: str
    words: str
    field: Literal["title", "text", ""]
    start: int
    end: int
    weight: float
    rule: str = ""


def reasons(candidate: Candidate, result: Scan, index: Index, weights: Weights) -> tuple[Reason, ...]:
    """Return the reasons for a candidate, the names first, then the weightiest; last what every candidate starts from.

    That last one names the weights by which the link was made, as its rule.
    """
    parts = weights.parts(candidate.features)
    named = list(_named(candidate, result, index, parts))
    found = [reason for _, reason in named]
    found += _parties(candidate, result, parts)
    found += _sums(candidate, result, index, parts)
    # What was told with its words is not told once more of the story as a whole.
    told = {weighed for weighed, _ in named} | {reason.kind for reason in found}
    found += [
        Reason(name, "", "", 0, 0, round(weight, 3))
        for name, weight in sorted(parts.items(), key=lambda part: -abs(part[1]))
        if name not in told and abs(weight) >= 0.05
    ]
    return (*found[:MOST], Reason("start", "", "", 0, 0, round(weights.bias, 3), weights.version))


def _named(
    candidate: Candidate, result: Scan, index: Index, parts: Mapping[str, float]
) -> Iterator[tuple[str, Reason]]:
    """Yield the reasons that are words naming the project, each with the name of the weight it tells."""
    seen: set[tuple[int, int]] = set()
    for hit in sorted(candidate.hits, key=lambda hit: (hit.sentence, hit.start, -hit.end)):
        if any(left <= hit.start and hit.end <= right for left, right in seen):
            continue
        weighed = f"{GROUPS[hit.level]}_{ZONES[min(hit.sentence, 2)]}"
        if weighed not in parts:
            continue  # surer words of the same sentence speak for it
        seen.add((hit.start, hit.end))
        rule = index.alias(hit.alias).rule if hit.alias >= 0 else ""
        yield weighed, _reason(hit.level, (hit.start, hit.end), result, parts[weighed], rule)


def _parties(candidate: Candidate, result: Scan, parts: Mapping[str, float]) -> Iterator[Reason]:
    spans = result.parties_of(candidate.project)
    for span in spans[:2]:
        yield _reason("party", span, result, parts.get("party", 0.0) / min(2, len(spans)), "")


def _sums(candidate: Candidate, result: Scan, index: Index, parts: Mapping[str, float]) -> Iterator[Reason]:
    if "amount" not in parts:
        return
    spans = [(hit.start, hit.end) for hit in candidate.hits]
    line = result.stream
    for field, start, end in list(agreeing(spans, line, index.subjects[candidate.project].sums))[:2]:
        words = (line.title if field == "title" else line.text)[start:end]
        where: Literal["title", "text"] = "title" if field == "title" else "text"
        yield Reason("amount", words, where, start, end, round(parts["amount"], 3))


def _reason(kind: str, span: Span, result: Scan, weight: float, rule: str) -> Reason:
    field, left, right = result.stream.source(*span)
    whole = result.stream.title if field == "title" else result.stream.text
    where: Literal["title", "text"] = "title" if field == "title" else "text"
    return Reason(kind, whole[left:right], where, left, right, round(weight, 3), rule)
