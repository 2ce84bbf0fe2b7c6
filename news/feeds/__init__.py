"""What a feed says, whatever it is written in: RSS, RDF, Atom, JSON Feed, news sitemaps.

``read`` has a feed read in a child process, as is due to what strangers wrote; ``parse`` reads it in this one.
"""

from news.feeds.apart import linked, read
from news.feeds.model import KINDS, Item, NotAFeed, ParsedFeed
from news.feeds.parse import MOST_ITEMS, parse

__all__ = ["KINDS", "MOST_ITEMS", "Item", "NotAFeed", "ParsedFeed", "linked", "parse", "read"]
