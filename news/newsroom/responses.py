"""What the newsroom answers to one address: status, headers, and a body at hand or made while it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from news.newsroom.articles import utc

Chunks = Callable[[], Iterator[bytes]]


@dataclass(frozen=True)
class Response:
    """An answer, ready to be sent.

    Attributes:
        body: The bytes, or a function that makes them piece by piece (for bodies too large or too slow to keep).
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes | Chunks

    def header(self, name: str) -> str:
        """The value of a header, or an empty string."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


def document(content_type: str, body: bytes, modified: datetime) -> Response:
    """A document that may be asked for again conditionally: it has an ETag and a Last-Modified time."""
    return Response(
        200,
        (
            ("Content-Type", content_type),
            ("Content-Length", str(len(body))),
            ("ETag", f'"{hashlib.sha256(body).hexdigest()[:20]}"'),
            ("Last-Modified", format_datetime(utc(modified), usegmt=True)),
            ("Cache-Control", "max-age=0, must-revalidate"),
        ),
        body,
    )


def page(status: int, body: bytes, encoding: str = "utf-8") -> Response:
    """An HTML page without validators."""
    return Response(
        status, (("Content-Type", f"text/html; charset={encoding}"), ("Content-Length", str(len(body)))), body
    )
