"""Weights feature values into a probability that an article is about a project, and keeps the weights on disk."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import exp
from pathlib import Path
from typing import Any

from corridors.errors import DomainError

WEIGHTS = Path(__file__).with_name("weights.json")
FORMAT = 1


class WeightsError(DomainError):
    """The file of weights cannot be used; the message says what is wrong with it."""

    code = "bad_weights"


@dataclass(frozen=True, slots=True)
class Weights:
    """One number a feature; positive speaks for the project. ``version`` names the fit they came from."""

    version: str
    bias: float
    by_feature: Mapping[str, float]

    def parts(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return what each feature adds (in log odds)."""
        return {name: self.by_feature.get(name, 0.0) * value for name, value in features.items()}

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability that the article is about the project."""
        weight = self.by_feature
        odds = self.bias
        for name, value in features.items():
            odds += weight.get(name, 0.0) * value
        return logistic(odds)


def logistic(odds: float) -> float:
    """Return the probability of given log odds, safe at both ends."""
    return 1 / (1 + exp(-odds)) if odds >= 0 else 1 - 1 / (1 + exp(odds))


def read_weights(path: Path = WEIGHTS) -> Weights:
    """Read weights.

    Raises:
        WeightsError: The file is not JSON of this format.
    """
    try:
        table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if table["format"] != FORMAT:
            raise WeightsError(f"{path.name} has format {table['format']!r}, expected {FORMAT}.")
        return Weights(
            version=str(table["version"]),
            bias=float(table["bias"]),
            by_feature={str(name): float(weight) for name, weight in table["weights"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WeightsError(f"{path.name} is no file of weights: {error}") from error


def named(weights: Weights) -> Weights:
    """Name weights by what they are, so that no two fits are called the same."""
    digest = hashlib.sha256(json.dumps(_table(weights)).encode()).hexdigest()
    return replace(weights, version=digest[:12])


def _table(weights: Weights) -> dict[str, Any]:
    """Weights, sorted and rounded so that two fits can be compared by eye."""
    return {
        "bias": round(weights.bias, 4),
        "weights": {name: round(weight, 4) for name, weight in sorted(weights.by_feature.items())},
    }


def write_weights(weights: Weights, path: Path = WEIGHTS) -> None:
    """Write weights."""
    table = {"format": FORMAT, "version": weights.version, **_table(weights)}
    path.write_text(json.dumps(table, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
