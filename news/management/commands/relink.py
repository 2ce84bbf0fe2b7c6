"""Looks again at the news of the past for projects that are new or have new names."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from corridors.errors import DomainError
from news.counting import counted
from news.services import relinking


class Command(BaseCommand):
    """``manage.py relink PUBLIC_ID...``."""

    help = (
        "Take in again the articles about no project whose headline holds a name of these projects, and let stories "
        "linked to others gain them as candidates."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("projects", nargs="+", metavar="PUBLIC_ID", help="A project, by its public id.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            looked_at, again = relinking.relink(options["projects"])
            read, stories = relinking.reread(options["projects"])
        except DomainError as error:
            raise CommandError(error.message) from error
        looked, taken = counted(looked_at, "headline"), counted(again, "article is", "articles are")
        self.stdout.write(f"{looked} looked at; {taken} taken in again.")
        before, gained = counted(read, "article"), counted(stories, "story", "stories")
        self.stdout.write(f"{before} linked before read again; {gained} gained a candidate.")
