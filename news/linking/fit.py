"""Fits weights to labelled candidates by penalised maximum likelihood. Needs numpy, which nothing that links does."""

from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from news.linking.score import Weights, WeightsError

_MOST_STEPS = 100
#: The loss is as low as it gets when no weight would change it by more than this for an example.
_FLAT = 1e-12
_SMALLEST_STEP = 1e-9

Example = tuple[Mapping[str, float], bool]
_Array = NDArray[np.float64]


def fit(
    examples: Sequence[Example],
    *,
    version: str,
    prior: Mapping[str, float] | None = None,
    decay: float = 0.5,
) -> Weights:
    """Fit weights: logistic regression with an L2 penalty around ``prior``, solved by Newton's method to the end.

    The penalty makes the loss strictly convex, so there is one answer, whatever the order of the examples (Hastie,
    Tibshirani, Friedman, "The Elements of Statistical Learning", 2nd ed., 4.4.1 and 3.4.1). The bias is not drawn.

    Args:
        examples: Features and whether the article is about the project.
        version: What to call the result.
        prior: Where weights are drawn towards instead of zero, for features one expects to matter.
        decay: How strongly they are drawn: the weight of half the squared distance, beside the sum over examples.

    Raises:
        WeightsError: There is no example of one of both answers, or the steps led to no end (they do with any decay).
    """
    if len({answer for _, answer in examples}) < 2:
        raise WeightsError("Fitting needs articles that are about their project and ones that are not.")
    prior = prior or {}
    names = sorted({name for features, _ in examples for name in features} | set(prior))
    values, answers = _table(examples, names)
    aim = np.array([*(prior.get(name, 0.0) for name in names), 0.0])
    pull = np.array([decay] * len(names) + [0.0])

    def loss(weight: _Array) -> float:
        odds = values @ weight
        return float(np.logaddexp(0, odds).sum() - answers @ odds + pull @ (weight - aim) ** 2 / 2)

    weight = aim.copy()
    weight[-1] = log(answers.mean() / (1 - answers.mean()))
    for _ in range(_MOST_STEPS):
        chance = np.exp(-np.logaddexp(0, -(values @ weight)))
        slope = values.T @ (chance - answers) + pull * (weight - aim)
        if np.abs(slope).max() < _FLAT * len(examples):
            break
        curve = (values.T * (chance * (1 - chance))) @ values + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        while loss(weight - step) > loss(weight) and np.abs(step).max() > _SMALLEST_STEP:
            step /= 2  # where the loss is far from its parabola, Newton's step can overshoot
        weight -= step
    else:
        raise WeightsError(f"The fit did not come to an end in {_MOST_STEPS} steps.")
    return Weights(version, float(weight[-1]), dict(zip(names, map(float, weight[:-1]), strict=True)))


def _table(examples: Sequence[Example], names: Sequence[str]) -> tuple[_Array, _Array]:
    """Return a row an example and a column a feature, with a last column of ones for the bias; and the answers."""
    column = {name: at for at, name in enumerate(names)}
    values = np.zeros((len(examples), len(names) + 1))
    values[:, -1] = 1.0
    for row, (features, _) in enumerate(examples):
        for name, value in features.items():
            values[row, column[name]] = value
    return values, np.array([answer for _, answer in examples], dtype=np.float64)
