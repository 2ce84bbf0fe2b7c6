"""Connections that check the address they dial and keep to one deadline for the whole exchange."""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from corridors.outbound.addresses import check_dialled
from corridors.outbound.errors import TooSlow, Unreachable

#: Where a response keeps its Location headers: out of httpx's sight.
LEADS_TO = "corridors.leads_to"
Resolver = Callable[[str, int], list[str]]
SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses the system knows for a host, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class Deadline:
    """The moment by which everything must be over, on the monotonic clock."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Time that does not count."""
        begun = time.monotonic()
        try:
            yield
        finally:
            self._end += time.monotonic() - begun

    def spent(self) -> float:
        """Seconds that have counted so far."""
        return self.seconds - (self._end - time.monotonic())

    def left(self, at_most: float | None = None) -> float:
        """Seconds left, or ``at_most`` when that is less.

        Raises:
            TooSlow: nothing is left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlow(f"The answer was not complete after {self.seconds:g} seconds.")
        return left if at_most is None else min(left, at_most)


class _DeadlineStream(httpcore.NetworkStream):
    """A connection whose every read and write ends by the deadline, so that slow drips cannot hold it."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _DeadlineStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a name once, checks each address and dials that very address: nothing can change in between."""

    def __init__(self, deadline: Deadline, loopback: Collection[str], resolver: Resolver) -> None:
        self._deadline = deadline
        self._loopback = loopback
        self._resolver = resolver
        self._dial = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers, each checked before it is dialled."""
        failure: Exception = Unreachable(f"The name {host} has no address.")
        for text in self._resolve(host, port, timeout):
            address = check_dialled(text, host, port, self._loopback)
            try:
                stream = self._dial.connect_tcp(address, port, self._deadline.left(timeout), local_address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return _DeadlineStream(stream, self._deadline)
        raise failure

    def _resolve(self, host: str, port: int, timeout: float | None) -> list[str]:
        """Ask the resolver in a thread of its own: the system's call cannot be given a time limit."""
        answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._resolver(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=ask, daemon=True, name=f"resolve {host}").start()
        try:
            answer = answers.get(timeout=self._deadline.left(timeout))
        except queue.Empty:
            raise Unreachable(f"The name {host} was not resolved in time.") from None
        if isinstance(answer, Exception):
            raise Unreachable(f"The name {host} is not known.") from answer
        return answer


class _Body(httpx.SyncByteStream):
    """The raw bytes of an answer, closed with its connection."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class GuardedTransport(httpx.BaseTransport):
    """An httpx transport over guarded connections. One is made for each exchange, so nothing is shared or reused."""

    def __init__(self, deadline: Deadline, loopback: Collection[str], resolver: Resolver, context: ssl.SSLContext):
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            max_connections=1,
            max_keepalive_connections=0,
            network_backend=GuardedBackend(deadline, loopback, resolver),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; errors are httpcore's own and those of ``corridors.outbound.errors``."""
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        # httpx looks at where an answer leads even when it is not to follow, and takes a bad address for broken HTTP.
        leads_to = [header for header in answer.headers if header[0].lower() == b"location"]
        return httpx.Response(
            status_code=answer.status,
            headers=[header for header in answer.headers if header not in leads_to],
            stream=_Body(answer),
            extensions={**answer.extensions, LEADS_TO: leads_to},
        )

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()
