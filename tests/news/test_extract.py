"""Pages are read by a child process: text, headline, date and claims about themselves, or a reason in words."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from news.extract import Reader, Unreadable

TODAY = date(2026, 5, 10)
PARAGRAPH = "В посёлке открыли новый железнодорожный вокзал, строительство которого заняло два года и три месяца. "


@pytest.fixture(scope="module")
def reader():
    running = Reader()
    yield running
    running.close()


def page(body: str = "", head: str = "", title: str = "Вокзал открыт | Пример Ньюс") -> bytes:
    main = body or f"<article><h1>Вокзал открыт</h1><p>{PARAGRAPH * 3}</p><p>{PARAGRAPH * 2}</p></article>"
    return (
        f'<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f"<nav><a href='/'>Главная</a> <a href='/sport'>Спорт</a></nav>{main}<script>var x = 'скрипт';</script>"
        f"<footer>Все права защищены</footer></body></html>"
    ).encode()


def read(reader: Reader, body: bytes, *, full: bool = True, content_type: str = "text/html", url: str = ""):
    url = url or "https://news.example/a"
    return reader.read(body, content_type=content_type, url=url, today=TODAY, full=full)


@pytest.mark.parametrize("full", [True, False])
def test_text_and_headline_without_menus_and_scripts(reader, full):
    found = read(reader, page(), full=full)
    assert found.title == "Вокзал открыт"
    assert PARAGRAPH.strip() in found.text
    for left_out in ("Спорт", "скрипт", "Все права"):
        assert left_out not in found.text
    assert found.language == "ru"
    assert found.method == ("trafilatura" if full else "all words")


def test_what_a_page_says_of_itself(reader):
    head = (
        '<link rel="canonical" href="/b"><meta name="corridors" content="demonstration">'
        '<meta property="og:title" content="Общий заголовок">'
        '<meta property="article:published_time" content="2026-05-03">'
    )
    found = read(reader, page(head=head))
    assert (found.canonical, found.demonstration, found.title) == ("/b", True, "Общий заголовок")
    assert (found.date, found.date_method) == ("2026-05-03", "meta")
    assert not read(reader, page()).demonstration


def test_a_headline_that_was_escaped_twice_is_read(reader):
    head = '<meta property="og:title" content="Вокзал &amp;laquo;Север&amp;raquo; &amp;amp; порт &amp;#0;открыты">'
    assert read(reader, page(head=head)).title == "Вокзал «Север» & порт \ufffdоткрыты"


def test_the_date_comes_from_the_address_before_the_text(reader):
    found = read(reader, page(), url="https://news.example/2026/05/04/a")
    assert (found.date, found.date_method) == ("2026-05-04", "address")


def test_the_date_comes_from_the_address_before_a_time_that_may_be_anything_s(reader):
    clock = f'<time datetime="2026-05-09">9 мая</time><article><h1>Вокзал открыт</h1><p>{PARAGRAPH * 3}</p></article>'
    assert read(reader, page(clock)).date == "2026-05-09"
    found = read(reader, page(clock), url="https://news.example/2026/05/04/a")
    assert (found.date, found.date_method) == ("2026-05-04", "address")
    marked = clock.replace("<time", '<time itemprop="datePublished"')
    assert read(reader, page(marked), url="https://news.example/2026/05/04/a").date == "2026-05-09"


@pytest.mark.parametrize(
    ("base", "link", "claimed"),
    [
        ("/ru/", "b", "https://news.example/ru/b"),
        ("https://www.news.example/x/", "../b", "https://www.news.example/b"),
        (" /ru/ ", "/b", "https://news.example/b"),
        ("/ru/", "https://news.example/b", "https://news.example/b"),
        ("http://[::1/", "/b", "/b"),
        ("", "/b", "/b"),
    ],
)
def test_what_a_page_claims_is_relative_to_its_base(reader, base, link, claimed):
    head = f'<base target="_blank"><base href="{base}"><link rel="canonical" href="{link}">'
    assert read(reader, page(head=head)).canonical == claimed


@pytest.mark.parametrize("rel", ["canonical", "CANONICAL", "canonical nofollow"])
def test_a_page_claims_its_address_in_whatever_letters(reader, rel):
    assert read(reader, page(head=f'<link rel="{rel}" href="/b">')).canonical == "/b"


CHINESE = "新的铁路货运站今天开通，货物将经过这里运往欧洲各国，工程建设历时两年，由两国企业共同承建。"
OTHERS = "<p><a href='/1'>哈萨克斯坦新港口建设项目正式启动</a></p><p>摘要：哈萨克斯坦新港口建设项目正式启动。</p>"


@pytest.mark.parametrize(
    "around",
    [
        "<article><h1>铁路货运站开通</h1>{}</article><div class='more'>{}</div>",
        "<div id='content'><h1>铁路货运站开通</h1>{}</div><div class='list'><h3>热点</h3>{}</div>",
        "<div class='main'><h1>铁路货运站开通</h1><div class='text'>{}</div></div><div class='hot'>{}</div>",
    ],
)
@pytest.mark.parametrize("sentences", [3, 4, 5])
def test_a_short_chinese_report_is_not_filled_up_with_other_news(reader, around, sentences):
    text = CHINESE * sentences
    found = read(reader, page(around.format(f"<p>{text}</p>", OTHERS), title="铁路货运站开通"))
    assert (found.text, found.method) == (text, "trafilatura")


OTHER = '<a href="/b">Порт Челикташ расширят до 2030 года</a>'


@pytest.mark.parametrize(
    "lead",
    [
        f"<p>Читайте также: {OTHER}</p>",
        f"<p><strong>ЧИТАЙТЕ ЕЩЁ —</strong> {OTHER}</p>",
        f"<p>Материалы по теме:</p><p>{OTHER}</p>",
        f"<div><div>Читайте также</div>{OTHER}</div>",
        f"<p>Read also: {OTHER}</p>",
        f"<p>Тағы оқыңыз: {OTHER}</p>",
        f"<p>相关阅读：{OTHER}</p>",
        f"<p>延伸閱讀</p><p>{OTHER}</p>",
    ],
)
def test_a_line_that_leads_to_another_article_is_no_part_of_this_one(reader, lead):
    said = [f"{PARAGRAPH}Это {part} часть. {PARAGRAPH}" for part in ("первая", "вторая", "третья")]
    first, second, third = (f"<p>{part}</p>" for part in said)
    found = read(reader, page(f"<article><h1>Вокзал открыт</h1>{first}{lead}{second}{third}</article>"))
    assert found.text == "\n".join(part.strip() for part in said)


@pytest.mark.parametrize(
    "line",
    [
        "По теме совещания выступил министр транспорта.",
        "Read more widely than this, the minister told the engineers of the line: it will be long.",
        "相关报道说，港口明年开放。",
        "Читайте также: " + "это длинный абзац самой статьи, который никуда не ведёт. " * 5,
        "Материалы по теме:</p><p>Министр назвал сроки открытия порта.",
    ],
)
def test_a_line_of_the_article_that_begins_so_stays(reader, line):
    around = [f"<p>{PARAGRAPH}Это {part} часть. {PARAGRAPH}</p>" for part in ("первая", "вторая")]
    found = read(reader, page(f"<article><h1>Вокзал открыт</h1>{around[0]}<p>{line}</p>{around[1]}</article>"))
    assert line.rpartition(">")[2].strip() in found.text


def test_an_article_that_only_scripts_show_is_read_in_both_passes(reader):
    data = json.dumps({"@type": "NewsArticle", "headline": "Вокзал открыт", "articleBody": PARAGRAPH * 4})
    body = page("<div id='root'></div>", head=f'<script type="application/ld+json">{data}</script>')
    for full in (True, False):
        assert PARAGRAPH.strip() in read(reader, body, full=full).text


def test_a_date_in_2107_is_no_date(reader):
    found = read(
        reader, page(head='<meta name="pubdate" content="2107-01-01">'), url="https://news.example/2107/01/01/a"
    )
    assert found.date == ""


def test_a_page_in_an_undeclared_encoding(reader):
    body = page().decode().replace('<meta charset="utf-8">', "").encode("windows-1251")
    found = read(reader, body)
    assert PARAGRAPH.strip() in found.text
    assert (found.encoding, found.encoding_guessed) == ("windows-1251", True)


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"\0\0\0", "empty"),
        (b"<html><head><title>A title</title></head><body></body></html>", "no text"),
        (b"<html><body><p>Short.</p></body></html>", "no text"),
        (
            b"<html><body><h1>Your privacy</h1><p>We use cookies. Accept all cookies to read on.</p></body></html>",
            "asks for consent",
        ),
        (
            b"<html><body><p>Please enable JavaScript to view this page properly in your browser.</p></body></html>",
            "consent",
        ),
    ],
)
def test_pages_without_an_article_are_refused_in_words(reader, body, words, full):
    with pytest.raises(Unreadable, match=words):
        read(reader, body, full=full)


def test_a_page_nested_without_end_does_not_end_the_reader(reader):
    deep = b"<html><body>" + b"<div>" * 100_000 + PARAGRAPH.encode() * 3 + b"</body></html>"
    with contextlib.suppress(Unreadable):
        read(reader, deep, full=False)
    assert read(reader, page()).title == "Вокзал открыт"


def test_a_page_of_tags_without_end_is_refused_in_words(reader):
    with pytest.raises(Unreadable, match="has 1,200,000 tags, more than any article"):
        read(reader, b"<p>a" * 1_200_000)


def test_a_page_that_needs_too_much_memory_is_said_in_words():
    code = (
        "import resource; from news.extract import child; pages = int(open('/proc/self/statm').read().split()[0]); "
        "child.MEMORY = pages * resource.getpagesize() + 60_000_000; child.serve()"
    )
    small = Reader(command=stubborn(code))
    with pytest.raises(Unreadable, match="needs more memory than is allowed"):
        read(small, b"<p>" + b"word " * 900_000, full=False)
    assert read(small, page(), full=False).title == "Вокзал открыт"
    small.close()


def test_the_child_knows_no_keys(monkeypatch):
    for name in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL"):
        monkeypatch.setenv(name, "to be kept")
    code = "import json, os, sys; sys.stdin.readline(); print(json.dumps({'unreadable': repr(dict(os.environ))}))"
    nosy = Reader(command=stubborn(code))
    with pytest.raises(Unreadable) as told:
        read(nosy, b"")
    assert "to be kept" not in told.value.message
    assert "PYTHONPATH" in told.value.message
    nosy.close()


@pytest.mark.parametrize("full", [True, False])
def test_half_letters_and_zero_bytes_in_what_a_page_says_of_itself_are_left_out(reader, full):
    data = r'{"@type":"NewsArticle","headline":"Cut \ud83d off","description":"zero \u0000 byte, one \ud83d\ude82"}'
    found = read(reader, page(title="", head=f'<script type="application/ld+json">{data}</script>'), full=full)
    for said in (found.title, found.text):
        assert said.encode().decode() == said
        assert "\x00" not in said
    assert full or "one \U0001f682" in found.text


def stubborn(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_reader_that_hangs_is_stopped_and_replaced():
    hanging = Reader(time_limit=0.3, command=stubborn("import time; time.sleep(60)"))
    with pytest.raises(Unreadable, match=r"longer than 0\.3 seconds and was stopped"):
        read(hanging, b"x" * 500_000)
    assert hanging._child is None


class TooLate(Exception):
    """What a worker raises in a task that takes too long, at whatever line it is."""


def test_a_page_whose_reading_was_broken_off_gives_no_text_to_the_next_one():
    def broken_off(*_):
        raise TooLate

    own = Reader()
    before = signal.signal(signal.SIGALRM, broken_off)
    slow = page(f"<article>{'<div>' * 20_000}<p>{PARAGRAPH * 3}</p></article>", title="Медленная страница")
    try:
        read(own, page())
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(TooLate):
            read(own, slow)
        assert read(own, page(title="Вокзал открыт")).title == "Вокзал открыт"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        own.close()


def test_a_reader_that_breaks_down_is_said_in_words():
    broken = Reader(command=stubborn("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"))
    with pytest.raises(Unreadable, match="break down"):
        read(broken, page())


def test_the_child_ends_with_its_input():
    own = Reader()
    read(own, page(), full=False)
    child = own._child
    assert child is not None
    child.stdin.close()
    assert child.wait(timeout=10) == 0
    child.stdout.close()
    assert read(own, page(), full=False).title == "Вокзал открыт"
    assert own._owner == os.getpid()
    own.close()


def test_a_child_that_hangs_when_its_parent_is_gone_ends_by_itself():
    code = (
        "import re; from news.extract import child; child.LONGEST = 1; "
        "child.serve(lambda request, body: {'found': bool(re.match('(a+)+$', 'a' * int(body) + 'b'))})"
    )
    orphan = subprocess.Popen(
        stubborn(code), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(Path.cwd())}
    )
    try:
        orphan.stdin.write(b'{"size": 1}\n5')
        orphan.stdin.flush()
        assert json.loads(orphan.stdout.readline()) == {"found": False}
        time.sleep(1.5)  # waiting for the next page is no hanging
        orphan.stdin.write(b'{"size": 2}\n99')
        orphan.stdin.close()
        assert orphan.wait(timeout=10) == -signal.SIGALRM
    finally:
        orphan.kill()
        orphan.wait()
        orphan.stdout.close()


LONG = f"<p>{PARAGRAPH * 3}</p>"


@pytest.mark.parametrize(
    ("around", "found"),
    [
        ("<p>нач<b>ало</b> и <a href='/'>ко</a>нец</p>", "начало и конец"),
        ("<span class='first'>Ч</span>елиКташ", "ЧелиКташ"),
        ("<table><tr><td>первая</td><td>вторая</td></tr></table>", "первая\nвторая"),
        ("слово<div>другое</div>третье", "слово\nдругое\nтретье"),
        ("строка<br>другая", "строка\nдругая"),
        ("длинно<wbr>е сло<i></i>во", "длинное слово"),
        ("до <!-- не то --> после", "до после"),
        ("Чели<!-- -->Кташ <?pi не то?>то", "ЧелиКташ то"),
        ("до <![CDATA[внутри]]> после", "до после"),
        ("<script>var a = '<p>не то</p>';</script>то", "то"),
        ("<script>if (a < b && '<script>') {} // <!-- </script>то", "то"),
        ("<SCRIPT\n type='text/javascript'>не то</SCRIPT\n>то", "то"),
        ("<style>.a::after { content: '</p> не то' }</style>то", "то"),
        ("<noscript>включите то и это</noscript>то", "то"),
        ("<template><p>не то</p></template>то", "то"),
        ("<svg><title>не то</title><text>не то</text></svg>то", "то"),
        ("<p>не закрыт <b>жирно<p>дальше", "не закрыт жирно\nдальше"),
        ("A &amp; B &laquo;В&raquo; &#1078;", "A & B «В» ж"),
    ],
)
def test_words_of_the_quick_pass(reader, around, found):
    text = read(reader, page(f"<main>{LONG}<div>{around}</div>{LONG}</main>"), full=False).text
    between = text.split(PARAGRAPH.strip())[3].strip()
    assert between == found


LINKED_DATA = '<script type="application/ld+json">{}</script>'
NAMED = '<meta name="pubdate" content="2026-05-03">'
OTHER = '<meta name="pubdate" content="2026-05-01">'


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize(
    "head",
    [
        LINKED_DATA.format('{"headline": "<\\/script>", "datePublished": "2026-05-03"}'),
        LINKED_DATA.format("{broken") + NAMED,
        LINKED_DATA.format("\n//<![CDATA[\n") + NAMED,
        f'<noscript><img src="//counter.example"></noscript>{NAMED}',
        f"<!-- {OTHER} -->{NAMED}",
        f"<!-- <script> -->{NAMED}<script>var other = 1;</script>",
        f"<script>var tag = '{OTHER}';</script>{NAMED}",
        f"<template>{OTHER}</template>{NAMED}",
    ],
)
def test_what_is_declared_beside_scripts_and_comments(reader, head, full):
    found = read(reader, page(head=head), full=full)
    assert (found.title, found.date) == ("Вокзал открыт", "2026-05-03")


def test_structured_data_are_kept_where_scripts_are_not(reader):
    data = '<script type="application/ld+json">{"articleBody": "Назван только здесь: Челикташ."}</script>'
    found = read(reader, page(head=data), full=False)
    assert "Челикташ" in found.text
    assert "скрипт" not in found.text


@pytest.mark.parametrize("full", [True, False])
def test_elements_closed_at_once_in_xhtml(reader, full):
    body = page(head='<script src="/a.js"/><style/><link rel="canonical" href="/b"/>')
    found = read(reader, b'<?xml version="1.0"?>' + body, full=full, content_type="application/xhtml+xml")
    assert PARAGRAPH.strip() in found.text
    assert found.canonical == "/b"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_the_quick_pass_reads_declared_encodings(reader, encoding):
    body = page().decode().replace('charset="utf-8"', f'charset="{encoding}"').encode(encoding)
    found = read(reader, body, full=False)
    assert PARAGRAPH.strip() in found.text
    assert found.encoding.replace("_", "-") == encoding


def test_bytes_that_are_no_text_do_not_end_the_quick_pass(reader):
    body = page(LONG * 10 + "<p>\0?</p>").replace(b"?", b"\xff\xfe\xd0 \xed\xa0\x80")
    assert PARAGRAPH.strip() in read(reader, body, full=False).text


@pytest.mark.parametrize("full", [True, False])
def test_a_page_of_five_megabytes_is_read(reader, full):
    state = 'window.__STATE__=["<p>' + "x" * 5_000_000 + '"];'
    found = read(reader, page(head=f"<script>{state}</script>"), full=full)
    assert PARAGRAPH.strip() in found.text
    assert len(found.text) < 2000


def test_elements_left_open_do_not_fill_the_memory(reader):
    grown = "".join(f"<p><font color='{at}'>{at} " for at in range(3000)).encode()
    with pytest.raises(Unreadable, match="more memory"):
        read(reader, grown, full=False)
    assert read(reader, page(), full=False).title == "Вокзал открыт"
