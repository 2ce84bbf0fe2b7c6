"""Marks words in a text by their offsets, so that a curator sees why a story was matched."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of the stored text in pieces; ``where`` is title or text."""

    where: str
    pieces: list[Piece]


def mark(text: str, spans: Iterable[tuple[int, int]], offset: int = 0) -> list[Piece]:
    """Cut a text at the spans.

    Args:
        text: The words shown.
        spans: Start and end of what to mark, counted in the whole stored text; they may overlap or lie outside.
        offset: Where ``text`` starts in the whole stored text.
    """
    cuts = sorted((max(0, start - offset), min(len(text), end - offset)) for start, end in spans)
    pieces: list[Piece] = []
    here = 0
    for start, end in cuts:
        first = max(start, here)
        if end <= first:
            continue
        if first > here:
            pieces.append(Piece(text[here:first], False))
        pieces.append(Piece(text[first:end], True))
        here = end
    if here < len(text):
        pieces.append(Piece(text[here:], False))
    return pieces


def spans_of(reasons: Iterable[dict[str, Any]], where: str) -> list[tuple[int, int]]:
    """Where the words of reasons stand in the title or the text."""
    return [
        (int(reason.get("start") or 0), int(reason.get("end") or 0))
        for reason in reasons
        if reason.get("field", "text") == where
    ]


def excerpts(stored: Iterable[dict[str, Any]], reasons: Iterable[dict[str, Any]]) -> list[Excerpt]:
    """The excerpts of a suggestion with the words of all reasons marked; those that overlap are shown as one."""
    known = list(reasons)
    return [Excerpt(where, mark(text, spans_of(known, where), start)) for where, start, text in _joined(stored)]


def _joined(stored: Iterable[dict[str, Any]]) -> list[tuple[str, int, str]]:
    """Stretches as field, start and text, in order, none overlapping another of its field."""
    pieces = sorted(
        (str(one.get("field") or "text"), int(one.get("start") or 0), str(one.get("text") or "")) for one in stored
    )
    joined: list[tuple[str, int, str]] = []
    for where, start, text in pieces:
        last = joined[-1] if joined else ("", 0, "")
        if last[0] == where and start <= last[1] + len(last[2]):
            joined[-1] = (where, last[1], last[2] + text[last[1] + len(last[2]) - start :])
        else:
            joined.append((where, start, text))
    return joined
