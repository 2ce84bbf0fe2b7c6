"""`manage.py news_add URL`: takes in one address at once, as the curators' form does."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from corridors.errors import DomainError
from news.services import adding
from projects.services.changes import Actor


class Command(BaseCommand):
    """Fetch, read and link one page, and lay it before the curators."""

    help = "Take in one news page by its address; works without a running worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("url", help="Address of the page.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            added = adding.add(options["url"], Actor.system("news_add"))
        except DomainError as error:
            raise CommandError(error.message) from error
        if not added.succeeded:
            raise CommandError(added.words)
        self.stdout.write(added.words)
