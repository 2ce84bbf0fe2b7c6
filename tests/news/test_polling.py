"""Feeds are polled politely: conditionally, at their own pace, with failures weighed and every attempt written down."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from news import attempts, rounds, schedule, turns
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


def test_unchanged_is_not_believed_of_a_feed_that_was_never_read(site):
    site.pages["/feed.xml"] = Page(status=304)
    listed = feed(site)
    found = polling.poll(listed.pk)
    listed.refresh_from_db()
    assert (found.succeeded, found.words) == (
        False,
        "The server answered 304 (unchanged) for what it has never given out.",
    )
    assert (listed.failures, listed.succeeded_at) == (1.0, None)
    assert Attempt.objects.get(purpose="feed").words == found.words


def test_unchanged_is_no_answer_to_a_question_for_the_whole(site):
    """A server that says so to every question would keep all its news to itself, and nobody would see it."""
    site.pages["/feed.xml"] = rss(site, "/a", ETag='"1"')
    listed = feed(site)
    polling.poll(listed.pk)
    site.pages["/feed.xml"] = Page(status=304)
    assert again(listed).succeeded
    Feed.objects.update(conditional_polls=polling.WHOLE_EVERY)
    found = again(listed)
    assert (found.succeeded, found.words) == (
        False,
        "The server answered 304 (unchanged) although it was asked for the whole.",
    )
    site.pages["/feed.xml"] = rss(site, "/a", "/b", ETag='"2"')
    assert again(listed).new == 1


@pytest.mark.parametrize("kind", ["a feed", "a sitemap of an index"])
def test_the_same_bytes_under_another_validator_are_known_by_it(site, kind):
    body = f"<urlset><url><loc>{site.url('/a')}</loc></url></urlset>".encode()
    site.pages["/map.xml"] = Page(body, headers={"ETag": '"1"'})
    site.pages["/index.xml"] = sitemap("<sitemap><loc>/map.xml</loc></sitemap>", "sitemapindex")
    listed = feed(site, "/map.xml" if kind == "a feed" else "/index.xml")

    def asked_for_it() -> dict[str, str]:
        again(listed)
        if kind != "a feed":
            again(listed)
        assert site.log[-1][0] == "/map.xml"
        return site.log[-1][1]

    assert "if-none-match" not in asked_for_it()
    site.pages["/map.xml"] = Page(body, headers={"ETag": '"2"', "Last-Modified": "Fri, 01 May 2026 10:00:00 GMT"})
    assert asked_for_it()["if-none-match"] == '"1"'
    sent = asked_for_it()
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"2"', "Fri, 01 May 2026 10:00:00 GMT")


@pytest.mark.parametrize("kind", ["a feed", "a sitemap"])
def test_what_was_lost_of_a_feed_that_broke_off_is_asked_for_again(site, kind):
    """Its validators are those of the whole feed: sent back, they would say that nothing has changed."""
    whole = rss(site, "/a", "/b")
    if kind == "a sitemap":
        urls = "".join(f"<url><loc>{site.url(path)}</loc></url>" for path in ("/a", "/b"))
        whole = Page(f"<urlset>{urls}</urlset>".encode())
    tagged = {"ETag": '"whole"', "Last-Modified": "Fri, 01 May 2026 10:00:00 GMT"}
    half = whole.body[: whole.body.index(b"/b") - 40]
    site.pages["/feed.xml"] = Page(half, headers=tagged)
    listed = feed(site)
    assert polling.poll(listed.pk).new == 1
    assert "breaks off" in Attempt.objects.get(purpose="feed").words
    assert again(listed).words == "Unchanged since the last time."
    assert not {"if-none-match", "if-modified-since"} & site.log[-1][1].keys()
    site.pages["/feed.xml"] = Page(whole.body, headers=tagged)
    assert again(listed).new == 1
    again(listed)
    assert site.log[-1][1]["if-none-match"] == '"whole"'


def test_a_moment_out_of_this_world_in_a_header_is_no_failure(site):
    odd = "Fri, 01 May 2026 10:00:00 +99999999999999"
    site.pages["/feed.xml"] = rss(site, "/a", Expires=odd)
    assert polling.poll(feed(site).pk).new == 1
    site.pages["/busy.xml"] = Page(b"", 503, {"Retry-After": odd})
    assert polling.poll(feed(site, "/busy.xml").pk).words == "The server answered 503, so there is no feed to read."
    assert Host.objects.get().turn == ""


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


@pytest.mark.parametrize("unchanged", [Page(status=304), None])
def test_a_publishers_wish_is_honoured_while_nothing_changes(site, unchanged):
    body = rss(site, "/a").body.replace(b"<channel>", b"<channel><ttl>720</ttl>")
    site.pages["/feed.xml"] = Page(body, headers={"ETag": '"1"'})
    listed = feed(site)
    polling.poll(listed.pk)
    site.pages["/feed.xml"] = unchanged or site.pages["/feed.xml"]
    for _ in range(3):
        assert again(listed).words == "Unchanged since the last time."
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


@pytest.mark.parametrize("is_on", [True, False])
def test_a_feed_that_moves_to_where_another_is_polled_is_not_polled_twice(site, frozen, monkeypatch, is_on):
    site.pages |= {"/feed.xml": Page(b"", 301, {"Location": "/new.xml"}), "/new.xml": rss(site, "/a")}
    listed = feed(site)
    feed(site, "/new.xml", enabled_by_curator=is_on)
    clock = frozen(datetime(2026, 5, 2, tzinfo=UTC))
    monkeypatch.setattr(turns.time, "sleep", clock.shift)
    for _ in range(5):
        assert again(listed).succeeded
        clock.shift(timedelta(hours=20))
    listed.refresh_from_db()
    told = f"It is listed already where it has moved for good: {site.url('/new.xml')}"
    assert (listed.off_by_system, listed.due_at is None) == ((told, True) if is_on else ("", False))
    assert listed.url == site.url("/feed.xml")


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


def index(*children: str) -> Page:
    return sitemap("".join(f"<sitemap><loc>{child}</loc></sitemap>" for child in children), "sitemapindex")


def pages(site, *paths: str, **headers: str) -> Page:
    made = sitemap("".join(f"<url><loc>{site.url(path)}</loc></url>" for path in paths))
    return Page(made.body, headers=headers)


def a_round(listed: Feed) -> list[str]:
    """What the polls of one round through an index said."""
    told = [again(listed).words]
    while any(one["waits"] for one in Feed.objects.get(pk=listed.pk).sitemaps):
        told.append(again(listed).words)
    return told


def test_the_sitemaps_of_an_index_are_read_the_newest_first(site):
    site.pages |= {
        "/feed.xml": sitemap(
            "<sitemap><loc>/old.xml</loc><lastmod>2025-01-01</lastmod></sitemap>"
            "<sitemap><loc>/new.xml</loc><lastmod>2026-05-01</lastmod></sitemap>",
            "sitemapindex",
        ),
        "/new.xml": pages(site, "/a"),
        "/old.xml": pages(site, "/b", "/c"),
    }
    listed = feed(site)
    assert a_round(listed) == [
        "An index of sitemaps: 2; of its sitemaps the first 2 are asked next.",
        "Sitemap 1 of 2; 1 item, 1 of them new.",
        "Sitemap 2 of 2; 2 items, 2 of them new.",
    ]
    assert site.asked == ["/robots.txt", "/feed.xml", "/new.xml", "/old.xml"]
    listed.refresh_from_db()
    assert listed.kind == "sitemap index"
    logged = list(Attempt.objects.filter(purpose="feed").order_by("pk").values_list("url", "feed", "seen", "new"))
    assert logged[1:] == [(site.url("/new.xml"), listed.pk, 1, 1), (site.url("/old.xml"), listed.pk, 2, 2)]


@pytest.mark.parametrize("unchanged", [None, Page(status=304)])
def test_an_index_that_says_nothing_of_change_hides_no_news(site, unchanged):
    site.pages |= {"/feed.xml": index("/one.xml", "/two.xml"), "/one.xml": pages(site, "/a"), "/two.xml": pages(site)}
    listed = feed(site)
    a_round(listed)
    site.pages["/feed.xml"] = unchanged or site.pages["/feed.xml"]
    site.pages["/two.xml"] = pages(site, "/b")
    assert a_round(listed) == [
        "Unchanged since the last time; of its sitemaps the first 2 are asked next.",
        "Sitemap 1 of 2; unchanged since the last time.",
        "Sitemap 2 of 2; 1 item, 1 of them new.",
    ]
    assert Article.objects.count() == 2


def test_each_sitemap_of_an_index_has_validators_of_its_own(site):
    site.pages |= {
        "/feed.xml": index("/one.xml", "/two.xml"),
        "/one.xml": pages(site, "/a", ETag='"one"'),
        "/two.xml": pages(site, "/b", ETag='"two"'),
    }
    listed = feed(site)
    a_round(listed)
    a_round(listed)
    assert [(path, sent.get("if-none-match")) for path, sent in site.log[-2:]] == [
        ("/one.xml", '"one"'),
        ("/two.xml", '"two"'),
    ]
    Feed.objects.update(conditional_polls=polling.WHOLE_EVERY)
    a_round(listed)
    assert all("if-none-match" not in sent for _path, sent in site.log[-3:])


def test_of_a_large_index_no_more_sitemaps_are_read_than_allowed(site):
    site.pages["/feed.xml"] = index(*(f"/{number}.xml" for number in range(40)))
    site.pages |= {f"/{number}.xml": pages(site, f"/{number}") for number in range(40)}
    listed = feed(site)
    assert a_round(listed)[0] == "An index of sitemaps: 40; of its sitemaps the first 5 are asked next."
    assert site.asked[2:] == [f"/{number}.xml" for number in range(rounds.MOST_SITEMAPS)]


def test_a_long_crawl_delay_slows_an_index_and_is_no_failure(site):
    site.pages |= {
        "/robots.txt": Page(b"User-agent: *\nCrawl-delay: 40\n"),
        "/feed.xml": index("/one.xml"),
        "/one.xml": pages(site, "/a"),
    }
    listed = feed(site)
    assert polling.poll(listed.pk) is None
    Host.objects.update(next_slot_at=timezone.now())
    assert polling.poll(listed.pk).succeeded
    assert polling.poll(listed.pk) is None
    listed.refresh_from_db()
    assert (listed.failures, listed.lease) == (0, "")
    assert timedelta(seconds=30) < listed.due_at - timezone.now() < timedelta(seconds=60)
    Host.objects.update(next_slot_at=timezone.now())
    assert polling.poll(listed.pk).new == 1


@pytest.mark.parametrize(("answer", "weight"), [(Page(b"", 429, {"Retry-After": "7200"}), 0.5), (Page(b"", 403), 1.0)])
def test_a_sitemap_that_fails_is_weighed_by_its_own_answer_and_holds_up_no_other(site, answer, weight):
    site.pages |= {"/feed.xml": index("/bad.xml", "/good.xml"), "/bad.xml": answer, "/good.xml": pages(site, "/a")}
    listed = feed(site)
    again(listed)
    assert f"The server answered {answer.status}" in again(listed).words
    listed.refresh_from_db()
    assert listed.failures == weight
    assert listed.due_at <= timezone.now()
    assert again(listed).new == 1
    listed.refresh_from_db()
    assert listed.failures == 0
    assert a_round(listed)[1] == f"The server answered {answer.status}, so there is no feed to read."


def test_an_index_whose_only_sitemap_fails_is_asked_ever_more_slowly(site):
    site.pages |= {"/feed.xml": index("/bad.xml"), "/bad.xml": Page(b"", 410, {"Retry-After": "7200"})}
    listed = feed(site)
    a_round(listed)
    a_round(listed)
    listed.refresh_from_db()
    assert (listed.failures, listed.active, listed.succeeded_at) == (2.0, True, None)
    assert listed.due_at - timezone.now() > timedelta(minutes=119)


def test_a_round_counts_once_for_the_pace(site):
    site.pages["/feed.xml"] = index(*(f"/{number}.xml" for number in range(4)))
    site.pages |= {f"/{number}.xml": pages(site, f"/{number}") for number in range(4)}
    listed = feed(site)
    a_round(listed)
    listed.refresh_from_db()
    assert listed.interval == timedelta(minutes=30)
    a_round(listed)
    listed.refresh_from_db()
    assert listed.interval == timedelta(minutes=45)


@pytest.mark.parametrize(
    ("header", "value"), [("ETag", '"\xe9t\xe9"'), ("ETag", f'"{"x" * 600}"'), ("Last_Modified", "2026\xe5")]
)
def test_a_validator_that_cannot_be_sent_back_as_it_came_is_not_kept(site, header, value):
    site.pages["/feed.xml"] = rss(site, "/a", **{header: value})
    listed = feed(site)
    polling.poll(listed.pk)
    assert again(listed).words == "Unchanged since the last time."
    assert not {"if-none-match", "if-modified-since"} & site.log[-1][1].keys()
