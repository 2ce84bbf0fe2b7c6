"""Reads a Kazakh word in Latin letters, letter by letter."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from projects.kazakh.letters import ANY_I, LATIN_2018, LATIN_2021, LATIN_2021_ONE_I, LATIN_OLD, LETTERS, VOWELS
from projects.kazakh.loans import ACRONYMS

#: What stands for a letter I and i of Latin text: small letters are not asked of Unicode, which has but one i.
_DOTS: Mapping[str, Mapping[int, str]] = {
    LATIN_2018: str.maketrans({"İ": "i", "I": ANY_I}),
    LATIN_2021: str.maketrans({"İ": "i", "I": "ı"}),
    LATIN_2021_ONE_I: str.maketrans(dict.fromkeys("İIiı", ANY_I)),
    LATIN_OLD: str.maketrans({"İ": "i", "I": "ı"}),
}
#: Two letters that no Kazakh word has side by side.
_FOREIGN = re.compile("kh|(?<!ga)zh|gh|th|^ph|oo|ee|ck")
#: What the letters around make of a doubtful i.
_I_BEHIND_VOWEL = re.compile(f"(?<=[{VOWELS}]){ANY_I}")
_I_BEFORE_VOWEL = re.compile(f"{ANY_I}(?=[{VOWELS}])")
_NOT_FRONT = re.compile("[аоұыия]")
_COUNTRY = re.compile(f"[{ANY_I}н]стан.*")


def from_latin(word: str, orthography: str) -> str | None:
    """Return the letters of a word in Cyrillic; None where it is not Kazakh by its letters."""
    plain = unicodedata.normalize("NFC", word)
    table = LETTERS[orthography]
    if plain.isupper() and plain.isascii():
        return ACRONYMS.get("".join(table.get(letter, letter) for letter in plain.lower()))
    small = plain.translate(_DOTS[orthography]).lower()
    if orthography != LATIN_OLD and _FOREIGN.search(small):
        return None
    letters = _spelling(orthography).findall(small)
    if not all(letter in table for letter in letters):
        return None
    return _with_i("".join(map(table.__getitem__, letters)))


@cache
def _spelling(orthography: str) -> re.Pattern[str]:
    pairs = [letter for letter in LETTERS[orthography] if len(letter) > 1]
    return re.compile("|".join([*pairs, "."]))


def _with_i(word: str) -> str:
    """Decide what each doubtful i of a word is."""
    if ANY_I not in word:
        return word
    word = _I_BEFORE_VOWEL.sub("и", _I_BEHIND_VOWEL.sub("й", word))
    word = word.replace(ANY_I * 2, "иі")
    # Only words of front vowels have і; that and и are never sure, and one letter wrong hides a name.
    told_by = _COUNTRY.sub("", word.replace("иі", ""))
    return word.replace(ANY_I, "и" if _NOT_FRONT.search(told_by) else "і")
