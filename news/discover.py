"""Where a site keeps its feeds: what its front page links to, then the places where feeds usually are."""

from typing import Any
from urllib.parse import urljoin

import lxml.html

from corridors.errors import Invalid
from news import encodings, identity

TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml"}
)
# Much else is announced by these too, so they come after the others.
LOOSE_TYPES = frozenset({"application/json", "application/xml"})
#: So much of a page is looked at: feeds are announced in its head.
LOOKED_AT = 500_000
# The commonest places first: each is asked for once, and never more than a handful.
LIKELY = ("/rss", "/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/news-sitemap.xml")


def linked(body: bytes, url: str, content_type: str = "") -> list[str]:
    """Addresses of feeds a page links to, in its order; what may be none and comment feeds last."""
    text = encodings.decode(body[:LOOKED_AT], content_type).text
    if not text.strip("\x00 \t\r\n"):
        return []
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (ValueError, lxml.etree.ParserError):
        return []
    announced = [
        (link.get("href", ""), link.get("title", "") or "", (link.get("type") or "").partition(";")[0].lower().strip())
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "").lower()
    ]
    found = [link for link in announced if link[2] in TYPES]
    found += [(anchor.get("href", ""), "", "") for anchor in tree.iter("a") if _looks_like_feed(anchor.get("href", ""))]
    found += [link for link in announced if link[2] in LOOSE_TYPES]
    found.sort(key=lambda link: "comment" in (link[0] + link[1]).lower())
    return _distinct(_base(tree, url), [href for href, _title, _type in found])


def _base(tree: Any, url: str) -> str:
    """What relative addresses of a page are relative to."""
    for element in tree.iter("base"):
        try:
            return urljoin(url, element.get("href", "").strip())
        except ValueError:
            break
    return url


def likely(url: str) -> list[str]:
    """Addresses at which the site of ``url`` may keep a feed."""
    return _distinct(url, list(LIKELY))


def _looks_like_feed(href: str) -> bool:
    path = href.split("?", maxsplit=1)[0].rstrip("/").lower()
    return path.endswith(("/rss", "/rss.xml", "/feed", "/feed.xml", "/atom.xml", ".rss"))


def _distinct(base: str, hrefs: list[str]) -> list[str]:
    known: dict[str, str] = {}
    for href in hrefs:
        try:
            address = identity.canonical(urljoin(base, href.strip()))
        except (Invalid, ValueError):
            continue
        known.setdefault(identity.key(address), address)
    return list(known.values())
