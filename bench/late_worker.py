"""Celery's worker on a machine where looking a name up takes any time at all, often longer than the interval.

Started by ``bench.politeness``: a worker that was let through to a host and then held up is what spaced starts do not
protect a host from.
"""

import random
import socket
import sys
import time
from typing import Any

from celery.bin.celery import main

LONGEST = 0.5
_look_up = socket.getaddrinfo


def _late(*args: Any, **kwargs: Any) -> Any:
    time.sleep(random.uniform(0, LONGEST) * random.choice((0, 0, 1)))
    return _look_up(*args, **kwargs)


if __name__ == "__main__":
    socket.getaddrinfo = _late
    sys.exit(main())
