"""Finds dates in a text, in any of the four languages, and reads them in the coarsest form the words allow."""

import dataclasses
import itertools
import re
from collections.abc import Mapping

from news.statements.partial import Published, is_day, near_day, near_weekday, shift_day, shift_month, written

# Two dates with nothing else between them are a span or a choice: neither is the one. Words of all languages stand
# side by side: "не" is or in Kazakh and not in Russian, where it errs to silence.
_EITHER = re.compile(
    r"\s*(?:[-–—~/、至到或和]|or|and|to|или|и|по|не|немесе|және|мен|пен)\s*(?:in\s|в\s)?", re.IGNORECASE
)
_ASIDE = re.compile(r"[\s,，(（]*(?:on|в|во)?\s*", re.IGNORECASE)
_FROM = re.compile(r"\d\s?(?:[-–—~至到、/]|или|не|немесе)\s?$")


@dataclasses.dataclass(frozen=True)
class DateWords:
    """How one language writes dates.

    ``patterns`` come first to last: where two match, the earlier wins. Their named groups are the parts of a date:
    ``y`` a year, ``ry`` words for a year beside the item's, ``m`` a month's name or number, ``rm`` words for a month
    beside the item's, ``rd`` words for a day beside the item's, ``d`` a day, ``q`` a quarter, ``h`` a half,
    ``y2`` the last year of a span of years, ``ahead`` and ``ago`` a count of years, ``wd`` a day of the
    week, ``skip`` anything that is a date but no single moment.
    ``bounds`` matches words before a date that make it a limit ("after", "no earlier than"), ``since`` the words
    that make it the beginning of something that lasts.
    """

    patterns: tuple[re.Pattern[str], ...]
    months: Mapping[str, int]
    years: Mapping[str, int]
    near_months: Mapping[str, int]
    near_days: Mapping[str, int]
    ordinals: Mapping[str, int]
    weekdays: Mapping[str, int]
    bounds: re.Pattern[str]
    since: re.Pattern[str]


@dataclasses.dataclass(frozen=True)
class DateMention:
    """A date where it stands; relative parts are kept as offsets until the item's date resolves them."""

    start: int
    end: int
    usable: bool = True
    since: bool = False
    year: int | None = None
    last_year: int | None = None
    year_offset: int | None = None
    month: int | None = None
    month_offset: int | None = None
    day_offset: int | None = None
    weekday: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None

    def resolve(self, published: Published, *, ahead: bool) -> str:
        """Return the partial date, or ``""`` when it cannot be known.

        Args:
            published: the item's own date.
            ahead: whether a month without a year is the next one (a promise) rather than the last one.
        """
        if not self.usable:
            return ""
        beside = self._beside(published, ahead=ahead)
        if beside is not None:
            return beside
        if self.last_year is not None and self.year is not None:
            # A plan may name a span; what took place in one is no single event.
            return f"{self.year}/{self.last_year}" if ahead and self.year < self.last_year else ""
        year = self.year if self.year is not None else self._year(published, ahead=ahead)
        return self._within(year) if year is not None and 1850 <= year <= 2150 else ""

    def _beside(self, published: Published, *, ahead: bool) -> str | None:
        """Return a day or month named by its place beside the item's own date, or None for any other date."""
        if self.day_offset is not None:
            return shift_day(published, self.day_offset)
        if self.weekday is not None:
            return near_weekday(published, self.weekday, ahead=ahead)
        if self.month_offset is not None:
            return self._with_day(shift_month(published, self.month_offset))
        return near_day(published, self.day, ahead=ahead) if self._is_bare_day() and self.day else None

    def _is_bare_day(self) -> bool:
        parts = (self.year, self.year_offset, self.month, self.quarter, self.half)
        return all(part is None for part in parts)

    def _within(self, year: int) -> str:
        if self.quarter:
            return f"{year:04d}-Q{self.quarter}"
        if self.half:
            return f"{year:04d}-H{self.half}"
        known = not self.day or is_day(year, self.month, self.day)
        return written(year, self.month, self.day) if known else ""

    def _with_day(self, month: str) -> str:
        if not month or not self.day:
            return month
        year, number = int(month[:4]), int(month[5:])
        return written(year, number, self.day) if is_day(year, number, self.day) else ""

    def _year(self, published: Published, *, ahead: bool) -> int | None:
        if published.year is None:
            return None
        if self.year_offset is not None:
            return published.year + self.year_offset
        wanted = self.month or (self.quarter or 0) * 3 or (self.half or 0) * 6
        if not wanted or published.month is None:
            return published.year if wanted else None
        if ahead:
            return published.year + (wanted < published.month)
        return published.year - (wanted > published.month)


def find(text: str, words: DateWords) -> list[DateMention]:
    """Return the dates in a text, in order and without overlaps."""
    taken = bytearray(len(text))
    found = []
    for pattern in words.patterns:
        for match in pattern.finditer(text):
            start, end = match.span()
            if start == end or any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            found.append(_mention(match, words, text))
    found.sort(key=lambda mention: mention.start)
    # Only the one before and the one after can stand beside it.
    around = zip([None, *found], found, [*found[1:], None], strict=False)
    found = [
        one
        for before, one, after in around
        if one.weekday is None or not any(other and _beside(text, one, other) for other in (before, after))
    ]
    doubtful = {
        mention.start
        for first, then in itertools.pairwise(found)
        if _EITHER.fullmatch(text, first.end, then.start)
        for mention in (first, then)
    }
    doubtful |= {mention.start for mention in found if _FROM.search(text, max(0, mention.start - 12), mention.start)}
    return [dataclasses.replace(one, usable=False) if one.start in doubtful else one for one in found]


def _beside(text: str, weekday: DateMention, date: DateMention) -> bool:
    """Whether a day of the week stands beside a date, which then says all: "Monday, 5 May"."""
    first, then = sorted((weekday, date), key=lambda mention: mention.start)
    return date.day is not None and bool(_ASIDE.fullmatch(text, first.end, then.start))


def _mention(match: re.Match[str], words: DateWords, text: str) -> DateMention:
    parts = {name: value.casefold().strip() for name, value in match.groupdict().items() if value}
    before = text[max(0, match.start() - 30) : match.start()]
    after = text[match.end() : match.end() + 12]
    limits = _closes(words.bounds, before) or bool(words.bounds.match(after))
    return DateMention(
        start=match.start(),
        end=match.end(),
        usable="skip" not in parts and not limits,
        since=_closes(words.since, before) or bool(words.since.match(after)),
        year=_number(parts, "y"),
        last_year=_number(parts, "y2"),
        year_offset=_offset(parts, words),
        month=_named(parts, "m", words.months),
        month_offset=_named(parts, "rm", words.near_months),
        day_offset=_named(parts, "rd", words.near_days),
        weekday=_named(parts, "wd", words.weekdays),
        day=_number(parts, "d"),
        quarter=_named(parts, "q", words.ordinals),
        half=_named(parts, "h", words.ordinals),
    )


def _closes(pattern: re.Pattern[str], before: str) -> bool:
    """Whether a pattern matches right up to the date; a "later" farther back limits something else."""
    return any(found.end() == len(before) for found in pattern.finditer(before))


def _number(parts: Mapping[str, str], name: str) -> int | None:
    value = parts.get(name, "")
    return int(value) if value.isascii() and value.isdigit() else None


def _named(parts: Mapping[str, str], name: str, table: Mapping[str, int]) -> int | None:
    """Read a word by the longest beginning of it that the table knows, so that endings do not matter."""
    value = " ".join(parts.get(name, "").split())
    if value.isascii() and value.isdigit():
        number = int(value)
        return number if 1 <= number <= 12 else None
    while value and value not in table:
        value = value[:-1]
    return table.get(value)


def _offset(parts: Mapping[str, str], words: DateWords) -> int | None:
    for name, sign in (("ahead", 1), ("ago", -1)):
        if name in parts:
            count = _named(parts, name, words.ordinals)
            return None if count is None else sign * count
    return _named(parts, "ry", words.years)
