"""Kazakh in its other letters: the Latin orthographies of 2018, of 2021 and before them, and the Arabic one of China.

Names are Cyrillic in the catalogue, so words in other letters are written in Cyrillic before they are compared. Most
letters stand one for one; the rest is told by the letters around, and by the beginnings of a few loanwords.

The parts: ``letters`` holds the tables, ``orthographies`` tells which a text is in, ``latin`` and ``arabic`` read a
word by its letters, ``loans`` holds what letters do not tell, ``writing`` puts them together.
"""

from projects.kazakh.letters import (
    ARABIC,
    LATIN_2018,
    LATIN_2021,
    LATIN_2021_ONE_I,
    LATIN_OLD,
    LETTERS,
    ORTHOGRAPHIES,
)
from projects.kazakh.orthographies import orthography
from projects.kazakh.writing import cyrillic, written

__all__ = [
    "ARABIC",
    "LATIN_2018",
    "LATIN_2021",
    "LATIN_2021_ONE_I",
    "LATIN_OLD",
    "LETTERS",
    "ORTHOGRAPHIES",
    "cyrillic",
    "orthography",
    "written",
]
