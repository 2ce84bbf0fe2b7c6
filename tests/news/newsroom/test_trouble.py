"""The bad answers are as bad as they say, and none of them stops the newsroom."""

from __future__ import annotations

import gzip
import http.client
import time
import zlib
from collections.abc import Callable

import feedparser
import pytest

from news.newsroom import trouble
from news.newsroom.server import NewsroomServer
from tests.news.newsroom.conftest import Ask


@pytest.mark.parametrize("name", ["not-xml", "broken-xml"])
def test_what_is_no_feed_does_not_parse(ask: Ask, name: str) -> None:
    answer = ask(f"/trouble/{name}")

    assert answer.status == 200
    assert feedparser.parse(answer.body).bozo


def test_the_far_future_stands_in_feed_and_page(ask: Ask) -> None:
    feed = feedparser.parse(ask("/trouble/feed-2107").body)

    assert not feed.bozo
    assert feed.entries[0].published_parsed.tm_year == 2107
    assert b'datetime="2107-01-01' in ask(feed.entries[0].link).body


@pytest.mark.parametrize(("name", "status"), [("not-found", 404), ("gone", 410), ("server-error", 503)])
def test_refusals_have_their_status(ask: Ask, name: str, status: int) -> None:
    assert ask(f"/trouble/{name}").status == status


def test_the_redirect_never_ends(ask: Ask) -> None:
    path, seen = "/trouble/redirect-loop", []
    for _ in range(4):
        answer = ask(path)
        assert answer.status == 302
        path = answer.headers["Location"]
        seen.append(path)

    assert seen[0] == seen[2] != seen[1] == seen[3]


@pytest.mark.parametrize("name", ["empty-page", "unknown-language", "nul-bytes", "article-2107", "disallowed"])
def test_bad_pages_still_say_that_they_are_demonstrations(ask: Ask, name: str) -> None:
    assert b'<meta name="corridors" content="demonstration">' in ask(f"/trouble/{name}").body


def test_the_pages_are_bad_in_the_way_they_say(ask: Ask) -> None:
    assert b"<body></body>" in ask("/trouble/empty-page").body
    assert b"\x00" in ask("/trouble/nul-bytes").body
    assert "Disallow: /trouble/disallowed" in ask("/robots.txt").body.decode()


def test_a_reader_may_hang_up_on_the_huge_body(newsroom: NewsroomServer, ask: Ask) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", newsroom.server_address[1], timeout=10)
    connection.request("GET", "/trouble/huge-body")
    response = connection.getresponse()

    assert response.headers["Content-Length"] == str(2 * 1024**3)
    assert len(response.read(100_000)) == 100_000
    response.close()
    connection.close()
    assert ask("/").status == 200


def test_the_huge_body_is_made_of_as_many_bytes_as_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trouble, "HUGE_BYTES", 3 * 1024**2)

    answer = trouble.PATHS["huge-body"].answer("")

    assert sum(map(len, _chunks(answer.body))) == int(answer.header("Content-Length"))


def test_the_bomb_is_small_valid_and_unpacks_to_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trouble, "BOMB_BYTES", 5 * 1024**2)

    packed = b"".join(_chunks(trouble.PATHS["gzip-bomb"].answer("").body))

    assert len(gzip.decompress(packed)) == 5 * 1024**2


def test_the_served_bomb_is_a_thousand_times_what_is_sent(ask: Ask) -> None:
    answer = ask("/trouble/gzip-bomb")

    opened = zlib.decompressobj(31).decompress(answer.body, 20 * 1024**2)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(opened) == 20 * 1024**2
    assert len(answer.body) < trouble.BOMB_BYTES / 500


def test_the_slow_body_takes_its_time_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)

    list(_chunks(trouble.PATHS["slow-body"].answer("").body))

    assert sum(waits) == trouble.SLOW_SECONDS == 60


def test_the_index_names_every_bad_path(ask: Ask) -> None:
    html = ask("/").body.decode()

    assert all(path in html and text in html for path, text in trouble.listing())


def _chunks(body: bytes | Callable[[], object]) -> object:
    assert callable(body)
    return body()
