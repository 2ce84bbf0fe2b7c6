"""Feeds of every kind, also broken, hostile and wrongly encoded ones, are read or refused in words."""

import gzip
import json
from datetime import UTC, datetime, timedelta

import pytest

from news import discover, feeds

NOW = datetime(2026, 5, 10, 12, tzinfo=UTC)
URL = "https://news.example/feed.xml"


def parse(body: str | bytes, encoding: str = "utf-8", content_type: str = "") -> feeds.ParsedFeed:
    raw = body.encode(encoding) if isinstance(body, str) else body
    return feeds.parse(raw, now=NOW, url=URL, content_type=content_type)


def rss(items: str, head: str = "", prolog: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f'{prolog}<rss version="2.0"><channel><title>Example News</title>{head}{items}</channel></rss>'


ITEM = (
    "<item><title>Вокзал открыт</title><link>https://news.example/1</link><description>&lt;p&gt;Первый "
    "абзац&lt;/p&gt;</description><pubDate>Fri, 01 May 2026 10:00:00 +0500</pubDate></item>"
)
KINDS = {
    "rss": rss(ITEM),
    "rss 0.91": '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" '
    '"http://example.org/rss-0.91.dtd"><rss version="0.91"><channel><title>Example News</title>'
    + ITEM
    + "</channel></rss>",
    "rdf": '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Example News</title>'
    '</channel><item rdf:about="https://news.example/1"><title>Вокзал открыт</title><link>https://news.example/1</link>'
    "<description>Первый абзац</description><dc:date>2026-05-01T05:00:00Z</dc:date></item></rdf:RDF>",
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>Example News</title><entry><title>Вокзал открыт</title>'
    '<link href="/1"/><summary>Первый абзац</summary><published>2026-05-01T10:00:00+05:00</published></entry></feed>',
    "json": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Example News",
            "items": [
                {
                    "url": "https://news.example/1",
                    "title": "Вокзал открыт",
                    "summary": "Первый абзац",
                    "date_published": "2026-05-01T10:00:00+05:00",
                }
            ],
        }
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_feed_gives_the_same_item(name):
    found = parse(KINDS[name])
    assert found.kind == name.split()[0]
    assert found.title == "Example News"
    assert found.items == [feeds.Item("https://news.example/1", "Вокзал открыт", datetime(2026, 5, 1, 5, tzinfo=UTC))]


SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://news.example/1</loc><news:news>'
    "<news:publication><news:name>Example</news:name><news:language>ru</news:language></news:publication>"
    "<news:publication_date>2026-05-01</news:publication_date><news:title>Вокзал открыт</news:title></news:news></url>"
    "</urlset>"
)


@pytest.mark.parametrize("pack", [lambda body: body, gzip.compress])
def test_news_sitemaps_are_feeds_too(pack):
    found = parse(pack(SITEMAP.encode()))
    assert found.kind == "sitemap"
    assert found.items == [
        feeds.Item("https://news.example/1", "Вокзал открыт", datetime(2026, 5, 1, tzinfo=UTC), "ru")
    ]


def test_a_sitemap_index_lists_its_newest_sitemap_first():
    found = parse(
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<sitemap><loc>/old.xml</loc><lastmod>2025-01-01</lastmod></sitemap>"
        "<sitemap><loc>/new.xml</loc><lastmod>2026-05-01</lastmod></sitemap></sitemapindex>"
    )
    assert found.children == ["https://news.example/new.xml", "https://news.example/old.xml"]


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-16", "utf-8"])
@pytest.mark.parametrize("prolog", ["right", "wrong", "none"])
def test_feeds_are_read_in_any_encoding_whatever_they_declare(encoding, prolog):
    declared = {"right": encoding, "wrong": "utf-8"}.get(prolog)
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    assert parse(rss(ITEM, prolog=head), encoding).items[0].title == "Вокзал открыт"


@pytest.mark.parametrize(
    ("encoding", "title"), [("gb18030", "新的铁路货运站今天开通运营"), ("big5", "新的鐵路貨運站今天開通")]
)
def test_chinese_encodings(encoding, title):
    for declared in (encoding, "utf-8"):
        body = rss(
            ITEM.replace("Вокзал открыт", title).replace("Первый абзац", title),
            prolog=f'<?xml version="1.0" encoding="{declared}"?>',
        )
        assert parse(body.replace("абзац", ""), encoding).items[0].title == title


def test_the_items_own_link_is_taken_and_not_a_related_one():
    related = (
        '<yandex:related xmlns:yandex="http://news.yandex.ru"><link url="https://other.example/x">Другое</link>'
        "</yandex:related>"
    )
    for item in (ITEM.replace("</item>", f"{related}</item>"), ITEM.replace("<item>", f"<item>{related}")):
        assert [found.url for found in parse(rss(item)).items] == ["https://news.example/1"]


def test_named_characters_of_html_and_bare_ampersands_are_read():
    item = ITEM.replace("Вокзал открыт", "&laquo;Вокзал&raquo;&nbsp;&mdash; A & B")
    assert parse(rss(item)).items[0].title == "«Вокзал» — A & B"


@pytest.mark.parametrize(
    "broken",
    [
        rss(ITEM).replace("</channel></rss>", ""),
        rss(ITEM.replace("</description>", "")),
        "\n\n  \ufeff" + rss(ITEM),
        "<!-- made by hand -->" + rss(ITEM, prolog=""),
        rss(ITEM.replace("Вокзал", "Вокзал\x07\x00")),
    ],
)
def test_broken_xml_still_gives_its_items(broken):
    assert [item.url for item in parse(broken).items] == ["https://news.example/1"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"\0\0\0\0", "empty"),
        (b"Service unavailable", "not XML"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "a web page, not a feed"),
        (b"<?xml version='1.0'?><config/>", "begins with <config>"),
        (b"{broken", "cannot be read"),
        (b'{"a": 1}', "no list of items"),
        (b"[1, 2]", "not XML"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not XML"),
        (b"\x1f\x8bnot gzip at all", "damaged"),
        (b" " * 10_000_001, "larger than 10 MB"),
        pytest.param(gzip.compress(b" " * 20_000_000), "larger than 10 MB", id="gzip-bomb"),
    ],
)
def test_what_is_no_feed_is_named_in_words(body, words):
    with pytest.raises(feeds.NotAFeed, match=words):
        parse(body)


BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def test_an_entity_bomb_does_not_go_off():
    found = parse(rss(ITEM.replace("Вокзал", "&i;"), prolog=BOMB))
    assert len(found.items[0].title) < 100


def test_a_bomb_that_hides_its_entities_is_refused():
    hidden = BOMB.replace("<!DOCTYPE rss [", '<!DOCTYPE rss [<!ENTITY z "]>">')
    with pytest.raises(feeds.NotAFeed, match="entities of its own"):
        parse(rss(ITEM, prolog=hidden))


def test_no_file_of_the_machine_leaks_through_an_external_entity(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the-secret")
    prolog = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>'
    found = parse(rss(ITEM.replace("Вокзал", "&x;"), prolog=prolog))
    assert "the-secret" not in repr(found)
    sitemap = SITEMAP.replace('"UTF-8"?>', f'"UTF-8"?><!DOCTYPE urlset [<!ENTITY x SYSTEM "file://{secret}">]>')
    assert "the-secret" not in repr(parse(sitemap.replace("Вокзал", "&x;")))


@pytest.mark.parametrize(
    "written",
    [
        "Sat, 01 Jan 2107 10:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Tue, 12 May 2026 10:00:00 GMT",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "soon",
    ],
)
def test_no_item_is_dated_in_2107_or_otherwise_impossibly(written):
    item = parse(rss(ITEM.replace("Fri, 01 May 2026 10:00:00 +0500", written))).items[0]
    assert item.published is None


def test_what_is_left_out_is_said():
    late = ITEM.replace("2026", "2107").replace("/1<", "/2<")
    found = parse(rss(ITEM + late + "<item><title>No address</title></item>"))
    assert len(found.items) == 2
    assert found.remarks == ["1 item without an address left out", "1 date that cannot be left out"]


def test_the_same_address_twice_is_one_item():
    twice = ITEM + ITEM.replace("https://news.example/1", "http://www.news.example/1?utm_source=rss")
    assert [item.url for item in parse(rss(twice)).items] == ["https://news.example/1"]


def test_relative_and_guid_addresses_are_made_whole():
    assert parse(rss(ITEM.replace("https://news.example/1", "/1"))).items[0].url == "https://news.example/1"
    only_guid = "<item><title>x</title><guid>https://news.example/9</guid></item>"
    assert [item.url for item in parse(rss(only_guid)).items] == ["https://news.example/9"]


@pytest.mark.parametrize(
    ("head", "wait"),
    [
        ("<ttl>90</ttl>", timedelta(minutes=90)),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", timedelta(hours=6)),
        ("", timedelta(0)),
    ],
)
def test_how_often_the_publisher_wants_to_be_asked(head, wait):
    assert parse(rss(ITEM, head=head)).ask_again == wait


def test_feeds_a_page_links_to():
    body = (
        b'<html><head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">'
        b'<link rel="alternate" type="application/rss+xml" href="/feed/?utm_source=x">'
        b'<link rel="alternate" hreflang="ru" href="/ru/"><link rel="stylesheet" href="/s.css"></head>'
        b'<body><a href="/ru/rss.xml">RSS</a><a href="/about">About</a></body></html>'
    )
    assert discover.linked(body, "https://news.example/") == [
        "https://news.example/feed/",
        "https://news.example/ru/rss.xml",
        "https://news.example/comments/feed/",
    ]
    assert discover.linked(b"", "https://news.example/") == []
    assert discover.likely("https://news.example/section/page")[0] == "https://news.example/rss"
