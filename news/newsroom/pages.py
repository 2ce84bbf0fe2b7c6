"""Renders the newsroom's pages: the index, an outlet's home, and an article in its outlet's layout."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from news.newsroom.articles import Article, Outlet
from news.newsroom.feeds import FORMATS, article_address, home_address

# How many other headlines stand beside an article, as on real outlets' pages.
RELATED = 3
# What a page in a windows-1251 or GB18030 encoding cannot hold is written as a character reference.
_UNENCODABLE = "xmlcharrefreplace"


def index_page(outlets: Sequence[Outlet], base: str, trouble: Sequence[tuple[str, str]]) -> bytes:
    """The newsroom's first page: outlets with their feeds, and the paths that answer badly on purpose."""
    rows = [
        {"outlet": outlet, "home": home_address(outlet, base), "feeds": feed_links(outlet, base)} for outlet in outlets
    ]
    return render_to_string("newsroom/index.html", {"rows": rows, "trouble": trouble}).encode()


def home_page(outlet: Outlet, base: str) -> bytes:
    """An outlet's home page: headlines, and link tags by which a reader finds its feeds."""
    items = [(article, article_address(outlet, article, base)) for article in outlet.articles]
    context = {"outlet": outlet, "items": items, "feeds": feed_links(outlet, base), "encoding": outlet.encoding}
    return render_to_string("newsroom/home.html", context).encode(outlet.encoding, _UNENCODABLE)


def article_page(outlet: Outlet, article: Article, base: str) -> bytes:
    """An article's page in its outlet's layout and its own encoding."""
    address = article_address(outlet, article, base)
    others = [other for other in outlet.articles if other.slug != article.slug][:RELATED]
    context = {
        "outlet": outlet,
        "article": article,
        "address": address,
        "home": home_address(outlet, base),
        "encoding": article.encoding,
        "published_text": article.published.strftime(outlet.date_text),
        "published_iso": article.published.isoformat(),
        "published_day": article.published.date().isoformat(),
        "json_ld": _json_ld(outlet, article, address),
        "related": [(other.headline, article_address(outlet, other, base)) for other in others],
    }
    return render_to_string(f"newsroom/{outlet.layout}.html", context).encode(article.encoding, _UNENCODABLE)


def message_page(title: str, text: str) -> bytes:
    """A small page with one sentence: errors and the test paths."""
    return render_to_string("newsroom/message.html", {"title": title, "text": text}).encode()


def feed_links(outlet: Outlet, base: str) -> list[dict[str, str]]:
    """An outlet's feeds as address, type and kind; the sitemap, which is not announced as a feed, included."""
    return [
        {
            "href": home_address(outlet, base) + FORMATS[kind].file,
            "type": FORMATS[kind].content_type,
            "kind": kind,
        }
        for kind in outlet.feeds
    ]


def _json_ld(outlet: Outlet, article: Article, address: str) -> SafeString:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "datePublished": article.published.isoformat(),
        "inLanguage": outlet.language,
        "mainEntityOfPage": address,
        "publisher": {"@type": "Organization", "name": outlet.name},
    }
    text = json.dumps(data, ensure_ascii=False)
    # Inside <script> a "<" could end the element; JSON may write it as an escape.
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S308 - escaped here
