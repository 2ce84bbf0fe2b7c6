from datetime import date
from decimal import Decimal

import pytest

from public import wording

THIN = "\u202f"
WIDE = "\u00a0"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "undated"),
        ("2027", "2027"),
        ("2027-12", "December 2027"),
        ("2027-12-05", "5 December 2027"),
        ("2027-Q4", "Q4 2027"),
        ("2027-H1", "first half of 2027"),
        ("2024/2025-03", "2024 to March 2025"),
    ],
)
def test_a_date_is_told_as_exactly_as_it_was_stated(text, words):
    assert wording.partial_date(text) == words


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("321000000000", "KZT", f"KZT{WIDE}321{WIDE}billion"),
        ("2900000000", "USD", f"US$2.9{WIDE}billion"),
        ("1234567890", "USD", f"US$1{THIN}234{THIN}567{THIN}890"),
        ("950000", "EUR", f"€950{THIN}000"),
        (None, "USD", "amount not stated"),
    ],
)
def test_a_sum_is_scaled_only_where_nothing_is_lost(amount, currency, words):
    assert wording.money(None if amount is None else Decimal(amount), currency) == words


def test_a_converted_sum_is_no_more_exact_than_three_figures():
    assert wording.about_usd(Decimal("679812345.67")) == f"US$680{WIDE}million"
    assert wording.about_usd(0) == "US$0"


def test_numbers_keep_their_digits_and_units_their_symbols():
    assert wording.number(Decimal("517972.00000000")) == f"517{THIN}972"
    assert wording.quantity(Decimal("4.5"), "mt") == f"4.5{WIDE}Mt"
    assert wording.quantity(Decimal(11), "count") == "11"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2023, 1, 1), "2023"),
        (date(2023, 9, 1), "September 2023"),
        (date(2023, 9, 2), "2 September 2023"),
        (None, "undated"),
    ],
)
def test_the_first_day_of_a_vague_date_is_not_taken_for_the_day_itself(day, words):
    assert wording.evidence_day(day) == words


def test_slips_and_languages_and_counts_in_words():
    assert wording.months(24) == f"+24{WIDE}mo"
    assert wording.months(-3) == f"−3{WIDE}mo"
    assert wording.months(0) == "none"
    assert wording.late(1) == "1 month late"
    assert wording.language("kk") == "Kazakh"
    assert wording.language("zz") == "zz"
    assert wording.count(2, "country", "countries") == "2 countries"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
