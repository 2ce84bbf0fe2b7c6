"""Makes pages of invented outlets around generated articles: menus, side columns, scripts, comments, 30 to 200 KB each."""

import html
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from bench.catalogue import articles
from news.linking.catalogue import Entry, Name

#: Of so many pages one names a project in its article, and one only beside it.
EVERY = 20
BESIDE = 100
_NAV = {
    "en": "Home News Economy Sport Weather Video Contacts Subscribe",
    "ru": "Главная Новости Экономика Спорт Погода Видео Контакты Подписка",
    "kk": "Басты Жаңалықтар Экономика Спорт Ауа-райы Бейне Байланыс Жазылу",
    "zh": "首页 新闻 经济 体育 天气 视频 联系 订阅",
}
_NOBODY = Entry(key="none", names=tuple(Name("", code) for code in ("en", "ru", "zh", "kk")))


@dataclass(frozen=True)
class GeneratedPage:
    """A page with what is known of it: its article's words, and whether they name a project of the catalogue."""

    number: int
    url: str
    title: str
    text: str
    language: str
    names_project: bool
    names_beside: bool
    body: bytes


@dataclass(frozen=True)
class _Surroundings:
    language: str
    headlines: list[str]
    remarks: list[str]
    chance: random.Random

    def some(self, count: int) -> list[str]:
        return self.chance.choices(self.headlines, k=count)


def pages(count: int, catalogue: list[Entry]) -> Iterator[GeneratedPage]:
    """Yield pages in four languages and five layouts, always the same."""
    chance = random.Random(17)
    beside = _beside(count)
    names = [name.text for entry in catalogue[:500] for name in entry.names]
    for number, (title, text, language) in enumerate(articles(count, catalogue, EVERY)):
        headlines, remarks = beside[language]
        names_beside = number // 4 % BESIDE == 7
        planted = [f"{chance.choice(names)}: {chance.choice(headlines)}"] if names_beside else []
        around = _Surroundings(language, headlines, remarks, chance)
        layout = _LAYOUTS[(number // 4 + number) % len(_LAYOUTS)]
        body = _page(layout, title, _paragraphs(text, language), around, planted)
        yield GeneratedPage(
            number,
            f"https://news.example/{language}/{number}",
            title,
            text,
            language,
            names_project=number // 4 % EVERY == 0,
            names_beside=names_beside,
            body=body.encode(),
        )


def invented(number: int, title: str, text: str, language: str, planted: list[str]) -> bytes:
    """Return the page of a given text in the layout of that number, with some headlines planted beside it."""
    around = _Surroundings(language, *_some_beside()[language], random.Random(number))
    paragraphs = [paragraph for paragraph in text.split("\n") if paragraph.strip()]
    return _page(_LAYOUTS[number % len(_LAYOUTS)], title, paragraphs, around, planted).encode()


@cache
def _some_beside() -> dict[str, tuple[list[str], list[str]]]:
    return _beside(400)


def _beside(count: int) -> dict[str, tuple[list[str], list[str]]]:
    """Headlines and sentences in each language, of articles that are on no page and name nothing."""
    found: dict[str, tuple[list[str], list[str]]] = {code: ([], []) for code in _NAV}
    for title, text, language in islice(articles(count + 800, [_NOBODY], 10**9), count, None):
        headlines, remarks = found[language]
        headlines.append(title.strip())
        remarks += [part.strip() for part in text.replace("。", ". ").split(". ") if len(part) > 20][:12]
    return found


def _paragraphs(text: str, language: str) -> list[str]:
    stop = "。" if language == "zh" else ". "
    sentences = [sentence for sentence in text.rstrip("。. ").split(stop) if sentence]
    return [stop.join(sentences[at : at + 4]) + stop.strip() for at in range(0, len(sentences), 4)]


def _page(
    layout: Callable[..., str], title: str, paragraphs: list[str], around: _Surroundings, planted: list[str]
) -> str:
    """A whole page: head with scripts and styles, what stands around the article, the article in its layout."""
    chance = around.chance
    written = [html.escape(paragraph) for paragraph in paragraphs]
    data = {"@type": "NewsArticle", "headline": title, "datePublished": "2026-05-03T10:00:00+05:00"}
    head = (
        f'<meta charset="utf-8"><title>{html.escape(title)} | Example News</title>'
        f'<meta property="og:title" content="{html.escape(title)}">'
        f'<meta property="og:description" content="{html.escape(paragraphs[0][:150])}">'
        + (
            f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
            if chance.random() < 0.6
            else ""
        )
        + f"<style>{_style(chance)}</style><script>{_script(chance)}</script>"
    )
    return (
        f'<!DOCTYPE html><html lang="{around.language}"><head>{head}</head><body class="post single">\n'
        f"{_header(around)}{layout(html.escape(title), written, around, planted)}{_foot(around)}</body></html>"
    )


def _header(around: _Surroundings) -> str:
    names = _NAV[around.language].split()
    entries = "".join(
        f'<li class="menu-item menu-item-{at}"><a href="/{at}" class="menu-link">{name}</a><ul class="sub-menu">'
        + "".join(
            f'<li><a href="/{at}/{sub}">{html.escape(line[:30])}</a></li>' for sub, line in enumerate(around.some(6))
        )
        + "</ul></li>"
        for at, name in enumerate(names)
    )
    return f'<header class="site-header"><div class="logo"><a href="/">Example News</a></div><nav><ul>{entries}</ul></nav></header>\n'


def _cards(lines: list[str], name: str) -> str:
    """A list of other articles, each with picture, section, headline and time, as deep in elements as they really are."""
    cards = "".join(
        f'<div class="{name}__item card card--small" data-id="{at}" data-track="click"><div class="card__inner">'
        f'<a class="card__picture" href="/n/{at}"><picture><source srcset="/i/{at}.webp" type="image/webp">'
        f'<img src="/i/{at}.jpg" alt="" width="120" height="80" loading="lazy" class="lazyload"></picture></a>'
        f'<div class="card__body"><span class="card__section"><a href="/s/{at % 7}">№ {at % 7}</a></span>'
        f'<h3 class="card__title"><a class="card__link" href="/n/{at}">{html.escape(line)}</a></h3>'
        f'<ul class="card__meta"><li class="card__meta-item"><svg width="12" height="12"><use href="#clock"></use></svg>'
        f'<span>10:{at % 60:02}</span></li><li class="card__meta-item"><svg width="12" height="12"><path d="M0 0h12v12H0z"/>'
        f"</svg><span>{at * 37}</span></li></ul></div></div></div>\n"
        for at, line in enumerate(lines)
    )
    return f'<div class="{name} block"><div class="block__head"><span class="block__name">•</span></div>{cards}</div>\n'


def _comments(around: _Surroundings) -> str:
    remarks = around.chance.choices(around.remarks, k=around.chance.randint(0, 25))
    entries = "".join(
        f'<li class="comment" id="comment-{at}"><div class="comment-author">Reader {at}</div>'
        f'<div class="comment-rating"><span class="up">+</span><span class="count">{at}</span><span class="down">-</span></div>'
        f'<div class="comment-content"><p>{html.escape(remark)}</p></div><a class="reply" href="#r{at}">↩</a></li>\n'
        for at, remark in enumerate(remarks)
    )
    return f'<div id="comments" class="comments-area"><ol class="comment-list">{entries}</ol></div>\n'


def _foot(around: _Surroundings) -> str:
    links = "".join(
        f'<li><a href="/f/{at}">{html.escape(line[:40])}</a></li>' for at, line in enumerate(around.some(24))
    )
    return f'<footer class="site-footer"><ul>{links}</ul><p>© Example News</p></footer><script>{_script(around.chance)}</script>'


def _script(chance: random.Random) -> str:
    """What pages carry most of: state and code nobody reads."""
    record = '{"id":%d,"slug":"item-%d","flags":[true,false,null],"ratio":0.%d,"href":"\\/a\\/b\\/%d"}'
    size = int(10 ** chance.uniform(1.6, 2.75))
    return "window.__STATE__=[" + ",".join(record % (at, at, at, at) for at in range(size)) + "];"


def _style(chance: random.Random) -> str:
    return "".join(f".c{at}{{margin:{at}px auto;color:#fff;display:block}}" for at in range(chance.randint(50, 500)))


def _modern(title: str, paragraphs: list[str], around: _Surroundings, planted: list[str]) -> str:
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        f'<main><article><header><h1>{title}</h1><time datetime="2026-05-03T10:00:00+05:00">3 May</time></header>'
        f'<figure><img src="/a.jpg" alt="{title}"><figcaption>Example News</figcaption></figure>{text}</article>'
        f'<aside class="sidebar">{_cards(around.some(25), "latest")}</aside>{_cards([*around.some(8), *planted], "related")}'
        f"{_comments(around)}</main>"
    )


def _blog(title: str, paragraphs: list[str], around: _Surroundings, planted: list[str]) -> str:
    text = "\n".join(f'<p class="wp-block-paragraph">{paragraph}</p>' for paragraph in paragraphs)
    return (
        f'<div id="page" class="container"><div class="row"><div class="col-8"><div class="post-header"><h1 class="entry-title">'
        f'{title}</h1><span class="posted-on">03.05.2026</span></div><div class="entry-content">{text}'
        f'<div class="sharedaddy"><ul><li><a href="#">Facebook</a></li><li><a href="#">Telegram</a></li></ul></div></div>'
        f"{_cards([*around.some(6), *planted], 'related-posts')}{_comments(around)}</div>"
        f'<div class="col-4 widget-area">{_cards(around.some(30), "widget")}</div></div></div>'
    )


def _divs(title: str, paragraphs: list[str], around: _Surroundings, planted: list[str]) -> str:
    text = "".join(f'<div class="text-block"><p>{paragraph}</p></div>' for paragraph in paragraphs)
    return (
        f'<div class="wrapper"><div class="left-col">{_cards([*around.some(40), *planted], "news-list")}</div>'
        f'<div class="content"><div class="article__title"><h1>{title}</h1></div><div class="article__text">{text}</div>'
        f'</div><div class="right-col">{_cards(around.some(15), "popular")}</div></div>'
    )


def _form(title: str, paragraphs: list[str], around: _Surroundings, planted: list[str]) -> str:
    """One form around everything, as one kind of server writes its pages."""
    state = "".join(around.chance.choices("ABCDEFGHabcdefgh0123456789+/", k=20_000))
    return (
        f'<form method="post" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="{state}">'
        f"{_blog(title, paragraphs, around, planted)}</form>"
    )


def _tables(title: str, paragraphs: list[str], around: _Surroundings, planted: list[str]) -> str:
    """Columns made of a table, lines of the text parted by breaks."""
    text = "<br><br>\n".join(paragraphs)
    return (
        f'<table width="100%"><tr><td class="menu" width="20%">{_cards([*around.some(30), *planted], "menu")}</td>'
        f'<td class="main"><h1>{title}</h1><font size="2">2026-05-03</font><div class="news_text">{text}</div></td>'
        f'<td width="20%">{_cards(around.some(10), "banner")}</td></tr></table>'
    )


_LAYOUTS: tuple[Callable[..., str], ...] = (_modern, _blog, _divs, _form, _tables)
