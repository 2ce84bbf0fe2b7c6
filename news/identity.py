"""When two addresses are one: the canonical form of an address and the key that makes an article unique."""

import hashlib
import re
from functools import lru_cache
from urllib.parse import (
    SplitResult,
    parse_qsl,
    unquote,
    unquote_plus,
    unquote_to_bytes,
    urlencode,
    urljoin,
    urlsplit,
    urlunsplit,
)

from tld import get_fld
from w3lib.url import canonicalize_url, safe_url_string

from corridors.errors import Invalid
from news.plain_addresses import LONGEST_HOST, settled
from projects.addresses import scripted

LONGEST = 2000
_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"^(utm_.*|ga_.*|mc_.*|pk_.*|_openstat|fbclid|gclid|dclid|yclid|ysclid|msclkid|igshid|spm|from|ref|rss|cmpid|"
    r"ocid|xtor|wt_mc|at_medium|at_campaign|phpsessid|jsessionid)$",
    re.IGNORECASE,
)
# Marks of the same page laid out for telephones or printers: left out of the key, kept to fetch.
_LAYOUT = frozenset({"amp", "print", "printable", "mobile", "noamp"})
_LAYOUT_VALUES = frozenset(
    {("outputtype", "amp"), ("output", "amp"), ("format", "amp"), ("view", "amp"), ("view", "print"), ("m", "1")}
)
_LAYOUT_START = re.compile(r"^/(amp|print)(?=/.)")
_LAYOUT_ENDING = re.compile(r"(/amp|/print|\.amp)(?=$|\.html?$)")
_LAYOUT_HOST = re.compile(r"^((www\d?|m|mobile|amp|wap|touch)\.)+")
_SESSION = re.compile(r";(jsessionid|phpsessid)=[^/]*", re.IGNORECASE)
_FRONT = re.compile(r"^/([a-z]{2}([-_][a-z]{2})?)?/?((index|default|home|main)(\.\w{2,5})?)?/?$", re.IGNORECASE)
# Addresses that carry another address: host (of any language's door), path, and the parameter or rest it stands in.
_CARRIERS = (
    (re.compile(r"^(www\.)?google(\.[a-z]{2,3}){1,2}$"), re.compile(r"^/url$"), ("url", "q")),
    (re.compile(r"^lm?\.facebook\.com$"), re.compile(r"^/l\.php$"), ("u",)),
    (re.compile(r"^(m\.)?vk\.com$"), re.compile(r"^/away\.php$"), ("to",)),
    (re.compile(r"^(www\.)?google(\.[a-z]{2,3}){1,2}$"), re.compile(r"^/amp/(?P<secure>s/)?(?P<rest>.+)"), ()),
    (re.compile(r"\.cdn\.ampproject\.org$"), re.compile(r"^/[a-z]+/(?P<secure>s/)?(?P<rest>.+)"), ()),
)
_HAS_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST_AND_PORT = re.compile(r"^[^/:]+\.[^/:]+(:\d+)?(/|$)")


def canonical(url: str) -> str:
    """The address in one spelling, fit to be fetched and shown: no tracking, default port or place within a page.

    What stands behind ``#!`` is no place within a page: sites made by scripts tell their pages by it. Letters of the
    path keep their case, since servers tell them apart. What is left of the query keeps its own spelling too: it may be
    in another encoding than UTF-8, and a server may tell ``?1`` from ``?1=``.

    Raises:
        Invalid: this is not the address of a web page.
    """
    if plain := settled(url, _tracks):
        return plain
    parts = _split(url)
    while carried := _carried(parts):
        parts = _split(carried)
    path = _SESSION.sub("", parts.path) or "/"
    place = canonicalize_url(_without_dots(urlunsplit((parts.scheme, parts.netloc.lower(), path, "", ""))))
    pairs = [pair for pair in parts.query.split("&") if pair and not _tracks(unquote_plus(pair.partition("=")[0]))]
    found = f"{place}?{'&'.join(sorted(pairs, key=_read))}" if pairs else place
    if kept := scripted(parts.fragment):
        found = f"{found}#{kept}"
    if len(found) > LONGEST:
        raise Invalid(f"The address is longer than {LONGEST} characters.", field="url")
    return found


def key(url: str) -> str:
    """32 hexadecimal digits, the same for every spelling, scheme and layout variant of one address.

    Raises:
        Invalid: this is not the address of a web page.
    """
    parts = urlsplit(canonical(url))
    path = _LAYOUT_ENDING.sub("", _LAYOUT_START.sub("", parts.path).rstrip("/")).rstrip("/")
    query = [pair for pair in map(_read, parts.query.split("&")) if any(pair) and not _is_layout(*pair)]
    identity = f"{_without_layout(parts.netloc)}{path}?{urlencode(query)}"
    if parts.fragment:
        identity = f"{identity}#{unquote(parts.fragment.rstrip('/'), errors='surrogateescape')}"
    return hashlib.sha256(identity.encode(errors="surrogateescape")).hexdigest()[:32]


def host(url: str) -> str:
    """Host, and port where it is not the scheme's own: what politeness is counted by.

    Of an address that carries another one it is the host that is asked, not the one it leads to.

    Raises:
        Invalid: this is not the address of a web page.
    """
    return _split(url).netloc.lower()


def site(url: str) -> str:
    """The registrable domain of an address by the public suffix list: of ``a.b.example.kz`` it is ``example.kz``.

    Hosts without one (numbers, names of an inner network) are sites of their own, port included.

    Raises:
        Invalid: this is not the address of a web page.
    """
    return _site(host(url))


def outlet(url: str) -> str:
    """Host of an address without what only tells a layout: one of an outlet's pages for telephones is the outlet's.

    Raises:
        Invalid: this is not the address of a web page.
    """
    return _without_layout(host(url))


def is_front(url: str) -> bool:
    """Whether an address is the front page of a site, in whichever language.

    Raises:
        Invalid: this is not the address of a web page.
    """
    parts = urlsplit(canonical(url))
    return not parts.query and not parts.fragment and bool(_FRONT.match(parts.path))


def is_scripted(url: str) -> bool:
    """Whether scripts make the page: servers never see what stands behind ``#!`` and give one page for all of them.

    Raises:
        Invalid: this is not the address of a web page.
    """
    return bool(scripted(_split(url).fragment))


def arrived(asked: str, answered: str) -> str:
    """The address an answer came from, with what of the address asked for stands behind ``#!``: redirects keep it."""
    kept = scripted(_split(asked).fragment)
    return f"{answered}#{kept}" if kept and not urlsplit(answered).fragment else answered


def claimed(page: str, link: str) -> str:
    """The address a page claims as its own (``rel=canonical``), or '' where the claim is not believed.

    Believed are claims within one registrable domain that do not lead to a front page: templates are often wrong. So is
    what a server gives for every address that goes on behind ``#!``, if the claim does not.
    """
    if not link.strip():
        return ""
    try:
        told = canonical(urljoin(page, link.strip()))
        is_shared = is_scripted(page) and not is_scripted(told)
        return told if site(told) == site(page) and not is_front(told) and not is_shared else ""
    except (Invalid, ValueError):
        return ""


def _site(place: str) -> str:
    name = place if place.startswith("[") else place.partition(":")[0]
    if name.startswith("[") or name.replace(".", "").isdigit() or "." not in name:
        return place
    registered = get_fld(name, fail_silently=True, fix_protocol=True, search_private=True)
    # Under an ending the list does not know, the last two names are taken for the domain.
    return registered or ".".join(name.split(".")[-2:])


@lru_cache(maxsize=4096)
def _without_layout(place: str) -> str:
    """A host without the names that only tell a layout, as far as they stand before its registrable domain."""
    domain = _site(place)
    before, _, after = place.rpartition(domain)
    return f"{_LAYOUT_HOST.sub('', before)}{domain}{after}"


def _read(pair: str) -> tuple[bytes, bytes]:
    """Name and value of a part of a query as the bytes they stand for, whatever encoding these are in."""
    name, _, value = pair.replace("+", " ").partition("=")
    return unquote_to_bytes(name), unquote_to_bytes(value)


def _is_layout(name: bytes, value: bytes) -> bool:
    told = name.decode(errors="replace").lower(), value.decode(errors="replace").lower()
    return told[0] in _LAYOUT or told in _LAYOUT_VALUES


def _carried(parts: SplitResult) -> str:
    """The address that another one only carries (a search engine's or network's door, an AMP cache), or ''."""
    for hosts, paths, names in _CARRIERS:
        path = paths.match(parts.path)
        if not path or not hosts.search(parts.netloc):
            continue
        if not names:
            query = f"?{parts.query}" if parts.query else ""
            return f"http{'s' if path['secure'] else ''}://{path['rest']}{query}"
        values = dict(parse_qsl(parts.query))
        carried = next((values[name] for name in names if name in values), "")
        told = (carried, unquote(carried))
        return next((one for one in told if one.startswith(("http://", "https://"))), "")
    return ""


def _split(url: str) -> SplitResult:
    text = url.strip()
    if not text or "\x00" in text:
        raise Invalid("This is not the address of a web page.", field="url")
    if not _HAS_SCHEME.match(text) or (_HOST_AND_PORT.match(text) and "://" not in text):
        text = f"https://{text.lstrip('/')}"
    try:
        parts = urlsplit(safe_url_string(text))
        port = parts.port
        name = (parts.hostname or "").rstrip(".").encode("idna").decode() if parts.hostname else ""
    except (ValueError, UnicodeError) as error:
        raise Invalid("This is not the address of a web page.", field="url") from error
    if parts.scheme.lower() not in _DEFAULT_PORTS:
        raise Invalid("Only http and https addresses can be read.", field="url")
    if not name:
        raise Invalid("The address names no host.", field="url")
    if len(name) > LONGEST_HOST:
        raise Invalid(f"The name of the host is longer than {LONGEST_HOST} characters.", field="url")
    shown = f"[{name}]" if ":" in name else name
    place = shown if port in {None, _DEFAULT_PORTS[parts.scheme.lower()]} else f"{shown}:{port}"
    return parts._replace(scheme=parts.scheme.lower(), netloc=place)


def _tracks(name: str) -> bool:
    return bool(_TRACKING.match(name))


def _without_dots(url: str) -> str:
    """The path with '.' and '..' resolved, as a browser does before it asks."""
    parts = urlsplit(url)
    kept: list[str] = []
    for segment in parts.path.split("/")[1:]:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    ends_in_folder = parts.path.endswith(("/.", "/.."))
    path = "/" + "/".join(kept) + ("/" if ends_in_folder and kept and kept[-1] else "")
    return urlunsplit(parts._replace(path=path))
