"""What the elements of RSS, RDF and Atom are called, as data: the names read, and in which order they are believed."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

#: Vocabularies in which a feed's own elements are written; their names are read without a prefix.
OWN = frozenset(
    {
        "http://www.w3.org/2005/Atom",
        "https://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://purl.org/net/rss1.1#",
        "http://backend.userland.com/rss2",
    }
)
#: Other vocabularies by the prefix they usually have: so they are called below, whatever a feed calls them.
PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
}

#: Outermost elements without their prefix, in small letters, and the kind of feed each begins.
ROOTS = {"rss": "rss", "rdf": "rdf", "feed": "atom"}
CHANNELS = frozenset({"channel"})
ITEMS = ("item", "entry")

#: What says when an item was published, or else changed.
MOMENTS = (
    "pubDate",
    "published",
    "issued",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
    "created",
    "updated",
    "modified",
    "dcterms:modified",
)
#: What an item is called: an address, where nothing links to its page.
NAMES = ("guid", "id", "rdf:about")
#: The field of a link to the same in another format than a page, as PDF; it counts where there is no other.
OTHER_FORMAT = "link to another format"
#: A link by attributes counts where its relation is this, or where it tells none.
ALTERNATE = "alternate"
_REGISTERED = "http://www.iana.org/assignments/relation/"
PAGES = frozenset({"", "text/html", "application/xhtml+xml"})

LANGUAGES = ("language", "dc:language", "xml:lang")

ITEM_FIELDS = frozenset({"title", "link", "guid", "id", *MOMENTS})
FEED_FIELDS = frozenset({"title", "link", "language", "dc:language", "ttl", "sy:updatePeriod", "sy:updateFrequency"})
#: Spelled otherwise by some.
SPELLINGS = {"pubdate": "pubDate", "PubDate": "pubDate", "atom:link": "link"}


def is_alternate(relation: str) -> bool:
    """Whether a relation is that one in other letters, in its long form, or beside others."""
    return ALTERNATE in relation.lower().removeprefix(_REGISTERED).split()


class Names(NamedTuple):
    """The names a feed gives to fields and containers: field by name as written."""

    feed: dict[str, str]
    item: dict[str, str]
    items: dict[str, str]


def names(declared: dict[str, str]) -> Names:
    """What a feed calls things.

    Args:
        declared: attributes of its outermost element, the prefixes of vocabularies among them.
    """
    known = (
        (attribute.removeprefix("xmlns:"), vocabulary)
        for attribute, vocabulary in declared.items()
        if (vocabulary in OWN or vocabulary in PREFIXES) and attribute.startswith("xmlns:") and len(attribute) < 40
    )
    return _names(tuple(known))


@lru_cache(maxsize=256)
def _names(declared: tuple[tuple[str, str], ...]) -> Names:
    return Names(*(_called(fields, declared) for fields in (FEED_FIELDS | CHANNELS, ITEM_FIELDS, ITEMS)))


def _called(fields: Iterable[str], declared: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names of some fields; their usual prefixes are understood undeclared, since feeds forget to declare them."""
    found = {name: name for name in fields} | {name: field for name, field in SPELLINGS.items() if field in fields}
    for prefix, vocabulary in declared:
        if vocabulary in OWN:
            found |= {f"{prefix}:{name}": name for name in fields if ":" not in name}
        else:
            usual = PREFIXES[vocabulary] + ":"
            found |= {f"{prefix}:{name.removeprefix(usual)}": name for name in fields if name.startswith(usual)}
    return found
