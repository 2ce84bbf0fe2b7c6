"""Bad and odd input through the whole path of the intake: the rows it leaves, and the words a curator reads there."""

import gzip
from datetime import timedelta

import pytest
from django.utils import timezone

from news import identity
from news.models import Article, Attempt, State, StoredPage
from news.services import fetching, polling, reading
from projects.models import Source, Suggestion
from tests.corridors.servers import Page
from tests.news.worlds import TEXT, feed, html, page, rss

pytestmark = pytest.mark.django_db

RUSSIAN = (
    "Строители завершили основные работы на железной дороге Пример. Участок через долину строили два года. "
    "Первые поезда пойдут после испытаний. Журналистам показали новую станцию, платформы и депо. "
) * 2
SIMPLIFIED = (
    "建设者完成了示例铁路的主要工程。经过山谷的路段用了两年时间。试验之后第一批列车将开始运行。记者参观了新的车站和站台。"
    * 3
)
TRADITIONAL = (
    "建設者完成了示例鐵路的主要工程。經過山谷的路段用了兩年時間。試驗之後第一批列車將開始運行。記者參觀了新的車站和月臺。"
    * 3
)

#: Encoding, what the page declares, its text, whether a curator is told that the declaration did not serve.
ENCODED = {
    "windows-1251": ("windows-1251", "windows-1251", RUSSIAN, False),
    "koi8-r": ("koi8-r", "koi8-r", RUSSIAN, False),
    "gb18030": ("gb18030", "gb18030", SIMPLIFIED, False),
    "big5": ("big5", "big5", TRADITIONAL, False),
    "windows-1251, undeclared": ("windows-1251", "", RUSSIAN, True),
    "koi8-r, undeclared": ("koi8-r", "", RUSSIAN, True),
    "gb18030, undeclared": ("gb18030", "", SIMPLIFIED, True),
    "big5, undeclared": ("big5", "", TRADITIONAL, True),
    "windows-1251, declared utf-8": ("windows-1251", "utf-8", RUSSIAN, True),
    "koi8-r, declared windows-1251": ("koi8-r", "windows-1251", RUSSIAN, True),
    "gb18030, declared utf-8": ("gb18030", "utf-8", SIMPLIFIED, True),
    "big5, declared utf-8": ("big5", "utf-8", TRADITIONAL, True),
    "gb18030, declared latin-1": ("gb18030", "iso-8859-1", SIMPLIFIED, True),
}


def taken_in(site, answer: Page) -> Article:
    """An article whose page is that answer, fetched and read as a feed's article is."""
    site.pages["/bad"] = answer
    url = site.url("/bad")
    article = Article.objects.create(url=url, url_key=identity.key(url), found_at=timezone.now(), due_at=timezone.now())
    if fetching.fetch(article.pk) == State.FETCHED:
        reading.read(article.pk)
    article.refresh_from_db()
    return article


def of_type(text: str | bytes, kind: str = "text/html; charset=utf-8") -> Page:
    return Page(text.encode() if isinstance(text, str) else text, headers={"Content-Type": kind})


@pytest.mark.parametrize("name", ENCODED)
def test_a_page_is_read_in_its_right_letters_and_a_wrong_declaration_is_said(site, linker, name):
    encoding, declared, text, told = ENCODED[name]
    sentence = text.split("。" if "。" in text else ". ")[0]
    body = f"<html><head><title>{sentence}</title></head><body><p>{text} Example Railway</p></body></html>"
    article = taken_in(
        site, of_type(body.encode(encoding), f"text/html; charset={declared}" if declared else "text/html")
    )
    assert article.state == State.LINKED, article.outcome
    assert article.title == sentence
    assert sentence in article.text
    logged = Attempt.objects.filter(purpose="reading", article=article).get()
    assert logged.words == article.outcome
    assert ("declares no encoding, or a wrong one" in logged.words) is told
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize("name", ENCODED)
def test_a_feed_is_read_in_its_right_letters_and_a_wrong_declaration_is_said(site, name):
    encoding, declared, text, told = ENCODED[name]
    prolog = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    item = (
        f"<item><title>{text[:60].strip()}</title><link>{site.url('/a')}</link><description>{text}</description></item>"
    )
    body = f'{prolog}<rss version="2.0"><channel><title>{text[:20].strip()}</title>{item}</channel></rss>'
    site.pages["/feed.xml"] = of_type(body.encode(encoding), "application/rss+xml")
    found = polling.poll(feed(site).pk)
    assert (found.succeeded, found.new) == (True, 1)
    assert Article.objects.get().title == text[:60].strip()
    logged = Attempt.objects.filter(purpose="feed").get()
    assert logged.words == found.words
    assert ("encoding" in logged.words) is told, logged.words


WALLS = {
    "en": "We use cookies. Accept all cookies to go on reading, or manage your consent in the settings.",
    "ru": "Мы используем файлы cookie. Продолжая, вы даёте согласие на обработку персональных данных. Принять.",
    "zh": "我们使用 Cookie 来改善您的体验。继续浏览即表示您同意我们的隐私政策。接受全部。",
    "kk": "Біз cookie файлдарын қолданамыз. Жалғастыру үшін дербес деректерді өңдеуге келісім беріңіз. Қабылдау.",
    "zh without the word": "请同意我们的隐私政策和使用条款后继续浏览本网站。同意并继续。",
    "ru without the word": "Чтобы продолжить, дайте согласие на обработку персональных данных. Принять. Отклонить.",
    "kk without the word": "Жалғастыру үшін дербес деректерді өңдеуге келісім беріңіз. Қабылдау. Бас тарту.",
}


@pytest.mark.parametrize("language", WALLS)
def test_a_wall_is_named_as_a_wall(site, linker, language):
    article = taken_in(
        site, of_type(f"<html><title>Testland News</title><body><div>{WALLS[language]}</div></body></html>")
    )
    assert article.state == State.FAILED
    assert article.outcome == "The page shows only a notice that asks for consent or for scripts."
    assert Attempt.objects.filter(purpose="reading", article=article).get().words == article.outcome
    assert not Source.objects.exists()
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("language", WALLS)
def test_an_article_under_a_consent_banner_is_an_article(site, linker, language):
    body = html().replace(b"</article>", f"</article><div>{WALLS[language]}</div>".encode())
    article = taken_in(site, of_type(body))
    assert article.state == State.LINKED, article.outcome


#: An answer, and the words that name why it gives no article.
NO_ARTICLE = {
    "without a text": (of_type("<html><title>x</title><body></body></html>"), "no text of an article"),
    "without a byte": (of_type(""), "The page is empty"),
    "that only sends on": (
        of_type('<html><head><meta http-equiv="Refresh" content="0; URL=\'/real?id=7\'"></head><body></body></html>'),
        "The page has no text of an article. It sends readers on to /real?id=7.",
    ),
    "that only reloads itself": (
        of_type('<html><head><meta http-equiv="refresh" content="300"></head><body></body></html>'),
        "The page has no text of an article.",
    ),
    "a gzip bomb": (
        Page(gzip.compress(b"\0" * 11_000_000), headers={"Content-Encoding": "gzip", "Content-Type": "text/html"}),
        "larger than 5 MB once decompressed",
    ),
    "a redirect in a circle": (Page(status=302, headers={"Location": "/bad"}), "go round in a circle"),
    "a redirect inside": (Page(status=302, headers={"Location": "http://2130706433/"}), "this machine itself"),
    "a picture": (of_type(b"\x89PNG", "image/png"), "not a page of text but image/png"),
    "a file that is called a page": (of_type(b"%PDF-1.7\n" + b"Example Railway. \xe2\xe3\xcf\xd3 " * 30), "but a file"),
    "a file that is called nothing": (of_type(b"PK\x03\x04" + b"Example Railway " * 30, ""), "given out as nothing"),
}


@pytest.mark.parametrize("name", NO_ARTICLE)
def test_what_gives_no_article_says_why_and_leaves_nothing_else(site, linker, name):
    answer, words = NO_ARTICLE[name]
    article = taken_in(site, answer)
    assert (article.state, article.due_at, article.lease) == (State.FAILED, None, "")
    logged = Attempt.objects.filter(article=article, succeeded=False).get()
    assert logged.words == article.outcome
    assert words in logged.words
    assert not Source.objects.exists()
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize(
    "kind", ["text/html, text/html; charset=utf-8", "text/html charset=utf-8", "TEXT/HTML;", "html", "; charset=utf-8"]
)
def test_a_page_whose_type_is_written_oddly_is_read(site, linker, kind):
    article = taken_in(site, of_type(html(), kind))
    assert article.state == State.LINKED, article.outcome


def test_a_page_behind_a_cookie_in_cyrillic_letters_is_read(site, linker):
    site.pages["/there"] = page()
    cookie = "город=Алматы; Path=/".encode().decode("latin-1")
    article = taken_in(site, Page(status=302, headers={"Location": "/there", "Set-Cookie": cookie}))
    assert article.state == State.LINKED, article.outcome


def test_a_page_dated_in_the_future_gets_no_such_date(site, linker):
    article = taken_in(site, of_type(html().replace(b"2026-05-01", b"2107-01-01")))
    assert article.state == State.LINKED
    assert article.published == ""


def test_the_day_its_feed_tells_counts_before_the_first_time_that_a_page_shows(site, linker):
    clock = html().replace(b"<article>", b'<time datetime="2026-04-20">Today</time><article>')
    site.pages |= {"/feed.xml": rss(site, "/a"), "/a": of_type(clock.replace(b"article:published_time", b"other"))}
    polling.poll(feed(site).pk)
    article = Article.objects.get()
    fetching.fetch(article.pk)
    reading.read(article.pk)
    article.refresh_from_db()
    assert (article.published, article.published_method) == ("2026-05-01", "feed")


def test_an_article_that_tells_only_how_long_ago_it_was_is_dated_from_fetching(site, linker):
    undated = html().replace(b'<meta property="article:published_time" content="2026-05-01">', b"")
    body = undated.replace(b"</h1>", b"</h1><div>3 days ago</div>")
    article = taken_in(site, of_type(body))
    day = (timezone.now() - timedelta(days=3)).date().isoformat()
    assert (article.published, article.published_method) == (day, "relative time")
    site.pages |= {"/feed.xml": rss(site, "/listed"), "/listed": of_type(body.replace(b"Works", b"Great works"))}
    polling.poll(feed(site).pk)
    listed = Article.objects.get(url=site.url("/listed"))
    fetching.fetch(listed.pk)
    reading.read(listed.pk)
    listed.refresh_from_db()
    assert (listed.published, listed.published_method) == ("2026-05-01", "feed")


def test_a_page_that_is_all_one_form_is_read(site, linker):
    body = html().replace(b"<body>", b'<body><form method="post" action="/default.aspx">')
    article = taken_in(site, of_type(body.replace(b"</body>", b"</form></body>")))
    assert article.state == State.LINKED, article.outcome
    assert "the first trains are expected after the tests" in article.text


def test_when_something_in_a_script_expires_is_no_date_of_publication(site, linker):
    body = html().replace(b'<meta property="article:published_time" content="2026-05-01">', b"")
    script = b'<script>var session = {"expires": "2026-03-04", "date": "2026-03-04T10:00:00"};</script>'
    article = taken_in(site, of_type(body.replace(b"</head>", script + b"</head>")))
    assert article.state == State.LINKED
    assert article.published == ""


#: A feed's body, whether it could be read, how many items, and what is said.
FEEDS = {
    "a web page": ("<!DOCTYPE html><html><body><p>Moved</p></body></html>", "This is a web page, not a feed."),
    "nothing": ("", "The answer is empty."),
    "words": ("Service unavailable", "This is not XML"),
}


@pytest.mark.parametrize("name", FEEDS)
def test_what_is_no_feed_says_why_and_leaves_no_article(site, name):
    body, words = FEEDS[name]
    site.pages["/feed.xml"] = of_type(body, "application/rss+xml")
    listed = feed(site)
    found = polling.poll(listed.pk)
    listed.refresh_from_db()
    logged = Attempt.objects.filter(purpose="feed", feed=listed).get()
    assert (logged.succeeded, logged.words) == (False, found.words)
    assert words in logged.words
    assert listed.failures > 0
    assert (listed.etag, listed.body_hash, listed.lease) == ("", "", "")
    assert listed.due_at > timezone.now()
    assert not Article.objects.exists()


def test_a_feed_whose_xml_breaks_off_gives_its_whole_items_and_says_so(site):
    whole = rss(site, "/a", "/b")
    site.pages["/feed.xml"] = Page(whole.body.split(b"</channel>")[0] + b"<item><title>Cut", headers=whole.headers)
    found = polling.poll(feed(site).pk)
    assert (found.succeeded, found.new) == (True, 2)
    assert "XML is broken" in Attempt.objects.filter(purpose="feed").get().words


def test_items_of_a_feed_that_cannot_be_read_are_said(site):
    whole = rss(site, "/a", "/b", "/c")
    site.pages["/feed.xml"] = Page(whole.body.replace(b"News /b", b"News <![CDATA[ /b"), headers=whole.headers)
    polling.poll(feed(site).pk)
    assert "2 of 3 items read" in Attempt.objects.filter(purpose="feed").get().words


def test_an_item_dated_in_the_future_is_taken_without_its_date_and_that_is_said(site):
    whole = rss(site, "/a")
    site.pages["/feed.xml"] = Page(whole.body.replace(b"Fri, 01 May 2026", b"Sat, 01 Jan 2107"), headers=whole.headers)
    polling.poll(feed(site).pk)
    assert Article.objects.get().published == ""
    assert "1 date that cannot be" in Attempt.objects.filter(purpose="feed").get().words


def test_an_article_has_the_day_its_outlet_wrote_not_the_day_in_utc(site):
    whole = rss(site, "/a")
    body = whole.body.replace(b"Fri, 01 May 2026 10:00:00 GMT", b"Fri, 01 May 2026 00:30:00 +0500")
    site.pages["/feed.xml"] = Page(body, headers=whole.headers)
    polling.poll(feed(site).pk)
    assert Article.objects.get().published == "2026-05-01"


def test_a_page_that_went_well_leaves_no_stored_page(site, linker):
    article = taken_in(site, page(TEXT))
    assert article.state == State.LINKED
    assert not StoredPage.objects.exists()


def test_an_entity_bomb_does_not_go_off_and_that_is_said(site):
    bomb = b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss'
    whole = rss(site, "/a")
    body = whole.body.replace(b"<rss", bomb).replace(b"News", b"News &b;")
    site.pages["/feed.xml"] = Page(body, headers=whole.headers)
    found = polling.poll(feed(site).pk)
    logged = Attempt.objects.filter(purpose="feed").get()
    assert (logged.words, found.new) == (found.words, 1)
    assert "entities of its own, which are not read" in logged.words
    assert "haha" not in Article.objects.get().title
