"""How a host stands, for people: when it may be asked and why not now, what came of asking it, which feeds it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from news import handing, politeness, turns
from news.models import Attempt, Feed, Host

#: Answers of the host are counted over so long.
SPAN = timedelta(hours=24)
MOST_ATTEMPTS = 30
MOST_FEEDS = 50
_TOO_MANY = 429


@dataclass(frozen=True)
class Next:
    """When a host may be asked next, and why not before; None and '' when it may be asked now."""

    at: datetime | None
    why: str


@dataclass(frozen=True)
class Standing:
    """A host with what came of asking it.

    Attributes:
        interval: how far apart requests are at present.
        next: when it may be asked next.
        asked: how often it was asked in the last day; ``failed`` and ``too_many`` (429) are of these.
        log: the last requests.
        feeds: the first feeds there, and ``more_feeds`` whether there are others.
    """

    host: Host
    interval: timedelta
    next: Next
    asked: int
    failed: int
    too_many: int
    log: Sequence[Attempt]
    feeds: Sequence[Feed]
    more_feeds: bool


def may_be_asked(host: Host, now: datetime) -> Next:
    """When a host may be asked next, and what keeps it from being asked now, in words."""
    reasons = [
        (host.down_until, "no connection came about, so it is left alone"),
        (_closed_until(host), "its robots.txt could not be read"),
        (host.turn_until if host.turn else None, "it is being asked"),
        (host.next_slot_at, "it is given rest between two requests"),
    ]
    waits = [(until, why) for until, why in reasons if until is not None and until > now]
    if not waits:
        return Next(None, "")
    # Of several reasons the one that holds longest is told.
    return Next(*max(waits, key=lambda wait: wait[0]))


def _closed_until(host: Host) -> datetime | None:
    return host.robots_at + politeness.CLOSED_KEPT if host.robots_closed and host.robots_at else None


def look(host: Host) -> Standing:
    """Look at a host as it is now, in a fixed number of queries."""
    now = timezone.now()
    # What was read there is no request.
    attempts = Attempt.objects.filter(host=host.name).exclude(purpose=Attempt.Purpose.READING)
    feeds = Feed.objects.annotate(at_host=handing.host_of()).filter(at_host=host.name).order_by("pk")
    found = list(feeds.select_related("publisher")[: MOST_FEEDS + 1])
    counted = attempts.filter(at__gte=now - SPAN)
    return Standing(
        host,
        turns.interval(host),
        may_be_asked(host, now),
        log=list(attempts.order_by("-pk")[:MOST_ATTEMPTS]),
        feeds=found[:MOST_FEEDS],
        more_feeds=len(found) > MOST_FEEDS,
        **counted.aggregate(
            asked=Count("pk"),
            failed=Count("pk", filter=Q(succeeded=False)),
            too_many=Count("pk", filter=Q(status=_TOO_MANY)),
        ),
    )
