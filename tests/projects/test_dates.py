"""Partial dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors.errors import Invalid
from projects.dates import PartialDate, months_between


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2028", date(2028, 1, 1), date(2028, 12, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2028-02-03", date(2028, 2, 3), date(2028, 2, 3)),
        ("2028-Q4", date(2028, 10, 1), date(2028, 12, 31)),
        ("2028-H1", date(2028, 1, 1), date(2028, 6, 30)),
        ("2024/2025", date(2024, 1, 1), date(2025, 12, 31)),
        ("2024-11/2025-Q1", date(2024, 11, 1), date(2025, 3, 31)),
    ],
)
def test_each_shape_is_the_interval_it_can_mean(text, earliest, latest):
    parsed = PartialDate.parse(text)
    assert (parsed.text, parsed.earliest, parsed.latest) == (text, earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "2028-13",
        "2028-02-30",
        "2107",
        "early 2028",
        "28",
        "2028-Q5",
        "2025/2024",
        "2028-2-3",
        "2028/",
        "/2028",
        "0000",
        "２０２８",
    ],
)
def test_what_is_no_date_is_refused_in_words(text):
    with pytest.raises(Invalid) as refusal:
        PartialDate.parse(text, field="as_of")
    assert refusal.value.field == "as_of"
    assert refusal.value.message


def test_unknown_is_empty_and_overlaps_nothing():
    assert not PartialDate.parse("  ")
    assert not PartialDate().overlaps(PartialDate.parse("2028"))


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_a_day_lies_within_every_coarser_form_of_it(day, shape):
    parsed = PartialDate.parse(day.strftime(shape))
    assert parsed.earliest <= day <= parsed.latest
    assert parsed.overlaps(PartialDate.parse(day.isoformat()))


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2025, 12, 31), date(2028, 12, 31), 36),
        (date(2025, 1, 31), date(2025, 2, 28), 1),
        (date(2025, 1, 15), date(2025, 2, 14), 0),
        (date(2025, 6, 1), date(2025, 1, 1), -5),
        (date(2025, 1, 1), date(2025, 1, 1), 0),
    ],
)
def test_months_between_days(first, last, months):
    assert months_between(first, last) == months
