"""A served newsroom, dated from a fixed day, and a plain way to ask it."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from email.message import Message
from urllib.parse import urlsplit

import pytest

from news.newsroom.server import NewsroomServer, serving

TODAY = date(2030, 5, 20)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def newsroom() -> Iterator[NewsroomServer]:
    with serving(TODAY) as server:
        yield server


@pytest.fixture
def ask(newsroom: NewsroomServer) -> Ask:
    def get(address: str, method: str = "GET", **headers: str) -> Answer:
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        connection = http.client.HTTPConnection("127.0.0.1", newsroom.server_address[1], timeout=10)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    return get
