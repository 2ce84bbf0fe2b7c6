"""Tells which orthography a Kazakh text is written in."""

import unicodedata

from projects.kazakh.letters import (
    ARABIC,
    ARABIC_WORD,
    CYRILLIC_LETTERS,
    LATIN_2018,
    LATIN_2021,
    LATIN_2021_ONE_I,
    LATIN_OLD,
    LATIN_WORD,
    OTHER_LETTERS,
)

_SAMPLE = 600
_FIRST_LOOK = 100


def orthography(title: str, text: str) -> str:
    """Return which of :data:`ORTHOGRAPHIES` a Kazakh text is written in; empty when it is Cyrillic.

    Args:
        title: The title of an article.
        text: Its text, of which the beginning is looked at.
    """
    head = title or text[:_FIRST_LOOK]
    if CYRILLIC_LETTERS.search(head) and not OTHER_LETTERS.search(head):
        return ""  # nearly every text, and no letters need be counted
    sample = f"{title} {text[:_SAMPLE]}"
    cyrillic, latin, arabic = (
        sum(map(len, letters.findall(sample))) for letters in (CYRILLIC_LETTERS, LATIN_WORD, ARABIC_WORD)
    )
    if cyrillic >= max(latin, arabic):
        return ""
    return ARABIC if arabic > latin else _latin(unicodedata.normalize("NFC", sample).lower())


def _latin(sample: str) -> str:
    """Tell the orthographies in Latin letters by what only one of them has."""

    def number(signs: str) -> int:
        return sum(map(sample.count, signs))

    acute, marked = number("áǵńóúý"), number("äğǧñŋöüşū")
    if acute > marked or (not marked and "sh" in sample):
        return LATIN_2018
    if number("wï") > number("ū"):
        return LATIN_OLD
    return LATIN_2021 if "ı" in sample else LATIN_2021_ONE_I
