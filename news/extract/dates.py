"""When a page was published: what it declares first, what its address says next, what it shows last."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from news import headlines
from news.extract import nearby
from news.extract.said import CHANGED, Said, tells_change

#: How a day was found that stands in an element for any time: often the article's, but there may be others before it.
ANY_TIME = "time element"
#: No page is older, when first seen, than so many years, nor younger than tomorrow, for the sake of time zones.
YEARS = 10
_OLDEST = date(1995, 1, 1)
_META = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "publish_date",
    "publication_date",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
    "mediator_published_time",
    "bytedance:published_time",
    "weibo:article:create_at",
)
# Nominative where writers use it, else as much as is always written; Kazakh months also with -да/-ында and -дағы.
_MONTHS = (
    ("jan", "янв", "қаңтар"),
    ("feb", "фев", "ақпан"),
    ("mar", "мар", "наурыз"),
    ("apr", "апр", "сәуір"),
    ("may", "ма[йя]", "мамыр"),
    ("jun", "июн", "маусым"),
    ("jul", "июл", "шілде"),
    ("aug", "авг", "тамыз"),
    ("sep", "сен", "қыркүйе"),
    ("oct", "окт", "қазан"),
    ("nov", "ноя", "қараша"),
    ("dec", "дек", "желтоқсан"),
)
_MONTH = "|".join(f"(?P<m{at}>{'|'.join(names)})" for at, names in enumerate(_MONTHS, start=1))
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_CHINESE = re.compile(r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号號]")
# 5/3/2026 10:00 AM: who counts hours so writes the month first.
_AMERICAN = re.compile(
    r"(?<!\d)(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}),?\s+(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?\s*[ap]\.?m\b", re.I
)
_EUROPEAN = re.compile(r"(?<!\d)(?P<d>\d{1,2})(?P<by>[./-])(?P<m>\d{1,2})(?P=by)(?P<y>\d{4})(?!\d)")
# 5/13/2026: there is no thirteenth month.
_MONTH_BEFORE = re.compile(r"(?<!\d)(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])/(?P<y>\d{4})(?!\d)")
# 20260503; 20260503101500
_COMPACT = re.compile(r"(?<!\d)(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:\d{6})?(?!\d)")
# 3 мая 2026 г.; 3 апр. 2026; 3 May 2026; 03-May-2026; 3 мамыр 2026; 3-мамыр, 2026
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})\s*(?:-?(?:st|nd|rd|th))?(?:\s+|-)(?:{_MONTH})\w*\.?(?:,?\s+|-)(?P<y>\d{{4}})", re.I
)
# May 3, 2026
_MONTH_FIRST = re.compile(rf"\b(?:{_MONTH})\w*\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})", re.I)
# 2026 жылғы 3 мамыр; 2026 жылдың 3 мамырында; 2026 ж. 3 мамыр
_KAZAKH = re.compile(
    rf"(?<!\d)(?P<y>\d{{4}})\s*(?:ж\.|жыл\w*),?\s*(?P<d>\d{{1,2}})(?:-?\w{{1,4}})?\s+(?:{_MONTH})", re.I
)
# 3 мая 2026 without the year, as "сегодня, 3 мая", names no year and is left alone.
_SHOWN = (_ISO, _CHINESE, _AMERICAN, _EUROPEAN, _MONTH_BEFORE, _DAY_FIRST, _MONTH_FIRST, _KAZAKH)
_WRITTEN = (*_SHOWN, _COMPACT)
# /2026/05/03/ or /2026-05-03-; /2026/0503/; /202605/03/; /202605/t20260503_1; /20260503
_IN_ADDRESS = tuple(
    map(
        re.compile,
        (
            r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|_|\.|$)",
            r"/(20\d{2})[/-](\d{2})(\d{2})/",
            r"/(20\d{2})(\d{2})/(\d{2})/",
            r"/(20\d{2})(\d{2})/t\1\2(\d{2})_",
            r"[/_-](20\d{2})(\d{2})(\d{2})(?!\d)",
        ),
    )
)
_LABELS = ("date", "time", "publish", "posted", "Date", "Time", "Publish", "pubtime", "info", "meta")
_LABELLED = "//*[{}]".format(" or ".join(f"contains(@class, '{name}')" for name in _LABELS))
_LONGEST, _MOST = 120, 200
# The day on which somebody looks at the page, which tells nothing of it.
_TODAY = re.compile(r"今天是|今日是|today is\b|сегодня\b|бүгін\b", re.IGNORECASE)
# What tells when a page was changed, in whichever way it does.
_OF_CHANGES = "//meta[@name or @property or @http-equiv] | //*[@itemprop]"


@dataclass(frozen=True)
class Bounds:
    """The days on which a page can have been published."""

    earliest: date
    latest: date

    @classmethod
    def seen(cls, day: date) -> "Bounds":
        """From ten years before a page was seen to the day after."""
        return cls(day - timedelta(days=365 * YEARS + 3), day + timedelta(days=1))

    def before(self) -> "Bounds":
        """The days before, as far back as pages go: what is told of one is an old page's, not a mistake."""
        return Bounds(_OLDEST, self.earliest - timedelta(days=1))

    def day(self, year: str, month: str | int, day: str) -> str:
        """A day within the bounds as ``YYYY-MM-DD``, else ''."""
        try:
            found = date(int(year), int(month), int(day))
        except ValueError:
            return ""
        return found.isoformat() if self.earliest <= found <= self.latest else ""


def declared(said: Said, bounds: Bounds) -> tuple[str, str]:
    """The day a page declares in JSON-LD, meta tags or an element that marks a time, with the method; ('', '') if none.

    When it was changed is never taken for when it was published; nor when another article was, where the page tells of
    its own by its headline; nor when the site was, where it tells of an article.
    """
    title = headlines.plain(said.title)
    told = (entry for entry in said.data if isinstance(entry.get("datePublished"), str) and not _is_site(entry))
    own = sorted(told, key=lambda entry: (headlines.plain(str(entry.get("headline"))) != title, not _is_article(entry)))
    structured = (entry["datePublished"] for entry in own)
    tagged = (said.meta[name] for name in _META if name in said.meta)
    methods = (("json-ld", structured), ("meta", tagged), ("marked element", said.marked), (ANY_TIME, said.times))
    for method, values in methods:
        if found := _first(values, bounds):
            return found, method
    return "", ""


def _is_article(entry: dict[str, Any]) -> bool:
    kind = str(entry.get("@type"))
    return "Article" in kind or "Posting" in kind


def _is_site(entry: dict[str, Any]) -> bool:
    return "WebSite" in str(entry.get("@type"))


def in_address(url: str, bounds: Bounds) -> tuple[str, str]:
    """The day an address carries, as in ``/2026/05/31/``."""
    matches = filter(None, (pattern.search(url) for pattern in _IN_ADDRESS))
    found = next(filter(None, (bounds.day(*match.groups()) for match in matches)), "")
    return (found, "address") if found else ("", "")


def long_ago(said: Said, url: str, bounds: Bounds) -> tuple[str, str]:
    """The day before the bounds that a page or its address says it was published on, with the method, as above.

    Only what is declared of the article itself is believed so far back: other days on a page are of something else.
    """
    own = replace(said, data=[entry for entry in said.data if _is_article(entry)], times=[])
    found = declared(own, bounds.before())
    return found if found[0] else in_address(url, bounds.before())


def shown(tree: Any, bounds: Bounds) -> tuple[str, str]:
    """The day in a short line that the page labels as a date by the name of its class: the one nearest to the headline.

    Many pages begin with the day on which somebody looks at them.
    """
    headline = next(tree.iter("h1"), None)
    sides = (nearby.behind(headline), nearby.before(headline)) if headline is not None else ()
    near = ((far, day) for side in sides for far, element in side if (day := _labelled(element, bounds)))
    nearest = min(near, default=(0, ""))[1]
    anywhere = (_labelled(element, bounds) for element in tree.xpath(_LABELLED)[:_MOST])
    found = nearest or next(filter(None, anywhere), "")
    return (found, "shown") if found else ("", "")


def _labelled(element: Any, bounds: Bounds) -> str:
    named = element.get("class") or ""
    if tells_change(named) or not any(name in named for name in _LABELS):
        return ""
    text = " ".join("".join(element.itertext())[: 4 * _LONGEST].split())
    is_day = 6 <= len(text) <= _LONGEST and not CHANGED.search(text) and not _TODAY.match(text)
    return _match(text, _SHOWN, bounds) if is_day else ""


def forget_others(tree: Any) -> None:
    """Take from a tree what tells when the page was changed, and elements for times: none was the article's."""
    for element in tree.xpath("//time[@datetime]"):
        element.clear(keep_tail=True)
    for element in tree.xpath(_OF_CHANGES):
        if tells_change(" ".join(element.get(name) or "" for name in ("name", "property", "http-equiv", "itemprop"))):
            element.clear(keep_tail=True)


def read(value: str, bounds: Bounds) -> str:
    """A written day as ``YYYY-MM-DD``, the day it is where it was written; '' when it is none or out of bounds."""
    return _match(value[:200], _WRITTEN, bounds)


def _first(values: Iterable[str], bounds: Bounds) -> str:
    return next(filter(None, (read(value, bounds) for value in values)), "")


def _match(text: str, patterns: Iterable[re.Pattern[str]], bounds: Bounds) -> str:
    for pattern in patterns:
        match = pattern.search(text)
        if match:
            parts = match.groupdict()
            month = parts.get("m") or next(name[1:] for name, part in parts.items() if name[1:].isdigit() and part)
            if found := bounds.day(parts["y"], month, parts["d"]):
                return found
    return ""
