"""Times reading pages in two passes beside reading every page in full, and says what the quick pass loses.

Run ``python -m bench.extraction``. Pages are generated (``bench/pages.py``); one in twenty names a project of the
generated catalogue in its article, one in a hundred only beside it. Both ways run in this process, in turn, on
processor time, through the code of the intake. The last line is one JSON object. Peers are compared where
``bench/requirements.txt`` is installed.
"""

import argparse
import importlib
import importlib.util
import json
import re
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from bench.catalogue import entries
from bench.pages import GeneratedPage, pages
from bench.timing import Timing, in_turn
from news import encodings, language, passes
from news.extract import page as extraction
from news.extract.model import Page
from news.extract.opened import opened
from news.linking.linker import Linker

PAGES = 1000
PROJECTS = 21_000
RUNS = 5
PEER_PAGES = 200
LINKED_FROM = 0.3
SEEN = date(2026, 5, 10)
_COLUMNS = (("median", 12), ("least", 12), ("most", 12), ("kept", 10), ("let in", 10))
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


def read(made: GeneratedPage, *, full: bool) -> Page:
    """One pass over a generated page."""
    return extraction.read(made.body, "text/html; charset=utf-8", made.url, SEEN, full=full)


def in_two_passes(made: GeneratedPage, linker: Linker) -> passes.Pass:
    """The way of the intake."""
    return passes.two_passes(read(made, full=False), lambda: read(made, full=True), linker)


def in_one_pass(made: GeneratedPage, linker: Linker, *, full: bool) -> passes.Pass:
    """One of the two; the full one is the way that spares no page."""
    page = read(made, full=full)
    return passes.one_pass(page, linker, page.title, "", full=full)


def linked(found: passes.Pass) -> set[str]:
    """The projects a curator would be shown."""
    return {link.project for link in found.links if link.score >= LINKED_FROM}


def lost(held: Sequence[GeneratedPage], linker: Linker) -> tuple[int, list[str], Counter[str]]:
    """How many pages the full way links, what two passes lose of them and why, and what each pass was called for."""
    full_links, told = 0, []
    counted: Counter[str] = Counter()
    for made in held:
        wanted, found = linked(in_one_pass(made, linker, full=True)), in_two_passes(made, linker)
        full_links += bool(wanted)
        kind = "in the article" if made.names_project else "beside it" if made.names_beside else "nowhere"
        counted[
            f"named {kind}: {'both passes' if found.full else 'quick pass only'}, {'linked' if wanted else 'no link'}"
        ] += 1
        for project in sorted(wanted - linked(found)):
            quick = in_one_pass(made, linker, full=False)
            best = max((link.score for link in quick.links), default=0.0)
            told.append(f"page {made.number} ({made.language}), {project}: the quick pass gave {best:.2f} at most")
    return full_links, told, counted


def quality(held: Sequence[GeneratedPage], extract: Callable[[GeneratedPage], str]) -> tuple[float, float]:
    """Share of the article's words that are kept, and share of what comes out that is not of the article."""
    kept = let_in = 0.0
    for made in held:
        wanted, found = Counter(_WORD.findall(made.text)), Counter(_WORD.findall(extract(made)))
        common = (wanted & found).total()
        kept += common / max(1, wanted.total())
        let_in += 1 - common / max(1, found.total())
    return kept / len(held), let_in / len(held)


def peers() -> dict[str, Callable[[GeneratedPage], str]]:
    """Extractors to compare with, as far as they are installed, each as its makers recommend."""
    found: dict[str, Callable[[GeneratedPage], str]] = {"ours, full": lambda made: read(made, full=True).text}
    trafilatura = importlib.import_module("trafilatura")
    found["trafilatura, fast"] = lambda made: trafilatura.extract(made.body, fast=True, include_comments=False) or ""
    found["trafilatura, default"] = lambda made: trafilatura.extract(made.body, include_comments=False) or ""
    if importlib.util.find_spec("resiliparse"):
        plain = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
        found["resiliparse, main content"] = lambda made: plain(made.body.decode(), main_content=True)
    if importlib.util.find_spec("readability"):
        document = importlib.import_module("readability").Document
        tree = importlib.import_module("lxml.html")
        found["readability-lxml"] = lambda made: tree.fromstring(document(made.body.decode()).summary()).text_content()
    return found


def stages(held: Sequence[GeneratedPage], linker: Linker, runs: int) -> list[Timing]:
    """Time each stage by itself."""
    decoded = [encodings.decode(made.body, "") for made in held]
    quick = [read(made, full=False) for made in held]
    told = [language.tell(f"{one.title}\n{one.text}").code for one in quick]
    works: dict[str, Callable[[], object]] = {
        "decode": lambda: [encodings.decode(made.body, "") for made in held],
        "parse": lambda: [opened(one) for one in decoded],
        "quick pass (decode, parse, words, date)": lambda: [read(made, full=False) for made in held],
        "language": lambda: [language.tell(f"{one.title}\n{one.text[:4000]}") for one in quick],
        "link all words": lambda: [
            linker.link(one.title, one.text, code) for one, code in zip(quick, told, strict=True)
        ],
        "full pass (decode, parse, article, date)": lambda: [read(made, full=True) for made in held],
    }
    return in_turn(works, runs, len(held))


def compare(held: Sequence[GeneratedPage], runs: int) -> dict[str, float | None]:
    """Print time and quality of the extractors, and return what the JSON says of them."""
    found = peers()
    works = {name: (lambda extract=extract: [extract(made) for made in held]) for name, extract in found.items()}
    heads = "".join(f"{name:>{width}}" for name, width in _COLUMNS)
    print(f"\n{f'the article alone, {len(held)} pages':44}{heads}")
    told: dict[str, float | None] = {}
    for timing in in_turn(works, runs, len(held)):
        kept, let_in = quality(held, found[timing.name])
        print(f"{timing.row()}{kept:10.3f}{let_in:10.3f}")
        told[timing.name] = round(kept, 3)
    for name in ("resiliparse, main content", "readability-lxml"):
        if name not in found:
            print(f"{name.partition(',')[0]} is not installed (bench/requirements.txt): not compared")
    return {
        "words_kept": told["ours, full"],
        "resiliparse_words_kept": told.get("resiliparse, main content"),
        "readability_words_kept": told.get("readability-lxml"),
    }


def main() -> None:
    """Run everything and print the tables and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--projects", type=int, default=PROJECTS)
    parser.add_argument("--runs", type=int, default=RUNS)
    asked = parser.parse_args()
    catalogue = entries(asked.projects)
    linker = Linker(catalogue)
    held = list(pages(asked.pages, catalogue))
    sizes = sorted(len(made.body) / 1000 for made in held)
    print(
        f"{len(held):,} pages of {sizes[0]:.0f} to {sizes[-1]:.0f} KB ({statistics.median(sizes):.0f} at the median), "
        f"four languages, {asked.projects:,} projects; microseconds of processor time a page, "
        f"{asked.runs} runs of each in turn"
    )
    full_links, told, counted = lost(held, linker)
    for what, number in sorted(counted.items()):
        print(f"  {what}: {number}")
    print(f"linked by the full way: {full_links}; lost by two passes: {len(told)}")
    print("".join(f"  {line}\n" for line in told), end="")
    works = {
        "two passes, as the intake does": lambda: [in_two_passes(made, linker) for made in held],
        "full extraction of every page": lambda: [in_one_pass(made, linker, full=True) for made in held],
    }
    print(f"{'':44}{'median':>12}{'least':>12}{'most':>12}")
    two, full = in_turn(works, asked.runs, len(held))
    for timing in (two, full, *stages(held[:PEER_PAGES], linker, asked.runs)):
        print(timing.row())
    ratios = {
        "two_pass_speedup": round(full.median / two.median, 2),
        "lost_share": round(len(told) / max(1, full_links), 4),
        "two_pass_us": round(two.median * 1e6),
        "full_us": round(full.median * 1e6),
    }
    print(json.dumps({**ratios, **compare(held[:PEER_PAGES], min(asked.runs, 3))}))


if __name__ == "__main__":
    main()
