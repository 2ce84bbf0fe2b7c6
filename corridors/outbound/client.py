"""One GET at a time: every hop checked, every limit kept, every failure a reason in words."""

import re
import ssl
import urllib.request
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy

import httpcore
import httpx
from django.conf import settings

from corridors.outbound import bodies
from corridors.outbound.addresses import DEFAULT_PORTS, check_target
from corridors.outbound.errors import (
    BadAddress,
    BadAnswer,
    OutboundError,
    RedirectLoop,
    TooSlow,
    Unreachable,
)
from corridors.outbound.gates import Gate, OpenGate, Step, Told
from corridors.outbound.transport import LEADS_TO, Deadline, GuardedTransport, Resolver, system_resolver

REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_ADDRESS = 2000
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True)
class Limits:
    """What one exchange may cost: bytes after decompression, seconds, redirects.

    ``cut`` takes of a larger body what is allowed, where the beginning is worth having; else it is an error.
    """

    size: int = 5_000_000
    connect: float = 10.0
    total: float = 30.0
    redirects: int = 5
    cut: bool = False


LIMITS = {
    "feed": Limits(size=10_000_000),
    "page": Limits(),
    # RFC 9309 asks to read at least 500 KiB of it.
    "robots": Limits(size=512_000, total=15.0, cut=True),
    # Of GDELT: 2.5 to 14 MB.
    "archive": Limits(size=60_000_000, total=40.0),
}


@dataclass(frozen=True)
class Answer:
    """What came back at the end of the redirects.

    ``hops`` are the addresses that redirected with their status, in order; ``seconds`` is how long it all took,
    without the time its requests waited for their turn.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    hops: tuple[tuple[str, int], ...] = ()
    seconds: float = 0.0

    @property
    def content_type(self) -> str:
        """The media type and charset as declared, '' when they are not."""
        return self.headers.get("content-type", "")


def user_agent() -> str:
    """Who we are and where to complain: no borrowed name of a browser."""
    contact = f"; {settings.CONTACT}" if settings.CONTACT else ""
    return f"Corridors/1.0 (+{settings.SITE_URL}{contact})"


@cache
def _ssl_context() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def get(
    url: str | Step,
    *,
    limits: Limits = LIMITS["page"],
    headers: Mapping[str, str] | None = None,
    gate: Gate | None = None,
    resolver: Resolver = system_resolver,
    loopback: Collection[str] | None = None,
) -> Answer:
    """Fetch one address and follow its redirects.

    Any HTTP status is an answer; only what kept an answer from coming is an error.

    Args:
        url: an http or https address, or the step at which a gate ended an earlier exchange, to go on from there.
        limits: bytes, seconds and redirects allowed.
        headers: further request headers, for conditional requests.
        gate: is asked before each request, the first and those that redirects lead to.
        resolver: turns a host name into addresses.
        loopback: ``host:port`` pairs allowed to be on this machine; the setting OUTBOUND_LOOPBACK when None.

    Raises:
        OutboundError: one of its kinds, with the reason in words.
        DomainError: whatever the gate raises.
    """
    allowed = settings.OUTBOUND_LOOPBACK if loopback is None else loopback
    deadline = Deadline(limits.total)
    step = url if isinstance(url, Step) else Step(url)
    with _client(deadline, limits, headers or {}, resolver, allowed) as client, _told_of(lambda: step):
        target = _parse(step.url, allowed)
        for name, value in step.cookies:
            client.cookies.set(name, value, domain=target.host)
        while True:
            step = replace(step, url=str(target), cookies=_cookies(client, target))
            with deadline.paused():
                turn = (gate or OpenGate()).enter(step)
            with turn as told:
                status, answered, body = _exchange(client, target, limits, told)
            if status not in REDIRECTS or "location" not in answered:
                break
            step = replace(step, hops=(*step.hops, (step.url, status)))
            target = _next_hop(target, _location(answered), step.hops, limits, allowed)
    return Answer(step.url, status, answered, body, hops=step.hops, seconds=deadline.spent())


@contextmanager
def _told_of(step: Callable[[], Step]) -> Iterator[None]:
    """An error within knows how far the exchange had come."""
    try:
        yield
    except OutboundError as error:
        error.hops = step().hops
        raise


class _Sendable(DefaultCookiePolicy):
    """Keeps cookies as browsers do, but for those in letters that cannot go into a header again."""

    def set_ok(self, cookie: Cookie, request: urllib.request.Request) -> bool:
        return f"{cookie.name}{cookie.value}".isascii() and super().set_ok(cookie, request)


def _client(
    deadline: Deadline, limits: Limits, headers: Mapping[str, str], resolver: Resolver, loopback: Collection[str]
) -> httpx.Client:
    return httpx.Client(
        transport=GuardedTransport(deadline, loopback, resolver, _ssl_context()),
        trust_env=False,
        follow_redirects=False,
        cookies=CookieJar(_Sendable()),
        timeout=httpx.Timeout(limits.total, connect=limits.connect),
        headers={
            "User-Agent": user_agent(),
            "Accept-Encoding": bodies.ACCEPT_ENCODING,
            "Accept": "*/*",
            **headers,
        },
    )


def _cookies(client: httpx.Client, target: httpx.URL) -> tuple[tuple[str, str], ...]:
    """The cookies that go with a request to the address."""
    header = client.build_request("GET", target).headers.get("cookie", "")
    pairs = (pair.strip().partition("=") for pair in header.split(";") if "=" in pair)
    return tuple((name, value) for name, _equals, value in pairs)


def _parse(url: str, loopback: Collection[str]) -> httpx.URL:
    if len(url) > LONGEST_ADDRESS:
        raise BadAddress(f"The address is longer than {LONGEST_ADDRESS} characters.")
    try:
        target = httpx.URL(url)
        host = target.host  # reads names in other scripts, which may be none
    except (httpx.InvalidURL, ValueError) as error:
        raise BadAddress(f"This is not an address that can be fetched: {error}") from error
    if target.userinfo:
        raise BadAddress("An address with a user name or password in it is not fetched.")
    check_target(target.scheme, host, target.port, loopback)
    return target.copy_with(fragment=None)


def _location(answered: httpx.Headers) -> str:
    """Where an answer leads, by its first Location; letters of another encoding than UTF-8 stay the bytes they are."""
    given = next(value for name, value in answered.raw if name.lower() == b"location")
    try:
        return given.decode()
    except UnicodeDecodeError:
        return _BEYOND_ASCII.sub(lambda byte: b"%%%02X" % ord(byte.group()), given).decode("ascii")


def _next_hop(
    here: httpx.URL, location: str, hops: Collection[tuple[str, int]], limits: Limits, loopback: Collection[str]
) -> httpx.URL:
    if len(hops) > limits.redirects:
        raise RedirectLoop(f"The address redirects more than {limits.redirects} times.")
    try:
        joined = str(here.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise RedirectLoop(f"{here.host} redirects to something that is not an address.") from error
    try:
        target = _parse(joined, loopback)
    except BadAddress as error:
        raise BadAddress(f"{here.host} redirects to {joined[:200]}. {error.message}") from error
    # The second time round may differ by a cookie; the third will not.
    if [address for address, _status in hops].count(str(target)) > 1:
        raise RedirectLoop(f"The redirects of {here.host} go round in a circle.")
    return target


def _exchange(client: httpx.Client, target: httpx.URL, limits: Limits, told: Told) -> tuple[int, httpx.Headers, bytes]:
    """One request and its whole answer; what the library raises becomes a reason in words."""
    port = target.port or DEFAULT_PORTS[target.scheme]
    try:
        with client.stream("GET", target) as response:
            # Now: what the server asks for counts also where its body cannot be read.
            told(response.status_code, response.headers)
            if response.status_code in REDIRECTS:
                return response.status_code, httpx.Headers([*response.headers.raw, *response.extensions[LEADS_TO]]), b""
            if not limits.cut:
                bodies.check_announced(response.headers.get("content-length", ""), limits.size)
            encoding = response.headers.get("content-encoding", "")
            body = bodies.read(response.iter_raw(), encoding, limits.size, cut=limits.cut)
            return response.status_code, response.headers, body
    except OutboundError:
        raise
    except (httpcore.ConnectTimeout, httpx.ConnectTimeout) as error:
        raise Unreachable(f"{target.host} did not take the connection within {limits.connect:g} seconds.") from error
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise TooSlow(f"{target.host} had not answered in full after {limits.total:g} seconds.") from error
    except httpcore.ConnectError as error:
        if isinstance(error.__context__, ssl.SSLError) or "certificate" in str(error).lower():
            raise Unreachable(f"The certificate of {target.host} cannot be trusted: {error}") from error
        raise Unreachable(f"{target.host} does not accept connections on port {port}.") from error
    except (httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise BadAnswer(f"{target.host} answered something that is not proper HTTP.") from error
    except (httpcore.NetworkError, OSError) as error:
        raise BadAnswer(f"The connection to {target.host} broke off.") from error
