"""Writes Cyrillic in Latin letters, in the ways it is met in news, and Latin letters in Cyrillic ones."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from projects.canonical import canonical

#: What a name may have beside it in brackets: another name, a country, a remark.
BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*")
#: The way English-language media of the region mostly write.
MEDIA = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ә": "a", "ғ": "gh", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
}  # fmt: skip
#: ISO 9, its diacritics off: canonical forms have none.
ISO_9 = MEDIA | {"ж": "z", "й": "j", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ю": "u", "я": "a"}
#: The Kazakh alphabet of Latin letters (2021), its diacritics off.
KAZAKH_LATIN = MEDIA | {
    "ж": "j", "й": "i", "х": "h", "ц": "ts", "ч": "ch", "ш": "s", "щ": "s", "ю": "iu", "я": "ia", "ғ": "g", "ң": "n",
}  # fmt: skip
#: Latin letters in Cyrillic ones: the system of BGN and PCGN read backwards, longest first.
_CYRILLIC = {
    "shch": "щ", "dzh": "дж", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш", "gh": "г", "yu": "ю", "ya": "я",
    "yo": "ё", "ye": "е", "ay": "ай", "ey": "ей", "oy": "ой", "uy": "уй", "a": "а", "b": "б", "c": "к", "d": "д",
    "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "дж", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о",
    "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "w": "в", "x": "кс", "y": "ы", "z": "з",
}  # fmt: skip
_LATIN = re.compile("|".join(_CYRILLIC))


def romanise(text: str) -> str:
    """Write Cyrillic in Latin letters, the way English-language media of the region mostly do."""
    return in_letters(text, MEDIA)


def in_letters(text: str, letters: Mapping[str, str]) -> str:
    """Return the canonical form of a text in other letters; what ``letters`` does not have stays."""
    return "".join(letters.get(letter, letter) for letter in canonical(text))


def cyrillised(text: str) -> str:
    """Write Latin letters in Cyrillic ones, as nearly as a rule can: for finding, never for showing."""
    return _LATIN.sub(lambda found: _CYRILLIC[found.group()], canonical(text))


def likeness(cyrillic: str, other: str) -> float:
    """Return how much alike two names are, from 0 to 1, both as in Cyrillic letters."""
    return SequenceMatcher(None, canonical(cyrillic), cyrillised(other)).ratio()
