"""What operators do: list feeds, switch one on and read what came back, paste an address on the command line."""

from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command

from corridors.errors import Invalid
from news import identity
from news.models import Article, Attempt, Feed
from news.services import feeds
from projects.models import Publisher
from tests import factories
from tests.corridors.servers import Page
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
    words = feeds.switch_on(listed)
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
    words = feeds.switch_on(listed)
    listed.refresh_from_db()
    assert listed.url == site.url("/news.rss")
    assert f"it was found at {site.url('/news.rss')}" in words
    assert listed.site == site.url("/")


def test_a_sites_feed_is_found_in_a_usual_place(site):
    site.pages |= {"/": page(), "/feed/": rss(site, "/a")}
    listed = feed(site, "/", enabled_by_curator=False)
    feeds.switch_on(listed)
    listed.refresh_from_db()
    assert listed.url == site.url("/feed/")
    assert site.asked == ["/robots.txt", "/", "/rss", "/feed/"]


def test_a_site_without_a_feed_is_said_and_left_off(site):
    site.pages["/"] = page()
    listed = feed(site, "/", enabled_by_curator=False)
    words = feeds.switch_on(listed)
    listed.refresh_from_db()
    assert words.startswith("This is a web page, not a feed. No feed was found on its site either")
    assert not listed.active
    assert listed.off_by_system
    assert Attempt.objects.filter(purpose="discovery").count() > 4


def test_a_feed_another_row_has_already_is_not_polled_twice(site):
    site.pages |= {"/": page(), "/feed/": rss(site, "/a")}
    feed(site, "/feed/")
    listed = feed(site, "/", enabled_by_curator=False)
    feeds.switch_on(listed)
    listed.refresh_from_db()
    assert "is listed already" in listed.off_by_system
    assert not listed.active


def test_a_server_in_trouble_is_said_and_tried_again_later(site):
    site.pages["/feed.xml"] = Page(b"", 503)
    listed = feed(site, enabled_by_curator=False)
    assert feeds.switch_on(listed) == "The server answered 503."
    listed.refresh_from_db()
    assert listed.active


def test_switching_off_stops_polling(site):
    listed = feed(site)
    feeds.switch_off(listed)
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
