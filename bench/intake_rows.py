"""What `bench.loss` asks of an installation's tables: made ready, watched, replayed and counted. Needs the settings."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection
from django.db.models import Count
from django.utils import timezone

from bench.outlets import Newsstand, Story
from corridors import marking
from news import identity
from news.models import Article, Feed, State, StoredPage
from news.models import Story as StoryRow
from news.services import dead_letters
from projects.models import Candidate, Source, Suggestion
from tests import factories

Answer = TypeVar("Answer")
SECONDS_BETWEEN_FEEDS = 3
THROUGH = (State.LINKED, State.UNLINKED)


def prepare(stand: Newsstand, projects: list[str]) -> None:
    """Make tables, invented projects, and a row of each feed, due one after the other."""
    call_command("migrate", verbosity=0)
    marking.mark()
    for name in projects:
        factories.project(name)
    now = timezone.now()
    for number, url in enumerate(stand.feeds):
        Feed.objects.create(
            publisher=factories.publisher(),
            url=url,
            url_key=identity.key(url),
            site=url,
            language="en",
            enabled_by_curator=True,
            due_at=now + timedelta(seconds=number * SECONDS_BETWEEN_FEEDS),
        )


def when_reachable(ask: Callable[[], Answer]) -> Answer:
    """An answer of the database, asked for again until it is back."""
    while True:
        try:
            return ask()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.2)


def states() -> Counter[str]:
    """How many articles are in each state."""
    return Counter(dict(Article.objects.order_by().values_list("state").annotate(Count("pk"))))


def replay() -> int:
    """Do with dead letters what a curator does: send them through again; how many they were."""
    return dead_letters.replay(Article.objects.filter(state=State.FAILED))


@dataclass(frozen=True)
class Counts:
    """What the outlets served beside what the tables hold.

    ``lost`` are addresses without a finished row, stories without a suggestion, and prints that joined none;
    ``doubled`` are addresses and sources with two rows, rows of no address, stories with two suggestions, and projects
    that are twice a candidate of one.
    """

    articles: int
    rows: int
    stories: int
    suggestions: int
    candidates: int
    pages_left: int
    lost: dict[str, int]
    doubled: dict[str, int]


def count(stand: Newsstand) -> Counts:
    """Compare what the outlets served with what the tables hold."""
    rows: dict[str, list[Article]] = defaultdict(list)
    for row in Article.objects.select_related("story"):
        rows[row.url].append(row)
    prints: dict[Story, list[str]] = defaultdict(list)
    for address, story in stand.stories.items():
        if story.projects:
            prints[story].append(address)
    told = {one.story_key: one for one in Suggestion.objects.annotate(joined=Count("copies"))}
    found = {
        story: {row.story.key for address in addresses for row in rows[address] if row.story is not None}
        for story, addresses in prints.items()
    }
    pairs = list(Candidate.objects.values_list("suggestion_id", "project_id"))
    sources = Counter(Source.objects.values_list("url", flat=True))
    missing = sum(
        len(addresses) - sum(1 + told[key].joined for key in found[story] if key in told)
        for story, addresses in prints.items()
        if any(key in told for key in found[story])
    )
    return Counts(
        articles=len(stand.stories),
        rows=sum(map(len, rows.values())),
        stories=len(prints),
        suggestions=len(told),
        candidates=len(pairs),
        pages_left=StoredPage.objects.count(),
        lost={
            "addresses": sum(not any(row.state in THROUGH for row in rows[address]) for address in stand.stories),
            "stories": sum(not any(key in told for key in found[story]) for story in prints),
            "prints": max(0, missing),
        },
        doubled={
            "addresses": sum(max(0, len(rows[address]) - 1) for address in stand.stories),
            "rows of no address": sum(address not in stand.stories for address in rows),
            "stories": sum(max(0, len(found[story]) - 1) for story in prints) + _unasked(found),
            "candidates": len(pairs) - len(set(pairs)),
            "sources": sum(number - 1 for number in sources.values()),
        },
    )


def _unasked(found: dict[Story, set[str]]) -> int:
    """Rows of stories that no served story explains."""
    return StoryRow.objects.exclude(key__in={key for keys in found.values() for key in keys}).count()
