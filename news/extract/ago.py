"""Days that a page tells by how long ago they were ("2 hours ago", "вчера, 14:05"), counted from its fetching."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from news.extract.dates import CHANGED, Bounds

#: How such a day was found.
METHOD = "relative time"
_LANGUAGES = ["en", "ru", "zh", "zh-Hant", "kk"]
# Without one of these it is a duration. "Today" alone stands above columns; with an hour it is a time.
_SAYS_WHEN = re.compile(
    r"\b(?:ago|yesterday|назад|(?:поза)?вчера|бұрын|кеше)\b|前|昨天|昨日|刚刚|剛剛|"
    r"(?:\b(?:today|сегодня|бүгін)\b|今天|今日).*\d",
    re.IGNORECASE,
)
_SPELLED = {"昨日": "昨天", "今日": "今天"}
_PARTS = re.compile(r"\s*(?:[|·•–—/\n]|\s-\s)\s*")
_LABEL = re.compile(
    r"^(?:published|posted|опубликовано|размещено|добавлено|жарияланды|жарияланған уақыты|[发發]布[时時]?[间間于]?)"
    r"\s*[:：]?\s*",
    re.IGNORECASE,
)
# Weeks, months and years ago tell no day.
_PRECISE = frozenset({"time", "day"})
_LONGEST_PHRASE, _LONGEST_LINE = 40, 120
# So many letters from the headline its own time is looked for; what stands in these has a time of its own.
_NEAR = 600
_OTHERS = ("a", "aside", "nav", "footer", "form", "select", "button", "script", "style", "noscript")
_MOST_PARTS, _MOST_WITHIN = 5, 50


def read(text: str, fetched: datetime, bounds: Bounds) -> str:
    """The day a line tells relative to when its page was fetched, as ``YYYY-MM-DD``; '' if it tells none so.

    The phrase must be a part of the line by itself: within a sentence it tells when something else was.
    """
    if len(text) > _LONGEST_LINE or CHANGED.search(text) or not _SAYS_WHEN.search(text):
        return ""
    return next(filter(None, (_day(phrase, fetched, bounds) for phrase in _phrases(text))), "")


def near_headline(tree: Any, fetched: datetime, bounds: Bounds) -> str:
    """The day told relative to fetching nearest to the headline, that behind it first; '' if there is none.

    Further away are the times of other articles.
    """
    headline = next(tree.iter("h1"), None)
    if headline is None:
        return ""
    behind = headline.xpath("following::*")
    before = reversed(headline.xpath("preceding::*"))
    lines = (*_lines(behind), *_lines(before))
    return next(filter(None, (read(line, fetched, bounds) for line in lines)), "")


def _lines(elements: Iterable[Any]) -> Iterator[str]:
    """What short elements say, until so much was said that the headline is far away."""
    said = 0
    for element in elements:
        if said > _NEAR:
            return
        said += len((element.text or "").strip()) + len((element.tail or "").strip())
        is_others = element.tag in _OTHERS or next(element.iterancestors(*_OTHERS), None) is not None
        if not is_others and _is_small(element):
            yield " ".join("".join(element.itertext())[: 4 * _LONGEST_LINE].split())


def _is_small(element: Any) -> bool:
    """Whether an element may be a line: one that holds much is none, and is not read over with each it stands in."""
    return len(element) <= _MOST_PARTS and next(islice(element.iter(), _MOST_WITHIN, None), None) is None


def _phrases(line: str) -> Iterator[str]:
    """Parts of a line that may be a phrase of time: between marks, and behind a name and a comma."""
    for part in _PARTS.split(line):
        text = _LABEL.sub("", part.strip())
        while text:
            if len(text) <= _LONGEST_PHRASE and _SAYS_WHEN.search(text):
                yield text
            text = text.partition(",")[2].strip()


def _day(phrase: str, fetched: datetime, bounds: Bounds) -> str:
    for written, known in _SPELLED.items():
        phrase = phrase.replace(written, known)
    found = _parser(fetched.replace(tzinfo=None, microsecond=0)).get_date_data(phrase)
    if found.date_obj is None or found.period not in _PRECISE or found.date_obj.date() > fetched.date():
        return ""
    return bounds.day(*found.date_obj.date().isoformat().split("-"))


@lru_cache(maxsize=1)
def _parser(base: datetime) -> Any:
    from dateparser.date import DateDataParser  # noqa: PLC0415 - the quick pass does not need it

    settings = {"PARSERS": ["relative-time"], "RELATIVE_BASE": base, "RETURN_TIME_AS_PERIOD": True}
    return DateDataParser(languages=_LANGUAGES, settings=settings)
