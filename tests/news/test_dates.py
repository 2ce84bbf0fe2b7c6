"""The day an article was published is told from the days of everything else that its page shows and declares."""

import json
from datetime import date

import pytest

from news.extract import page

TEXT = "Строители закончили мост через реку, и первые поезда пойдут после испытаний осенью этого года. " * 5
SEEN = date(2026, 5, 10)


def read(before: str = "", head: str = "", *, around: str = "", behind: str = "") -> tuple[str, str]:
    """Date and method of a page with something before its text, in its head, before its article, or behind it."""
    source = (
        f'<html><head><meta charset="utf-8"><title>Мост открыт</title>{head}</head><body>{around}'
        f"<article><h1>Мост открыт</h1>{before}<p>{TEXT}</p></article>{behind}</body></html>"
    )
    found = page.read(source.encode(), "text/html", "https://news.example/a", SEEN, full=True)
    return found.date, found.date_method


def told(*entries: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@graph": entries})}</script>'


PUBLISHED = '<time datetime="2026-05-03">3 мая 2026</time>'


@pytest.mark.parametrize(
    "change",
    [
        '<time itemprop="dateModified" datetime="2026-05-09">9 мая</time>',
        '<time class="updated" datetime="2026-05-09">9 мая</time>',
        '<span class="last-modified"><time datetime="2026-05-09">9 мая</time></span>',
        '<time datetime="2026-05-09">Обновлено 9 мая</time>',
        'Обновлено: <time datetime="2026-05-09">9 мая</time>',
        '<b>更新时间</b> <time datetime="2026-05-09">9日</time>',
        'Өзгертілген уақыты <time datetime="2026-05-09">9 мамыр</time>',
    ],
)
def test_an_element_for_the_time_of_a_change_dates_nothing(change):
    assert read(change) == ("", "")
    assert read(f"<div>{change}</div><div>{PUBLISHED}</div>") == ("2026-05-03", "time element")


def test_an_element_for_both_times_is_that_of_publication():
    assert read('<time class="published updated" datetime="2026-05-03">3 мая</time>') == ("2026-05-03", "time element")
    both = '<time itemprop="datePublished dateModified" datetime="2026-05-03">3 мая</time>'
    assert read(both) == ("2026-05-03", "marked element")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2026-05-09">',
        '<meta property="og:updated_time" content="2026-05-09">',
        '<meta name="last-modified" content="2026-05-09">',
        '<meta itemprop="dateModified" content="2026-05-09">',
    ],
)
def test_a_change_that_is_all_a_page_declares_dates_nothing(head):
    assert read(head=head) == ("", "")


@pytest.mark.parametrize("name", ["bytedance:published_time", "weibo:article:create_at"])
def test_what_a_page_declares_to_chinese_networks_counts(name):
    assert read(head=f'<meta name="{name}" content="2026-05-03 10:00:00">') == ("2026-05-03", "meta")


@pytest.mark.parametrize(
    "other",
    [
        '<aside><time datetime="2026-05-09">9 мая</time> Порт закрыт</aside>',
        '<nav><time datetime="2026-05-09">9 мая</time></nav>',
        '<div><a href="/b"><time datetime="2026-05-09">9 мая</time> Порт закрыт</a></div>',
        '<footer><time datetime="2026-05-09">9 мая</time></footer>',
    ],
)
def test_the_time_of_another_article_before_it_does_not_date_an_article(other):
    assert read(PUBLISHED, around=other) == ("2026-05-03", "time element")


def test_the_time_of_an_article_beside_it_dates_nothing():
    beside = '<aside><time datetime="2026-05-09">9 мая</time> Порт закрыт</aside>'
    assert read(around=beside) == ("", "")
    assert read("<div class='article-date'>3 мая 2026</div>", around=beside) == ("2026-05-03", "shown")


@pytest.mark.parametrize("place", ['<a href="/a" rel="bookmark">{}</a>', '<footer class="entry-footer">{}</footer>'])
def test_a_time_in_a_link_or_at_the_foot_counts_where_there_is_no_other(place):
    assert read(place.format(PUBLISHED)) == ("2026-05-03", "time element")


def test_the_comments_of_readers_do_not_date_an_article():
    comment = "<div itemprop='comment' itemscope itemtype='https://schema.org/Comment'>{}</div>"
    marks = (
        '<meta itemprop="datePublished" content="2026-05-09">',
        '<b itemprop="datePublished" content="2026-05-09">9</b>',
    )
    for mark in marks:
        assert read(behind=comment.format(mark))[1] not in {"meta", "marked element"}
        assert read(PUBLISHED, around=comment.format(mark)) == ("2026-05-03", "time element")


@pytest.mark.parametrize(
    "site",
    [{"@type": "WebSite", "datePublished": "2020-01-01"}, {"@type": ["WebPage"], "datePublished": "2020-01-01"}],
)
@pytest.mark.parametrize("kind", ["NewsArticle", ["Article", "Thing"], "BlogPosting"])
def test_what_is_told_of_an_article_counts_before_what_is_told_of_its_site(site, kind):
    article = {"@type": kind, "headline": "Мост через реку открыт для поездов", "datePublished": "2026-05-03"}
    assert read(head=told(site, article)) == ("2026-05-03", "json-ld")


@pytest.mark.parametrize("year", [2012, 2020])
def test_what_is_told_of_a_site_alone_dates_no_article_and_makes_none_old(year):
    assert read(PUBLISHED, told({"@type": "WebSite", "datePublished": f"{year}-01-01"})) == (
        "2026-05-03",
        "time element",
    )
    old_page = told({"@type": "WebPage", "datePublished": "2012-01-01"})
    assert read(PUBLISHED, old_page) == ("2026-05-03", "time element")


@pytest.mark.parametrize("clock", ["Воскресенье, 10 мая 2026", "2026年5月10日 星期日", "Сегодня 10 мая 2026"])
def test_the_day_on_which_somebody_looks_is_not_the_day_of_the_article(clock):
    above = f"<div class='top-date'>{clock}</div><div>Главная, экономика, спорт</div>"
    assert read("<div class='pubtime'>2026-05-03 10:00</div>", around=above) == ("2026-05-03", "shown")
    assert read(around=f"{above}<p class='info'>2026-05-03 10:00</p>") == ("2026-05-03", "shown")


def test_a_page_that_tells_only_what_day_it_is_has_no_date():
    assert read(around="<div class='top-date'>今天是2026年5月10日</div>") == ("", "")


def test_the_nearest_day_to_the_headline_is_shown():
    day, other = "<p class='date'>3 мая 2026</p>", "<p class='date'>9 мая 2026</p>"
    assert read(around=day, behind=f"<div><b>Порт закрыт</b>{other}</div>") == ("2026-05-03", "shown")
    assert read("<span class='update-time'>2026-05-09</span>", behind=day) == ("2026-05-03", "shown")


@pytest.mark.parametrize(
    ("head", "method"),
    [
        (told({"@type": "NewsArticle", "datePublished": "2014-05-03"}), "json-ld"),
        ('<meta property="article:published_time" content="2014-05-03T10:00:00+05:00">', "meta"),
        ('<meta itemprop="datePublished" content="2014-05-03">', "meta"),
    ],
)
def test_a_page_that_says_it_is_old_is_dated_so_and_by_nothing_else(head, method):
    others = (PUBLISHED, "<p class='date'>3 мая 2026</p>", "<div><span>Вчера, 14:05</span></div>")
    assert [read(head=head, behind=other) for other in others] == [("2014-05-03", method)] * 3


@pytest.mark.parametrize("other", ["<p class='date'>3 мая 2014</p>", "<time datetime='2014-05-03'>3 мая 2014</time>"])
def test_a_day_long_ago_that_is_merely_shown_is_not_believed(other):
    assert read(behind=other) == ("", "")


@pytest.mark.parametrize("nothing", ["1970-01-01T00:00:00Z", "0001-01-01", "2107-01-01"])
def test_a_day_that_stands_for_none_does_not_hide_the_one_that_is_shown(nothing):
    head = f'<meta property="article:published_time" content="{nothing}">'
    assert read(PUBLISHED, head) == ("2026-05-03", "time element")
