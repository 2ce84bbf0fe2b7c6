"""The letters of each orthography, in Cyrillic, and the signs that words in them are made of."""

import re
from collections.abc import Mapping

#: Latin letters with acute accents (2018); with marks above and below, ``ū``, ``ı`` for і (2021); the same where ``i``
#: is і, и and й alike; with ``w`` and ``ï`` (before them); Arabic letters.
LATIN_2018 = "kk-2018"
LATIN_2021 = "kk-2021"
LATIN_2021_ONE_I = "kk-2021-i"
LATIN_OLD = "kk-old"
ARABIC = "kk-arab"
ORTHOGRAPHIES = (LATIN_2018, LATIN_2021, LATIN_2021_ONE_I, LATIN_OLD, ARABIC)

#: Stands for an i that may be і, и or й.
ANY_I = "ĩ"
_LATIN = {
    "a": "а", "b": "б", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "j": "ж", "k": "к", "l": "л", "m": "м",
    "n": "н", "o": "о", "p": "п", "q": "қ", "r": "р", "s": "с", "t": "т", "v": "в", "z": "з", ANY_I: ANY_I,
}  # fmt: skip
_MARKED = _LATIN | {"ä": "ә", "ğ": "ғ", "ǧ": "ғ", "ñ": "ң", "ŋ": "ң", "ö": "ө", "ü": "ү", "ş": "ш"}
#: The letters of each orthography, in Cyrillic.
LETTERS: Mapping[str, Mapping[str, str]] = {
    LATIN_2018: _LATIN
    | {"á": "ә", "ǵ": "ғ", "ń": "ң", "ó": "ө", "ú": "ү", "u": "ұ", "ý": "у", "y": "ы", "i": "і", "ı": "и"}
    | {"sh": "ш", "ch": "ч"},
    LATIN_2021: _MARKED | {"ū": "ұ", "u": "у", "y": "ы", "ı": "і", "i": "и"},
    LATIN_2021_ONE_I: _MARKED | {"ū": "ұ", "u": "у", "y": "ы"},
    LATIN_OLD: _MARKED
    | {"w": "у", "u": "ұ", "ï": "и", "y": "й", "ı": "ы", "i": "і", "ç": "ч", "x": "х", "h": "һ", "c": "ц", "é": "э"},
    ARABIC: {
        "ا": "а", "ب": "б", "ۆ": "в", "گ": "г", "ع": "ғ", "د": "д", "ە": "е", "ج": "ж", "ز": "з", "ي": "и", "ی": "и",
        "ك": "к", "ک": "к", "ق": "қ", "ل": "л", "م": "м", "ن": "н", "ڭ": "ң", "و": "о", "پ": "п", "ر": "р", "س": "с",
        "ت": "т", "ۋ": "у", "ۇ": "ұ", "ف": "ф", "ح": "х", "ھ": "һ", "ه": "һ", "چ": "ч", "ش": "ш", "ى": "ы",
    },
}  # fmt: skip

_LATIN_SIGNS = "A-Za-zÀ-ÖØ-öø-ɏ"
_ARABIC_SIGNS = "\u0621-\u064a\u066e-\u06d3\u06d5"
LATIN_WORD = re.compile(f"[{_LATIN_SIGNS}][{_LATIN_SIGNS}\u0300-\u036f]*")
ARABIC_WORD = re.compile(f"[{_ARABIC_SIGNS}][{_ARABIC_SIGNS}\u064b-\u065f\u0670\u200c\u200d]*")
OTHER_LETTERS = re.compile(f"[{_LATIN_SIGNS}{_ARABIC_SIGNS}]")
CYRILLIC_LETTERS = re.compile("[\u0400-\u052f]+")
VOWELS = "аәеёиоөуұүыіэюя"
