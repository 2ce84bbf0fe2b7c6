"""Every request waits its turn and asks robots.txt first, also those that redirects lead to, whatever it is for."""

import re
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from itertools import pairwise

import httpcore
import pytest
from django.utils import timezone

from corridors.outbound import LIMITS, Answer, OutboundError
from news import identity, politeness
from news.models import Article, Attempt, Detour, Feed, Host, State
from news.services import feeds, fetching, polling
from news.turns import Busy
from tests.corridors.servers import Page, Site, closed_port, serve
from tests.factories import TESTER
from tests.news.worlds import feed, page, rss

pytestmark = pytest.mark.django_db
NOTHING = Page(b"User-agent: *\nDisallow: /\n")


@pytest.fixture
def other(site, settings):
    """A second host."""
    with serve() as running:
        settings.OUTBOUND_LOOPBACK = [site.address, running.address]
        yield running


@pytest.fixture
def clock(frozen, monkeypatch):
    """A clock that stands still unless somebody waits."""
    standing = frozen(datetime(2026, 5, 2, tzinfo=UTC))
    monkeypatch.setattr(time, "sleep", standing.shift)
    return standing


def article(site: Site, path: str = "/a") -> Article:
    url = site.url(path)
    return Article.objects.create(url=url, url_key=identity.key(url), found_at=timezone.now(), due_at=timezone.now())


def fetched(one: Article, *, patience: float = 0.5) -> Article:
    fetching.fetch(one.pk, patience=patience)
    one.refresh_from_db()
    return one


def ask(url: str, patience: float = 0.5) -> Answer:
    return politeness.get(url, limits=LIMITS["page"], patience=patience)


def keep_busy(site: Site, seconds: float = 300) -> None:
    """Nobody may ask the host for a while; its robots.txt is known."""
    free_at = timezone.now() + timedelta(seconds=seconds)
    Host.objects.update_or_create(
        name=site.address, defaults={"next_slot_at": free_at, "robots_at": timezone.now(), "robots": ""}
    )


def set_free(site: Site) -> None:
    Host.objects.filter(name=site.address).update(next_slot_at=timezone.now(), down_until=None)


def to(target: str, status: int = 302, **headers: str) -> Page:
    return Page(status=status, headers={"Location": target, **headers})


# Redirects.


def test_a_redirect_asks_the_other_hosts_robots_txt_and_takes_a_turn_there(site, other):
    site.pages["/a"] = to(other.url("/b"))
    other.pages["/b"] = page()
    assert fetched(article(site)).state == State.FETCHED
    assert site.asked == ["/robots.txt", "/a"]
    assert other.asked == ["/robots.txt", "/b"]
    assert set(Host.objects.values_list("name", flat=True)) == {site.address, other.address}
    assert Host.objects.filter(next_slot_at__gt=timezone.now() - timedelta(seconds=5), turn="").count() == 2


def test_a_redirect_within_a_host_keeps_the_distance_there(site, settings):
    settings.NEWS_HOST_SPACING = 0.2
    site.pages |= {"/a": to("/b"), "/b": page()}
    assert fetched(article(site), patience=5).state == State.FETCHED
    assert site.asked == ["/robots.txt", "/a", "/b"]
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(site.times))


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(site, other):
    site.pages |= {
        "/robots.txt": Page(b"User-agent: *\nDisallow: /private/\n"),
        "/a": to("/private/b"),
        "/c": to(other.url("/d")),
    }
    other.pages["/robots.txt"] = NOTHING
    for path, target in {"/a": site.url("/private/b"), "/c": other.url("/d")}.items():
        one = fetched(article(site, path))
        assert one.state == State.REFUSED
        assert one.outcome == f"It redirects to {target}. The site's robots.txt asks not to fetch this page."
        assert Attempt.objects.first().words == one.outcome
    assert site.asked == ["/robots.txt", "/a", "/c"]
    assert other.asked == ["/robots.txt"]


def test_a_redirect_to_a_busy_host_waits_there_without_asking_the_first_again(site, other):
    site.pages["/a"] = to(other.url("/b"), 301)
    other.pages["/b"] = page()
    keep_busy(other)
    one = fetched(article(site))
    assert (one.state, one.attempts) == (State.FOUND, 0)
    assert 290 < (one.due_at - timezone.now()).total_seconds() <= 300
    assert "may not be asked again for 300 seconds" in one.outcome
    assert fetched(one).state == State.FOUND
    assert not Attempt.objects.filter(purpose="page").exists()
    set_free(other)
    assert fetched(one).state == State.FETCHED
    assert one.final_url == other.url("/b")
    assert site.asked == ["/robots.txt", "/a"]
    assert other.asked == ["/b"]
    assert not Detour.objects.exists()


def test_a_feed_that_moved_to_a_busy_host_is_put_off_and_its_way_is_counted_once(site, other):
    site.pages["/feed.xml"] = to(other.url("/new.xml"), 301)
    other.pages["/new.xml"] = rss(other, "/a")
    keep_busy(other)
    listed = feed(site, etag='"1"')
    assert polling.poll(listed.pk) is None
    listed.refresh_from_db()
    assert listed.due_at > timezone.now() + timedelta(seconds=290)
    assert listed.failures == 0
    set_free(other)
    assert polling.poll(listed.pk).new == 1
    listed.refresh_from_db()
    assert (listed.moved_to, listed.moved_sightings) == (other.url("/new.xml"), 1)
    assert site.asked == ["/robots.txt", "/feed.xml"]
    assert other.log[-1][1]["if-none-match"] == '"1"'


def test_a_wall_that_wants_its_cookie_back_is_passed_also_after_waiting(site, settings):
    def wall(handler: BaseHTTPRequestHandler) -> None:
        if "seen=1" in handler.headers.get("Cookie", ""):
            handler.send_response(200)
            handler.send_header("Content-Length", "4")
            handler.end_headers()
            handler.wfile.write(b"open")
        else:
            handler.send_response(302)
            handler.send_header("Set-Cookie", "seen=1; Path=/")
            handler.send_header("Location", "/a")
            handler.end_headers()

    site.pages["/a"] = Page(raw=wall)
    keep_busy(site, 0)
    settings.NEWS_HOST_SPACING = 60.0
    with pytest.raises(Busy):
        ask(site.url("/a"))
    set_free(site)
    assert ask(site.url("/a")).body == b"open"
    assert site.asked == ["/a", "/a"]


def test_waiting_on_the_way_does_not_widen_the_budget_of_redirects(site, settings):
    for number in range(9):
        site.pages[f"/{number}"] = to(f"/{number + 1}")
    keep_busy(site, 0)
    settings.NEWS_HOST_SPACING = 60.0
    for _ in range(5):
        with pytest.raises(Busy):
            ask(site.url("/0"))
        set_free(site)
    with pytest.raises(OutboundError, match="more than 5 times"):
        ask(site.url("/0"))
    assert site.asked == ["/0", "/1", "/2", "/3", "/4", "/5"]
    assert not Detour.objects.exists()


def test_a_way_that_ends_in_trouble_begins_again_from_its_start(site, other):
    site.pages["/a"] = to(other.url("/b"))
    other.pages["/b"] = Page(raw=lambda handler: handler.wfile.write(b"no HTTP"))
    keep_busy(other)
    one = fetched(article(site))
    set_free(other)
    assert "not proper HTTP" in fetched(one).outcome
    assert one.attempts == 1
    other.pages["/b"] = page()
    assert fetched(one).state == State.FETCHED
    assert site.asked == ["/robots.txt", "/a", "/a"]


def test_a_way_of_yesterday_is_forgotten(site, other):
    site.pages |= {"/a": to(other.url("/b")), "/c": to(other.url("/d"))}
    keep_busy(other)
    one = fetched(article(site))
    Detour.objects.update(at=timezone.now() - timedelta(hours=25))
    assert fetched(one).state == State.FOUND
    assert site.asked == ["/robots.txt", "/a", "/a"]
    Detour.objects.update(at=timezone.now() - timedelta(hours=25))
    fetched(article(site, "/c"))
    assert Detour.objects.get().target == other.url("/d")


# robots.txt.


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Page(b"User-agent: *\nDisallow:\n"), ""),
        (Page(b"User-agent: Corridors\nDisallow:\n\nUser-agent: *\nDisallow: /\n"), ""),
        (Page(b"User-agent: OtherBot\nDisallow: /\n"), ""),
        (Page(b"User-agent: *\nDisallow: /\nAllow: /a$\n"), ""),
        (Page(b"<html>not a robots.txt at all</html>"), ""),
        (Page(b"\xff\xfe\x00 rubbish"), ""),
        (Page(b"", 404), ""),
        (Page(b"", 403), ""),
        (to("/robots.txt"), ""),
        (to("/moved/robots.txt"), "asks not to fetch"),
        (NOTHING, "asks not to fetch"),
        (Page(b"\xef\xbb\xbf" + NOTHING.body), "asks not to fetch"),
        (Page(NOTHING.body.decode().encode("utf-16")), "asks not to fetch"),
        (Page(b"User-agent: Corridors/1.0\nDisallow: /\n"), "asks not to fetch"),
        (Page(b"User-agent: corridor\nAllow: /\n\nUser-agent: Corridors\nDisallow: /a\n"), "asks not to fetch"),
        (Page(b"User-agent: corridors\nDisallow: /\n\nUser-agent: *\nDisallow:\n"), "asks not to fetch"),
        (Page(b"# filler\n" * 50_000 + b"User-agent: *\nDisallow: /a\n"), "asks not to fetch"),
        (Page(b"User-agent: *\nDisallow: /a\n" + b"# filler\n" * 500_000), "asks not to fetch"),
        (Page(b"User-agent: *\nDisallow: /b\n".ljust(511_988, b"#") + b"\nDisallow: /a/b"), ""),
        (Page(b"", 500), "could not be read (it answered 500)"),
        (Page(b"", 429), "could not be read (it answered 429)"),
        (Page(b"x", headers={"Content-Encoding": "br"}), "could not be reached"),
        (to("http://10.0.0.7/robots.txt"), "a private network"),
    ],
)
def test_what_robots_txt_says_is_what_is_done(site, answer, words):
    site.pages |= {"/robots.txt": answer, "/moved/robots.txt": NOTHING, "/a": page()}
    one = fetched(article(site), patience=2)
    assert words in one.outcome
    assert ("/a" in site.asked) == (words == "")
    assert Attempt.objects.filter(purpose="robots").count() == 1


def test_it_is_asked_again_after_a_day_and_its_delay_is_kept_to(site, clock):
    site.pages |= {"/robots.txt": Page(b"User-agent: *\nCrawl-delay: 50\n"), "/a": page(), "/b": page()}
    one, two = article(site), article(site, "/b")
    assert fetched(one).state == State.FOUND
    assert (one.due_at - timezone.now()).total_seconds() == pytest.approx(50, abs=1)
    assert one.attempts == 0
    clock.shift(51)
    assert fetched(one).state == State.FETCHED
    clock.shift(timedelta(hours=23))
    assert fetched(two).state == State.FETCHED
    clock.shift(timedelta(hours=2))
    with suppress(Busy):
        ask(site.url("/a"))
    assert site.asked == ["/robots.txt", "/a", "/b", "/robots.txt"]


def test_while_it_cannot_be_read_work_waits_with_the_reason_and_nothing_is_asked(site, clock):
    site.pages["/robots.txt"] = Page(b"", 500)
    first, second, listed = article(site), article(site, "/b"), feed(site)
    assert fetched(first).attempts == 1
    assert fetched(second).attempts == 0
    assert polling.poll(listed.pk) is None
    listed.refresh_from_db()
    for one in (second, listed):
        assert one.due_at == timezone.now() + timedelta(minutes=10)
    assert "could not be read (it answered 500)" in second.outcome
    clock.shift(601)
    site.pages |= {"/robots.txt": Page(b"", 404), "/b": page()}
    assert fetched(second).state == State.FETCHED
    assert site.asked == ["/robots.txt", "/robots.txt", "/b"]


def test_it_speaks_for_feeds_and_sitemaps_alike(site):
    site.pages["/robots.txt"] = NOTHING
    for listed in (feed(site), feed(site, "/map.xml", kind="sitemap")):
        found = polling.poll(listed.pk)
        listed.refresh_from_db()
        assert found.words == Attempt.objects.first().words == "The site's robots.txt asks not to fetch this page."
        assert Attempt.objects.first().code == "robots"
        assert (listed.failures, listed.active) == (1, True)
    assert site.asked == ["/robots.txt"]


SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def index(site: Site, child: str) -> Page:
    return Page(f'<sitemapindex xmlns="{SITEMAP}"><sitemap><loc>{child}</loc></sitemap></sitemapindex>'.encode())


def test_it_speaks_for_the_sitemap_an_index_lists(site, other):
    site.pages["/index.xml"] = index(site, other.url("/map.xml"))
    other.pages["/robots.txt"] = NOTHING
    listed = feed(site, "/index.xml")
    assert polling.poll(listed.pk).succeeded
    assert polling.poll(listed.pk).words == "The site's robots.txt asks not to fetch this page."
    assert other.asked == ["/robots.txt"]


def test_a_listed_sitemap_on_a_busy_host_is_not_asked(site, other):
    site.pages["/index.xml"] = index(site, other.url("/map.xml"))
    keep_busy(other)
    listed = feed(site, "/index.xml")
    assert polling.poll(listed.pk).succeeded
    assert polling.poll(listed.pk, patience=0.0) is None
    assert other.asked == []


@pytest.mark.parametrize("target", ["http://10.0.0.1/robots.txt", "ftp://news.example/robots.txt"])
def test_a_robots_txt_that_leads_inside_is_named_and_its_pages_wait(site, target):
    site.pages |= {"/robots.txt": to(target), "/a": page()}
    waiting = article(site)
    assert fetching.fetch(waiting.pk) == State.FOUND
    waiting.refresh_from_db()
    assert waiting.outcome.startswith("The site's robots.txt could not be reached, so nothing is fetched now.")
    assert waiting.due_at > timezone.now()
    assert Attempt.objects.get(purpose="robots").words in waiting.outcome
    assert "/a" not in site.asked


@pytest.mark.parametrize("target", ["javascript:1", "http://xn--zzzz.example/", "http://" + "a" * 64 + ".example/"])
def test_a_page_that_leads_to_no_address_is_given_up_at_once(site, target):
    site.pages["/a"] = to(target)
    led = article(site)
    assert fetching.fetch(led.pk) == State.FAILED
    led.refresh_from_db()
    assert f"redirects to {target[:40]}" in led.outcome
    assert site.asked.count("/a") == 1


def test_it_speaks_for_the_places_where_a_feed_is_looked_for(site):
    site.pages |= {
        "/robots.txt": Page(b"User-agent: *\nDisallow: /rss\nDisallow: /hidden/\n"),
        "/": Page(b'<html><head><link rel="alternate" type="application/rss+xml" href="/hidden/feed"></head></html>'),
        "/hidden/feed": rss(site, "/a"),
        "/feed/": rss(site, "/a"),
    }
    words = feeds.switch_on(TESTER, feed(site, "/", enabled_by_curator=False)).words
    assert f"it was found at {site.url('/feed/')}" in words
    assert site.asked == ["/robots.txt", "/", "/feed/"]
    assert Attempt.objects.filter(code="robots").count() == 2


def test_a_search_that_has_to_wait_concludes_nothing(site, settings):
    settings.NEWS_HOST_SPACING = 60.0
    keep_busy(site, 0)
    site.pages["/"] = page()
    listed = feed(site, "/", enabled_by_curator=False)
    words = feeds.switch_on(TESTER, listed, patience=0.0).words
    assert re.search(r"may not be asked again for (60|[1-5]\d) seconds", words)  # on a slow machine
    listed.refresh_from_db()
    assert listed.active
    assert site.asked == ["/"]


# A host in trouble, whatever it was asked for.


def by_feed(site: Site) -> None:
    polling.poll(feed(site, "/asked").pk)


def by_page(site: Site) -> None:
    fetching.fetch(article(site, "/asked").pk)


def by_search(site: Site) -> None:
    feeds.try_now(feed(site, "/asked"), patience=0.0)


def by_listed_sitemap(site: Site) -> None:
    site.pages["/index.xml"] = index(site, site.url("/asked"))
    listed = feed(site, "/index.xml")
    polling.poll(listed.pk)
    polling.poll(listed.pk)


def by_redirect(site: Site) -> None:
    site.pages["/a"] = to("/asked")
    fetching.fetch(article(site).pk)


@pytest.mark.parametrize("asking", [by_feed, by_page, by_search, by_listed_sitemap, by_redirect])
def test_too_many_requests_rest_the_whole_host(site, asking):
    site.pages["/asked"] = Page(b"", 429, {"Retry-After": "300"})
    asking(site)
    host = Host.objects.get()
    assert 290 < (host.next_slot_at - timezone.now()).total_seconds() <= 300
    assert host.penalty == 30
    asked = len(site.asked)
    assert fetched(article(site, "/b")).state == State.FOUND
    assert polling.poll(feed(site, "/b").pk) is None
    assert len(site.asked) == asked


def breaks_off(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(429)
    handler.send_header("Retry-After", "300")
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"Too many")


@pytest.mark.parametrize(
    "answer",
    [
        Page(raw=breaks_off),
        Page(b"x", 429, {"Retry-After": "300", "Content-Encoding": "br"}),
        Page(b"x", 503, {"Retry-After": "300", "Content-Length": "2000000000"}),
    ],
)
def test_a_host_that_asks_for_rest_gets_it_also_where_the_rest_of_its_answer_cannot_be_read(site, answer):
    site.pages["/a"] = answer
    fetched(article(site))
    assert 290 < (Host.objects.get().next_slot_at - timezone.now()).total_seconds() <= 300


def test_robots_txt_can_ask_for_rest_too(site):
    site.pages["/robots.txt"] = Page(b"", 429, {"Retry-After": "1200"})
    fetched(article(site))
    assert (Host.objects.get().next_slot_at - timezone.now()).total_seconds() > 1190


@pytest.fixture
def connects(monkeypatch):
    """The moments at which a connection was tried."""
    moments: list[datetime] = []
    dial = httpcore.SyncBackend.connect_tcp

    def counted(*args, **kwargs):
        moments.append(timezone.now())
        return dial(*args, **kwargs)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", counted)
    return moments


@pytest.mark.parametrize("status", [500, 503])
def test_a_site_in_trouble_for_some_hours_loses_no_page(site, clock, status):
    site.pages |= {"/robots.txt": Page(b"", 404), "/a": Page(b"", status)}
    one = article(site)
    begun = timezone.now()
    while one.state == State.FOUND:
        clock.shift(max(timedelta(0), one.due_at - timezone.now()))
        if timezone.now() - begun > timedelta(hours=5):
            site.pages["/a"] = page()
        fetched(one)
    assert one.state == State.FETCHED
    assert site.asked.count("/a") <= fetching.MOST_ATTEMPTS


@pytest.mark.parametrize("robots_known", [False, True])
def test_a_host_that_is_down_sees_one_connect_in_ten_minutes(db, settings, clock, connects, robots_known):
    begun = timezone.now()
    down = Site(closed_port())
    settings.OUTBOUND_LOOPBACK = [down.address]
    settings.NEWS_HOST_SPACING = 5.0
    if robots_known:
        keep_busy(down, 0)
    listed = [feed(down, f"/{number}.xml") for number in range(2)]
    pages = [article(down, f"/{number}") for number in range(3)]
    for _minute in range(35):
        for one in listed:
            polling.poll(one.pk, patience=0.0)
        for one in pages:
            fetching.fetch(one.pk, patience=0.0)
        with suppress(Busy, OutboundError):
            ask(down.url("/pasted"), patience=0.0)
        clock.shift(60)
    assert connects == [begun + timedelta(minutes=number) for number in (0, 10, 20, 30)]
    assert sum(one.attempts for one in Article.objects.all()) + Feed.objects.filter(failures__gt=0).count() > 0
    assert all(one.due_at for one in [*Feed.objects.all(), *Article.objects.all()])
