"""Says a project's English name in languages in which nobody has named it: its places, its kind, its own words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from babel import Locale

from news.linking.catalogue import Name, Origin
from news.linking.letters import BRACKETS, cyrillised, likeness
from projects.canonical import canonical, simplified

_WORDS = Path(__file__).with_name("wording.yaml")
_LONGEST = 5
#: A spelling less like the label than this is another name of the place, not its name in other letters.
_ALIKE = 0.5
_ALPHABETS = {
    "ru": frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя -'"),
    "kk": frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһ -'"),
}
#: Letters that Kazakh alone has, as far as gazetteers go: і stands in Ukrainian spellings too.
_KAZAKH = frozenset("әғқңөұүһ")


@dataclass(frozen=True, slots=True)
class Site:
    """A place: our label, what sources call it by language, and spellings of gazetteers in any language."""

    label: str
    named: Mapping[str, Sequence[str]] = field(default_factory=dict)
    spellings: tuple[str, ...] = ()

    def latin(self) -> Iterator[str]:
        """Yield the canonical forms by which English names call it."""
        for text in (self.label, BRACKETS.sub(" ", self.label), *self.named.get("en", ())):
            yield canonical(text)

    @property
    def is_thing(self) -> bool:
        """Whether it bears the name of what stands there, "port of" and the like: then it is no place for others."""
        return _is_thing(canonical(self.label))


class _Part(NamedTuple):
    """One word of a name in another language, and whether it is only the old one in other letters."""

    text: str
    is_lettered: bool = False


class _Word(NamedTuple):
    """A word that is the project's own: nothing known, written with a capital."""

    text: str


_Piece = Site | str | _Word


@dataclass(slots=True)
class _Taken:
    """An English name taken apart, its pieces in the order they stand; a country or region is its canonical name."""

    pieces: list[_Piece] = field(default_factory=list)
    kind: str = ""
    purpose: str = ""


class _Places(NamedTuple):
    """What words may name: the project's own places, and every other; looked up, never copied, for they are many."""

    own: Mapping[str, Site]
    every: Mapping[str, Site]

    def named(self, form: str) -> Site | None:
        """Return the place that a canonical form names; what is a thing by its name is no place for others."""
        found = self.own.get(form)
        if found is None and form in self.every and not _is_thing(form):
            found = self.every[form]
        return found


def worded(
    labels: Sequence[str], sector: str, own: Sequence[Site], gazetteer: Mapping[str, Site], language: str
) -> list[Name]:
    """Return names of a project in ``language``, the shortest first, made of words of its English names.

    Args:
        labels: Its names in English, the best first.
        sector: Its sector; says the kind of thing where the name does not.
        own: Its places, in order along it.
        gazetteer: Every place that a name may speak of, by the canonical forms of its English names.
        language: ``ru``, ``zh`` or ``kk``.
    """
    own = [site for site in own if not site.is_thing]
    places = _Places({form: site for site in own for form in site.latin()}, gazetteer)
    for label in labels:
        taken = _take(label, sector, places)
        is_line = sector in _table()["lines"]
        # Between two countries there is one line of a kind, but many plants: those are told by their places.
        is_told = any(is_line or not isinstance(piece, str) for piece in taken.pieces)
        if not is_told and own:
            taken.pieces = [own[0], own[-1]] if is_line and len(own) > 1 else [own[0]]
        if taken.kind and taken.pieces:
            return list(_names(taken, language, is_line=is_line))
    return []


def _is_thing(form: str) -> bool:
    words = form.split()
    return any(" ".join(words[-size:]) in _table()["kinds"] for size in range(1, min(_LONGEST, len(words)) + 1))


def _names(taken: _Taken, language: str, *, is_line: bool) -> Iterator[Name]:
    parts = [_said(piece, language) for piece in taken.pieces]
    parts = [part for part, following in pairwise([*parts, _Part("")]) if part.text != following.text]
    located = [_said(piece, language) for piece in taken.pieces if not isinstance(piece, _Word)]
    kind = _table()["kinds"][taken.kind][language]
    # A line without one of its ends is another line; a plant without its owner is still the plant of that town.
    for held in (parts,) if is_line or not located or len(located) == len(taken.pieces) else (located, parts):
        yield _name(held, kind, "", language)
        if taken.purpose:
            yield _name(held, kind, _table()["purposes"][taken.purpose][language], language)


def _name(parts: Sequence[_Part], kind: str, purpose: str, language: str) -> Name:
    joined = ("—" if language == "zh" else " – ").join(part.text for part in parts)
    if language == "zh":
        text = f"{joined}{kind}{purpose}"
    elif language == "ru":
        text = f"{purpose} {kind} {joined}" if len(parts) > 1 else f"{purpose} {joined} {kind}"
    else:
        text = f"{joined} {kind} {purpose}"
    is_lettered = any(part.is_lettered for part in parts)
    origin: Origin = "transliterated" if is_lettered else "harvested"
    return Name(text.strip(), language, origin, "lettered" if is_lettered else "worded")


def _take(label: str, sector: str, places: _Places) -> _Taken:
    table = _table()
    taken = _Taken()
    raw = [word for word in re.split(r"[\s,/–—−-]+", BRACKETS.sub(" ", label)) if canonical(word)]
    at = 0
    while at < len(raw):
        for size in range(min(_LONGEST, len(raw) - at), 0, -1):
            phrase = " ".join(canonical(word) for word in raw[at : at + size])
            if _sort(phrase, places, table, taken):
                at += size
                break
        else:
            if raw[at][:1].isupper() and canonical(raw[at]) not in table["silent"]:
                taken.pieces.append(_Word(raw[at]))
            at += 1
    taken.kind = taken.kind or table["sectors"].get(sector, "")
    return taken


def _sort(phrase: str, places: _Places, table: Mapping[str, Any], taken: _Taken) -> bool:
    """Put a phrase where it belongs; False when it is nothing known."""
    place = places.named(phrase)
    if place is not None:
        taken.pieces.append(place)
    elif phrase in _countries() or phrase in table["regions"]:
        taken.pieces.append(phrase)
    elif phrase in table["kinds"]:
        taken.kind = taken.kind if len(taken.kind) > len(phrase) else phrase
    elif phrase in table["purposes"]:
        taken.purpose = phrase
    else:
        return False
    return True


def _said(piece: _Piece, language: str) -> _Part:
    if isinstance(piece, Site):
        return _spelled(piece, language)
    if isinstance(piece, _Word):
        return _lettered(piece.text, language)
    if piece in _table()["regions"]:
        return _Part(_table()["regions"][piece][language])
    return _Part(Locale(language).territories[_countries()[piece]])


def _spelled(site: Site, language: str) -> _Part:
    """A place in another language: as sources name it, as gazetteers spell it, else in other letters."""
    label = BRACKETS.sub(" ", site.label).strip()
    cited = [text for text in site.named.get(language, ()) if not BRACKETS.search(text)]
    if cited:
        return _Part(cited[0])
    spelled = _in_script(site.spellings, language)
    if language == "zh":
        return _Part(simplified(spelled[0])) if spelled else _Part(label)
    close = [text for text in spelled if likeness(text, label) >= _ALIKE]
    if language == "kk" and not any(map(_is_kazakh, close)):
        close = [*site.named.get("ru", ())[:1], *close][:1] if site.named.get("ru") else close
    if close:
        return _Part(max(close, key=lambda text: (language == "kk" and _is_kazakh(text), likeness(text, label))))
    return _lettered(label, language)


def _in_script(spellings: Iterable[str], language: str) -> list[str]:
    if language == "zh":
        return [text for text in spellings if text and all("\u3400" <= sign <= "\u9fff" for sign in text)]
    return [text for text in spellings if text and set(text.lower()) <= _ALPHABETS[language]]


def _is_kazakh(text: str) -> bool:
    return bool(_KAZAKH & set(text.lower()))


def _lettered(word: str, language: str) -> _Part:
    """A word of nobody's language: kept in Chinese, which has no letters for it, else in Cyrillic letters."""
    if language == "zh" or len(word) == 1:
        return _Part(word)
    return _Part(" ".join(part.capitalize() for part in cyrillised(word).split()), is_lettered=True)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return table


@cache
def _countries() -> dict[str, str]:
    """Canonical English names of countries -> codes."""
    return {
        canonical(name): code for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()
    }
