"""Reads JSON Feed."""

import json
from typing import Any

from news.feeds import moments
from news.feeds.model import Item, NotAFeed, ParsedFeed


def read(text: str) -> ParsedFeed:
    """A JSON Feed's items.

    Raises:
        NotAFeed: it is not JSON, or JSON of another kind.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAFeed("This looks like JSON but cannot be read as it.") from error
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        raise NotAFeed("This is JSON, but not a JSON Feed: it has no list of items.")
    return ParsedFeed(
        kind="json",
        title=_text(data.get("title")),
        language=_text(data.get("language")),
        items=[_item(entry) for entry in data["items"] if isinstance(entry, dict)],
        parser="own",
        listed=len(data["items"]),
    )


def _item(entry: dict[str, Any]) -> Item:
    return Item(
        url=_text(entry.get("url")) or _text(entry.get("id")),
        title=_text(entry.get("title")),
        published=moments.told([_text(entry.get("date_published"))]),
        language=_text(entry.get("language")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
