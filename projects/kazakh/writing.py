"""Writes words of a piece of text in Cyrillic."""

import re

from projects.kazakh.arabic import from_arabic
from projects.kazakh.latin import from_latin
from projects.kazakh.letters import ARABIC, ARABIC_WORD, LATIN_OLD, LATIN_WORD, VOWELS
from projects.kazakh.loans import as_loan

#: й behind a vowel, and я and ю, which the other orthographies write with two letters.
_SHORT_I = re.compile(f"(?<=[{VOWELS}])и(?![ыі])|(?<=[аәеоөұүыі])и")
_BEHIND_CONSONANT = re.compile(f"(?<=[^{VOWELS}й])и(?=[ау])")
_INITIAL = re.compile("^и(?=[ау])")


def written(piece: str, orthography: str) -> tuple[str, list[tuple[int, int]]]:
    """Write the words of a piece of text in Cyrillic.

    Returns:
        The piece so written and, per letter of it, where in the piece given it comes from: the whole word, or the very
        sign where nothing was changed.
    """
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for found in (ARABIC_WORD if orthography == ARABIC else LATIN_WORD).finditer(piece):
        word = cyrillic(found.group(), orthography)
        if word == found.group():
            continue
        signs += piece[at : found.start()], word
        places += ((place, place + 1) for place in range(at, found.start()))
        places += [found.span()] * len(word)
        at = found.end()
    signs.append(piece[at:])
    places += ((place, place + 1) for place in range(at, len(piece)))
    return "".join(signs), places


def cyrillic(word: str, orthography: str) -> str:
    """Return a word in small Cyrillic letters; one that is not Kazakh by its letters stays as it is.

    So does a Latin word all in capitals, unless it has a letter of its own: few such acronyms are Kazakh.
    """
    letters = from_arabic(word) if orthography == ARABIC else from_latin(word, orthography)
    if letters is None:
        return word
    letters = _SHORT_I.sub("й", letters)
    if orthography != LATIN_OLD:
        letters = _BEHIND_CONSONANT.sub("ий", _INITIAL.sub("й", letters))
    letters = letters.replace("йа", "я").replace("йу", "ю")
    return as_loan(letters)
