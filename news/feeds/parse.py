"""Reads a feed's bytes: as they are where they are well-formed XML in UTF-8, else mended; JSON and sitemaps apart."""

import codecs
import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

from corridors.errors import Invalid
from corridors.outbound import OutboundError
from corridors.outbound.bodies import inflate
from news import encodings, identity
from news.feeds import dialects, jsonfeed, mending, moments, reader, sitemaps
from news.feeds.model import Item, NotAFeed, ParsedFeed
from news.feeds.reader import Found

LARGEST = 10_000_000
#: So many items of a feed are taken, the newest; of so many they are chosen, and the rest is not read.
MOST_ITEMS = 2000
MOST_READ = 20_000
# Of a title so much is kept, and so much of its source looked at: some feeds put whole books there.
_KEPT, _READ = 2000, 20_000
# Longer than this, what a broken feed lost of its items is not worth the seconds that guessing takes.
_GUESSED = 1_000_000
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
_ROOT = re.compile(r"<([A-Za-z][\w.:-]*)")
# Where a feed begins that stands behind something else, so far into the bytes; what may stand there, is open or not.
_SEARCHED = 16_384
_BEGINS = re.compile(rb"<(?:[\w.-]+:)?(?:rss|rdf|feed|urlset|sitemapindex)(?=[\s>/])", re.IGNORECASE)
_ASIDE = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_PROLOG = re.compile(rb"<\?xml\s[^>]*\?>")
_OPENED = re.compile(rb"<([A-Za-z][\w.:-]*)(?:[^<>]*[^<>/])?>")
_NEVER_CLOSED = frozenset({b"br", b"hr"})
_QUOTED = 80
_TAG = re.compile(r"<[^<>]*>")
_NO_TEXT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_NO_SCHEME = re.compile(r"www\.[\w-]+\.[\w.-]+(?:[/?#]|$)", re.IGNORECASE)
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
_ROOTS: dict[str, Callable[[str], ParsedFeed]] = {"urlset": sitemaps.read, "sitemapindex": sitemaps.read_index}
# An item's address as the feed gives it, title, moment and language.
Given = tuple[str, str, datetime | None, str]
_WAYS = {"mended": "the feed's XML is broken and was mended", "tolerant": "the feed's XML is broken and was guessed at"}


def parse(body: bytes, *, now: datetime, content_type: str = "", url: str = "") -> ParsedFeed:
    """Read a feed.

    Args:
        body: the bytes as fetched; a gzipped sitemap is unpacked.
        now: the moment of reading; items dated more than a day later lose their date.
        content_type: the HTTP header, for its charset.
        url: where it was fetched, to resolve relative addresses.

    Raises:
        NotAFeed: it is something else, and the message says what.
    """
    body = _unpacked(body)
    # Most are well-formed UTF-8 (which bytes hardly are by chance) and declare no entities: they need no second look.
    found = reader.read(body, MOST_READ)
    if found.whole and found.items:
        listed = mending.listed(body, dialects.ITEMS) if len(found.items) >= MOST_READ else 0
        return _settled(_described(found, listed=listed), map(_item, found.items), now, url)
    body, before = _from_its_beginning(body)
    feed = _looked_at(body, content_type)
    if before:
        feed = _behind(before, feed)
    return _settled(feed, feed.items, now, url)


def _unpacked(body: bytes) -> bytes:
    if len(body) > LARGEST:
        raise NotAFeed(f"The feed is larger than {LARGEST // 1_000_000} MB.")
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return inflate([body], LARGEST)
    except OutboundError as error:
        raise NotAFeed(error.message) from error


def _from_its_beginning(body: bytes) -> tuple[bytes, bytes]:
    """A feed from where it begins, and what was written before it: a program's warnings, mostly.

    Elements that are still open there make it a part of something else, a page perhaps, and no feed.
    """
    # As many blanks for what may stand there, so that places in the one are places in the other.
    head = _ASIDE.sub(lambda aside: b" " * len(aside.group()), body[:_SEARCHED])
    begins = _BEGINS.search(head)
    before = head[: begins.start()].strip(codecs.BOM_UTF8 + b"\0 \t\r\n") if begins else b""
    if begins is None or not before or before.startswith(b"{") or b"<!ENTITY" in before:
        return body, b""
    opened = {name.lower() for name in _OPENED.findall(before)} - _NEVER_CLOSED
    if any(b"</%b>" % name not in before.lower() for name in opened):
        return body, b""
    declared = _PROLOG.findall(body[: begins.start()])
    return b"".join(declared[-1:]) + body[begins.start() :], before


def _behind(before: bytes, feed: ParsedFeed) -> ParsedFeed:
    """A feed that stood behind something else, with a remark on what that was.

    Raises:
        NotAFeed: nothing is in it, so it was hardly meant as one.
    """
    if not (feed.items or feed.children or feed.title):
        raise NotAFeed("This is not a feed: an element of one stands in it, but with nothing in it.")
    words = _plain(encodings.decode(before).text)
    told = f"{words[:_QUOTED].rstrip()}…" if len(words) > _QUOTED else words
    return replace(feed, remarks=[f"something else stands before the feed and was left out: {told}", *feed.remarks])


def _looked_at(body: bytes, content_type: str) -> ParsedFeed:
    """A feed in some encoding and any state, or what is no feed."""
    text, remarks = _text(body, content_type)
    if text.startswith("{"):
        found = jsonfeed.read(text)
    else:
        root = _root(text)
        other = _ROOTS.get(root)
        found = other(text) if other else _mended(text, dialects.ROOTS[root])
        if "<!ENTITY" in text[:4096]:
            remarks.append("it declares entities of its own, which are not read")
        if not re.search(rf"</(?:[\w.-]+:)?{root}\s*>|<(?:[\w.-]+:)?{root}\b[^>]*/>", text[-2000:], re.IGNORECASE):
            remarks.append("the feed's XML is broken: it breaks off before its end")
            found = replace(found, whole=False)
    return replace(found, remarks=[*remarks, *found.remarks])


def _text(body: bytes, content_type: str) -> tuple[str, list[str]]:
    """The feed as text, and a remark where its encoding had to be guessed."""
    decoded = encodings.decode(body, content_type)
    text = decoded.text.lstrip("\ufeff \t\r\n")
    if not text.strip("\x00"):
        raise NotAFeed("The answer is empty.")
    told = f"it declares no encoding, or a wrong one, and was read as {decoded.encoding}"
    return text, [told] if decoded.guessed else []


def _root(text: str) -> str:
    """Local name of the outermost element, of those a feed can have."""
    head = re.sub(r"<!--.*?-->|<\?.*?\?>|<![A-Za-z][^>]*>", "", text[:8192], flags=re.DOTALL)
    match = _ROOT.search(head)
    name = match.group(1).rpartition(":")[2].lower() if match else ""
    if name in dialects.ROOTS or name in _ROOTS:
        return name
    if name in {"html", "head", "body"}:
        raise NotAFeed("This is a web page, not a feed.")
    if match is None:
        raise NotAFeed("This is not XML: no element was found in it.")
    raise NotAFeed(f"This is XML, but not a feed: it begins with <{match.group(1)[:40]}>.")


def _mended(text: str, kind: str) -> ParsedFeed:
    """A feed that is not well-formed: by the first way that finds all the items it seems to have, and their parts."""
    document = mending.spelled(text)
    listed = mending.listed(document, dialects.ITEMS)
    enough = min(listed, MOST_READ)
    way, found = "fast", reader.read(document, MOST_READ)
    is_sound = found.whole or found.cut_off
    if not is_sound or len(found.items) < enough:
        mended = reader.read(mending.closed(document), MOST_READ)
        if not is_sound or _worth(mended) > _worth(found):
            way, found = "mended", mended
    # Closing a tag in the wrong place hides what stands behind it, a date or a link, within it.
    is_lacking = len(found.items) < enough or not (is_sound or min(_worth(found)) == len(found.items))
    if is_lacking and (len(document) < _GUESSED or not found.items):
        guessed = mending.guessed(document, kind)
        if _worth(guessed) > _worth(found):
            way, found = "tolerant", guessed
    if not found.items and not found.fields and not found.whole:
        raise NotAFeed("The feed's XML is too broken to be read.")
    found.kind = kind
    return replace(_described(found, way, listed), items=[Item(*_item(values)) for values in found.items])


def _worth(found: Found) -> tuple[int, int]:
    """How many items have an address, and how many tell when they were published."""
    items = list(map(_item, found.items))
    return sum(bool(url) for url, *_ in items), sum(moment is not None for *_, moment, _ in items)


def _described(found: Found, way: str = "fast", listed: int = 0) -> ParsedFeed:
    """A feed without its items."""
    fields = found.fields
    return ParsedFeed(
        kind=found.kind,
        title=fields.get("title", ""),
        language=next((fields[name].strip() for name in dialects.LANGUAGES if name in fields), ""),
        parser=way,
        ask_again=_ask_again(fields),
        base=_base(found),
        listed=listed,
        remarks=[_WAYS[way]] if way in _WAYS else [],
    )


def _base(found: Found) -> str:
    """What a feed's addresses are relative to, as it says; of RSS, which may lie at an aggregator's, it is the site."""
    site = "" if found.kind == "atom" else found.fields.get("link", "").strip()
    return found.fields.get("xml:base", "") or site


def _item(values: dict[str, str]) -> Given:
    link = values.get("link", "").strip() or values.get(dialects.OTHER_FORMAT) or next(_named(values), "")
    # An ampersand that was bare inside CDATA comes out escaped once too often.
    url = link.strip().replace("&amp;", "&")
    if "xml:base" in values:
        url = _joined(values["xml:base"], url)
    moment = moments.told(values[name] for name in dialects.MOMENTS if name in values)
    return url, values.get("title", ""), moment, values.get("xml:lang", "")


def _named(values: dict[str, str]) -> Iterator[str]:
    """What an item is called, where that is an address."""
    return (
        values[name]
        for name in dialects.NAMES
        if name in values and values[name].lstrip().startswith(("http://", "https://"))
    )


def _plain(value: str) -> str:
    text = value[:_READ]
    if "&" in text or "<" in text:
        text = html.unescape(_TAG.sub(" ", html.unescape(text)))
    return _clean(" ".join(text.split())[:_KEPT])


def _clean(text: str) -> str:
    """Text without what no database and no encoding takes: zero bytes, half letters, which JSON can spell out."""
    return text if text.isprintable() else _NO_TEXT.sub("", text)


def _ask_again(fields: dict[str, str]) -> timedelta:
    """How often the publisher wants to be asked, by the feed's own words."""
    if minutes := _whole_number(fields.get("ttl", "")):
        return timedelta(minutes=minutes)
    hours = _PERIODS.get(fields.get("sy:updatePeriod", "").strip().lower(), 0)
    return timedelta(hours=hours) / max(1, _whole_number(fields.get("sy:updateFrequency", "")))


def _whole_number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= 5 else 0


def _settled(found: ParsedFeed, given: Iterable[Given], now: datetime, url: str) -> ParsedFeed:
    """The feed with those items: addresses made absolute, doubles and impossible dates taken out, which is said."""
    base, latest = _address(found.base, url) or url, now + timedelta(days=1)
    items: dict[str, Item] = {}
    read = impossible = unread = without = 0
    for read, (link, title, moment, language) in enumerate(given, start=1):  # noqa: B007 - how many there were
        address = _address(link, base)
        if not address:
            without += 1
            continue
        published = moment if moment and EARLIEST <= moment <= latest else None
        unread += moment is moments.UNREAD
        impossible += moment is not published and moment is not moments.UNREAD
        # Doubles beyond scheme and "www." are found where articles are written, by their key.
        place = address.partition("://")[2].removeprefix("www.")
        if place not in items:
            items[place] = Item(address, _plain(title), published, _clean(language))
    children = [address for child in found.children if (address := _address(child, url))]
    lost = len(found.children) - len(children)
    # Sitemaps list pages in any order, and some feeds the oldest first.
    newest = sorted(items.values(), key=_age, reverse=True) if len(items) > MOST_ITEMS else list(items.values())
    remarks = [
        *found.remarks,
        *([f"{read} of {found.listed} items read"] if read < found.listed else []),
        *([f"the newest {MOST_ITEMS} of {len(items)} items taken"] if len(items) > MOST_ITEMS else []),
        *_counted(without, "item without an address", "items without an address"),
        *_counted(lost, "sitemap without an address", "sitemaps without an address"),
        *_counted(unread, "date that cannot be read", "dates that cannot be read"),
        *_counted(impossible, "date that cannot be", "dates that cannot be"),
    ]
    return replace(
        found,
        title=_plain(found.title),
        language=_clean(found.language),
        items=newest[:MOST_ITEMS],
        children=children,
        remarks=remarks,
    )


def _age(item: Item) -> datetime:
    return item.published or EARLIEST


def _address(given: str, base: str) -> str:
    """An item's address, whole and canonical; '' when it has none that can be fetched."""
    if not given:
        return ""
    try:
        if not given.startswith(("https://", "http://")):
            given = urljoin(base, f"//{given}" if _NO_SCHEME.match(given) else given)
        return identity.canonical(given)
    except (Invalid, ValueError):
        return ""


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return base


def _counted(count: int, one: str, many: str) -> list[str]:
    return [f"{count} {one if count == 1 else many} left out"] if count else []
