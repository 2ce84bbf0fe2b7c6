"""The intake at a glance, for people and monitors: what waits and since when, what was given up, what servers said."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from news import handing
from news.models import Article, Attempt, Feed, State

#: Answers of servers are counted over so long.
SPAN = timedelta(hours=24)
MOST_HOSTS = 10
_TOO_MANY = 429
_NO_TEXT = "unreadable"


@dataclass(frozen=True)
class Waiting:
    """One lane of the intake: rows that are due, since when the oldest, how many lie in a queue, why no more may."""

    name: str
    due: int
    oldest: datetime | None
    in_queue: int
    in_work: int
    later: int
    why: str


@dataclass(frozen=True)
class Share:
    """How many of a number, for one name."""

    name: str
    number: int
    failed: int
    too_many: int = 0

    @property
    def failing(self) -> float:
        """The share that failed, in per cent."""
        return 100 * self.failed / self.number if self.number else 0.0

    @property
    def refused(self) -> float:
        """The share that was answered with 429 (too many requests), in per cent."""
        return 100 * self.too_many / self.number if self.number else 0.0


@dataclass(frozen=True)
class Overview:
    """The state of the intake at a moment.

    Attributes:
        feeds: feeds that are on, and how many of them failed when they were last asked.
        stopped: feeds that the system stopped.
        oldest_feed: the feed that is due the longest, if any is.
        waiting: the lanes, in the order in which they are served.
        given_up: stage, kind of error and number of the articles that were given up.
        answers: what was asked in the last day, by purpose.
        empty: pages read in the last day, and how many had no text that could be found.
        hosts: the hosts that failed most often in the last day.
    """

    at: datetime
    feeds: Share
    stopped: int
    oldest_feed: Feed | None
    waiting: list[Waiting]
    given_up: list[tuple[str, str, int]]
    answers: list[Share]
    empty: Share
    hosts: list[Share]


def look() -> Overview:
    """Look at the intake as it is now, in a fixed number of queries."""
    now = timezone.now()
    feeds = handing.feeds()
    lately = Attempt.objects.filter(at__gte=now - SPAN)
    on = feeds.aggregate(number=Count("pk"), failed=Count("pk", filter=Q(failures__gt=0)))
    given_up = Article.objects.filter(state=State.FAILED).order_by().values_list("error_stage", "error_class")
    readings = lately.filter(purpose=Attempt.Purpose.READING)
    return Overview(
        at=now,
        feeds=Share("feeds", on["number"], on["failed"]),
        stopped=Feed.objects.filter(enabled_by_curator=True).exclude(off_by_system="").count(),
        oldest_feed=feeds.filter(due_at__lte=now).select_related("publisher").order_by("due_at").first(),
        waiting=[_waiting(lane, now) for lane in handing.LANES],
        given_up=list(given_up.annotate(number=Count("pk")).order_by("-number", "error_stage", "error_class")),
        answers=[_renamed(one) for one in _shares(lately.exclude(purpose=Attempt.Purpose.READING), "purpose")],
        empty=Share(
            "pages read", **readings.aggregate(number=Count("pk"), failed=Count("pk", filter=Q(code=_NO_TEXT)))
        ),
        hosts=_shares(lately, "host", failing=True),
    )


def _waiting(lane: handing.Lane, now: datetime) -> Waiting:
    held = Q(lease_until__gt=now)
    due = Q(due_at__lte=now) & ~held
    found: dict[str, Any] = lane.rows().aggregate(
        due=Count("pk", filter=due),
        oldest=Min("due_at", filter=due),
        in_work=Count("pk", filter=held),
        later=Count("pk", filter=Q(due_at__gt=now) & ~held),
    )
    load = handing.look(lane, now)
    return Waiting(lane.name, in_queue=load.waiting, why=load.why, **found)


def _shares(attempts: "QuerySet[Attempt]", column: str, *, failing: bool = False) -> list[Share]:
    """Attempts by a column; those that failed most often only, the worst first, where asked for."""
    counted = (
        attempts.order_by()
        .values_list(column)
        .annotate(
            number=Count("pk"),
            failed=Count("pk", filter=Q(succeeded=False)),
            too_many=Count("pk", filter=Q(status=_TOO_MANY)),
        )
        .order_by(column)
    )
    if failing:
        counted = counted.filter(failed__gt=0).order_by("-failed", column)[:MOST_HOSTS]
    return [Share(*row) for row in counted]


def _renamed(share: Share) -> Share:
    return Share(str(Attempt.Purpose(share.name).label), share.number, share.failed, share.too_many)
