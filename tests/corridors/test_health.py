"""Health says in words what is not ready, and never claims more than it saw."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django.fixtures import Settings
from time_machine import Traveller

from corridors import health, heartbeat, marking
from projects.models import Installation

pytestmark = pytest.mark.django_db
Freeze = Callable[[str], Traveller]


@pytest.fixture(autouse=True)
def embedded(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.REDIS_URL = ""
    settings.CELERY_BROKER_URL = "memory://localhost/"
    settings.DEMONSTRATION = False


QUEUES = ("pasted", "network", "reading", "upkeep")


def signs_of_life(*, queues: tuple[str, ...] = QUEUES) -> None:
    heartbeat.beat(heartbeat.WORKER)
    heartbeat.beat(heartbeat.BEAT)
    for queue in queues:
        heartbeat.beat(heartbeat.of_queue(queue))


def test_live_answers_without_touching_the_database(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator] # a fixture that is a context manager
        answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"live": True})


def test_ready_when_every_part_is(client: Client) -> None:
    signs_of_life()
    answer = client.get("/health/ready")
    assert answer.status_code == 200, answer.json()
    assert answer.json()["ready"] is True
    assert set(answer.json()["checks"]) == {"database", "broker", "worker", "beat"}
    assert answer["Cache-Control"] == "no-store"


def test_a_worker_never_seen_is_not_ready(client: Client) -> None:
    heartbeat.beat(heartbeat.BEAT)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["worker"] == {"ok": False, "says": "The worker has not been seen yet."}
    assert answer.json()["checks"]["beat"]["ok"] is True


def test_a_queue_that_no_worker_serves_is_not_ready(client: Client) -> None:
    signs_of_life(queues=("network", "upkeep"))
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["worker"]["says"] == "No worker serves the queues pasted, reading."


def test_a_silent_beat_is_not_ready_and_its_silence_is_counted(client: Client, frozen: Freeze) -> None:
    clock = frozen("2026-05-01T12:00Z")
    signs_of_life()
    clock.shift(heartbeat.SILENT_AFTER)
    assert client.get("/health/ready").status_code == 200
    clock.shift(31)
    heartbeat.beat(heartbeat.WORKER)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["beat"]["says"] == "The beat has been silent for 61 seconds."


def test_waiting_migrations_are_not_ready(client: Client) -> None:
    signs_of_life()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"]["says"] == "1 migrations wait: run 'manage.py migrate'."


def test_a_database_that_does_not_answer_is_said_without_its_address(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> None:
        raise OperationalError("connection to server at 10.0.0.7 failed for user secret")

    monkeypatch.setattr(health, "MigrationExecutor", refuse)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"]["says"] == "The database does not answer (OperationalError)."
    assert "secret" not in answer.content.decode()


def test_a_database_of_the_other_kind_is_not_ready(client: Client) -> None:
    signs_of_life()
    Installation.objects.create(demonstration=True)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert "holds demonstration articles" in answer.json()["checks"]["database"]["says"]


def test_a_broker_that_does_not_answer_is_not_ready(client: Client, settings: Settings, tmp_path: Path) -> None:
    nobody = f"redis+socket://{tmp_path}/nobody.sock?virtual_host=0"
    settings.CELERY_BROKER_URL = nobody
    dial = health.app.connection_for_write
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(health.app, "connection_for_write", lambda **kwargs: dial(nobody, **kwargs))
        answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["broker"]["says"].startswith("The broker does not answer (")


def test_pages_do_without_redis_and_health_says_that_it_is_gone(client: Client, settings: Settings) -> None:
    nobody = "redis://127.0.0.1:1/0"
    settings.REDIS_URL = nobody
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": nobody}}
    page = client.get("/")
    assert page.status_code == 200
    assert "Whether the worker that reads news is at work cannot be told" in page.content.decode()
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["worker"]["says"] == "Whether the worker lives cannot be read (OSError)."


def test_every_answer_of_a_demonstration_says_so(client: Client, settings: Settings) -> None:
    assert "X-Corridors-Demonstration" not in client.get("/health/live")
    settings.DEMONSTRATION = True
    for path in ("/health/live", "/health/ready", "/there/is/no/such/page/"):
        assert client.get(path)["X-Corridors-Demonstration"] == "yes"


def test_an_unmarked_database_is_marked_once_and_refuses_the_other_kind(settings: Settings) -> None:
    assert (marking.marked_as(), marking.refusal()) == (None, "")
    assert marking.mark() is True
    assert marking.mark() is False
    settings.DEMONSTRATION = True
    with pytest.raises(marking.Refused, match="never share one") as refused:
        marking.mark()
    assert refused.value.code == "other_installation"
    assert "holds real facts" in marking.refusal()
    assert Installation.objects.get().demonstration is False
