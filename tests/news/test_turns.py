"""At each host one request at a time, seconds apart, whoever asks; a host in trouble is left alone."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridors.outbound import Unreachable
from news import turns
from news.models import Host

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)


@pytest.fixture
def clock(frozen, settings):
    settings.NEWS_HOST_SPACING = 5.0
    return frozen(NOON)


def ask(name: str, clock, *, seconds: float = 0.0, status: int = 200, **headers: str) -> None:
    token = turns.wait_for(name, 0.0)
    with turns.held(name, token) as told:
        clock.shift(seconds)
        told(status, headers)


def wait(name: str) -> float:
    token, seconds = turns.take(name)
    assert not token
    return seconds


def test_requests_are_spaced_for_everybody_and_hosts_do_not_wait_for_each_other(clock):
    ask("news.example", clock)
    assert wait("news.example") == 5
    ask("other.example", clock)
    clock.shift(4.5)
    assert wait("news.example") == 0.5
    clock.shift(0.5)
    ask("news.example", clock)
    assert wait("news.example") == 5


def test_a_host_is_asked_by_one_at_a_time_however_long_it_takes(clock):
    token, _ = turns.take("slow.example")
    clock.shift(25)
    assert wait("slow.example") == 5
    with turns.held("slow.example", token):
        assert wait("slow.example") == 5


def test_the_distance_is_counted_from_the_end_of_a_request(clock):
    """A worker that took its turn and was held up does not let the next one come close behind it."""
    token, _ = turns.take("news.example")
    clock.shift(7)
    with turns.held("news.example", token) as told:
        told(200, {})
    assert wait("news.example") == 5


def test_the_turn_of_a_dead_worker_ends(clock):
    turns.take("news.example")
    clock.shift(turns.LONGEST.total_seconds() - 0.5)
    assert turns.take("news.example")[0] == ""
    clock.shift(0.5)
    assert turns.take("news.example")[0] != ""


def test_a_turn_that_had_run_out_changes_nothing_of_the_next(clock):
    late, _ = turns.take("news.example")
    clock.shift(turns.LONGEST.total_seconds())
    mine, _ = turns.take("news.example")
    before = Host.objects.values().get()
    with turns.held("news.example", late) as told:
        told(429, {})
    assert Host.objects.values().get() == before
    assert before["turn"] == mine


def test_of_two_that_saw_it_free_one_gets_it(clock, monkeypatch):
    stale = Host.objects.create(name="news.example", next_slot_at=NOON)
    assert turns.take("news.example")[0]
    monkeypatch.setattr(Host.objects, "get_or_create", lambda **kwargs: (stale, False))
    assert turns.take("news.example") == ("", 5.0)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0.0, 1.1)), min_size=2, max_size=30))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_two_requests_are_closer_than_the_interval_in_whatever_order_workers_run(clock, steps):
    """Each step a worker does the next of: take the turn, send, end; between steps any time passes."""
    Host.objects.all().delete()
    taken: dict[str, str] = {}
    sent: dict[str, datetime] = {}
    arrivals: list[datetime] = []
    for worker, seconds in steps:
        clock.shift(seconds)
        if worker in sent:
            del sent[worker]
            with turns.held("news.example", taken.pop(worker)) as told:
                told(200, {})
        elif worker in taken:
            sent[worker] = timezone.now()
            arrivals.append(sent[worker])
            assert len(sent) == 1
        elif token := turns.take("news.example")[0]:
            taken[worker] = token
    assert all(later - earlier >= timedelta(seconds=5) for earlier, later in pairwise(arrivals))


def test_a_slow_host_and_its_crawl_delay_widen_the_spacing(clock):
    for name, values in {"slow.example": {"latency": 20.0}, "shy.example": {"crawl_delay": 12.0}}.items():
        Host.objects.create(name=name, next_slot_at=timezone.now(), **values)
        turns.take(name)
    assert (wait("slow.example"), wait("shy.example")) == (10, 12)


def test_a_host_that_takes_long_is_asked_less_often(clock, monkeypatch):
    monkeypatch.setattr(turns.time, "monotonic", lambda: timezone.now().timestamp())
    for _ in range(12):
        ask("slow.example", clock, seconds=20)
        clock.shift(15)
    assert Host.objects.get().latency == pytest.approx(20, abs=1)
    ask("slow.example", clock, seconds=20)
    assert wait("slow.example") == pytest.approx(10, abs=0.5)
    for _ in range(30):
        clock.shift(15)
        ask("slow.example", clock)
    assert wait("slow.example") == 5


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {}, 35),
        (429, {"retry-after": "7"}, 35),
        (429, {"retry-after": "300"}, 300),
        (429, {"retry-after": "Sat, 02 May 2026 13:00:00 GMT"}, 3600),
        (429, {"retry-after": "400000"}, 24 * 3600),
        (503, {}, 30),
        (503, {"retry-after": "120"}, 120),
        (500, {}, 5),
        (301, {"retry-after": "120"}, 5),
    ],
)
def test_a_host_that_asks_for_rest_gets_it(clock, status, headers, seconds):
    ask("news.example", clock, status=status, **headers)
    assert wait("news.example") == seconds


def test_too_many_requests_are_forgotten_by_and_by(clock):
    ask("news.example", clock, status=429)
    rests = []
    for _ in range(7):
        rests.append(wait("news.example"))
        clock.shift(rests[-1])
        ask("news.example", clock)
    assert rests == sorted(rests, reverse=True)
    assert (rests[0], rests[-1]) == (35, 5)


def test_a_host_without_a_connection_is_left_alone_for_ten_minutes(clock):
    with pytest.raises(Unreachable), turns.held("down.example", turns.wait_for("down.example", 0)):
        raise Unreachable("Nobody there.")
    assert wait("down.example") == 600
    clock.shift(599.5)
    with pytest.raises(turns.Busy, match=r"down\.example may not be asked again for 1 seconds") as busy:
        turns.wait_for("down.example", 0.2)
    assert busy.value.wait == 0.5
    clock.shift(0.5)
    ask("down.example", clock)
    assert wait("down.example") == 5


def test_a_host_nobody_asked_in_a_month_is_forgotten(clock):
    ask("old.example", clock)
    clock.shift(timedelta(days=20))
    ask("known.example", clock)
    clock.shift(timedelta(days=11))
    assert turns.prune() == 1
    assert Host.objects.get().name == "known.example"
