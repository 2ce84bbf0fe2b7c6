"""Fill the listing anew from the claims, or say what in it is stale."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from projects import listing
from projects.services.acts import lock


class Command(BaseCommand):
    """``manage.py rederive [--check]``."""

    help = "Rebuild the listing of projects from their claims; with --check, only say what is stale."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; exit 1 when something is stale.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            found = listing.stale()
            for line in found:
                self.stdout.write(line)
            if found:
                raise CommandError(f"{len(found)} things are stale; run rederive.")
            self.stdout.write("Nothing is stale.")
            return
        with transaction.atomic():
            lock()
            count = listing.rederive()
        self.stdout.write(f"{count} projects listed.")
