"""Copies read at one moment by several workers: one story, one suggestion, nothing doubled, on either database."""

import threading

import pytest
from django.db import connections
from django.utils import timezone

from news import stories
from news.models import Article, Band, State, Story
from news.services import fetching, polling, reading
from projects.models import Candidate, Source, Suggestion
from tests.news.worlds import TEXT, feed, page, rss

pytestmark = pytest.mark.django_db(transaction=True)
HEADLINE = "Works on the Example Railway finished ahead of time"


def fetched(site, pages) -> list[Article]:
    site.pages |= {"/feed.xml": rss(site, *pages), **pages}
    polling.poll(feed(site).pk)
    articles = list(Article.objects.order_by("pk"))
    for article in articles:
        fetching.fetch(article.pk)
    return articles


def read_at_once(monkeypatch, articles: list[Article]) -> None:
    """Each by a worker of its own; all have read their pages before the first writes anything."""
    together = threading.Barrier(len(articles))
    understand = reading._understand
    failures: list[BaseException] = []

    def waits(article):
        found = understand(article)
        together.wait(30)
        return found

    def worker(pk: int) -> None:
        try:
            reading.read(pk)
        except BaseException as error:
            failures.append(error)
            together.abort()
        finally:
            connections.close_all()

    monkeypatch.setattr(reading, "_understand", waits)
    threads = [threading.Thread(target=worker, args=[article.pk], daemon=True) for article in articles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failures


def test_copies_read_at_one_moment_are_one_story_and_one_suggestion(site, linker, monkeypatch):
    pages = {f"/{number}": page(f"{TEXT} Told by outlet {number}.", title=f"Report {number}") for number in range(3)}
    articles = fetched(site, pages)
    read_at_once(monkeypatch, articles)
    assert set(Article.objects.values_list("state", flat=True)) == {State.LINKED}
    assert (Story.objects.count(), Suggestion.objects.count(), Candidate.objects.count()) == (1, 1, 1)
    suggestion = Suggestion.objects.get()
    assert {suggestion.source, *suggestion.copies.all()} == set(Source.objects.all())
    assert Source.objects.values("voice").distinct().count() == 1


def test_one_headline_and_text_read_at_one_moment_is_one_article(site, linker, monkeypatch):
    articles = fetched(site, {"/a": page(title=HEADLINE), "/b": page(title=f"{HEADLINE} | News")})
    read_at_once(monkeypatch, articles)
    assert sorted(Article.objects.values_list("state", flat=True)) == [State.COPY, State.LINKED]
    assert (Suggestion.objects.count(), Source.objects.count()) == (1, 1)


def test_one_page_under_two_addresses_read_at_one_moment_is_one_article(site, linker, monkeypatch):
    claims = page(title="Works finished", head=f'<link rel="canonical" href="{site.url("/a")}">')
    read_at_once(monkeypatch, fetched(site, {"/a": page(title="Works finished"), "/b": claims}))
    assert sorted(Article.objects.values_list("state", flat=True)) == [State.COPY, State.LINKED]


def test_an_article_read_twice_doubles_nothing(site, linker):
    (article,) = fetched(site, {"/a": page()})
    body = article.page.body
    reading.read(article.pk)
    before = {model: model.objects.count() for model in (Story, Band, Suggestion, Candidate, Source)}
    # As after a worker that died behind its commit, with the page still there.
    fetching.StoredPage.objects.create(article=article, body=body, content_type="text/html", fetched_at=timezone.now())
    Article.objects.update(state=State.FETCHED)
    reading.read(article.pk)
    article.refresh_from_db()
    assert article.state == State.LINKED
    assert {model: model.objects.count() for model in before} == before


def test_a_worker_that_fails_while_grouping_leaves_nothing_half_written(site, linker, monkeypatch):
    (article,) = fetched(site, {"/a": page()})
    place = stories.place

    def breaks(row):
        place(row)
        raise ZeroDivisionError

    monkeypatch.setattr(stories, "place", breaks)
    assert reading.read(article.pk) == State.FAILED
    assert fetching.StoredPage.objects.filter(article=article).exists()
    assert not Story.objects.exists()
    assert not Band.objects.exists()
    assert not Source.objects.exists()
