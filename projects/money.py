"""Amounts in US dollars, at the yearly rate a dataset's own records imply; where there is no rate, no dollars. Pure."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pycountry

FILE = Path(__file__).parent / "data" / "rates.csv"
DOLLAR = "USD"
#: The rule in words, for pages and the data dictionary.
RULE = (
    "An amount in another currency is expressed in US dollars at the rate of the year it is dated to. The rate of a "
    "currency and year is the median of nominal US dollars over original amount among the records of an AidData "
    "dataset, where at least three records of that year give both. Where there is no such rate the amount is not "
    "converted and is left out of sums in US dollars; a rate of another year is never used in its place."
)


@dataclass(frozen=True, slots=True)
class Rate:
    """US dollars for one unit of a currency in one year, with the number of records and the dataset it rests on."""

    usd_per_unit: Decimal
    records: int
    source: str


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in US dollars, and the rate by which it came about; None where it was in US dollars already."""

    usd: Decimal
    rate: Rate | None


@cache
def currencies() -> frozenset[str]:
    """The currency codes of ISO 4217."""
    return frozenset(currency.alpha_3 for currency in pycountry.currencies)


def is_currency(code: str) -> bool:
    """Say whether a code is one of ISO 4217."""
    return code in currencies()


@cache
def rates() -> dict[tuple[str, int], Rate]:
    """All rates by ISO 4217 currency and year."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["currency"], int(row["year"])): Rate(Decimal(row["usd_per_unit"]), int(row["records"]), row["source"])
            for row in csv.DictReader(file)
        }


def to_usd(number: Decimal, currency: str, year: int) -> Converted | None:
    """Express an amount in US dollars.

    Args:
        number: The amount, in units of its currency.
        currency: ISO 4217 code.
        year: The year whose rate is meant; of no account for US dollars.

    Returns:
        The amount at the rate of that very year, rounded to whole cents; None when that year has no rate.
    """
    if currency == DOLLAR:
        return Converted(number, None)
    rate = rates().get((currency, year))
    if rate is None:
        return None
    return Converted((number * rate.usd_per_unit).quantize(Decimal("0.01")), rate)
