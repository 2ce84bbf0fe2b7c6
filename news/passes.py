"""Reads a page in two passes: its words first, the article itself only where a project might be meant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from news import language
from news.extract.model import Page
from news.linking.linker import Link

#: From which probability the quick pass calls for the full one: half of what is shown to whoever asks for a page.
#: What other values lose and spare is measured by ``bench/margins.py``.
PROMISING = 0.15


class Linker(Protocol):
    """What finds projects in a text."""

    def link(self, title: str, text: str, language: str, date: Any = None, *, explained: bool = True) -> list[Link]:
        """Projects the text may concern, the likeliest first, with reasons where they are to be explained."""
        ...


@dataclass(frozen=True)
class Pass:
    """What one pass made of a page; ``full`` whether it was the second."""

    page: Page
    title: str
    language: language.Language
    links: Sequence[Link]
    full: bool

    @property
    def is_promising(self) -> bool:
        """Whether a project might be meant."""
        return bool(self.links) and self.links[0].score >= PROMISING


def one_pass(page: Page, linker: Linker, title: str, hint: str, *, full: bool) -> Pass:
    """Tell the language of a page as read, and link it.

    Args:
        page: as read.
        linker: what finds projects.
        title: its headline.
        hint: the language expected of its outlet.
        full: whether the page was read in full.
    """
    told = language.tell(f"{title}\n{page.text[:4000]}", page.language or hint)
    # Nobody is shown a link of the quick pass.
    links = linker.link(title, page.text, told.code, explained=full)
    return Pass(page, title, told, links, full=full)


def two_passes(
    quick: Page,
    read_fully: Callable[[], Page],
    linker: Linker,
    listed: str = "",
    hint: str = "",
    *,
    always: bool = False,
) -> Pass:
    """Link a page by its words, and if that shows a project that might be meant, by its article.

    Where the page shows none, the headline it was listed by is tried: outlets send readers without a subscription to a
    page that asks for one, and word their headlines anew.

    Args:
        quick: the page as the quick pass read it.
        read_fully: reads it in full.
        linker: what finds projects.
        listed: the headline by which a feed listed it.
        hint: the language expected of its outlet.
        always: read it in full whatever the quick pass shows: somebody asked for this very page.
    """
    first = one_pass(quick, linker, _headline(quick.title, listed), hint, full=False)
    if not first.is_promising and listed not in {"", first.title}:
        by_headline = one_pass(replace(quick, text=""), linker, listed, hint, full=False)
        if by_headline.is_promising:
            return one_pass(read_fully(), linker, listed, hint, full=True)
    if not first.is_promising and not always:
        return first
    page = read_fully()
    return one_pass(page, linker, _headline(page.title, listed), hint, full=True)


def _headline(page: str, listed: str) -> str:
    """The page's headline; the feed's where the page's was cut short by taking off what looked like a site's name."""
    return listed if not page or (listed.startswith(page) and len(listed) > len(page)) else page
