"""Feeds are polled politely: conditionally, at their own pace, with failures weighed and every attempt written down."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from news import attempts, schedule, turns
from news.models import Article, Attempt, Feed, Host
from news.services import polling
from tests.corridors.servers import Page
from tests.news.worlds import feed, rss

pytestmark = pytest.mark.django_db


def again(listed: Feed) -> polling.Polled | None:
    Feed.objects.filter(pk=listed.pk).update(due_at=timezone.now())
    Host.objects.update(next_slot_at=timezone.now(), robots_at=timezone.now(), down_until=None)
    return polling.poll(listed.pk)


def test_the_second_poll_is_conditional_with_both_validators_verbatim(site):
    site.pages["/feed.xml"] = rss(site, "/a", ETag='W/"x-1"', Last_Modified="Fri, 01 May 2026 10:00:00 GMT")
    listed = feed(site)
    polling.poll(listed.pk)
    site.pages["/feed.xml"] = Page(status=304)
    found = again(listed)
    sent = site.log[-1][1]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('W/"x-1"', "Fri, 01 May 2026 10:00:00 GMT")
    assert (found.succeeded, found.words) == (True, "Unchanged since the last time.")


def test_a_broken_body_never_becomes_unchanged(site):
    site.pages["/feed.xml"] = Page(b"Service unavailable", headers={"ETag": '"broken"'})
    listed = feed(site)
    found = polling.poll(listed.pk)
    assert found.words == "This is not XML: no element was found in it."
    site.pages["/feed.xml"] = rss(site, "/a")
    assert again(listed).new == 1
    assert "if-none-match" not in site.log[-1][1]


def test_the_same_bytes_again_are_no_work(site):
    site.pages["/feed.xml"] = rss(site, "/a")
    listed = feed(site)
    polling.poll(listed.pk)
    Article.objects.all().delete()
    assert again(listed).words == "Unchanged since the last time."
    assert not Article.objects.exists()
    listed.refresh_from_db()
    assert listed.body_hash == hashlib.sha256(site.pages["/feed.xml"].body).hexdigest()


def test_now_and_then_the_whole_is_asked_for(site):
    site.pages["/feed.xml"] = rss(site, "/a", ETag='"1"')
    listed = feed(site)
    polling.poll(listed.pk)
    Feed.objects.update(conditional_polls=polling.WHOLE_EVERY)
    again(listed)
    assert "if-none-match" not in site.log[-1][1]
    again(listed)
    assert "if-none-match" in site.log[-1][1]


def test_a_slow_feed_is_asked_for_in_whole_every_week_or_so(site):
    site.pages["/feed.xml"] = rss(site, "/a", ETag='"1"')
    listed = feed(site)
    polling.poll(listed.pk)
    Feed.objects.update(conditional_polls=6, interval=timedelta(hours=24))
    again(listed)
    assert "if-none-match" in site.log[-1][1]
    Feed.objects.update(conditional_polls=7, interval=timedelta(hours=24))
    again(listed)
    assert "if-none-match" not in site.log[-1][1]


def test_a_feed_long_dead_is_asked_once_a_month_and_never_switched_off(site):
    listed = feed(site, failures=40)
    polling.poll(listed.pk)
    listed.refresh_from_db()
    assert listed.due_at - timezone.now() > timedelta(days=29)
    assert (listed.enabled_by_curator, listed.off_by_system) == (True, "")


@pytest.mark.parametrize(
    ("headers", "hours"),
    [
        ({"expires": "Sat, 02 May 2026 05:00:00 GMT"}, 5),
        ({"expires": "Sat, 09 May 2026 05:00:00 GMT"}, 24),
        ({"expires": "Sat, 02 May 2026 05:00:00 GMT", "cache-control": "public, max-age=7200"}, 2),
        ({"expires": "Sat, 02 May 2026 05:00:00 GMT", "cache-control": "no-cache"}, 0),
        ({"expires": "3600"}, 0),
        ({"expires": "-1"}, 0),
        ({"expires": "soon"}, 0),
        ({}, 0),
    ],
)
def test_how_long_a_feed_stays_fresh_by_its_headers(headers, hours):
    assert schedule.fresh_for(headers, datetime(2026, 5, 2, tzinfo=UTC)) == timedelta(hours=hours)


def test_a_publishers_wish_is_honoured(site):
    body = rss(site, "/a").body.replace(b"<channel>", b"<channel><ttl>720</ttl>")
    site.pages["/feed.xml"] = Page(body)
    listed = feed(site)
    polling.poll(listed.pk)
    listed.refresh_from_db()
    assert listed.due_at - timezone.now() > timedelta(hours=11)


@pytest.mark.parametrize(
    ("answer", "weight", "words"),
    [
        (Page(b"", 404), 0.5, "The server answered 404"),
        (Page(b"", 500), 0.5, "The server answered 500"),
        (Page(b"", 403), 1.0, "The server answered 403"),
        (Page(b"<html><body>Maintenance</body></html>"), 1.0, "This is a web page, not a feed."),
        (Page(b"", 302, {"Location": "/feed.xml"}), 1.0, "go round in a circle"),
        (Page(b"x", headers={"Content-Length": "2000000000"}), 1.0, "announces 2 GB; at most 10 MB"),
        (Page(b"", 302, {"Location": "http://192.168.0.1/"}), 1.0, "a private network"),
        (Page(b"no gzip at all", headers={"Content-Encoding": "gzip"}), 0.5, "damaged"),
    ],
)
def test_a_failure_is_weighed_and_said_in_words(site, answer, weight, words):
    site.pages["/feed.xml"] = answer
    listed = feed(site)
    found = polling.poll(listed.pk)
    listed.refresh_from_db()
    assert words in found.words
    assert listed.failures == weight
    assert listed.due_at > timezone.now()
    assert words in Attempt.objects.get(purpose="feed").words
    assert listed.active


def test_a_success_forgives_all_failures(site):
    site.pages["/feed.xml"] = rss(site, "/a")
    listed = feed(site, failures=12.5)
    polling.poll(listed.pk)
    listed.refresh_from_db()
    assert listed.failures == 0


def test_two_feeds_that_fail_together_do_not_return_together(site, monkeypatch):
    chances = iter([0.1, 0.9])
    monkeypatch.setattr(polling.random, "random", lambda: next(chances))
    listed = [feed(site, f"/{number}.xml") for number in range(2)]
    for one in listed:
        polling.poll(one.pk)
        one.refresh_from_db()
    assert listed[1].due_at - listed[0].due_at > timedelta(minutes=5)


def test_a_feed_gone_for_good_is_off_with_the_reason(site):
    site.pages["/feed.xml"] = Page(b"", 410)
    listed = feed(site)
    polling.poll(listed.pk)
    listed.refresh_from_db()
    assert listed.off_by_system == "The server says that this feed is gone for good (410)."
    assert polling.poll(listed.pk) is None


def test_a_feed_that_is_off_is_not_asked(site):
    assert polling.poll(feed(site, enabled_by_curator=False).pk) is None
    assert site.asked == []


def test_a_permanent_move_is_adopted_after_five_sightings_over_three_days(site, frozen, monkeypatch):
    site.pages |= {"/feed.xml": Page(b"", 301, {"Location": "/new.xml"}), "/new.xml": rss(site, "/a")}
    listed = feed(site)
    clock = frozen(datetime(2026, 5, 2, tzinfo=UTC))
    monkeypatch.setattr(turns.time, "sleep", clock.shift)
    for _ in range(4):
        again(listed)
        listed.refresh_from_db()
        assert listed.url == site.url("/feed.xml")
        clock.shift(timedelta(hours=20))
    again(listed)
    listed.refresh_from_db()
    assert listed.url == site.url("/new.xml")
    assert "has moved for good" in Attempt.objects.filter(code="moved").get().words


def test_a_passing_redirect_is_never_adopted(site, frozen, monkeypatch):
    site.pages |= {"/feed.xml": Page(b"", 302, {"Location": "/new.xml"}), "/new.xml": rss(site, "/a")}
    listed = feed(site)
    clock = frozen(datetime(2026, 5, 2, tzinfo=UTC))
    monkeypatch.setattr(turns.time, "sleep", clock.shift)
    for _ in range(8):
        assert again(listed).succeeded
        clock.shift(timedelta(hours=20))
    listed.refresh_from_db()
    assert (listed.url, listed.moved_sightings) == (site.url("/feed.xml"), 0)


def test_what_an_attempt_saw_is_counted(site):
    site.pages["/feed.xml"] = rss(site, "/a", "/b")
    polling.poll(feed(site).pk)
    attempt = Attempt.objects.get(purpose="feed")
    assert (attempt.seen, attempt.new, attempt.status, attempt.succeeded) == (2, 2, 200, True)
    assert attempt.words == "2 items, 2 of them new."
    assert attempt.size == len(site.pages["/feed.xml"].body)


def test_old_attempts_are_forgotten(site):
    polling.poll(feed(site).pk)
    Attempt.objects.filter(purpose="robots").update(at=timezone.now() - timedelta(days=31))
    assert attempts.prune() == 1
    assert Attempt.objects.get().purpose == "feed"


def sitemap(entries: str, root: str = "urlset") -> Page:
    return Page(f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</{root}>'.encode())


def test_the_newest_sitemap_of_an_index_is_read(site):
    site.pages |= {
        "/feed.xml": sitemap(
            "<sitemap><loc>/old.xml</loc><lastmod>2025-01-01</lastmod></sitemap>"
            "<sitemap><loc>/new.xml</loc><lastmod>2026-05-01</lastmod></sitemap>",
            "sitemapindex",
        ),
        "/new.xml": sitemap(f"<url><loc>{site.url('/a')}</loc></url>"),
    }
    found = polling.poll(feed(site).pk)
    assert (found.seen, found.new) == (1, 1)
    assert f"read from {site.url('/new.xml')}" in found.words
    assert Feed.objects.get().kind == "sitemap index"
