"""Finds the sums a project is known to cost near its name: a figure both agree on speaks for the project."""

from collections.abc import Iterable, Iterator, Sequence

from news.linking.stream import Stream
from news.statements import amounts

#: A sum in the currency of a source and within so much of it is the same sum, rounded by a newspaper.
CLOSE = 0.05
_NEAR = 160
_COMMA_IS_DECIMAL = frozenset({"ru", "kk"})

Known = tuple[str, float]
Place = tuple[str, int, int]


def known(written: Sequence[str]) -> tuple[Known, ...]:
    """Read sums written as an ISO currency and a number (``USD 245000000``); what is not so written is no sum."""
    pairs = (each.split() for each in written)
    return tuple(sorted({(pair[0], float(pair[1])) for pair in pairs if len(pair) == 2 and _is_number(pair[1])}))


def _is_number(written: str) -> bool:
    return written.replace(".", "", 1).isascii() and written.replace(".", "", 1).isdigit()


def agreeing(spans: Iterable[tuple[int, int]], line: Stream, sums: Sequence[Known]) -> Iterator[Place]:
    """Yield where sums of the project stand near its evidence (stretches of the line): field, start, end, each once."""
    told: set[Place] = set()
    for span in spans:
        field, start, end = line.source(*span)
        text = line.title if field == "title" else line.text
        left = max(0, start - _NEAR)
        for found in amounts.find(text[left : end + _NEAR], comma_is_decimal=line.language in _COMMA_IS_DECIMAL):
            place = field, left + found.start, left + found.end
            if place not in told and any(_same(found, each) for each in sums):
                told.add(place)
                yield place


def _same(found: amounts.Sum, each: Known) -> bool:
    currency, number = each
    return found.currency == currency and abs(float(found.number) - number) <= CLOSE * number
