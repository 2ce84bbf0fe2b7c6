"""Taking a row to work on: one compare-and-set, so that of two workers one gets it, on either database."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from news.models.work import Work

Row = TypeVar("Row", bound=Work)

#: Longer than a task may run (CELERY_TASK_TIME_LIMIT), so that a living worker's lease never runs out.
LEASE = timedelta(seconds=120)


def take(rows: "QuerySet[Row]", pk: int) -> str:
    """Take one row for a worker.

    Args:
        rows: the rows that may be taken, with the state they must be in.
        pk: which one.

    Returns:
        The token of the lease, or '' when the row is in another state or somebody else has it.
    """
    now = timezone.now()
    token = uuid.uuid4().hex
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    return token if rows.filter(free, pk=pk).update(lease=token, lease_until=now + LEASE) else ""


def give_back(rows: "QuerySet[Row]", pk: int, token: str, **values: object) -> bool:
    """Write what came of the work and free the row, unless the lease was lost to another worker meanwhile.

    Returns:
        False when it was lost; then nothing is written.
    """
    return bool(rows.filter(pk=pk, lease=token).update(lease="", lease_until=None, **values))


def hand_out(rows: "QuerySet[Row]", send: Callable[[int], object], *, most: int, again: timedelta) -> int:
    """Send due rows to workers, the longest due first; each is due again later, should the message be lost.

    Args:
        rows: the rows that may be worked on.
        send: puts one id on a queue.
        most: how many at a time.
        again: after how long a row that nobody worked on is sent once more.
    """
    now = timezone.now()
    sent = 0
    due = rows.filter(due_at__lte=now).order_by("due_at", "pk").values_list("pk", "due_at")
    for pk, due_at in due[:most]:
        # Of two ticks at one moment, one moves the row.
        if rows.filter(pk=pk, due_at=due_at).update(due_at=now + again):
            send(pk)
            sent += 1
    return sent


def release_all(rows: "QuerySet[Row]", *, only_expired: bool) -> int:
    """Free rows whose workers are gone, and make them due at once.

    Args:
        rows: the rows to look at.
        only_expired: true where other workers may be alive; false where the caller is the only one there can be.
    """
    now = timezone.now()
    held = rows.exclude(lease="")
    held = held.filter(lease_until__lte=now) if only_expired else held
    freed = held.update(lease="", lease_until=None, due_at=now)
    if not only_expired:
        # What was sent to a queue that died with its worker is due again too.
        rows.filter(due_at__gt=now, due_at__lte=now + 2 * LEASE).update(due_at=now)
    return freed


def count_attempt(rows: "QuerySet[Row]", pk: int) -> None:
    """Count a begun attempt before its work starts, so that a page that ends its worker is given up in time."""
    rows.filter(pk=pk).update(attempts=F("attempts") + 1)
