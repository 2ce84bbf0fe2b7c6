"""The whole newsroom as answers by path, made once for one address and one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from news.newsroom import trouble
from news.newsroom.articles import Outlet
from news.newsroom.feeds import FORMATS
from news.newsroom.pages import article_page, home_page, index_page, message_page
from news.newsroom.responses import Response, document, page


def build(outlets: Sequence[Outlet], base: str) -> Mapping[str, Response]:
    """Every path of the newsroom with its answer.

    Args:
        outlets: The outlets, dated.
        base: The newsroom's own address without a last slash (``http://127.0.0.1:8765``): links are absolute.
    """
    newest = max(outlet.newest for outlet in outlets)
    site = {
        "/": document("text/html; charset=utf-8", index_page(outlets, base, trouble.listing()), newest),
        "/robots.txt": document("text/plain; charset=utf-8", _robots(outlets, base), newest),
    }
    for outlet in outlets:
        site |= _outlet(outlet, base)
    site |= {trouble.PREFIX + name: bad.answer(base) for name, bad in trouble.PATHS.items()}
    return site


def not_found() -> Response:
    """The answer to a path that is not there."""
    return page(404, message_page("Not found", "The demonstration newsroom has no page at this address."))


def _outlet(outlet: Outlet, base: str) -> dict[str, Response]:
    home = f"/{outlet.id}/"
    site = {home: document(f"text/html; charset={outlet.encoding}", home_page(outlet, base), outlet.newest)}
    for kind in outlet.feeds:
        form = FORMATS[kind]
        site[home + form.file] = document(
            f"{form.content_type}; charset=utf-8", form.write(outlet, base), outlet.newest
        )
    for article in outlet.articles:
        # The table-era outlet's server does not name the encoding; only the page itself does.
        charset = "" if outlet.layout == "tables" else f"; charset={article.encoding}"
        body = article_page(outlet, article, base)
        site[f"{home}{article.slug}.html"] = document(f"text/html{charset}", body, article.published)
    return site


def _robots(outlets: Sequence[Outlet], base: str) -> bytes:
    sitemaps = [
        f"Sitemap: {base}/{outlet.id}/{FORMATS['sitemap'].file}" for outlet in outlets if "sitemap" in outlet.feeds
    ]
    lines = ["User-agent: *", f"Disallow: {trouble.PREFIX}disallowed", *sitemaps]
    return ("\n".join(lines) + "\n").encode()
