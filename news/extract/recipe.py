"""What a curator tells of an outlet's pages where the general way fails: which elements hold title, text and date.

A selector is CSS, or XPath where it begins with ``/``, ``.`` or ``(``. Several, a line each, are tried in turn. For a
date the ``datetime`` or ``content`` of an element counts before its text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cssselect
from lxml import etree

from corridors.errors import Invalid

LONGEST = 500
MOST_LINES = 8
_XPATH = re.compile(r"[/.(]")
_IS_CLASS = re.compile(r"\.[A-Za-z_-]")
_ATTRIBUTES = ("datetime", "content", "title", "value")
_BREAKS = frozenset(
    (
        "p",
        "div",
        "section",
        "article",
        "li",
        "ul",
        "ol",
        "br",
        "tr",
        "td",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "blockquote",
    )
)


@dataclass(frozen=True)
class Recipe:
    """Selectors by what they find; empty ones leave it to the general way. ``text`` is needed."""

    text: str
    title: str = ""
    date: str = ""
    drop: str = ""
    language: str = ""


@dataclass(frozen=True)
class Found:
    """What a recipe took from a page; '' where it found nothing."""

    title: str
    text: str
    date: str


def check(selectors: str, field: str) -> None:
    """Look whether selectors can be read.

    Raises:
        Invalid: naming the line that cannot.
    """
    lines = _lines(selectors)
    if len(lines) > MOST_LINES:
        raise Invalid(f"At most {MOST_LINES} selectors can be given here, one a line.", field=field)
    for line in lines:
        if len(line) > LONGEST:
            raise Invalid(f"A selector is at most {LONGEST} characters long.", field=field)
        try:
            _compiled(line)
        except (cssselect.SelectorError, etree.XPathError, ValueError) as error:
            kind = "XPath" if _is_xpath(line) else "CSS selector"
            raise Invalid(f"“{line[:80]}” cannot be read as {kind}: {str(error)[:200]}.", field=field) from error


def apply(recipe: Recipe, tree: Any) -> Found:
    """Take title, text and date from a parsed page, which loses what the recipe drops.

    Raises:
        Invalid: a selector cannot be read, or gives no elements but a number.
    """
    for name in ("drop", "title", "date", "text"):
        check(getattr(recipe, name), name)
    for line in _lines(recipe.drop):
        for element in _elements(tree, line):
            _remove(element)
    return Found(
        title=" ".join(_told(tree, recipe.title, _text).split()),
        text=_told(tree, recipe.text, _blocks, whole=True),
        date=" ".join(_told(tree, recipe.date, _moment).split()),
    )


def _lines(selectors: str) -> list[str]:
    return [line.strip() for line in selectors.splitlines() if line.strip()]


def _is_xpath(line: str) -> bool:
    return bool(_XPATH.match(line)) and not _IS_CLASS.match(line)


@lru_cache(maxsize=256)
def _compiled(line: str) -> Any:
    path = line if _is_xpath(line) else cssselect.HTMLTranslator().css_to_xpath(line)
    return etree.XPath(path, regexp=False, smart_strings=False)


def _elements(tree: Any, line: str) -> list[Any]:
    """What a selector finds: elements, or strings where XPath asks for attributes or text."""
    try:
        found = _compiled(line)(tree)
    except etree.XPathError as error:
        raise Invalid(f"“{line[:80]}” cannot be carried out: {str(error)[:200]}.") from error
    if isinstance(found, str):
        return [found]
    if not isinstance(found, list):
        raise Invalid(f"“{line[:80]}” gives a number or yes and no, not a part of the page.")
    return found


def _told(tree: Any, selectors: str, tell: Any, *, whole: bool = False) -> str:
    """What the first selector that finds any text finds: all its elements for a text, else the first one."""
    for line in _lines(selectors):
        pieces = (found if isinstance(found, str) else tell(found) for found in _outermost(_elements(tree, line)))
        kept = [piece for piece in pieces if piece.strip()]
        if kept:
            return "\n".join(kept) if whole else kept[0]
    return ""


def _outermost(found: list[Any]) -> Iterable[Any]:
    """Without elements within others that were found: their text would be told twice."""
    elements = {element for element in found if not isinstance(element, str)}
    for one in found:
        if isinstance(one, str) or (isinstance(one.tag, str) and not any(up in elements for up in one.iterancestors())):
            yield one


def _remove(element: Any) -> None:
    parent = None if isinstance(element, str) else element.getparent()
    if parent is None:
        return
    # Text that stands after an element belongs to the page, not to the element.
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _text(element: Any) -> str:
    return element.get("content") or "".join(element.itertext(with_tail=False)) if isinstance(element.tag, str) else ""


def _moment(element: Any) -> str:
    return next(filter(None, map(element.get, _ATTRIBUTES)), "") or _text(element)


def _blocks(element: Any) -> str:
    """The text of an element, a line a block."""
    pieces: list[str] = []
    for part in element.iter():
        if not isinstance(part.tag, str) or part.tag in {"script", "style"}:
            pieces.append(_tail(part, element))
            continue
        pieces.append(f"\n{part.text or ''}" if part.tag in _BREAKS else part.text or "")
        tail = _tail(part, element)
        pieces.append(f"\n{tail}" if part.tag in _BREAKS and tail.strip() else tail)
    return "".join(pieces)


def _tail(part: Any, whole: Any) -> str:
    return "" if part is whole else part.tail or ""
