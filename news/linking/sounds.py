"""Knows a name by its consonants: outlets spell a place by ear, Cheliktash where the catalogue has Chelektash.

Vowels, and what differs between the ways of writing Central Asian names in Latin and Cyrillic letters, do not count;
names too short to be told by consonants have no sound.
"""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from projects.canonical import canonical

#: One sign a sound, longer spellings first; what is not here (vowels, v, w, y) is not heard.
_SOUNDS = {
    "shch": "S", "dzh": "J", "sh": "S", "ch": "C", "zh": "J", "kh": "K", "gh": "G", "ts": "C", "ph": "F", "дж": "J",
    "b": "B", "c": "C", "d": "D", "f": "F", "g": "G", "h": "K", "j": "J", "k": "K", "l": "L", "m": "M", "n": "N",
    "p": "P", "q": "K", "r": "R", "s": "S", "t": "T", "x": "S", "z": "Z",
    "б": "B", "г": "G", "ғ": "G", "д": "D", "ж": "J", "з": "Z", "к": "K", "қ": "K", "л": "L", "м": "M", "н": "N",
    "ң": "NG", "п": "P", "р": "R", "с": "S", "т": "T", "ф": "F", "х": "K", "һ": "K", "ц": "C", "ч": "C", "ш": "S",
    "щ": "S",
}  # fmt: skip
_SPELLING = re.compile("|".join(_SOUNDS) + "|.")
_DOUBLED = re.compile(r"(.)\1+")
_VOWEL = re.compile(r"[aeiouyаеиоуыэюяәіөұү]")
#: Fewer sounds than this do not tell a name.
_FEWEST = 4
#: A sound of more different places than this tells none.
MOST_SHARED = 3
#: How much longer one spelling of a name may be than another.
SLACK = 2
#: What may stand around a word.
_AROUND = "«»“”„\"‘’'()[].,;:!?…"


def sound(word: str) -> str:
    """The consonants of a canonical word as it sounds, with ``-`` before them when it begins with a vowel.

    Empty for a word of Han, of several words, or too short to be told by it.
    """
    if " " in word or not word.isalpha() or word[0] >= "\u3400":
        return ""
    heard = _DOUBLED.sub(r"\1", "".join(_SOUNDS.get(found, "") for found in _SPELLING.findall(word)))
    return ("-" if _VOWEL.match(word) else "") + heard if len(heard) >= _FEWEST else ""


class Heard(NamedTuple):
    """The one canonical word of what is written as a name, and its sound."""

    word: str
    sound: str


def hear(chunk: str, language: str) -> Heard | None:
    """Hear a chunk of a text; ``None`` unless it is written as a name, of one word, that has a sound."""
    name = chunk.lstrip("«“\"‘'(")
    if chunk[0] >= "\u3400" or not name[:1].isupper() or name.isupper():
        return None
    word = canonical(name.replace("-", "").replace("‑", ""), language)
    heard = sound(word)
    return Heard(word, heard) if heard else None


def alike(
    texts: Collection[str], names: Mapping[str, Heard], known: Mapping[str, tuple[str, ...]]
) -> dict[str, list[str]]:
    """Return the words that sound like known names: chunk -> the names it may be, spelled otherwise there.

    Args:
        texts: Title and text as stored.
        names: What is written as a name in them: chunk -> how it sounds.
        known: Names by their sound.
    """
    found = {
        chunk: [name for name in known[sounding] if name != word and abs(len(name) - len(word)) <= SLACK]
        for chunk, (word, sounding) in names.items()
        if sounding in known
    }
    return {chunk: others for chunk, others in found.items() if others and not _is_common(chunk, texts)}


def _is_common(chunk: str, texts: Collection[str]) -> bool:
    """Whether the texts write the word small as well: then it began a sentence, and is no name."""
    small = chunk.strip(_AROUND).lower()
    return any(f" {small}{mark}" in text for text in texts for mark in (" ", ",", "."))


def table(names: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[str, ...]]:
    """Sort names by sound, one spelling for each group of projects; sounds of too many groups are left out.

    Args:
        names: Canonical words and the projects they belong to.
    """
    groups: dict[str, dict[tuple[int, ...], str]] = {}
    for name in sorted(names):
        sounding = sound(name)
        if sounding:
            groups.setdefault(sounding, {}).setdefault(names[name], name)
    return {sounding: tuple(spelled.values()) for sounding, spelled in groups.items() if len(spelled) <= MOST_SHARED}
