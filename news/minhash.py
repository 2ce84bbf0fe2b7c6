"""How alike two texts are, from 512 bytes each: MinHash over words, or over characters where words are not spaced.

The numbers are stored, so the algorithm is our own and stable: a BLAKE2b digest of each shingle deals it into sixteen
of 128 places; each place keeps the least it was dealt (Dahlgaard, Knudsen, Thorup: Fast Similarity Sketching, 2017).
"""

import hashlib
import re
import sys
from array import array
from collections.abc import Iterable

from projects.canonical import simplified

#: Part of every band: texts signed in another way never meet. Raise it when signatures of equal texts would differ.
VERSION = 2
SIZE = 128
ROWS = 4
LEAD = 400
SAME = 0.6
_DEALS = 16
_WORD = re.compile(r"\w+")
_LONGEST = 100_000
# What agencies put before the first sentence: a place and a day up to a dash, in Chinese up to the word for a wire.
_DATELINE = re.compile(r"^([^\n]{1,90}?\s[-–—]{1,2}\s|[^\n。]{1,40}?[电電](（[^）]{1,30}）|\([^)]{1,30}\))?)")
_HEADER_LINE = re.compile(r"^[^\n]{0,79}[^\n.!?…»”。！？]\n+")


def signature(text: str) -> bytes:
    """128 little-endian 32-bit numbers; the share of them that two texts have in common is that of their shingles.

    Empty for a text without words.
    """
    held = shingles(text)
    if not held:
        return b""
    deals = array("I")
    deals.frombytes(b"".join(hashlib.blake2b(shingle.encode()).digest() for shingle in held))
    if sys.byteorder == "big":
        deals.byteswap()
    least: dict[int, int] = {}
    for deal in range(_DEALS):
        # Seven bits name the place, the others are the number; a place filled by an earlier deal stays as it is.
        dealt = {number & (SIZE - 1): number >> 7 for number in sorted(deals[deal::_DEALS], reverse=True)}
        least = {place: deal << 25 | number for place, number in dealt.items()} | least
        if len(least) == SIZE:
            break
    numbers = array("I", (least[at] if at in least else _least(held, at) for at in range(SIZE)))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def shingles(text: str) -> set[str]:
    """What two texts are compared by: runs of three words, in Chinese of five characters, simplified ones."""
    words = _WORD.findall(simplified(text[:_LONGEST]).casefold())
    return {shingle for shingle in _runs(words) if shingle}


def likeness(one: bytes, other: bytes) -> float:
    """Estimated share of common shingles of two texts, 0 to 1."""
    if len(one) != SIZE * 4 or len(other) != SIZE * 4:
        return 0.0
    return sum(left == right for left, right in zip(array("I", one), array("I", other), strict=True)) / SIZE


def bands(signed: bytes, kind: str) -> list[int]:
    """32 numbers of 63 bits; two texts that share one are worth comparing.

    Args:
        signed: a signature.
        kind: which text was signed, so that whole texts meet whole texts only.
    """
    width = ROWS * 4
    return [
        int.from_bytes(
            hashlib.blake2b(f"{VERSION}{kind}{at}:".encode() + signed[at : at + width], digest_size=8).digest()
        )
        >> 1
        for at in range(0, len(signed), width)
    ]


def lead(text: str) -> str:
    """The beginning of a text behind its dateline, by which copies that were cut short are known."""
    begun = text.strip()
    while (header := _HEADER_LINE.match(begun)) and header.end() < len(begun):
        begun = begun[header.end() :]
    return " ".join(_DATELINE.sub("", begun).split())[:LEAD]


def _least(held: Iterable[str], place: int) -> int:
    """What fills a place that few shingles left empty: the least of all of them, hashed for that place alone."""
    hashed = (hashlib.blake2b(shingle.encode(), digest_size=4, salt=bytes([place])).digest() for shingle in held)
    return int.from_bytes(min(hashed))


def _runs(words: list[str]) -> Iterable[str]:
    joined = "".join(words)
    if sum("\u4e00" <= character <= "\u9fff" for character in joined[:1000]) > 0.3 * min(len(joined), 1000):
        return (joined[at : at + 5] for at in range(max(1, len(joined) - 4)))
    return (" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2)))
