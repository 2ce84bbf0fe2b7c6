"""Reading a body to its end without ever holding more than allowed, also when it is a compression bomb."""

import zlib
from collections.abc import Iterable

from corridors.outbound.errors import BadAnswer, TooBig

ACCEPT_ENCODING = "gzip, deflate"
_PLAIN = frozenset({"", "identity", "none", "utf-8"})
_GZIP = b"\x1f\x8b"
# What is compressed is never much larger than what comes of it; and nobody writes the little we read in so many parts.
_WRAPPING = 100_000
_MOST_MEMBERS = 1000
_WBITS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS | 32}


def in_words(size: int) -> str:
    """A number of bytes as people write it: '5 MB'."""
    for unit, name in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size} bytes"


def check_announced(length: str, limit: int) -> None:
    """Refuse a body that says beforehand that it is too large.

    Raises:
        TooBig: ``Content-Length`` is above ``limit`` bytes.
    """
    if length.isascii() and length.isdigit() and int(length) > limit:
        raise TooBig(f"The answer announces {in_words(int(length))}; at most {in_words(limit)} are read.")


def read(chunks: Iterable[bytes], encoding: str, limit: int, *, cut: bool = False) -> bytes:
    """The whole body, decompressed.

    Args:
        chunks: the bytes as they arrive.
        encoding: the ``Content-Encoding`` header, '' when there is none.
        limit: how many bytes are allowed after decompression.
        cut: give the beginning of a body that is larger than that.

    Raises:
        TooBig: the body is larger, and is not to be cut.
        BadAnswer: it is compressed in an unknown way, or damaged, or ends in the middle.
    """
    encoding = encoding.strip().lower()
    if encoding not in _PLAIN and encoding not in _WBITS:
        raise BadAnswer(f"The answer is compressed as '{encoding[:40]}', which was not asked for.")
    try:
        return _read_plain(chunks, limit) if encoding in _PLAIN else inflate(chunks, limit, _WBITS[encoding])
    except TooBig as error:
        if cut:
            return error.beginning
        raise


def _read_plain(chunks: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise TooBig(f"The answer is larger than {in_words(limit)}.", beginning=bytes(body[:limit]))
    return bytes(body)


def inflate(chunks: Iterable[bytes], limit: int, wbits: int = zlib.MAX_WBITS | 16) -> bytes:
    """Decompress gzip (several members too) or deflate, neither giving more than ``limit`` bytes nor reading many more.

    Raises:
        TooBig: there is more, or more was sent for it.
        BadAnswer: the data are damaged, in too many parts, or end in the middle.
    """
    body = bytearray()
    decoder = zlib.decompressobj(wbits)
    started = False
    members, sent, held = 1, 0, b""
    chunks = iter(chunks)
    for chunk in chunks:
        data = held + chunk
        held = b""
        sent += len(chunk)
        if sent > limit + _WRAPPING:
            raise TooBig(f"The answer is larger than {in_words(limit)} as it was sent.", beginning=bytes(body))
        while data:
            if decoder.eof:
                if len(data) < len(_GZIP) and _GZIP.startswith(data):
                    held = data
                    break
                if not data.startswith(_GZIP):
                    return bytes(body)  # padding after the end, which some servers send
                members += 1
                if members > _MOST_MEMBERS:
                    raise BadAnswer(f"The compressed answer is in more than {_MOST_MEMBERS} parts.")
                decoder = zlib.decompressobj(wbits)
            try:
                body += decoder.decompress(data, limit + 1 - len(body))
            except zlib.error as error:
                if started or wbits < 0:
                    raise BadAnswer("The compressed answer is damaged.") from error
                return _raw_deflate(data, chunks, limit, error)
            started = True
            if len(body) > limit:
                words = f"The answer is larger than {in_words(limit)} once decompressed."
                raise TooBig(words, beginning=bytes(body[:limit]))
            data = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
    if started and not decoder.eof:
        raise BadAnswer("The compressed answer ends in the middle.")
    return bytes(body)


def _raw_deflate(first: bytes, rest: Iterable[bytes], limit: int, cause: zlib.error) -> bytes:
    """Some servers send deflate without its header; anything else that fails at once is damaged."""
    if first.startswith(_GZIP):
        raise BadAnswer("The compressed answer is damaged.") from cause

    def again() -> Iterable[bytes]:
        yield first
        yield from rest

    return inflate(again(), limit, -zlib.MAX_WBITS)
