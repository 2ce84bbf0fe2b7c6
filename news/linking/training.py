"""Fits the weights to labelled articles and measures honestly: on articles, and on projects, the fit has not seen."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from news.linking.linker import Linker
from news.linking.measure import Item
from news.linking.score import Weights, fit

DECAY = 8.0
FOLDS = 8
#: A false link costs a curator's trust, a missed one is found by the next article.
CAUTION = 1.1

#: What a reader would expect each feature to say, in log odds. The fit starts here and moves only as far as labelled
#: articles push it: few of them bend the weights little, many bend them freely.
EXPECTED = {
    "named_head": 1.2,
    "named_lead": 0.3,
    "named_later": -0.5,
    "named_again": 0.6,
    "partly_head": 0.5,
    "weak_head": 0.5,
    "nations_head": 0.4,
    "spot_lead": -0.3,
    "spot_later": -1.0,
    "firm_head": -0.3,
    "firm_lead": -0.5,
    "firm_later": -1.0,
    "share": 0.5,
    "crowd": -0.6,
    "rival_head": -1.0,
    "rival_surer": -1.0,
    "rival_first": -0.4,
    "acting": 0.6,
    "alone_acting": 0.8,
    "aside": -0.8,
    "locative": -0.6,
    "sited": -1.0,
    "last_only": -0.4,
    "long_ago": -1.0,
    "weather": -1.5,
    "leisure": -1.2,
    "people": -0.8,
    "title_silent": -0.6,
    "coverage": 1.0,
    "opening": 0.3,
    "town_head": -0.8,
    "town_lead": -1.0,
    "town_later": -1.4,
    "places": 0.4,
    "place_head": 0.1,
    "other_place_head": -0.8,
    "party": 0.5,
    "amount": 0.7,
    "topic_words": 0.5,
    "kind_head": 0.3,
    "other_kind_head": -0.7,
    "country": 0.2,
    "other_country_head": -0.5,
}


class Row(NamedTuple):
    """One candidate of one labelled article."""

    item: str
    project: str
    features: dict[str, float]
    about: bool


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


def train(linker: Linker, items: Sequence[Item], version: str, decay: float = DECAY) -> Fitted:
    """Fit weights on all items; predict each with weights fitted without its article, and without its project."""
    rows = rows_of(linker, items)
    return Fitted(
        weights=_fit(rows, version, decay),
        rows=len(rows),
        by_article=held_out(rows, lambda row: row.item, FOLDS, decay),
        by_project=held_out(rows, lambda row: row.project, 0, decay),
    )


def held_out(
    rows: Sequence[Row], group: Callable[[Row], str], folds: int, decay: float = DECAY
) -> dict[str, dict[str, float]]:
    """Predict every row with weights fitted on the other folds; ``folds`` 0 leaves out one group at a time."""
    groups = sorted({group(row) for row in rows})
    random.Random(1).shuffle(groups)
    fold_of = {name: at % folds if folds else at for at, name in enumerate(groups)}
    predictions: dict[str, dict[str, float]] = defaultdict(dict)
    for fold in range(folds or len(groups)):
        weights = _fit([row for row in rows if fold_of[group(row)] != fold], "held out", decay)
        for row in rows:
            if fold_of[group(row)] == fold:
                predictions[row.item][row.project] = weights.probability(row.features)
    return predictions


def _fit(rows: Sequence[Row], version: str, decay: float) -> Weights:
    return fit(
        [(row.features, row.about) for row in rows], version=version, prior=EXPECTED, decay=decay, caution=CAUTION
    )
