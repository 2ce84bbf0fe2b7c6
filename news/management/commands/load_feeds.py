"""`manage.py load_feeds [PATH]`: lists the feeds of a YAML file, all switched off."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from corridors.errors import DomainError
from news import identity
from news.models import Feed
from news.services import feeds
from projects.services.changes import Actor

_ACTOR = Actor.system("load_feeds")


class Command(BaseCommand):
    """Make a row of each feed listed."""

    help = "List the feeds of a YAML file, switched off unless told otherwise."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", default=str(settings.BASE_DIR / "seeds" / "feeds.yaml"))
        parser.add_argument("--switch-on", nargs="*", metavar="URL", help="Switch these on and say what came back.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made, known = feeds.load(options["path"])
            self.stdout.write(f"{made} feeds listed, {known} known before.")
            for url in options["switch_on"] or []:
                feed = Feed.objects.filter(url_key=identity.key(url)).first()
                if feed is None:
                    raise CommandError(f"{url} is not among the feeds listed.")
                self.stdout.write(f"{url}: {feeds.switch_on(_ACTOR, feed).words}")
        except DomainError as error:
            raise CommandError(error.message) from error
