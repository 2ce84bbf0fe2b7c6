"""What a page says of itself: its headline, address, meta tags, structured data, marked times, language."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborNode

from news.extract.opened import Opened

_REFRESH = re.compile(r"""[;,\s]\s*url\s*=\s*['"]?([^'"\s]+)""", re.IGNORECASE)
_MARKED = "[itemprop~=datePublished]:not(meta)"
#: Where it is told when a page was changed.
CHANGED = re.compile(r"updat|modif|обновл|изменен|жаңарт|өзгерт|更新|修改", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi|опубл|жариял|[发發]布", re.IGNORECASE)
# What stands in the first two is of other articles; what stands in the others may be.
_BESIDE, _MAYBE_BESIDE = frozenset({"aside", "nav"}), frozenset({"a", "footer"})
_BEFORE = 20
_HIGHEST = 100
_SITE_NAME = re.compile(r"\s+[|—«-]\s+[^|—»]{2,60}$|_[^_]{2,40}$")
_DEPTH = 5
_MOST = 50
#: Longest text of structured data worth looking at: some outlets put the whole article there, none a book.
_LONGEST = 200_000


@dataclass
class Said:
    """Declarations of a page, in the order in which they stand.

    ``meta`` is by lower-case name, the first of each; ``data`` the JSON-LD objects, nested ones included; ``marked``
    what is marked as the time of publication; ``times`` what stands in elements for any time but that of a change, be
    it of the article, of another one or the day's, those outside of links first; ``pictures`` their descriptions;
    ``language`` as its first element has it; ``base`` is what its addresses are relative to, where it says so;
    ``sends_on`` is where it sends whoever looks at it, as it writes that.
    """

    meta: dict[str, str] = field(default_factory=dict)
    base: str = ""
    canonical: str = ""
    named: str = ""
    headings: list[str] = field(default_factory=list)
    data: list[dict[str, Any]] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    language: str = ""
    sends_on: str = ""

    @property
    def title(self) -> str:
        """The headline: what the page shares, else its only h1, else its title without the site's name."""
        shared = self.meta.get("og:title", "")
        named = " ".join(self.named.split())
        only = self.headings[0] if len(self.headings) == 1 else ""
        # Some servers escape it twice.
        return " ".join(html.unescape(shared or only or _SITE_NAME.sub("", named) or named).split())[:500]

    @property
    def body(self) -> str:
        """The article where the page hands it to scripts and shows nothing by itself."""
        return "\n".join(entry["articleBody"] for entry in self.data if isinstance(entry.get("articleBody"), str))

    def words(self) -> str:
        """What it says of its article outside the visible text: a project may be named only there."""
        told = [self.named, *self.headings, *(self.meta.get(name, "") for name in ("og:title", *_DESCRIPTIONS))]
        for entry in self.data:
            told += (entry[name] for name in _TELLING if isinstance(entry.get(name), str))
        return "\n".join(dict.fromkeys(filter(None, [*told, *self.pictures])))


_DESCRIPTIONS = ("description", "og:description", "twitter:title", "twitter:description", "keywords", "news_keywords")
_TELLING = ("headline", "alternativeHeadline", "description", "articleBody")


def gather(page: Opened) -> Said:
    """Gather from a page before anything is taken out of it."""
    said = Said(language=_language(page))
    for element in page.named("meta"):
        if not (element.attributes.get("itemprop") and _is_in_comment(element)):
            _meta(element.attributes, said)
    said.base = next(filter(None, (element.attributes.get("href") for element in page.named("base"))), "").strip()
    for element in page.named("link"):
        if not said.canonical and "canonical" in (element.attributes.get("rel") or "").lower().split():
            said.canonical = (element.attributes.get("href") or "").strip()
    described = ((element.attrs.get("alt") or "").strip() for element in page.named("img"))
    said.pictures = [*islice(filter(None, described), _MOST)]
    for element in page.named("script"):
        if "ld+json" in (element.attrs.get("type") or ""):
            said.data += _structured(element.text())
    said.named = next(filter(None, (element.text() for element in page.named("title"))), "")
    said.headings = [*filter(None, (" ".join(element.text().split()) for element in page.named("h1")))]
    said.times = [element.attributes.get("datetime") or element.text(deep=False) for element in _times(page)]
    if b"itemprop" in page.source:  # a search for attributes looks at every element
        marked = page.document.css(_MARKED)[:_MOST]
        said.marked += (_moment(element) for element in marked if not _is_in_comment(element))
    return said


def tells_change(words: str) -> bool:
    """Whether words beside a day say that something was changed then, and not that it was published."""
    return bool(CHANGED.search(words)) and not _PUBLISHED.search(words)


def _times(page: Opened) -> list[LexborNode]:
    """Elements for times of which one may be the article's; those that stand where others' do come last."""
    times = [element for element in page.named("time")[:_MOST] if not _is_of_change(element)]
    within = [(element, {up.tag for up in _above(element)}) for element in times]
    return [
        *(element for element, tags in within if tags.isdisjoint(_BESIDE | _MAYBE_BESIDE)),
        *(element for element, tags in within if tags.isdisjoint(_BESIDE) and not tags.isdisjoint(_MAYBE_BESIDE)),
    ]


def _is_of_change(element: LexborNode) -> bool:
    """Whether an element for a time, what it stands in, or the words right before it tell of a change."""
    before = element.prev
    if before is not None and not before.text().strip():
        before = before.prev
    said = before.text()[-_BEFORE:] if before is not None and before.tag != "time" else ""
    return any(map(tells_change, (_marks(element), _marks(element.parent), element.text(), said)))


def _marks(element: LexborNode | None) -> str:
    told = element.attributes if element is not None else {}
    return f"{told.get('itemprop') or ''} {told.get('class') or ''}"


def _above(element: LexborNode) -> Iterator[LexborNode]:
    """What an element stands in, as far up as any page that was not made to keep its reader busy goes."""
    up = element.parent
    for _ in range(_HIGHEST):
        if up is None:
            return
        yield up
        up = up.parent


def _is_in_comment(element: LexborNode) -> bool:
    """Whether a reader's comment is dated here."""
    return any(
        up.attributes.get("itemprop") == "comment" or (up.attributes.get("itemtype") or "").endswith("/Comment")
        for up in _above(element)
    )


def _language(page: Opened) -> str:
    told = page.document.root.attributes if page.document.root else {}
    return told.get("lang") or told.get("xml:lang") or ""


def _meta(attributes: Mapping[str, str | None], said: Said) -> None:
    name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
    content = attributes.get("content")
    if name and content:
        said.meta.setdefault(name, content.strip())
        if attributes.get("itemprop") == "datePublished":
            said.marked.append(content)
    elif content and (attributes.get("http-equiv") or "").strip().lower() == "refresh":
        target = _REFRESH.search(content[:2000])
        said.sends_on = said.sends_on or (target[1] if target else "")


def _moment(element: LexborNode) -> str:
    return element.attributes.get("content") or element.attributes.get("datetime") or element.text()[:200]


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
