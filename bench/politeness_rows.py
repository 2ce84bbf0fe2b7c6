"""What `bench.politeness` asks of an installation's tables: made ready, ticked, counted. Needs the settings."""

from collections import Counter
from datetime import datetime

from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from news import identity, tasks
from news.models import Article, Attempt, Feed, State
from projects.models import Publisher

# The connection too: it is closed before the database is stopped.
__all__ = ["begin_round", "connection", "failures", "open_work", "outcomes", "prepare", "tick"]


def prepare(addresses: list[str]) -> None:
    """Make tables and a row of each feed, all due now."""
    call_command("migrate", verbosity=0)
    publisher = Publisher.objects.create(key="generated", name="Generated")
    now = timezone.now()
    Feed.objects.bulk_create(
        Feed(publisher=publisher, url=url, url_key=identity.key(url), site=url, enabled_by_curator=True, due_at=now)
        for url in addresses
    )


def begin_round() -> datetime:
    """Make every feed due; when that was."""
    now = timezone.now()
    Feed.objects.update(due_at=now)
    return now


def tick() -> None:
    """Have what is due handed out, as the clock of an installation does."""
    tasks.tick.delay()


def open_work(begun: datetime) -> int:
    """Feeds that were not asked since, and articles that are still to be fetched."""
    feeds = Feed.objects.filter(Q(polled_at__isnull=True) | Q(polled_at__lt=begun)).count()
    return feeds + Article.objects.filter(state=State.FOUND).count()


def outcomes() -> Counter[str]:
    """How many articles are in each state."""
    return Counter(dict(Article.objects.order_by().values_list("state").annotate(Count("pk"))))


def failures() -> list[str]:
    """What attempts came to nothing, other than by robots.txt, in words."""
    failed = Attempt.objects.filter(succeeded=False).exclude(code="robots")
    return list(failed.values_list("words", flat=True))
