"""Links labelled articles against a catalogue file and prints how well that went."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from corridors.errors import DomainError
from news import statements
from news.linking.catalogue import read_catalogue
from news.linking.linker import THRESHOLD, Link, Linker
from news.linking.measure import Figures, Item, by_part, read_items

_COLUMNS = ("items", "precision", "recall", "F1", "hard neg.", "calibr.")


class Command(BaseCommand):
    """``manage.py link_evaluate --catalogue FILE --items FILE [--out PREDICTIONS] [--claims OUT] [--json]``."""

    help = "Link labelled articles against a catalogue file alone and print the figures; no database is touched."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--catalogue", type=Path, required=True, help="Projects with names and places (YAML).")
        parser.add_argument("--items", type=Path, required=True, help="Labelled articles, one JSON object a line.")
        parser.add_argument("--out", type=Path, help="Write the predictions here, one JSON object a line.")
        parser.add_argument("--claims", type=Path, help="Write the claims that would be proposed here.")
        parser.add_argument("--threshold", type=float, default=THRESHOLD, help="The probability a link needs.")
        parser.add_argument("--json", action="store_true", help="Print the figures as one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            linker = Linker(read_catalogue(options["catalogue"]))
            items = read_items(options["items"])
            links = {item.id: linker.link(item.title, item.text, item.language, item.date) for item in items}
            if options["out"]:
                _write_lines(options["out"], [_prediction(item, links[item.id]) for item in items])
            if options["claims"]:
                rows = [row for item in items for row in _claims(item, links[item.id], options["threshold"])]
                _write_lines(options["claims"], rows)
        except (DomainError, OSError) as error:
            raise CommandError(str(error)) from error
        scores = {item: {link.project: link.score for link in found} for item, found in links.items()}
        parts = by_part(items, scores, options["threshold"])
        if options["json"]:
            self.stdout.write(json.dumps({part: asdict(found) for part, found in parts.items()}, ensure_ascii=False))
        else:
            self._print(parts)

    def _print(self, parts: Mapping[str, Figures]) -> None:
        self.stdout.write(f"{'':14}" + "".join(f"{column:>11}" for column in _COLUMNS))
        for part, found in parts.items():
            shares = (found.precision, found.recall, found.f1, found.false_alarms, found.calibration_error)
            self.stdout.write(f"{part:14}{found.items:11}" + "".join(f"{share:11.3f}" for share in shares))


def _prediction(item: Item, links: Sequence[Link]) -> dict[str, Any]:
    return {"id": item.id, "predictions": [{"project": link.project, "score": link.score} for link in links]}


def _claims(item: Item, links: Sequence[Link], threshold: float) -> Iterator[dict[str, Any]]:
    """Yield the claims that would be proposed for the projects an item is about."""
    for link in links:
        if link.score < threshold:
            continue
        rivals = [span for other in links if other is not link for span in _spans(other)]
        for found in statements.propose(
            item.title, item.text, item.language, item.date, names=_spans(link), rivals=rivals
        ):
            yield {"item": item.id, "project": link.project, "kind": found.kind, "quote": found.quote} | _values(found)


def _spans(link: Link) -> list[statements.Span]:
    named = ("alias", "weak", "bag")
    return [(reason.field, reason.start, reason.end) for reason in link.reasons if reason.kind in named]


def _values(found: statements.Statement) -> dict[str, Any]:
    if found.kind == "status":
        return {"status": found.status}
    if found.kind == "date":
        return {"milestone": found.milestone, "date": found.date, "aspect": found.aspect}
    return {"number": float(found.number or 0), "currency": found.currency, "stage": found.stage}


def _write_lines(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
