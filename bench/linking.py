"""Times linking on a generated catalogue: microseconds a stage, ratios to plain Python, growth, memory.

Run ``python -m bench.linking``. The last line is one JSON object. spaCy's PhraseMatcher, the peer, is kept in an
environment of its own; where it cannot be installed the key is null and a line says so.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench import peers
from bench.catalogue import articles, entries
from bench.timing import Timing, in_turn, summed
from news.linking.evidence import gather, scan
from news.linking.features import candidates
from news.linking.lexicon import lexicon
from news.linking.linker import Linker
from news.linking.stream import stream

PROJECTS = 21_000
GROWN = 210_000
ARTICLES = 2_000
RUNS = 5
PHRASE_ARTICLES = 200

Article = tuple[str, str, str]


def over(work: Callable[[Article], object], held: Sequence[Article]) -> Callable[[], None]:
    """Return a run of some work: on every article."""

    def run() -> None:
        for article in held:
            work(article)

    return run


def timed(works: Mapping[str, Callable[[Article], object]], held: Sequence[Article]) -> list[Timing]:
    """Time some works on every article, in turn; in seconds an article."""
    return in_turn({name: over(work, held) for name, work in works.items()}, RUNS, len(held))


def normalise(article: Article) -> object:
    """The yardstick: what Python itself needs to make words of a text."""
    title, text, _ = article
    return unicodedata.normalize("NFKC", f"{title} {text}").casefold().split()


def weigh(linker: Linker) -> Callable[[Article], object]:
    """Linking as far as the probability: canonical form, match, features, weights. Reasons are only made of links."""
    weights = linker.weights

    def work(article: Article) -> object:
        _, found = linker.candidates(*article)
        return [weights.probability(candidate.features) for candidate in found]

    return work


def stages(linker: Linker, held: Sequence[Article]) -> list[Timing]:
    """Time each stage by itself."""
    lines = [stream(*article) for article in held]
    numbers = {id(article): at for at, article in enumerate(held)}

    def matched(article: Article) -> list[tuple[int, int, int]]:
        at = numbers[id(article)]
        return linker.matcher.find(lines[at].line)

    found = [matched(article) for article in held]

    def weighed(article: Article) -> object:
        at = numbers[id(article)]
        result = scan(lines[at], found[at], linker.index)
        evidence = gather(result, linker.index)
        return candidates(result, evidence, linker.index, lexicon(article[2])) if evidence else []

    works = {"canonical form": lambda article: stream(*article), "match": matched, "evidence and features": weighed}
    return timed(works, held)


def phrase_matcher(held: Sequence[Article], names: Sequence[tuple[str, str]]) -> Timing | None:
    """Time spaCy's PhraseMatcher over the same names, in a process of its own; None where it cannot be installed."""
    interpreter = peers.python()
    if not interpreter:
        return None
    given = {"names": [text for text, _ in names], "texts": [f"{title} {text}" for title, text, _ in held], "runs": 3}
    # -P: with the directory of the script on the path, spaCy would take our catalogue.py for a package it needs.
    done = subprocess.run(
        [interpreter, "-P", str(Path(__file__).with_name("phrases.py"))],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    return summed("spaCy PhraseMatcher", json.loads(done.stdout))


def memory() -> tuple[int, int]:
    """Return the MB that a process holds after linking every article, and the most it held while building."""
    code = (
        "import gc, resource\n"
        "from pathlib import Path\n"
        "from bench.catalogue import articles, entries\n"
        "from news.linking.linker import Linker\n"
        f"linker = Linker(iter(entries({PROJECTS})))\n"
        f"for article in articles({ARTICLES}, entries({PROJECTS})): linker.link(*article)\n"
        "gc.collect()\n"
        "pages = int(Path('/proc/self/statm').read_text().split()[1])\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(pages * resource.getpagesize() >> 20, int(status.split('VmHWM:')[1].split()[0]) >> 10)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    held, most = done.stdout.split()
    return int(held), int(most)


def grown(linker: Linker, held: Sequence[Article]) -> list[Timing]:
    """Time linking the same articles against the catalogue and against one of ten times the projects."""
    works = {"linking, once more": weigh(linker), f"linking against {GROWN:,} projects": weigh(Linker(entries(GROWN)))}
    return timed(works, held)


def main() -> None:
    """Run everything and print the table and the ratios."""
    catalogue = entries(PROJECTS)
    held = list(articles(ARTICLES, catalogue))
    size = statistics.mean(len(text.encode()) for _, text, _ in held)
    start = time.perf_counter()
    linker = Linker(catalogue)
    built = time.perf_counter() - start
    named = sum(bool(linker.link(*article)) for article in held)
    names = [(name.text, name.language) for entry in catalogue for name in entry.names]
    print(
        f"{PROJECTS:,} projects, {len(names):,} names; {ARTICLES:,} articles of {size:,.0f} bytes, {named} with a link"
    )
    print(f"built in {built:.1f} s ({resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most)")
    print(f"{'microseconds an article':44}{'median':>12}{'least':>12}{'most':>12}")
    works = {"normalize('NFKC') + casefold + split": normalise, "linking (form, match, features)": weigh(linker)}
    yard, linking = timed(works, held)
    (full,) = timed({"linking with reasons": lambda article: linker.link(*article)}, held)
    for timing in (yard, *stages(linker, held), linking, full):
        print(timing.row())
    few = held[:PHRASE_ARTICLES]
    # Against the peer on its own articles, over and over until a run is about as long as the peer's: each run begins
    # with caches that collecting garbage has emptied.
    often = few * (ARTICLES // PHRASE_ARTICLES)
    (same,) = timed({f"linking, the first {PHRASE_ARTICLES} articles": weigh(linker)}, often)
    print(same.row())
    phrases = phrase_matcher(few, names)
    print(phrases.row() if phrases else "spaCy cannot be installed here: PhraseMatcher not compared")
    again, more = grown(linker, held)
    print(again.row())
    print(more.row())
    held_mb, most_mb = memory()
    print(f"a linking process holds {held_mb} MB after {ARTICLES:,} articles; building took it to {most_mb} MB")
    ratios = {
        "vs_normalise": round(linking.median / yard.median, 2),
        "vs_phrasematcher": round(phrases.median / same.median, 1) if phrases else None,
        "growth_210k": round(more.median / again.median, 2),
        "rss_mb": held_mb,
    }
    print(json.dumps(ratios))


if __name__ == "__main__":
    main()
