"""Partial dates: what is known of a day, never a guessed one.

Six shapes: ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, ``YYYY-Qn``, ``YYYY-Hn`` and a period ``start/end`` of those five.
Each is an interval of whole days; the empty text is unknown.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from corridors.errors import Invalid

FIRST_YEAR, LAST_YEAR = 1850, 2100
_SHAPE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|Q(?P<quarter>[1-4])|H(?P<half>[12])))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A text and the first and last day it can mean; both are None when nothing is known."""

    text: str = ""
    earliest: date | None = None
    latest: date | None = None

    @classmethod
    def parse(cls, text: str, *, field: str = "date") -> Self:
        """Read one of the six shapes.

        Raises:
            Invalid: if the text has none of the shapes, names no day of the calendar, lies outside 1850-2100, or is a
                period that ends before it starts.
        """
        text = text.strip()
        if not text:
            return cls()
        start_text, _, end_text = text.partition("/")
        earliest, end_of_start = _interval(start_text, field)
        latest = _interval(end_text, field)[1] if "/" in text else end_of_start
        if latest < earliest:
            raise Invalid(f"The period {text!r} ends before it starts.", field=field)
        return cls(text, earliest, latest)

    def __bool__(self) -> bool:
        return bool(self.text)

    def overlaps(self, other: Self) -> bool:
        """Say whether both may mean the same day; an unknown date overlaps nothing."""
        if self.earliest is None or self.latest is None or other.earliest is None or other.latest is None:
            return False
        return self.earliest <= other.latest and other.earliest <= self.latest


def _interval(text: str, field: str) -> tuple[date, date]:
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise Invalid(
            f"{text!r} is not a date we can read. Write 2028, 2028-03, 2028-03-31, 2028-Q1, 2028-H1 or start/end.",
            field=field,
        )
    year = int(shape["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Invalid(f"The year {year} is outside {FIRST_YEAR}-{LAST_YEAR}.", field=field)
    if shape["quarter"]:
        return _months(year, int(shape["quarter"]) * 3 - 2, 3)
    if shape["half"]:
        return _months(year, int(shape["half"]) * 6 - 5, 6)
    if not shape["month"]:
        return _months(year, 1, 12)
    month = int(shape["month"])
    if not 1 <= month <= 12:
        raise Invalid(f"{text!r} names no month.", field=field)
    if not shape["day"]:
        return _months(year, month, 1)
    try:
        day = date(year, month, int(shape["day"]))
    except ValueError:
        raise Invalid(f"{text!r} is no day of the calendar.", field=field) from None
    return day, day


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    last = first + count - 1
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another, negative when ``last`` is earlier; parts of a month are dropped."""
    if last < first:
        return -months_between(last, first)
    months = (last.year - first.year) * 12 + last.month - first.month
    end_of_month = last + timedelta(days=1)
    if last.day < first.day and end_of_month.month == last.month:
        months -= 1
    return months
