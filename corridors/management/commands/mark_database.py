"""Marks a new database as holding real facts or demonstration articles, and refuses one of the other kind."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from corridors import marking
from corridors.errors import Refused


class Command(BaseCommand):
    """``manage.py mark_database``: run once before facts are loaded; running it again changes nothing."""

    help = "Mark this database as the settings say (CORRIDORS_DEMONSTRATION); refuse when it is of the other kind."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = marking.mark()
        except Refused as refused:
            raise CommandError(refused.message) from refused
        kind = marking.KINDS[bool(marking.marked_as())]
        self.stdout.write(f"This database {'is now marked as holding' if made else 'holds'} {kind}.")
