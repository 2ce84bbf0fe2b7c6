"""Partial dates: what the words of a date allow, resolved against the day the item was published."""

import dataclasses
import datetime
import re

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclasses.dataclass(frozen=True)
class Published:
    """The item's own date, as far as it is known; unknown parts are None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def read(cls, written: str) -> "Published":
        """Read ``""``, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; anything else counts as unknown."""
        found = _PUBLISHED.match(written)
        if not found:
            return cls()
        year, month, day = (int(part) if part else None for part in found.groups())
        if not year or not 1900 <= year <= 2199 or (month is not None and not 1 <= month <= 12):
            return cls()
        return cls(year, month, day if day and is_day(year, month, day) else None)


def is_day(year: int, month: int | None, day: int) -> bool:
    """Say whether the calendar has this day."""
    try:
        datetime.date(year, month or 1, day)
    except ValueError:
        return False
    return True


def written(year: int, month: int | None = None, day: int | None = None) -> str:
    """Write a partial date as far as it is known."""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def bounds(date: str) -> tuple[str, str]:
    """Return the first and last day a partial date allows, as ``YYYY-MM-DD`` text that sorts."""
    if "/" in date:
        start, _, end = date.partition("/")
        return bounds(start)[0], bounds(end)[1]
    year, _, rest = date.partition("-")
    if not rest:
        return f"{year}-01-01", f"{year}-12-31"
    if rest[0] in "QH":
        months = 3 if rest[0] == "Q" else 6
        last = int(rest[1]) * months
        return f"{year}-{last - months + 1:02d}-01", f"{year}-{last:02d}-31"
    return (date, date) if "-" in rest else (f"{date}-01", f"{date}-31")


def against(date: str, published: Published) -> int:
    """Compare a date with the publication: -1 surely before, 1 surely after, 0 when it may be the same time."""
    if published.year is None:
        return 0
    first, last = bounds(date)
    earliest, latest = bounds(written(published.year, published.month, published.day))
    return -1 if last < earliest else 1 if first > latest else 0


def is_coarse(date: str) -> bool:
    """Whether a date is longer than a month."""
    return not date[5:7].isdigit() or "/" in date


def months_from(date: str, published: Published) -> int:
    """Return how many months a date is after the publication; 0 where either is not known to the month."""
    if published.year is None or published.month is None or is_coarse(date):
        return 0
    return (int(date[:4]) - published.year) * 12 + int(date[5:7]) - published.month


def shift_month(published: Published, months: int) -> str:
    """Return the month that many months from the publication, or ``""`` when its month is unknown."""
    if published.year is None or published.month is None:
        return ""
    count = published.year * 12 + published.month - 1 + months
    return written(count // 12, count % 12 + 1)


def shift_day(published: Published, days: int) -> str:
    """Return the day that many days from the publication; today keeps what is known, other days need the day."""
    if published.year is None:
        return ""
    if not days:
        return written(published.year, published.month, published.day)
    if published.month is None or published.day is None:
        return ""
    day = datetime.date(published.year, published.month, published.day)
    try:
        return (day + datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def near_weekday(published: Published, weekday: int, *, ahead: bool) -> str:
    """Return the next or last such day of a week (Monday is 0), or ``""`` when the day of publication is unknown."""
    if published.day is None or published.year is None or published.month is None:
        return ""
    today = datetime.date(published.year, published.month, published.day).weekday()
    return shift_day(published, (weekday - today) % 7 if ahead else -((today - weekday) % 7))


def near_day(published: Published, day: int, *, ahead: bool) -> str:
    """Return the next or last such day of a month, or ``""`` when the day of publication is unknown."""
    if published.day is None or published.year is None or published.month is None:
        return ""
    months = (day < published.day) if ahead else -(day > published.day)
    year, month = shift_month(published, months).split("-")
    return written(int(year), int(month), day) if is_day(int(year), int(month), day) else ""
