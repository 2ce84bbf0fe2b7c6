"""What operators do: list feeds, switch one on and read what came back, paste an address on the command line."""

from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.utils import timezone

from corridors.errors import Conflict, Invalid
from news import discover, handing, identity
from news.models import Article, Attempt, Feed, Host
from news.services import feeds, polling
from projects.models import Change, Publisher
from projects.services import changes
from tests import factories
from tests.corridors.servers import Page
from tests.factories import TESTER
from tests.news.worlds import feed, page, rss

pytestmark = pytest.mark.django_db


def listing(tmp_path, text: str):
    path = tmp_path / "feeds.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_listed_feeds_are_off_and_listing_twice_changes_nothing(tmp_path):
    known = factories.publisher()
    path = listing(
        tmp_path,
        f"- {{publisher: {known.key}, url: 'https://news.example/feed/', language: en, tried: not yet tried}}\n"
        f"- {{publisher: {known.key}, url: 'https://news.example/', language: ru, tried: not yet tried}}\n",
    )
    assert feeds.load(path) == (2, 0)
    assert feeds.load(path) == (0, 2)
    for made in Feed.objects.all():
        assert (made.enabled_by_curator, made.tried, made.due_at) == (False, "not yet tried", None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "- {publisher: nobody, url: 'https://news.example/', language: en}",
            "entry 1: publisher 'nobody' is not known",
        ),
        ("- {publisher: known, url: 'ftp://x', language: en}", "entry 1: url 'ftp://x': Only http and https"),
        ("- {publisher: known}", "entry 1: a feed needs language, publisher, url"),
        ("just text", "is not a list"),
        ("{[", "cannot be read"),
    ],
)
def test_a_broken_list_lists_nothing_and_says_where(tmp_path, text, words):
    Publisher.objects.create(key="known", name="Example")
    with pytest.raises(Invalid, match=r"feeds\.yaml") as refusal:
        feeds.load(listing(tmp_path, text))
    assert words in refusal.value.message
    assert not Feed.objects.exists()


def test_the_shipped_list_can_be_understood(settings):
    entries = yaml.safe_load((settings.BASE_DIR / "seeds" / "feeds.yaml").read_text(encoding="utf-8"))
    for key in {entry["publisher"] for entry in entries}:
        Publisher.objects.create(key=key, name=key)
    out = StringIO()
    call_command("load_feeds", stdout=out)
    assert Feed.objects.count() == len({identity.key(entry["url"]) for entry in entries}) > 0
    assert not Feed.objects.filter(enabled_by_curator=True).exists()
    assert f"{Feed.objects.count()} feeds listed" in out.getvalue()


def test_switching_on_tries_the_feed_and_says_what_came_back(site):
    site.pages["/feed.xml"] = rss(site, "/a", "/b")
    listed = feed(site, enabled_by_curator=False)
    words = feeds.switch_on(TESTER, listed).words
    listed.refresh_from_db()
    assert words == "RSS feed 'Example News' with 2 items, the newest of 2026-05-01."
    assert listed.active
    assert words in listed.tried
    assert listed.due_at is not None
    assert (listed.kind, listed.title) == ("rss", "Example News")
    assert not Article.objects.exists()


def test_a_sites_feed_is_found_by_its_link(site):
    site.pages |= {
        "/": Page(b'<html><head><link rel="alternate" type="application/rss+xml" href="/news.rss"></head></html>'),
        "/news.rss": rss(site, "/a"),
    }
    listed = feed(site, "/", enabled_by_curator=False)
    words = feeds.switch_on(TESTER, listed).words
    listed.refresh_from_db()
    assert listed.url == site.url("/news.rss")
    assert f"it was found at {site.url('/news.rss')}" in words
    assert listed.site == site.url("/")


def test_a_sites_feed_is_found_in_a_usual_place(site):
    site.pages |= {"/": page(), "/feed/": rss(site, "/a")}
    listed = feed(site, "/", enabled_by_curator=False)
    feeds.switch_on(TESTER, listed)
    listed.refresh_from_db()
    assert listed.url == site.url("/feed/")
    assert site.asked == ["/robots.txt", "/", "/rss", "/feed/"]


def test_a_site_without_a_feed_is_said_and_left_off(site):
    site.pages["/"] = page()
    listed = feed(site, "/", enabled_by_curator=False)
    words = feeds.switch_on(TESTER, listed).words
    listed.refresh_from_db()
    assert words.startswith("This is a web page, not a feed. No feed was found on its site either")
    assert not listed.active
    assert listed.off_by_system
    assert Attempt.objects.filter(purpose="discovery").count() > 4


def slow_site(site) -> Feed:
    """A site that asks for forty seconds between requests, its feed in the last of the usual places tried."""
    site.pages |= {
        "/robots.txt": Page(b"User-agent: *\nCrawl-delay: 40\n"),
        "/": page(head='<link rel="alternate" type="application/rss+xml" href="/gone.xml">'),
        "/feed.xml": rss(site, "/a"),
    }
    return feed(site, "/", enabled_by_curator=False)


def test_a_search_on_a_slow_site_goes_on_where_it_stopped(site):
    listed = slow_site(site)
    told = []
    for _ in range(7):
        told.append(feeds.try_now(listed, patience=0.0).words)
        Host.objects.update(next_slot_at=timezone.now())
    assert "1 of 5 places on its site were tried; trying it again goes on there." in told[2]
    assert "may not be asked again for 40 seconds" in told[2]
    assert told[6].startswith("RSS feed 'Example News' with 1 item, ")
    assert site.asked == ["/robots.txt", "/", "/gone.xml", "/rss", "/feed/", "/rss.xml", "/feed.xml"]
    listed.refresh_from_db()
    assert (listed.url, listed.search, listed.lease) == (site.url("/feed.xml"), {}, "")


def test_a_search_that_takes_long_stops_before_its_lease_ends(site, monkeypatch):
    listed = slow_site(site)
    site.pages["/robots.txt"] = Page(b"", 404)
    monkeypatch.setattr(feeds, "_AT_ONCE", -1.0)
    assert "The site answers slowly." in feeds.try_now(listed).words
    assert site.asked == ["/robots.txt", "/"]
    monkeypatch.undo()
    listed.refresh_from_db()
    assert len(listed.search["left"]) == 5


def test_a_search_that_breaks_is_said_and_leaves_a_row(site, monkeypatch):
    listed = slow_site(site)
    site.pages["/robots.txt"] = Page(b"", 404)
    monkeypatch.setattr(feeds.discover, "likely", lambda *args: 1 / 0)
    assert feeds.try_now(listed).words == "Something unexpected went wrong (ZeroDivisionError); see the log."
    assert Attempt.objects.filter(purpose="discovery", code="unexpected").count() == 1
    listed.refresh_from_db()
    assert listed.lease == ""


def test_what_took_too_long_to_be_kept_is_said(site, monkeypatch):
    site.pages["/feed.xml"] = rss(site, "/a")
    listed = feed(site)
    monkeypatch.setattr(feeds, "_find", lambda *args: Feed.objects.update(lease="another") and 1 / 0)
    assert "a worker has begun to ask it meanwhile" in feeds.try_now(listed).words


def test_feeds_are_found_by_their_links_whatever_these_are_relative_to():
    head = (
        '<base href="/ru/"><link rel="alternate" type="application/json" href="api.json">'
        '<link rel="alternate" type="application/rss+xml" href="comments.xml" title="Comments">'
        '<link rel="alternate" type="application/xml" href="f.xml">'
        '<link rel="alternate" type="application/rss+xml" href="//other.example/real.xml">'
    )
    assert discover.linked(f"<html><head>{head}</head></html>".encode(), "https://news.example/a/b") == [
        "https://other.example/real.xml",
        "https://news.example/ru/api.json",
        "https://news.example/ru/f.xml",
        "https://news.example/ru/comments.xml",
    ]
    broken = b'<base href="http://[x"><a href="/rss">'
    assert discover.linked(broken, "https://news.example/a") == ["https://news.example/rss"]


def test_a_feed_announced_with_its_encoding_is_found():
    head = '<link rel="alternate" type="application/rss+xml; charset=utf-8" href="/news.php?format=feed">'
    assert discover.linked(head.encode(), "https://news.example/") == ["https://news.example/news.php?format=feed"]


def test_only_the_beginning_of_a_page_is_searched_for_feeds():
    link = b'<link rel="alternate" type="application/rss+xml" href="/real.xml">'
    assert discover.linked(b"<p>a" * 2_000_000 + link, "https://news.example/") == []


def test_a_feed_another_row_has_already_is_not_polled_twice(site):
    site.pages |= {"/": page(), "/feed/": rss(site, "/a")}
    feed(site, "/feed/")
    listed = feed(site, "/", enabled_by_curator=False)
    feeds.switch_on(TESTER, listed)
    listed.refresh_from_db()
    assert "is listed already" in listed.off_by_system
    assert not listed.active


def test_a_server_in_trouble_is_said_and_tried_again_later(site):
    site.pages["/feed.xml"] = Page(b"", 503)
    listed = feed(site, enabled_by_curator=False)
    assert feeds.switch_on(TESTER, listed).words == "The server answered 503."
    listed.refresh_from_db()
    assert listed.active


def test_switching_stands_in_the_log_for_curators_with_who_and_why(site):
    site.pages["/feed.xml"] = rss(site, "/a")
    listed = feed(site, enabled_by_curator=False)
    on = feeds.switch_on(TESTER, listed, reason="It writes of the line.")
    off = feeds.switch_off(TESTER, listed, reason="It closed.")
    told = Change.objects.order_by("pk").values_list("pk", "verb", "actor_label", "reason", "is_public")
    assert list(told) == [
        (on.change_id, "switch on", TESTER.label, "It writes of the line.", False),
        (off.change_id, "switch off", TESTER.label, "It closed.", False),
    ]
    assert feeds.switch_off(TESTER, listed).change_id is None
    assert Change.objects.count() == 2


def test_undoing_a_switch_sets_a_feed_going_again_and_stops_it_again(site, linker):
    site.pages["/feed.xml"] = rss(site, "/a")
    listed = feed(site, enabled_by_curator=False)
    on = feeds.switch_on(TESTER, listed)
    off = feeds.switch_off(TESTER, listed)
    again = changes.undo(TESTER, Change.objects.get(pk=off.change_id), reason="By mistake.")
    assert handing.feeds().filter(due_at__lte=timezone.now()).get() == listed
    assert polling.poll(listed.pk) is not None
    changes.undo(TESTER, Change.objects.get(pk=again), reason="No mistake.")
    assert not handing.feeds().exists()
    with pytest.raises(Conflict):
        changes.undo(TESTER, Change.objects.get(pk=on.change_id), reason="It is off already.")


def test_one_that_the_system_stopped_is_switched_on_by_a_change_too(site):
    site.pages["/feed.xml"] = rss(site, "/a")
    listed = feed(site, off_by_system="It was gone.")
    change = Change.objects.get(pk=feeds.switch_on(TESTER, listed).change_id)
    assert change.fields == {f"feed/{listed.pk}": {"off_by_system": ["It was gone.", ""]}}
    changes.undo(TESTER, change)
    listed.refresh_from_db()
    assert not listed.active


def test_whose_feed_it_is_is_put_right_by_a_change(site):
    listed, other = feed(site), factories.publisher()
    before = listed.publisher
    change = feeds.describe(TESTER, listed, other, "ru", reason="It was sold.")
    changes.undo(TESTER, Change.objects.get(pk=change))
    listed.refresh_from_db()
    assert (listed.publisher, listed.language) == (before, "en")
    assert feeds.describe(TESTER, listed, before, "en") is None


def test_switching_off_stops_polling(site):
    listed = feed(site)
    feeds.switch_off(TESTER, listed)
    listed.refresh_from_db()
    assert not listed.active


def test_an_address_on_the_command_line(site, linker):
    site.pages["/a"] = page()
    out = StringIO()
    call_command("news_add", site.url("/a"), stdout=out)
    assert out.getvalue().strip() == "Laid before the curators: Example Railway (0.93)."


@pytest.mark.parametrize(
    ("url", "words"), [("https://", "names no host"), ("ftp://news.example/", "Only http and https")]
)
def test_a_bad_address_on_the_command_line_is_said(db, url, words):
    with pytest.raises(CommandError, match=words):
        call_command("news_add", url)


def test_a_page_that_is_not_there_is_said_on_the_command_line(site, linker):
    with pytest.raises(CommandError, match="The page is not there"):
        call_command("news_add", site.url("/missing"))
