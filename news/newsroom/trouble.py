"""Answers that are wrong on purpose, under ``/trouble/``: what feeds and pages of the world do to a reader."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from news.newsroom.pages import message_page
from news.newsroom.responses import Response, page

PREFIX = "/trouble/"
SLOW_SECONDS = 60
HUGE_BYTES = 2 * 1024**3
BOMB_BYTES = 1024**3
_BLOCK = 1024**2

_HTML = "text/html; charset=utf-8"
_RSS = "application/rss+xml"
_NOTICE = "This is a demonstration page, written to show how the software works."
# Syllables of no language: what a detector answers is not to be believed.
_NO_LANGUAGE = "Zorvel quandrith omplex dravu. Ikkanto bresh ulvimar, soth penduvai krellimo wazz. " * 6

_HEAD = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Demonstration: {title}</title>'


@dataclass(frozen=True)
class Trouble:
    """One bad answer: what it is, in words, and what makes it from the newsroom's own address."""

    text: str
    answer: Callable[[str], Response]


def _whole(status: int, content_type: str, text: str) -> Response:
    body = text.encode()
    return Response(status, (("Content-Type", content_type), ("Content-Length", str(len(body)))), body)


def _html(body: str, language: str = "en") -> str:
    head = '<meta charset="utf-8"><meta name="corridors" content="demonstration">'
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'


def _message(status: int, title: str) -> Callable[[str], Response]:
    return lambda base: page(status, message_page(title, _NOTICE))


def _redirect(path: str) -> Callable[[str], Response]:
    return lambda base: Response(302, (("Location", f"{base}{PREFIX}{path}"), ("Content-Length", "0")), b"")


def _not_xml(base: str) -> Response:
    return _whole(200, _RSS, f"Our feed has moved house. {_NOTICE}")


def _broken_xml(base: str) -> Response:
    whole = f"{_HEAD.format(title='broken XML')}<item><title>Cut off</title><link>{base}{PREFIX}article-2107"
    return _whole(200, _RSS, f"{whole}</link><description>the end is miss")


def _feed_2107(base: str) -> Response:
    item = (
        f"<item><title>Demonstration: an item dated 2107</title><link>{base}{PREFIX}article-2107</link>"
        f"<pubDate>Sat, 01 Jan 2107 00:00:00 GMT</pubDate><description>{_NOTICE}</description></item>"
    )
    return _whole(200, _RSS, f"{_HEAD.format(title='a date far ahead')}{item}</channel></rss>")


def _article_2107(base: str) -> Response:
    date = '<time datetime="2107-01-01T00:00:00+00:00">1 January 2107</time>'
    text = "The school garden was tidied and the paths were swept. " * 5
    body = f"<article><h1>Demonstration: an article dated 2107</h1>{date}<p>{text}</p><p>{_NOTICE}</p></article>"
    return _whole(200, _HTML, _html(body))


def _empty_page(base: str) -> Response:
    return _whole(200, _HTML, _html(""))


def _unknown_language(base: str) -> Response:
    return _whole(200, _HTML, _html(f"<article><p>{_NO_LANGUAGE}</p></article><p>{_NOTICE}</p>", language="qaa"))


def _nul_bytes(base: str) -> Response:
    text = "A row of trees was planted\x00 beside the sports hall. " * 5
    return _whole(
        200, _HTML, _html(f"<article><h1>Demonstration: NUL\x00 bytes</h1><p>{text}</p><p>{_NOTICE}</p></article>")
    )


def _slow_body(base: str) -> Response:
    def chunks() -> Iterator[bytes]:
        yield _html(f"<p>{_NOTICE}").split("</body>")[0].encode()
        for _ in range(SLOW_SECONDS):
            time.sleep(1)
            yield b"."

    return Response(200, (("Content-Type", _HTML),), chunks)


def _huge_body(base: str) -> Response:
    def chunks() -> Iterator[bytes]:
        block = (b"<p>more</p>\n" * (_BLOCK // 12 + 1))[:_BLOCK]
        for _ in range(HUGE_BYTES // _BLOCK):
            yield block

    return Response(200, (("Content-Type", _HTML), ("Content-Length", str(HUGE_BYTES))), chunks)


def _gzip_bomb(base: str) -> Response:
    def chunks() -> Iterator[bytes]:
        # After a full flush the compressor stands as at the start, so one compressed block can be sent repeatedly.
        deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        plain = b" " * _BLOCK
        block = deflate.compress(plain) + deflate.flush(zlib.Z_FULL_FLUSH)
        checksum = 0
        yield b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03"
        for _ in range(BOMB_BYTES // _BLOCK):
            checksum = zlib.crc32(plain, checksum)
            yield block
        yield deflate.flush(zlib.Z_FINISH) + checksum.to_bytes(4, "little") + BOMB_BYTES.to_bytes(4, "little")

    return Response(200, (("Content-Type", _HTML), ("Content-Encoding", "gzip")), chunks)


PATHS: dict[str, Trouble] = {
    "not-xml": Trouble("a feed that is not XML", _not_xml),
    "broken-xml": Trouble("a feed whose XML breaks off", _broken_xml),
    "feed-2107": Trouble("a feed with an item dated 2107", _feed_2107),
    "article-2107": Trouble("a page dated 2107", _article_2107),
    "empty-page": Trouble("a page without text", _empty_page),
    "unknown-language": Trouble("a page in no known language", _unknown_language),
    "nul-bytes": Trouble("a page with NUL bytes in its text", _nul_bytes),
    "not-found": Trouble("404, not found", _message(404, "Not found")),
    "gone": Trouble("410, gone", _message(410, "Gone")),
    "server-error": Trouble("503, out of order", _message(503, "Out of order")),
    "disallowed": Trouble("a page that robots.txt asks not to fetch", _message(200, "Not for robots")),
    "redirect-loop": Trouble("a redirect that leads back to itself", _redirect("redirect-loop-back")),
    "redirect-loop-back": Trouble("the other half of that redirect", _redirect("redirect-loop")),
    "slow-body": Trouble(f"a body that takes {SLOW_SECONDS} seconds", _slow_body),
    "huge-body": Trouble("a body of 2 GB", _huge_body),
    "gzip-bomb": Trouble("a small compressed body that unpacks to 1 GB", _gzip_bomb),
}


def listing() -> list[tuple[str, str]]:
    """Every bad path with what it does, for the index page."""
    return [(PREFIX + name, trouble.text) for name, trouble in PATHS.items()]
