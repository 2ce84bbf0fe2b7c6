"""Feeds, pages and conditional requests of the served newsroom behave as those of real outlets."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest

from corridors.errors import Conflict
from news.newsroom.feeds import SITEMAP
from news.newsroom.server import NewsroomServer, serving
from tests.news.newsroom.conftest import TODAY, Ask

META = '<meta name="corridors" content="demonstration">'
OUTLETS = ("gazette", "habarlar", "lenta", "tongxun", "wire")
FEEDS = ("/wire/feed.xml", "/gazette/feed.xml", "/lenta/feed.xml", "/tongxun/atom.xml", "/habarlar/atom.xml")


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_parses_and_lists_every_article_with_its_time(newsroom: NewsroomServer, ask: Ask, path: str) -> None:
    outlet = next(outlet for outlet in newsroom.outlets if outlet.id == path.split("/")[1])

    feed = feedparser.parse(ask(path).body)

    assert not feed.bozo
    assert feed.feed.title == outlet.name
    assert feed.version == ("rss20" if path.endswith("feed.xml") else "atom10")
    assert [entry.title for entry in feed.entries] == [article.headline for article in outlet.articles]
    published = [datetime(*entry.published_parsed[:6], tzinfo=UTC) for entry in feed.entries]
    assert published == [article.published for article in outlet.articles]


@pytest.mark.parametrize("path", FEEDS)
def test_every_link_of_a_feed_leads_to_its_article(ask: Ask, path: str) -> None:
    for entry in feedparser.parse(ask(path).body).entries:
        assert ask(entry.link).status == 200


def test_the_json_feed_and_the_sitemap_list_the_same_addresses(newsroom: NewsroomServer, ask: Ask) -> None:
    feed = json.loads(ask("/gazette/feed.json").body)
    sitemap = ElementTree.fromstring(ask("/gazette/news-sitemap.xml").body)

    addresses = [item["url"] for item in feed["items"]]
    assert [node.text for node in sitemap.iter(f"{{{SITEMAP}}}loc")] == addresses
    assert len(addresses) == 5
    assert all(ask(address).status == 200 for address in addresses)
    assert f"Sitemap: {newsroom.base}/gazette/news-sitemap.xml" in ask("/robots.txt").body.decode()


def test_every_article_page_shows_its_text_and_says_what_it_is(newsroom: NewsroomServer, ask: Ask) -> None:
    for outlet in newsroom.outlets:
        for article in outlet.articles:
            answer = ask(f"/{outlet.id}/{article.slug}.html")
            html = answer.body.decode(article.encoding)

            assert answer.status == 200
            assert META in html
            text = _without_tags(html)
            for part in (article.headline, *article.paragraphs, outlet.notice, outlet.imprint):
                assert part in text


@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_home_page_says_what_it_is_and_announces_its_feeds(newsroom: NewsroomServer, ask: Ask, outlet: str) -> None:
    shown = next(item for item in newsroom.outlets if item.id == outlet)
    html = ask(f"/{outlet}/").body.decode(shown.encoding)

    links = re.findall(r'<link rel="alternate" type="([^"]+)"[^>]* href="([^"]+)"', html)
    assert META in html
    assert shown.notice in html
    assert links
    for kind, address in links:
        assert ask(address).headers["Content-Type"].startswith(kind)


def test_the_index_leads_to_every_outlet(ask: Ask) -> None:
    html = ask("/").body.decode()

    assert META in html
    assert "demonstration page" in html
    assert all(f"/{outlet}/" in html for outlet in OUTLETS)


def test_pages_come_in_the_encodings_of_their_outlets(ask: Ask) -> None:
    russian = ask("/lenta/obhod-almaty.html")
    chinese = ask("/tongxun/huoerguosi-wushuigang.html")

    assert "charset" not in russian.headers["Content-Type"]
    assert b"charset=windows-1251" in russian.body
    assert "Поезда пойдут в обход города" in russian.body.decode("windows-1251")
    assert chinese.headers["Content-Type"] == "text/html; charset=gb18030"
    assert "霍尔果斯-东门无水港的箱量" in chinese.body.decode("gb18030")


def test_four_layouts_give_their_dates_in_four_forms(ask: Ask) -> None:
    wire = ask("/wire/bakhty-ayagoz-length.html").body.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', wire, re.S)[1])

    assert data["datePublished"] == "2030-05-19T09:20:00+05:00"
    assert '<meta property="article:published_time" content="2030-05-19T09:20:00+05:00">' in wire
    assert (
        '<time datetime="2030-05-18T09:30:00+00:00">'
        in ask("/gazette/khorgos-gateway-counts-containers.html").body.decode()
    )
    assert "19.05.2030, 10:10" in ask("/lenta/bakhty-ayagoz-zemlyanye-raboty.html").body.decode("windows-1251")
    bakery = ask("/tongxun/tacheng-mianbaofang.html").body.decode()
    assert "2030年05月18日 07:30" in bakery
    # The day is the outlet's own, not that of UTC, where it was still the evening before.
    assert '<meta name="publishdate" content="2030-05-18">' in bakery


def test_the_canonical_address_has_no_marks_of_the_feed(newsroom: NewsroomServer, ask: Ask) -> None:
    link = feedparser.parse(ask("/wire/feed.xml").body).entries[0].link

    canonical = re.search(r'<link rel="canonical" href="([^"]+)">', ask(link).body.decode())[1]

    assert urlsplit(link).query
    assert canonical == link.split("?")[0]


@pytest.mark.parametrize("path", ["/wire/feed.xml", "/tongxun/atom.xml", "/lenta/obhod-almaty.html", "/"])
def test_what_the_client_holds_is_not_sent_again(ask: Ask, path: str) -> None:
    first = ask(path)

    by_tag = ask(path, If_None_Match=first.headers["ETag"])
    by_date = ask(path, If_Modified_Since=first.headers["Last-Modified"])

    assert (by_tag.status, by_tag.body) == (304, b"")
    assert (by_date.status, by_date.body) == (304, b"")
    assert by_tag.headers["ETag"] == first.headers["ETag"]


def test_what_the_client_does_not_hold_is_sent(ask: Ask) -> None:
    path = "/wire/feed.xml"
    modified = ask(path).headers["Last-Modified"]

    assert ask(path, If_None_Match='"another"', If_Modified_Since=modified).status == 200
    assert ask(path, If_Modified_Since="Mon, 01 Jan 2001 00:00:00 GMT").status == 200
    assert ask(path, If_Modified_Since="some day").status == 200
    assert ask("/trouble/gone", If_None_Match="*").status == 410


def test_head_gives_the_headers_alone(ask: Ask) -> None:
    whole, head = ask("/wire/feed.xml"), ask("/wire/feed.xml", method="HEAD")

    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(whole.body))


def test_an_unknown_address_is_a_404_that_says_so(ask: Ask) -> None:
    answer = ask("/wire/nothing.html")

    assert answer.status == 404
    assert META in answer.body.decode()
    assert ask("/[not?an=address").status == 404


def test_the_same_day_gives_the_same_newsroom(newsroom: NewsroomServer) -> None:
    with serving(TODAY) as other:
        bodies = {
            path: other.site[path].body.replace(other.base.encode(), newsroom.base.encode())
            for path in other.site
            if not path.startswith("/trouble/")
        }

    assert bodies == {path: answer.body for path, answer in newsroom.site.items() if path in bodies}


def test_it_listens_on_loopback_only(newsroom: NewsroomServer) -> None:
    assert newsroom.server_address[0] == "127.0.0.1"


def test_a_taken_port_is_named(newsroom: NewsroomServer) -> None:
    taken = newsroom.server_address[1]

    with pytest.raises(Conflict, match=f"Port {taken} of"), serving(TODAY, port=taken):
        pytest.fail("a second newsroom took the same port")


def _without_tags(html: str) -> str:
    text = re.sub(r"<[^>]+>", "", html)
    return text.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")
