"""Makes broken feeds readable: entities taken out, characters of HTML written out, tags closed, or all guessed."""

import html
import io
import re
import time
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import feedparser
from lxml import etree

from news.feeds import moments
from news.feeds.model import NotAFeed
from news.feeds.reader import Found

_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_PROLOG = re.compile(rb"<\?xml[^>]*\?>")
# Ampersands that begin none of XML's own five names and no number; with a name of HTML's where one follows.
_FOREIGN = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)(?:[A-Za-z][A-Za-z0-9]{1,24};)?")
# Characters written as numbers: some write those of large numbers in two halves, as UTF-16 has them.
_NUMBERED = re.compile(rb"(?:&#(?:[0-9]{1,7}|x[0-9A-Fa-f]{1,6});)+")
_NUMBER = re.compile(rb"&#(x?)([^;]+);")
_HALVES = frozenset(range(0xD800, 0xE000))
# What no XML holds: bytes that in UTF-8 are never a part of a letter, and two characters that are none.
_CONTROL = bytes({*range(32)} - {*b"\t\n\r"})
_NO_CHARACTERS = ("\ufffe", "\uffff")
# Where elements are only spoken of, and how that ends.
_QUOTING = re.compile(rb"<!\[CDATA\[|<!--")
_QUOTED = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}


def spelled(text: str) -> bytes:
    """The document in characters that any reader of XML knows, without entities of its own.

    Raises:
        NotAFeed: it declares entities in a way that cannot be taken out.
    """
    # First, since a control character may hide entities from being seen here, not from a reader that forgives it.
    for character in _NO_CHARACTERS:
        text = text.replace(character, "")
    document = text.encode("utf-8", errors="replace").translate(None, _CONTROL)
    # One look at one place: a feed of nothing but such beginnings would take a search hours.
    start = document[:8192].lower().find(b"<!doctype")
    if start >= 0 and (match := _DOCTYPE.match(document, start)):
        document = document[:start] + document[match.end() :]
    if b"<!ENTITY" in document[:200_000]:
        raise NotAFeed("The feed declares entities of its own, which is not read.")
    # What it was sent in no longer holds.
    document = _PROLOG.sub(b"", document[:1000], count=1).lstrip() + document[1000:]
    return _FOREIGN.sub(_written_out, _NUMBERED.sub(_spelled_out, document))


def _written_out(match: re.Match[bytes]) -> bytes:
    return _meant(match.group())


def _spelled_out(match: re.Match[bytes]) -> bytes:
    return _counted(match.group())


@lru_cache(maxsize=1024)
def _counted(numbers: bytes) -> bytes:
    """Characters told by their numbers; where there are halves among them, put together, and none left alone."""
    codes = [int(digits, 16 if hexadecimal else 10) for hexadecimal, digits in _NUMBER.findall(numbers)]
    if _HALVES.isdisjoint(codes):
        return numbers
    halves = "".join(chr(code) for code in codes if code < 0x110000).encode("utf-16-le", errors="surrogatepass")
    text = halves.decode("utf-16-le", errors="ignore")
    for character in _NO_CHARACTERS:
        text = text.replace(character, "")
    return html.escape(text, quote=False).encode().translate(None, _CONTROL)


@lru_cache(maxsize=1024)
def _meant(name: bytes) -> bytes:
    """A character's name as the character; anything else as it stands there."""
    return html.escape(html.unescape(name.decode("ascii")), quote=False).encode()


def listed(document: bytes, names: Iterable[str]) -> int:
    """How many elements of some names a document seems to have, however broken it is.

    A prefix may mean another vocabulary, so those without one count where there are any.
    """
    begins = re.compile(rf"<((?:\w+:)?)(?:{'|'.join(names)})[\s/>]".encode(), re.IGNORECASE)
    prefixes = Counter(match.group(1) for match in begins.finditer(_spoken(document)))
    return prefixes[b""] or max(prefixes.values(), default=0)


def _spoken(document: bytes) -> bytes:
    """A document without its comments and CDATA, in one pass; one without an end is left in."""
    pieces, at = [], 0
    while quoting := _QUOTING.search(document, at):
        end = document.find(_QUOTED[quoting.group()], quoting.end())
        if end < 0:
            break
        pieces.append(document[at : quoting.start()])
        at = end + 3
    return b"".join([*pieces, document[at:]])


def closed(document: bytes) -> bytes:
    """The document with every tag closed that was opened, as a browser would; b'' where nothing can be read."""
    forgiving = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(document, forgiving)
    except etree.XMLSyntaxError:
        return b""
    return etree.tostring(root, encoding="utf-8", xml_declaration=False) if root is not None else b""


def guessed(document: bytes, kind: str) -> Found:
    """The document as the most patient parser reads it, which takes seconds where others take milliseconds."""
    read = feedparser.parse(io.BytesIO(document), sanitize_html=False, resolve_relative_uris=False)
    feed = read.get("feed") or {}
    fields = {name: str(feed[name]) for name in ("title", "link", "language", "ttl") if feed.get(name)}
    return Found(kind=kind, fields=fields, items=[_item(entry) for entry in read.get("entries", [])])


def _item(entry: dict[str, Any]) -> dict[str, str]:
    item = {name: str(entry[name]) for name in ("title", "link", "id") if entry.get(name)}
    dated = dict(entry)  # asked itself, it answers for one of the two with the other, and warns of it
    for name in ("published", "updated"):
        written, parsed = str(dated.get(name, "")), dated.get(f"{name}_parsed")
        # As it is written it tells the outlet's own day; what is parsed is in UTC.
        if parsed and not moments.read(written):
            written = time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed)
        if written:
            item[name] = written
    return item
