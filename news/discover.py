"""Where a site keeps its feeds: what its front page links to, then the places where feeds usually are."""

from urllib.parse import urljoin

import lxml.html

from corridors.errors import Invalid
from news import encodings, identity

TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml"}
)
# The commonest places first: each is asked for once, and never more than a handful.
LIKELY = ("/rss", "/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/news-sitemap.xml")


def linked(body: bytes, url: str, content_type: str = "") -> list[str]:
    """Addresses of feeds a page links to, in its order; comment feeds last."""
    text = encodings.decode(body, content_type).text
    if not text.strip("\x00 \t\r\n"):
        return []
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (ValueError, lxml.etree.ParserError):
        return []
    found = [
        (link.get("href", ""), link.get("title", "") or "")
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "").lower() and (link.get("type") or "").lower().strip() in TYPES
    ]
    found += [(anchor.get("href", ""), "") for anchor in tree.iter("a") if _looks_like_feed(anchor.get("href", ""))]
    found.sort(key=lambda pair: "comment" in (pair[0] + pair[1]).lower())
    return _distinct(url, [href for href, _title in found])


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
