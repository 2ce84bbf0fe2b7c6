"""Reads the XML of RSS, RDF and Atom in one pass, keeping of each item only what the intake needs.

No tree is made, and text nobody asked for (summaries, whole articles) never becomes a string. Documents that declare a
type, and with it entities, are not read at all.
"""

from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from news.feeds import dialects

# Feeds are some six levels deep, ten with XHTML in them.
_DEEPEST = 200
_CUT_OFF = frozenset(
    {
        expat.errors.codes[told]
        for told in (
            expat.errors.XML_ERROR_NO_ELEMENTS,
            expat.errors.XML_ERROR_UNCLOSED_TOKEN,
            expat.errors.XML_ERROR_PARTIAL_CHAR,
            expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        )
    }
)


@dataclass
class Found:
    """What was read: the feed's fields and its items' by the names of ``dialects``.

    ``kind`` is '' where the document is no feed. Where it is not ``whole``, what stands before the place where reading
    ended is here; ``cut_off`` says that this is its very end.
    """

    kind: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    items: list[dict[str, str]] = field(default_factory=list)
    whole: bool = True
    cut_off: bool = False


class _Stop(Exception):
    """Reading ends here."""


class _Unread(_Stop):
    """The document is of a kind that is not read."""


def read(body: bytes, most: int) -> Found:
    """Read a feed of well-formed XML.

    Args:
        body: the document in UTF-8, whatever it declares.
        most: reading ends after that many items.
    """
    reading = _Reading(most)
    found = reading.found
    try:
        reading.run(body)
    except expat.ExpatError as error:
        found.whole, found.cut_off = False, error.code in _CUT_OFF
    except (_Unread, UnicodeError):
        found.whole = False
    except _Stop:
        pass
    return found


class _Reading:
    """One pass over a document: which element is open, and which field its text belongs to.

    Fields are children of the open container (feed, channel, item). ``below`` is how deep the open element lies under
    such a child, 0 for the child itself: a ``<link>`` within some other element of an item is not the item's.
    """

    __slots__ = (
        "below",
        "called",
        "found",
        "items",
        "keep",
        "most",
        "name",
        "parser",
        "pieces",
        "values",
        "wanted",
    )

    def __init__(self, most: int) -> None:
        self.found = Found()
        self.most = most
        self.below = -1
        self.values = self.found.fields
        self.wanted: dict[str, str] = {}
        self.called = dialects.names({})
        self.items = self.called.items
        self.name: str | None = None
        self.pieces: list[str] = []
        self.keep = self.pieces.append
        self.parser: Any = None

    def run(self, body: bytes) -> None:
        """Read the document."""
        self.parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        try:
            parser.Parse(body, True)
        finally:
            # The two know each other, and would stay until garbage is collected.
            self.parser = None

    def _refuse(self, *declared: object) -> None:
        raise _Unread

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        """The outermost element: tells the kind of feed, and what this feed calls things."""
        self.found.kind = dialects.ROOTS.get(name.rpartition(":")[2].lower(), "")
        if not self.found.kind:
            raise _Unread
        self.called = dialects.names(attributes)
        self.wanted, self.items = self.called.feed, self.called.items
        self._about(attributes)
        self.below = -1
        self.parser.StartElementHandler = self._start

    def _about(self, attributes: dict[str, str]) -> None:
        for name in ("xml:lang", "xml:base", "rdf:about"):
            if name in attributes:
                self.values[name] = attributes[name]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.below = below = self.below + 1
        if not below and name in self.wanted:
            wanted = self.wanted[name]
            if wanted == "channel":
                self._about(attributes)
                self.below = -1
                return
            self.name = wanted
            self.parser.CharacterDataHandler = self.keep
            if attributes and wanted == "link":
                self._link(attributes)
        elif name in self.items:
            self._open(attributes)
        elif below > _DEEPEST:
            raise _Unread

    def _open(self, attributes: dict[str, str]) -> None:
        """An item begins, also within another one whose end is missing."""
        if len(self.found.items) >= self.most:
            raise _Stop
        if self.name:
            self.name = self.parser.CharacterDataHandler = None
            self.pieces.clear()
        self.values = {}
        self.found.items.append(self.values)
        self.wanted = self.called.item
        self.below = -1
        if attributes:
            self._about(attributes)

    def _link(self, attributes: dict[str, str]) -> None:
        relation = attributes.get("rel") or dialects.ALTERNATE
        if "href" in attributes and (relation == dialects.ALTERNATE or dialects.is_alternate(relation)):
            is_page = attributes.get("type", "") in dialects.PAGES
            self.values.setdefault("link" if is_page else dialects.OTHER_FORMAT, attributes["href"])

    def _end(self, name: str) -> None:
        below = self.below
        self.below = below - 1
        if not below:
            if self.name:
                self.parser.CharacterDataHandler = None
                if self.pieces:
                    # Of two the first counts, as a feed's own link stands before those of what it quotes.
                    self.values.setdefault(self.name, "".join(self.pieces))
                    self.pieces.clear()
                self.name = None
        elif below < 0:
            # A container ends; what follows stands beside it.
            self.below = -1
            self.values, self.wanted = self.found.fields, self.called.feed
