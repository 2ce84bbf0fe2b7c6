"""Reading query parameters strictly: each is known, given once, in bounds, or the answer is a 400 that says so."""

from django.http import QueryDict

from corridors.errors import Invalid, NotFound
from projects.filters import TRUTHS, is_whole


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


def truth(data: QueryDict, name: str) -> bool | None:
    """A yes or no; None when it is absent.

    Raises:
        Invalid: if it is neither.
    """
    given = text(data, name).lower()
    if not given:
        return None
    if given not in TRUTHS:
        raise Invalid(f"{name}: write 1 or 0, not {given[:40]!r}.", field=name)
    return TRUTHS[given]


def word(data: QueryDict, name: str, words: list[str]) -> str:
    """One word of a vocabulary; '' when it is absent.

    Raises:
        Invalid: if the vocabulary has no such word.
    """
    given = text(data, name)
    if given and given not in words:
        raise Invalid(f"{name}: {given[:40]!r} is not one of {', '.join(words)}.", field=name)
    return given


def number_of_row(given: str) -> int:
    """The number in an address.

    Raises:
        NotFound: if it is none: then nothing stands there.
    """
    if not is_whole(given):
        raise NotFound(f"Nothing has the number {given[:40]!r}.")
    return int(given)
