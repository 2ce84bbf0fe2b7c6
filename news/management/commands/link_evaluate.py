"""Links labelled articles against a catalogue file and prints how well that went."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from corridors.errors import DomainError
from news import naming, statements
from news.linking.catalogue import read_catalogue
from news.linking.linker import THRESHOLD, Link, Linker
from news.linking.measure import Figures, Item, Predictions, by_part, read_items
from news.linking.score import WeightsError
from news.linking.training import Row, by_article, by_project, learning, rows_of
from news.services.proposing import CLAIMS_FROM

_COLUMNS = ("items", "precision", "recall", "F1", "hard neg.", "calibr.")
_STDOUT = "-"
_TITLES = {
    "articles": "Held out: each article weighed by a fit that has not seen it",
    "projects": "Held out: each project weighed by a fit without it and without all articles about it",
}


class Command(BaseCommand):
    """``manage.py link_evaluate --catalogue FILE --items FILE [--out PREDICTIONS] [--claims OUT] [--json [OUT]]``."""

    help = "Link labelled articles against a catalogue file alone and print the figures; no database is touched."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--catalogue", type=Path, required=True, help="Projects with names and places (YAML).")
        parser.add_argument("--items", type=Path, required=True, help="Labelled articles, one JSON object a line.")
        parser.add_argument("--out", type=Path, help="Write the predictions here, one JSON object a line.")
        parser.add_argument("--claims", type=Path, help="Write the claims that would be proposed here.")
        parser.add_argument("--threshold", type=float, default=THRESHOLD, help="The probability a link needs.")
        parser.add_argument(
            "--json",
            nargs="?",
            const=_STDOUT,
            metavar="OUT",
            help="Write the figures as one JSON object to a file; without one, print that instead of tables.",
        )
        parser.add_argument(
            "--quick", action="store_true", help="Leave out what fits weights anew: the figures on what is held out."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        threshold = options["threshold"]
        try:
            linker = Linker(read_catalogue(options["catalogue"]))
            items = read_items(options["items"])
            links = {item.id: linker.link(item.title, item.text, item.language, item.date) for item in items}
            if options["out"]:
                _write_lines(options["out"], [_prediction(item, links[item.id]) for item in items])
            if options["claims"]:
                _write_lines(
                    options["claims"],
                    [row for item in items for row in _claims(item, links[item.id], linker, threshold)],
                )
            scores = {item: {link.project: link.score for link in found} for item, found in links.items()}
            parts = by_part(items, scores, threshold)
            held = {} if options["quick"] else self._held_out(rows_of(linker, items))
            held_parts = {name: by_part(items, found, threshold) for name, found in held.items()}
            if options["json"] and options["json"] != _STDOUT:
                Path(options["json"]).write_text(_as_json(parts, held_parts) + "\n", encoding="utf-8")
        except (DomainError, OSError) as error:
            raise CommandError(str(error)) from error
        if options["json"] == _STDOUT:
            self.stdout.write(_as_json(parts, held_parts))
            return
        self._print(parts)
        for name, found in held_parts.items():
            self.stdout.write(f"\n{_TITLES[name]}")
            self._print({part: one for part, one in found.items() if "/" not in part})

    def _held_out(self, rows: Sequence[Row]) -> dict[str, Predictions]:
        """Predict with fits that have not seen what they predict; nothing, and a word on it, where none can be made."""
        learn = learning()
        try:
            return {"articles": by_article(rows, learn), "projects": by_project(rows, learn)}
        except WeightsError as error:
            self.stderr.write(f"Nothing was held out, the items are too few. {error}")
            return {}

    def _print(self, parts: Mapping[str, Figures]) -> None:
        width = max(map(len, parts)) + 2
        self.stdout.write(f"{'':{width}}" + "".join(f"{column:>11}" for column in _COLUMNS))
        for part, found in parts.items():
            links = bool(found.labels)
            shown = (
                (found.precision, links),
                (found.recall, links),
                (found.f1, links),
                (found.false_alarms, bool(found.hard_negatives)),
                (found.calibration_error, bool(found.predictions)),
            )
            cells = "".join(f"{share:11.3f}" if is_measured else f"{'–':>11}" for share, is_measured in shown)
            self.stdout.write(f"{part:{width}}{found.items:11}{cells}")


def _as_json(parts: Mapping[str, Figures], held: Mapping[str, Mapping[str, Figures]]) -> str:
    table: dict[str, Any] = {part: asdict(found) for part, found in parts.items()}
    if held:
        table["held_out"] = {name: {part: asdict(one) for part, one in found.items()} for name, found in held.items()}
    return json.dumps(table, ensure_ascii=False)


def _prediction(item: Item, links: Sequence[Link]) -> dict[str, Any]:
    return {"id": item.id, "predictions": [{"project": link.project, "score": link.score} for link in links]}


def _claims(item: Item, links: Sequence[Link], linker: Linker, threshold: float) -> Iterator[dict[str, Any]]:
    """Yield the claims that would be proposed for the projects an item is about."""
    about = [link for link in links if link.score >= max(threshold, CLAIMS_FROM)]
    if not about:
        return
    places = naming.places(linker, item.title, item.text, item.language, item.date)
    for link in about:
        names, rivals = places.of(link.project), places.of_others(link.project)
        for found in statements.propose(item.title, item.text, item.language, item.date, names=names, rivals=rivals):
            yield {"item": item.id, "project": link.project, "kind": found.kind, "quote": found.quote} | _values(found)


def _values(found: statements.Statement) -> dict[str, Any]:
    if found.kind == "status":
        return {"status": found.status}
    if found.kind == "date":
        return {"milestone": found.milestone, "date": found.date, "aspect": found.aspect}
    return {"number": float(found.number or 0), "currency": found.currency, "stage": found.stage}


def _write_lines(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
