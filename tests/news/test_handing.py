"""What the tick hands out: pasted first, hosts in turn, no more than workers can take, and again what got lost."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings as configured
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from corridors.celery import app
from corridors.errors import Invalid
from news import handing, identity, leases, tasks
from news.models import Article, Feed, Host, State
from tests import factories

pytestmark = pytest.mark.django_db
PAGES = handing.PAGES


@pytest.fixture(autouse=True)
def spacing(settings):
    settings.NEWS_HOST_SPACING = settings.NEWS_TICK = 5.0


@pytest.fixture
def sent(monkeypatch):
    """What was put on queues, as (queue, task, id)."""
    messages = []
    monkeypatch.setattr(handing, "send", lambda task, pk, queue, expires: messages.append((queue, task, pk)))
    return messages


def articles(count: int, host: str = "one.example", state: str = State.FOUND, **values) -> list[Article]:
    now = timezone.now()
    first = Article.objects.count()
    return Article.objects.bulk_create(
        Article(
            **{
                "url": f"https://{host}/{first + number}",
                "url_key": f"key-{first + number}",
                "found_at": now,
                "due_at": now - timedelta(minutes=5) + timedelta(milliseconds=first + number),
                "state": state,
                **values,
            }
        )
        for number in range(count)
    )


def listed(path: str, **values) -> Feed:
    url = f"https://feeds.example/{path}"
    return Feed.objects.create(
        **{
            "publisher": factories.publisher(),
            "url": url,
            "url_key": identity.key(url),
            "enabled_by_curator": True,
            "due_at": timezone.now(),
            **values,
        }
    )


def later(**delta: float) -> None:
    """Let time pass for what was sent."""
    for row in Article.objects.filter(sent_at__isnull=False):
        Article.objects.filter(pk=row.pk).update(sent_at=row.sent_at - timedelta(**delta))


def test_the_tick_hands_out_each_due_row_once(sent):
    feed = listed("on")
    listed("off", enabled_by_curator=False)
    found, fetched = articles(1)[0], articles(1, state=State.FETCHED)[0]
    articles(1, due_at=timezone.now() + timedelta(hours=1))
    tasks.tick()
    tasks.tick()
    assert sent == [
        ("reading", "news.read", fetched.pk),
        ("network", "news.fetch", found.pk),
        ("network", "news.poll", feed.pk),
    ]


def test_what_was_pasted_goes_first_and_in_a_queue_of_its_own(sent):
    articles(1)
    pasted = articles(1, "two.example", added_by="ann")[0]
    read = articles(1, "three.example", State.FETCHED, added_by="ann")[0]
    tasks.tick()
    assert sent[:2] == [("pasted", "news.fetch", pasted.pk), ("pasted", "news.read", read.pk)]
    assert [queue for queue, _task, _pk in sent[2:]] == ["network"]


def test_the_next_slot_of_a_host_belongs_to_its_pasted_page(sent):
    articles(3, "busy.example")
    other = articles(1, "other.example")[0]
    pasted = articles(1, "busy.example", added_by="ann", due_at=timezone.now() + timedelta(seconds=3))[0]
    tasks.tick()
    assert [pk for _queue, _task, pk in sent] == [other.pk]
    Article.objects.filter(pk=pasted.pk).update(due_at=timezone.now())
    tasks.tick()
    assert sent[1:] == [("pasted", "news.fetch", pasted.pk)]


def test_a_big_host_never_fills_the_tick(sent):
    big = articles(500, "big.example")
    small = [articles(1, f"small-{number}.example")[0] for number in range(5)]
    tasks.tick()
    assert {pk for _queue, _task, pk in sent} == {big[0].pk, *(one.pk for one in small)}
    tasks.tick()
    assert len(sent) == 6, "the host's one slot before the next tick is taken by what lies in the queue"


def test_a_host_that_rests_is_left_alone_until_it_may_be_asked(sent):
    article = articles(1, "resting.example")[0]
    feed = listed("a", url="https://resting.example/feed", url_key="resting")
    host = Host.objects.create(name="resting.example", next_slot_at=timezone.now() + timedelta(hours=1))
    tasks.tick()
    assert sent == []
    Host.objects.update(next_slot_at=timezone.now(), down_until=timezone.now() + timedelta(minutes=9))
    tasks.tick()
    assert sent == []
    Host.objects.filter(pk=host.pk).update(down_until=timezone.now())
    tasks.tick()
    assert [pk for _queue, _task, pk in sent] == [article.pk, feed.pk]


@pytest.mark.parametrize(("seconds", "a_tick"), [(5.0, 1), (2.0, 3), (60.0, 1)])
def test_a_host_gets_as_many_pages_a_tick_as_it_may_be_asked(sent, settings, seconds, a_tick):
    settings.NEWS_HOST_SPACING = seconds
    first = articles(20)[:a_tick]
    tasks.tick()
    assert [pk for _queue, _task, pk in sent] == [one.pk for one in first]


def test_hosts_are_served_in_turn(sent, settings):
    settings.NEWS_HOST_SPACING = 1.0
    articles(9, "a.example")
    articles(9, "b.example")
    handing.hand_out(PAGES)
    hosts = [urlsplit(Article.objects.get(pk=pk).url).hostname for _queue, _task, pk in sent]
    assert hosts == ["a.example", "b.example"] * 5


def test_no_more_lies_in_a_queue_than_its_workers_can_take(sent, settings):
    settings.NEWS_HOST_SPACING = 0.0
    articles(PAGES.most + 50)
    for _ in range(3):
        handing.hand_out(PAGES)
    assert len(sent) == PAGES.most
    leases.take(Article.objects.all(), sent[0][2])
    handing.hand_out(PAGES)
    assert len(sent) == PAGES.most + 1


def test_a_message_that_got_lost_is_sent_again_and_in_the_end_ever_more_rarely(sent):
    articles(1)
    handing.hand_out(PAGES)
    for times, wait in enumerate([1, 1, 1, 2, 4], start=1):
        later(seconds=handing.AGAIN.total_seconds() * wait - 10)
        handing.hand_out(PAGES)
        assert len(sent) == times
        later(seconds=11)
        handing.hand_out(PAGES)
        assert len(sent) == times + 1


def test_a_message_is_void_once_its_row_is_sent_again(monkeypatch):
    ends = []
    monkeypatch.setattr(handing, "send", lambda task, pk, queue, expires: ends.append(expires))
    articles(1)
    handing.hand_out(PAGES)
    later(seconds=handing.AGAIN.total_seconds() + 1)
    handing.hand_out(PAGES)
    assert ends == [handing.AGAIN, handing.AGAIN]


def test_nothing_new_goes_where_nobody_takes_what_was_sent(sent):
    stuck = articles(1, "a.example")[0]
    for _ in range(handing.TOO_OFTEN):
        handing.hand_out(PAGES)
        later(seconds=handing.AGAIN.total_seconds() + 1)
    new = articles(1, "b.example")[0]
    later(seconds=-handing.AGAIN.total_seconds())
    handing.hand_out(PAGES)
    assert {pk for _queue, _task, pk in sent} == {stuck.pk}
    assert handing.look(PAGES, timezone.now()).why == "nobody takes the pages to fetch that were sent"
    assert leases.take(Article.objects.all(), stuck.pk)
    handing.hand_out(PAGES)
    assert sent[-1][2] == new.pk


def test_no_page_is_fetched_while_too_many_wait_to_be_read(sent, monkeypatch):
    monkeypatch.setattr(handing, "MOST_UNREAD", 3)
    articles(3, state=State.FETCHED)
    articles(1, "a.example")
    pasted = articles(1, "b.example", added_by="ann")[0]
    tasks.tick()
    assert [pk for _queue, task, pk in sent if task == "news.fetch"] == [pasted.pk]
    assert handing.look(PAGES, timezone.now()).why == "3 fetched pages wait to be read"


def test_feeds_are_asked_more_slowly_while_articles_pile_up(sent, monkeypatch, settings):
    settings.NEWS_HOST_SPACING = 0.0
    monkeypatch.setattr(handing, "SLOW_POLLS", 2)
    for number in range(4):
        listed(str(number))
    monkeypatch.setattr(handing, "MOST_BACKLOG", 1)
    articles(1)
    handing.hand_out(handing.POLLS)
    assert len(sent) == 2
    monkeypatch.setattr(handing, "MOST_BACKLOG", 2)
    handing.hand_out(handing.POLLS)
    assert len(sent) == 4


def test_what_a_worker_holds_is_not_sent_and_what_a_dead_one_held_is(sent):
    article = articles(1)[0]
    assert leases.take(Article.objects.all(), article.pk)
    handing.hand_out(PAGES)
    assert sent == []
    Article.objects.update(lease_until=timezone.now())
    handing.hand_out(PAGES)
    assert [pk for _queue, _task, pk in sent] == [article.pk]


def test_of_two_ticks_at_one_moment_one_sends(sent, monkeypatch):
    articles(1)
    now = timezone.now()
    load = handing.look(PAGES, now)
    chosen = handing._chosen(PAGES, load, now)
    assert handing.hand_out(PAGES) == 1
    assert [handing._send(PAGES, *row, now) for row in chosen] == [False]


def test_what_a_worker_takes_between_choosing_and_sending_is_not_sent(sent):
    article = articles(1)[0]
    now = timezone.now()
    chosen = handing._chosen(PAGES, handing.look(PAGES, now), now)
    assert leases.take(Article.objects.all(), article.pk)
    assert [handing._send(PAGES, *row, now) for row in chosen] == [False]
    article.refresh_from_db()
    assert (sent, article.sent_at) == ([], None)


def test_looking_costs_a_fixed_number_of_queries(sent, django_assert_max_num_queries, settings):
    settings.NEWS_HOST_SPACING = 0.0
    articles(60, due_at=timezone.now(), sent_at=timezone.now(), sends=1)
    with django_assert_max_num_queries(14):
        tasks.tick()


@given(
    st.from_regex(r"https?://[a-zа-яқ0-9]{1,12}(\.[a-z]{2,5}){1,2}(:[0-9]{2,4})?(/[a-z/:?=&%]{0,20})?", fullmatch=True)
)
def test_the_host_in_sql_is_the_host_that_politeness_counts_by(url):
    try:
        address = identity.canonical(url)
    except Invalid:
        return
    made, _ = Article.objects.get_or_create(
        url_key=identity.key(address), defaults={"url": address, "found_at": timezone.now()}
    )
    found = Article.objects.filter(pk=made.pk).annotate(host=handing.host_of()).get()
    assert found.host == identity.host(found.url)


def test_every_task_has_its_queue_and_every_queue_is_served_by_a_worker_told_nothing():
    named = {name for name in app.tasks if not name.startswith("celery.")}
    assert named == set(configured.CELERY_TASK_ROUTES)
    served = set(app.amqp.queues.consume_from)
    assert {route["queue"] for route in configured.CELERY_TASK_ROUTES.values()} | {"pasted"} == served
    assert {lane.queue for lane in handing.LANES} <= served
    for name, route in configured.CELERY_TASK_ROUTES.items():
        reached = app.amqp.router.route({}, name)["queue"]
        assert (reached.name, reached.routing_key) == (route["queue"], route["queue"])
