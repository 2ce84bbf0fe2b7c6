"""When a page was published: what it declares first, what its address says next, what its text suggests last."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

EARLIEST = date(1995, 1, 1)
_META = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "publish_date",
    "publication_date",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
    "mediator_published_time",
)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_EUROPEAN = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|_|\.|$)|[/_-](20\d{2})(\d{2})(\d{2})(?!\d)")


def declared(tree: Any, latest: date) -> tuple[str, str]:
    """The day a page declares in JSON-LD, meta tags or its ``time`` element, with the method; ('', '') if none."""
    for method, values in (("json-ld", _structured(tree)), ("meta", _meta(tree)), ("time element", _times(tree))):
        for value in values:
            found = read(value, latest)
            if found:
                return found, method
    return "", ""


def in_address(url: str, latest: date) -> tuple[str, str]:
    """The day an address carries, as in ``/2026/05/31/``."""
    match = _IN_ADDRESS.search(url)
    if not match:
        return "", ""
    year, month, day = (part for part in match.groups() if part)
    found = _day(year, month, day, latest)
    return (found, "address") if found else ("", "")


def read(value: str, latest: date) -> str:
    """A written day as ``YYYY-MM-DD``; '' when it is none or cannot be (before 1995, after ``latest``)."""
    for pattern, order in ((_ISO, (1, 2, 3)), (_CHINESE, (1, 2, 3)), (_EUROPEAN, (3, 2, 1)), (_COMPACT, (1, 2, 3))):
        match = pattern.search(value[:200])
        if match:
            year, month, day = (match.group(index) for index in order)
            found = _day(year, month, day, latest)
            if found:
                return found
    return ""


def limit(today: date) -> date:
    """The last day a page can have been published: tomorrow, for the sake of time zones."""
    return today + timedelta(days=1)


def _day(year: str, month: str, day: str, latest: date) -> str:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return ""
    return found.isoformat() if EARLIEST <= found <= latest else ""


def _structured(tree: Any) -> Iterator[str]:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            data = json.loads((script.text or "").strip())
        except (ValueError, RecursionError):
            continue
        yield from _published(data, depth=0)


def _published(data: Any, depth: int) -> Iterator[str]:
    if depth > 5:
        return
    if isinstance(data, list):
        for part in data[:50]:
            yield from _published(part, depth + 1)
    elif isinstance(data, dict):
        value = data.get("datePublished")
        if isinstance(value, str):
            yield value
        yield from _published(data.get("@graph"), depth + 1)


def _meta(tree: Any) -> Iterable[str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name in _META and tag.get("content"):
            found.setdefault(name, tag.get("content"))
    return [found[name] for name in _META if name in found]


def _times(tree: Any) -> Iterable[str]:
    marked = tree.xpath("//*[@itemprop='datePublished']")
    return [
        element.get("content") or element.get("datetime") or element.text or ""
        for element in [*marked, *tree.xpath("//article//time | //main//time | //header//time | //time")]
    ][:20]
