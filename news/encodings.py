"""From bytes to text: what a document is written in, also when it says nothing or something wrong."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass

_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_IN_DOCUMENT = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# What a declared name really means on the web, where it differs from Python's table.
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "windows-1252", "latin-1": "windows-1252", "ascii": ""}
# Codecs of Python's that no document is written in: some raise at any byte, the others would give it letters it does
# not have.
_NOT_OF_THE_WEB = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
_GUESSES = ["gb18030", "big5hkscs", "windows-1251", "koi8-r", "iso8859-5", "cp866", "windows-1252"]
# Made out of windows-1251 for Kazakh and its neighbours: the letters of Russian are the same.
_KAZAKH_CODECS = ("kz1048", "ptcp154")
# Of a Kazakh text's letters more are its own; of a Russian one's that quotes a neighbour far fewer.
_KAZAKH_SHARE = 0.015
_TOLERATED = 0.01
# By so much another encoding has to read better than the declared one; text reads at about 1.
_BELIEVED = 0.2
# By so much where it gives mostly capitals: another Cyrillic encoding has its small letters there.
_HARDLY_BELIEVED = 0.05
_MIXED = re.compile("[A-Za-z](?=[\u0400-\u04ff])|[\u0400-\u04ff](?=[A-Za-z])")
_AGAINST = 2.0

# The letters of Russian and Kazakh: those that make up most of any text, the others, and Kazakh's own.
_COMMON = frozenset("оеаинтсрвлкмдпуыяьіқңә")
_RARER = frozenset("збгчйхжюшщцэфъёғөұүһ")
_CAPITALS = frozenset("".join(_COMMON | _RARER).upper())
_KAZAKH = frozenset("әғқңөұүһі")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# Words as they are written: small, with a capital at their head, or all in capitals.
_CYRILLIC_WORD = re.compile(
    "(?<![\u0400-\u04ff])"
    "(?:[\u0400-\u042fӘҒҚҢӨҰҮҺ]?[\u0430-\u045fәғқңөұүһ]+|[\u0400-\u042fӘҒҚҢӨҰҮҺ]{2,})"
    "(?![\u0400-\u04ff])"
)
_HAN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由"
    "其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意"
    "建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统"
    "接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导"
    "器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示"
    "議為國這個們來時會說發過後對產經進還無與關於鐵路運邊貨報導動資電開業將應總設長車東區處門從聯權證"
)
# How much a character speaks for a reading. Capitals that are left stand within words, or alone; in place of letters
# stand the lines and blocks of cp866 and KOI8-R.
_WORTH = (
    dict.fromkeys("«»—–’“”„№…，。：；！？（）€™°±·•\xa0\xad", 0.5)
    | dict.fromkeys(_CAPITALS, -0.2)
    | dict.fromkeys(_COMMON, 1.05)
    | dict.fromkeys(_RARER, 0.6)
    | dict.fromkeys(_HAN, 1.0)
)


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding that gave it, and whether the document's own declaration was wrong or missing.

    ``source`` is the text in UTF-8 where the document itself is just that.
    """

    text: str
    encoding: str
    guessed: bool
    source: bytes = b""


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Read bytes as text.

    A byte order mark is believed first; then UTF-8 where the bytes can be nothing else; then what the HTTP header or
    the document declares, where it gives readable text; then the likeliest guess.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return Decoded(body.decode(encoding, errors="replace"), encoding, guessed=False)
    declared = _declared(body, content_type)
    wide = _wide(body, declared)
    if wide:
        return Decoded(body.decode(wide, errors="replace"), wide, guessed=wide != declared)
    try:
        return Decoded(body.decode(), "utf-8", guessed=False, source=body)
    except UnicodeDecodeError:
        return _eight_bit(body, declared)


def _eight_bit(body: bytes, declared: str) -> Decoded:
    """Bytes that are not UTF-8: the declared encoding, unless another one reads far better."""
    text = body.decode("utf-8", errors="replace")
    strange = sum(not character.isascii() for character in text) or 1
    if text.count("\ufffd") / strange < _TOLERATED:
        return Decoded(text, "utf-8", guessed=False)
    # A letter cut in half says little against an encoding; many of them do, by what they count.
    readings: dict[str, str] = {}
    scores: dict[str, float] = {}
    believed = 0.0
    for encoding in filter(None, dict.fromkeys([declared, *_GUESSES, "utf-8"])):
        readings[encoding] = body.decode(encoding, errors="replace")
        scores[encoding] = _readable(readings[encoding])
        if encoding == declared:
            believed = _HARDLY_BELIEVED if _shouts(readings[encoding]) else _BELIEVED
            if scores[encoding] >= 1.0 - believed:
                break
    best = max(scores, key=lambda encoding: scores[encoding])
    if declared in scores and scores[declared] >= scores[best] - believed:
        best = declared
    if codecs.lookup(best).name == "cp1251" and (kazakh := _kazakh(body, readings[best])):
        return Decoded(body.decode(kazakh, errors="replace"), kazakh, guessed=True)
    return Decoded(readings[best], best, guessed=best != declared)


def _kazakh(body: bytes, text: str) -> str:
    """The codec of Kazakh in which a text is written that was read as windows-1251, as it mostly declares; '' if none.

    There Kazakh's own letters become those of other languages, which are known by what they lack: Ukrainian and the
    southern Slavic ones write no ы, these also no і, and Belarusian has but one such letter.
    """
    used = set(_CYRILLIC.findall(text.lower()))
    foreign = used - _COMMON - _RARER
    if foreign <= {"ў"} or ("ы" not in used and (foreign <= {"ґ", "є", "ї"} or "і" not in used)):
        return ""
    own = {codec: _kazakh_share(body.decode(codec, errors="replace")) for codec in _KAZAKH_CODECS}
    best = max(own, key=lambda codec: own[codec])
    return best if own[best] > max(_KAZAKH_SHARE, _kazakh_share(text)) else ""


def _kazakh_share(text: str) -> float:
    """How many of a text's Cyrillic letters are Kazakh's own, less those that neither Kazakh nor Russian has."""
    letters = Counter(_CYRILLIC.findall(text.lower()))
    own = sum(letters[letter] for letter in _KAZAKH)
    foreign = letters.total() - sum(letters[letter] for letter in _COMMON | _RARER)
    return (own - 2 * foreign) / max(1, letters.total())


def _declared(body: bytes, content_type: str) -> str:
    """The name of a codec that exists, as the header or the first two thousand bytes declare it; else ''."""
    header = _IN_HEADER.search(content_type)
    document = _IN_DOCUMENT.search(body[:2048].replace(b"\0", b""))
    for found in (header.group(1) if header else "", document.group(1).decode("ascii") if document else ""):
        name = _MEANT.get(found.lower(), found.lower())
        try:
            codec = codecs.lookup(name)
            if name and codec._is_text_encoding and codec.name not in _NOT_OF_THE_WEB:
                return name
        except LookupError:
            continue
    return ""


def _wide(body: bytes, declared: str) -> str:
    """UTF-16 without a mark shows by its zero bytes."""
    if body[1:2] == b"\0" and body[:1] != b"\0" and body[3:4] == b"\0":
        return "utf-16-le"
    if body[:1] == b"\0" and body[1:2] != b"\0" and body[2:3] == b"\0":
        return "utf-16-be"
    return ""


def _readable(text: str) -> float:
    """How much like writing a text looks: common letters of our languages against rare ones and symbols."""
    sample = text[:200_000]
    strange = [character for character in _CYRILLIC_WORD.sub(_in_small, sample) if not character.isascii()]
    if not strange:
        return 1.0
    # A Cyrillic letter within a Latin word is an accented one read wrongly.
    spoiled = (len(_MIXED.findall(sample)) + sample.count("\ufffd")) / len(strange)
    counted = strange[:4000]
    return sum(map(_worth, counted)) / len(counted) - _AGAINST * spoiled


def _in_small(word: re.Match[str]) -> str:
    return word.group().lower()


def _shouts(text: str) -> bool:
    """Whether most Cyrillic letters of a text are capitals."""
    letters = _CYRILLIC.findall(text[:200_000])
    return sum(map(str.isupper, letters)) * 2 > len(letters)


def _worth(character: str) -> float:
    worth = _WORTH.get(character)
    if worth is not None:
        return worth
    if "\u4e00" <= character <= "\u9fff":
        return 0.15
    if "\u3000" <= character <= "\u303f":
        return 0.5
    if "\u2500" <= character <= "\u259f":
        return -1.0
    if character.isalpha():
        return 0.3 if character <= "\u024f" else -0.3
    return -0.5
