"""A feed as read: its items in one shape, however it was written."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from corridors.errors import Invalid


class NotAFeed(Invalid):
    """The body is not a feed; the message says what it is instead."""

    code = "not_a_feed"


class Item(NamedTuple):
    """One entry of a feed: absolute address, plain title, when it says it was published, in the zone it says it in.

    Its summary is not read: what no project is in keeps its headline only, and what one is in is fetched.
    """

    url: str
    title: str = ""
    published: datetime | None = None
    language: str = ""


#: What each kind of feed is called.
KINDS = {
    "rss": "RSS feed",
    "rdf": "RSS 1.0 feed",
    "atom": "Atom feed",
    "json": "JSON feed",
    "sitemap": "Sitemap",
    "sitemap index": "Index of sitemaps",
}


@dataclass(frozen=True)
class ParsedFeed:
    """A feed as read.

    ``parser`` tells which way it was read: ``fast`` (well-formed, or once characters were written out), ``mended``
    (once tags were closed), ``tolerant`` (by the slow parser for broken feeds) or ``own`` (JSON and sitemaps).
    ``base`` is what the feed says its addresses are relative to; ``listed`` how many items it seems to have, where that
    was counted.
    ``ask_again`` is how often the publisher wants to be asked; ``children`` are the sitemaps an index lists;
    ``whole`` is whether its end was there; ``remarks`` say in words what was left out.
    """

    kind: str
    title: str = ""
    language: str = ""
    items: list[Item] = field(default_factory=list)
    parser: str = "fast"
    ask_again: timedelta = timedelta(0)
    base: str = ""
    listed: int = 0
    children: list[str] = field(default_factory=list)
    whole: bool = True
    remarks: list[str] = field(default_factory=list)
