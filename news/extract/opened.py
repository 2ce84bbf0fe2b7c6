"""A page opened as a tree: by the quick parser always, by the one with XPath only where something asks for it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from lxml import etree
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode, SelectolaxError

from news.encodings import Decoded
from news.extract.model import Unreadable

# XHTML may close an element at once; by the rules of HTML each of these stays open, and some swallow all that follows.
_CLOSED_AT_ONCE = re.compile(
    rb"<(script|style|title|textarea|iframe|noscript|template|div|span|p|a|i|b|li|ul|td)\b([^<>]*)/>", re.IGNORECASE
)


#: Pages of 5 MB have some 50,000; with three times as many the extractor still ends within the time limit.
MOST_TAGS = 150_000
# The parser's numbers for what has no name of its own: instructions and comments.
_UNNAMED = {"": 0, "-comment": 4}
_BLANK = LexborHTMLParser("")


@cache
def _number(name: str) -> int:
    return _UNNAMED[name] if name in _UNNAMED else _BLANK.create_node(name).tag_id


@dataclass
class Opened:
    """A page's text and its trees.

    ``source`` is the text in UTF-8. ``document`` is by the rules of browsers, and loses elements when its words are
    read; ``elements`` are those it began with, by the parser's numbers for their names.
    """

    text: str
    source: bytes
    document: LexborHTMLParser
    elements: Mapping[int, list[LexborNode]]

    def named(self, name: str) -> Sequence[LexborNode]:
        """All elements of a name that the document began with, in the order in which they stand."""
        return self.elements.get(_number(name), ())

    @cached_property
    def tree(self) -> Any:
        """The tree of lxml, without comments, for XPath: three times the work.

        Raises:
            Unreadable: there is nothing in it.
        """
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
        try:
            tree = etree.fromstring(self.source, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Unreadable("The page is empty.") from error
        if tree is None:
            raise Unreadable("The page is empty.")
        return tree


def opened(decoded: Decoded, content_type: str = "") -> Opened:
    """Open a page.

    Raises:
        Unreadable: there is nothing in it, far too much, or it grows beyond bounds.
    """
    source = (decoded.source or decoded.text.encode("utf-8", errors="replace")).replace(b"\0", b"")
    if not source or source.isspace():
        raise Unreadable("The page is empty.")
    if (tags := source.count(b"<")) > MOST_TAGS:
        raise Unreadable(f"The page has {tags:,} tags, more than any article, and is not read.")
    written = _CLOSED_AT_ONCE.sub(rb"<\1\2></\1>", source) if "xhtml" in content_type.lower() else source
    try:
        document = LexborHTMLParser(written, options=LexborDocumentOptions.WO_EVENTS)
    except SelectolaxError as error:
        # By the rules of browsers, each <font> that is left open is opened anew in every paragraph that follows.
        raise Unreadable("The page needs more memory than is allowed for reading one.") from error
    elements: defaultdict[int, list[LexborNode]] = defaultdict(list)
    # One walk for all that is wanted by name: a search costs as much for each name, and to tell a name costs more yet.
    for element in document.root.traverse() if document.root else ():
        elements[element.tag_id].append(element)
    return Opened(decoded.text, source, document, elements)
