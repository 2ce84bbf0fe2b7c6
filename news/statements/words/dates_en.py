"""How English writes dates."""

import re

from news.statements.dates import DateWords

_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|(?-i:Mar(?:ch)?)|Apr(?:il)?|(?-i:May)|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<y>(?:19|20)\d\d)(?![\d%])(?![.,]\d)"
_BESIDE = r"(?P<ry>this\s+year|last\s+year|next\s+year|the\s+year|the\s+current\s+year|the\s+coming\s+year)\b"
_COUNT = r"two|three|four|five|six|seven|eight|nine|ten|\d{1,2}"


def _all(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


DATES = DateWords(
    patterns=_all(
        r"\b(?:in\s+|by\s+|between\s+)?(?P<y>(?:19|20)\d\d)\s?(?:[-–—/]|or|and)\s?(?P<y2>(?:19|20)\d\d)\b(?!-)",
        r"(?P<skip>\b(?:19|20)\d\d\s?[-–—/]\s?(?:19|20)?\d\d\b(?!-))",
        r"(?P<skip>\b(?:between|from)\s+[\w\s]{0,12}?(?:19|20)\d\d\s+(?:and|to|until)\s+[\w\s]{0,12}?(?:19|20)\d\d\b)",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTHS}),?\s+{_YEAR}",
        rf"\b(?P<m>{_MONTHS})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?:of\s+)?{_YEAR}",
        rf"\b(?P<m>{_MONTHS}),?\s+(?:of\s+)?{_YEAR}",
        rf"\b(?P<m>{_MONTHS})\s+(?:of\s+)?{_BESIDE}",
        rf"\b(?P<q>first|second|third|fourth|last)\s+quarter\s+(?:of\s+)?{_YEAR}",
        rf"\b(?P<q>first|second|third|fourth|last)\s+quarter\s+(?:of\s+)?{_BESIDE}",
        rf"\bQ(?P<q>[1-4])\s+(?:of\s+)?{_YEAR}",
        rf"\b(?P<q>[1-4])Q\s+(?:of\s+)?{_YEAR}",
        rf"\b(?P<h>first|second)\s+half\s+(?:of\s+)?{_YEAR}",
        rf"\b(?P<h>first|second)\s+half\s+(?:of\s+)?{_BESIDE}",
        rf"\bH(?P<h>[12])\s+(?:of\s+)?{_YEAR}",
        rf"\b(?P<m>{_MONTHS})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:%|percent|million|billion|km|trains))",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTHS})",
        rf"(?:\b(?:in|by|since|of|during|early|late|before|until|till|after|last|next|this)\s|\bmid-?)\s*(?P<m>{_MONTHS})"
        r"(?!\s+\d{4})",
        rf"(?<![\w$€£¥₸#.,-])(?:mid-|mid|late-|early-)?{_YEAR}(?!\s?(?:km|kilomet|MW|TEU|tonn|tons|trains|metres|people|workers)|\w)",
        _BESIDE,
        rf"\b(?P<ago>{_COUNT})\s+years\s+ago\b",
        rf"\bin\s+(?P<ahead>{_COUNT})\s+years(?:['’]\s+time)?\b(?!\s+of)",
        r"\b(?P<rm>last\s+month|this\s+month|next\s+month)\b",
        r"\b(?P<rd>today|yesterday|tomorrow)\b",
        r"\b(?P<wd>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(?!s)",
    ),
    months={
        name: number
        for number, name in enumerate(
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
        )
    },
    years={
        "this year": 0,
        "the year": 0,
        "the current year": 0,
        "last year": -1,
        "next year": 1,
        "the coming year": 1,
    },
    near_months={"last month": -1, "this month": 0, "next month": 1},
    near_days={"today": 0, "yesterday": -1, "tomorrow": 1},
    ordinals={
        "first": 1,
        "second": 2,
        "third": 3,
        "fourth": 4,
        "last": 4,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
    },
    weekdays={name: number for number, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])},
    bounds=re.compile(
        r"\b(?:after|beyond|from|no\s+earlier\s+than|not\s+(?:be\s+\w+\s+)?before|no\s+sooner\s+than|instead\s+of|rather\s+than|not\s+in"
        r"|than\s+in|originally\s+in|the\s+old)\s*(?:the\s+)?(?:end\s+of\s+|early\s+|late\s+|mid-?)?$",
        re.IGNORECASE,
    ),
    since=re.compile(r"\bsince\s*(?:late\s+|early\s+|mid-?)?$", re.IGNORECASE),
)
