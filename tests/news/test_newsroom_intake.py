"""The demonstration newsroom, taken in as a demonstration installation does: every layout, format and language."""

import pytest
from django.utils import timezone

from news import identity
from news.models import Article, Feed, State
from news.newsroom.server import serving
from news.services import adding, feeds, fetching, polling, proposing, reading
from projects.services.changes import Actor
from tests import factories
from tests.factories import TESTER
from tests.news.worlds import NameLinker

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def newsroom():
    with serving(timezone.now().date()) as running:
        yield running


@pytest.fixture
def demonstration(newsroom, settings, db, monkeypatch):
    settings.DEMONSTRATION = True
    settings.OUTBOUND_LOOPBACK = [newsroom.base.removeprefix("http://")]
    settings.NEWS_HOST_SPACING = 0.0
    known = NameLinker([])
    monkeypatch.setattr(proposing, "current_linker", lambda: known)
    return newsroom.base


def listed(base: str, outlet: str, language: str) -> Feed:
    url = f"{base}/{outlet}/"
    return Feed.objects.create(
        publisher=factories.publisher(), url=url, url_key=identity.key(url), site=url, language=language
    )


@pytest.mark.parametrize(
    ("outlet", "language"), [("gazette", "en"), ("wire", "en"), ("lenta", "ru"), ("tongxun", "zh"), ("habarlar", "kk")]
)
def test_an_outlets_feed_is_found_from_its_site_and_its_pages_are_read(demonstration, outlet, language):
    feed = listed(demonstration, outlet, language)
    words = feeds.switch_on(TESTER, feed).words
    assert "it was found at" in words
    found = polling.poll(feed.pk)
    assert found.new > 3
    for article in Article.objects.order_by("pk")[:3]:
        headline = article.title
        fetching.fetch(article.pk)
        assert reading.read(article.pk) == State.UNLINKED, Article.objects.get(pk=article.pk).outcome
        article.refresh_from_db()
        assert article.title == headline
        assert article.language == language
        assert article.published == article.published[:10] != ""


@pytest.mark.parametrize(
    ("path", "state", "words"),
    [
        ("not-found", State.FAILED, "The page is not there"),
        ("gone", State.FAILED, "The page is not there"),
        ("server-error", State.FOUND, "it is asked again later"),
        ("disallowed", State.REFUSED, "robots.txt asks not to fetch"),
        ("redirect-loop", State.FAILED, "go round in a circle"),
        ("huge-body", State.FAILED, "announces 2.15 GB"),
        ("gzip-bomb", State.FAILED, "once decompressed"),
        ("empty-page", State.FAILED, "no text of an article"),
    ],
)
def test_trouble_ends_in_words(demonstration, path, state, words):
    result = adding.add(f"{demonstration}/trouble/{path}", Actor.system("tests"))
    assert words in result.words
    assert result.article.state == state
