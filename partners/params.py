"""Reading query parameters strictly: each is known, given once, in bounds, or the answer is a 400 that says so."""

from collections.abc import Mapping
from datetime import date

from django.http import QueryDict

from corridors.errors import Invalid, NotFound
from projects import filters
from projects.dossier import View
from projects.models import Change

VIEW = ("said_by", "known_at", "at_change")
FIRST_YEAR, LAST_YEAR = 1900, 2200
# Eighteen digits fit every database's largest integer.
MAX_DIGITS = 18
WORDS: Mapping[str, bool] = {"1": True, "true": True, "0": False, "false": False}


def refuse_unknown(data: QueryDict, known: tuple[str, ...], *, repeatable: tuple[str, ...] = ()) -> None:
    """Make an unknown parameter an error, and one that is given twice where one value is meant.

    Raises:
        Invalid: naming the parameter and, where it is unknown, those that look like it.
    """
    filters.refuse_unknown(data, known)
    for name in data:
        if name not in repeatable and len(data.getlist(name)) > 1:
            raise Invalid(f"{name} is given more than once.", field=name)


def text(data: QueryDict, name: str) -> str:
    """A parameter's text; '' when it is absent or empty."""
    return str(data.get(name, "")).strip()


def whole(data: QueryDict, name: str) -> int | None:
    """A whole number from 0; None when it is absent.

    Raises:
        Invalid: if it is none.
    """
    given = text(data, name)
    if not given:
        return None
    if not is_whole(given):
        raise Invalid(f"{name}: {given[:40]!r} is not a whole number from 0.", field=name)
    return int(given)


def is_whole(given: str) -> bool:
    """Say whether a text is a whole number that a database can hold."""
    return given.isascii() and given.isdigit() and len(given) <= MAX_DIGITS


def truth(data: QueryDict, name: str) -> bool | None:
    """A yes or no; None when it is absent.

    Raises:
        Invalid: if it is neither.
    """
    given = text(data, name).lower()
    if not given:
        return None
    if given not in WORDS:
        raise Invalid(f"{name}: write 1 or 0, not {given[:40]!r}.", field=name)
    return WORDS[given]


def word(data: QueryDict, name: str, words: list[str]) -> str:
    """One word of a vocabulary; '' when it is absent.

    Raises:
        Invalid: if the vocabulary has no such word.
    """
    given = text(data, name)
    if given and given not in words:
        raise Invalid(f"{name}: {given[:40]!r} is not one of {', '.join(words)}.", field=name)
    return given


def day(data: QueryDict, name: str) -> date | None:
    """A day; None when it is absent.

    Raises:
        Invalid: if it is no day of the calendar between 1900 and 2200.
    """
    given = text(data, name)
    if not given:
        return None
    try:
        found = date.fromisoformat(given) if len(given) == len("YYYY-MM-DD") else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Invalid(
            f"{name}: {given[:40]!r} is no day between {FIRST_YEAR} and {LAST_YEAR}. Write it as 2025-09-30.",
            field=name,
        )
    return found


def view(data: QueryDict) -> View:
    """The view of the past that a request asks for; the present when it asks for none.

    Raises:
        Invalid: if a day or number cannot be read, or the log has not come to that change yet.
    """
    change = whole(data, "at_change")
    if change is not None and not Change.objects.filter(pk__gte=change).exists():
        raise Invalid(f"at_change: there is no change {change} yet.", field="at_change")
    return View(day(data, "said_by"), day(data, "known_at"), change)


def number_of_row(given: str) -> int:
    """The number in an address.

    Raises:
        NotFound: if it is none: then nothing stands there.
    """
    if not is_whole(given):
        raise NotFound(f"Nothing has the number {given[:40]!r}.")
    return int(given)
