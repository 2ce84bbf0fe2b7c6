"""Days told by how long ago they were: counted from when the page was fetched, and only where nothing better tells."""

from datetime import UTC, date, datetime

import pytest
from lxml import html

from news.extract import ago, dates, page

FETCHED = datetime(2026, 5, 10, 1, 30, tzinfo=UTC)
BOUNDS = dates.Bounds.seen(FETCHED.date())
TEXT = "Строители закончили мост через реку, и первые поезда пойдут после испытаний осенью этого года. " * 4


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2 hours ago", "2026-05-09"),
        ("30 minutes ago", "2026-05-10"),
        ("3 days ago", "2026-05-07"),
        ("an hour ago", "2026-05-10"),
        ("Yesterday at 14:05", "2026-05-09"),
        ("Today, 00:20", "2026-05-10"),
        ("Published 2 hours ago", "2026-05-09"),
        ("By Example Reporter | 2 hours ago", "2026-05-09"),
        ("By Example Reporter, 3 days ago", "2026-05-07"),
        ("вчера, 14:05", "2026-05-09"),
        ("Вчера в 14:05", "2026-05-09"),
        ("Опубликовано: 2 часа назад", "2026-05-09"),
        ("Экономика • позавчера, 10:00", "2026-05-08"),
        ("сегодня, 00:20", "2026-05-10"),
        ("5 мин. назад", "2026-05-10"),
        ("3小时前", "2026-05-09"),
        ("3 小時前", "2026-05-09"),
        ("昨天", "2026-05-09"),
        ("昨日 14:05", "2026-05-09"),
        ("前天 10:00", "2026-05-08"),
        ("发布时间：3小时前", "2026-05-09"),
        ("2 сағат бұрын", "2026-05-09"),
        ("кеше", "2026-05-09"),
        ("Кеше, 14:05", "2026-05-09"),
        ("бүгін 00:20", "2026-05-10"),
        ("3 күн бұрын", "2026-05-07"),
    ],
)
def test_a_day_told_relative_to_now(written, day):
    assert ago.read(written, FETCHED, BOUNDS) == day


@pytest.mark.parametrize(
    "written",
    [
        "2 weeks ago",
        "месяц назад",
        "1 жыл бұрын",
        "2 hours",
        "5 мин",
        "in 2 hours",
        "Today",
        "Сегодня",
        "Вчера открыли мост",
        "The bridge fell 2 hours ago",
        "Мост упал 2 часа назад",
        "Updated 2 hours ago",
        "Обновлено: вчера, 14:05",
        "目前",
        "2000000 hours ago",
        "99999999999 days ago",
        "ago " * 40,
        "",
    ],
)
def test_what_tells_no_day_relative_to_now(written):
    assert ago.read(written, FETCHED, BOUNDS) == ""


def read(body: str, head: str = "", url: str = "https://news.example/a", *, full: bool = True) -> tuple[str, str]:
    source = f'<html><head><meta charset="utf-8"><title>Мост</title>{head}</head><body>{body}</body></html>'
    found = page.read(source.encode(), "text/html", url, date(2026, 5, 9), full=full, fetched=FETCHED)
    return found.date, found.date_method


ARTICLE = "<article><h1>Мост открыт</h1>{}<p>" + TEXT + "</p></article>"


@pytest.mark.parametrize(
    "body",
    [
        ARTICLE.format("<div><span class='x1'>Вчера, 14:05</span> <a href='/w'>Автор</a></div>"),
        ARTICLE.format("<time>2 часа назад</time>"),
        "<div><span>2 часа назад</span> | <span>Экономика</span></div>" + ARTICLE.format(""),
        f"<p>{TEXT * 3}</p><p itemprop='datePublished'>2 часа назад</p>",
    ],
    ids=["behind the headline", "an element for times", "before the headline", "marked"],
)
def test_an_article_is_dated_from_when_its_page_was_fetched(body):
    assert read(body) == ("2026-05-09", "relative time")


@pytest.mark.parametrize(
    "body",
    [
        ARTICLE.format("") + "<p>x</p>" * 3 + f"<p>{TEXT * 2}</p><div><span>2 часа назад</span> Комментарий</div>",
        ARTICLE.format("<ul><li><a href='/b'>Порт закрыт <span>2 часа назад</span></a></li></ul>"),
        ARTICLE.format("<aside><p>Порт закрыт</p><p>2 часа назад</p></aside>"),
        f"<p>{TEXT * 2}</p><p>2 часа назад</p>",
    ],
    ids=["far away", "of another article", "beside", "no headline"],
)
def test_a_time_that_may_be_of_something_else_dates_nothing(body):
    assert read(body) == ("", "")


@pytest.mark.parametrize(
    ("body", "head", "url", "day"),
    [
        ("", '<meta property="article:published_time" content="2026-05-01">', "", ("2026-05-01", "meta")),
        ("<time datetime='2026-05-02'>2 мая</time>", "", "", ("2026-05-02", "time element")),
        ("<p class='date'>3 мая 2026</p>", "", "", ("2026-05-03", "shown")),
        ("", "", "https://news.example/2026/05/04/a", ("2026-05-04", "address")),
    ],
)
def test_a_day_that_is_told_by_itself_counts_before_one_told_relative_to_now(body, head, url, day):
    article = ARTICLE.format("<div><span>2 часа назад</span></div>" + body)
    assert read(article, head, url or "https://news.example/a") == day


def test_elements_that_hold_much_are_no_lines_and_are_not_read_over_and_over(monkeypatch):
    class Lines(list):
        def __call__(self, text, *known):
            self.append(text)
            return ""

    asked = Lines()
    monkeypatch.setattr(ago, "read", asked)
    nested = "<div><b></b>" * 50 + "<i></i>" * 2000 + "2 часа назад"
    tree = html.fromstring(f"<html><body><h1>Мост открыт</h1>{nested}</body></html>")
    assert ago.near_headline(tree, FETCHED, BOUNDS) == ""
    assert len([text for text in asked if text]) < 5
