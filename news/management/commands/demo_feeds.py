"""Lists the demonstration newsroom's feeds and switches the new ones on."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from corridors.errors import DomainError
from news import identity
from news.models import Feed
from news.newsroom.articles import Outlet, load
from news.newsroom.feeds import FORMATS
from news.services import feeds
from projects.choices import PublisherKind, Reliability
from projects.services import sources
from projects.services.changes import Actor

_ACTOR = Actor.system("demo_feeds")
_REASON = "An invented outlet: its articles show how the software works."


class Command(BaseCommand):
    """``manage.py demo_feeds --base URL``: only in a demonstration; a feed that is known already is left as it is."""

    help = "List the feeds of the demonstration newsroom at an address and switch the new ones on."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--base", required=True, metavar="URL", help="The newsroom's address, as it was started.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This installation holds real facts; demonstration feeds never stand beside them.")
        base = str(options["base"]).rstrip("/")
        try:
            outlets = load(Path(settings.BASE_DIR) / "seeds" / "newsroom", timezone.now().date())
            for outlet in outlets:
                self.stdout.write(f"{outlet.name}: {_listed(outlet, base)}")
        except DomainError as error:
            raise CommandError(error.message) from error


def _listed(outlet: Outlet, base: str) -> str:
    """List an outlet's first feed unless it is there already, and say what came back."""
    url = identity.canonical(f"{base}/{outlet.id}/{FORMATS[outlet.feeds[0]].file}")
    publisher = sources.ensure_publisher(
        key=f"demonstration-{outlet.id}",
        name=outlet.name,
        kind=PublisherKind.MEDIA,
        reliability=Reliability.LOW,
        reliability_reason=_REASON,
        languages=[outlet.language],
    )
    feed, made = Feed.objects.get_or_create(
        url_key=identity.key(url),
        defaults={
            "publisher": publisher,
            "url": url,
            "site": f"{base}/{outlet.id}/",
            "language": outlet.language,
            "title": outlet.name,
        },
    )
    return feeds.switch_on(_ACTOR, feed).words if made else "listed already."
