"""When two addresses are one: the canonical form of an address and the key that makes an article unique."""

import hashlib
import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, safe_url_string

from corridors.errors import Invalid

LONGEST = 2000
_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"^(utm_.*|ga_.*|mc_.*|pk_.*|_openstat|fbclid|gclid|dclid|yclid|ysclid|msclkid|igshid|spm|from|ref|rss|cmpid|"
    r"ocid|xtor|wt_mc|at_medium|at_campaign)$",
    re.IGNORECASE,
)
# Parameters and endings of the same page laid out for telephones or printers: left out of the key, kept to fetch.
_LAYOUT = re.compile(r"^(amp|outputtype|print|printable|mobile)$", re.IGNORECASE)
_LAYOUT_ENDING = re.compile(r"(/amp|/print|\.amp)$")
_LAYOUT_HOST = re.compile(r"^(www\d?|m|mobile|amp)\.(?=.+\.)")
_HAS_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST_AND_PORT = re.compile(r"^[^/:]+\.[^/:]+(:\d+)?(/|$)")


def canonical(url: str) -> str:
    """The address in one spelling, fit to be fetched and shown: no fragment, tracking or default port.

    Letters of the path keep their case, since servers tell them apart.

    Raises:
        Invalid: this is not the address of a web page.
    """
    parts = _split(url)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(name)]
    kept = urlunsplit((parts.scheme, _place(parts), parts.path or "/", urlencode(query), ""))
    settled = canonicalize_url(_without_dots(kept), keep_blank_values=True, keep_fragments=False)
    if len(settled) > LONGEST:
        raise Invalid(f"The address is longer than {LONGEST} characters.", field="url")
    return settled


def key(url: str) -> str:
    """32 hexadecimal digits, the same for every spelling, scheme and layout variant of one address.

    Raises:
        Invalid: this is not the address of a web page.
    """
    parts = urlsplit(canonical(url))
    place = _LAYOUT_HOST.sub("", parts.netloc)
    path = _LAYOUT_ENDING.sub("", parts.path.rstrip("/")).rstrip("/")
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _LAYOUT.match(name)]
    identity = f"{place}{path}?{urlencode(query)}"
    return hashlib.sha256(identity.encode()).hexdigest()[:32]


def host(url: str) -> str:
    """Host, and port where it is not the scheme's own: what politeness is counted by.

    Raises:
        Invalid: this is not the address of a web page.
    """
    return urlsplit(canonical(url)).netloc


def claimed(page: str, link: str) -> str:
    """The address a page claims as its own (``rel=canonical``), or '' where the claim is not believed.

    Believed are claims within one site that do not lead to its front page: templates are often wrong.
    """
    if not link:
        return ""
    try:
        told = canonical(urljoin(page, link))
        here = canonical(page)
    except (Invalid, ValueError):
        return ""
    ours, theirs = (_LAYOUT_HOST.sub("", urlsplit(address).netloc) for address in (here, told))
    one_site = ours == theirs or ours.endswith(f".{theirs}") or theirs.endswith(f".{ours}")
    front = urlsplit(told).path in {"", "/"} and not urlsplit(told).query
    return told if one_site and not front else ""


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
    shown = f"[{name}]" if ":" in name else name
    place = shown if port in {None, _DEFAULT_PORTS[parts.scheme.lower()]} else f"{shown}:{port}"
    return parts._replace(scheme=parts.scheme.lower(), netloc=place)


def _place(parts: SplitResult) -> str:
    return parts.netloc.lower()


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
