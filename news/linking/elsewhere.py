"""Signs that an article speaks of a like thing elsewhere: of a line to another end, of another number."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from news.linking.stream import Stream
from projects.canonical import canonical

#: Short, since articles are anybody's text: without a limit a long run of letters is gone through again and again.
_WORD = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w’']{1,39}"
_NAME = rf"{_WORD}(?:[ -]{_WORD})?"
#: How a line is told by its two ends; each name may be an end of two lines: "A – B – C".
_ENDS = (
    re.compile(rf"(?<![\w’'])(?=({_NAME})\s?[-–—]\s?({_NAME}))"),
    re.compile(rf"\b(?i:from|between|от|из|между|с|со) ({_NAME}) (?:to|and|до|в|и|на) ({_NAME})"),
    re.compile(rf"(?<![\w’'])({_NAME}) (?:мен|пен|бен) ({_NAME}) ара(?:лы|сы)"),
)
#: What a thing of a row is called by: a number of at most two figures, or a letter.
_NUMBER = re.compile(r"\d{1,2}|[a-h]")


class Numbered(NamedTuple):
    """A word of a name and the number or letter behind it: plant 2, line d."""

    word: str
    number: str


def ends(line: Stream) -> tuple[tuple[str, str], ...]:
    """Return the pairs of names between which an article says that something runs, in canonical form."""
    return tuple(
        (canonical(left, line.reading), canonical(right, line.reading))
        for text in (line.title, line.text)
        for form in _ENDS
        for left, right in form.findall(text)
    )


def has_other_end(pairs: Iterable[tuple[str, str]], own: Collection[str]) -> bool:
    """Whether a pair has one of the own places and something else, and no pair has two of them.

    Args:
        pairs: As :func:`ends` gives them.
        own: Words that name places of the project, in canonical form.
    """
    known = [(_names(left, own), _names(right, own)) for left, right in pairs]
    return any(left != right for left, right in known) and (True, True) not in known


def _names(words: str, own: Collection[str]) -> bool:
    """Whether some words are one of the own places, begin or end with it, or are a piece of its name."""
    around = f" {words} "
    return any(
        around.startswith(f" {place} ")
        or around.endswith(f" {place} ")
        or f"{place} ".startswith(f"{words} ")
        or f" {place}".endswith(f" {words}")
        for place in own
    )


def numbered(words: str) -> Iterator[Numbered]:
    """Yield what is numbered in a canonical name."""
    for word, number in pairwise(words.split()):
        if _NUMBER.fullmatch(number) and word.isalpha() and len(word) > 1 and word[0] < "\u3400":
            yield Numbered(word, number.lstrip("0"))


def has_other_number(line: Stream, own: Iterable[Numbered]) -> bool:
    """Whether an article numbers such a thing, and never by the own number.

    Counts and dates stand behind such words too, so a number must be joined to its word, or close a phrase.
    """
    found = {
        (number.lstrip("0") or "0").lower() == one.number
        for one in own
        if f" {one.word}" in line.line
        for text in (line.title, line.text)
        for number in map("".join, _numbers(one.word).findall(text))
    }
    return found == {False}


@lru_cache(maxsize=4096)
def _numbers(word: str) -> re.Pattern[str]:
    """Find the numbers of a word as texts write them: "ТЭЦ-1", "plant No. 1", "ML 2, ML 3"."""
    joint = r"(?:\s?[-–]\s?|\s?№\s?|\s(?i:no)\.?\s?)"
    closing = r"\s(\d{1,2}|A)(?=[,.;:!?)»”\"]|\Z)|\s([B-H])(?!\w)"
    return re.compile(rf"(?<!\w)(?i:{re.escape(word)})\w{{0,4}}(?:{joint}(\d{{1,2}}|[A-H])(?!\w)|{closing})")
