"""The embedded worker: Celery's worker on threads and beat in one process, for the broker that lives in memory."""

import logging
import os
import signal
import threading
from types import FrameType
from typing import Any

from celery import beat, signals
from celery.worker import state

from corridors.celery import app

log = logging.getLogger(__name__)

THREADS = 2
# Rows are the truth: a task cut off here is done again at the next start.
SECONDS_TO_FINISH = 10


class EmbeddedWorker(app.WorkController):
    """Celery's bare worker, which leaves signals to whoever embeds it."""

    def on_consumer_ready(self, consumer: Any) -> None:
        """Say that work is being taken, as the worker of the command line does."""
        signals.worker_ready.send(sender=consumer)


def run() -> int:
    """Work until SIGTERM or SIGINT, then let running tasks finish for ten seconds; return the exit code."""
    worker = EmbeddedWorker(
        pool="threads",
        concurrency=THREADS,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    )
    schedule = beat.Service(app, scheduler_cls=app.conf.beat_scheduler, max_interval=app.conf.beat_max_loop_interval)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    threading.Thread(target=schedule.start, name="beat", daemon=True).start()
    log.info("The worker starts: %d threads and beat in one process", THREADS)
    worker.start()
    log.info("The worker has stopped")
    return worker.exitcode or 0


def _stop(number: int, frame: FrameType | None) -> None:
    log.info("Asked to stop: running tasks have %d seconds to finish", SECONDS_TO_FINISH)
    state.should_stop = os.EX_OK
    last_word = threading.Timer(SECONDS_TO_FINISH, _cut_off)
    last_word.daemon = True
    last_word.start()


def _cut_off() -> None:
    log.warning("Tasks are still running after %d seconds; their rows will be taken up again", SECONDS_TO_FINISH)
    # Threads cannot be ended; the process can.
    os._exit(os.EX_OK)
