"""Past views: reading said_by, known_at and at_change from an address, and saying in words what they mean."""

from collections.abc import Mapping
from datetime import date

from corridors.errors import Invalid
from projects.dossier import View
from projects.models import Change
from public import wording

PARAMETERS = ("said_by", "known_at", "at_change")


def read(data: Mapping[str, str]) -> View:
    """The view a request asks for.

    Raises:
        Invalid: if a day or a number cannot be read, or there is no change of that number.
    """
    return View(_day(data, "said_by"), _day(data, "known_at"), _change(data))


def _day(data: Mapping[str, str], name: str) -> date | None:
    text = data.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text) if len(text) == len("YYYY-MM-DD") else _refuse_day(text, name)
    except ValueError:
        return _refuse_day(text, name)


def _refuse_day(text: str, name: str) -> date:
    raise Invalid(f"{name}: {text[:40]!r} is no day of the calendar. Write it as 2025-09-30.", field=name)


def _change(data: Mapping[str, str]) -> int | None:
    text = data.get("at_change", "").strip()
    if not text:
        return None
    # Longer numbers than this are no change of ours, and no number of the database's either.
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise Invalid(f"at_change: {text[:40]!r} is not the number of a change.", field="at_change")
    number = int(text)
    if not Change.objects.filter(pk=number).exists():
        raise Invalid(f"at_change: there is no change {number}.", field="at_change")
    return number


def seen_on(view: View, today: date) -> date:
    """The day from which a view looks at its facts: what was recent then, what was overdue then."""
    days = [day for day in (view.said_by, view.known_at) if day is not None]
    if view.at_change is not None:
        days.append(Change.objects.values_list("at", flat=True).get(pk=view.at_change).date())
    return min([*days, today])


def sentences(view: View) -> list[str]:
    """What a past view leaves out, for the notice on top of it."""
    found = []
    if view.said_by is not None:
        found.append(
            f"Only what sources had said by {wording.day(view.said_by)}, weighed under today's rulings and rule."
        )
    if view.known_at is not None:
        found.append(f"Only what this site knew at the end of {wording.day(view.known_at)} (UTC), under today's rule.")
    if view.at_change is not None:
        found.append(f"As it stood after change {view.at_change}, under today's rule.")
    return found
