"""Finds sums of money in a text and reads them as an exact number and an ISO currency."""

import dataclasses
import re
from collections.abc import Iterator
from decimal import Decimal

# Currency by the words or signs that stand for it. A word shared by several countries (rupee, dinar, manat) is not
# here: a sum whose currency would have to be guessed is not proposed.
_SIGNS = {
    r"US\s?\$|\bUSD\b|(?<![A-Za-z])\$": "USD",
    r"€|\bEUR\b": "EUR",
    r"£|\bGBP\b": "GBP",
    r"\bTk\.?|\bBDT\b|৳": "BDT",
    r"\bGEL\b|₾": "GEL",
    r"\bHUF\b": "HUF",
    r"₦|\bNGN\b": "NGN",
    r"\bETB\b": "ETB",
    r"\bKES\b|\bKSh\.?": "KES",
    r"\bAMD\b|֏": "AMD",
    r"\bNPR\b": "NPR",
    r"\bVND\b": "VND",
    r"\bTHB\b": "THB",
    r"\bLKR\b": "LKR",
    r"\bMNT\b|₮": "MNT",
    r"\bUAH\b|₴": "UAH",
    r"\bPLN\b": "PLN",
    r"₸|\bKZT\b": "KZT",
    r"₽|\bRUB\b": "RUB",
    r"\bRMB\b|\bCNY\b": "CNY",
    r"\bPKR\b": "PKR",
    r"\bRM|\bMYR\b": "MYR",
    r"\bIDR\b": "IDR",
    r"\bKGS\b": "KGS",
    r"\bUZS\b": "UZS",
}
_NAMES = {
    r"(?:US\s+|U\.S\.\s+|American\s+)?dollars?\b|(?:АҚШ\s+)?доллар\w*(?:\s+США)?|долл\.?|美元|美金|\bUSD\b|\$": "USD",
    r"euros?\b|евро\b|еуро\w*|欧元|€|\bEUR\b": "EUR",
    r"yuan\b|renminbi\b|\bRMB\b|\bCNY\b|юан\w*|元人民币|元|人民币": "CNY",
    r"tenge\b|тенге\b|теңге\w*|тг\b|坚戈|₸": "KZT",
    r"(?:Russian\s+)?rou?bles?\b|руб\b\.?|рубл\w+|卢布|₽": "RUB",
    r"(?:Kyrgyz\s+)?soms?\b|сом(?:ов|а)?\b|索姆": "KGS",
    r"(?:Uzbek\s+)?(?:soums?|sums?)\b|сум(?:ов)?\b|苏姆": "UZS",
    r"somoni\b|сомони\b|索莫尼": "TJS",
    r"pounds?\s+sterling\b|фунт\w*\s+стерлингов|英镑": "GBP",
    r"rupiah\b|印尼盾": "IDR",
    r"ringgit\b|林吉特": "MYR",
    r"Kenyan\s+shillings?\b": "KES",
    r"taka\b|塔卡|\bBDT\b": "BDT",
    r"laris?\b|лари\b|拉里": "GEL",
    r"forints?\b|форинт\w*|福林": "HUF",
    r"naira\b|найр\w+|奈拉": "NGN",
    r"(?:Armenian\s+)?drams?\b|драм(?:ов|а)?\b": "AMD",
    r"(?:Thai\s+)?baht\b|бат(?:ов|а)?\b|泰铢": "THB",
    r"(?:Vietnamese\s+)?dong\b|越南盾": "VND",
    r"tugriks?\b|т[уө]грик\w*|图格里克": "MNT",
    r"zlot(?:y|ys|ych)\b|злот\w+|兹罗提": "PLN",
    r"hryvni?as?\b|гривен\b|гривн\w+": "UAH",
    r"kwacha\b|克瓦查": "ZMW",
    r"巴基斯坦卢比|пакистанск\w+\s+рупи\w+|Pakistani\s+rupees?\b": "PKR",
    r"尼泊尔卢比|Nepal(?:i|ese)\s+rupees?\b": "NPR",
    r"斯里兰卡卢比|Sri\s+Lankan\s+rupees?\b": "LKR",
    r"比尔": "ETB",
    r"基普|kip\b": "LAK",
    r"birr\b": "ETB",
    r"yen\b|иен\w*|日元": "JPY",
    r"港元": "HKD",
}
_SCALES = {
    r"trillion\b|trn\b|tr\b|tn\b|триллион\w*|трлн\b\.?|万亿": 10**12,
    r"billion\b|bln\b|bn\b|миллиард\w*|млрд\b\.?|十亿": 10**9,
    r"千亿": 10**11,
    r"百亿": 10**10,
    r"亿": 10**8,
    r"千万": 10**7,
    r"crores?\b": 10**7,
    r"lakhs?\b": 10**5,
    r"million\b|mln\b|mn\b|m\b|миллион\w*|млн\b\.?|百万": 10**6,
    r"万": 10**4,
    r"thousand\b|тысяч\w*|тыс\b\.?|мың\b": 10**3,
}
_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f.,']\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"


def _either(table: dict[str, str] | dict[str, int]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in table)


_SCALE = _either(_SCALES)
_AMOUNT = re.compile(
    rf"(?P<sign>{_either(_SIGNS)})?[\s\u00a0]?(?<![\d.,])(?P<number>{_DIGITS})(?!\d)[多余]?[\s\u00a0-]?(?P<scale>{_SCALE})?"
    rf"(?:(?:\s|(?<=[亿万]))(?P<number2>\d+(?:[.,]\d+)?)\s?(?P<scale2>{_SCALE}))?"
    rf"[多余]?[\s\u00a0-]?(?P<name>{_either(_NAMES)})?",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?<!\d)(?<!\d\s)[-–—]$")
_RANGE_AFTER = re.compile(r"\s?[-–—~至到]\s?[$€₸]?\d")
_BARE_AFTER = re.compile(r"\s*(?:[,.;)–—]|$|(?:на|от|из|дал[аи]?|внос[ия]т|вн[её]с\w*|вложит|даст)\b)")
_GROUPED = re.compile(r"^\d{1,3}(?:[.,]\d{3})+$")


@dataclasses.dataclass(frozen=True)
class Sum:
    """A sum of money where it stands."""

    start: int
    end: int
    number: Decimal
    currency: str


def find(text: str, *, comma_is_decimal: bool) -> Iterator[Sum]:
    """Yield the sums in a text whose currency is named, of a range the upper end.

    Args:
        text: where to look.
        comma_is_decimal: whether the language writes 2,5 for two and a half, as Russian and Kazakh do.
    """
    last = ""
    for match in _AMOUNT.finditer(text):
        currency = _code(match["sign"], _SIGNS) or _code(match["name"], _NAMES)
        if not currency and comma_is_decimal and match["scale"] and _BARE_AFTER.match(text, match.end()):
            # "60 млн долларов, ещё 20 млн": the second sum is in the money of the first.
            currency = last
        last = currency or last
        if not currency or not match["number"].isascii():
            continue
        at = match.start("sign") if match["sign"] else match.start("number")
        before = text[max(0, at - 3) : at]
        if _MINUS.search(before) or _RANGE_AFTER.match(text, match.end()):
            continue
        number = _decimal(match["number"], scaled=bool(match["scale"]), comma_is_decimal=comma_is_decimal)
        number *= _size(match["scale"])
        if match["number2"]:
            number += Decimal(match["number2"].replace(",", ".")) * _size(match["scale2"])
        lead = len(match.group()) - len(match.group().lstrip())
        yield Sum(match.start() + lead, match.end(), number, currency)


def _code(written: str | None, table: dict[str, str]) -> str:
    if not written:
        return ""
    return next((code for pattern, code in table.items() if re.fullmatch(pattern, written, re.IGNORECASE)), "")


def _size(written: str | None) -> int:
    if not written:
        return 1
    return next((size for pattern, size in _SCALES.items() if re.fullmatch(pattern, written, re.IGNORECASE)), 1)


def _decimal(written: str, *, scaled: bool, comma_is_decimal: bool) -> Decimal:
    """Read digits with separators; three digits after one mark are thousands unless a scale word follows."""
    plain = re.sub(r"[ \u00a0\u202f']", "", written)
    if _GROUPED.match(plain) and not (scaled and (comma_is_decimal or "," not in plain)):
        return Decimal(re.sub(r"[.,]", "", plain))
    whole, mark, rest = plain.rpartition("," if plain.rfind(",") > plain.rfind(".") else ".")
    if not mark:
        return Decimal(plain)
    return Decimal(re.sub(r"[.,]", "", whole) + "." + rest)
