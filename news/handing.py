"""Decides which due rows go onto the queues, and when enough lies there: by rows alone, so on every broker alike."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.db.models import Expression, F, Q, QuerySet, Value, Window
from django.db.models.functions import Concat, RowNumber, StrIndex, Substr
from django.utils import timezone

from news import leases
from news.models import Article, Feed, Host, State
from news.services import gdelt, gdelt_files

#: A message that nobody took for so long is taken for lost and sent again. Longer than a lease: what a dead worker held
#: is free by then.
AGAIN = leases.LEASE * 1.5
#: A row sent so often was not lost so often: its queue has no workers, or too few. Nothing new joins that queue, and
#: the row is sent again after twice as long each time, so that the broker's memory lasts until somebody looks.
TOO_OFTEN = 3
_MOST_DOUBLINGS = 5
#: Fetched pages that wait to be read: each holds some 50 kB of the database. Above it no more are fetched.
MOST_UNREAD = 1000
#: Due articles that wait, above which feeds are asked more slowly: they would only make the heap higher.
MOST_BACKLOG = 5000
SLOW_POLLS = 5


@dataclass(frozen=True)
class Lane:
    """Rows of one kind on their way to one queue.

    Attributes:
        name: what lies in it, as in "12 pages to fetch".
        task: the task that works on a row.
        queue: where its messages go.
        most: how many may lie in the queue: what the workers do in a minute or so. What is due beyond that waits in
            the table, where a pasted address can still go first.
        rows: the rows it takes.
        asks_hosts: whether the task asks a host for something, and so has to wait for the host's slots.
    """

    name: str
    task: str
    queue: str
    most: int
    rows: Callable[[], "QuerySet[Any]"]
    asks_hosts: bool


@dataclass(frozen=True)
class Load:
    """What lies in a lane's queue: how many rows, of which hosts, which of them count as lost, how many may join."""

    waiting: int
    by_host: Counter[str]
    lost: list[tuple[int, datetime, int]]
    room: int
    why: str


def feeds() -> "QuerySet[Feed]":
    """Feeds that are on."""
    return Feed.objects.filter(enabled_by_curator=True, off_by_system="")


def _pasted(state: State) -> "QuerySet[Article]":
    return Article.objects.filter(state=state).exclude(added_by="")


def _listed(state: State) -> "QuerySet[Article]":
    return Article.objects.filter(state=state, added_by="")


PASTED_PAGES = Lane("pasted pages to fetch", "news.fetch", "pasted", 50, lambda: _pasted(State.FOUND), True)
PASTED_READS = Lane("pasted pages to read", "news.read", "pasted", 50, lambda: _pasted(State.FETCHED), False)
READS = Lane("pages to read", "news.read", "reading", 200, lambda: _listed(State.FETCHED), False)
PAGES = Lane("pages to fetch", "news.fetch", "network", 200, lambda: _listed(State.FOUND), True)
POLLS = Lane("feeds to ask", "news.poll", "network", 100, feeds, True)
#: In the order in which they are served: a person waits for what was pasted; what is nearest to a curator comes next.
LANES = (PASTED_PAGES, PASTED_READS, READS, PAGES, POLLS)
GDELT_LISTS = Lane("lists of GDELT to look at", "news.gdelt_list", "network", 2, gdelt.active, True)
GDELT_FILES = Lane("files of GDELT to read", "news.gdelt_file", "network", 2, gdelt_files.waiting, True)


def host_of(column: str = "url") -> Expression:
    """The host of a canonical address, in SQL that both databases know; equals ``identity.host``."""
    rest = Substr(column, StrIndex(column, Value("://")) + 3)
    return Substr(rest, 1, StrIndex(Concat(rest, Value("/")), Value("/")) - 1)


def hand_out(lane: Lane) -> int:
    """Put what is due in a lane onto its queue, as far as there is room; how many messages were sent."""
    now = timezone.now()
    load = look(lane, now)
    chosen = [*load.lost, *(_chosen(lane, load, now) if load.room else [])]
    return sum(_send(lane, pk, due_at, sends, now) for pk, due_at, sends in chosen)


def look(lane: Lane, now: datetime) -> Load:
    """Look at what lies in a lane's queue, and say how much may join it."""
    sent = (
        lane.rows()
        .filter(leases.free(now), sent_at__isnull=False)
        .annotate(host=host_of())
        .values_list("pk", "due_at", "sent_at", "sends", "host")
    )
    rows = list(sent)
    lost = [(pk, due_at, sends) for pk, due_at, sent_at, sends, _host in rows if sent_at + _patience(sends) <= now]
    most, why = _most(lane, now)
    if any(sends >= TOO_OFTEN for _pk, _due, _sent, sends, _host in rows):
        most, why = 0, f"nobody takes the {lane.name} that were sent"
    elif not why and len(rows) >= most:
        why = f"{len(rows)} {lane.name} lie in the queue"
    by_host = Counter(host for *_others, host in rows)
    return Load(len(rows), by_host, lost, max(0, most - len(rows)), why)


def _patience(sends: int) -> timedelta:
    """How long a message may lie in its queue before it is sent again, after so many sends."""
    return AGAIN * float(2 ** min(max(0, sends - TOO_OFTEN), _MOST_DOUBLINGS))


def _most(lane: Lane, now: datetime) -> tuple[int, str]:
    """How many rows may lie in the lane's queue now, and why that is fewer than usual; '' when it is not."""
    if lane is PAGES:
        unread = Article.objects.filter(state=State.FETCHED).count()
        if unread >= MOST_UNREAD:
            return 0, f"{unread} fetched pages wait to be read"
    if lane is POLLS:
        waiting = Article.objects.filter(state__in=(State.FOUND, State.FETCHED), due_at__lte=now).count()
        if waiting >= MOST_BACKLOG:
            return SLOW_POLLS, f"{waiting} articles wait"
    return lane.most, ""


def _chosen(lane: Lane, load: Load, now: datetime) -> list[tuple[int, datetime, int]]:
    """Rows to be sent now, the longest due first; of each host no more than it may be asked before the next tick."""
    due = lane.rows().filter(leases.free(now), due_at__lte=now, sent_at__isnull=True)
    if not lane.asks_hosts:
        return list(due.order_by("due_at", "pk").values_list("pk", "due_at", "sends")[: load.room])
    due = due.annotate(host=host_of()).exclude(host__in=_resting(now))
    if lane is not PASTED_PAGES:
        # The next slot of a host with a pasted page belongs to that page.
        due = due.exclude(host__in=_hosts_of_pasted(now))
    a_host = slots_a_tick()
    place = Window(RowNumber(), partition_by=[F("host")], order_by=[F("due_at"), F("pk")])
    turns = due.annotate(place=place).filter(place__lte=a_host).order_by("place", "due_at", "pk")
    found = turns.values_list("pk", "due_at", "sends", "host", "place")[: load.room + load.waiting]
    allowed = [(pk, at, sends) for pk, at, sends, host, place in found if place + load.by_host[host] <= a_host]
    return allowed[: load.room]


def slots_a_tick() -> int:
    """How often one host may be asked between two ticks, at least once: more tasks would only put themselves off."""
    spacing = float(settings.NEWS_HOST_SPACING)
    return max(1, math.ceil(settings.NEWS_TICK / spacing)) if spacing > 0 else PAGES.most


def _resting(now: datetime) -> "QuerySet[Host, str]":
    """Hosts that may not be asked before the next tick: what is sent for them would only put itself off."""
    soon = now + timedelta(seconds=settings.NEWS_TICK)
    resting = Host.objects.filter(Q(next_slot_at__gt=soon) | Q(down_until__gt=soon))
    return resting.values_list("name", flat=True)


def _hosts_of_pasted(now: datetime) -> list[str]:
    soon = now + timedelta(seconds=settings.NEWS_TICK)
    waiting = _pasted(State.FOUND).filter(due_at__lte=soon)
    return sorted(waiting.annotate(host=host_of()).values_list("host", flat=True).distinct())


def _send(lane: Lane, pk: int, due_at: datetime, sends: int, now: datetime) -> bool:
    """Mark a row as sent and send it, unless another tick did, or a worker took it meanwhile."""
    rows = lane.rows().filter(leases.free(now), pk=pk, due_at=due_at, sends=sends)
    if not rows.update(sent_at=now, sends=sends + 1):
        return False
    send(lane.task, pk, lane.queue, _patience(sends + 1))
    return True


def send(task: str, pk: int, queue: str, expires: timedelta) -> None:
    """Put one id on a queue; the message is void once the row would be sent again."""
    current_app.send_task(task, args=[pk], queue=queue, expires=expires.total_seconds())
