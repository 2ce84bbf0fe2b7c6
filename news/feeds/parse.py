"""Reads a feed's bytes: the fast parser first, the tolerant one where that fails, our own for JSON and sitemaps."""

import html
import io
import re
from calendar import timegm
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import fastfeedparser
import feedparser

from corridors.errors import Invalid
from corridors.outbound import OutboundError
from corridors.outbound.bodies import inflate
from news import encodings, identity
from news.feeds import jsonfeed, sitemaps
from news.feeds.model import Item, NotAFeed, ParsedFeed

LARGEST = 10_000_000
MOST_ITEMS = 2000
# Of a summary so much is kept, and so much of its source looked at: some feeds put whole books there.
_KEPT, _READ = 2000, 20_000
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z][\w.:-]*)")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,24};")
_BARE = re.compile(r"&(?!#?\w{1,24};)")
_PROLOG = re.compile(rb"<\?xml[^>]*\?>")
_TAG = re.compile(r"<[^>]*>")
# Bytes that no XML holds; in UTF-8 they are never a part of a letter.
_CONTROL = bytes({*range(32)} - {*b"\t\n\r"})
_TTL = re.compile(r"<ttl>\s*(\d{1,5})\s*</ttl>")
_PERIOD = re.compile(r"<sy:updatePeriod>\s*(\w+)\s*</sy:updatePeriod>")
_FREQUENCY = re.compile(r"<sy:updateFrequency>\s*(\d{1,4})\s*</sy:updateFrequency>")
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
_KINDS = {"rss": "rss", "rdf": "rdf", "feed": "atom"}
_ROOTS: dict[str, Callable[[str], ParsedFeed]] = {"urlset": sitemaps.read, "sitemapindex": sitemaps.read_index}


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
    text, remarks = _text(body, content_type)
    if text.startswith("{"):
        found = jsonfeed.read(text)
    else:
        root = _root(text)
        reader = _ROOTS.get(root)
        found = reader(text) if reader else _syndicated(text, _KINDS[root])
        remarks += _oddities(text, root)
    return _settled(replace(found, remarks=[*remarks, *found.remarks]), now, url)


def _oddities(text: str, root: str) -> list[str]:
    """What is wrong with XML that could be read all the same, in words."""
    told = []
    if "<!ENTITY" in text[:4096]:
        told.append("it declares entities of its own, which are not read")
    if f"{root}>" not in text[-2000:].lower():
        told.append("the feed's XML is broken: it breaks off before its end")
    return told


def _text(body: bytes, content_type: str) -> tuple[str, list[str]]:
    """The feed as text, and a remark where its encoding had to be guessed."""
    if len(body) > LARGEST:
        raise NotAFeed(f"The feed is larger than {LARGEST // 1_000_000} MB.")
    if body.startswith(b"\x1f\x8b"):
        try:
            body = inflate([body], LARGEST)
        except OutboundError as error:
            raise NotAFeed(error.message) from error
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
    if name in _KINDS or name in _ROOTS:
        return name
    if name in {"html", "head", "body"}:
        raise NotAFeed("This is a web page, not a feed.")
    if match is None:
        raise NotAFeed("This is not XML: no element was found in it.")
    raise NotAFeed(f"This is XML, but not a feed: it begins with <{match.group(1)[:40]}>.")


def _syndicated(text: str, kind: str) -> ParsedFeed:
    encoded = text.encode("utf-8", errors="replace")
    kept = encoded.translate(None, _CONTROL)
    if len(kept) < len(encoded):
        # Before it is looked at for entities: a control character may hide them from that look, not from the parser.
        text = kept.decode("utf-8", errors="replace")
    clean = _harmless(text)
    if clean is not text:
        kept = clean.encode("utf-8", errors="replace")
    # What it was sent in no longer holds.
    encoded = _PROLOG.sub(b"", kept[:1000], count=1) + kept[1000:]
    parser, found = "fast", _fast(encoded)
    if found is None or (not found.get("entries") and re.search(r"<(\w+:)?(item|entry)[\s>]", clean)):
        parser, found = (
            "tolerant",
            feedparser.parse(io.BytesIO(encoded), sanitize_html=False, resolve_relative_uris=False),
        )
        if not found.get("entries") and found.get("bozo") and not found.get("feed", {}).get("title"):
            raise NotAFeed("The feed's XML is too broken to be read.")
    feed = found.get("feed") or {}
    return ParsedFeed(
        kind=kind,
        title=_plain(feed.get("title")),
        language=str(feed.get("language") or ""),
        items=[_item(entry) for entry in found.get("entries", [])[:MOST_ITEMS]],
        parser=parser,
        ask_again=_ask_again(clean[:20_000]),
    )


def _harmless(text: str) -> str:
    """The XML without entities of its own, HTML's named characters written out.

    Raises:
        NotAFeed: it declares entities in a way that cannot be taken out.
    """
    text = _DOCTYPE.sub("", text, count=1) if "<!doctype" in text[:4096].lower() else text
    if "<!ENTITY" in text[:100_000]:
        raise NotAFeed("The feed declares entities of its own, which is not read.")
    return _BARE.sub("&amp;", _NAMED.sub(_written_out, text)) if "&" in text else text


def _written_out(match: re.Match[str]) -> str:
    written = html.unescape(match.group())
    return match.group() if written == match.group() else html.escape(written, quote=False)


def _fast(encoded: bytes) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = fastfeedparser.parse(
            encoded, include_content=False, include_tags=False, include_media=False, include_enclosures=False
        )
    except Exception:
        return None
    return found


def _item(entry: dict[str, Any]) -> Item:
    # An ampersand that was bare inside CDATA comes out escaped once too often.
    link = str(entry.get("link") or "").replace("&amp;", "&")
    guid = str(entry.get("id") or "")
    return Item(
        url=link or (guid if guid.startswith(("http://", "https://")) else ""),
        title=str(entry.get("title") or ""),
        summary=str(entry.get("description") or entry.get("summary") or ""),
        published=_moment(entry),
    )


def _moment(entry: dict[str, Any]) -> datetime | None:
    """When the entry says it was published, or else changed."""
    for name in ("published", "updated"):
        parsed = entry.get(f"{name}_parsed")
        try:
            if parsed is not None:
                return datetime.fromtimestamp(timegm(parsed), tz=UTC)
            if entry.get(name):
                return aware(str(entry[name]))
        except (ValueError, OverflowError, TypeError):
            continue
    return None


def aware(text: str) -> datetime:
    """An ISO date and time as a moment; without a zone it is read as UTC.

    Raises:
        ValueError: it is not one.
    """
    moment = datetime.fromisoformat(text.strip())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _plain(value: object) -> str:
    text = str(value or "")[:_READ]
    if "&" in text or "<" in text:
        text = html.unescape(_TAG.sub(" ", html.unescape(text)))
    return " ".join(text.split())[:_KEPT]


def _ask_again(head: str) -> timedelta:
    if ttl := _TTL.search(head):
        return timedelta(minutes=int(ttl.group(1)))
    period = _PERIOD.search(head)
    hours = _PERIODS.get(period.group(1).lower(), 0) if period else 0
    frequency = _FREQUENCY.search(head)
    return timedelta(hours=hours) / max(1, int(frequency.group(1)) if frequency else 1)


def _settled(found: ParsedFeed, now: datetime, url: str) -> ParsedFeed:
    """Addresses made absolute, doubles and impossible dates taken out, each with a remark."""
    remarks = list(found.remarks)
    items: dict[str, Item] = {}
    impossible = without = 0
    for item in found.items[:MOST_ITEMS]:
        address = _address(item.url, url)
        if not address:
            without += 1
            continue
        published = sane(item.published, now)
        impossible += item.published is not None and published is None
        title, summary = _plain(item.title), _plain(item.summary)
        # Doubles beyond scheme and "www." are found where articles are written, by their key.
        items.setdefault(
            address.partition("://")[2].removeprefix("www."), Item(address, title, summary, published, item.language)
        )
    remarks += _counted(without, "item without an address", "items without an address")
    remarks += _counted(impossible, "date that cannot be", "dates that cannot be")
    return ParsedFeed(
        kind=found.kind,
        title=found.title,
        language=found.language,
        items=list(items.values()),
        parser=found.parser,
        ask_again=found.ask_again,
        children=_absolute(found.children, url),
        remarks=remarks,
    )


def _address(given: str, url: str) -> str:
    """An item's address, whole and canonical; '' when it has none that can be fetched."""
    try:
        whole = given if given.startswith(("https://", "http://")) else urljoin(url, given)
        return identity.canonical(whole) if given else ""
    except (Invalid, ValueError):
        return ""


def sane(moment: datetime | None, now: datetime) -> datetime | None:
    """A date of publication that can be one: from 1995 to tomorrow; any other is no date."""
    return moment if moment is not None and EARLIEST <= moment <= now + timedelta(days=1) else None


def _counted(count: int, one: str, many: str) -> list[str]:
    return [f"{count} {one if count == 1 else many} left out"] if count else []


def _absolute(addresses: Iterable[str], url: str) -> list[str]:
    return [urljoin(url, address) for address in addresses]
