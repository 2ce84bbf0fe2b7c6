"""Runs the embedded worker: Celery on threads and beat in one process."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from corridors import worker


class Command(BaseCommand):
    """``manage.py worker``: for the embedded installation; production runs ``celery worker`` and ``celery beat``."""

    help = "Run the worker and beat in one process, with the broker in memory. Stop it with SIGTERM or Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.CELERY_BROKER_URL.startswith("memory:"):
            raise CommandError(
                "This installation has a broker of its own: run 'celery -A corridors worker' and 'celery -A corridors "
                "beat' (docs/production.md), or unset REDIS_URL and CELERY_BROKER_URL."
            )
        sys.exit(worker.run())
