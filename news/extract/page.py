"""Reads one page's HTML: quickly for its words, or fully for its article. Runs in the child process only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from corridors.errors import Invalid
from news import encodings
from news.extract import ago, dates, said, words
from news.extract.model import Page, Unreadable
from news.extract.opened import Opened, opened
from news.extract.recipe import Found, Recipe, apply

SHORTEST = 80
_CONSENT = re.compile(
    r"cookie|consent|gdpr|\bкуки\b|персональн\w+ данн|enable javascript|включите javascript|javascript-ті қос|"
    r"启用\s*javascript|隐私政策|隱私|согласи[ея] на|келісім бер|checking your browser|проверка браузера|"
    r"браузеріңізді тексер|安全验证|verify you are human",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?](?=\s)|[。！？\n]")
_HAN = re.compile("[\u3400-\u9fff]")


def read(
    body: bytes,
    content_type: str,
    url: str,
    today: date,
    *,
    full: bool,
    recipe: Recipe | None = None,
    fetched: datetime | None = None,
) -> Page:
    """One pass over a page.

    Args:
        body: its bytes.
        content_type: the HTTP header, for the charset.
        url: its address, which may carry the date.
        today: the day on which the page was seen; it cannot be dated later than the day after.
        full: find the article itself (slow) rather than all the words of the page (quick).
        recipe: what a curator tells of this outlet's pages; the general way where it finds no text.
        fetched: when the page was fetched, which is "now" to what it says; without it "2 hours ago" is no day.

    Raises:
        Unreadable: the page has no text, or only asks for consent.
    """
    decoded = encodings.decode(body, content_type)
    page = opened(decoded, content_type)
    declared = said.gather(page)
    bounds = dates.Bounds.seen(today)
    found = _fully(page, url, declared, recipe) if full else _quickly(page, declared)
    stated = dates.declared(declared, bounds)
    told = (
        (dates.read(found.date, bounds), "recipe"),
        stated if stated[1] != dates.ANY_TIME else ("", ""),
        dates.in_address(url, bounds),
    )
    day, day_method = next(filter(lambda pair: pair[0], told), None) or dates.long_ago(declared, url, bounds)
    if not day:
        day, day_method = stated if stated[0] or not full else _suggested(page.tree, bounds)
        if full and not day and fetched:
            day, day_method = _relative(page.tree, [found.date, *declared.marked], fetched, bounds)
    return Page(
        title=found.title,
        text=found.text,
        method=found.method,
        date=day,
        date_method=day_method,
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        language=(recipe.language if recipe else "") or declared.language,
        canonical=_claimed(url, declared),
        demonstration=declared.meta.get("corridors") == "demonstration",
        remark=found.remark,
    )


def _claimed(url: str, declared: said.Said) -> str:
    """The address a page claims, as it writes it; whole where it writes that it is relative to another than its own."""
    if not declared.canonical or not declared.base:
        return declared.canonical
    try:
        return urljoin(urljoin(url, declared.base), declared.canonical)
    except ValueError:
        return declared.canonical


@dataclass(frozen=True)
class _Read:
    """Title and text, how they were found, the date a recipe found beside them, and a remark."""

    title: str
    text: str
    method: str
    date: str = ""
    remark: str = ""


def _quickly(page: Opened, declared: said.Said) -> _Read:
    """All words of the page, and those it says of itself: nothing the full pass may find is missing."""
    found = words.of(page)
    _check(f"{found}\n{declared.body}".strip(), declared.title, declared.sends_on)
    return _Read(declared.title, f"{found}\n{declared.words()}", "all words")


def _fully(page: Opened, url: str, declared: said.Said, recipe: Recipe | None) -> _Read:
    """The article, by the recipe where one is given and finds it."""
    taken, remark = _by_recipe(page.tree, recipe) if recipe else (Found("", "", ""), "")
    title, found, method = taken.title[:500] or declared.title, words.tidy(taken.text), "recipe"
    if not found:
        found, method = _article(page, url, is_chinese=bool(_HAN.search(declared.title)))
    _check(found, title, declared.sends_on)
    return _Read(title, found.removeprefix(f"{title}\n"), method, taken.date, remark)


def _by_recipe(tree: Any, recipe: Recipe) -> tuple[Found, str]:
    """What a recipe takes from a page, and why that is nothing."""
    try:
        taken = apply(recipe, tree)
    except Invalid as error:
        return Found("", "", ""), f"The outlet's recipe cannot be used: {error.message}"
    if taken.text.strip():
        return taken, ""
    return Found("", "", ""), "The outlet's recipe found no text on this page, so it was read in the general way."


def _article(page: Opened, url: str, *, is_chinese: bool) -> tuple[str, str]:
    """The article: the extractor's, or the page's own paragraphs where that finds too little."""
    import trafilatura  # noqa: PLC0415 - a second of imports that the quick pass does not need

    settings = _settings(is_chinese=is_chinese)
    told = trafilatura.extract(
        page.text, url=url, fast=True, include_comments=False, include_tables=True, config=settings
    )
    found = words.without_leads(words.tidy(told or ""))
    if _size(found) >= 2 * SHORTEST:
        return found, "trafilatura"
    paragraphs = words.without_leads(words.paragraphs(page))
    if len(paragraphs) > len(found):
        return paragraphs, "paragraphs"
    return (found, "trafilatura") if found else (words.of(page), "all words")


@cache
def _settings(*, is_chinese: bool) -> Any:
    """The extractor's settings. What it finds too little it fills up with what stands around: Chinese says more."""
    from trafilatura import settings  # noqa: PLC0415 - as above

    told = settings.use_config()
    if is_chinese:
        told.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(told.getint("DEFAULT", "MIN_EXTRACTED_SIZE") // 2))
    return told


def _suggested(tree: Any, bounds: dates.Bounds) -> tuple[str, str]:
    """A day found in what the page shows, the least sure of the ways."""
    dates.forget_others(tree)
    labelled = dates.shown(tree, bounds)
    if labelled[0]:
        return labelled
    import htmldate  # noqa: PLC0415 - as above

    # Scripts tell when things expire and when they were built; that is not when they were published.
    etree.strip_elements(tree, "script", "style", "noscript", with_tail=False)
    found = htmldate.find_date(
        etree.tostring(tree, encoding="unicode", method="html"),
        extensive_search=False,
        original_date=True,
        min_date=bounds.earliest.isoformat(),
        max_date=bounds.latest.isoformat(),
    )
    return (found, "text") if found else ("", "")


def _relative(tree: Any, marked: Iterable[str], fetched: datetime, bounds: dates.Bounds) -> tuple[str, str]:
    """A day told relative to when the page was fetched: where its time is marked, else near its headline."""
    told = next(filter(None, (ago.read(text, fetched, bounds) for text in marked)), "")
    told = told or ago.near_headline(tree, fetched, bounds)
    return (told, ago.METHOD) if told else ("", "")


def _size(text: str) -> int:
    """How much is said: a Chinese character says about what two letters do."""
    return len(text) + len(_HAN.findall(text[: 20 * SHORTEST]))


def _spoken(text: str) -> int:
    """How much is said in whole sentences that have nothing to do with consent: more than a menu or a button says."""
    sentences = (part for part in _SENTENCE.split(text) if not _CONSENT.search(part))
    return sum(size for size in map(_size, sentences) if size >= SHORTEST // 2)


def _check(text: str, title: str, sends_on: str) -> None:
    """Refuse what is no article.

    Raises:
        Unreadable: it only asks for consent or scripts, or says nothing.
    """
    if len(text) >= 40 * SHORTEST:
        return
    size = _size(text)
    asks = len(_CONSENT.findall(text)) if size < 40 * SHORTEST else 0
    if asks and _spoken(text) >= 3 * SHORTEST:
        asks = asks if asks > 3 and size >= 8 * SHORTEST else 0
    if (asks and size < 8 * SHORTEST and len(_CONSENT.sub("", text)) < 6 * SHORTEST) or (
        asks > 3 and asks * 100 > size
    ):
        raise Unreadable("The page shows only a notice that asks for consent or for scripts.")
    if size < SHORTEST and size < _size(title) + SHORTEST // 2:
        told = f" It sends readers on to {sends_on[:200]}." if sends_on else ""
        raise Unreadable(f"The page has no text of an article.{told}")
