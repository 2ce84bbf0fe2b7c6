"""Times the reading of feeds beside feedparser alone: 100 items of every kind, and a feed of five megabytes.

Run ``python -m bench.feeds``. The last line is one JSON object; ``vs_feedparser`` is the median over the kinds (broken
ones by themselves) of how many times faster ours is. Ours does more in that time: addresses are made canonical, doubles
and impossible dates taken out. It does less, too: it keeps what the intake does, which is address, title, date and
language, and makes nothing of summaries and authors. Before either is timed, addresses and dates are compared.

A poll has its feed read by a child process. What handing it over and back costs is timed last: the processor time of
both processes, and how long it takes by the clock.
"""

import argparse
import html
import json
import statistics
import time
from calendar import timegm
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice

import feedparser

from bench.catalogue import LANGUAGES, articles, entries
from bench.timing import Timing, in_turn
from news import feeds, identity
from news.feeds import apart

ITEMS = 100
RUNS = 7
IN_A_ROW = 20
HAND_OVERS = 40
LARGE = 5_000_000
NOW = datetime(2026, 5, 10, 12, tzinfo=UTC)
URL = "https://news.example/feed.xml"

Told = tuple[str, str]  # a headline and a text
Kind = Callable[[Iterable[Told], str, bool], str]


def _dated(number: int) -> datetime:
    return NOW - timedelta(minutes=37 * number)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(text[start : start + 600])}</p>\n" for start in range(0, len(text), 600))


def rss(told: Iterable[Told], language: str, full: bool) -> str:
    """RSS 2.0 as content management systems write it: tracking in the addresses, CDATA, authors, categories."""
    items = "".join(
        f"<item>\n<title>{html.escape(title)}</title>\n<link>https://news.example/{language}/{number}?utm_source=rss</link>\n"
        f"<dc:creator><![CDATA[Desk]]></dc:creator>\n<pubDate>{_dated(number):%a, %d %b %Y %H:%M:%S} +0500</pubDate>\n"
        f'<category><![CDATA[Trade]]></category><guid isPermaLink="false">https://news.example/?p={number}</guid>\n'
        f"<description><![CDATA[<p>{html.escape(text[:300])}</p>]]></description>\n"
        + (f"<content:encoded><![CDATA[{_paragraphs(text)}]]></content:encoded>\n" if full else "")
        + "</item>\n"
        for number, (title, text) in enumerate(told)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">'
        f"<channel>\n<title>Example News</title><link>https://news.example/</link><language>{language}</language>"
        f"<sy:updatePeriod>hourly</sy:updatePeriod>\n{items}</channel></rss>"
    )


def atom(told: Iterable[Told], language: str, full: bool) -> str:
    """Atom, its HTML escaped."""
    entries = "".join(
        f'<entry><title>{html.escape(title)}</title><link rel="alternate" href="https://news.example/{language}/{number}"/>'
        f"<id>tag:news.example,2026:{number}</id><published>{_dated(number).isoformat()}</published>"
        f"<updated>{_dated(number).isoformat()}</updated><author><name>Desk</name></author>"
        f'<summary type="html">{html.escape(f"<p>{text[:300]}</p>")}</summary>'
        + (f'<content type="html">{html.escape(_paragraphs(text))}</content>' if full else "")
        + "</entry>\n"
        for number, (title, text) in enumerate(told)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
        f"<title>Example News</title><id>{URL}</id><updated>{NOW.isoformat()}</updated>\n{entries}</feed>"
    )


def rdf(told: Iterable[Told], language: str, full: bool) -> str:
    """RSS 1.0."""
    items = "".join(
        f'<item rdf:about="https://news.example/{language}/{number}"><title>{html.escape(title)}</title>'
        f"<link>https://news.example/{language}/{number}</link><dc:date>{_dated(number).isoformat()}</dc:date>"
        f"<description>{html.escape(text if full else text[:300])}</description></item>\n"
        for number, (title, text) in enumerate(told)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/">'
        f"<title>Example News</title><link>https://news.example/</link></channel>\n{items}</rdf:RDF>"
    )


def broken(told: Iterable[Told], language: str, full: bool) -> str:
    """RSS with what breaks many feeds: names of HTML, bare ampersands, an end that is missing."""
    return (
        rss(((f"{title} &nbsp;&mdash; A & B", text) for title, text in told), language, full)
        .replace("&amp;nbsp;&amp;mdash; A &amp; B", "&nbsp;&mdash; A & B")
        .removesuffix("</channel></rss>")
    )


KINDS: dict[str, tuple[Kind, bool]] = {
    "RSS, summaries": (rss, False),
    "RSS, full text": (rss, True),
    "Atom, summaries": (atom, False),
    "Atom, full text": (atom, True),
    "RDF, summaries": (rdf, False),
    "RSS, broken": (broken, False),
}


def bodies() -> dict[str, bytes]:
    """A hundred items of each kind in each language."""
    told: dict[str, list[Told]] = {language: [] for language in LANGUAGES}
    for title, text, language in articles(ITEMS * len(LANGUAGES), entries(1000)):
        told[language].append((title, text))
    return {
        f"{kind}, {language}": write(told[language], language, full).encode()
        for kind, (write, full) in KINDS.items()
        for language in LANGUAGES
    }


def large() -> bytes:
    """RSS of five megabytes in full text, as some ministries send: years of news in one file."""
    told = [(title, text) for title, text, language in articles(400, entries(1000)) if language != "zh"]
    size = len(rss(told, "ru", True).encode()) / len(told)
    return rss(islice(cycle(told), int(LARGE / size)), "ru", True).encode()


def ours(body: bytes) -> feeds.ParsedFeed:
    """Read a feed as a poll does, but in this process."""
    return feeds.parse(body, now=NOW, content_type="application/xml", url=URL)


def different(found: feeds.ParsedFeed, body: bytes) -> int:
    """How many items feedparser finds, and ours does not, or with another address or date."""
    theirs = {
        (identity.canonical(entry.link), timegm(entry.get("published_parsed") or entry.updated_parsed))
        for entry in feedparser.parse(body).entries[: feeds.MOST_ITEMS]
    }
    return len(theirs ^ {(item.url, item.published and int(item.published.timestamp())) for item in found.items})


def compare(name: str, body: bytes, runs: int) -> tuple[Timing, Timing]:
    """Time both on one feed, in turn; ours as often in a row as takes about as long as the peer.

    A single reading of a millisecond would time the caches that the peer left empty.
    """
    often = IN_A_ROW if len(body) < LARGE // 2 else 1
    mine, peer = in_turn(
        {name: lambda: [ours(body) for _ in range(often)], "feedparser": lambda: feedparser.parse(body)}, runs
    )
    each = Timing(mine.name, mine.median / often, mine.least / often, mine.most / often)
    return each, peer


def in_child(body: bytes) -> feeds.ParsedFeed:
    """Read a feed as a poll does."""
    return feeds.read(body, now=NOW, content_type="application/xml", url=URL)


def _spent() -> float:
    """Processor time of this process and the child that reads feeds; Linux has a clock for each process."""
    child = apart._pool._readers[-1]._child
    return time.process_time() + (time.clock_gettime(~child.pid << 3 | 2) if child else 0.0)


def _times(work: Callable[[bytes], object], body: bytes) -> tuple[float, float]:
    """Milliseconds: of the processors, and by the clock."""
    spent, clock = _spent(), time.perf_counter()
    work(body)
    return 1000 * (_spent() - spent), 1000 * (time.perf_counter() - clock)


def hand_over(found: dict[str, bytes]) -> float:
    """Print what reading some feeds in a child costs beside reading them here; the median of it in milliseconds."""
    begun = time.perf_counter()
    in_child(next(iter(found.values())))
    print(f"\nthe child begins and reads its first feed in {1000 * (time.perf_counter() - begun):,.0f} ms by the clock")
    print(f"milliseconds a feed, median of {HAND_OVERS} in turn; of the processors, then by the clock")
    print(f"{'':26}{'here':>12}{'in the child':>14}{'handed over':>12}{'here':>12}{'in the child':>14}{'least':>12}")
    costs = {}
    for name, body in found.items():
        pairs = [(_times(ours, body), _times(in_child, body)) for _ in range(HAND_OVERS)]
        here, child = (statistics.median(pair[at][0] for pair in pairs) for at in (0, 1))
        costs[name] = statistics.median(there[0] - this[0] for this, there in pairs)
        clock_here, clock_child = (sorted(pair[at][1] for pair in pairs) for at in (0, 1))
        middle = HAND_OVERS // 2
        print(
            f"{name:26}{here:12.2f}{child:14.2f}{costs[name]:12.2f}"
            f"{clock_here[middle]:12.2f}{clock_child[middle]:14.2f}{clock_child[0]:12.2f}"
        )
    return statistics.median(costs[name] for name in costs if "MB" not in name)


def main() -> None:
    """Run everything and print the table and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    runs = parser.parse_args().runs
    ways: Counter[str] = Counter()
    ratios: dict[str, float] = {}
    print(f"{ITEMS} items a feed; milliseconds of processor time a feed, {runs} runs of each in turn")
    print(
        f"{'':26}{'KB':>7}{'median':>12}{'least':>12}{'most':>12}{'feedparser':>12}{'least':>12}{'most':>12}{'times':>8}"
    )
    made = {**bodies(), "RSS, full text, 5 MB": large()}
    for name, body in made.items():
        found = ours(body)
        ways[found.parser] += 1
        if differing := different(found, body):
            print(f"{name}: {differing} items differ from what feedparser finds")
        mine, peer = compare(name, body, runs if len(body) < LARGE // 2 else min(runs, 3))
        ratios[name] = peer.median / mine.median
        beside = peer.row(1e-3, 0).removeprefix(peer.name)
        print(
            f"{name:26}{len(body) / 1000:7,.0f}{mine.row(1e-3).removeprefix(f'{name:44}')}{beside}{ratios[name]:8.1f}"
        )
    worst = min(ratios, key=lambda name: ratios[name])
    print(
        f"the least: {ratios[worst]:.1f} ({worst}); "
        f"well-formed or nearly {ways['fast']}, mended {ways['mended']}, guessed by feedparser {ways['tolerant']}"
    )
    handed_over = hand_over({name: body for name, body in made.items() if ", ru" in name or "MB" in name})
    small = [ratio for name, ratio in ratios.items() if "MB" not in name and "broken" not in name]
    told = {
        "vs_feedparser": round(statistics.median(small), 1),
        "vs_feedparser_least": round(min(small), 1),
        "vs_feedparser_broken": round(statistics.median(ratios[name] for name in ratios if "broken" in name), 1),
        "vs_feedparser_5mb": round(ratios["RSS, full text, 5 MB"], 1),
        "tolerant": ways["tolerant"],
        "hand_over_ms": round(handed_over, 2),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
