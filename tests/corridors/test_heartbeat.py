"""Signs of life are read alike from a file and from Redis, and a worker that cannot leave one works on."""

import logging
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from pytest_django.fixtures import Settings
from time_machine import Traveller

from corridors import context, heartbeat
from corridors.celery import app, keep_heartbeat

#: The cache is Redis in one lane.
pytestmark = pytest.mark.stored

Freeze = Callable[[str], Traveller]


@pytest.fixture(params=["file", "cache"])
def kept_in(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> str:
    settings.DATA_DIR = tmp_path
    settings.REDIS_URL = "" if request.param == "file" else "redis://named.but.not.asked/0"
    cache.delete("heartbeat:worker")
    return str(request.param)


@pytest.mark.usefixtures("kept_in")
def test_age_counts_from_the_last_sign(frozen: Freeze) -> None:
    clock = frozen("2026-05-01T12:00Z")
    assert (heartbeat.last("worker"), heartbeat.age("worker"), heartbeat.silent("worker")) == (None, None, True)
    heartbeat.beat("worker")
    clock.shift(12)
    assert (heartbeat.age("worker"), heartbeat.silent("worker")) == (12.0, False)
    heartbeat.beat("worker")
    assert heartbeat.age("worker") == 0.0
    clock.shift(heartbeat.SILENT_AFTER + 1)
    assert heartbeat.silent("worker")
    # A clock that was put back shows no negative silence.
    clock.shift(-3600)
    assert heartbeat.age("worker") == 0.0


@pytest.mark.usefixtures("kept_in")
def test_pages_know_since_when_the_worker_is_silent(frozen: Freeze) -> None:
    clock = frozen("2026-05-01T12:00Z")
    request = RequestFactory().get("/")
    assert context.installation(request)["worker_silent"] == "always"
    heartbeat.beat("worker")
    assert not context.installation(request)["worker_silent"]
    clock.shift(120)
    assert context.installation(request)["worker_silent"] == heartbeat.last("worker")


def test_a_half_written_sign_counts_as_none(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.REDIS_URL = tmp_path, ""
    heartbeat.beat("beat")
    (tmp_path / "heartbeats" / "beat").write_text("")
    assert heartbeat.age("beat") is None


def test_a_sign_that_cannot_be_left_is_logged_and_stops_nothing(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("not a folder")
    settings.DATA_DIR, settings.REDIS_URL = tmp_path / "file", ""
    with caplog.at_level(logging.ERROR):
        heartbeat.beat("worker")
    assert "The heartbeat of worker could not be written" in caplog.text


def test_every_tick_of_the_schedule_is_a_sign_of_life(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.REDIS_URL = tmp_path, ""
    scheduler = heartbeat.HeartbeatScheduler(app, schedule={}, lazy=True)
    assert scheduler.tick() <= heartbeat.EVERY
    assert heartbeat.age("beat") is not None


def test_a_worker_gives_signs_of_life_for_each_queue_it_serves(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.REDIS_URL = tmp_path, ""
    repeated = []
    timer = SimpleNamespace(call_repeatedly=lambda every, act, args: repeated.append((every, act, args)))
    served = SimpleNamespace(amqp=SimpleNamespace(queues=SimpleNamespace(consume_from=["network", "upkeep"])))
    keep_heartbeat(SimpleNamespace(app=served, timer=timer))
    assert {sign.name for sign in (tmp_path / "heartbeats").iterdir()} == {"worker", "queue-network", "queue-upkeep"}
    assert heartbeat.silent(heartbeat.of_queue("reading"))
    assert {every for every, _act, _args in repeated} == {heartbeat.EVERY}
    assert len(repeated) == 3


def test_what_is_done_seldom_is_done_at_the_start_too(settings: Settings, tmp_path: Path) -> None:
    # An installation that runs for some hours a day would else never forget anything.
    settings.DATA_DIR, settings.REDIS_URL = tmp_path, ""
    sent: list[str] = []
    scheduler = heartbeat.HeartbeatScheduler(app)
    scheduler.apply_entry = lambda entry, **kwargs: sent.append(entry.name)
    for _ in range(10):
        scheduler.tick()
    assert sorted(sent) == ["news.guard_names", "news.prune"]


def test_a_clock_that_was_put_back_stops_no_schedule(settings: Settings, tmp_path: Path, frozen: Freeze) -> None:
    settings.DATA_DIR, settings.REDIS_URL = tmp_path, ""
    clock = frozen("2026-05-01T12:00Z")
    sent: list[str] = []
    scheduler = heartbeat.HeartbeatScheduler(app)
    scheduler.apply_entry = lambda entry, **kwargs: sent.append(entry.name)

    def run(seconds: int) -> set[str]:
        sent.clear()
        for _ in range(seconds):
            clock.shift(1)
            scheduler.tick()
        return set(sent)

    run(130)
    clock.shift(-5 * 3600)
    assert run(130) == {"news.tick", "news.gdelt"}
    assert 20 <= sent.count("news.tick") <= 27
