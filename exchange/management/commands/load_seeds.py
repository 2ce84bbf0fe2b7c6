"""Loads the cited facts of seeds/: all of them are checked before any is recorded; loading twice changes nothing."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from exchange.seeds.load import load
from exchange.seeds.prepare import prepare
from exchange.seeds.problems import SeedsError
from exchange.seeds.report import Report


class Command(BaseCommand):
    """``manage.py load_seeds [--dir DIR] [--dry-run]``."""

    help = "Load the cited facts of seeds/. Everything is checked first; if anything is wrong, nothing is written."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dir", type=Path, default=Path(settings.BASE_DIR) / "seeds", help="directory with facts/ and mappings/"
        )
        parser.add_argument("--dry-run", action="store_true", help="check and count everything, then write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = self._load(options["dir"], dry=options["dry_run"])
        except SeedsError as error:
            count = len(error.problems)
            told = "One problem" if count == 1 else f"{count} problems"
            raise CommandError(f"{error}\n{told} in {options['dir'].name}/: nothing was loaded.") from error
        for line in report.lines():
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was written.")

    def _load(self, directory: Path, *, dry: bool) -> Report:
        self.stdout.write("Reading and checking the seeds ...")
        plan = prepare(directory)
        report = Report()
        with transaction.atomic():
            call_command("mark_database", stdout=self.stdout)
            load(plan, report, lambda step: self.stdout.write(f"Recording {step} ..."))
            if dry:
                transaction.set_rollback(True)
        return report
