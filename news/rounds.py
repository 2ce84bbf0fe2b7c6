"""A round through the sitemaps an index lists: each is asked in a poll of its own, in its host's turn. Pure values."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

#: Of the sitemaps an index lists so many are read, those changed last: an archive of years holds no news.
MOST_SITEMAPS = 5


@dataclass(frozen=True)
class Sitemap:
    """One of them: what its last readable answer said of itself, and how it stands in the present round.

    Attributes:
        url: where it is.
        etag: validator of its last body that could be read.
        last_modified: the other validator.
        body_hash: SHA-256 of that body.
        waits: whether it is still to be asked in this round.
        seen: items it gave in this round.
        new: items among them not seen before.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    waits: bool = True
    seen: int = 0
    new: int = 0


def stored(rows: Iterable[Mapping[str, Any]]) -> list[Sitemap]:
    """The sitemaps as a feed's row keeps them."""
    return [Sitemap(**row) for row in rows]


def rows(sitemaps: Iterable[Sitemap]) -> list[dict[str, Any]]:
    """The other way round."""
    return [asdict(sitemap) for sitemap in sitemaps]


def begun(known: Iterable[Sitemap], listed: Iterable[str], *, whole: bool) -> list[Sitemap]:
    """A new round, in which every sitemap waits.

    Whether one has changed only it can tell: an index need not say when, and keeps its bytes while they change.

    Args:
        known: those of the round before.
        listed: the addresses the index lists, the one changed last first.
        whole: ask each for all it has, even where it says that nothing changed.
    """
    before = {} if whole else {sitemap.url: sitemap for sitemap in known}
    urls = list(dict.fromkeys(listed))[:MOST_SITEMAPS]
    return [replace(before.get(url, Sitemap(url)), waits=True, seen=0, new=0) for url in urls]


def waiting(sitemaps: Iterable[Sitemap]) -> Sitemap | None:
    """The one that is asked next; None at the end of a round."""
    return next((sitemap for sitemap in sitemaps if sitemap.waits), None)


def asked(sitemaps: Iterable[Sitemap], url: str, **learned: Any) -> list[Sitemap]:
    """The round once a sitemap was asked; where nothing is learned of it, the next round asks for it as before."""
    return [replace(one, waits=False, **learned) if one.url == url else one for one in sitemaps]
