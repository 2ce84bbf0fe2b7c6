"""The words a page shows, a line a block, taken by a parser in C that makes no objects of what nobody asks for."""

import re

from news.extract.opened import Opened

# What readers do not read as a part of any article. Forms stay: some servers write whole pages inside one.
# Comments ('-comment'), instructions ('') and <wbr>, where a long word may be broken, go without leaving a gap.
_DROPPED = (
    *("script", "style", "noscript", "template", "svg", "iframe", "nav", "footer", "aside", "button", "select"),
    *("textarea", "head", "wbr", "-comment", ""),
)
# Elements that may stand inside a word, as a first letter set large does.
_INLINE = (
    *("a", "abbr", "acronym", "b", "big", "del", "em", "font", "i", "ins", "label", "mark", "nobr", "small", "span"),
    *("strong", "sub", "sup", "u"),
)

# What a line begins with that leads to another article: within the text of this one, but no part of it.
_LEADS_ON = re.compile(
    r"(?:читайте (?:также|ещ[её])|смотрите также|(?:материал\w* |новост\w* )?по теме|read (?:also|more)|also read|"
    r"see also|related(?: (?:news|stor(?:y|ies)|articles?))?|(?:тағы|сондай-ақ) оқыңыз(?:дар)?|оқи отырыңыз|"
    r"(?:相关|相關|延伸|推荐|推薦)(?:阅读|閱讀|新闻|新聞|报道|報道|報導))(?=\s*(?:[:：|—–-]|$))",
    re.IGNORECASE,
)
_LONGEST_LEAD = 200
_ENDS = (".", "!", "?", "…", "。", "！", "？")


def of(page: Opened) -> str:
    """All words a reader sees on a page; menus and the like are taken out of it."""
    _drop(page)
    for name in _INLINE:
        for element in page.named(name):
            element.unwrap(delete_empty=True)
    page.document.merge_text_nodes()
    # Whatever else begins or ends there parts words.
    return tidy(page.document.text(separator="\n", skip_empty=True))


def paragraphs(page: Opened) -> str:
    """The words of a page's paragraphs; menus and the like are taken out of it."""
    _drop(page)
    return tidy("\n".join(paragraph.text() for paragraph in page.document.tags("p")))


def _drop(page: Opened) -> None:
    for name in _DROPPED:
        for element in page.named(name):
            # Its own elements stay in it: some of them are dropped too.
            element.decompose(recursive=False)


def tidy(text: str) -> str:
    """Lines without empty ones, doubled spaces, and the bars between cells of tables that only lay out a page."""
    lines = [*filter(None, map(" ".join, map(str.split, text.splitlines())))]
    return "\n".join(_without_bars(lines) if any(line[0] in "|-" for line in lines) else lines)


def without_leads(text: str) -> str:
    """Lines without those that only lead to another article, as "Read also: ..." does, alone or above its headline."""
    kept: list[str] = []
    was_alone = False
    for line in text.split("\n"):
        label = _LEADS_ON.match(line)
        leads = len(line) <= _LONGEST_LEAD and (bool(label) or (was_alone and not line.endswith(_ENDS)))
        was_alone = label is not None and not line[label.end() :].strip(" :：|—–-")
        if not leads:
            kept.append(line)
    return "\n".join(kept)


def _without_bars(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line[0] == "|":
            kept += (cell.strip() for cell in line.split("|") if cell.strip(" -"))
        elif line[0] != "-" or line.strip("- "):
            kept.append(line)
    return kept
