"""Reading a past view from the parameters of a request: said_by, known_at and at_change, alike at every door."""

from collections.abc import Mapping
from datetime import date

from corridors.errors import Invalid
from projects import filters
from projects.dates import FIRST_YEAR, LAST_YEAR
from projects.dossier import View
from projects.models import Change

PARAMETERS = ("said_by", "known_at", "at_change")
# Fifteen digits fit every database's largest integer.
MAX_DIGITS = 15


def read(data: Mapping[str, str]) -> View:
    """The view of the past that a request asks for; the present when it asks for none.

    Raises:
        Invalid: if a day or a number cannot be read, or the log has not come to that change yet.
    """
    return View(_day(data, "said_by"), _day(data, "known_at"), _change(data))


def _day(data: Mapping[str, str], name: str) -> date | None:
    text = data.get(name, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if len(text) == len("YYYY-MM-DD") else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Invalid(
            f"{name}: {text[:40]!r} is no day between {FIRST_YEAR} and {LAST_YEAR}. Write it as 2025-09-30.", field=name
        )
    return day


def _change(data: Mapping[str, str]) -> int | None:
    text = data.get("at_change", "").strip()
    if not text:
        return None
    if not filters.is_whole(text, MAX_DIGITS):
        raise Invalid(f"at_change: {text[:40]!r} is not the number of a change.", field="at_change")
    if not Change.objects.filter(pk__gte=int(text)).exists():
        raise Invalid(f"at_change: there is no change {text} yet.", field="at_change")
    return int(text)
