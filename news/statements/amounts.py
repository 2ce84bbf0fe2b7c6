"""Finds sums of money in a text and reads them as an exact number and an ISO currency."""

import dataclasses
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from news.statements.words.money import COUNTRIES, NAMES, SCALES, SHARED, SHARED_SIGNS, SIGNS

_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f.,']\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"


def _either(*tables: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for table in tables for pattern in table)


_SCALE = _either(SCALES)
# "Nepali rupees": the word before tells whose.
_WHOSE = {rf"(?:\w{{1,20}}\s|[一-鿿]{{1,6}}?)?(?:{name})": codes for name, codes in SHARED.items()}
_SEVERAL = re.compile(_either(SHARED, SHARED_SIGNS), re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_AMOUNT = re.compile(
    rf"(?P<sign>{_either(SIGNS, SHARED_SIGNS)})?[\s\u00a0]?(?<![\d.,])(?P<number>{_DIGITS})(?!\d)"
    rf"[多余]?[\s\u00a0-]?(?P<scale>{_SCALE})?"
    rf"(?:(?:\s|(?<=[亿万]))(?P<number2>\d+(?:[.,]\d+)?)\s?(?P<scale2>{_SCALE}))?"
    rf"[多余]?[\s\u00a0-]?(?P<name>{_either(NAMES, _WHOSE)})?",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?<!\d)(?<!\d\s)[-–—]$")
_RANGE_AFTER = re.compile(r"\s?[-–—~至到]\s?[$€₸]?\d")
_BARE_AFTER = re.compile(
    r"\s*(?:[,.;)–—，。；、）]|$|(?:на|от|из|дал[аи]?|внос[ия]т|вн[её]с\w*|вложит|даст)\b"
    r"|(?:is|are|was|were|from|to|by|for|and)\b)"
)
_GROUPED = re.compile(r"^\d{1,3}(?:[.,]\d{3})+$")


@dataclasses.dataclass(frozen=True)
class Sum:
    """A sum of money where it stands."""

    start: int
    end: int
    number: Decimal
    currency: str


def at_home(text: str) -> frozenset[str]:
    """Return the currencies, of those that share a name with others, whose countries a text with such a name names."""
    if not _SEVERAL.search(text):
        return frozenset()
    return frozenset(code for code, country in COUNTRIES.items() if re.search(country, text))


def find(text: str, *, comma_is_decimal: bool, home: Collection[str] = ()) -> Iterator[Sum]:
    """Yield the sums in a text whose currency is named, of a range the upper end.

    Args:
        text: where to look.
        comma_is_decimal: whether the language writes 2,5 for two and a half, as Russian and Kazakh do.
        home: the currencies of the countries the item names: rupees are of the one of them that has rupees.
    """
    if not _DIGIT.search(text):
        return
    last = ""
    for match in _AMOUNT.finditer(text):
        currency = _code(match["sign"], SIGNS) or _code(match["name"], NAMES)
        currency = currency or _shared(match["sign"], SHARED_SIGNS, home) or _shared(match["name"], _WHOSE, home)
        if not currency and match["scale"] and _BARE_AFTER.match(text, match.end()):
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


def _code(written: str | None, table: Mapping[str, str]) -> str:
    if not written:
        return ""
    return next((code for pattern, code in table.items() if re.fullmatch(pattern, written, re.IGNORECASE)), "")


def _shared(written: str | None, table: Mapping[str, tuple[str, ...]], home: Collection[str]) -> str:
    """Read money of a name that several countries use: by the country it is called after, or the only one named."""
    if not written:
        return ""
    codes = next((codes for pattern, codes in table.items() if re.fullmatch(pattern, written, re.IGNORECASE)), ())
    said = [code for code in codes if re.search(COUNTRIES[code], written, re.IGNORECASE)]
    meant = said or [code for code in codes if code in home]
    return meant[0] if len(meant) == 1 else ""


def _size(written: str | None) -> int:
    if not written:
        return 1
    return next((size for pattern, size in SCALES.items() if re.fullmatch(pattern, written, re.IGNORECASE)), 1)


def _decimal(written: str, *, scaled: bool, comma_is_decimal: bool) -> Decimal:
    """Read digits with separators; three digits after one mark are thousands unless a scale word follows."""
    plain = re.sub(r"[ \u00a0\u202f']", "", written)
    if _GROUPED.match(plain) and not (scaled and (comma_is_decimal or "," not in plain)):
        return Decimal(re.sub(r"[.,]", "", plain))
    whole, mark, rest = plain.rpartition("," if plain.rfind(",") > plain.rfind(".") else ".")
    if not mark:
        return Decimal(plain)
    return Decimal(re.sub(r"[.,]", "", whole) + "." + rest)
