"""Fits the weights to labelled articles and measures honestly: on articles, and on projects, the fit has not seen."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from news.linking.fit import fit
from news.linking.linker import Linker
from news.linking.measure import Item
from news.linking.score import Weights

DECAY = 16.0
FOLDS = 8

#: What a reader would expect each feature to say, in log odds. The fit starts here and moves only as far as labelled
#: articles push it: few of them bend the weights little, many bend them freely.
EXPECTED = {
    "named_head": 1.2,
    "named_lead": 0.3,
    "named_later": -0.5,
    "named_again": 0.6,
    "partly_head": 0.5,
    "weak_head": 0.5,
    "placed_head": 0.3,
    "nations_head": 0.4,
    "spot_lead": -0.3,
    "spot_later": -1.0,
    "firm_head": -0.3,
    "firm_lead": -0.5,
    "firm_later": -1.0,
    "crowd": -0.6,
    "rival_head": -1.0,
    "rival_surer": -1.0,
    "words_surer": -1.0,
    "words_shared": -0.5,
    "acting": 0.6,
    "alone_acting": 0.8,
    "figures": 0.4,
    "aside": -0.8,
    "locative": -0.6,
    "place_case": -0.6,
    "sited": -1.0,
    "last_only": -0.4,
    "long_ago": -1.0,
    "weather": -1.5,
    "leisure": -1.2,
    "people": -0.8,
    "opening": 0.3,
    "town_head": -0.8,
    "town_lead": -1.0,
    "town_later": -1.4,
    "owner_head": -0.8,
    "owner_lead": -1.0,
    "owner_later": -1.4,
    "places": 0.4,
    "respelled": -0.3,
    "place_head": 0.1,
    "other_place_head": -0.8,
    "party": 0.5,
    "amount": 0.7,
    "topic_words": 0.5,
    "own_word": 0.2,
    "other_word": -0.4,
    "kind_head": 0.3,
    "other_kind_head": -0.7,
    "country": 0.2,
    "other_country_head": -0.5,
    "foreign_head": -0.3,
    "other_bearer": -1.2,
    "other_topic_head": -0.5,
    "other_kinds": -0.6,
    "other_end": -0.8,
    "other_number": -1.5,
    "reminded": -1.0,
    "without_country": -1.2,
    "kin_better": -0.5,
    "kin_worse": 0.3,
}


class Row(NamedTuple):
    """One candidate of one labelled article."""

    item: str
    project: str
    features: dict[str, float]
    about: bool


Learn = Callable[[Sequence[Row]], Weights]


@dataclass(frozen=True, slots=True)
class Fitted:
    """New weights, and the predictions each way of holding back made."""

    weights: Weights
    rows: int
    by_article: dict[str, dict[str, float]]
    by_project: dict[str, dict[str, float]]


def rows_of(linker: Linker, items: Sequence[Item]) -> list[Row]:
    """Return the candidates of all items with their features and whether a label says the item is about them."""
    rows = []
    for item in items:
        _, found = linker.candidates(item.title, item.text, item.language, item.date)
        for candidate in found:
            key = linker.index.subjects[candidate.project].key
            rows.append(Row(item.id, key, dict(candidate.features), key in item.labels))
    return rows


def train(sets: Iterable[tuple[Linker, Sequence[Item]]], version: str = "fitted", decay: float = DECAY) -> Fitted:
    """Fit weights on all items; predict each with weights fitted without its article, and without its project.

    Args:
        sets: Labelled articles, each set with the linker over its catalogue; ids differ between sets.
        version: What to call the weights.
        decay: How strongly they are drawn to what is expected.
    """
    rows = [row for linker, items in sets for row in rows_of(linker, items)]
    learn = learning(decay=decay)
    return Fitted(
        weights=learning(version, decay=decay)(rows),
        rows=len(rows),
        by_article=by_article(rows, learn),
        by_project=by_project(rows, learn),
    )


def learning(
    version: str = "held out",
    *,
    prior: Mapping[str, float] | None = None,
    decay: float = DECAY,
) -> Learn:
    """Return a way to fit weights; ``prior`` is what they are drawn towards, :data:`EXPECTED` unless given."""
    aim = EXPECTED if prior is None else prior

    def learn(rows: Sequence[Row]) -> Weights:
        examples = [(row.features, row.about) for row in rows]
        return fit(examples, version=version, prior=aim, decay=decay)

    return learn


def by_article(rows: Sequence[Row], learn: Learn, folds: int = FOLDS) -> dict[str, dict[str, float]]:
    """Predict each article's candidates with weights fitted on the other folds of articles."""
    names = sorted({row.item for row in rows})
    random.Random(1).shuffle(names)
    fold_of = {name: at % folds for at, name in enumerate(names)}
    splits = (
        ([row for row in rows if fold_of[row.item] != fold], [row for row in rows if fold_of[row.item] == fold])
        for fold in range(min(folds, len(names)))
    )
    return _predict(splits, learn)


def by_project(rows: Sequence[Row], learn: Learn) -> dict[str, dict[str, float]]:
    """Predict each project's candidates with weights fitted without them and without all articles about it."""
    about: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.about:
            about[row.project].add(row.item)
    splits = (
        (
            [row for row in rows if row.project != project and row.item not in about[project]],
            [row for row in rows if row.project == project],
        )
        for project in sorted({row.project for row in rows})
    )
    return _predict(splits, learn)


def _predict(splits: Iterable[tuple[list[Row], list[Row]]], learn: Learn) -> dict[str, dict[str, float]]:
    predictions: dict[str, dict[str, float]] = defaultdict(dict)
    for seen, unseen in splits:
        weights = learn(seen)
        for row in unseen:
            predictions[row.item][row.project] = weights.probability(row.features)
    return predictions
