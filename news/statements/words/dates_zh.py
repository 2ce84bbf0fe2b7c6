"""How Chinese writes dates."""

import re

from news.statements.dates import DateWords

_YEAR = r"(?P<y>(?:19|20)\d\d)\s?年"
_BESIDE = r"(?P<ry>今年|本年度?|去年|前年|明年|后年)"
_MONTH = r"(?P<m>1[0-2]|0?[1-9])\s?月份?"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])\s?[日号]"
_ORDINAL = "一二三四1234"


def _all(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


DATES = DateWords(
    patterns=_all(
        r"(?P<skip>(?:19|20)\d\d年?\s?[-—–至到~]\s?(?:19|20)?\d\d年)",
        rf"{_YEAR}\s?{_MONTH}\s?{_DAY}",
        rf"{_BESIDE}\s?{_MONTH}\s?{_DAY}",
        rf"{_YEAR}\s?{_MONTH}",
        rf"{_BESIDE}\s?{_MONTH}",
        rf"{_YEAR}第?(?P<q>[{_ORDINAL}])季度",
        rf"{_BESIDE}第?(?P<q>[{_ORDINAL}])季度",
        rf"{_YEAR}(?P<h>[上下])半年",
        rf"{_BESIDE}(?P<h>[上下])半年",
        rf"(?<!\d){_MONTH}\s?{_DAY}",
        rf"(?<![\d个]){_MONTH}(?!\d)",
        r"(?P<rm>本月|上个?月|下个?月)(?P<d>3[01]|[12]\d|0?[1-9])[日号]",
        r"(?P<rm>本月|上个?月|下个?月)",
        r"(?<![\d月个])(?P<d>3[01]|[12]\d|0?[1-9])日(?!元)",
        rf"(?<!\d){_YEAR}",
        _BESIDE,
        r"(?P<ry>年底|年末|年内)",
        r"(?P<ago>[两二三四五六七八九十]|\d{1,2})年前",
        r"(?P<rd>今天|今日|昨天|昨日|明天|明日)",
    ),
    months={},
    years={"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2, "年底": 0, "年末": 0, "年内": 0},
    near_months={"本月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1},
    near_days={"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "明天": 1, "明日": 1},
    ordinals={
        "一": 1,
        "二": 2,
        "三": 3,
        "四": 4,
        "五": 5,
        "六": 6,
        "七": 7,
        "八": 8,
        "九": 9,
        "十": 10,
        "两": 2,
        "上": 1,
        "下": 2,
    },
    bounds=re.compile(r"(?:不早于|晚于|原定于?|而非|不是|截至|到|截止)$|(?:之后|以后|后|以来)"),
    since=re.compile(r"(?:自|从)$|(?:以来|起)"),
)
