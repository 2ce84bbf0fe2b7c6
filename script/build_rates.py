"""Build projects/data/rates.csv: the yearly exchange rates that AidData's own records imply.

    python script/build_rates.py gcof1_global_projects.csv gcdf3_projects.csv > projects/data/rates.csv

Reads one or more CSV files of AidData's Global Chinese Official Finance 1.0 or Global Chinese Development Finance 3.0
(told apart by their columns; ODC-By 1.0). A rate is the median of nominal US dollars over original amount, of one
currency and year; fewer than three records give none. Where files overlap, the one with more records speaks.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from statistics import median

import pycountry

FEWEST_RECORDS = 3
SIGNIFICANT_DIGITS = 8


@dataclass(frozen=True)
class Layout:
    """Where a dataset keeps what a rate is made of, and how it is cited."""

    amount: str
    usd: str
    currency: str
    year: str
    source: str


LAYOUTS = (
    Layout("amount", "usd_current", "currency", "year", "AidData, Global Chinese Official Finance 1.0"),
    Layout(
        "Amount (Original Currency)",
        "Amount (Nominal USD)",
        "Original Currency",
        "Commitment Year",
        "AidData, Global Chinese Development Finance 3.0",
    ),
)
Found = dict[tuple[str, int], tuple[Decimal, int, str]]


def positive(text: str) -> Decimal | None:
    """Read a number that may hold thousands separators; None unless it is greater than zero."""
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number > 0 else None


def quotients(rows: Iterator[dict[str, str]], layout: Layout) -> dict[tuple[str, int], list[Decimal]]:
    """Collect US dollars for one unit, by real currency other than the dollar and year."""
    found: dict[tuple[str, int], list[Decimal]] = defaultdict(list)
    for row in rows:
        currency, year = row[layout.currency].strip().upper(), row[layout.year].strip()
        amount, usd = positive(row[layout.amount]), positive(row[layout.usd])
        if currency == "USD" or not year.isdecimal() or pycountry.currencies.get(alpha_3=currency) is None:
            continue
        if amount is not None and usd is not None:
            found[currency, int(year)].append(usd / amount)
    return found


def rates_of(path: Path) -> Found:
    """Read one file's rates; a file of neither dataset ends the program."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns = set(reader.fieldnames or ())
        layout = next((known for known in LAYOUTS if {known.amount, known.usd, known.currency} <= columns), None)
        if layout is None:
            sys.exit(f"{path}: has the columns of neither dataset.")
        return {
            key: (median(values), len(values), layout.source)
            for key, values in quotients(iter(reader), layout).items()
            if len(values) >= FEWEST_RECORDS
        }


def main(paths: list[str]) -> None:
    """Write the table to standard output."""
    if not paths:
        sys.exit(__doc__)
    best: Found = {}
    for path in paths:
        for key, rate in rates_of(Path(path)).items():
            if key not in best or rate[1] > best[key][1]:
                best[key] = rate
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["currency", "year", "usd_per_unit", "records", "source"])
    for (currency, year), (rate, records, source) in sorted(best.items()):
        writer.writerow([currency, year, f"{rate:.{SIGNIFICANT_DIGITS}g}", records, source])


if __name__ == "__main__":
    main(sys.argv[1:])
