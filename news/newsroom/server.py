"""Serves the newsroom on loopback, for tests and demonstrations.

The standard library's ``ThreadingHTTPServer`` and not Django's own server: the newsroom stands for *other people's*
sites, so it must not share the tracker's address, middleware or database; it has to send raw bytes a framework would
put right (bodies shorter than announced, wrong encodings, endless ones); one slow answer must not hold up the next;
and it needs to start within a test in milliseconds. It never listens on anything but 127.0.0.1.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.conf import settings

from corridors.errors import Conflict
from news.newsroom import articles, site
from news.newsroom.responses import Response

log = logging.getLogger(__name__)
HOST = "127.0.0.1"


class NewsroomServer(ThreadingHTTPServer):
    """The newsroom at one port of loopback."""

    def __init__(self, port: int, folder: Path, today: date) -> None:
        outlets = articles.load(folder, today)
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise Conflict(f"Port {port} of {HOST} cannot be used: {error.strerror}. Choose another.") from error
        self.base = f"http://{HOST}:{self.server_address[1]}"
        self.outlets = outlets
        self.site: Mapping[str, Response] = site.build(outlets, self.base)
        self.missing = site.not_found()


class _Handler(BaseHTTPRequestHandler):
    server: NewsroomServer
    server_version = "DemonstrationNewsroom"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer a path of the newsroom, with 304 where the client already holds it."""
        self._try_to_answer(with_body=True)

    def do_HEAD(self) -> None:
        """The same without the body."""
        self._try_to_answer(with_body=False)

    def _try_to_answer(self, *, with_body: bool) -> None:
        try:
            self._answer(with_body=with_body)
        except (BrokenPipeError, ConnectionResetError):
            # A reader that had enough of a huge or slow body has hung up, as it should.
            log.debug("The reader hung up on %s", self.path)
            self.close_connection = True

    def _answer(self, *, with_body: bool) -> None:
        answer = self.server.site.get(self.path.partition("?")[0], self.server.missing)
        if _already_held(answer, self.headers.get("If-None-Match", ""), self.headers.get("If-Modified-Since", "")):
            kept = tuple(pair for pair in answer.headers if pair[0] in ("ETag", "Last-Modified", "Cache-Control"))
            answer, with_body = Response(304, kept, b""), False
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            for chunk in (answer.body,) if isinstance(answer.body, bytes) else answer.body():
                self.wfile.write(chunk)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Requests go to the log, not to standard error."""
        log.debug(format, *args)


def _already_held(answer: Response, etags: str, since: str) -> bool:
    """Whether the client's validators match; an ETag, if given, is asked alone (RFC 9110, 13.2.2)."""
    etag = answer.header("ETag")
    if not etag:
        return False
    if etags:
        return etags.strip() == "*" or etag in {part.strip().removeprefix("W/") for part in etags.split(",")}
    held, modified = _http_date(since), _http_date(answer.header("Last-Modified"))
    return held is not None and modified is not None and modified <= held


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    # "-0000" gives a naive time, which cannot be compared.
    return moment if moment.tzinfo else None


def default_folder() -> Path:
    """Where the demonstration articles are kept."""
    return Path(settings.BASE_DIR) / "seeds" / "newsroom"


@contextmanager
def serving(today: date, *, port: int = 0, folder: Path | None = None) -> Iterator[NewsroomServer]:
    """Serve the newsroom in a thread while the block runs; ``.base`` is its address.

    Args:
        today: The day from which the articles' dates count back.
        port: The port, or 0 for a free one.
        folder: Where the articles are; the seeds by default.

    Raises:
        Conflict: The port is taken.
        Invalid: An article file is broken.
    """
    server = NewsroomServer(port, folder or default_folder(), today)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
