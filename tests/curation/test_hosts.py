"""The desk of hosts: a curator reads how each is asked, what its robots.txt said and what came of asking it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import Attempt, Feed, Host
from news.services import feeds
from tests import factories as make
from tests.curation.conftest import text

LIST = reverse("admin:news_host_changelist")


def host(name: str = "news.example", **values: Any) -> Host:
    return Host.objects.create(name=name, **{"next_slot_at": timezone.now() - timedelta(minutes=1), **values})


def page_of(row: Host) -> str:
    return reverse("admin:news_host_change", args=[row.pk])


def asked(**values: Any) -> Attempt:
    told = {
        "purpose": "page",
        "succeeded": True,
        "code": "ok",
        "words": "Answered.",
        "at": timezone.now(),
        "host": "news.example",
    }
    return Attempt.objects.create(url="https://news.example/1", **{**told, **values})


def test_a_host_tells_its_rules_its_pace_and_its_feeds(curator: Client) -> None:
    row = host(robots="User-agent: *\nDisallow: /private\n", robots_at=timezone.now(), crawl_delay=12, latency=0.5)
    asked(words="Page read.")
    asked(succeeded=False, code="http_status", words="The server answered 429.", status=429)
    asked(at=timezone.now() - timedelta(days=2), words="Long ago.")
    asked(purpose="reading", words="What was read there is no request.")
    feed = feeds.add(make.publisher(), "https://news.example/rss", "en")[0]
    elsewhere = feeds.add(make.publisher(), "https://other.example/rss", "en")[0]
    Feed.objects.filter(pk=feed.pk).update(enabled_by_curator=True, failures=1, tried="The server answered 503.")
    page = text(curator.get(page_of(row)))
    for told in (
        "<b>Now</b>",
        "12 seconds from the end of one answer",
        "its robots.txt asks for 12",
        "Disallow: /private",
        "asked 2 times; 1 failed, and 1 of all answers",
        "The server answered 429.",
        "on, failing",
        "The server answered 503.",
        reverse("admin:news_feed_change", args=[feed.pk]),
    ):
        assert told in page, told
    assert reverse("admin:news_feed_change", args=[elsewhere.pk]) not in page
    assert "is no request" not in page
    assert "12 seconds" in text(curator.get(LIST))


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"down_until": 5}, "no connection came about, so it is left alone"),
        ({"turn": "x", "turn_until": 1}, "it is being asked"),
        ({"next_slot_at": 2}, "it is given rest between two requests"),
        ({"robots_closed": "It answered 503.", "robots_at": -2}, "its robots.txt could not be read"),
        ({"down_until": 9, "turn": "x", "turn_until": 1}, "no connection came about"),
        ({"down_until": -5}, "now"),
        ({"robots_closed": "It answered 503.", "robots_at": -20}, "now"),
    ],
)
def test_why_a_host_is_not_asked_now_is_said(curator: Client, values: dict[str, Any], says: str) -> None:
    now = timezone.now()
    row = host(
        **{name: now + timedelta(minutes=value) if isinstance(value, int) else value for name, value in values.items()}
    )
    assert says in text(curator.get(page_of(row))).replace("<b>Now</b>", "now")
    assert says in text(curator.get(LIST))


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "not asked for yet"),
        ({"robots_at": timezone.now()}, "the site has none: all is allowed"),
        ({"robots_at": timezone.now(), "robots_closed": "It answered <503>."}, "It answered &lt;503&gt;."),
        ({"robots_at": timezone.now(), "robots": "# <b>\n" + "x" * 20_000}, "Its first 10,000 characters."),
    ],
)
def test_what_robots_txt_said_is_told(curator: Client, values: dict[str, Any], says: str) -> None:
    page = text(curator.get(page_of(host(**values))))
    assert says in page
    assert "# <b>" not in page


def test_hosts_are_sifted_by_what_keeps_them(curator: Client) -> None:
    later = timezone.now() + timedelta(minutes=5)
    host("well.example")
    host("down.example", down_until=later)
    host("closed.example", robots_closed="It answered 503.")
    host("fewer.example", penalty=30)
    for state in ("down", "closed", "fewer"):
        page = text(curator.get(LIST, {"state": state}))
        assert f"{state}.example" in page
        assert "well.example" not in page
    assert "well.example" in text(curator.get(LIST, {"state": "nonsense"}))
    assert "well.example" in text(curator.get(LIST, {"q": "well"}))


def test_pages_that_tell_of_a_host_lead_to_it(curator: Client) -> None:
    row = host("news.example:8080")
    named = reverse("admin:news_host_named", args=[row.name])
    feed = feeds.add(make.publisher(), "https://news.example:8080/rss", "en")[0]
    failed = asked(host=row.name, succeeded=False)
    for url in (
        reverse("admin:news_feed_change", args=[feed.pk]),
        reverse("admin:news_article_glance"),
        reverse("admin:news_attempt_change", args=[failed.pk]),
    ):
        assert named in text(curator.get(url)), url
    assert curator.get(named)["Location"] == page_of(row)
    page = text(curator.get(reverse("admin:news_host_named", args=["x\"<b>' y"]), follow=True))
    assert "was not asked for anything in the last month" in page
    assert "<b>' y" not in page


def test_hosts_are_read_only_and_by_those_who_may(curator: Client, onlooker: Client) -> None:
    row = host()
    for url in (LIST, page_of(row), reverse("admin:news_host_named", args=[row.name])):
        assert onlooker.get(url).status_code == 403
    assert Client().get(page_of(row)).status_code == 302
    assert curator.post(page_of(row), {"penalty": 0}).status_code == 403
    assert curator.get(reverse("admin:news_host_add")).status_code in (302, 403)
    assert curator.get(reverse("admin:news_host_delete", args=[row.pk])).status_code == 403
    assert "There is no host with the number" in text(
        curator.get(reverse("admin:news_host_change", args=[99]), follow=True)
    )


def test_an_empty_list_says_how_hosts_come_there(curator: Client) -> None:
    assert "No server was asked yet" in text(curator.get(LIST))


def test_a_host_costs_a_fixed_number_of_queries(curator: Client, django_assert_max_num_queries: Any) -> None:
    row = host()
    for number in range(60):
        asked()
        host(f"{number}.example")
        feeds.add(make.publisher(), f"https://news.example/{number}", "en")
    with django_assert_max_num_queries(9):
        page = text(curator.get(page_of(row)))
    assert "The first 50 of them." in page
    with django_assert_max_num_queries(9):
        curator.get(LIST)
