"""Days that a page tells by how long ago they were ("2 hours ago", "вчера, 14:05"), counted from its fetching."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from news.extract import nearby
from news.extract.dates import Bounds
from news.extract.said import CHANGED

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
    lines = (*_lines(nearby.behind(headline)), *_lines(nearby.before(headline)))
    return next(filter(None, (read(line, fetched, bounds) for line in lines)), "")


def _lines(elements: Iterable[tuple[int, Any]]) -> Iterator[str]:
    for _, element in elements:
        yield " ".join("".join(element.itertext())[: 4 * _LONGEST_LINE].split())


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
