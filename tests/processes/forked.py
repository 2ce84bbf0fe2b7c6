"""Does work in a child of its own, to be killed at a named point."""

import os
from collections.abc import Callable

from django.db import connections


def ended(point: str, work: Callable[[], bool]) -> int:
    """Do some work in a child that is killed at ``point``, nowhere if empty.

    Returns:
        Its exit status: 0 when the work succeeded, 2 when it did not, 1 when it raised, negative for a signal.
    """
    connections.close_all()
    child = os.fork()
    if child:
        _pid, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    code = 1
    try:
        os.environ["CORRIDORS_KILL_AT"] = point
        code = 0 if work() else 2
    finally:
        os._exit(code)
