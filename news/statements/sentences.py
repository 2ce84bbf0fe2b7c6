"""Cuts a text into sentences and clauses by offsets, so that every quote stays an exact piece of the text."""

import re
from collections.abc import Iterator

# A full stop ends a sentence when a space and something that can begin one follow, unless it ends a short form.
_END = re.compile(r"[。！？!?…]+[»”\"'’」』)]*|\.[»”\"'’)]*(?=\s+[\"'«“‘(\[]*[^\W_a-zа-яёәғқңөұүһі]|\s*$)|\n+")
_SHORT_FORM = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Co|Ltd|Corp|Inc|No|approx|vs|[A-Za-z]|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
    r"|г|гг|ул|им|тыс|млн|млрд|трлн|руб|тг|тнг|долл|км|см|т|ж|мың|[А-ЯЁ])|\b[A-Z]\.[A-Z])$"
)
# Short forms that may also close a sentence: they do when a capital word of four letters or more follows.
_EITHER_WAY = re.compile(r"(?:\b(?:г|гг|тыс|млн|млрд|трлн|руб|тг|тнг|долл|км|т|ж|Co|Ltd|Corp|Inc))$")
# A comma between two digits groups thousands.
COMMA = re.compile(r"(?<!\d),|,(?!\d)|[，、(（:]")
_MARK = re.compile(r"(?<!\d),|,(?!\d)|[，()（）:：]")
_OPENING = re.compile(r"\s+[«\"“]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{2,}")


def _ends_short_form(text: str, at: int, after: int) -> bool:
    head = text[max(0, at - 12) : at]
    if not _SHORT_FORM.search(head):
        return False
    return not (_EITHER_WAY.search(head) and _OPENING.match(text, after))


def split(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each sentence, without the white space around it."""
    start = 0
    for mark in _END.finditer(text):
        if mark.group().startswith(".") and _ends_short_form(text, mark.start(), mark.end()):
            continue
        yield from _trimmed(text, start, mark.end())
        start = mark.end()
    yield from _trimmed(text, start, len(text))


def clauses(text: str, start: int, end: int, breaks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each clause of a sentence; ``breaks`` matches what stands between two clauses."""
    at = start
    for mark in breaks.finditer(text, start, end):
        yield from _trimmed(text, at, mark.start())
        at = mark.end()
    yield from _trimmed(text, at, end)


def segment(text: str, start: int, end: int, at: int, upto: int) -> tuple[int, int]:
    """Return the piece between commas or brackets of ``text[start:end]`` that holds ``text[at:upto]``."""
    left = max((mark.end() for mark in _MARK.finditer(text, start, at)), default=start)
    right = next((mark.start() for mark in _MARK.finditer(text, upto, end) if mark.group() not in ":："), end)
    return left, right


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        yield left, right
