"""Fits the linker's weights: to what curators decided, or to a file of labelled articles."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from corridors.errors import DomainError
from news.linking import decisions
from news.linking.catalogue import read_catalogue
from news.linking.from_database import current_linker
from news.linking.linker import THRESHOLD, Linker
from news.linking.measure import Figures, figures, read_items
from news.linking.score import WEIGHTS, named, read_weights, write_weights
from news.linking.training import train
from news.services import weights as kept


class Command(BaseCommand):
    """``manage.py link_train [--save] [--out FILE]``, or with pairs of ``--items FILE --catalogue FILE``."""

    help = (
        "Fit the linker's weights to what curators confirmed and refused, and print what that would bring; --save "
        "keeps them for a curator to put to use. With --items and --catalogue: fit to labelled articles; no database "
        "is touched."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--items", type=Path, action="append", help="Labelled articles, one JSON object a line; may be repeated."
        )
        parser.add_argument(
            "--catalogue", type=Path, action="append", help="The projects they are about (YAML); one for each --items."
        )
        parser.add_argument(
            "--out", type=Path, help="Write the weights to this file (with --items: the linker's own unless given)."
        )
        parser.add_argument("--save", action="store_true", help="Keep weights learned from decisions, unused as yet.")
        parser.add_argument("--fewest", type=int, default=decisions.FEWEST, help="How many of each verdict are needed.")

    def handle(self, *args: Any, **options: Any) -> None:
        items, catalogues = options["items"] or [], options["catalogue"] or []
        if len(items) != len(catalogues):
            raise CommandError(
                "--items and --catalogue go together; without both, decisions of curators are learned from."
            )
        if items and options["save"]:
            raise CommandError("--save keeps what was learned from decisions; fits to a file go to --out.")
        try:
            if items:
                self._from_items(list(zip(items, catalogues, strict=True)), options["out"] or WEIGHTS)
            else:
                self._from_decisions(options["out"], save=options["save"], fewest=options["fewest"])
        except (DomainError, OSError) as error:
            raise CommandError(str(error)) from error

    def _from_items(self, files: list[tuple[Path, Path]], out: Path) -> None:
        sets = [(Linker(read_catalogue(catalogue)), read_items(path)) for path, catalogue in files]
        items = [item for _, held in sets for item in held]
        if len({item.id for item in items}) != len(items):
            raise CommandError("An id stands for two articles; rename one.")
        fitted = train(sets)
        weights = named(fitted.weights)
        write_weights(weights, out)
        self.stdout.write(f"{fitted.rows} candidates of {len(items)} articles; weights {weights.version}")
        self._tell("articles held out", figures(items, fitted.by_article, THRESHOLD))
        self._tell("projects held out", figures(items, fitted.by_project, THRESHOLD))
        for (path, _), (_, held) in zip(files, sets, strict=True) if len(files) > 1 else ():
            self._tell(f"{path.stem}, articles held out", figures(held, fitted.by_article, THRESHOLD))

    def _from_decisions(self, out: Path | None, *, save: bool, fewest: int) -> None:
        linker = current_linker()
        found = decisions.lessons(linker)
        learned = decisions.learn(found, linker.weights, read_weights(), fewest)
        told = f"{found.confirmed} confirmed and {found.refused} refused candidates of {len(found.items)} stories"
        lost = f"; {found.lost} more are lost, with their text or their evidence" if found.lost else ""
        self.stdout.write(f"{told}{lost}; weights {found.version}")
        before = figures(found.items, learned.before, THRESHOLD)
        after = figures(found.items, learned.after, THRESHOLD)
        lines = [
            self._tell(f"before, with {linker.weights.version}", before),
            self._tell("after, stories held out", after),
        ]
        if out is not None:
            write_weights(learned.weights, out)
        if save:
            row = kept.save(learned.weights, "\n".join([told, *lines]))
            self.stdout.write(f"Kept as {row}. A curator puts it to use, under Fitted weights.")
        elif out is None:
            self.stdout.write("Nothing was written; --save keeps these weights.")

    def _tell(self, what: str, found: Figures) -> str:
        line = (
            f"{what}: precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f}, "
            f"hard negatives linked {found.false_alarms:.1%}, calibration error {found.calibration_error:.3f}"
        )
        self.stdout.write(line)
        return line
