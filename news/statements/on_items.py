"""Measures proposed claims against the claims labelled on whole news items, as a curator would accept them.

``python -m news.statements.on_items CATALOGUE ITEMS`` proposes for every project an item is labelled with, from the
places where the linker finds it. With ``--claims FILE``, what ``manage.py link_evaluate --claims FILE`` wrote is judged
instead: there a claim for a project the item is not about is wrong whatever it says.
"""

import argparse
import collections
import json
import pathlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from news import naming, statements
from news.linking.catalogue import read_catalogue
from news.linking.linker import Linker
from news.statements.evaluate import Score, load

Row = Mapping[str, Any]
#: The fields that make a claim of each kind, as ``link_evaluate --claims`` names them.
_FIELDS = {
    "status": ("status",),
    "date": ("milestone", "date", "aspect"),
    "amount": ("number", "currency", "stage"),
}


def claim(found: statements.Statement) -> dict[str, Any]:
    """Write a statement with the fields of its kind only."""
    values = {field: getattr(found, field) for field in _FIELDS[found.kind]}
    if found.kind == "amount":
        values["number"] = float(found.number or 0)
    return {"kind": found.kind, "quote": found.quote} | values


def proposed(items: Iterable[Row], linker: Linker) -> Iterator[dict[str, Any]]:
    """Yield the claims proposed for the projects each item is labelled with."""
    for item in items:
        title, text, language, date = item["title"], item["text"], item["lang"], item["date"]
        places = naming.places(linker, title, text, language, date)
        for project in item["labels"]:
            names, rivals = places.of(project), places.of_others(project)
            for found in statements.propose(title, text, language, date, names=names, rivals=rivals):
                yield {"item": item["id"], "project": project} | claim(found)


def judged(items: Iterable[Row], claims: Iterable[Row]) -> Iterator[tuple[Row, str, Row]]:
    """Yield (item, verdict, claim): ``right``, ``wrong`` or ``missed``; a claim labelled optional is passed over."""
    by_item: dict[str, list[Row]] = collections.defaultdict(list)
    for row in claims:
        by_item[row["item"]].append(row)
    for item in items:
        labelled = item["claims"]
        met: set[int] = set()
        for row in by_item[item["id"]]:
            fitting = [at for at, label in enumerate(labelled) if _fits(row, label)]
            if not fitting:
                yield item, "wrong", row
            elif not any(labelled[at].get("optional") for at in fitting) and not met & set(fitting):
                yield item, "right", row
            met |= set(fitting)
        yield from (
            (item, "missed", label) for at, label in enumerate(labelled) if at not in met and not label.get("optional")
        )


def _fits(row: Row, label: Row) -> bool:
    return all(
        row[field] == label[field] or row[field] in label.get(f"{field}_also", ())
        for field in ("project", "kind", *(_FIELDS[row["kind"]] if row["kind"] == label["kind"] else ()))
    )


def measure(items: Iterable[Row], claims: Iterable[Row]) -> dict[tuple[str, str, str], Score]:
    """Score claims by (language, kind, half), and by language and half with kind ``all``."""
    scores: dict[tuple[str, str, str], Score] = collections.defaultdict(Score)
    for item, verdict, row in judged(items, claims):
        for language in (item["lang"], "all"):
            for kind in (row["kind"], "all"):
                for half in (item["half"], "both"):
                    score = scores[language, kind, half]
                    setattr(score, verdict, getattr(score, verdict) + 1)
    return dict(scores)


def table(scores: Mapping[tuple[str, str, str], Score]) -> str:
    """Write scores as a table in Markdown."""
    lines = [
        "| language | kind | half | right | wrong | missed | precision | recall |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for (language, kind, half), score in sorted(scores.items()):
        counts = f"{score.right} | {score.wrong} | {score.missed}"
        lines.append(f"| {language} | {kind} | {half} | {counts} | {score.precision:.3f} | {score.recall:.3f} |")
    return "\n".join(lines)


def _main() -> None:
    parser = argparse.ArgumentParser(description="Measure proposed claims on labelled items.")
    parser.add_argument("catalogue", type=pathlib.Path)
    parser.add_argument("items", type=pathlib.Path)
    parser.add_argument("--claims", type=pathlib.Path, help="Judge the claims of this file instead.")
    parser.add_argument("--errors", metavar="HALF", help="Print what is wrong or missed in this half.")
    options = parser.parse_args()
    items = load(options.items)
    if options.claims:
        claims = load(options.claims)
    else:
        claims = list(proposed(items, Linker(read_catalogue(options.catalogue))))
    sys.stdout.write(table(measure(items, claims)) + "\n")
    for item, verdict, row in judged(items, claims) if options.errors else ():
        if item["half"] == options.errors and verdict != "right":
            sys.stdout.write(f"{item['id']} {verdict} {json.dumps(row, ensure_ascii=False)}\n")


if __name__ == "__main__":
    _main()
