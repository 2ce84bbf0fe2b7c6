"""Requests to the outside end in an answer or in a reason a person can read, and never reach a private network."""

import gzip
import ipaddress
import itertools
import threading
import zlib
from http.server import BaseHTTPRequestHandler

import pytest
from django.core.checks import run_checks

from corridors import outbound
from corridors.outbound import addresses, bodies
from corridors.outbound.addresses import reason_forbidden
from tests.corridors.servers import Page, Site, closed_port, serve

SMALL = outbound.Limits(size=10_000, connect=2.0, total=5.0)


@pytest.fixture
def site():
    with serve() as running:
        yield running


def fetch(site: Site, path: str = "/", limits: outbound.Limits = SMALL, **kwargs) -> outbound.Answer:
    return outbound.get(site.url(path), limits=limits, loopback=[site.address], **kwargs)


def test_an_answer_carries_status_headers_and_body(site):
    site.pages["/a"] = Page(b"hello", headers={"Content-Type": "text/plain; charset=utf-8", "ETag": '"v1"'})
    answer = fetch(site, "/a")
    assert (answer.status, answer.body, answer.content_type) == (200, b"hello", "text/plain; charset=utf-8")
    assert answer.headers["etag"] == '"v1"'
    assert answer.hops == ()


def test_an_error_status_is_an_answer(site):
    assert fetch(site, "/missing").status == 404


def test_the_user_agent_says_who_asks_and_where_to_complain(site, settings):
    settings.SITE_URL = "https://tracker.example"
    settings.CONTACT = "editor@tracker.example"
    fetch(site)
    agent = site.log[0][1]["user-agent"]
    assert agent == "Corridors/1.0 (+https://tracker.example; editor@tracker.example)"


def test_conditional_headers_are_sent_as_given(site):
    fetch(site, headers={"If-None-Match": '"v1"', "If-Modified-Since": "Mon, 02 Mar 2026 10:00:00 GMT"})
    sent = site.log[0][1]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"v1"', "Mon, 02 Mar 2026 10:00:00 GMT")


def test_proxies_of_the_environment_are_ignored(site, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    site.pages["/"] = Page(b"direct")
    assert fetch(site).body == b"direct"


FORBIDDEN = {
    "127.0.0.1": "this machine",
    "127.8.9.10": "this machine",
    "0.0.0.0": "this machine",
    "10.1.2.3": "a private network",
    "172.16.0.1": "a private network",
    "192.168.1.1": "a private network",
    "100.64.0.1": "a carrier's private network",
    "100.100.100.200": "metadata",
    "169.254.169.254": "metadata",
    "169.254.1.1": "the local link",
    "168.63.129.16": "metadata",
    "198.18.0.1": "special use",
    "192.0.2.1": "special use",
    "224.0.0.251": "multicast",
    "240.0.0.1": "special use",
    "255.255.255.255": "special use",
    "::1": "this machine",
    "::": "this machine",
    "::ffff:127.0.0.1": "this machine",
    "::ffff:10.0.0.1": "a private network",
    "::ffff:169.254.169.254": "metadata",
    "64:ff9b::7f00:1": "this machine",
    "64:ff9b::a9fe:a9fe": "metadata",
    "64:ff9b:1::1": "translator",
    "2002:7f00:1::": "this machine",
    "2002:0a00:0001::1": "a private network",
    "2001:0:53aa:64c::1": "tunnel",
    "::7f00:1": "hides",
    "fe80::1": "the local link",
    "fe80::1%1": "the local link",
    "fd00::1": "a private network",
    "fd00:ec2::254": "metadata",
    "fec0::1": "a private network",
    "ff02::1": "multicast",
    "2001:db8::1": "special use",
    "::ffff:0:169.254.169.254": "metadata",
    "::ffff:0:127.0.0.1": "this machine",
    "3fff::1": "documents",
    "4000::1": "special use",
    "5f00::1": "special use",
    "2606:2800:220:1::5efe:10.0.0.1": "a private network",
    "2606:2800:220:1:200:5efe:169.254.169.254": "metadata",
    "fe80::5efe:8.8.8.8": "the local link",
    "fd00::5efe:8.8.8.8": "a private network",
}


@pytest.mark.parametrize(("address", "reason"), FORBIDDEN.items())
def test_addresses_off_the_public_internet_are_never_dialled(address, reason):
    with pytest.raises(outbound.Forbidden) as refusal:
        outbound.get("http://news.example/", resolver=lambda host, port: [address], limits=SMALL, loopback=[])
    assert reason in refusal.value.message
    assert "news.example" in refusal.value.message


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "::ffff:8.8.8.8"])
def test_public_addresses_are_allowed(address):
    assert reason_forbidden(ipaddress.ip_address(address)) == ""


@pytest.mark.parametrize(
    ("prefix", "address"),
    [
        ("2606:2800:64::/96", "2606:2800:64::{0}"),
        ("2606:2800::/32", "2606:2800:{1}:{2}::"),
        ("2606:2800:6464::/48", "2606:2800:6464:{1}:{3}:{4}::"),
        ("2606:2800:6464:6464::/64", "2606:2800:6464:6464:{5}:{6}:{7}:0"),
        ("64:ff9b:1::/96", "64:ff9b:1::{0}"),
    ],
)
def test_what_an_own_translator_leads_to_is_checked(settings, prefix, address):
    settings.OUTBOUND_NAT64 = [ipaddress.IPv6Network(prefix)]
    forms = {
        "10.1.2.3": ("10.1.2.3", "a01", "203", "2", "300", "a", "102", "300"),
        "8.8.4.4": ("8.8.4.4", "808", "404", "4", "400", "8", "804", "400"),
    }
    assert reason_forbidden(ipaddress.ip_address(address.format(*forms["10.1.2.3"]))) == "a private network"
    assert reason_forbidden(ipaddress.ip_address(address.format(*forms["8.8.4.4"]))) == ""


def test_a_prefix_no_translator_uses_is_refused(settings):
    settings.OUTBOUND_NAT64 = [ipaddress.IPv6Network("2606:2800::/50")]
    assert "corridors.E004" in [message.id for message in run_checks()]


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]", "[::1]", "localhost"])
def test_other_spellings_of_this_machine_are_seen_through(host):
    with pytest.raises(outbound.Forbidden, match="this machine"):
        outbound.get(f"http://{host}/", limits=SMALL, loopback=[])


def test_a_resolver_that_changes_its_mind_is_asked_only_once(site):
    """What was checked is what is dialled: a second, different answer is never asked for."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    name = f"news.example:{site.port}"
    answer = outbound.get(f"http://{name}/", resolver=lambda host, port: next(answers), limits=SMALL, loopback=[name])
    assert answer.status == 404
    assert next(answers) == ["10.0.0.1"]


def test_every_address_of_a_name_is_checked(site):
    with pytest.raises(outbound.Forbidden, match="private network"):
        outbound.get(
            f"http://news.example:{site.port}/",
            resolver=lambda host, port: ["10.0.0.1", "127.0.0.1"],
            limits=SMALL,
            loopback=[f"news.example:{site.port}"],
        )
    assert site.log == []


def test_loopback_is_allowed_for_the_listed_host_and_port_only(site):
    for listed in ([], [f"127.0.0.1:{site.port + 1}"], ["127.0.0.1"], [f"localhost:{site.port}"]):
        with pytest.raises((outbound.BadAddress, outbound.Forbidden)):
            outbound.get(site.url(), limits=SMALL, loopback=listed)
    assert site.log == []


def test_a_listed_name_does_not_open_private_networks():
    with pytest.raises(outbound.Forbidden):
        outbound.get(
            "http://news.example:8051/",
            resolver=lambda host, port: ["10.0.0.1"],
            limits=SMALL,
            loopback=["news.example:8051"],
        )


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://news.example/a", "Only http and https"),
        ("file:///etc/passwd", "Only http and https"),
        ("javascript:alert(1)", "Only http and https"),
        ("news.example/a", "Only http and https"),
        ("http:///a", "no host"),
        ("http://news.example:22/", "ports 80 and 443"),
        ("http://user:secret@news.example/", "password"),
        ("http://news.example/\x00", "not an address"),
        ("http://[::1/", "not an address"),
        ("http://0177.0.0.1/", "not an address"),
        ("http://news.example:99999/", "ports 80 and 443"),
        ("http://news.example/" + "a" * 2000, "longer than 2000"),
        ("", "Only http and https"),
    ],
)
def test_what_is_not_a_web_address_is_refused_before_anything_is_dialled(url, words):
    def never(host: str, port: int) -> list[str]:
        raise AssertionError("resolved")

    with pytest.raises(outbound.BadAddress, match=words):
        outbound.get(url, resolver=never, loopback=[])


def test_redirects_are_followed_and_written_down(site):
    site.pages["/old"] = Page(status=301, headers={"Location": "/new"})
    site.pages["/new"] = Page(b"here")
    answer = fetch(site, "/old")
    assert (answer.url, answer.body) == (site.url("/new"), b"here")
    assert answer.hops == ((site.url("/old"), 301),)


@pytest.mark.parametrize(
    ("location", "error"),
    [
        ("http://127.0.0.1:1/", outbound.BadAddress),
        ("http://127.0.0.1/", outbound.Forbidden),
        ("http://10.0.0.7/", outbound.Forbidden),
        ("http://[::ffff:169.254.169.254]/latest/meta-data", outbound.Forbidden),
        ("http://2130706433/", outbound.Forbidden),
        ("file:///etc/passwd", outbound.BadAddress),
        ("http://[::1/", outbound.RedirectLoop),
        ("http://a\x01b/", outbound.RedirectLoop),
        ("javascript:1", outbound.BadAddress),
        ("mailto:a@b.example", outbound.BadAddress),
        ("http://xn--zzzz.example/", outbound.BadAddress),
        ("//user:word@news.example/", outbound.BadAddress),
        ("/" + "x" * 3000, outbound.BadAddress),
    ],
)
def test_each_hop_of_a_redirect_is_checked(site, location, error):
    site.pages["/"] = Page(status=302, headers={"Location": location})
    with pytest.raises(error) as failure:
        fetch(site)
    assert not failure.value.passing
    assert failure.value.hops == ((site.url("/"), 302),)
    assert "redirects to" in failure.value.message or "leads to" in failure.value.message


def test_an_address_of_a_network_is_not_said_to_lead_to_itself():
    with pytest.raises(outbound.Forbidden) as failure:
        addresses.check_dialled("10.0.0.7", "10.0.0.7", 80, ())
    assert failure.value.message == "10.0.0.7 leads to a private network; such addresses are never fetched."
    with pytest.raises(outbound.Forbidden, match=r"leads to 10\.0\.0\.7, which is a private network"):
        addresses.check_dialled("10.0.0.7", "news.example", 80, ())


def test_a_redirect_loop_ends_in_words(site):
    site.pages["/a"] = Page(status=302, headers={"Location": "/b"})
    site.pages["/b"] = Page(status=302, headers={"Location": "/a"})
    with pytest.raises(outbound.RedirectLoop, match="round in a circle"):
        fetch(site, "/a")


def test_too_many_redirects_end_in_words(site):
    for number in range(9):
        site.pages[f"/{number}"] = Page(status=302, headers={"Location": f"/{number + 1}"})
    with pytest.raises(outbound.RedirectLoop, match="more than 5 times"):
        fetch(site, "/0")
    assert site.asked == ["/0", "/1", "/2", "/3", "/4", "/5"]


def test_a_wall_that_only_wants_its_cookie_back_is_passed(site):
    def wall(handler: BaseHTTPRequestHandler) -> None:
        if "seen=1" in handler.headers.get("Cookie", ""):
            handler.send_response(200)
            handler.send_header("Content-Length", "4")
            handler.end_headers()
            handler.wfile.write(b"open")
        else:
            handler.send_response(302)
            handler.send_header("Set-Cookie", "seen=1; Path=/")
            handler.send_header("Location", "/")
            handler.end_headers()

    site.pages["/"] = Page(raw=wall)
    assert fetch(site).body == b"open"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_a_cookie_in_letters_no_header_takes_does_not_end_the_way(site, encoding):
    cookie = "город=Алматы; Path=/".encode(encoding).decode("latin-1")
    site.pages["/old"] = Page(status=302, headers={"Location": "/new", "Set-Cookie": cookie})
    site.pages["/new"] = Page(b"here")
    assert fetch(site, "/old").body == b"here"


@pytest.mark.parametrize(
    ("text", "encoding", "path"),
    [
        ("/новости", "utf-8", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("/новости", "windows-1251", "/%ED%EE%E2%EE%F1%F2%E8"),
        ("/新闻?id=7", "gbk", "/%D0%C2%CE%C5?id=7"),
    ],
)
def test_a_redirect_is_followed_in_the_letters_the_server_wrote(site, text, encoding, path):
    # A header in another encoding than the redirect's must not change how that is read.
    headers = {"Location": text.encode(encoding).decode("latin-1"), "X-Server": "\xff"}
    site.pages["/old"] = Page(status=302, headers=headers)
    site.pages[path] = Page(b"here")
    answer = fetch(site, "/old")
    assert (answer.body, answer.url) == (b"here", site.url(path))


def test_of_two_addresses_to_go_to_the_first_is_taken(site):
    def twice(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "/new")
        handler.send_header("Location", "/other")
        handler.end_headers()

    site.pages |= {"/old": Page(raw=twice), "/new": Page(b"here")}
    assert fetch(site, "/old").body == b"here"


def test_a_body_that_announces_two_gigabytes_is_not_read(site):
    def huge(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(2_000_000_000))
        handler.end_headers()

    site.pages["/"] = Page(raw=huge)
    with pytest.raises(outbound.TooBig, match="announces 2 GB; at most 10 kB"):
        fetch(site)


def test_a_body_without_an_end_is_cut_at_the_limit(site):
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 4096)

    site.pages["/"] = Page(raw=endless)
    with pytest.raises(outbound.TooBig, match="larger than 10 kB"):
        fetch(site)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_compression_bomb_is_cut_at_the_limit(site, encoding):
    bomb = {"gzip": gzip.compress, "deflate": zlib.compress}[encoding](b"\0" * 20_000_000)
    site.pages["/"] = Page(bomb, headers={"Content-Encoding": encoding})
    with pytest.raises(outbound.TooBig, match="once decompressed"):
        fetch(site, limits=outbound.Limits(size=1_000_000, connect=2, total=10))


def test_a_bomb_never_fills_more_memory_than_allowed():
    bomb = gzip.compress(b"\0" * 50_000_000)
    with pytest.raises(outbound.TooBig):
        bodies.inflate([bomb], 1000)


def counted(pieces, read: list[int]):
    for piece in pieces:
        read.append(len(piece))
        yield piece


@pytest.mark.parametrize(
    ("encoding", "wrapped"),
    [("gzip", gzip.compress(b"onetwo")), ("deflate", zlib.compress(b"onetwo"))],
    ids=["gzip", "deflate"],
)
def test_what_follows_the_end_of_a_compressed_body_is_not_read(encoding, wrapped):
    read: list[int] = []
    pieces = itertools.chain([wrapped], itertools.repeat(b"\0" * 65536, 1000))
    assert bodies.read(counted(pieces, read), encoding, 1_000_000) == b"onetwo"
    assert sum(read) < 200_000


@pytest.mark.parametrize("size", [1, 64, 65536])
def test_a_compressed_body_that_says_nothing_without_end_is_cut(size):
    nothing = gzip.compress(b"")
    read: list[int] = []
    stream = itertools.repeat(nothing * max(1, size // len(nothing)), 10_000_000)
    with pytest.raises(outbound.BadAnswer, match="in more than 1000 parts"):
        bodies.read(counted(stream, read), "gzip", 1_000_000)
    assert sum(read) < 100_000
    # Empty blocks of deflate: five bytes each, and nothing comes of them.
    blocks = itertools.chain([b"\x78\x01"], itertools.repeat(b"\x00\x00\x00\xff\xff" * 1000))
    with pytest.raises(outbound.TooBig, match="larger than 1 MB as it was sent"):
        bodies.read(blocks, "deflate", 1_000_000)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 1000])
def test_members_of_gzip_are_told_apart_wherever_their_bytes_are_cut(size):
    packed = b"".join(gzip.compress(part) for part in (b"one", b"", b"two")) + b"\x1f"
    pieces = [packed[index : index + size] for index in range(0, len(packed), size)]
    assert bodies.read(iter(pieces), "gzip", 100) == b"onetwo"


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"one") + gzip.compress(b"two")),
        ("x-gzip", gzip.compress(b"onetwo") + b"\0" * 8),
        ("deflate", zlib.compress(b"onetwo")),
        ("deflate", zlib.compress(b"onetwo", wbits=-15)),
        ("identity", b"onetwo"),
    ],
    ids=["two-gzip-members", "gzip-padded", "zlib", "raw-deflate", "identity"],
)
def test_compressed_bodies_are_read_in_every_form_servers_send(encoding, packed):
    pieces = [packed[index : index + 3] for index in range(0, len(packed), 3)]
    if encoding == "deflate":
        pieces = [packed]
    assert bodies.read(iter(pieces), encoding, 100) == b"onetwo"


@pytest.mark.parametrize(
    ("encoding", "body", "words"),
    [
        ("br", b"...", "compressed as 'br'"),
        ("gzip", b"this is not gzip at all", "damaged"),
        ("gzip", gzip.compress(b"abc" * 100)[:-9], "ends in the middle"),
    ],
    ids=["unknown-encoding", "not-gzip", "cut-short"],
)
def test_damaged_bodies_end_in_words(site, encoding, body, words):
    site.pages["/"] = Page(body, headers={"Content-Encoding": encoding})
    with pytest.raises(outbound.BadAnswer, match=words):
        fetch(site)


def test_a_slow_drip_ends_with_the_time_allowed(site):
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            pause.wait(0.02)

    pause = threading.Event()
    site.pages["/"] = Page(raw=drip)
    with pytest.raises(outbound.TooSlow, match=r"after 0\.3 seconds"):
        fetch(site, limits=outbound.Limits(size=1_000_000, connect=0.2, total=0.3))


def test_nobody_listening_is_said_in_words():
    port = closed_port()
    with pytest.raises(outbound.Unreachable, match=f"does not accept connections on port {port}") as failure:
        outbound.get(f"http://127.0.0.1:{port}/", limits=SMALL, loopback=[f"127.0.0.1:{port}"])
    assert failure.value.passing


def test_an_unknown_name_is_said_in_words():
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(outbound.Unreachable, match=r"name nowhere\.example is not known"):
        outbound.get("http://nowhere.example/", resolver=unknown, loopback=[])


def test_what_is_not_http_is_said_in_words(site):
    site.pages["/"] = Page(raw=lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n"))
    with pytest.raises(outbound.BadAnswer, match="not proper HTTP"):
        fetch(site)


def test_a_connection_that_breaks_off_is_said_in_words(site):
    def broken(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "500")
        handler.end_headers()
        handler.wfile.write(b"only this")

    site.pages["/"] = Page(raw=broken)
    with pytest.raises(outbound.OutboundError) as failure:
        fetch(site)
    assert failure.value.passing


def test_a_deployment_that_fetches_from_itself_is_refused(settings):
    settings.OUTBOUND_LOOPBACK = ["127.0.0.1:8051"]
    found = [message for message in run_checks(include_deployment_checks=True) if message.id == "corridors.E001"]
    assert [message.is_serious() for message in found] == [True]
    settings.OUTBOUND_LOOPBACK = []
    assert "corridors.E001" not in [message.id for message in run_checks(include_deployment_checks=True)]
