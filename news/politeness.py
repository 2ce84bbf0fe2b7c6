"""How often a server may be asked (one row a host, shared by all workers), and what its robots.txt says."""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from corridors import outbound
from corridors.outbound import LIMITS, OutboundError
from news import attempts, identity, robots
from news.models import Attempt, Host

DOWN = timedelta(minutes=10)
PENALTY = 30.0
_ROBOTS_KEPT = timedelta(hours=24)
_CLOSED_KEPT = timedelta(minutes=10)
_SMOOTHING = 0.25


def slot(name: str) -> float:
    """Take the next slot of a host.

    Returns:
        0 when it is ours and the request may start now; else the seconds until it is worth asking again.
    """
    now = timezone.now()
    row, _ = Host.objects.get_or_create(name=name, defaults={"next_slot_at": now})
    free_at = max(row.next_slot_at, row.down_until or row.next_slot_at)
    if free_at > now:
        return (free_at - now).total_seconds()
    # Compare and set: of two workers that saw the same slot, one gets it.
    taken = Host.objects.filter(pk=row.pk, next_slot_at=row.next_slot_at).update(next_slot_at=now + _spacing(row))
    return 0.0 if taken else min(1.0, max(0.05, settings.NEWS_HOST_SPACING))


def wait_for_slot(name: str, patience: float) -> float:
    """Wait for a slot as long as ``patience`` seconds allow.

    Returns:
        0 when the request may start now; else the seconds still to wait, and no slot is taken.
    """
    while (wait := slot(name)) > 0:
        if wait > patience:
            return wait
        time.sleep(wait)
        patience -= wait
    return 0.0


def _spacing(host: Host) -> timedelta:
    seconds = max(settings.NEWS_HOST_SPACING + host.penalty, host.crawl_delay, host.latency / 2)
    return timedelta(seconds=seconds)


def answered(name: str, status: int, seconds: float) -> None:
    """Learn from an answer: how slow the host is, and whether it asks for fewer requests (429)."""
    host = Host.objects.filter(name=name).first()
    if host is None:
        return
    host.latency += _SMOOTHING * (seconds - host.latency)
    host.penalty = PENALTY if status == 429 else max(0.0, host.penalty / 2 - 0.5)
    host.save(update_fields=["latency", "penalty"])


def unreachable(name: str) -> None:
    """Leave a host alone for ten minutes: nobody answered there."""
    Host.objects.filter(name=name).update(down_until=timezone.now() + DOWN)


def rest(name: str, wait: timedelta) -> None:
    """Leave a host alone as long as its ``Retry-After`` asks."""
    if wait > timedelta(0):
        until = timezone.now() + wait
        Host.objects.filter(name=name, next_slot_at__lt=until).update(next_slot_at=until)


def rules(url: str, patience: float) -> tuple[robots.Rules | None, float]:
    """The robots.txt rules for an address, asked for at most once a day.

    Returns:
        The rules and 0; or None and the seconds to wait, when the file must be asked for and no slot is free.
    """
    name = identity.host(url)
    host = Host.objects.filter(name=name).first()
    if host is not None and host.robots_at is not None:
        kept = _CLOSED_KEPT if host.robots_closed else _ROBOTS_KEPT
        if timezone.now() - host.robots_at < kept:
            return robots.Rules(text=host.robots, closed=host.robots_closed), 0.0
    wait = wait_for_slot(name, patience)
    if wait > 0:
        return None, wait
    return _ask_rules(name, url), 0.0


def _ask_rules(name: str, url: str) -> robots.Rules:
    address = f"{url.split('://', 1)[0]}://{name}/robots.txt"
    now = timezone.now()
    try:
        answer = outbound.get(address, limits=LIMITS["robots"])
    except OutboundError as error:
        found = robots.unreachable(error.message)
        attempts.log(Attempt.Purpose.ROBOTS, address, error=error)
        if isinstance(error, outbound.Unreachable):
            unreachable(name)
    else:
        found = robots.from_answer(answer.status, answer.body)
        words = found.closed or ("robots.txt read." if found.text else "The site has no robots.txt: all is allowed.")
        attempts.log(Attempt.Purpose.ROBOTS, address, answer=answer, words=words, succeeded=not found.closed)
        answered(name, answer.status, answer.seconds)
    _keep(name, found, now)
    return found


def _keep(name: str, found: robots.Rules, now: datetime) -> None:
    delay = found.delay
    extra = timedelta(seconds=max(0.0, delay - settings.NEWS_HOST_SPACING))
    Host.objects.filter(name=name).update(
        robots=found.text,
        robots_closed=found.closed[:600],
        robots_at=now,
        crawl_delay=delay,
        next_slot_at=F("next_slot_at") + extra,
    )
