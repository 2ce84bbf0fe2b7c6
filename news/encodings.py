"""From bytes to text: what a document is written in, also when it says nothing or something wrong."""

import codecs
import re
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
_GUESSES = ["gb18030", "big5hkscs", "windows-1251", "koi8-r", "windows-1252"]
_TOLERATED = 0.01
# By so much another encoding has to read better than the declared one; nothing reads better than 1.
_BELIEVED = 0.2
_MIXED = re.compile("[A-Za-z](?=[\u0400-\u04ff])|[\u0400-\u04ff](?=[A-Za-z])")
_AGAINST = 2.0

_CYRILLIC = frozenset("оеаинтсрвлкмдпуяызьбгчйхжюшцщэфъёәғқңөұүһі")
_CYRILLIC_CAPITALS = frozenset("ОЕАИНТСРВЛКМДПУЯЫЗЬБГЧЙХЖЮШЦЩЭФЪЁӘҒҚҢӨҰҮҺІ")
_HAN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由"
    "其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意"
    "建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统"
    "接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导"
    "器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示"
    "議為國這個們來時會說發過後對產經進還無與關於鐵路運邊貨報導動資電開業將應總設長車東區處門從聯權證"
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
    for encoding in filter(None, dict.fromkeys([declared, *_GUESSES, "utf-8"])):
        readings[encoding] = body.decode(encoding, errors="replace")
        scores[encoding] = _readable(readings[encoding])
        if encoding == declared and scores[encoding] >= 1.0 - _BELIEVED:
            break
    best = max(scores, key=lambda encoding: scores[encoding])
    if declared in scores and scores[declared] >= scores[best] - _BELIEVED:
        best = declared
    return Decoded(readings[best], best, guessed=best != declared)


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
    strange = [character for character in sample if not character.isascii()]
    if not strange:
        return 1.0
    # A Cyrillic letter within a Latin word is an accented one read wrongly.
    spoiled = (len(_MIXED.findall(sample)) + sample.count("\ufffd")) / len(strange)
    counted = strange[:4000]
    return sum(map(_worth, counted)) / len(counted) - _AGAINST * spoiled


def _worth(character: str) -> float:
    if character in _CYRILLIC or character in _HAN:
        return 1.0
    if character in _CYRILLIC_CAPITALS:
        return -0.2
    if "\u4e00" <= character <= "\u9fff":
        return 0.15
    if "\u3000" <= character <= "\u303f" or character in "«»—–’“”„№…，。：；！？（）":
        return 0.5
    if character.isalpha():
        return 0.3 if character <= "\u024f" else -0.3
    return -0.5
