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
        data = json.loads(text, strict=False)  # some leave line breaks in their titles
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
        url=_text(entry.get("url")) or _text(entry.get("external_url")) or _named(entry),
        title=_text(entry.get("title")),
        published=moments.told(_text(entry.get(name)) for name in ("date_published", "date_modified")),
        language=_text(entry.get("language")),
    )


def _named(entry: dict[str, Any]) -> str:
    """What an item is called, where that is an address; a number is none, nor a part of one."""
    name = _text(entry.get("id")).strip()
    return name if name.startswith(("http://", "https://")) else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
