"""What nobody foresaw ends in a row that says so, and a database that is away is nobody's fault."""

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError
from django.utils import timezone

from news import attempts, handing, identity, leases
from news.gdelt import archive
from news.models import Article, Attempt, State, StoredPage
from news.services import fetching, gdelt_files, polling, reading
from tests.corridors.servers import Page
from tests.news import gdelt_worlds
from tests.news.worlds import feed, html, page, rss

pytestmark = pytest.mark.django_db
DEMONSTRATION = '<meta name="corridors" content="demonstration">'
BROKEN = "Something unexpected went wrong (ZeroDivisionError); see the log."


def raising(error: Exception):
    def breaks(*args, **kwargs):
        raise error

    return breaks


def listed_article(site, path: str = "/a") -> Article:
    site.pages.setdefault(path, page())
    url = site.url(path)
    return Article.objects.create(url=url, url_key=identity.key(url), found_at=timezone.now(), due_at=timezone.now())


@pytest.mark.parametrize("step", ["_understood", "add_items"])
def test_a_poll_that_breaks_leaves_a_row_and_waits_its_time(site, monkeypatch, step):
    site.pages["/feed.xml"] = rss(site, "/a")
    listed = feed(site, due_at=timezone.now())
    monkeypatch.setattr(polling, step, raising(ZeroDivisionError()))
    assert polling.poll(listed.pk).words == BROKEN
    listed.refresh_from_db()
    logged = Attempt.objects.get(purpose="feed")
    assert (logged.code, logged.words, logged.succeeded, logged.status) == ("unexpected", BROKEN, False, 200)
    assert (listed.failures, listed.lease) == (1.0, "")
    assert listed.due_at > timezone.now()
    assert handing.hand_out(handing.POLLS) == 0


@pytest.mark.parametrize("step", ["_check", "_store"])
def test_a_fetch_that_breaks_is_a_dead_letter_with_its_row(site, monkeypatch, step):
    article = listed_article(site)
    monkeypatch.setattr(fetching, step, raising(ZeroDivisionError()))
    assert fetching.fetch(article.pk) == State.FAILED
    article.refresh_from_db()
    assert (article.error_stage, article.error_class, article.outcome) == ("fetch", "ZeroDivisionError", BROKEN)
    assert Attempt.objects.get(purpose="page").words == BROKEN


def test_a_file_of_gdelt_that_breaks_leaves_a_row_and_is_tried_later(site, monkeypatch):
    body = gdelt_worlds.packed(gdelt_worlds.record("https://news.example/a"))
    file = gdelt_worlds.file(gdelt_worlds.stream(site), body)
    gdelt_worlds.publish(site, {gdelt_worlds.NEWEST: body})
    monkeypatch.setattr(archive, "lines", raising(ZeroDivisionError()))
    assert gdelt_files.read(file.pk) == BROKEN
    file.refresh_from_db()
    assert (file.state, file.lease) == ("waiting", "")
    assert file.due_at > timezone.now()
    assert Attempt.objects.get(purpose="gdelt", url=file.url).code == "unexpected"


@pytest.mark.parametrize(
    ("body", "state"),
    [(b"<p>Nothing to read.</p>", State.FAILED), (html(head=DEMONSTRATION), State.REFUSED), (html(), State.COPY)],
    ids=["given up", "refused", "a copy"],
)
def test_a_database_that_is_busy_when_reading_has_come_to_nothing_is_no_attempt(site, linker, monkeypatch, body, state):
    site.pages["/b"] = Page(body)
    if state == State.COPY:
        original = listed_article(site)
        fetching.fetch(original.pk)
        reading.read(original.pk)
        site.pages["/b"] = page(head=f'<link rel="canonical" href="{site.url("/a")}">')
    article = listed_article(site, "/b")
    fetching.fetch(article.pk)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(attempts, "log", raising(OperationalError("database is locked")))
        for _ in range(reading.MOST_READS + 1):
            with pytest.raises(OperationalError):
                reading.read(article.pk)
    article.refresh_from_db()
    assert (article.state, article.lease, article.attempts) == (State.FETCHED, "", 0)
    assert reading.read(article.pk) == state


@pytest.mark.parametrize(("status", "state"), [(404, State.FAILED), (503, State.FOUND)])
def test_a_database_that_is_busy_when_fetching_has_come_to_nothing_is_no_attempt(
    site, linker, monkeypatch, status, state
):
    site.pages["/b"] = Page(b"", status)
    article = listed_article(site, "/b")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(attempts, "log", raising(OperationalError("database is locked")))
        for _ in range(fetching.MOST_ATTEMPTS + 1):
            with pytest.raises(OperationalError):
                fetching.fetch(article.pk)
    article.refresh_from_db()
    assert (article.state, article.lease, article.attempts) == (State.FOUND, "", 0)
    assert fetching.fetch(article.pk) == state


def test_a_database_that_is_busy_when_a_feed_has_failed_frees_it(site, monkeypatch):
    site.pages["/feed.xml"] = Page(b"", 503)
    row = feed(site)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(attempts, "log", raising(OperationalError("database is locked")))
        with pytest.raises(OperationalError):
            polling.poll(row.pk)
    row.refresh_from_db()
    assert row.lease == ""
    assert row.due_at > timezone.now()


def test_a_database_that_is_busy_is_no_attempt_at_a_page(site, linker, monkeypatch):
    article = listed_article(site)
    busy = raising(OperationalError("database is locked"))
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(fetching, "_store", busy)
        for _ in range(fetching.MOST_ATTEMPTS + 1):
            with pytest.raises(OperationalError):
                fetching.fetch(article.pk)
    assert fetching.fetch(article.pk) == State.FETCHED
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(reading, "_settle", busy)
        for _ in range(reading.MOST_READS + 1):
            with pytest.raises(OperationalError):
                reading.read(article.pk)
    article.refresh_from_db()
    assert (article.lease, article.attempts) == ("", 0)
    assert article.due_at > timezone.now()
    assert reading.read(article.pk) == State.LINKED


def test_a_page_whose_worker_ran_out_of_time_is_read_once_more(site, linker, monkeypatch):
    article = listed_article(site)
    fetching.fetch(article.pk)
    out_of_time = raising(SoftTimeLimitExceeded())
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(reading.proposing, "current_linker", out_of_time)
        with pytest.raises(SoftTimeLimitExceeded):
            reading.read(article.pk)
    article.refresh_from_db()
    assert (article.state, article.lease, article.attempts) == (State.FETCHED, "", 1)
    assert article.due_at > timezone.now()
    assert reading.read(article.pk) == State.LINKED


def test_a_page_whose_worker_ran_out_of_time_again_and_again_is_set_aside(site, monkeypatch):
    article = listed_article(site)
    fetching.fetch(article.pk)
    monkeypatch.setattr(reading.proposing, "current_linker", raising(SoftTimeLimitExceeded()))
    for _ in range(reading.MOST_READS):
        with pytest.raises(SoftTimeLimitExceeded):
            reading.read(article.pk)
    assert reading.read(article.pk) == State.FAILED
    article.refresh_from_db()
    assert article.error_class == "Poison"


def test_a_database_that_is_busy_is_no_failure_of_a_feed(site, monkeypatch):
    site.pages["/feed.xml"] = rss(site, "/a")
    listed = feed(site)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(polling, "add_items", raising(OperationalError("database is locked")))
        with pytest.raises(OperationalError):
            polling.poll(listed.pk)
    listed.refresh_from_db()
    assert (listed.failures, listed.lease) == (0, "")
    assert polling.poll(listed.pk).new == 1


def test_a_lost_lease_leaves_the_page_to_the_worker_that_has_the_article(site):
    article = listed_article(site)
    fetching.fetch(article.pk)
    leases.take(Article.objects.all(), article.pk)
    fetching.refuse(article, "a lease that ran out", fetching.Refused("Not taken."))
    article.refresh_from_db()
    assert article.state == State.FETCHED
    assert StoredPage.objects.filter(article=article).exists()
