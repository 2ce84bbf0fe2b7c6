"""How alike two texts are, from 512 bytes each: MinHash over words, or over characters where words are not spaced.

The numbers are stored, so the algorithm is our own and stable: SHAKE-128 of each shingle gives its 128 hashes.
"""

import hashlib
import re
import sys
from array import array
from collections.abc import Iterable

SIZE = 128
ROWS = 4
LEAD = 400
SAME = 0.6
_WORD = re.compile(r"\w+")
_MOST_SHINGLES = 3000


def signature(text: str) -> bytes:
    """128 little-endian 32-bit numbers; texts with many shingles in common have many of them in common.

    Empty for a text without words.
    """
    shingles = sorted(_shingles(text))[:_MOST_SHINGLES]
    if not shingles:
        return b""
    hashes = array("I")
    hashes.frombytes(b"".join(hashlib.shake_128(shingle.encode()).digest(SIZE * 4) for shingle in shingles))
    if sys.byteorder == "big":
        hashes.byteswap()
    least = array("I", (min(hashes[index::SIZE]) for index in range(SIZE)))
    if sys.byteorder == "big":
        least.byteswap()
    return least.tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """Estimated share of common shingles of two texts, 0 to 1."""
    if len(one) != SIZE * 4 or len(other) != SIZE * 4:
        return 0.0
    return sum(one[at : at + 4] == other[at : at + 4] for at in range(0, SIZE * 4, 4)) / SIZE


def bands(signed: bytes, kind: str) -> list[int]:
    """32 numbers of 63 bits; two texts that share one are worth comparing.

    Args:
        signed: a signature.
        kind: which text was signed, so that whole texts meet whole texts only.
    """
    width = ROWS * 4
    return [
        int.from_bytes(hashlib.blake2b(f"{kind}{at}:".encode() + signed[at : at + width], digest_size=8).digest()) >> 1
        for at in range(0, len(signed), width)
    ]


def lead(text: str) -> str:
    """The beginning of a text, by which copies that were cut short are known."""
    return " ".join(text.split())[:LEAD]


def _shingles(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())
    return {shingle for shingle in _runs(words) if shingle}


def _runs(words: list[str]) -> Iterable[str]:
    joined = "".join(words)
    if sum("\u4e00" <= character <= "\u9fff" for character in joined[:1000]) > 0.3 * min(len(joined), 1000):
        return (joined[at : at + 5] for at in range(max(1, len(joined) - 4)))
    return (" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2)))
