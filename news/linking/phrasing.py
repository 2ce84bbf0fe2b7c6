"""How an article comes to speak of a name: what stands before it, behind it, and where its sentence begins.

Reaches are in characters of the stream's line, which has one space between words; shorter for Chinese, which has none.
"""

import re

from news.linking.evidence import Hit
from news.linking.stream import MARK, Stream
from projects import kazakh

_OPENING = 16
_OPENING_HAN = 6
_BEFORE = 26
_BEFORE_HAN = 5
_BEHIND = 18
_BEHIND_HAN = 2
_FIGURE = 60
_FIGURE_HAN = 16
_LONGEST_PHRASE = 4
_LONG = 2
#: How far into a sentence a word may stand that brings in what was told before.
_REMINDER = 24
#: The Kazakh endings of the locative, the ablative and the instrumental; "Қазақстан" stands in none of them.
_PLACE_CASE = re.compile(r"(?:[дт][ае]|[дн]ан|(?<!с)тан|[дтн]ен|[мбп]ен)$")
_SIGNS = ".,;:!?…»”\"’')]("
_YEAR = re.compile(r" ((?:19|20)\d\d)(?= )")


def figure_follows(hit: Hit, line: str) -> bool:
    """Whether a number stands behind a name in its sentence: how long, how much, by when."""
    reach = _FIGURE_HAN if line[hit.start] >= "\u3400" else _FIGURE
    return any(map(str.isdigit, line[hit.end : hit.end + reach].split(MARK, maxsplit=1)[0]))


def opens(hit: Hit, stream: Stream) -> bool:
    """Whether the name stands where a sentence says what it is about: at its beginning."""
    marks, line = stream.marks, stream.line
    start = marks[hit.sentence - 1] + 1 if hit.sentence else 0
    return hit.start - start <= (_OPENING_HAN if line[hit.start] >= "\u3400" else _OPENING)


def long_ago(hit: Hit, stream: Stream, year: int | None) -> bool:
    """Whether the sentence of a name speaks only of years well before ``year``, the article's."""
    if year is None or hit.sentence == 0:
        return False
    marks = stream.marks
    end = marks[hit.sentence] if hit.sentence < len(marks) else None
    years = [int(found) for found in _YEAR.findall(stream.line[marks[hit.sentence - 1] : end])]
    return bool(years) and max(years) <= year - _LONG


def is_reminder(sentence: int, stream: Stream, words: frozenset[str]) -> bool:
    """Whether a sentence begins with one of the words that bring in what was told before."""
    if sentence == 0:
        return False
    start = stream.marks[sentence - 1] + 1
    opening = stream.line[start : start + _REMINDER].split(MARK, maxsplit=1)[0].strip()
    return any(
        opening.startswith(word) if word[0] >= "\u3400" else f"{opening} ".startswith(f"{word} ") for word in words
    )


def precedes(hit: Hit, line: str, words: frozenset[str]) -> bool:
    """Whether one of the words stands right behind a name (in Chinese), or within reach of it."""
    if line[hit.end - 1] >= "\u3400":
        after = line[hit.end : hit.end + _BEHIND_HAN].split(MARK, maxsplit=1)[0]
        return any(after[:size] in words for size in range(1, len(after) + 1))
    return _any_phrase(line[hit.end : hit.end + _BEHIND].split(MARK, maxsplit=1)[0].split(), words)


def follows(hit: Hit, line: str, words: frozenset[str], most: int = 0) -> bool:
    """Whether a name follows one of the words in its sentence, within reach (or within ``most`` words)."""
    han = line[hit.start] >= "\u3400"
    before = line[max(0, hit.start - (_BEFORE_HAN if han else _BEFORE)) : hit.start]
    before = before[before.rfind(MARK) + 1 :]
    if han:
        starts = range(len(before))
        if most:
            return any(before[start:] in words for start in starts)
        return any(before[start:end] in words for start in starts for end in range(start + 1, len(before) + 1))
    return _any_phrase(before.split()[-most:], words)


def in_place_case(hit: Hit, stream: Stream) -> bool:
    """Whether a Kazakh name stands in a case that tells where, whence or by what, as prepositions do elsewhere."""
    word = stream.word_at(hit.end - 1)
    if stream.reading != stream.language:
        word, _ = kazakh.written(word, stream.reading)
    word = word.lower().strip(_SIGNS)
    stem = stream.line[: hit.end].rpartition(" ")[2]
    return len(word) > len(stem) and _PLACE_CASE.search(word) is not None


def _any_phrase(held: list[str], words: frozenset[str]) -> bool:
    """Whether some words in a row are one of the phrases."""
    for start in range(len(held)):
        phrase = ""
        for word in held[start : start + _LONGEST_PHRASE]:
            phrase = f"{phrase} {word}" if phrase else word
            if phrase in words:
                return True
    return False
