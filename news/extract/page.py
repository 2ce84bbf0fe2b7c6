"""Reads one page's HTML: quickly for its words, or fully for its article. Runs in the child process only."""

import re
from datetime import date
from typing import Any

import lxml.etree
import lxml.html

from news import encodings
from news.extract import dates
from news.extract.model import Page, Unreadable

SHORTEST = 80
_DROPPED = ("script", "style", "noscript", "template", "svg", "iframe", "form", "nav", "footer", "aside", "button")
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "main", "li", "ul", "ol", "br", "tr", "td", "th", "table", "pre", "h1", "h2")
) | {"h3", "h4", "h5", "h6", "blockquote", "figcaption", "dd", "dt"}
_CONSENT = re.compile(
    r"cookie|consent|gdpr|enable javascript|включите javascript|файлы cookie|использу\w+ куки|cookie файл|"
    r"启用\s*javascript|接受.{0,6}cookie|javascript-ті қос",
    re.IGNORECASE,
)
_SITE_NAME = re.compile(r"\s+[|—«-]\s+[^|—»]{2,60}$|_[^_]{2,40}$")
_SPACE = re.compile(r"[ \t\r\f\v\u00a0]+")


def read(body: bytes, content_type: str, url: str, today: date, *, full: bool) -> Page:
    """One pass over a page.

    Args:
        body: its bytes.
        content_type: the HTTP header, for the charset.
        url: its address, which may carry the date.
        today: no page can be dated later than the day after.
        full: find the article itself (slow) rather than all the words of the page (quick).

    Raises:
        Unreadable: the page has no text, or only asks for consent.
    """
    decoded = encodings.decode(body, content_type)
    tree = _tree(decoded.text)
    latest = dates.limit(today)
    title = _title(tree)
    day, day_method = dates.declared(tree, latest)
    if not day:
        day, day_method = dates.in_address(url, latest)
    # What the page says of itself is read before the quick pass takes parts of the tree away.
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    canonical = _first(tree, "//link[@rel='canonical']/@href")
    demonstration = bool(tree.xpath("//meta[@name='corridors'][@content='demonstration']"))
    if full:
        text, method = _article(decoded.text, tree, url)
        if not day:
            day, day_method = _suggested(decoded.text, latest)
    else:
        text, method = _words(tree), "all words"
    _check(text, title)
    text = text.removeprefix(f"{title}\n")
    return Page(
        title=title,
        text=text,
        method=method,
        date=day,
        date_method=day_method,
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        language=language,
        canonical=canonical,
        demonstration=demonstration,
    )


def _tree(text: str) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        return lxml.html.document_fromstring(text.replace("\x00", "").encode("utf-8", errors="replace"), parser=parser)
    except (lxml.etree.ParserError, ValueError) as error:
        raise Unreadable("The page is empty.") from error


def _first(tree: Any, path: str) -> str:
    found = tree.xpath(path)
    return str(found[0]).strip() if found else ""


def _title(tree: Any) -> str:
    """The headline: what the page shares, else its only first-rank heading, else its title without the site's name."""
    shared = _first(tree, "//meta[@property='og:title']/@content")
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    named = " ".join(_first(tree, "//title/text()").split())
    chosen = shared or (headings[0] if len(headings) == 1 else "") or _SITE_NAME.sub("", named) or named
    return " ".join(chosen.split())[:500]


def _words(tree: Any) -> str:
    """All words a reader sees on the page, a line a block; menus and the like left out."""
    for element in list(tree.iter(*_DROPPED)):
        if element.getparent() is not None:
            element.drop_tree()
    pieces: list[str] = []
    body = tree.find("body")
    for element in (body if body is not None else tree).iter():
        if not isinstance(element.tag, str):
            pieces.append(element.tail or "")
            continue
        if element.tag in _BLOCKS:
            pieces.append("\n")
        pieces.append(element.text or "")
        tail = element.tail or ""
        pieces.append(f"\n{tail}" if element.tag in _BLOCKS and tail.strip() else tail)
    return _tidy("".join(pieces))


def _article(text: str, tree: Any, url: str) -> tuple[str, str]:
    """The article: the extractor's, or the page's own paragraphs where that finds too little."""
    import trafilatura  # noqa: PLC0415 - a second of imports that the quick pass does not need

    found = trafilatura.extract(text, url=url, fast=True, include_comments=False, include_tables=True) or ""
    if len(found) >= 2 * SHORTEST:
        return _tidy(found), "trafilatura"
    paragraphs = "\n".join(paragraph.text_content() for paragraph in tree.iter("p"))
    if len(_tidy(paragraphs)) > len(found):
        return _tidy(paragraphs), "paragraphs"
    return (_tidy(found), "trafilatura") if found else (_words(tree), "all words")


def _suggested(text: str, latest: date) -> tuple[str, str]:
    """A day found in the visible text, the least sure of the ways."""
    import htmldate  # noqa: PLC0415 - as above

    found = htmldate.find_date(
        text,
        extensive_search=False,
        original_date=True,
        min_date=dates.EARLIEST.isoformat(),
        max_date=latest.isoformat(),
    )
    return (found, "text") if found else ("", "")


def _tidy(text: str) -> str:
    lines = (_SPACE.sub(" ", line).strip() for line in text.replace("\u3000", " ").splitlines())
    # Tables that only lay out a page come from the extractor with bars between their cells.
    cells = (cell for line in lines for cell in (line.split("|") if line.startswith("|") else [line]))
    return "\n".join(cell.strip() for cell in cells if cell.strip(" -"))


def _check(text: str, title: str) -> None:
    if len(text) < 8 * SHORTEST and _CONSENT.search(text) and len(_CONSENT.sub("", text)) < 6 * SHORTEST:
        raise Unreadable("The page shows only a notice that asks for consent or for scripts.")
    if len(text) < SHORTEST and len(text) < len(title) + SHORTEST // 2:
        raise Unreadable("The page has no text of an article.")
