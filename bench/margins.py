"""Tells what two passes lose, and what they spare, by the probability from which the quick pass calls for the full one.

Run ``python -m bench.margins``. The labelled items of an invented world (``tests/news/invented``) are set into pages of
``bench/pages.py``, each into four layouts, in two of them beside headlines of other items: hard cases, since most items
are about a project or nearly so. Nothing is timed. The last line is one JSON object.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.catalogue import entries
from bench.extraction import SEEN
from bench.pages import invented
from news import language, passes
from news.extract import page as extraction
from news.linking.catalogue import read_catalogue
from news.linking.linker import Linker
from news.linking.measure import Item, read_items

ITEMS = Path(__file__).parents[1] / "tests" / "news" / "invented"
OTHERS = 2000
PAGES_EACH = 4
SHOWN, SUGGESTED = 0.3, 0.5


@dataclass(frozen=True)
class Scored:
    """The best probability either pass gives a page, and whether the item is about a project at all."""

    about: bool
    quick: float
    full: float


def scored(items: list[Item], linker: Linker) -> Iterator[Scored]:
    """Read each item on its pages in both ways."""
    chance = random.Random(5)
    for number, item in enumerate(items):
        for turn in range(PAGES_EACH):
            beside = [chance.choice(items).title for _ in range(3)] if turn % 2 else []
            body = invented(number + turn, item.title, item.text, item.language, beside)
            quick, full = (_best(body, linker, full=full) for full in (False, True))
            yield Scored(bool(item.labels), quick, full)


def _best(body: bytes, linker: Linker, *, full: bool) -> float:
    page = extraction.read(body, "text/html", "https://news.example/a", SEEN, full=full)
    told = language.tell(f"{page.title}\n{page.text}", page.language).code
    return max((link.score for link in linker.link(page.title, page.text, told, explained=False)), default=0.0)


def main() -> None:
    """Print the losses by threshold."""
    found: list[Scored] = []
    for name in ("en_ru", "zh_kk"):
        linker = Linker([*read_catalogue(ITEMS / f"{name}.yaml"), *entries(OTHERS)])
        found += scored(read_items(ITEMS / f"{name}.jsonl"), linker)
    groups = {
        "shown on demand": [one for one in found if one.full >= SHOWN],
        "of them about a project": [one for one in found if one.full >= SHOWN and one.about],
        "suggested": [one for one in found if one.full >= SUGGESTED],
    }
    rest = [one for one in found if one.full < SHOWN]
    print(f"{len(found):,} pages" + "".join(f"; {name}: {len(group)}" for name, group in groups.items()))
    print(f"{'from':>6}" + "".join(f"{'lost: ' + name:>32}" for name in groups) + f"{'full passes for nothing':>32}")
    for least in (0.02, 0.05, 0.1, 0.15, 0.2, 0.3):
        lost = [sum(one.quick < least for one in group) for group in groups.values()]
        in_vain = f"{sum(one.quick >= least for one in rest)} of {len(rest)}"
        print(f"{least:6.2f}" + "".join(f"{number:32}" for number in lost) + f"{in_vain:>32}")
    lost_share = {
        name.replace(" ", "_"): round(sum(one.quick < passes.PROMISING for one in group) / len(group), 4)
        for name, group in groups.items()
    }
    print(json.dumps({"promising": passes.PROMISING, "lost_share": lost_share}))


if __name__ == "__main__":
    main()
