"""Amounts become US dollars by the rate of their own year, or not at all."""

import csv
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from projects import money


def test_dollars_stay_what_they_are() -> None:
    converted = money.to_usd(Decimal("3800000000.55"), "USD", 1900)

    assert converted == money.Converted(Decimal("3800000000.55"), None)


def test_yuan_are_converted_at_the_rate_of_their_year_and_the_rate_names_its_source() -> None:
    converted = money.to_usd(Decimal(1_000_000), "CNY", 2014)

    assert converted is not None
    assert converted.rate is not None
    assert converted.usd == (1_000_000 * converted.rate.usd_per_unit).quantize(Decimal("0.01"))
    assert Decimal("0.15") < converted.rate.usd_per_unit < Decimal("0.18")
    assert "AidData" in converted.rate.source


def test_two_years_have_two_rates() -> None:
    early, late = (money.to_usd(Decimal(100), "CNY", year) for year in (2004, 2014))

    assert early is not None
    assert late is not None
    assert early.usd < late.usd


@pytest.mark.parametrize(("currency", "year"), [("KZT", 2024), ("CNY", 2099), ("CNY", 1999), ("XYZ", 2010)])
def test_without_a_rate_of_that_very_year_nothing_is_guessed(currency: str, year: int) -> None:
    assert money.to_usd(Decimal(100), currency, year) is None


@pytest.mark.parametrize(("code", "known"), [("KZT", True), ("CNY", True), ("D", False), ("usd", False), ("", False)])
def test_currencies_are_those_of_iso_4217(code: str, known: bool) -> None:
    assert money.is_currency(code) is known


def test_the_table_is_whole() -> None:
    with money.FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len({(row["currency"], row["year"]) for row in rows}) == len(rows) == len(money.rates())
    for row in rows:
        assert money.is_currency(row["currency"])
        assert row["currency"] != "USD"
        assert Decimal(row["usd_per_unit"]) > 0
        assert int(row["records"]) >= 3
        assert row["source"]


def build(*paths: Path) -> subprocess.CompletedProcess[str]:
    program = settings.BASE_DIR / "script" / "build_rates.py"
    return subprocess.run([sys.executable, program, *paths], capture_output=True, text=True, check=False)


def test_rates_are_medians_of_three_records_or_more_in_real_currencies(tmp_path: Path) -> None:
    (tmp_path / "records.csv").write_text(
        "project_id,year,amount,currency,usd_current\n"
        "1,2010,100,EUR,120\n2,2010,200,EUR,260\n3,2010,1000,EUR,1400\n4,2010,,EUR,7\n5,2010,0,EUR,7\n"
        "6,2011,100,EUR,130\n7,2011,100,EUR,130\n"
        "8,2010,5,D,1\n9,2010,5,D,1\n10,2010,5,D,1\n"
        "11,2010,5,USD,5\n12,2010,5,USD,5\n13,2010,5,USD,5\n",
        encoding="utf-8",
    )

    done = build(tmp_path / "records.csv")

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "currency,year,usd_per_unit,records,source"
    assert [line.split(",")[:4] for line in lines[1:]] == [["EUR", "2010", "1.3", "3"]]


def test_a_file_of_another_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    done = build(tmp_path / "other.csv")

    assert done.returncode == 1
    assert "columns of neither dataset" in done.stderr
