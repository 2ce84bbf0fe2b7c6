"""Reads the times that feeds tell: the two usual ways at a glance, others as in mails and on pages."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from news.extract import dates

# "Fri, 01 May 2026 10:00:00 +0500", as RSS has it, has each of its parts in one place.
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: f"{number:02}" for number, name in enumerate(_NAMES, start=1)}
_UTC = frozenset({"", "Z", "GMT", "UTC", "UT"})
_SECONDS = re.compile(r"\d{10}(\d{3})?")
_EVER = dates.Bounds(date.min, date.max)
_LONGEST = 100


def read(text: str) -> datetime | None:
    """A moment in UTC; without a zone it is read as UTC, without an hour as the day's beginning; None if it is none."""
    text = text.strip()
    try:
        if text[3:5] == ", ":
            return datetime.fromisoformat(f"{_day(text[5:16])}T{text[17:25]}Z") - _ahead(text[25:])
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return _otherwise(text[:_LONGEST]) if text else None
    return moment if moment.tzinfo is UTC else _in_utc(moment)


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
def _ahead(zone: str) -> timedelta:
    """How far a zone is ahead of UTC; without a name it is UTC.

    Raises:
        ValueError: it is not one of those told by hours and minutes, nor UTC.
    """
    name = zone.strip()
    if name in _UTC:
        return timedelta(0)
    hours, minutes = int(name[:3]), int(name[3:])
    if len(name) != 5 or name[0] not in "+-":
        raise ValueError(zone)
    return timedelta(hours=hours, minutes=minutes if name[0] == "+" else -minutes)


def _in_utc(moment: datetime) -> datetime | None:
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (OverflowError, ValueError):
        return None


def _otherwise(text: str) -> datetime | None:
    """Seconds since 1970, the mail's other spellings, or the day that is written in the text in some language."""
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), tz=UTC)
    try:
        if moment := _in_utc(parsedate_to_datetime(text)):
            return moment
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    day = dates.read(text, _EVER)
    return datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
