"""Reads the times that feeds tell: the two usual ways at a glance, others as in mails and on pages."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from news.extract import dates

# "Fri, 01 May 2026 10:00:00 +0500", as RSS has it, has each of its parts in one place.
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: f"{number:02}" for number, name in enumerate(_NAMES, start=1)}
_UTC = frozenset({"", "Z", "GMT", "UTC", "UT"})
_ZONE = re.compile(r"[+-]\d{4}")
_SECONDS = re.compile(r"\d{10}(\d{3})?")
_EVER = dates.Bounds(date.min, date.max)
_LONGEST = 100
#: Stands for a time that is told, but in a way nobody knows.
UNREAD = datetime.min.replace(tzinfo=UTC)


def told(texts: Iterable[str]) -> datetime | None:
    """The first moment that one of several texts tells; ``UNREAD`` where none does, None where there is no text."""
    found = None
    for text in texts:
        if moment := read(text):
            return moment
        found = UNREAD if text.strip() else found
    return found


def read(text: str) -> datetime | None:
    """A moment in the zone it is written in, so that its day is the outlet's; None if it is none.

    Without a zone it is read as UTC; without an hour, or written as on pages, as the day's beginning.
    """
    text = text.strip()
    try:
        if text[3:5] == ", ":
            return datetime.fromisoformat(f"{_day(text[5:16])}T{text[17:25]}{_zone(text[25:])}")
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _otherwise(text[:_LONGEST]) if text else None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@lru_cache(maxsize=256)
def _day(text: str) -> str:
    """Of "01 May 2026" it is 2026-05-01. A feed's items share days.

    Raises:
        ValueError: it is none of that shape.
    """
    day, month, year = text.split(" ")
    if month not in _MONTHS:
        raise ValueError(text)
    return f"{year}-{_MONTHS[month]}-{day}"


@lru_cache(maxsize=256)
def _zone(text: str) -> str:
    """A zone as ISO 8601 has it; without a name it is UTC.

    Raises:
        ValueError: it is not one of those told by hours and minutes, nor UTC.
    """
    name = text.strip()
    if name in _UTC:
        return "Z"
    if not _ZONE.fullmatch(name):
        raise ValueError(text)
    return name


def _otherwise(text: str) -> datetime | None:
    """Seconds since 1970, the mail's other spellings, or the day that is written in the text in some language."""
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), tz=UTC)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return _written(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _written(text: str) -> datetime | None:
    day = dates.read(text, _EVER)
    return datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
