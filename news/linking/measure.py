"""Measures links against labels: precision, recall, false alarms, calibration; by language and by kind of item."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corridors.errors import DomainError

#: Item id -> project -> probability.
Predictions = Mapping[str, Mapping[str, float]]

_BINS = 10


class ItemsError(DomainError):
    """The file of items cannot be read; the message names the line."""

    code = "bad_items"


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled article. It is about ``labels`` and merely names ``mentions``."""

    id: str
    language: str
    date: str
    title: str
    text: str
    kind: str
    labels: frozenset[str]
    mentions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one set of items shows. ``false_alarms`` is the share of hard negatives with any link.

    Where there is nothing to measure (no labels, no hard negatives, no predictions) a figure is 0; ``labels``,
    ``hard_negatives`` and ``predictions`` tell.
    """

    items: int
    labels: int
    hard_negatives: int
    predictions: int
    precision: float
    recall: float
    f1: float
    false_alarms: float
    calibration_error: float


def read_items(path: Path) -> list[Item]:
    """Read items, one JSON object a line.

    Raises:
        ItemsError: A line is not JSON or lacks a field.
    """
    items = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            items.append(_item(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise ItemsError(f"{path.name}, line {number}: {error!r}") from error
    return items


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        id=str(row["id"]),
        language=str(row.get("lang") or ""),
        date=str(row.get("date") or ""),
        title=str(row.get("title") or ""),
        text=str(row.get("text") or ""),
        kind=str(row.get("kind") or ""),
        labels=frozenset(row.get("labels") or ()),
        mentions=frozenset(row.get("mentions") or ()),
    )


def figures(items: Sequence[Item], predictions: Predictions, threshold: float) -> Figures:
    """Return the figures of some items at a threshold."""
    right = wrong = missed = alarms = hard = 0
    for item in items:
        scores = predictions.get(item.id, {})
        linked = {project for project, score in scores.items() if score >= threshold}
        right += len(linked & item.labels)
        wrong += len(linked - item.labels)
        missed += len(item.labels - linked)
        if item.kind == "hard_negative":
            hard += 1
            alarms += bool(linked)
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    pairs = [
        (score, project in item.labels) for item in items for project, score in predictions.get(item.id, {}).items()
    ]
    return Figures(
        items=len(items),
        labels=right + missed,
        hard_negatives=hard,
        predictions=len(pairs),
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        false_alarms=alarms / hard if hard else 0.0,
        calibration_error=calibration_error(pairs),
    )


def calibration_error(pairs: Iterable[tuple[float, bool]]) -> float:
    """Return how far probabilities are from what happened, on average: ten bins, weighted by their size."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, happened in pairs:
        bins[min(_BINS - 1, int(score * _BINS))].append((score, happened))
    total = sum(map(len, bins.values()))
    off = sum(abs(sum(score for score, _ in held) - sum(happened for _, happened in held)) for held in bins.values())
    return off / total if total else 0.0


def by_part(items: Sequence[Item], predictions: Predictions, threshold: float) -> dict[str, Figures]:
    """Return the figures of all items, of each language, of each kind, and of each kind in each language."""
    parts: dict[str, list[Item]] = {"all": list(items)}
    named = [(item.language or "(no language)", item.kind or "(no kind)", item) for item in items]
    for language, _, item in named:
        parts.setdefault(language, []).append(item)
    for _, kind, item in named:
        parts.setdefault(kind, []).append(item)
    for language, kind, item in sorted(named, key=lambda one: one[:2]):
        parts.setdefault(f"{language}/{kind}", []).append(item)
    return {part: figures(held, predictions, threshold) for part, held in parts.items()}
