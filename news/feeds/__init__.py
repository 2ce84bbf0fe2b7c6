"""What a feed says, whatever it is written in: RSS, RDF, Atom, JSON Feed, news sitemaps."""

from news.feeds.model import Item, NotAFeed, ParsedFeed
from news.feeds.parse import parse

__all__ = ["Item", "NotAFeed", "ParsedFeed", "parse"]
