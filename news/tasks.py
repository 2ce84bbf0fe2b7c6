"""Celery's side of the intake: thin tasks that carry ids. What they do may happen twice, or stop at any line."""

import logging
from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings

from corridors.errors import DomainError
from news import attempts, handing, leases, retention, turns
from news.models import Article, Feed, FileState, GdeltFile, GdeltStream, State
from news.services import aliases, dead_letters, fetching, gdelt, gdelt_files, polling, reading, standing_in

log = logging.getLogger(__name__)


@shared_task(name="news.tick")
def tick() -> None:
    """Hand out what is due."""
    for lane in handing.LANES:
        handing.hand_out(lane)


@shared_task(name="news.poll")
def poll(feed_id: int) -> None:
    """Poll one feed; its new articles are handed out at once."""
    found = polling.poll(feed_id)
    if found is not None and found.new:
        handing.hand_out(handing.PAGES)


@shared_task(name="news.fetch")
def fetch(article_id: int) -> None:
    """Fetch one article's page; it is handed on at once to be read."""
    if fetching.fetch(article_id) == State.FETCHED:
        for lane in (handing.PASTED_READS, handing.READS):
            handing.hand_out(lane)


@shared_task(name="news.read")
def read(article_id: int) -> None:
    """Read one article's page."""
    try:
        reading.read(article_id)
    except DomainError as error:
        # Said in words on the article's row; asking again would give the same answer.
        log.info("Article %s: %s", article_id, error.message)


@shared_task(name="news.gdelt")
def gdelt_tick() -> None:
    """Hand out what is due of GDELT: a look every quarter of an hour at streams that are on, and files to read."""
    gdelt.wake()
    handing.hand_out(handing.GDELT_LISTS)
    handing.hand_out(handing.GDELT_FILES)


@shared_task(name="news.gdelt_list")
def gdelt_list(stream_id: int) -> None:
    """Look which files of a stream are new; they are handed out at once."""
    if gdelt.look(stream_id):
        handing.hand_out(handing.GDELT_FILES)


@shared_task(name="news.gdelt_file")
def gdelt_file(file_id: int) -> None:
    """Read one file; the next one is handed out at once."""
    if gdelt_files.read(file_id):
        handing.hand_out(handing.GDELT_FILES)


@shared_task(name="news.guard_names")
def guard_names() -> None:
    """Switch off made names that turned out to be common words."""
    for told in aliases.guard():
        log.info("Switched off: %s", told)


@shared_task(name="news.sweep")
def sweep() -> None:
    """Free what a worker that is gone had taken."""
    only_worker = str(settings.CELERY_BROKER_URL).startswith("memory")
    for rows in (
        Feed.objects.filter(enabled_by_curator=True),
        Article.objects.filter(state__in=[State.FOUND, State.FETCHED]),
        GdeltStream.objects.filter(enabled_by_curator=True),
        GdeltFile.objects.filter(state=FileState.WAITING),
    ):
        leases.release_all(rows, only_expired=not only_worker)


@shared_task(name="news.prune")
def prune() -> None:
    """Forget attempts, pages, texts and hosts that nobody looks at or asks any more; hand on what hangs on nothing."""
    attempts.prune()
    dead_letters.forget_pages()
    retention.prune()
    turns.prune()
    gdelt_files.prune()
    standing_in.mend()


@worker_ready.connect
def sweep_at_start(**kwargs: Any) -> None:
    """A worker that starts looks first for what the one before it left."""
    sweep.delay()
