"""When two headlines of one publisher are the same: what outlets hang on a headline is taken off before comparing."""

import hashlib
import html
import re
import unicodedata

_MARKUP = re.compile(r"<[^>]{0,200}>")
# Between a headline and the name of an outlet, section or country: bars, colons, spaced dashes, in Chinese bare ones.
_DIVIDER = re.compile(
    r"\s*[|¦_]\s*|\s*:(?=\s|[\u4e00-\u9fff])|\s+[-–—―•·»/]{1,2}\s+|(?<=[\u4e00-\u9fff])[-–—―]+(?=[\u4e00-\u9fff])"
)
_WORD = re.compile(r"\w+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BETWEEN_HAN = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
# Shorter headlines are names of columns ("News in brief"): they say nothing about the text below them.
_LEAST_WORDS = 5
_LEAST_HAN = 9


def plain(headline: str) -> str:
    """The longest part of a headline in one spelling: what is left when outlet and section are taken off.

    Letters and digits in lower case, one space between words; '' for a headline without any.
    """
    text = unicodedata.normalize("NFKC", html.unescape(_MARKUP.sub(" ", headline)))
    parts = (_BETWEEN_HAN.sub("", " ".join(_WORD.findall(part.casefold()))) for part in _DIVIDER.split(text))
    return max(parts, key=_weight, default="")


def key(headline: str) -> str:
    """32 hexadecimal digits, equal for equal headlines; '' for one too short or general to identify an article."""
    settled = plain(headline)
    if _weight(settled) < 1:
        return ""
    return hashlib.sha256(settled.encode()).hexdigest()[:32]


def _weight(settled: str) -> float:
    """How much a headline says: 1 is just enough to identify an article."""
    return max(len(_HAN.findall(settled)) / _LEAST_HAN, len(settled.split()) / _LEAST_WORDS)
