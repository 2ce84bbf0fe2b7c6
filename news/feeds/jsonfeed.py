"""Reads JSON Feed."""

import json
from datetime import UTC, datetime
from typing import Any

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
    )


def _item(entry: dict[str, Any]) -> Item:
    return Item(
        url=_text(entry.get("url")) or _text(entry.get("id")),
        title=_text(entry.get("title")),
        summary=_text(entry.get("summary")) or _text(entry.get("content_text")) or _text(entry.get("content_html")),
        published=_moment(_text(entry.get("date_published"))),
        language=_text(entry.get("language")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
