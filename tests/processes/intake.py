"""Takes in one article in child processes of its own and kills each at another named point; says what remains.

Run by the test beside it in a process where Django is set up. The database is that of DATABASE_URL.
"""

import json
import sys
import threading
import time
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from corridors.celery import app
from news import identity, killpoints, tasks
from news.models import Article, Attempt, Feed, Host, State, Story
from news.services import proposing
from projects.models import Candidate, Project, Source, Suggestion
from tests import factories
from tests.news.worlds import NameLinker
from tests.processes import forked

TIME_LIMIT = 40.0


def main(site: str, broker: str) -> None:
    """Go through all points, then print one JSON object: what remained after each."""
    settings.OUTBOUND_LOOPBACK = [site]
    settings.NEWS_HOST_SPACING = 0.0
    settings.KILL_POINTS = True
    settings.CELERY_BROKER_URL = broker

    call_command("migrate", verbosity=0)
    feed, railway = _world(site)
    remained = {}
    for point in ("nowhere", *killpoints.POINTS):
        _clear(feed)
        first = forked.ended(point, partial(_work, railway, broker))
        _let_leases_end()
        second = forked.ended("", partial(_work, railway, broker))
        remained[point] = {"ended": [first, second], **_counts()}
    sys.stdout.write(json.dumps(remained))


def _world(site: str) -> tuple[int, int]:
    url = f"http://{site}/feed.xml"
    feed = Feed.objects.create(
        publisher=factories.publisher(), url=url, url_key=identity.key(url), site=url, enabled_by_curator=True
    )
    return feed.pk, factories.project("Example Railway").pk


def _clear(feed: int) -> None:
    for model in (Attempt, Article, Story, Host, Suggestion, Source):
        model.objects.all().delete()
    Feed.objects.filter(pk=feed).update(
        due_at=timezone.now(), body_hash="", etag="", lease="", lease_until=None, sent_at=None, sends=0
    )


def _let_leases_end() -> None:
    """What time does: leases of dead workers run out, lost messages are due again."""
    for model in (Feed, Article):
        model.objects.exclude(lease="").update(lease_until=timezone.now())
        model.objects.update(sent_at=None, sends=0)
        model.objects.filter(due_at__isnull=False).update(due_at=timezone.now())


def _work(railway: int, broker: str) -> bool:
    """A worker of the broker's kind, ticked until every article is through."""
    known = NameLinker([Project.objects.get(pk=railway)])
    proposing.current_linker = lambda: known
    app.conf.broker_url = broker
    worker = app.WorkController(
        pool="solo", concurrency=1, without_gossip=True, without_mingle=True, without_heartbeat=True
    )
    threading.Thread(target=worker.start, daemon=True).start()
    deadline = time.monotonic() + TIME_LIMIT
    while time.monotonic() < deadline:
        tasks.tick.delay()
        for _ in range(20):
            time.sleep(0.05)
            if Article.objects.filter(state=State.LINKED).exists():
                return True
    return False


def _counts() -> dict[str, object]:
    return {
        "articles": list(Article.objects.values_list("state", flat=True)),
        "suggestions": Suggestion.objects.count(),
        "candidates": Candidate.objects.count(),
        "sources": Source.objects.count(),
    }
