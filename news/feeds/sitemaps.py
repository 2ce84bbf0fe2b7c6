"""Reads news sitemaps and sitemap indexes."""

from datetime import datetime
from typing import Any

from lxml import etree

from news.feeds import mending, moments
from news.feeds.model import Item, NotAFeed, ParsedFeed

_SITEMAP = "{*}"
_MOMENTS = ("news/publication_date", "lastmod")


def read(text: str) -> ParsedFeed:
    """The pages of a sitemap as items; news tags give title, date and language.

    Raises:
        NotAFeed: the XML is too broken to be read.
    """
    document = mending.spelled(text)
    items = [
        Item(
            url=_place(entry),
            title=_under(entry, "news/title"),
            published=moments.told(_under(entry, path) for path in _MOMENTS),
            language=_under(entry, "news/publication/language"),
        )
        for entry in _all(document, "url")
    ]
    return ParsedFeed(kind="sitemap", items=items, listed=mending.listed(document, ["url"]), parser="own")


def read_index(text: str) -> ParsedFeed:
    """The sitemaps an index lists: those called news first, of them and of the others the most recently changed first.

    Indexes list years of archives beside the one sitemap of the last days, which often has no date.

    Raises:
        NotAFeed: the XML is too broken to be read.
    """
    listed = [(_place(entry), _changed(entry)) for entry in _all(mending.spelled(text), "sitemap")]
    likeliest_first = sorted(listed, key=lambda pair: (_is_news(pair[0]), pair[1]), reverse=True)
    return ParsedFeed(kind="sitemap index", children=[place for place, _ in likeliest_first if place], parser="own")


def _all(document: bytes, name: str) -> list[Any]:
    """The elements of that name, also one within another whose end is missing."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(document, parser)
    if root is None:
        raise NotAFeed("The sitemap's XML is too broken to be read.")
    return list(root.iter(f"{_SITEMAP}{name}"))


def _place(entry: Any) -> str:
    # An ampersand that was bare inside CDATA comes out escaped once too often.
    return _under(entry, "loc").replace("&amp;", "&")


def _changed(entry: Any) -> datetime:
    return moments.told([_under(entry, "lastmod")]) or moments.UNREAD


def _is_news(place: str) -> bool:
    return "news" in place.rpartition("/")[2].lower()


def _under(entry: Any, path: str) -> str:
    found = entry.findtext("/".join(f"{_SITEMAP}{step}" for step in path.split("/")))
    return (found or "").strip()
