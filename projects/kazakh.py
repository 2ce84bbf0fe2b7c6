"""Kazakh in its other letters: the Latin orthographies of 2018, of 2021 and before them, and the Arabic one of China.

Names are Cyrillic in the catalogue, so words in other letters are written in Cyrillic before they are compared. Most
letters stand one for one; the rest is told by the letters around, and by the beginnings of a few loanwords.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

#: Latin letters with acute accents (2018); with marks above and below, ``ū``, ``ı`` for і (2021); the same where ``i``
#: is і, и and й alike; with ``w`` and ``ï`` (before them); Arabic letters.
LATIN_2018 = "kk-2018"
LATIN_2021 = "kk-2021"
LATIN_2021_ONE_I = "kk-2021-i"
LATIN_OLD = "kk-old"
ARABIC = "kk-arab"
ORTHOGRAPHIES = (LATIN_2018, LATIN_2021, LATIN_2021_ONE_I, LATIN_OLD, ARABIC)

#: Stands for an i that may be і, и or й.
_ANY_I = "ĩ"
_LATIN = {
    "a": "а", "b": "б", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "j": "ж", "k": "к", "l": "л", "m": "м",
    "n": "н", "o": "о", "p": "п", "q": "қ", "r": "р", "s": "с", "t": "т", "v": "в", "z": "з", _ANY_I: _ANY_I,
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
#: What stands for a letter I and i of Latin text: small letters are not asked of Unicode, which has but one i.
_DOTS: Mapping[str, Mapping[int, str]] = {
    LATIN_2018: str.maketrans({"İ": "i", "I": _ANY_I}),
    LATIN_2021: str.maketrans({"İ": "i", "I": "ı"}),
    LATIN_2021_ONE_I: str.maketrans(dict.fromkeys("İIiı", _ANY_I)),
    LATIN_OLD: str.maketrans({"İ": "i", "I": "ı"}),
}

_SAMPLE = 600
_FIRST_LOOK = 100
_LATIN_SIGNS = "A-Za-zÀ-ÖØ-öø-ɏ"
_ARABIC_SIGNS = "\u0621-\u064a\u066e-\u06d3\u06d5"
_LATIN_WORD = re.compile(f"[{_LATIN_SIGNS}][{_LATIN_SIGNS}\u0300-\u036f]*")
_ARABIC_WORD = re.compile(f"[{_ARABIC_SIGNS}][{_ARABIC_SIGNS}\u064b-\u065f\u0670\u200c\u200d]*")
_OTHER_LETTERS = re.compile(f"[{_LATIN_SIGNS}{_ARABIC_SIGNS}]")
_CYRILLIC_LETTERS = re.compile("[\u0400-\u052f]+")
#: Two letters that no Kazakh word has side by side.
_FOREIGN = re.compile("kh|(?<!ga)zh|gh|th|^ph|oo|ee|ck")

_VOWELS = "аәеёиоөуұүыіэюя"
#: What the letters around make of a doubtful i.
_I_BEHIND_VOWEL = re.compile(f"(?<=[{_VOWELS}]){_ANY_I}")
_I_BEFORE_VOWEL = re.compile(f"{_ANY_I}(?=[{_VOWELS}])")
_NOT_FRONT = re.compile("[аоұыия]")
_COUNTRY = re.compile(f"[{_ANY_I}н]стан.*")
#: й behind a vowel, and я and ю, which the other orthographies write with two letters.
_SHORT_I = re.compile(f"(?<=[{_VOWELS}])и(?![ыі])|(?<=[аәеоөұүыі])и")
_BEHIND_CONSONANT = re.compile(f"(?<=[^{_VOWELS}й])и(?=[ау])")
_INITIAL = re.compile("^и(?=[ау])")
#: Loanwords keep in Cyrillic what the other letters do not tell: э, ц, ь, and иа beside ия.
_LOANS = tuple(
    (re.compile(found), written)
    for found, written in (
        ("^аер", "аэр"),
        (
            "(?:^|(?<=[оу]))е(?=кс[пт]|коно|коло|кран|квива|лект|лева|нерг|мират|стон|пидем|фир|фиоп)|(?<=^поли)е(?=тил)",
            "э",
        ),
        (
            "^т?с(?=емент|ентр|ех(?:$|ы|т|қ)|илинд)|(?<=^кон)т?с(?=е[нрс])|(?<=^авиа)т?с(?=ия)|(?<=^меди)т?с(?=ин)|(?<=^консор)т?с(?=и)",
            "ц",
        ),
        ("тс(?=ия|ент)|(?<=^со)с(?=ия?л)|(?<=[аиоуюкнп])с(?=ия)(?<!пенс)(?<!асс)", "ц"),
        ("(?<=^[адв])ия|(?<=^ав)ия|(?<=^олимп)ия(?=д)|(?<=тер)ия(?=л)|(?<=спец)ия(?=л)", "иа"),
        ("(?<=л)ия(?=рд)|ия(?=к|лд)|(?<=соц)ия(?=л)", "иа"),
        ("(?<=^ак)(к?)умулия", r"\1умуля"),
        ("^али?юмин", "алюмин"),
        ("^армиян", "армян"),
        ("^тұш+ы", "тұщы"),
        ("^италиян", "итальян"),
        ("^револиюция", "революция"),
        ("циюм", "циум"),
        ("йндустр", "индустр"),
        ("^тайланд", "таиланд"),
        ("^украйн", "украин"),
        ("^мини?стр|^міністр", "министр"),
        ("^темиржол", "теміржол"),
        ("(?<=парк)и|(?<=арер)и", "і"),
        ("карер", "карьер"),
        (
            "(?:(?<=мобил)|(?<=магистрал)|(?<=кабел)|(?<=дизел)|(?<=тунел)|(?<=туннел)|(?<=тоннел)|(?<=панел)|(?<=фестивал))(?![иыіь])",
            "ь",
        ),
        (
            "(?<=асфал)(?=т)|(?<=рел)(?=с)|(?<=вол)(?=т)|(?<=фил)(?=м)|(?<=модал)(?=д)|(?<=^пол)(?=ша)|(?<=^мул)(?=ти)",
            "ь",
        ),
    )
)
#: Acronyms of power stations and the like, which are words of Kazakh.
_ACRONYMS = {
    word.replace("э", "е"): word
    for word in (
        "аэс",
        "аэа",
        "вэс",
        "гаэс",
        "грэс",
        "гтэс",
        "гэс",
        "жэк",
        "жэо",
        "жэс",
        "кэс",
        "маэс",
        "сэз",
        "сэс",
        "тэо",
        "тэс",
    )
}


def orthography(title: str, text: str) -> str:
    """Return which of :data:`ORTHOGRAPHIES` a Kazakh text is written in; empty when it is Cyrillic.

    Args:
        title: The title of an article.
        text: Its text, of which the beginning is looked at.
    """
    head = title or text[:_FIRST_LOOK]
    if _CYRILLIC_LETTERS.search(head) and not _OTHER_LETTERS.search(head):
        return ""  # nearly every text, and no letters need be counted
    sample = f"{title} {text[:_SAMPLE]}"
    cyrillic, latin, arabic = (
        sum(map(len, letters.findall(sample))) for letters in (_CYRILLIC_LETTERS, _LATIN_WORD, _ARABIC_WORD)
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


def written(piece: str, orthography: str) -> tuple[str, list[tuple[int, int]]]:
    """Write the words of a piece of text in Cyrillic.

    Returns:
        The piece so written and, per letter of it, where in the piece given it comes from: the whole word, or the very
        sign where nothing was changed.
    """
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for found in (_ARABIC_WORD if orthography == ARABIC else _LATIN_WORD).finditer(piece):
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
    letters = _from_arabic(word) if orthography == ARABIC else _from_latin(word, orthography)
    if letters is None:
        return word
    letters = _SHORT_I.sub("й", letters)
    if orthography != LATIN_OLD:
        letters = _BEHIND_CONSONANT.sub("ий", _INITIAL.sub("й", letters))
    letters = letters.replace("йа", "я").replace("йу", "ю")
    for found, other in _LOANS:
        letters = found.sub(other, letters)
    return letters


def _from_latin(word: str, orthography: str) -> str | None:
    plain = unicodedata.normalize("NFC", word)
    table = LETTERS[orthography]
    if plain.isupper() and plain.isascii():
        return _ACRONYMS.get("".join(table.get(letter, letter) for letter in plain.lower()))
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
    if _ANY_I not in word:
        return word
    word = _I_BEFORE_VOWEL.sub("и", _I_BEHIND_VOWEL.sub("й", word))
    word = word.replace(_ANY_I * 2, "иі")
    # Only words of front vowels have і; that and и are never sure, and one letter wrong hides a name.
    told_by = _COUNTRY.sub("", word.replace("иі", ""))
    return word.replace(_ANY_I, "и" if _NOT_FRONT.search(told_by) else "і")


_HAMZA = re.compile("[ءٴ]")
_UNWRITTEN = re.compile("[ـ\u064b-\u065f\u0670\u200c\u200d]")
_FRONT = str.maketrans("аоұы", "әөүі")
#: Letters that tell whether the vowels behind them are front or back; of an о, vowels tell more than consonants do.
_TELLS_FRONT = frozenset("екг")
_TELLS_BACK = frozenset("ақғ")
_TELLING = re.compile("[екгақғ]")
_TELLING_VOWEL = re.compile("[еа]")
#: Beginnings of loanwords, whose о is one beside any letter; two consonants begin no Kazakh word, в and ф are in none.
_LOAN = re.compile(f"^[^{_VOWELS}]{{2}}|[вф]|^ко(?:мп|ми[тс]|мм|н[стфц]|нденс|рп|рр|рдо|рей|реи|лл|см|ор|де)")
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


def _from_arabic(word: str) -> str | None:
    plain = _UNWRITTEN.sub("", unicodedata.normalize("NFC", word).replace("آ", "ا"))
    bare = _HAMZA.sub("", plain)
    table = LETTERS[ARABIC]
    if not all(letter in table for letter in bare):
        return None
    letters = "".join(map(table.__getitem__, bare))
    if letters in _ACRONYMS:
        return _ACRONYMS[letters]
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
        is_begun = is_begun or letter in _VOWELS
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
