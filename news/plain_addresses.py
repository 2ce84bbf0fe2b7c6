"""Knows addresses that need no work: most of a feed's are in canonical form but for the tracking at their end."""

import re
from collections.abc import Callable

# Nothing here would be escaped, resolved or lower-cased: no port, no '%', no '..', no mark of a session.
_SETTLED = re.compile(
    r"https?://((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24})(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?"
)
_PAIR = re.compile(r"[A-Za-z0-9_-]{1,40}=[A-Za-z0-9_-]{0,200}")
_DOOR = re.compile(r"google\.|facebook\.com|vk\.com|ampproject\.org")
_LONGEST = 1000
#: Of a name of a host, by RFC 1035.
LONGEST_HOST = 253


def settled(url: str, tracks: Callable[[str], bool]) -> str:
    """The canonical form of an address if that can be seen at a glance, else ''.

    Args:
        url: any text.
        tracks: whether a parameter of that name only tracks readers, and is left out.
    """
    place, _, query = url.partition("?")
    match = _SETTLED.fullmatch(place)
    if not match or len(match[1]) > LONGEST_HOST or len(url) > _LONGEST or "xn--" in place or _DOOR.search(place):
        return ""
    if place.count("/") == 2:
        place += "/"
    if not query:
        return place if len(url) == len(url.rstrip("?")) else ""
    pairs = query.split("&")
    kept = [pair for pair in pairs if not tracks(pair.partition("=")[0])]
    if len(kept) > 1 or not all(map(_PAIR.fullmatch, pairs)):
        return ""
    return f"{place}?{kept[0]}" if kept else place
