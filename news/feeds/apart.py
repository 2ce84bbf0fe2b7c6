"""Has feeds read in child processes that can be killed: this one's side."""

import atexit
import sys
from datetime import datetime, timedelta
from typing import Any

from news.extract import Pool, Reader, Unreadable
from news.feeds.model import Item, NotAFeed, ParsedFeed

# Two may be busy for twenty seconds with what was made to keep them busy, and feeds are read all the same.
_MOST = 3


def read(body: bytes, *, now: datetime, content_type: str = "", url: str = "") -> ParsedFeed:
    """Read a feed in a child; the arguments are those of ``parse``.

    Raises:
        NotAFeed: it is something else, or its reader had to be stopped; the message says which.
    """
    request = {"now": now.isoformat(), "content_type": content_type, "url": url}
    return unpacked(_asked(request, body, "feed"))


def linked(body: bytes, url: str, content_type: str = "") -> list[str]:
    """Addresses of feeds a page links to, found in a child; the arguments are those of ``discover.linked``.

    Raises:
        NotAFeed: the reader had to be stopped.
    """
    found: list[str] = _asked({"content_type": content_type, "url": url}, body, "page")
    return found


def packed(feed: ParsedFeed) -> dict[str, Any]:
    """A feed as JSON has it."""
    items = [
        (url, title, published.isoformat() if published else "", language)
        for url, title, published, language in feed.items
    ]
    return vars(feed) | {"items": items, "ask_again": feed.ask_again.total_seconds()}


def unpacked(told: dict[str, Any]) -> ParsedFeed:
    """A feed as it was before it was packed."""
    items = [
        Item(url, title, datetime.fromisoformat(published) if published else None, language)
        for url, title, published, language in told["items"]
    ]
    return ParsedFeed(**told | {"items": items, "ask_again": timedelta(seconds=told["ask_again"])})


def _asked(request: dict[str, Any], body: bytes, what: str) -> Any:
    try:
        return _pool.ask(request, body, what)[what]
    except Unreadable as error:
        raise NotAFeed(error.message, code=error.code) from error


_pool = Pool(lambda: Reader(command=[sys.executable, "-m", "news.feeds.child"]), _MOST)
atexit.register(_pool.close)
