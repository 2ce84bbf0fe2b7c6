"""Where the marks of hand-drawn charts stand, in percent of the width. Pure: the templates draw, these say where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from projects.dossier import Course, Period
from projects.models import Claim

MOST_TICKS = 5
STEPS = (1, 2, 5, 10, 20, 50)


def percent(value: float) -> str:
    """A coordinate as SVG takes it."""
    return f"{value:.2f}%"


class Tick(NamedTuple):
    """A year on an axis."""

    at: str
    year: int


@dataclass(frozen=True, slots=True)
class Axis:
    """A span of days, drawn from 0 to 100 percent."""

    first: date
    last: date

    @classmethod
    def of(cls, days: Iterable[date | None], today: date) -> "Axis":
        """The whole years that hold all the days and today."""
        known = [day for day in days if day is not None] + [today]
        return cls(date(min(known).year, 1, 1), date(max(known).year + 1, 1, 1))

    def at(self, day: date) -> float:
        """Percent of the width at which a day stands, kept within the axis."""
        share = 100 * (day - self.first).days / (self.last - self.first).days
        return min(100.0, max(0.0, share))

    @property
    def ticks(self) -> list[Tick]:
        """Years to write under the axis, no more than five."""
        years = self.last.year - self.first.year
        step = next((step for step in STEPS if years / step <= MOST_TICKS), STEPS[-1])
        start = -(-self.first.year // step) * step
        return [Tick(percent(self.at(date(year, 1, 1))), year) for year in range(start, self.last.year, step)]


class Mark(NamedTuple):
    """A mark: its kind (a class of the drawing) and where it stands."""

    kind: str
    at: str


class Span(NamedTuple):
    """A stretch from one place to another, with its width."""

    kind: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One milestone's row: its marks, the line from the first promise to now, and how vague its dates are."""

    marks: list[Mark]
    line: tuple[str, str] | None
    vague: list[Span]
    late: bool


def slip_axis(courses: Sequence[Course], today: date) -> Axis:
    """The axis that holds every date of the courses."""
    days = [day for course in courses for claim in _claims(course) for day in (claim.date_earliest, claim.date_latest)]
    return Axis.of(days, today)


def slip(course: Course, axis: Axis) -> Slip:
    """The marks of one course: a date stands at the last day it can mean, as slips are counted."""
    now = course.now
    marks = [Mark("plan", at) for at in _places(course.promises, axis) if now is None or at != _place(now, axis)]
    first = course.first
    if first is not None and not course.promises and first is not now:
        marks.insert(0, Mark("plan", _place(first, axis)))
    line = None
    if now is not None:
        marks.append(Mark("reached" if course.has_happened else "forecast", _place(now, axis)))
        if first is not None and _place(first, axis) != _place(now, axis):
            line = (_place(first, axis), _place(now, axis))
    vague = [_span("vague", claim.date_earliest, claim.date_latest, axis) for claim in _claims(course)]
    return Slip(marks, line, [span for span in dict.fromkeys(vague) if span], (course.slip_months or 0) > 0)


def _claims(course: Course) -> list[Claim]:
    claims = [*course.promises, course.first, course.now]
    return [claim for claim in claims if claim is not None and claim.date_latest is not None]


def _place(claim: Claim, axis: Axis) -> str:
    return percent(axis.at(claim.date_latest)) if claim.date_latest else ""


def _places(claims: Sequence[Claim], axis: Axis) -> list[str]:
    return list(dict.fromkeys(_place(claim, axis) for claim in claims if claim.date_latest))


def _span(kind: str, start: date | None, end: date | None, axis: Axis) -> Span | None:
    if start is None or end is None or start == end:
        return None
    left, right = axis.at(start), axis.at(end)
    return Span(kind, percent(left), percent(right - left))


def band(periods: Sequence[Period], today: date) -> tuple[Axis, list[Span]]:
    """The status of a project through time: each stretch lasts until the next one's first day, the last until today."""
    starts = [period.earliest for period in periods]
    axis = Axis.of(starts, today)
    ends = [*starts[1:], max([today, *(start for start in starts if start)]) + timedelta(days=1)]
    spans = [_span(period.status, start, end, axis) for period, start, end in zip(periods, starts, ends, strict=True)]
    return axis, [span for span in spans if span is not None]


def share(value: float, largest: float) -> str:
    """Length of a bar as a percentage of the largest."""
    return percent(100 * value / largest) if largest else percent(0)
