"""Whose turn it is at a host: one request at a time, seconds apart, none while it rests. Rows, so for all workers.

The time between two requests is counted from the end of the first, not from when its worker was allowed to start: a
worker may be held up between the two, and the next would come too close behind it.
"""

import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from corridors.errors import DomainError
from corridors.outbound import LIMITS, Told, Unreachable
from news import schedule
from news.models import Host

DOWN = timedelta(minutes=10)
KEPT = timedelta(days=30)
PENALTY = 30.0
#: Longer than one exchange may take: a turn whose worker died is over then.
LONGEST = timedelta(seconds=max(limits.total for limits in LIMITS.values()) + 5)
_SHORTEST_WAIT = 0.05
_SMOOTHING = 0.25
_ASKING_FOR_REST = frozenset({429, 503})


class Busy(DomainError):
    """The host may not be asked now; ``wait`` is after how many seconds it is worth trying again."""

    code = "host_busy"

    def __init__(self, message: str, wait: float) -> None:
        super().__init__(message)
        self.wait = wait


def take(name: str) -> tuple[str, float]:
    """Take the turn at a host, if it is free.

    Returns:
        A token and 0; or '' and the seconds until it is worth asking again.
    """
    now = timezone.now()
    host, _ = Host.objects.get_or_create(name=name, defaults={"next_slot_at": now})
    if (wait := _wait(host, now)) > 0:
        return "", wait
    token = uuid.uuid4().hex
    nobody = Q(turn_until__isnull=True) | Q(turn_until__lte=now)
    well = Q(down_until__isnull=True) | Q(down_until__lte=now)
    # Of two workers that saw it free, one gets it: the row itself is asked again.
    free = Host.objects.filter(nobody, well, pk=host.pk, next_slot_at__lte=now)
    taken = free.update(turn=token, turn_until=now + LONGEST, next_slot_at=now + _spacing(host))
    return (token, 0.0) if taken else ("", _after_another(host))


def wait_for(name: str, patience: float) -> str:
    """Take the turn at a host, waiting as long as ``patience`` seconds allow; its token.

    Raises:
        Busy: it will not be free in that time.
    """
    while True:
        token, wait = take(name)
        if token:
            return token
        if wait > patience:
            raise Busy(f"{name} may not be asked again for {max(1, round(wait))} seconds.", wait)
        time.sleep(wait)
        patience -= wait


def interval(host: Host) -> timedelta:
    """How far apart requests to a host are at present."""
    return _spacing(host)


def prune() -> int:
    """Forget hosts that nobody asked for anything in a month, their robots.txt with them; how many they were."""
    long_ago = timezone.now() - KEPT
    return Host.objects.filter(next_slot_at__lt=long_ago).exclude(turn_until__gt=long_ago).delete()[0]


@contextmanager
def held(name: str, token: str) -> Iterator[Told]:
    """The time of one request, after which the host knows when it may be asked again.

    Learns from the answer it is told of, and from none: a host at which no connection comes about is left alone for
    ten minutes; one that asks for fewer requests is left alone as long as it says, for half a minute at least.
    """
    told: list[tuple[int, Mapping[str, str]]] = []
    down = False
    begun = time.monotonic()
    try:
        yield lambda status, headers: told.append((status, headers))
    except Unreachable:
        down = True
        raise
    finally:
        status, headers = told[0] if told else (0, {})
        _give_back(name, token, time.monotonic() - begun, status, headers, down=down)


def _wait(host: Host, now: datetime) -> float:
    free_at = max(host.next_slot_at, host.down_until or host.next_slot_at)
    if free_at <= now and host.turn_until and host.turn_until > now:
        return _after_another(host)
    return (free_at - now).total_seconds()


def _after_another(host: Host) -> float:
    """How long it takes at least until a request that is under way has ended and was left its distance."""
    return max(_SHORTEST_WAIT, _spacing(host).total_seconds())


def _spacing(host: Host) -> timedelta:
    seconds = max(settings.NEWS_HOST_SPACING + host.penalty, host.crawl_delay, host.latency / 2)
    return timedelta(seconds=seconds)


def _give_back(name: str, token: str, seconds: float, status: int, headers: Mapping[str, str], *, down: bool) -> None:
    now = timezone.now()
    host = Host.objects.filter(name=name, turn=token).first()
    if host is None:
        return  # the turn had run out, and another worker has it
    if not down:
        host.latency += _SMOOTHING * (seconds - host.latency)
    if status:
        host.penalty = PENALTY if status == 429 else max(0.0, host.penalty / 2 - 0.5)
    rest = _spacing(host)
    if status in _ASKING_FOR_REST:
        rest = max(rest, timedelta(seconds=PENALTY), schedule.retry_after(headers.get("retry-after", ""), now))
    Host.objects.filter(pk=host.pk, turn=token).update(
        turn="",
        turn_until=None,
        latency=host.latency,
        penalty=host.penalty,
        next_slot_at=now + rest,
        down_until=now + DOWN if down else None,
    )
