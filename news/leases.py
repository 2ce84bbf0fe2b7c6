"""Taking a row to work on: one compare-and-set, so that of two workers one gets it, on either database."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from news.models.work import Work

Row = TypeVar("Row", bound=Work)

#: Longer than a task may run, so that a living worker's lease never runs out.
LEASE = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT * 4 / 3)
#: What says that the database is busy or away, and nothing of the work that was being done.
DATABASE_AWAY = (OperationalError, InterfaceError)
_UNTIL_IT_IS_BACK = timedelta(seconds=30)


def free(now: datetime) -> Q:
    """Rows that no living worker has."""
    return Q(lease_until__isnull=True) | Q(lease_until__lte=now)


def take(rows: "QuerySet[Row]", pk: int) -> str:
    """Take one row for a worker; it no longer counts as lying in a queue.

    Args:
        rows: the rows that may be taken, with the state they must be in.
        pk: which one.

    Returns:
        The token of the lease, or '' when the row is in another state or somebody else has it.
    """
    now = timezone.now()
    token = f"{os.getpid():08x}{uuid.uuid4().hex[8:]}"
    held = {"lease": token, "lease_until": now + LEASE, "sent_at": None, "sends": 0}
    return token if rows.filter(free(now), pk=pk).update(**held) else ""


def give_back(rows: "QuerySet[Row]", pk: int, token: str, **values: object) -> bool:
    """Write what came of the work and free the row, unless the lease was lost to another worker meanwhile.

    Returns:
        False when it was lost; then nothing is written.
    """
    return bool(rows.filter(pk=pk, lease=token).update(lease="", lease_until=None, **values))


def put_back(rows: "QuerySet[Row]", pk: int, token: str, **values: object) -> None:
    """Free a row for half a minute later: what ended the work on it says nothing of the row.

    Where the database does not answer, the row is free once the lease has run out.
    """
    with suppress(*DATABASE_AWAY):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        give_back(rows, pk, token, due_at=timezone.now() + _UNTIL_IT_IS_BACK, **values)


@contextmanager
def put_back_without_database(rows: "QuerySet[Row]", pk: int, token: str, **values: object) -> Iterator[None]:
    """Put a row back if the work on it ends because the database is busy or away: that was no attempt at anything.

    Around all of the work, since what came of it is written last.
    """
    try:
        yield
    except DATABASE_AWAY:
        put_back(rows, pk, token, **values)
        raise


def release_all(rows: "QuerySet[Row]", *, only_expired: bool) -> int:
    """Free rows whose workers are gone, and make them due at once.

    Args:
        rows: the rows to look at.
        only_expired: true where workers on other machines may be alive; false where the caller is the only worker, so
            that beside it only processes of this machine can hold a row: a page that a curator waits for.
    """
    now = timezone.now()
    held = rows.exclude(lease="")
    freed = held.filter(lease_until__lte=now).update(lease="", lease_until=None, due_at=now)
    if not only_expired:
        for pk, token in held.values_list("pk", "lease"):
            if not _lives(token):
                freed += rows.filter(pk=pk, lease=token).update(lease="", lease_until=None, due_at=now)
        # What lay in a queue died with the worker that held the queue in its memory.
        rows.filter(sent_at__isnull=False).update(sent_at=None, sends=0)
    return freed


def _lives(token: str) -> bool:
    """Whether the process that took a row still runs on this machine; its number stands first in the token."""
    try:
        os.kill(int(token[:8], 16), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return True


def count_attempt(rows: "QuerySet[Row]", pk: int) -> None:
    """Count a begun attempt before its work starts, so that a page that ends its worker is given up in time."""
    rows.filter(pk=pk).update(attempts=F("attempts") + 1)
