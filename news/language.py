"""Which language a text is in: letters decide between Russian, Kazakh and Chinese, a detector all else.

Kazakh in Latin and in Arabic letters is told by its letters, words and endings: detectors take it for a sister.
"""

import re
import unicodedata
from dataclasses import dataclass

import pycld2

UNKNOWN = "und"
_SAMPLE = 2000
_KAZAKH = frozenset("әғқұһӘҒҚҰҺ")
#: Of these a Kazakh text has some, where Tatar has none.
_KAZAKH_ALONE = frozenset("ғқұҒҚҰ")
#: Letters of its neighbours that share some of Kazakh's, as Uzbek, Tajik, Tatar and Bashkir do.
_NOT_KAZAKH = frozenset("ўҳҷӯӣҡҙҫҗҹҝјЎҲҶӮӢҠҘҪҖҸҜЈ")
_QUOTED = re.compile('«[^«»]{1,80}»|“[^“”]{1,80}”|"[^"\n]{1,80}"')
_NOT_RUSSIAN = frozenset("їєґўјљњђћџѓќѕӣӯҷңөү")
#: Languages a detector takes short Russian texts for: letters of which a text of theirs has one, and those it has none.
_SISTERS = {
    "uk": ("і", ""),
    "be": ("і", ""),
    "tt": ("әөүҗңһ", ""),
    "ba": ("әөүҡңһ", ""),
    "bg": ("", "ыэё"),
    "sr": ("", "йщъыьэюяё"),
    "mk": ("", "йщъыьэюяё"),
}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


# Runs of letters of some scripts.
_SCRIPTS = {
    "latin": re.compile("[A-Za-z\u00c0-\u024f]+"),
    "cyrillic": re.compile("[\u0400-\u052f]+"),
    "han": re.compile("[\u4e00-\u9fff\u3400-\u4dbf]+"),
    "kana": re.compile("[\u3040-\u30ff]+"),
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5]+"),
}
#: Arabic letters of Kazakh that neither Arabic nor Persian has, but for a few, and those that Kazakh does without.
_KAZAKH_ARABIC = frozenset("ۇۆڭىەۋء")
_NOT_KAZAKH_ARABIC = frozenset("ېۈۅۉۀێڵڕئأإؤةثذصضطظغخژ")
#: A q before another letter than u, in all Kazakh of Latin letters and in few languages else.
_LATIN_Q = re.compile("q(?!u)|qur|quq|qun")
_ACUTE = re.compile("[áǵńóú]")
_WORD = re.compile(r"[^\W\d_]+")
#: Frequent words of its sisters that write much as it does: Karakalpak, Crimean Tatar, Uzbek.
_SISTER_WORDS = re.compile(r"\b(?:hám|menen|ushın|haqqında|aqqında|ve|va|boyınsha|bilan|haqida)\b")
#: What Kazakh has and few others in Latin letters: frequent words in each orthography, and endings.
_KAZAKH_WORD = re.compile(
    "men|osy|dep|degen|b[uū]l|jyl[yğ]?|jyldy[ńñ]|jylǵy|jıl[ığ]|bol[yı]p|t[ýuw]raly|twralı|arq[yı]l[yı]|j[áä]ne"
    "|úshin|üş[iı]n|bo[ıi]ynsha|boiynşa|boyınşa|ke[ıi][ıi]n|keyin|ja[ńñ]a|my[ńñ]|te[ńñ]ge"
    "|qazaqstan(?:n[yı][ńñ])?|m[ıiï]n[ıiï]strl[iı]g[iı]"
)
_KAZAKH_ENDING = re.compile(
    "ǵ|(?:[ntd]y[ńñ]|[dtl]yq|lyğy|ğan|ynda|yndağy|ady|[ıi]dy|[lrn]dy|ledi|atyn|lary|[ntd]ıñ|ındağı)$"
)


@dataclass(frozen=True)
class Language:
    """A language code ('und' when it cannot be told), how sure (0 to 1) and by what."""

    code: str
    certainty: float
    method: str


def tell(text: str, hint: str = "") -> Language:
    """The language of a text.

    Args:
        text: the text; its first 2,000 characters are looked at.
        hint: what the page or the feed says of itself, used only when nothing else tells.
    """
    sample = _UNPRINTABLE.sub(" ", text[:_SAMPLE])
    # Where three signs in four are Cyrillic letters no other script can matter, and most texts need no more counting.
    cyrillic = sum(map(len, _SCRIPTS["cyrillic"].findall(sample)))
    if cyrillic >= max(10, 0.75 * len(sample)):
        return _cyrillic(sample, cyrillic, hint)
    scripts = {name: sum(map(len, runs.findall(sample))) for name, runs in _SCRIPTS.items()}
    letters = sum(scripts.values())
    # A Chinese character says about what two letters do.
    if letters + scripts["han"] < 10:
        return _hinted(hint)
    if scripts["han"] > 0.3 * letters and scripts["kana"] < 0.1 * letters:
        return Language("zh", scripts["han"] / letters, "letters")
    if scripts["cyrillic"] > 0.5 * letters:
        return _cyrillic(sample, scripts["cyrillic"], hint)
    if _is_kazakh(sample, scripts["latin"], scripts["arabic"], letters):
        return Language("kk", 0.9, "letters")
    return _detected(sample, hint)


def _is_kazakh(sample: str, latin: int, arabic: int, letters: int) -> bool:
    """Whether a text without many Cyrillic letters is Kazakh, of which so many are Latin and so many Arabic."""
    if arabic > 0.5 * letters:
        return _is_kazakh_arabic(sample, arabic)
    return latin > 0.5 * letters and _is_kazakh_latin(sample)


def _is_kazakh_arabic(sample: str, letters: int) -> bool:
    own, other = (sum(map(sample.count, signs)) for signs in (_KAZAKH_ARABIC, _NOT_KAZAKH_ARABIC))
    return own >= 0.12 * letters and other <= 0.01 * letters


def _is_kazakh_latin(sample: str) -> bool:
    """Whether a text with a q, and not of English letters alone, has enough of the words and endings of Kazakh.

    Karakalpak has the acute letters of 2018 too, but writes ы as ı, where Kazakh then has y.
    """
    small = unicodedata.normalize("NFC", sample.replace("İ", "i").lower())
    if small.isascii() or not _LATIN_Q.search(small) or "ə" in small or _SISTER_WORDS.search(small):
        return False
    if _ACUTE.search(small) and small.count("ı") > small.count("y"):
        return False
    words = _WORD.findall(small)
    telling = sum(bool(_KAZAKH_WORD.fullmatch(word) or _KAZAKH_ENDING.search(word)) for word in words)
    return telling >= max(2, 0.12 * len(words))


def _cyrillic(sample: str, letters: int, hint: str) -> Language:
    kazakh = sum(map(sample.count, _KAZAKH))
    if kazakh >= 0.02 * letters:
        # A company keeps its Kazakh name in a Russian headline.
        unquoted = _QUOTED.sub(" ", sample)
        outside = sum(map(len, _SCRIPTS["cyrillic"].findall(unquoted)))
        if outside >= 10 and _KAZAKH.isdisjoint(unquoted):
            return _cyrillic(unquoted, outside, hint)
        foreign = sum(map(sample.count, _NOT_KAZAKH))
        if foreign >= 0.01 * letters or _KAZAKH_ALONE.isdisjoint(sample):
            found = _detected(sample, "")
            if found.code not in {UNKNOWN, "ru"}:
                return found
        return Language("kk", min(1.0, 0.8 + kazakh / letters), "letters")
    if kazakh == 0 and _NOT_RUSSIAN.isdisjoint(sample.lower()):
        found = _detected(sample, hint)
        # Without a letter of another alphabet it is Russian, unless the detector is sure of a sister language.
        sure = found.code not in {UNKNOWN, "ru"} and found.certainty > 0.9 and _may_be(found.code, sample.lower())
        return found if sure else Language("ru", 0.9, "letters")
    found = _detected(sample, hint)
    return found if found.code != UNKNOWN else Language("ru", 0.5, "letters")


def _may_be(code: str, small: str) -> bool:
    """Whether a Cyrillic text in small letters may be of a language, by the letters it has and has not."""
    own, never = _SISTERS.get(code, ("", ""))
    return (not own or not set(own).isdisjoint(small)) and set(never).isdisjoint(small)


def _detected(sample: str, hint: str) -> Language:
    try:
        reliable, _size, details = pycld2.detect(sample, isPlainText=True)
    except pycld2.error:
        return _hinted(hint)
    _name, code, percent, _score = details[0]
    if code == "un" or not reliable:
        return _hinted(hint)
    return Language(code.split("-")[0], percent / 100, "detector")


def _hinted(hint: str) -> Language:
    code = hint.strip().lower().replace("_", "-").split("-")[0]
    return Language(code, 0.3, "declared") if re.fullmatch(r"[a-z]{2,3}", code) else Language(UNKNOWN, 0.0, "none")
