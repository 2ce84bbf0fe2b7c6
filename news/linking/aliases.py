"""Derives the names a project may also be called by, each marked with the rule that made it.

Every rule is a row of :data:`RULES`; a curator switches a family off by its name (:mod:`news.linking.families` has all
families). What a rule makes is never shown as a name of the project, it only finds it.
"""

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from news.linking.catalogue import Entry, Name, Origin
from news.linking.letters import BRACKETS, ISO_9, KAZAKH_LATIN, in_letters, romanise
from projects.canonical import KAZAKH_TO_RUSSIAN, canonical

_JOINED = re.compile(r"^(.*?)(\w[\w'’]*)(\s*[–—−-]+\s*|\s*至\s*)(\w[\w'’]*)(.*)$")

#: Spellings of one sound between the ways of writing Central Asian names in Latin letters.
_SPELLINGS = (("kh", "h"), ("gh", "g"), ("q", "k"), ("zh", "j"), ("dzh", "j"), ("yy", "iy"), ("ya", "ia"), ("y", "i"))

#: What a company's own word must have, to be told from others by it alone.
_SHORTEST_OWN = 4
_SHORTEST_HAN = 3
_HAN = re.compile("[\u3400-\u9fff]")
_HAN_COMPANY = re.compile("(?:集团|股份|控股|有限|责任|总|公司|企业)+$")
#: How the second of two things of one name is called, in front of the name; stems make one form of all endings.
_ORDINALS = {
    "2": {"en": ("second",), "ru": ("второй", "вторая"), "kk": ("екінші",), "zh": ("第二条", "第二")},
    "3": {"en": ("third",), "ru": ("третий", "третья"), "kk": ("үшінші",), "zh": ("第三条", "第三")},
    "4": {"en": ("fourth", "4th"), "ru": ("четвертый", "четвертая"), "kk": ("төртінші",), "zh": ("第四条",)},
}
_NUMBERED = re.compile(r"^(.{4,}?)[\s–—−-]*([2-4])$")
#: What a letter tells from others of its kind, behind the word for it or before: "line D", "D желісі", "D线".
_LETTERED = re.compile(r"(?:^|[\s,])(?:([^\W\d_]{4,}) ([B-D])|([B-D])(?: ([^\W\d_]{4,})|线))$")
_RANKS = {"B": "2", "C": "3", "D": "4"}


def swapped(name: Name) -> Iterator[str]:
    """A line named by its two ends is named from either end; not where an end is two words, or Chinese, without any."""
    found = _JOINED.match(name.text)
    if not found or _HAN.search(name.text):
        return
    beside = (*found[1].split()[-1:], *found[5].split()[:1])
    if any(word[0].isupper() for word in beside):
        return
    if not re.search(r"[–—−-]", found[5]) and found[2].istitle() == found[4].istitle():
        yield f"{found[1]}{found[4]}{found[3]}{found[2]}{found[5]}"


def bare(name: Name) -> Iterator[str]:
    """A name is also said without what stands in brackets."""
    short = BRACKETS.sub(" ", name.text).strip()
    if short != name.text and len(short) > 3:
        yield short


def kazakh_letters(name: Name) -> Iterator[str]:
    """Kazakh names are typed with Russian letters where the keyboard has no others."""
    if name.language == "kk":
        plain = canonical(name.text).translate(KAZAKH_TO_RUSSIAN)
        if plain != canonical(name.text):
            yield plain


def romanised(name: Name) -> Iterator[str]:
    """Names in Cyrillic are written in Latin letters; tried where no name is in Latin letters already."""
    if name.language in ("ru", "kk"):
        yield romanise(name.text)


def scholarly(name: Name) -> Iterator[str]:
    """Russian names are written in Latin letters letter by letter (ISO 9); tried where no name is in them already."""
    if name.language == "ru":
        yield in_letters(name.text, ISO_9)


def kazakh_latin(name: Name) -> Iterator[str]:
    """Kazakh names are written in the Kazakh alphabet of Latin letters."""
    if name.language == "kk":
        yield in_letters(name.text, KAZAKH_LATIN)


def numbered(name: Name) -> Iterator[str]:
    """What is numbered in its name is also called the second or third of that name."""
    found = _NUMBERED.match(name.text.strip('«»“”"「」'))
    if found is None:
        return
    between = "" if name.language == "zh" else " "
    for ordinal in _ORDINALS[found[2]].get(name.language, ()):
        yield f"{ordinal}{between}{found[1]}"


def ranked(name: Name) -> Iterator[str]:
    """Of several lines that letters tell apart, D is also the fourth."""
    found = _LETTERED.search(name.text)
    if found is None:
        return
    word, letter = found[1] or found[4] or "", found[2] or found[3]
    for ordinal in _ORDINALS[_RANKS[letter]].get(name.language, ()):
        yield f"{ordinal} {word}".strip()


class Rule(NamedTuple):
    """How a family makes a name of another: its mark, the rule, the language of what it makes ("" for the same)."""

    origin: Origin
    make: Callable[[Name], Iterator[str]]
    language: str = ""
    #: Only for projects without any name in Latin letters.
    needs_no_latin: bool = False
    #: What it makes could mean many things, and counts beside other words only.
    makes_weak: bool = False


#: The families that make names of names.
RULES: dict[str, Rule] = {
    "swapped": Rule("harvested", swapped),
    "bare": Rule("harvested", bare),
    "numbered": Rule("harvested", numbered),
    "ranked": Rule("harvested", ranked, makes_weak=True),
    "kazakh_letters": Rule("transliterated", kazakh_letters),
    "kazakh_latin": Rule("transliterated", kazakh_latin),
    "romanised": Rule("transliterated", romanised, "en", needs_no_latin=True),
    "scholarly": Rule("transliterated", scholarly, "en", needs_no_latin=True),
}


def harvest(entry: Entry, off: Collection[str] = ()) -> tuple[Name, ...]:
    """Return the entry's names and what the rules derive from them, cited ones first.

    Args:
        entry: The project; its blocked forms are neither returned nor derived from.
        off: Names of families that are switched off.
    """
    found: dict[tuple[str, str], Name] = {}
    for name in entry.names:
        form = canonical(name.text)
        if form and form not in entry.blocked and name.rule not in off:
            found.setdefault((name.language, form), name)
    made: list[Name] = list(found.values())
    latin = any(name.language not in ("ru", "kk", "zh") for name in entry.names)
    for family, rule in RULES.items():
        if family in off or (rule.needs_no_latin and latin):
            continue
        for name in tuple(made):
            if name.origin == rule.origin == "transliterated":
                continue
            language = rule.language or name.language
            for text in rule.make(name):
                key = (language, canonical(text))
                if key[1] and key[1] not in entry.blocked and key not in found:
                    found[key] = Name(text, language, rule.origin, family, name.needs_context or rule.makes_weak)
                    made.append(found[key])
    return tuple(made)


def place_forms(place: str, off: Collection[str] = (), *, latin: bool = False) -> Iterator[tuple[str, str]]:
    """Yield a place's name and the other spellings the rules know of it, each with its language ("" for any).

    ``latin`` says that the place is also known by a name in Latin letters, so that none need be made.
    """
    yield place, ""
    plain = canonical(place)
    cyrillic = any("\u0400" <= sign <= "\u052f" for sign in plain)
    if cyrillic and "kazakh_letters" not in off and plain.translate(KAZAKH_TO_RUSSIAN) != plain:
        yield plain.translate(KAZAKH_TO_RUSSIAN), ""
    if cyrillic and "adjectives" not in off and _CYRILLIC_VOWEL_END.search(plain):
        yield _CYRILLIC_VOWEL_END.sub("инский", plain), "ru"
    if cyrillic and "romanised" not in off and not latin:
        yield romanise(place), "en"
    if "spellings" not in off and plain.isascii():
        for form in _spellings(plain):
            yield form, "en"


def party_forms(party: str, corporate: Collection[str]) -> Iterator[str]:
    """Yield how a party is called: by its name, by what stands in brackets behind it, by what no other company shares.

    Args:
        party: The name as recorded: ``Kazakhstan Temir Zholy (KTZ)``, ``Zijin Mining Group``.
        corporate: Canonical words that most companies' names have.
    """
    whole = BRACKETS.sub(" ", party).strip()
    yield from filter(None, (whole, *(found.strip(" ()（）") for found in BRACKETS.findall(party))))
    own = [word for word in canonical(whole, "en").split() if word not in corporate]
    if _HAN.search(whole):
        short = _HAN_COMPANY.sub("", whole)
        if _SHORTEST_HAN <= len(short) < len(whole):
            yield short
    elif len(own) == 1 and len(own[0]) > _SHORTEST_OWN and own[0] != canonical(whole, "en"):
        yield own[0]


_CYRILLIC_VOWEL_END = re.compile(r"(?<=[а-я]{3})[аеиоуыэюя]$")


def _spellings(plain: str) -> Iterator[str]:
    for one, other in _SPELLINGS:
        if one in plain and len(plain) > 4:
            yield plain.replace(one, other)
