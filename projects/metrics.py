"""The controlled list of metrics and units, from data/metrics.yaml, and what compares with what."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from corridors.errors import Invalid

FILE = Path(__file__).parent / "data" / "metrics.yaml"
# Figures of these groups belong to the period they were measured in: another period is another question.
PERIODIC_GROUPS = frozenset({"traffic", "cumulative", "share", "change", "money"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its label and, if it has one, its symbol."""

    id: str
    label: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Metric:
    """Something measured; ``factors`` turn each accepted unit into the canonical one, None where it cannot be."""

    id: str
    label: str
    description: str
    dimension: str
    group: str
    canonical_unit: str
    factors: dict[str, Decimal | None]

    @property
    def is_periodic(self) -> bool:
        """Whether a figure belongs to its period."""
        return self.group in PERIODIC_GROUPS


@cache
def _read() -> tuple[dict[str, Metric], dict[str, Unit]]:
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    metrics = {
        row["id"]: Metric(
            id=row["id"],
            label=row["label"],
            description=row["description"],
            dimension=row["dimension"],
            group=row["group"],
            canonical_unit=row["canonical_unit"],
            factors={unit: None if factor is None else Decimal(str(factor)) for unit, factor in row["units"].items()},
        )
        for row in data["metrics"]
    }
    units = {row["id"]: Unit(row["id"], row["label"], row.get("symbol") or "") for row in data["units"]}
    return metrics, units


def all_metrics() -> dict[str, Metric]:
    """All metrics by id."""
    return _read()[0]


def all_units() -> dict[str, Unit]:
    """All units by id."""
    return _read()[1]


def metric(key: str) -> Metric:
    """One metric.

    Raises:
        Invalid: if the list has none of that id.
    """
    try:
        return all_metrics()[key]
    except KeyError:
        raise Invalid(f"{key!r} is not in the list of metrics.", field="metric") from None


def unit_label(key: str) -> str:
    """Symbol of a unit, or its label; the key itself for a currency."""
    unit = all_units().get(key)
    return key if unit is None else unit.symbol or unit.label


def comparable(metric_id: str, number: Decimal, unit: str) -> tuple[str, Decimal]:
    """Bring a number to the metric's canonical unit; a unit that cannot be converted stays what it is.

    Returns:
        The unit in which the number may be compared, and the number in it.
    """
    known = metric(metric_id)
    factor = known.factors.get(unit)
    return (unit, number) if factor is None else (known.canonical_unit, number * factor)
