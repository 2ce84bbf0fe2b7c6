"""Feeds are read by child processes that can be killed: what comes back is the same, and what does not is said."""

import gzip
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from news import extract, feeds
from news.extract import Pool, Reader, Unreadable
from news.feeds import apart
from news.models import Article, Attempt, Feed
from news.services import feeds as operators
from news.services import polling
from tests.corridors.servers import Page
from tests.news.test_feeds import KINDS, SITEMAP, rss
from tests.news.worlds import feed
from tests.news.worlds import rss as listed_on

NOW = datetime(2026, 5, 10, 12, tzinfo=UTC)
URL = "https://news.example/feed.xml"
BODIES = {
    **{name: body.encode() for name, body in KINDS.items()},
    "sitemap": gzip.compress(SITEMAP.encode(), mtime=0),
    "index": b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>",
    "odd": rss(
        "<item><link>/1</link><title>x<br></title></item><item><title>y</title></item>", "<ttl>90</ttl>"
    ).encode(),
    "half a letter": b'{"title": "\\ud83d", "items": [{"url": "/1", "title": "\\ud83d"}]}',
}
#: Children that are given a feed and do not read it, and what is said of that.
UNWILLING = {
    "hangs": ("import time; time.sleep(60)", "Reading the feed took longer than 0.5 seconds and was stopped."),
    "breaks down": ("import os; os.abort()", "The feed made its reader break down."),
}
#: A child that hangs when it is asked to, and else answers who it is.
HANGING = """
import json, os, sys, time
while header := sys.stdin.buffer.readline():
    body = sys.stdin.buffer.read(json.loads(header)["size"])
    if body == b"hang":
        time.sleep(60)
    print(json.dumps({"child": os.getpid()}), flush=True)
"""


@contextmanager
def children(monkeypatch, *, time_limit: float, code: str) -> Iterator[None]:
    """Have feeds read by such children."""
    with monkeypatch.context() as patch, closing(pool(code, time_limit=time_limit)) as own:
        patch.setattr(apart, "_pool", own)
        yield


def pool(code: str, *, most: int = 1, time_limit: float = 20) -> Pool:
    return Pool(lambda: Reader(time_limit=time_limit, command=[sys.executable, "-c", code]), most)


@pytest.mark.parametrize("name", BODIES)
def test_a_feed_is_the_same_read_apart(name):
    here = feeds.parse(BODIES[name], now=NOW, url=URL)
    assert feeds.read(BODIES[name], now=NOW, url=URL) == here


@pytest.mark.parametrize(
    ("body", "words"), [(b"", "empty"), (b"<html></html>", "a web page"), (b"{", "cannot be read")]
)
def test_what_is_no_feed_is_named_as_in_this_process(body, words):
    with pytest.raises(feeds.NotAFeed, match=words) as refusal:
        feeds.read(body, now=NOW)
    assert refusal.value.code == "not_a_feed"


@pytest.mark.django_db
@pytest.mark.parametrize("name", UNWILLING)
def test_a_feed_that_cannot_be_read_leaves_a_row_and_is_asked_later(site, monkeypatch, name):
    code, words = UNWILLING[name]
    site.pages["/feed.xml"] = listed_on(site, "/a", ETag='"1"')
    listed = feed(site)
    with children(monkeypatch, time_limit=0.5, code=code):
        found = polling.poll(listed.pk)
    logged = Attempt.objects.filter(purpose="feed").get()
    assert (logged.words, logged.code, logged.succeeded, logged.status) == (words, "unreadable", False, 200)
    assert found.words == words
    listed.refresh_from_db()
    assert (listed.failures, listed.etag, listed.lease) == (1, "", "")
    assert listed.due_at > timezone.now()
    Feed.objects.update(due_at=timezone.now())
    assert polling.poll(listed.pk).new == 1


def test_a_feed_that_needs_too_much_memory_is_said_in_words(monkeypatch):
    code = (
        "import resource; from news.extract import child; from news.feeds.child import answer; "
        "pages = int(open('/proc/self/statm').read().split()[0]); "
        "child.MEMORY = pages * resource.getpagesize() + 60_000_000; child.serve(answer)"
    )
    with children(monkeypatch, time_limit=60, code=code):
        with pytest.raises(feeds.NotAFeed, match="The feed needs more memory than is allowed for reading one"):
            feeds.read(b'{"items": [' + b"[]," * 3_000_000 + b"[]]}", now=NOW)
        assert feeds.read(BODIES["rss"], now=NOW).items


def test_one_child_reads_feed_after_feed():
    with closing(pool(HANGING, most=3)) as own:
        assert len({own.ask({}, b"", "feed")["child"] for _ in range(5)}) == 1


def test_a_feed_that_hangs_does_not_keep_another_thread_waiting():
    said = []

    def hang() -> None:
        with pytest.raises(Unreadable) as refusal:
            own.ask({}, b"hang", "feed")
        said.append(refusal.value.message)

    with closing(pool(HANGING, most=2, time_limit=60)) as own:
        first = own.ask({}, b"", "feed")["child"]
        hanging = threading.Thread(target=hang)
        hanging.start()
        while own._idle.qsize() == 2:
            time.sleep(0.01)
        assert own.ask({}, b"", "feed")["child"] != first
        assert hanging.is_alive()
        os.kill(first, signal.SIGKILL)
        hanging.join()
    assert said == ["The feed made its reader break down."]


def test_links_of_a_page_are_found_apart():
    page = b'<link rel="alternate" type="application/rss+xml" href="/feed/"><a href="/ru/rss.xml">RSS</a>'
    assert feeds.linked(page, "https://news.example/") == [
        "https://news.example/feed/",
        "https://news.example/ru/rss.xml",
    ]


@pytest.mark.django_db
def test_a_page_that_cannot_be_searched_is_said_and_usual_places_are_tried(site, monkeypatch):
    site.pages["/"] = Page(b"<html><body>News</body></html>", headers={"Content-Type": "text/html"})
    site.pages["/rss"] = listed_on(site, "/a")
    asked = apart._pool.ask

    def without_links(request, body, what):
        if what == "page":
            raise Unreadable("The page made its reader break down.")
        return asked(request, body, what)

    monkeypatch.setattr(apart._pool, "ask", without_links)
    listed = feed(site, "/")
    assert "it was found at" in operators.try_now(listed).words
    assert "The page made its reader break down." in Attempt.objects.filter(succeeded=False).values_list(
        "words", flat=True
    )
    assert not Article.objects.exists()


def test_pages_and_feeds_have_children_of_their_own():
    assert extract.shared() not in apart._pool._readers
