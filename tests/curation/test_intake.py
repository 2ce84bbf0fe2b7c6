"""The intake's desks through HTTP: feeds switched on and told about, articles replayed, one address added."""

import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import Article, Attempt, Feed, State
from news.services import adding, feeds
from tests import factories as make
from tests.curation.conftest import text

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Example Gazette</title>
<link>http://127.0.0.1/</link><description>x</description>
<item><title>Example Railway opens</title><link>http://127.0.0.1/opens</link><guid>1</guid></item></channel></rss>"""


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = {"/feed": RSS, "/robots.txt": b"User-agent: *\nAllow: /\n"}.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/plain")
        self.end_headers()
        self.wfile.write(body or b"nothing here")

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def site(settings: Any) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    host = f"127.0.0.1:{server.server_port}"
    settings.OUTBOUND_LOOPBACK = [host]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://{host}"
    server.shutdown()
    thread.join()
    server.server_close()


def feed_at(url: str) -> Feed:
    return feeds.add(make.publisher(), url, "en")[0]


def act(feed: Feed, verb: str) -> str:
    return reverse(f"admin:news_feed_{verb}", args=[feed.pk])


def article(state: str = State.FAILED, **values: Any) -> Article:
    number = Article.objects.count() + 1
    told = {"outcome": "The page was empty.", "error_class": "Empty", "error_stage": "reading"}
    return Article.objects.create(
        url=f"https://example.org/{number}",
        url_key=f"key-{number}",
        found_at=timezone.now(),
        state=state,
        title=f"Example article {number}",
        **{**told, **values},
    )


def test_switching_a_feed_on_tries_it_and_says_what_came_back(curator: Client, site: str) -> None:
    feed = feed_at(f"{site}/feed")
    page = text(curator.post(act(feed, "on"), follow=True))
    feed.refresh_from_db()
    assert feed.active
    assert "RSS feed &#x27;Example Gazette&#x27; with 1 items" in page
    assert "Answered." in page
    curator.post(act(feed, "off"))
    feed.refresh_from_db()
    assert not feed.active


def test_an_address_without_a_feed_says_so(curator: Client, site: str) -> None:
    feed = feed_at(f"{site}/nothing")
    page = text(curator.post(act(feed, "on"), follow=True))
    assert "The server answered 404." in page
    assert Attempt.objects.filter(feed=feed, succeeded=False).exists()


def test_a_feed_is_added_once_and_off(curator: Client) -> None:
    sent = {"publisher": make.publisher().pk, "url": "https://example.org/rss", "language": "en"}
    add = reverse("admin:news_feed_add")
    assert "it is off until you switch it on" in text(curator.post(add, sent, follow=True))
    assert "It is here already" in text(curator.post(add, sent, follow=True))
    assert not Feed.objects.get().active


def test_an_act_on_a_feed_is_asked_for_by_a_form(curator: Client) -> None:
    feed = feed_at("https://example.org/rss")
    assert curator.get(act(feed, "on")).status_code == 403
    feed.refresh_from_db()
    assert not feed.active


def test_one_address_leads_to_what_became_of_it(curator: Client, monkeypatch: Any) -> None:
    suggestion = make.suggestion(make.project())
    found = article(State.LINKED, outcome="A project was recognised.")
    monkeypatch.setattr(
        adding, "add", lambda url, actor: adding.Added(found, f"Read {url} for {actor.label}", suggestion)
    )
    response = curator.post(reverse("admin:news_article_add"), {"url": "https://example.org/a"}, follow=True)
    assert response.redirect_chain[0][0] == reverse("admin:projects_suggestion_change", args=[suggestion.pk])
    assert "Read https://example.org/a for ann" in text(response)


def test_an_address_that_fails_says_why(curator: Client, site: str) -> None:
    response = curator.post(reverse("admin:news_article_add"), {"url": f"{site}/gone"}, follow=True)
    assert response.status_code == 200
    assert "404" in text(response)


@pytest.mark.parametrize(
    "url",
    ["", "javascript:alert(1)", "http://", "http://[", "x\x00y", "https://exa mple/", "ftp://example.org/", "x" * 3000],
)
def test_what_is_no_address_is_said(curator: Client, url: str) -> None:
    for name in ("article", "feed"):
        sent = {"url": url, "publisher": make.publisher().pk}
        response = curator.post(reverse(f"admin:news_{name}_add"), sent)
        assert "Nothing was written" in text(response)
    assert not Article.objects.exists()
    assert not Feed.objects.exists()


def test_what_was_given_up_is_replayed_from_the_list(curator: Client) -> None:
    dead, done = article(), article(State.LINKED, outcome="Read.")
    changelist = reverse("admin:news_article_changelist")
    assert "The page was empty." in text(curator.get(changelist))
    page = text(curator.post(changelist, {"action": "replay", "_selected_action": [dead.pk, done.pk]}, follow=True))
    assert "1 of 2 are taken in again" in page
    dead.refresh_from_db()
    done.refresh_from_db()
    assert (dead.state, done.state) == (State.FOUND, State.LINKED)


def test_an_article_shows_its_way(curator: Client) -> None:
    dead = article()
    page = text(curator.get(reverse("admin:news_article_change", args=[dead.pk])))
    assert "The page was empty." in page
    assert "Take in again from the start" in page
    assert curator.post(reverse("admin:news_article_change", args=[dead.pk])).status_code == 403


def test_attempts_are_read_with_their_words(curator: Client) -> None:
    made = Attempt.objects.create(
        purpose="page",
        at=timezone.now(),
        url="https://example.org/1",
        host="example.org",
        succeeded=False,
        code="timeout",
        words="It did not answer in time.",
    )
    assert made.words in text(curator.get(reverse("admin:news_attempt_changelist")))
    assert made.words in text(curator.get(reverse("admin:news_attempt_change", args=[made.pk])))


def test_staff_without_the_group_ask_for_nothing(onlooker: Client) -> None:
    feed = feed_at("https://example.org/rss")
    dead = article()
    assert onlooker.post(act(feed, "on")).status_code == 403
    assert onlooker.get(reverse("admin:news_feed_change", args=[feed.pk])).status_code == 403
    assert onlooker.post(reverse("admin:news_article_add"), {"url": "https://example.org/a"}).status_code == 403
    assert onlooker.get(reverse("admin:news_article_change", args=[dead.pk])).status_code == 403
    assert Article.objects.count() == 1


def test_the_intake_at_a_glance_is_one_page_with_a_fixed_number_of_queries(
    curator: Client, onlooker: Client, django_assert_max_num_queries: Any
) -> None:
    glance = reverse("admin:news_article_glance")
    article()
    with django_assert_max_num_queries(26):
        page = text(curator.get(glance))
    assert "Pages to fetch" in page
    assert "Nothing was asked." in page
    listed = f"{reverse('admin:news_article_changelist')}?state__exact=failed&error_stage=reading&error_class=Empty"
    assert listed.replace("&", "&amp;") in page
    assert "Example article 1" in text(curator.get(listed))
    assert onlooker.get(glance).status_code == 403
    assert glance in text(curator.get(reverse("admin:index")))


def test_articles_are_sifted_by_the_step_at_which_they_were_given_up(curator: Client) -> None:
    url = reverse("admin:news_article_changelist")
    assert "step at which it was given up" not in text(curator.get(url))
    given_up, on_its_way = article(), article(State.FOUND, error_stage="")
    page = text(curator.get(url, {"stage": "reading"}))
    assert given_up.title in page
    assert on_its_way.title not in page
