"""Whether this installation lives and is ready to work, as JSON with a sentence for each part."""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from kombu.exceptions import OperationalError

from corridors import heartbeat, marking
from corridors.celery import app

# Seconds after which a broker that does not answer counts as gone.
BROKER_PATIENCE = 2


class NotReadyError(Exception):
    """A part is not ready; the message says what is wrong and what to do."""


def live(request: HttpRequest) -> JsonResponse:
    """Answer 200 while this process can answer at all."""
    return _answer({"live": True}, 200)


def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every part is ready, else 503; the body says it part by part."""
    found = report()
    well = all(part["ok"] for part in found.values())
    return _answer({"ready": well, "demonstration": settings.DEMONSTRATION, "checks": found}, 200 if well else 503)


def report() -> dict[str, dict[str, object]]:
    """Look at every part: its name, whether it is ready, and a sentence."""
    found: dict[str, dict[str, object]] = {}
    for name, look in PARTS.items():
        try:
            found[name] = {"ok": True, "says": look()}
        except NotReadyError as problem:
            found[name] = {"ok": False, "says": str(problem)}
    return found


def database() -> str:
    """The database answers, its tables are of this release, and it is of the kind the settings say."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        refusal = "" if waiting else marking.refusal()
    except DatabaseError as error:
        # The error's own words may name hosts and users; they go to the log of the database driver's caller only.
        raise NotReadyError(f"The database does not answer ({type(error).__name__}).") from error
    if waiting:
        raise NotReadyError(f"{len(waiting)} migrations wait: run 'manage.py migrate'.")
    if refusal:
        raise NotReadyError(refusal)
    return f"{connection.vendor} answers, no migration waits"


def broker() -> str:
    """The broker of the queues takes connections."""
    if settings.CELERY_BROKER_URL.startswith("memory:"):
        return "in memory, inside the worker"
    try:
        with app.connection_for_write(connect_timeout=BROKER_PATIENCE) as link:
            if link.transport.driver_type == "redis":
                # One that takes connections and hangs would else keep this request, and in time every thread.
                link.transport_options |= {"socket_timeout": BROKER_PATIENCE, "socket_connect_timeout": BROKER_PATIENCE}
            link.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_PATIENCE)
    except (OperationalError, OSError) as error:
        raise NotReadyError(f"The broker does not answer ({type(error).__name__}).") from error
    return "answers"


def worker() -> str:
    """A worker gave a sign of life lately, and for each queue one that serves it."""
    seen = _sign(heartbeat.WORKER)
    ages = {queue.name: _age(heartbeat.of_queue(queue.name)) for queue in settings.CELERY_TASK_QUEUES}
    silent = [queue for queue, age in ages.items() if age is None or age > heartbeat.SILENT_AFTER]
    if silent:
        raise NotReadyError(f"No worker serves the queues {', '.join(silent)}.")
    return f"{seen}, and every queue is served"


def beat() -> str:
    """Beat gave a sign of life lately."""
    return _sign(heartbeat.BEAT)


def _sign(name: str) -> str:
    seconds = _age(name)
    if seconds is None:
        raise NotReadyError(f"The {name} has not been seen yet.")
    if seconds > heartbeat.SILENT_AFTER:
        raise NotReadyError(f"The {name} has been silent for {seconds:.0f} seconds.")
    return f"seen {seconds:.0f} seconds ago"


def _age(name: str) -> float | None:
    try:
        return heartbeat.age(name)
    except heartbeat.UnreadableError as error:
        raise NotReadyError(f"Whether the {name} lives cannot be read ({error}).") from error


def _answer(body: dict[str, object], status: int) -> JsonResponse:
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})


PARTS: dict[str, Callable[[], str]] = {"database": database, "broker": broker, "worker": worker, "beat": beat}
