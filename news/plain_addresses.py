"""Knows addresses that need no work: most of a feed's are in canonical form but for the tracking at their end."""

import re
from collections.abc import Callable
from functools import lru_cache

# Nothing here would be escaped, resolved or lower-cased: no port, no '%', no '..', no mark of a session.
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_PATH = re.compile(r"[A-Za-z0-9_~./-]*")
_PAIR = re.compile(r"[A-Za-z0-9_-]{1,40}=[A-Za-z0-9_-]{0,200}")
_DOOR = re.compile(r"google\.|facebook\.com|vk\.com|ampproject\.org")
_SCHEMES = frozenset({"http", "https"})
_LONGEST = 1000
#: Of a name of a host, by RFC 1035.
LONGEST_HOST = 253
# A path that begins so (after its slash) has steps to be taken out.
_UNSETTLED = frozenset({"/", "."})


def settled(url: str, tracks: Callable[[str], bool]) -> str:
    """The canonical form of an address if that can be seen at a glance, else ''.

    Args:
        url: any text.
        tracks: whether a parameter of that name only tracks readers, and is left out.
    """
    if len(url) > _LONGEST:
        return ""
    place, asks, query = url.partition("?")
    scheme, _, rest = place.partition("://")
    host, slash, path = rest.partition("/")
    if (
        scheme not in _SCHEMES
        or not _is_plain(host)
        or not _PATH.fullmatch(path)
        or path[:1] in _UNSETTLED
        or "//" in path
        or "/." in path
    ):
        return ""
    if not slash:
        place += "/"
    if not asks:
        return place
    kept = _kept(query, tracks)
    return "" if kept is None else place + kept


@lru_cache(maxsize=4096)
def _is_plain(host: str) -> bool:
    """Whether a host is written as it is kept, and no door to other addresses. A feed's are mostly one."""
    return len(host) <= LONGEST_HOST and bool(_HOST.fullmatch(host)) and "xn--" not in host and not _DOOR.search(host)


@lru_cache(maxsize=4096)
def _kept(query: str, tracks: Callable[[str], bool]) -> str | None:
    """What stays of a query, None if that cannot be seen. What only tracks is mostly the same all through a feed."""
    pairs = query.split("&")
    kept = [pair for pair in pairs if not tracks(pair.partition("=")[0])]
    if len(kept) > 1 or not all(map(_PAIR.fullmatch, pairs)):
        return None
    return f"?{kept[0]}" if kept else ""
