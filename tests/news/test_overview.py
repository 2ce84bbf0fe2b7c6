"""The intake at a glance says what waits, since when, and what servers said; it costs the same whatever there is."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from news import handing, leases, overview
from news.models import Article, Attempt, Feed, State
from tests.news.test_handing import articles, listed

pytestmark = pytest.mark.django_db


def attempt(purpose: str, *, succeeded: bool = False, **values) -> Attempt:
    told = {"url": "https://a.example/1", "host": "a.example", "words": "Said.", "code": "code", "at": timezone.now()}
    return Attempt.objects.create(purpose=purpose, succeeded=succeeded, **{**told, **values})


def world() -> None:
    articles(3)
    articles(1, state=State.FETCHED, added_by="ann")
    articles(1, due_at=timezone.now() + timedelta(hours=1))
    articles(2, state=State.FAILED, due_at=None, outcome="x", error_stage="fetch", error_class="NoPage")
    articles(1, state=State.FAILED, due_at=None, outcome="x", error_stage="read", error_class="Poison")
    listed("late", due_at=timezone.now() - timedelta(hours=2), failures=1)
    listed("well", due_at=timezone.now() + timedelta(hours=2))
    listed("stopped", off_by_system="Gone.")
    attempt("page", status=429)
    attempt("page", succeeded=True, status=200)
    attempt("reading", code="unreadable")
    attempt("reading", succeeded=True, code="linked")
    attempt("page", at=timezone.now() - timedelta(days=2))


def test_it_says_what_waits_and_since_when():
    world()
    taken, sent = Article.objects.filter(state=State.FOUND).order_by("pk")[:2]
    leases.take(Article.objects.all(), taken.pk)
    Article.objects.filter(pk=sent.pk).update(sent_at=timezone.now(), sends=1)
    found = overview.look()
    lanes = {lane.name: lane for lane in found.waiting}
    pages = lanes[handing.PAGES.name]
    assert (pages.due, pages.in_queue, pages.in_work, pages.later) == (2, 1, 1, 1)
    assert pages.oldest == sent.due_at
    assert lanes[handing.PASTED_READS.name].due == 1
    assert (lanes[handing.READS.name].due, lanes[handing.READS.name].oldest) == (0, None)
    assert [lane.name for lane in found.waiting] == [lane.name for lane in handing.LANES]


def test_it_says_what_failed_and_how_often():
    world()
    found = overview.look()
    assert (found.feeds.number, found.feeds.failing, found.stopped) == (2, 50.0, 1)
    assert found.oldest_feed == Feed.objects.get(failures=1)
    assert found.given_up == [("fetch", "NoPage", 2), ("read", "Poison", 1)]
    pages = found.answers[0]
    assert (pages.name, pages.number, pages.failing, pages.refused) == ("Page", 2, 50.0, 50.0)
    assert (found.empty.number, found.empty.failing) == (2, 50.0)
    assert [(host.name, host.number, host.failed) for host in found.hosts] == [("a.example", 4, 2)]


def test_an_empty_intake_has_no_shares():
    found = overview.look()
    assert (found.feeds.failing, found.empty.failing, found.oldest_feed, found.hosts) == (0.0, 0.0, None, [])


def test_it_costs_the_same_however_much_there_is(django_assert_max_num_queries):
    world()
    with django_assert_max_num_queries(20):
        overview.look()


def test_the_command_prints_it_for_people_and_for_monitors(capsys):
    world()
    call_command("intake")
    told = capsys.readouterr().out
    assert "pages to fetch: 3 due, the oldest for 300 s; 0 in a queue" in told
    assert "given up: 2 (fetch: NoPage)" in told
    call_command("intake", "--json")
    numbers = json.loads(capsys.readouterr().out)
    assert numbers["oldest_feed_seconds"] == 7200
    assert numbers["feeds"] == {"name": "feeds", "number": 2, "failed": 1, "too_many": 0, "stopped": 1}
