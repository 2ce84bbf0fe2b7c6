"""What a page says of itself, gathered in one walk: its headline, address, meta tags, structured data, marked times."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

_WALKED = ("meta", "link", "title", "h1", "script", "time", "img")
_MARKED = etree.XPath("//*[@itemprop='datePublished'][not(self::meta)]")
_SITE_NAME = re.compile(r"\s+[|—«-]\s+[^|—»]{2,60}$|_[^_]{2,40}$")
_DEPTH = 5
_MOST = 50
#: Longest text of structured data worth looking at: some outlets put the whole article there, none a book.
_LONGEST = 200_000


@dataclass
class Said:
    """Declarations of a page, in the order in which they stand.

    ``meta`` is by lower-case name, the first of each; ``data`` the JSON-LD objects, nested ones included; ``times``
    what stands in elements that mark a time, those of publication first; ``pictures`` their descriptions.
    """

    meta: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    named: str = ""
    headings: list[str] = field(default_factory=list)
    data: list[dict[str, Any]] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The headline: what the page shares, else its only h1, else its title without the site's name."""
        shared = self.meta.get("og:title", "")
        named = " ".join(self.named.split())
        only = self.headings[0] if len(self.headings) == 1 else ""
        return " ".join((shared or only or _SITE_NAME.sub("", named) or named).split())[:500]

    def words(self) -> str:
        """What it says of its article outside the visible text: a project may be named only there."""
        told = [self.named, *self.headings, *(self.meta.get(name, "") for name in ("og:title", *_DESCRIPTIONS))]
        for entry in self.data:
            told += (entry[name] for name in _TELLING if isinstance(entry.get(name), str))
        return "\n".join(dict.fromkeys(filter(None, [*told, *self.pictures])))


_DESCRIPTIONS = ("description", "og:description", "twitter:title", "twitter:description", "keywords", "news_keywords")
_TELLING = ("headline", "alternativeHeadline", "description", "articleBody")


def gather(tree: Any, source: str) -> Said:
    """Walk over a parsed page once; its source tells what is not worth looking for."""
    said = Said()
    marked: list[str] = []
    for element in tree.iter(*_WALKED):
        tag = element.tag
        if tag == "meta":
            _meta(element, said, marked)
        elif tag == "img":
            described = (element.get("alt") or "").strip()
            said.pictures += [described] if described and len(said.pictures) < _MOST else []
        elif tag == "h1":
            heading = " ".join("".join(element.itertext()).split())
            said.headings += [heading] if heading else []
        elif tag == "title":
            said.named = said.named or element.text or ""
        elif tag == "link":
            if not said.canonical and element.get("rel") == "canonical":
                said.canonical = (element.get("href") or "").strip()
        elif tag == "time":
            said.times.append(element.get("datetime") or element.text or "")
        elif "ld+json" in (element.get("type") or ""):
            said.data += _structured(element.text or "")
    if "itemprop" in source:  # a search for attributes looks at every element
        marked += map(_moment, _MARKED(tree))
    said.times = [*marked, *said.times][:_MOST]
    return said


def _meta(element: Any, said: Said, marked: list[str]) -> None:
    name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
    content = element.get("content")
    if name and content:
        said.meta.setdefault(name, content.strip())
        if element.get("itemprop") == "datePublished":
            marked.append(content)


def _moment(element: Any) -> str:
    return element.get("content") or element.get("datetime") or "".join(element.itertext())[:200]


def _structured(text: str) -> list[dict[str, Any]]:
    if len(text) > _LONGEST:
        return []
    try:
        return list(_objects(json.loads(text.strip(), strict=False), 0))
    except (ValueError, RecursionError):
        return []


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(data, list):
        for part in data[:_MOST]:
            yield from _objects(part, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
        yield from _objects(data.get("mainEntity"), depth + 1)
