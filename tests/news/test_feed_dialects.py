"""Our reader finds in well-formed feeds what feedparser finds, in every dialect; where they differ is written down."""

import html
import json
from calendar import timegm
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news import feeds
from news.feeds import moments, reader

NOW = datetime(2026, 5, 10, 12, tzinfo=UTC)
URL = "https://news.example/feed.xml"

Told = tuple[str, str, datetime]


def parse(body: str) -> feeds.ParsedFeed:
    return feeds.parse(body.encode(), now=NOW, url=URL)


def _each(told: list[Told], write: Callable[[str, str, datetime], str]) -> str:
    return "\n".join(write(*one) for one in told)


def _mailed(moment: datetime) -> str:
    return f"{moment:%a, %d %b %Y %H:%M:%S} GMT"


def rss(told: list[Told]) -> str:
    items = _each(
        told,
        lambda title, link, moment: (
            f"<item><title>{escape(title)}</title><link>{escape(link)}</link><pubDate>{_mailed(moment)}</pubDate>"
            '<guid isPermaLink="false">urn:x</guid><description><![CDATA[<p>Text</p>]]></description></item>'
        ),
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{items}</channel></rss>'


def rss_in_sections(told: list[Told]) -> str:
    """RSS with titles in CDATA, Dublin Core dates, extensions beside and within items."""
    items = _each(
        told,
        lambda title, link, moment: (
            f"<item><y:related><link>https://other.example/</link><title>No</title></y:related><media:title>No"
            f"</media:title><link><![CDATA[{link}]]></link><title><![CDATA[{title}]]></title><dc:date>"
            f"{moment.isoformat()}</dc:date><source url='https://o.example/'>O</source></item>"
        ),
    )
    return (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:y="http://news.yandex.ru" '
        'xmlns:media="http://search.yahoo.com/mrss/"><channel><image><title>Picture</title><link>https://o.example/'
        f"</link></image><title>T</title><!-- <item><title>No</title></item> -->{items}</channel></rss>"
    )


def rdf(told: list[Told], own: str = "http://purl.org/rss/1.0/") -> str:
    items = _each(
        told,
        lambda title, link, moment: (
            f"<item rdf:about={quoteattr(link)}><title>{escape(title)}</title><link>{escape(link)}</link>"
            f"<d:date>{moment.isoformat()}</d:date></item>"
        ),
    )
    return (
        f'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{own}" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>T</title></channel>{items}</r:RDF>"
    )


def rss_090(told: list[Told]) -> str:
    return rdf(told, "http://my.netscape.com/rdf/simple/0.9/")


def atom(told: list[Told], prefix: str = "") -> str:
    a = f"{prefix}:" if prefix else ""
    items = _each(
        told,
        lambda title, link, moment: (
            f'<{a}entry><{a}link rel="self" href="https://news.example/self"/><{a}link rel="alternate" '
            f'type="text/html" href={quoteattr(link)}/><{a}link rel="related" href="https://other.example/"/>'
            f"<{a}id>urn:x</{a}id><{a}title>{escape(title)}</{a}title><{a}published>{moment.isoformat()}</{a}published>"
            f"<{a}updated>2026-05-09T00:00:00Z</{a}updated><{a}source><{a}title>No</{a}title></{a}source></{a}entry>"
        ),
    )
    declared = f"xmlns:{prefix}" if prefix else "xmlns"
    return f'<{a}feed {declared}="http://www.w3.org/2005/Atom"><{a}title>T</{a}title>{items}</{a}feed>'


def atom_with_a_prefix(told: list[Told]) -> str:
    return atom(told, "a")


def atom_03(told: list[Told]) -> str:
    return (
        atom(told)
        .replace("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
        .replace("published>", "issued>")
        .replace("updated>", "modified>")
    )


DIALECTS = [rss, rss_in_sections, rdf, rss_090, atom, atom_with_a_prefix, atom_03]
TITLES = st.text("abc XYZ &'\";йқжЖ大铁路—«»\n\u00a0", min_size=1, max_size=40).map(str.strip).filter(bool)
LINKS = st.from_regex(r"https://[a-z]{1,8}\.example/[a-z0-9]{1,6}(\?(id|стр)=[0-9a-z&]{0,5})?", fullmatch=True)
MOMENTS = st.integers(820_454_400, 1_777_593_600).map(lambda seconds: datetime.fromtimestamp(seconds, tz=UTC))


@pytest.mark.parametrize("write", DIALECTS)
@settings(deadline=None)
@given(told=st.lists(st.tuples(TITLES, LINKS, MOMENTS), min_size=1, max_size=4, unique_by=lambda one: one[1]))
def test_what_feedparser_finds_is_found(write, told):
    body = write(told)
    theirs = feedparser.parse(body.encode(), sanitize_html=False, resolve_relative_uris=False)
    assert not theirs.bozo
    ours = reader.read(body.encode(), 100)
    assert ours.whole
    assert (
        [item["link"] for item in ours.items]
        == [entry.link for entry in theirs.entries]
        == [link for _, link, _ in told]
    )
    found = parse(body)
    assert found.parser == "fast"
    dates = {(" ".join(html.unescape(title).split()), moment) for title, _, moment in told}
    assert {(item.title, item.published) for item in found.items} <= dates
    for entry, values in zip(theirs.entries, ours.items, strict=True):
        written = next(values[name] for name in ("pubDate", "published", "issued", "dc:date") if name in values)
        parsed = entry.get("published_parsed") or entry.updated_parsed
        assert moments.read(written) == datetime.fromtimestamp(timegm(parsed), tz=UTC)
        assert html.unescape(" ".join(values["title"].split())) == html.unescape(" ".join(entry.title.split()))


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{}</feed>'
RSS_2 = "http://backend.userland.com/rss2"
RSS = '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>{}</channel></rss>'
RDF = '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel><title>T</title>{}</channel></r:RDF>'
XHTML = '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>bold</b> word</div></title>'
#: A feed, and the addresses and titles of its items.
SINGLE = {
    "a page before a PDF": (
        ATOM.format('<entry><link type="application/pdf" href="/1.pdf"/><link type="text/html" href="/1"/></entry>'),
        [("/1", "")],
    ),
    "a PDF alone": (ATOM.format('<entry><link type="application/pdf" href="/1.pdf"/></entry>'), [("/1.pdf", "")]),
    "only what is related": (ATOM.format('<entry><link rel="related" href="/1"/></entry>'), []),
    "an id that is an address": (ATOM.format("<entry><id>https://news.example/1</id></entry>"), [("/1", "")]),
    "an empty link": (
        RSS.format("<item><title>a</title><link>\n</link><guid> https://news.example/1 </guid></item>"),
        [("/1", "a")],
    ),
    "an id that is none": (ATOM.format("<entry><id>urn:1</id></entry>"), []),
    "a title in XHTML": (ATOM.format(f'<entry>{XHTML}<link href="/1"/></entry>'), [("/1", "a bold word")]),
    "a link of Atom": (RSS.format('<item><title>a</title><atom:link href="/1"/></item>'), [("/1", "a")]),
    "markup in a title": (RSS.format("<item><title>a <b>b</b> c</title><link>/1</link></item>"), [("/1", "a b c")]),
    "two of each": (
        RSS.format("<item><title>a</title><title>b</title><link>/1</link><link>/2</link></item>"),
        [("/1", "a")],
    ),
    "items beside the channel": (
        "<rss><channel><title>T</title></channel><item><title>a</title><link>/1</link></item></rss>",
        [("/1", "a")],
    ),
    "a vocabulary of its own": (
        RSS.format("<item><title>a</title><link>/1</link></item>").replace("<rss", f'<rss xmlns="{RSS_2}"'),
        [("/1", "a")],
    ),
    "no vocabulary": ('<feed><title>T</title><entry><title>a</title><link href="/1"/></entry></feed>', [("/1", "a")]),
    "a prefix nobody declared": (
        RSS.format("<item><media:title>No</media:title><title>a</title><link>/1</link></item>"),
        [("/1", "a")],
    ),
    "an item named in an article": (
        RSS.format("<item><title>a</title><link>/1</link><description><![CDATA[<item><link>/2]]></description></item>"),
        [("/1", "a")],
    ),
    "a declared encoding that does not exist": (
        '<?xml version="1.0" encoding="no-such"?>' + RSS.format("<item><title>ж</title><link>/1</link></item>"),
        [("/1", "ж")],
    ),
}


@pytest.mark.parametrize("name", SINGLE)
def test_one_item_of_each_odd_kind(name):
    body, expected = SINGLE[name]
    found = parse(body)
    assert found.title == "T"
    assert [(item.url.removeprefix("https://news.example"), item.title) for item in found.items] == expected


def test_addresses_are_relative_to_what_the_feed_and_the_item_say():
    body = ATOM.format('<entry><link href="1"/></entry><entry xml:base="b/"><link href="2"/></entry>')
    found = parse(body.replace("<feed", '<feed xml:base="https://other.example/a/"'))
    assert [item.url for item in found.items] == ["https://other.example/a/1", "https://other.example/a/b/2"]
    assert parse(body.replace("<feed", '<feed xml:base="http://["')).items[0].url == "https://news.example/1"


ITEM = "<item><title>a</title><link>{}</link></item>"
SITE = "<link>https://other.example/news/</link>"
#: A feed, and the address of its item.
RELATIVE = {
    "the site an RSS names": (RSS.format(SITE + ITEM.format("a/1.html")), "https://other.example/news/a/1.html"),
    "a site named after the items": (RSS.format(ITEM.format("/1") + SITE), "https://other.example/1"),
    "a site named relatively": (RSS.format("<link>/news/</link>" + ITEM.format("1")), "https://news.example/news/1"),
    "a base before a site": (
        RSS.format(SITE + ITEM.format("1")).replace("<channel", '<channel xml:base="https://base.example/b/"'),
        "https://base.example/b/1",
    ),
    "where an RSS says it is itself": (
        RSS.format('<atom:link rel="self" href="https://other.example/x/"/>' + ITEM.format("1")),
        "https://news.example/1",
    ),
    "a picture's site": (
        RSS.format(f"<image>{SITE}</image>" + ITEM.format("1")),
        "https://news.example/1",
    ),
    "the site a broken RSS names": (
        RSS.format(SITE + ITEM.format("1").replace("item>", "Item>")),
        "https://other.example/news/1",
    ),
    "the site an RDF names": (RDF.format(SITE + ITEM.format("1")), "https://other.example/news/1"),
    "a site that is none": (RSS.format("<link>javascript:void(0)</link>" + ITEM.format("1")), "https://news.example/1"),
    "the site an Atom names": (
        ATOM.format('<link href="https://other.example/news/"/><entry><title>a</title><link href="1"/></entry>'),
        "https://news.example/1",
    ),
    "a host without a scheme": (RSS.format(ITEM.format("www.other.example/2")), "https://www.other.example/2"),
    "a file named www": (RSS.format(ITEM.format("www.html")), "https://news.example/www.html"),
}


@pytest.mark.parametrize("name", RELATIVE)
def test_what_an_address_is_relative_to(name):
    body, expected = RELATIVE[name]
    assert [item.url for item in parse(body).items] == [expected]


@pytest.mark.parametrize("spoilt", ["a \\ud83d b", "a \\u0000 b", "a \\udc00 b", "a &#xD83D; b", "a &amp;#0; b"])
def test_what_no_database_takes_is_left_out_of_every_text(spoilt):
    item = f'{{"url": "/1", "title": "{spoilt}", "language": "{spoilt}"}}'
    odd = f'{{"url": "/{spoilt}", "id": "{spoilt}", "date_published": "{spoilt}"}}'
    found = parse(f'{{"title": "{spoilt}", "language": "{spoilt}", "items": [{item}, {odd}]}}')
    assert found.items[0].url == "https://news.example/1"
    texts = [found.title, found.language, *(text for item in found.items for text in (item.url, item.title))]
    for text in [*texts, *(item.language for item in found.items), *found.remarks]:
        assert text.encode().decode() == text
        assert "\x00" not in text
    assert found.title == found.items[0].title
    assert found.title.startswith("a ")
    assert found.title.endswith(" b")


def test_an_address_of_a_sitemap_that_is_none_is_left_out_and_said():
    listed = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in ("http://[x", "/a.xml", "mailto:x"))
    found = parse(f"<sitemapindex>{listed}</sitemapindex>")
    assert found.children == ["https://news.example/a.xml"]
    assert found.remarks == ["2 sitemaps without an address left out"]


def test_bare_ampersands_in_a_sitemap_s_addresses_stay():
    found = parse("<urlset><url><loc>https://news.example/?a=1&b=2&id=3</loc></url></urlset>")
    assert [item.url for item in found.items] == ["https://news.example/?a=1&b=2&id=3"]


def test_bare_ampersands_in_cdata_of_a_sitemap_stay_one():
    listed = "<{0}><loc><![CDATA[ https://news.example/?a=1&id=3 ]]></loc></{0}>"
    assert [item.url for item in parse(f"<urlset>{listed.format('url')}</urlset>").items] == [
        "https://news.example/?a=1&id=3"
    ]
    index = parse(f"<sitemapindex>{listed.format('sitemap')}</sitemapindex>")
    assert index.children == ["https://news.example/?a=1&id=3"]


def test_sitemaps_are_ordered_by_when_they_changed_however_that_is_written():
    written = {
        "old": "Fri, 24 Apr 2026 10:00:00 GMT",
        "new": "2026-04-30T23:00:00-05:00",
        "newer": "2026-05-01T05:00:00Z",
        "unknown": "soon",
    }
    listed = "".join(
        f"<sitemap><loc>/{name}</loc><lastmod>{moment}</lastmod></sitemap>" for name, moment in written.items()
    )
    found = parse(f"<sitemapindex>{listed}</sitemapindex>").children
    assert [address.rpartition("/")[2] for address in found] == ["newer", "new", "old", "unknown"]


def test_the_sitemap_of_news_is_read_before_archives_that_bear_dates():
    archives = "".join(
        f"<sitemap><loc>/news/{year}.xml</loc><lastmod>{year}-12-31</lastmod></sitemap>" for year in range(2019, 2026)
    )
    index = f"<sitemapindex>{archives}<sitemap><loc>/Sitemap-News.xml</loc></sitemap></sitemapindex>"
    found = parse(index).children
    assert [address.rpartition("/")[2] for address in found][:2] == ["Sitemap-News.xml", "2025.xml"]


@pytest.mark.parametrize(
    "attributes",
    [
        'rel="ALTERNATE"',
        'rel="alternate nofollow"',
        'rel=""',
        'rel="http://www.iana.org/assignments/relation/alternate"',
        'rel="alternate" type="text/html; charset=utf-8"',
    ],
)
def test_a_link_to_the_page_is_known_however_its_relation_is_written(attributes):
    found = parse(ATOM.format(f'<entry><link rel="self" href="/no"/><link {attributes} href="/1"/></entry>'))
    assert [item.url for item in found.items] == ["https://news.example/1"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("a&#xD83D;&#xDE82;b", "a\U0001f682b"),
        ("a&#55357;&#56962;b", "a\U0001f682b"),
        ("a&#xD83D;b", "ab"),
        ("a&#xDE82;&#0;&#xFFFF;&#xD83D;b", "ab"),
        ("&#1055;&#x443;ть &#38; &#60;", "Путь & <"),
    ],
)
@pytest.mark.parametrize("broken", ["", "<b>"])
def test_characters_told_by_numbers_lose_no_feed(written, title, broken):
    item = f"<item><title>{written}</title><link>/1</link></item>"
    found = parse(RSS.format(f"{item}<item>{broken}<title>other</title><link>/2</link></item>"))
    assert [item.title for item in found.items] == [title, "other"]


def test_what_a_json_feed_calls_its_items_is_no_address():
    entries = [
        {"id": 1},
        {"id": "2", "title": "Two"},
        {"id": "https://news.example/3"},
        {"id": "4", "external_url": "https://elsewhere.example/4"},
        {"id": "5", "url": "/5", "date_modified": "2026-05-01"},
    ]
    found = parse(json.dumps({"version": "https://jsonfeed.org/version/1", "items": entries}))
    assert [item.url for item in found.items] == [
        "https://news.example/3",
        "https://elsewhere.example/4",
        "https://news.example/5",
    ]
    assert found.items[2].published == datetime(2026, 5, 1, tzinfo=UTC)
    assert found.remarks == ["2 items without an address left out"]


def test_line_breaks_within_a_json_feeds_texts_lose_no_feed():
    assert parse('{"items": [{"url": "/1", "title": "a\n\tb"}]}').items[0].title == "a b"


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        ("<rss/>", True),
        ("<sitemapindex />", True),
        ("<x:urlset xmlns:x='y'></x:urlset\n>", True),
        ("<urlset><url><loc>/1</loc></url>", False),
        (RSS.format("<item><link>/1</link></item>")[:-8], False),
    ],
)
def test_only_what_has_no_end_breaks_off(body, whole):
    found = parse(body)
    assert found.whole is whole
    assert any("breaks off" in remark for remark in found.remarks) is not whole


def test_languages_of_the_feed_and_of_an_item():
    found = parse(ATOM.format('<entry xml:lang="ru"><link href="/1"/></entry>').replace("<feed", '<feed xml:lang="kk"'))
    assert (found.language, found.items[0].language) == ("kk", "ru")
    assert parse(RSS.format("<language> ru </language><item><link>/1</link></item>")).language == "ru"


TWO = "<item><title>a</title><link>/1</link>{}<item><title>b</title><link>/2</link></item>"
#: Broken in the middle of a feed of two items, and the way that finds both.
BROKEN = {
    "characters of HTML": (TWO.format("<description>&nbsp;&mdash; &nosuch; & &#60;</description></item>"), "fast"),
    "a control character": (TWO.format("<description>\x07\ufffe</description></item>"), "fast"),
    "a tag left open": (TWO.format("<description>x</item>"), "mended"),
    "an item left open": (TWO.format(""), "mended"),
    "HTML as it is": (TWO.format("<description><p>x<br>y</p></description></item>"), "mended"),
    "an attribute without quotes": (TWO.format("<enclosure url=x.mp3 /></item>"), "mended"),
    "a character that cannot be": (TWO.format("<description>&#2;</description></item>"), "mended"),
    "a title left open": (TWO.format("</item>").replace("a</title>", "a"), "mended"),
    "names in capitals": (TWO.format("</item>").replace("item>", "Item>"), "tolerant"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_no_item_is_lost_over_what_is_broken_before_it(name):
    items, way = BROKEN[name]
    found = parse(RSS.format(items))
    assert found.items[-1].url == "https://news.example/2"
    assert found.parser == way
    assert any("broken" in remark for remark in found.remarks) is (way != "fast")


WARNING = "<br />\n<b>Warning</b>:  Undefined array key 7 in <b>/feed.php</b> on line <b>3</b><br />\n"
#: What stands before a feed, what of it a curator is told.
BEFORE = {
    "a warning of PHP": (WARNING, "Warning : Undefined array key 7 in /feed.php on line 3"),
    "many of them": (WARNING * 60, "Warning : Undefined array key 7 in /feed.php on line 3 Warning : Undefined array…"),
    "a notice in plain text": ("\nNotice: no such file in /feed.php on line 3\n", "Notice: no such file in /feed.php"),
    "a table": ("<font size='1'><table><tr><td>Oops</td></tr></table></font>", "Oops"),
    "a page": ("<!DOCTYPE html><html><body>Oops</body></html>", "Oops"),
}


@pytest.mark.parametrize("name", BEFORE)
@pytest.mark.parametrize("prolog", ["", '<?xml version="1.0" encoding="windows-1251"?><!-- <rss> -->\n'])
@pytest.mark.parametrize("kind", [RSS, RDF, "<urlset>{}</urlset>"], ids=["RSS", "RDF", "sitemap"])
def test_a_feed_is_read_from_where_it_begins(name, prolog, kind):
    before, told = BEFORE[name]
    item = "<item><title>Мост</title><link>/1</link></item>" if "channel" in kind else "<url><loc>/1</loc></url>"
    body = f"{before}{prolog}{kind.format(item)}".encode("windows-1251" if prolog else "utf-8")
    found = feeds.parse(body, now=NOW, url=URL)
    assert [(item.url, item.title) for item in found.items] == [
        ("https://news.example/1", "Мост" if "channel" in kind else "")
    ]
    assert found.remarks[0].startswith(f"something else stands before the feed and was left out: {told}")
    assert not any("broken" in remark or "encoding" in remark for remark in found.remarks)
    assert found.whole


@pytest.mark.parametrize("before", ["\ufeff\ufeff \n", "<!-- <rss> -->", "<!DOCTYPE rss [<!ELEMENT x ANY>]>", "\0"])
def test_what_may_stand_before_a_feed_is_not_told(before):
    found = parse(before + RSS.format("<item><title>a</title><link>/1</link></item>"))
    assert (len(found.items), found.remarks) == (1, [])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<html><body><p>See our <rss>/1</rss></p></body></html>", "web page"),
        ("<answer><feed><entry><link href='/1'/></entry></feed></answer>", "begins with <answer>"),
        ("<b>Warning</b>: no such file<br>", "not a feed"),
        ("<br>Sorry, the <rss> is away</rss>", "not a feed"),
    ],
)
def test_a_feed_within_something_else_is_none(body, words):
    with pytest.raises(feeds.NotAFeed, match=words):
        parse(body)


#: Descriptions that break a feed, and how many of its three items are found all the same.
BREAKING = {
    "a line's break": ("x<br>y", 3),
    "a picture and a paragraph": ('<img src="x"><p>z', 3),
    "tags that cross": ("<b><i>x</b>", 3),
    "a list of HTML": ("<ul><li>a<li>b</ul>", 3),
    "CDATA, an item named in it, and a break": ("<![CDATA[ <item> ]]> & <br>", 3),
    "CDATA without an end": ("<![CDATA[ x", 1),
    "a comment without an end": ("<!-- x", 1),
}


@pytest.mark.parametrize("name", BREAKING)
def test_no_item_its_link_or_its_date_is_lost_in_silence(name):
    breaking, expected = BREAKING[name]
    item = "<item><title>a</title><link>/{0}</link><description>{1}</description>"
    item += "<pubDate>Fri, 0{0} May 2026 10:00:00 GMT</pubDate></item>"
    found = parse(RSS.format(item.format(1, breaking) + item.format(2, "x") + item.format(3, "x")))
    assert [item.url[-1] for item in found.items] == ["1", "2", "3"][:expected]
    if expected == 3:
        assert [item.published.day for item in found.items] == [1, 2, 3]
        assert not any("items read" in remark for remark in found.remarks)
    else:
        assert f"{expected} of 3 items read" in found.remarks


def test_items_that_other_kinds_lose_are_counted_too():
    assert parse('{"items": [1, {"url": "/1"}, null]}').remarks == ["1 of 3 items read"]
    commented = "<url><loc>/1</loc></url><!-- <url/> <![CDATA[ --><url><loc>/2</loc></url>"
    found = parse(f"<urlset>{commented}<![CDATA[ <url/> <url/></urlset>")
    assert len(found.items) == 2
    assert found.remarks[0] == "2 of 4 items read"


def test_an_entry_of_a_sitemap_whose_end_is_missing_hides_no_other():
    found = parse("<urlset><url><loc>/1</loc><url><loc>/2</loc></url><url><loc>/3</loc></url></urlset>")
    assert [item.url[-1] for item in found.items] == ["1", "2", "3"]


ALL = 2500
DAYS = [f"{datetime(2019, 1, 1, tzinfo=UTC) + number * timedelta(days=1):%Y-%m-%d}" for number in range(ALL)]
#: Feeds that list more than is taken, the oldest first.
LONG = {
    "RSS": RSS.format(
        "".join(f"<item><link>/{at}</link><dc:date>{day}</dc:date></item>" for at, day in enumerate(DAYS))
    ),
    "Atom without its end": ATOM.format(
        "".join(f'<entry><link href="/{at}"/><updated>{day}</updated></entry>' for at, day in enumerate(DAYS))
    ).removesuffix("</feed>"),
    "JSON": json.dumps({"items": [{"url": f"/{at}", "date_published": day} for at, day in enumerate(DAYS)]}),
    "a sitemap": "<urlset>{}</urlset>".format(
        "".join(f"<url><loc>/{at}</loc><lastmod>{day}</lastmod></url>" for at, day in enumerate(DAYS))
    ),
}


@pytest.mark.parametrize("kind", LONG)
def test_of_a_feed_longer_than_is_taken_the_newest_are_taken_and_the_rest_is_said(kind):
    found = parse(LONG[kind])
    assert [item.url for item in found.items] == [f"https://news.example/{at}" for at in range(ALL - 1, 499, -1)]
    assert "the newest 2000 of 2500 items taken" in found.remarks


def test_a_feed_longer_than_is_read_says_so(monkeypatch):
    monkeypatch.setitem(feeds.parse.__globals__, "MOST_READ", 2)
    assert parse(RSS.format("<item><link>/1</link></item>" * 3)).remarks == ["2 of 3 items read"]


@pytest.mark.parametrize("cut", range(40, len(RSS.format(TWO.format("</item>"))), 7))
def test_wherever_a_feed_breaks_off_its_whole_items_are_found(cut):
    whole = RSS.format(TWO.format("</item>"))
    expected = ["https://news.example/1", "https://news.example/2"][: whole[:cut].count("</item>")]
    if not expected:
        return
    found = parse(whole[:cut])
    assert [item.url for item in found.items][: len(expected)] == expected
    assert "the feed's XML is broken: it breaks off before its end" in found.remarks
    # An address that was cut is no address.
    assert {item.url for item in found.items} <= {"https://news.example/1", "https://news.example/2"}


def test_reading_ends_at_the_most_items():
    body = RSS.format("<item><link>/1</link></item>" * 3).encode()
    assert len(reader.read(body, 2).items) == 2
    assert reader.read(body, 2).whole


@pytest.mark.parametrize("deep", ["<a>" * 300_000, "<item>" * 300_000])
def test_a_bottomless_feed_ends(deep):
    found = parse(RSS.format(f"<item><title>a</title><link>/1</link></item>{deep}"))
    assert found.items[0].url == "https://news.example/1"


@pytest.mark.parametrize("part", ["<!DOCTYPE x[", "<", "&", "]]>", "<!ENTITY", "<![CDATA[", "<!--"])
def test_what_is_made_to_be_searched_in_vain_is_read_in_time(part):
    endless = part * (1_000_000 // len(part))
    title = f"<item><link>/1</link><title><![CDATA[{'<' * 200_000}]]></title></item>"
    for body in (endless + RSS.format(title), RSS.format(title) + endless):
        try:
            assert [item.url for item in parse(body).items] == ["https://news.example/1"]
        except feeds.NotAFeed:
            continue


def test_an_unread_article_stays_out():
    body = RSS.format(f"<item><title>a</title><link>/1</link><description>{'x' * 100_000}</description></item>")
    assert reader.read(body.encode(), 10).items == [{"title": "a", "link": "/1"}]


WRITTEN = {
    "Fri, 01 May 2026 10:00:00 +0500": "2026-05-01T05:00",
    "Fri, 01 May 2026 10:00:00 -0330": "2026-05-01T13:30",
    "Fri, 01 May 2026 10:00:00 GMT": "2026-05-01T10:00",
    "Fri, 01 May 2026 10:00:00 EST": "2026-05-01T15:00",
    "Fri, 01 May 2026 10:00:00 MSK": "2026-05-01T10:00",
    "Fri, 01 May 2026 10:00:00": "2026-05-01T10:00",
    "Fri, 01 May 2026 10:00 GMT": "2026-05-01T10:00",
    "Fri, 1 May 2026 10:00:00 +0500": "2026-05-01T05:00",
    "Fri, 01 May 2026": "2026-05-01T00:00",
    "1 May 26 10:00 EST": "2026-05-01T15:00",
    "2026-05-01T10:00:00+05:00": "2026-05-01T05:00",
    "2026-05-01T10:00:00.5Z": "2026-05-01T10:00",
    "2026-05-01 10:00:00": "2026-05-01T10:00",
    " 2026-05-01 ": "2026-05-01T00:00",
    "1777629600": "2026-05-01T10:00",
    "1777629600000": "2026-05-01T10:00",
    "01.05.2026 10:00": "2026-05-01T00:00",
    "Пт, 01 мая 2026 10:00:00 +0500": "2026-05-01T00:00",
    "2026 жылғы 1 мамыр": "2026-05-01T00:00",
    "2026年5月1日 10:00": "2026-05-01T00:00",
    "5/3/2026 10:00:00 PM": "2026-05-03T00:00",
    "5/3/2026 9:05 am": "2026-05-03T00:00",
    "5/3/2026 10:00": "2026-03-05T00:00",
}


@pytest.mark.parametrize("text", WRITTEN)
def test_times_as_feeds_write_them(text):
    found = moments.read(text)
    assert found is not None
    assert f"{found.astimezone(UTC):%Y-%m-%dT%H:%M}" == WRITTEN[text]


#: Half an hour after midnight where it was written, and the evening before in UTC.
AT_NIGHT = {
    "RSS": RSS.format("<item><link>/1</link><pubDate>Fri, 01 May 2026 00:30:00 +0500</pubDate></item>"),
    "RSS, day without its zero": RSS.format(
        "<item><link>/1</link><pubDate>Fri, 1 May 2026 00:30:00 +0500</pubDate></item>"
    ),
    "RSS guessed at": RSS.format("<Item><link>/1</link><pubDate>Fri, 01 May 2026 00:30:00 +0500</pubDate></Item>"),
    "RSS guessed at, other spelling": RSS.format(
        "<Item><link>/1</link><pubDate>Fri, 1 May 2026 00:30 +0500</pubDate></Item>"
    ),
    "Atom": ATOM.format('<entry><link href="/1"/><published>2026-05-01T00:30:00+05:00</published></entry>'),
    "JSON": '{"items": [{"url": "/1", "date_published": "2026-05-01T00:30:00+05:00"}]}',
    "a sitemap": "<urlset><url><loc>https://news.example/1</loc><lastmod>2026-05-01T00:30+05:00</lastmod></url></urlset>",
}


@pytest.mark.parametrize("name", AT_NIGHT)
def test_the_day_of_an_item_is_the_day_as_its_outlet_writes_it(name):
    moment = parse(AT_NIGHT[name]).items[0].published
    assert moment == datetime(2026, 4, 30, 19, 30, tzinfo=UTC)
    assert moment.date().isoformat() == "2026-05-01"


@pytest.mark.parametrize(
    "body",
    [
        RSS.format("<item><link>/1</link><pubDate>soon</pubDate><dc:date>later</dc:date></item>"),
        '{"items": [{"url": "/1", "date_published": "soon"}]}',
        "<urlset><url><loc>https://news.example/1</loc><lastmod>soon</lastmod></url></urlset>",
    ],
)
def test_a_date_that_cannot_be_read_is_said(body):
    found = parse(body)
    assert found.items[0].published is None
    assert found.remarks == ["1 date that cannot be read left out"]
    readable = parse(body.replace("soon", "2026年5月1日"))
    assert (readable.items[0].published, readable.remarks) == (datetime(2026, 5, 1, tzinfo=UTC), [])


@given(st.text("0123456789:+-., TZGMTMayFri", max_size=40))
@pytest.mark.parametrize("start", ["", "Fri, 01 May 2026 ", "2026-05-"])
def test_no_text_for_a_time_ends_the_reading(start, text):
    found = moments.read(start + text)
    assert found is None or found.tzinfo is not None


@pytest.mark.parametrize("text", ["", "soon", "2026", "2026-05", "31.02.2026"])
def test_what_tells_no_day_is_no_time(text):
    assert moments.read(text) is None
