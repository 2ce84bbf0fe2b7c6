"""A site on loopback that keeps a log of its own: when each connection and each request came in, and what it got.

What it shows is generated from the numbers of feeds and articles. It is the witness of ``bench.politeness``: it knows
nothing of the workers that ask it, and its robots.txt is read here as plain prefixes.
"""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any

DISALLOWED = ("/private/", "/feeds/closed")
ROBOTS = "User-agent: *\n" + "".join(f"Disallow: {prefix}\n" for prefix in DISALLOWED)
#: Seconds an answer takes: most are quick, a few are slow, as of any server.
DELAYS = (0.0, 0.005, 0.01, 0.02, 0.05, 0.3)


@dataclass(frozen=True)
class Request:
    """One request as the site saw it; moments are seconds of the monotonic clock, one for all sites of a process."""

    path: str
    connected: float
    arrived: float
    status: int


@dataclass
class LoggedSite:
    """One host: where it is, what stands there, and what was asked.

    Attributes:
        port: on loopback.
        pages: content type and body by path.
        redirects: status and target by path.
        log: what was asked, in the order of arrival.
    """

    port: int
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    redirects: dict[str, tuple[int, str]] = field(default_factory=dict)
    log: list[Request] = field(default_factory=list)

    @property
    def host(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.host}{path}"

    def add_page(self, path: str) -> None:
        """Put a page of text at a path."""
        text = f"<html><head><title>Page {path}</title></head><body><p>Generated to try out software.</p></body></html>"
        self.pages[path] = ("text/html; charset=utf-8", text.encode())

    def add_feed(self, path: str, addresses: list[str]) -> None:
        """Put a feed of some addresses at a path."""
        items = "".join(f"<item><title>{address}</title><link>{address}</link></item>" for address in addresses)
        text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{path}</title>{items}</channel></rss>'
        self.pages[path] = ("application/rss+xml", text.encode())

    def answer(self, path: str, tag: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body for a path; ``tag`` is the validator that came along."""
        if path == "/robots.txt":
            return 200, {"Content-Type": "text/plain"}, ROBOTS.encode()
        if path in self.redirects:
            status, target = self.redirects[path]
            return status, {"Location": target}, b""
        if path not in self.pages:
            return 404, {}, b""
        kind, body = self.pages[path]
        if tag == f'"{path}"':
            return 304, {"ETag": tag}, b""
        return 200, {"Content-Type": kind, "ETag": f'"{path}"'}, body


class _Handler(BaseHTTPRequestHandler):
    site: LoggedSite
    server: "_Server"

    def do_GET(self) -> None:
        """Write the request down, then answer."""
        arrived = time.monotonic()
        status, headers, body = self.site.answer(self.path, self.headers.get("If-None-Match", ""))
        connected = self.server.connected.pop(self.client_address)
        self.site.log.append(Request(self.path, connected, arrived, status))
        time.sleep(random.choice(DELAYS))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """The site keeps its own log."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, handler: type[_Handler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.connected: dict[Any, float] = {}

    def get_request(self) -> tuple[Any, Any]:
        """Write down when a connection came in."""
        connection, address = super().get_request()
        self.connected[address] = time.monotonic()
        return connection, address


@contextmanager
def serving() -> Iterator[LoggedSite]:
    """Serve a site at a free port."""
    handler = type("Handler", (_Handler,), {})
    with _Server(handler) as server:
        handler.site = LoggedSite(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield handler.site
        finally:
            server.shutdown()
            thread.join()


def against_robots(log: list[Request]) -> list[Request]:
    """The requests that robots.txt forbids."""
    return [request for request in log if request.path.startswith(DISALLOWED)]


def distances(log: list[Request]) -> list[float]:
    """Seconds between one request and the next, by when they connected or by when they arrived, whichever is less."""
    ordered = sorted(log, key=lambda request: request.connected)
    return [
        min(later.connected - earlier.connected, later.arrived - earlier.arrived)
        for earlier, later in pairwise(ordered)
    ]
