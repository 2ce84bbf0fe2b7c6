"""Writes an outlet's articles as RSS 2.0, Atom, JSON Feed or a news sitemap."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from news.newsroom.articles import Article, Outlet, utc

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITEMAP_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
ElementTree.register_namespace("", SITEMAP)
ElementTree.register_namespace("news", SITEMAP_NEWS)


@dataclass(frozen=True)
class Format:
    """One form of a feed: the last part of its address, its type, and what writes it."""

    file: str
    content_type: str
    write: Callable[[Outlet, str], bytes]


def home_address(outlet: Outlet, base: str) -> str:
    """The address of an outlet's home page."""
    return f"{base}/{outlet.id}/"


def article_address(outlet: Outlet, article: Article, base: str) -> str:
    """The address of an article's page."""
    return f"{base}/{outlet.id}/{article.slug}.html"


def _syndication(kind: type[SyndicationFeed], outlet: Outlet, base: str, link_suffix: str = "") -> bytes:
    feed = kind(
        title=outlet.name,
        link=home_address(outlet, base),
        description=outlet.notice,
        subtitle=outlet.notice,
        language=outlet.language,
    )
    for article in outlet.articles:
        feed.add_item(
            title=article.headline,
            link=article_address(outlet, article, base) + link_suffix,
            description=article.summary,
            pubdate=article.published,
            updateddate=article.published,
            unique_id=article_address(outlet, article, base),
            unique_id_is_permalink=True,
        )
    text: str = feed.writeString("utf-8")
    return text.encode()


def _rss(outlet: Outlet, base: str) -> bytes:
    # Outlets mark the links of their RSS; the page's own canonical link has no such mark.
    return _syndication(Rss201rev2Feed, outlet, base, link_suffix="?utm_source=rss&utm_medium=feed")


def _atom(outlet: Outlet, base: str) -> bytes:
    return _syndication(Atom1Feed, outlet, base)


def _json(outlet: Outlet, base: str) -> bytes:
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": outlet.name,
            "description": outlet.notice,
            "language": outlet.language,
            "home_page_url": home_address(outlet, base),
            "feed_url": home_address(outlet, base) + FORMATS["json"].file,
            "items": [
                {
                    "id": article_address(outlet, article, base),
                    "url": article_address(outlet, article, base),
                    "title": article.headline,
                    "content_text": article.summary,
                    "date_published": article.published.isoformat(),
                }
                for article in outlet.articles
            ],
        },
        ensure_ascii=False,
        indent=1,
    ).encode()


def _sitemap(outlet: Outlet, base: str) -> bytes:
    root = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    for article in outlet.articles:
        url = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
        ElementTree.SubElement(url, f"{{{SITEMAP}}}loc").text = article_address(outlet, article, base)
        news = ElementTree.SubElement(url, f"{{{SITEMAP_NEWS}}}news")
        publication = ElementTree.SubElement(news, f"{{{SITEMAP_NEWS}}}publication")
        ElementTree.SubElement(publication, f"{{{SITEMAP_NEWS}}}name").text = outlet.name
        ElementTree.SubElement(publication, f"{{{SITEMAP_NEWS}}}language").text = outlet.language
        published = utc(article.published).isoformat()
        ElementTree.SubElement(news, f"{{{SITEMAP_NEWS}}}publication_date").text = published
        ElementTree.SubElement(news, f"{{{SITEMAP_NEWS}}}title").text = article.headline
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


FORMATS = {
    "rss": Format("feed.xml", "application/rss+xml", _rss),
    "atom": Format("atom.xml", "application/atom+xml", _atom),
    "json": Format("feed.json", "application/feed+json", _json),
    "sitemap": Format("news-sitemap.xml", "application/xml", _sitemap),
}
