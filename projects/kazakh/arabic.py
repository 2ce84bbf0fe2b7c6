"""Reads a Kazakh word in Arabic letters: which of its vowels are front ones, the letters around tell."""

import re
import unicodedata

from projects.kazakh.letters import ARABIC, LETTERS, VOWELS
from projects.kazakh.loans import ACRONYMS

_HAMZA = re.compile("[ءٴ]")
_UNWRITTEN = re.compile("[ـ\u064b-\u065f\u0670\u200c\u200d]")
_FRONT = str.maketrans("аоұы", "әөүі")
#: Letters that tell whether the vowels behind them are front or back; of an о, vowels tell more than consonants do.
_TELLS_FRONT = frozenset("екг")
_TELLS_BACK = frozenset("ақғ")
_TELLING = re.compile("[екгақғ]")
_TELLING_VOWEL = re.compile("[еа]")
#: Beginnings of loanwords, whose о is one beside any letter; two consonants begin no Kazakh word, в and ф are in none.
_LOAN = re.compile(f"^[^{VOWELS}]{{2}}|[вф]|^ко(?:мп|ми[тс]|мм|н[стфц]|нденс|рп|рр|рдо|рей|реи|лл|см|ор|де)")
#: Beginnings whose vowels their letters do not tell: compounds, and ә, which needs no hamza beside front letters.
_BEGINNINGS = {
    "алакол": "алакөл", "баспасоз": "баспасөз", "коконыс": "көкөніс", "оңтұсты": "оңтүсті", "солтұсты": "солтүсті",
    "шымкент": "шымкент", "жол": "жол", "порт": "порт", "жылу": "жылу", "авто": "авто", "жане": "және",
    "алем": "әлем", "мадени": "мәдени", "онеркасып": "өнеркәсіп", "касып": "кәсіп", "акым": "әкім", "ауе": "әуе",
    "тажык": "тәжік", "пакыс": "пәкіс", "амырл": "әмірл", "расым": "рәсім",
}  # fmt: skip
_BEGINNING = re.compile("|".join(_BEGINNINGS))
#: Behind these another word begins: its vowels are its own.
_PREFIX = "авто"


def from_arabic(word: str) -> str | None:
    """Return the letters of a word in Cyrillic; None where it is not Kazakh by its letters."""
    plain = _UNWRITTEN.sub("", unicodedata.normalize("NFC", word).replace("آ", "ا"))
    bare = _HAMZA.sub("", plain)
    table = LETTERS[ARABIC]
    if not all(letter in table for letter in bare):
        return None
    letters = "".join(map(table.__getitem__, bare))
    if letters in ACRONYMS:
        return ACRONYMS[letters]
    begun = _BEGINNING.match(letters)
    if begun:
        start, rest = _BEGINNINGS[begun.group()], letters[begun.end() :]
        if start == _PREFIX:
            return start + _harmonious(rest)
        return start + _harmonious(rest, is_front=_is_front(start), is_begun=True)
    return _harmonious(letters, is_front=True) if bare != plain else _harmonious(letters)


def _harmonious(letters: str, *, is_front: bool | None = None, is_begun: bool = False) -> str:
    """Write the vowels о ұ ы of a word, and with a hamza its а, as front ones where they are.

    Args:
        letters: The word, every vowel but е a back one.
        is_front: Whether it begins with front vowels; ``None`` when its letters tell.
        is_begun: Whether a vowel stands before it.
    """
    has_hamza = bool(is_front) and not is_begun
    is_loan = bool(_LOAN.search(letters))
    found: list[str] = []
    for at, letter in enumerate(letters):
        if letter in "оұы" or (letter == "а" and has_hamza):
            if letter == "о" and (is_begun or is_loan):
                is_front = False  # ө stands in the first syllable only: behind others an о begins a second word
            elif (letter == "о" and not has_hamza) or is_front is None:
                is_front = _looks_front(letters, at)
            found.append(letter.translate(_FRONT) if is_front else letter)
        else:
            found.append(letter)
            if letter in _TELLS_BACK:
                is_front = has_hamza = False
            elif letter in _TELLS_FRONT:
                is_front = True
        is_begun = is_begun or letter in VOWELS
    return "".join(found)


def _is_front(written: str) -> bool:
    """Whether the last vowel of what is written is a front one."""
    return [letter in "әеөүі" for letter in written if letter in "аоұыәеөүі"][-1]


def _looks_front(letters: str, at: int) -> bool:
    """Tell by the letters behind a first vowel, or else before it."""
    found = _TELLING_VOWEL.search(letters, at + 1) if letters[at] == "о" else None
    found = found or _TELLING.search(letters, at + 1)
    if found:
        return found.group() in _TELLS_FRONT
    return any(letter in _TELLS_FRONT for letter in letters[:at])
