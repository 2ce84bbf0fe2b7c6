"""Fits the linker's weights to labelled articles and writes them."""

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from corridors.errors import DomainError
from news.linking.catalogue import read_catalogue
from news.linking.linker import THRESHOLD, Linker
from news.linking.measure import figures, read_items
from news.linking.score import WEIGHTS, write_weights
from news.linking.training import train


class Command(BaseCommand):
    """``manage.py link_train --items FILE --catalogue FILE [--out WEIGHTS]``."""

    help = "Fit the linker's weights to labelled articles; no database is touched."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--items", type=Path, required=True, help="Labelled articles, one JSON object a line.")
        parser.add_argument("--catalogue", type=Path, required=True, help="The projects they are about (YAML).")
        parser.add_argument(
            "--out", type=Path, default=WEIGHTS, help="Where the weights go (default: the linker's own)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            entries = read_catalogue(options["catalogue"])
            items = read_items(options["items"])
            version = hashlib.sha256(options["items"].read_bytes()).hexdigest()[:12]
            fitted = train(Linker(entries), items, version)
            write_weights(fitted.weights, options["out"])
        except (DomainError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{fitted.rows} candidates of {len(items)} articles; weights {version}")
        for name, predictions in (
            ("articles held out", fitted.by_article),
            ("projects held out", fitted.by_project),
        ):
            found = figures(items, predictions, THRESHOLD)
            self.stdout.write(
                f"{name}: precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f}, "
                f"hard negatives linked {found.false_alarms:.1%}, calibration error {found.calibration_error:.3f}"
            )
