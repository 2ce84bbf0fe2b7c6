"""Which language a text is in: letters decide between Russian, Kazakh and Chinese, a detector all else."""

import re
from dataclasses import dataclass

import pycld2

UNKNOWN = "und"
_SAMPLE = 2000
_KAZAKH = frozenset("әғқұһӘҒҚҰҺ")
_NOT_RUSSIAN = frozenset("їєґўјљњђћџѓќѕӣӯҷңөү")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


# Runs of letters of some scripts.
_SCRIPTS = {
    "latin": re.compile("[A-Za-z\u00c0-\u024f]+"),
    "cyrillic": re.compile("[\u0400-\u052f]+"),
    "han": re.compile("[\u4e00-\u9fff\u3400-\u4dbf]+"),
    "kana": re.compile("[\u3040-\u30ff]+"),
}


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
    if letters < 10:
        return _hinted(hint)
    if scripts["han"] > 0.3 * letters and scripts["kana"] < 0.1 * letters:
        return Language("zh", scripts["han"] / letters, "letters")
    if scripts["cyrillic"] > 0.5 * letters:
        return _cyrillic(sample, scripts["cyrillic"], hint)
    return _detected(sample, hint)


def _cyrillic(sample: str, letters: int, hint: str) -> Language:
    kazakh = sum(map(sample.count, _KAZAKH))
    if kazakh >= 0.02 * letters:
        return Language("kk", min(1.0, 0.8 + kazakh / letters), "letters")
    if kazakh == 0 and _NOT_RUSSIAN.isdisjoint(sample.lower()):
        found = _detected(sample, hint)
        # Without a letter of another alphabet it is Russian, unless the detector is sure of a sister language.
        return found if found.code not in {UNKNOWN, "ru"} and found.certainty > 0.9 else Language("ru", 0.9, "letters")
    found = _detected(sample, hint)
    return found if found.code != UNKNOWN else Language("ru", 0.5, "letters")


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
