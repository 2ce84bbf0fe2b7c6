"""Celery's worker on a machine where looking a name up takes any time at all, often longer than the interval.

Started by ``bench.politeness``: a worker that was let through to a host and then held up is what spaced starts do not
protect a host from. With BENCH_SPACED_STARTS in the environment turns end when they begin: the peer that shows it.
"""

import os
import random
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery.bin.celery import main
from celery.signals import worker_init

LONGEST = 0.5
_look_up = socket.getaddrinfo


def _late(*args: Any, **kwargs: Any) -> Any:
    time.sleep(random.uniform(0, LONGEST) * random.choice((0, 0, 1)))
    return _look_up(*args, **kwargs)


@worker_init.connect
def _space_starts(**kwargs: Any) -> None:
    if not os.environ.get("BENCH_SPACED_STARTS"):
        return
    from news import turns  # noqa: PLC0415 - needs the settings, which are read by now

    held = turns.held

    @contextmanager
    def at_once(name: str, token: str) -> Iterator[Any]:
        with held(name, token):
            pass
        yield lambda status, headers: None

    turns.held = at_once


if __name__ == "__main__":
    socket.getaddrinfo = _late
    sys.exit(main())
