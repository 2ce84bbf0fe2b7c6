"""Bad addresses and bad bodies, through the steps of the intake: nothing is read too far, and the log says why."""

import gzip
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest
from django.utils import timezone

from corridors.outbound import LIMITS, transport
from news import identity
from news.models import Article, Attempt, State
from news.services import fetching, polling
from tests.corridors.servers import Page, Site
from tests.news.worlds import feed, rss

pytestmark = pytest.mark.django_db

INSIDE = {
    "http://127.0.0.1/": "this machine itself",
    "http://10.0.0.7/": "a private network",
    "http://192.168.1.1/": "a private network",
    "http://169.254.169.254/latest/meta-data": "metadata",
    "http://100.64.0.1/": "a carrier's private network",
    "http://2130706433/": "this machine itself",
    "http://0x7f000001/": "this machine itself",
    "http://127.1/": "this machine itself",
    "http://[::1]/": "this machine itself",
    "http://[::ffff:127.0.0.1]/": "this machine itself",
    "http://[::ffff:10.0.0.1]/": "a private network",
    "http://[64:ff9b::7f00:1]/": "this machine itself",
    "http://[64:ff9b::a9fe:a9fe]/": "metadata",
    "http://[2002:7f00:1::]/": "this machine itself",
    "http://[fd00::1]/": "a private network",
    "http://127.0.0.1:22/": "Only the ports 80 and 443",
}


def given_up(url: str) -> str:
    """Fetch an article that is expected to be given up at once; why, in words."""
    article = Article.objects.create(url=url, url_key=identity.key(url), found_at=timezone.now(), due_at=timezone.now())
    assert fetching.fetch(article.pk) == State.FAILED
    article.refresh_from_db()
    assert article.attempts == 1
    logged = Attempt.objects.filter(purpose="page", article=article).get()
    assert (logged.words, logged.succeeded) == (article.outcome, False)
    return logged.words


def not_read(site: Site, path: str = "/feed.xml", **values) -> str:
    """Poll a feed that is expected to fail; why, in words."""
    listed = feed(site, path, **values)
    found = polling.poll(listed.pk)
    listed.refresh_from_db()
    assert listed.failures > 0
    logged = Attempt.objects.filter(purpose="feed", feed=listed).get()
    assert (logged.words, logged.succeeded) == (found.words, False)
    return logged.words


@pytest.mark.parametrize(("url", "words"), INSIDE.items())
def test_an_address_inside_is_never_fetched_and_the_log_says_why(site, url, words):
    assert words in given_up(url)
    assert words in not_read(site, "/feed.xml", url=url)
    assert site.asked == []


@pytest.mark.parametrize(("url", "words"), INSIDE.items())
def test_a_redirect_inside_is_not_followed_and_the_log_says_why(site, url, words):
    site.pages |= {path: Page(status=302, headers={"Location": url}) for path in ("/a", "/feed.xml")}
    assert words in given_up(site.url("/a"))
    assert words in not_read(site)
    assert site.asked == ["/robots.txt", "/a", "/feed.xml"]


def test_a_name_whose_address_changes_between_two_requests_is_checked_each_time(site, settings, monkeypatch):
    """Its robots.txt came from an address that is allowed; the page would come from inside."""
    name = f"rebinding.example:{site.port}"
    settings.OUTBOUND_LOOPBACK = [name]
    found = iter(["127.0.0.1", "10.0.0.1"])
    ask = transport.socket.getaddrinfo

    def resolve(host, port, *args, **kwargs):
        return ask(next(found) if host == "rebinding.example" else host, port, *args, **kwargs)

    monkeypatch.setattr(transport.socket, "getaddrinfo", resolve)
    assert "which is a private network" in given_up(f"http://{name}/a")
    assert site.asked == ["/robots.txt"]


def test_a_redirect_loop_is_given_up_in_words(site):
    site.pages |= {
        "/a": Page(status=302, headers={"Location": "/b"}),
        "/b": Page(status=302, headers={"Location": "/a"}),
        "/feed.xml": Page(status=302, headers={"Location": "/feed.xml"}),
    }
    assert "go round in a circle" in given_up(site.url("/a"))
    assert "go round in a circle" in not_read(site)


def test_a_chain_of_redirects_ends_after_five(site):
    for number in range(9):
        site.pages[f"/{number}"] = Page(status=302, headers={"Location": f"/{number + 1}"})
    assert "redirects more than 5 times" in given_up(site.url("/0"))
    assert site.asked == ["/robots.txt", "/0", "/1", "/2", "/3", "/4", "/5"]


def test_a_compression_bomb_is_given_up_in_words(site):
    bomb = Page(gzip.compress(b"\0" * 11_000_000), headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})
    site.pages |= {"/a": bomb, "/feed.xml": bomb}
    assert "larger than 5 MB once decompressed" in given_up(site.url("/a"))
    assert "larger than 10 MB once decompressed" in not_read(site)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65536)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x")
        handler.wfile.flush()
        threading.Event().wait(0.02)


def test_a_body_without_an_end_is_cut_off_in_words(site):
    site.pages |= {"/a": Page(raw=endless), "/feed.xml": Page(raw=endless)}
    assert "larger than 5 MB" in given_up(site.url("/a"))
    assert "larger than 10 MB" in not_read(site)


def test_a_body_that_drips_ends_with_the_time_allowed_and_is_tried_again(site, monkeypatch):
    for name in ("page", "feed"):
        monkeypatch.setitem(LIMITS, name, replace(LIMITS[name], total=0.3))
    site.pages |= {"/a": Page(raw=dripping), "/feed.xml": Page(raw=dripping)}
    url = site.url("/a")
    article = Article.objects.create(url=url, url_key=identity.key(url), found_at=timezone.now())
    assert fetching.fetch(article.pk) == State.FOUND
    article.refresh_from_db()
    assert "after 0.3 seconds" in article.outcome
    assert Attempt.objects.filter(purpose="page").get().words == article.outcome
    assert article.due_at > timezone.now()
    assert "after 0.3 seconds" in not_read(site)


def test_a_feed_of_five_megabytes_is_read_and_one_of_eleven_is_not(site):
    filler = b"<!-- " + b"x" * 1000 + b" -->"
    small = rss(site, "/a", "/b")
    site.pages["/feed.xml"] = Page(
        small.body.replace(b"<channel>", b"<channel>" + filler * 5000), headers=small.headers
    )
    found = polling.poll(feed(site).pk)
    assert (found.succeeded, found.new) == (True, 2)
    assert Attempt.objects.filter(purpose="feed").get().size > 5_000_000
    site.pages["/big.xml"] = Page(small.body + filler * 11_000, headers=small.headers)
    assert "announces 11.1 MB; at most 10 MB are read" in not_read(site, "/big.xml")
