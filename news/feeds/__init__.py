"""What a feed says, whatever it is written in: RSS, RDF, Atom, JSON Feed, news sitemaps."""

from news.feeds.model import Item, NotAFeed, ParsedFeed
from news.feeds.parse import MOST_ITEMS, parse

__all__ = ["MOST_ITEMS", "Item", "NotAFeed", "ParsedFeed", "parse"]
