"""Compiles a catalogue into patterns for the matcher and the tables that say what each pattern means."""

import gc
import pickle
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from sys import intern
from typing import Literal, NamedTuple, TypeVar

from news.linking import sounds
from news.linking.aliases import harvest, party_forms, place_forms
from news.linking.catalogue import Entry, Name
from news.linking.lexicon import Lexicon, lexicon
from news.linking.sums import Known, known
from projects.canonical import canonical, forget

#: How much an alias says by itself: a full name; one word; letters that must be written as capitals; words that many
#: things could be called by.
AliasClass = Literal["full", "single", "acronym", "weak"]

_Shared = TypeVar("_Shared")
_NONE: frozenset[str] = frozenset()
#: A place or bag of words shared by more projects than this tells none of them apart.
MOST_SHARED = 40
_KIND_SHARE = 0.3
_LONGEST_PHRASE = 4
_LONGEST_HAN = 8


class Alias(NamedTuple):
    """What one form of words says: how much, which projects it may mean, the rule that made it ("" if cited)."""

    grade: AliasClass
    projects: tuple[int, ...]
    rule: str


class Bag(NamedTuple):
    """Words that make a name in any order: all anchors, all countries, and a word for one kind of each group."""

    anchors: tuple[str, ...]
    countries: tuple[str, ...]
    kinds: tuple[frozenset[str], ...]
    projects: tuple[int, ...]


class Subject(NamedTuple):
    """What the tables keep of a project.

    ``words`` are those by which its names call its kind, ``core`` the words of its names that are only its own,
    ``sums`` what it is known to cost.
    """

    key: str
    kinds: frozenset[str]
    words: frozenset[str]
    core: tuple[str, ...]
    countries: tuple[str, ...]
    sums: tuple[Known, ...]


@dataclass(slots=True)
class Meaning:
    """What one pattern may mean besides being a name, all at once."""

    anchor: str = ""
    assets: frozenset[str] = _NONE
    topics: frozenset[str] = _NONE
    countries: frozenset[str] = _NONE
    parties: tuple[int, ...] = ()
    cues: frozenset[str] = _NONE


@dataclass(slots=True)
class Index:
    """The compiled catalogue. Patterns are numbers here: ``alias_of`` and ``meanings`` say what each means."""

    alias_of: "array[int]"
    meanings: dict[int, Meaning]
    aliases: list[Alias]
    subjects: list[Subject]
    bags: dict[str, tuple[Bag, ...]]
    places: dict[str, tuple[int, ...]]
    sounds: dict[str, tuple[str, ...]]

    def is_of(self, anchor: str, project: int) -> bool:
        """Whether an anchor is a place of a project or a word of its names alone."""
        return holds(self.places.get(anchor, ()), project) or anchor in self.subjects[project].core


def holds(projects: tuple[int, ...], project: int) -> bool:
    """Whether a sorted tuple holds a number."""
    at = bisect_left(projects, project)
    return at < len(projects) and projects[at] == project


@dataclass(slots=True)
class Parts:
    """A name taken apart: what is only its own, and what it shares with the world."""

    anchors: list[str] = field(default_factory=list)
    kinds: list[frozenset[str]] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    generic: int = 0

    @property
    def telling(self) -> list[str]:
        """The anchors that are more than a letter or a number."""
        return [anchor for anchor in self.anchors if len(anchor) > 1 and not anchor.isdigit()]


def compile_catalogue(entries: Iterable[Entry], off: Collection[str] = ()) -> tuple[Index, list[str]]:
    """Compile ``entries`` without the alias families in ``off``; return the index and the patterns to look for."""
    packed = pickle.dumps(_Compiler(list(entries), frozenset(off)).compile(), pickle.HIGHEST_PROTOCOL)
    forget()
    gc.collect()
    # Unpacked anew, the tables stand side by side; built in place they hold open pages that are else empty.
    tables: tuple[Index, list[str]] = pickle.loads(packed)  # noqa: S301 # our own bytes of a moment ago
    return tables


def stemmings(text: str, language: str = "") -> set[str]:
    """Return the canonical forms a name may take in articles: in its own language, or in all when it has none."""
    return {canonical(text, each) for each in ((language,) if language else ("ru", "kk"))}


class _Compiler:
    def __init__(self, entries: list[Entry], off: frozenset[str]) -> None:
        self._entries = entries
        self._off = off
        self._words = lexicon()
        self._by_place: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            for form in self._places(entry):
                self._by_place[form].append(number)
        self._aliases: dict[str, tuple[AliasClass, str, list[int]]] = {}
        self._bags: dict[tuple[tuple[str, ...], tuple[str, ...], tuple[frozenset[str], ...]], list[int]]
        self._bags = defaultdict(list)
        self._meanings: dict[str, Meaning] = {}
        self._same: dict[object, object] = {}

    def compile(self) -> tuple[Index, list[str]]:
        subjects = [self._subject(number, entry) for number, entry in enumerate(self._entries)]
        self._add_general_words()
        self._add_parties()
        bags = self._finish_bags()
        for place in self._by_place:
            self._meaning(place).anchor = place
        self._meanings.pop("", None)
        words = list(self._aliases.keys() | self._meanings.keys())
        words.sort()
        return self._tables(words, subjects, bags), [pattern(each) for each in words]

    def _tables(
        self,
        words: list[str],
        subjects: list[Subject],
        bags: dict[str, tuple[Bag, ...]],
    ) -> Index:
        numbers: dict[Alias, int] = {}
        alias_of = array("i", [-1]) * len(words)
        meanings: dict[int, Meaning] = {}
        for number, each in enumerate(words):
            if each in self._aliases:
                grade, rule, projects = self._aliases[each]
                alias = Alias(grade, self._shared(tuple(projects)), rule)
                alias_of[number] = numbers.setdefault(alias, len(numbers))
            if each in self._meanings:
                meanings[number] = self._meanings[each]
        places = {place: self._shared(tuple(sorted(set(numbers)))) for place, numbers in self._by_place.items()}
        return Index(alias_of, meanings, list(numbers), subjects, bags, places, sounds.table(places))

    def _meaning(self, words: str) -> Meaning:
        return self._meanings.setdefault(words, Meaning())

    def _places(self, entry: Entry) -> tuple[str, ...]:
        latin = any(place.isascii() for place in entry.places)
        forms = {
            intern(form)
            for place in entry.places
            for spelling, language in place_forms(place, self._off, latin=latin)
            for form in stemmings(spelling, language)
        }
        return tuple(sorted(form for form in forms if len(form) > 2 or form[:1] >= "\u3400"))

    def _subject(self, number: int, entry: Entry) -> Subject:
        taken = []
        for name in harvest(entry, self._off):
            words = canonical(name.text, name.language)
            taken.append((name, words, take_apart(words, self._words, self._by_place)))
        kinds = _kinds(entry, (parts for name, _, parts in taken if name.origin != "transliterated"), self._words)
        kinds = self._shared(kinds)
        core: set[str] = set()
        for name, words, parts in taken:
            if words in self._by_place or (words in core and " " not in words and not _is_acronym(name.text)):
                self._by_place[words].append(number)
                continue
            self._add_alias(number, name, words, parts)
            if name.origin != "transliterated":
                self._add_bag(number, parts, kinds)
                core.update(map(intern, parts.telling))
        return Subject(
            entry.key,
            kinds,
            self._shared(frozenset[str]().union(*(parts.words for _, _, parts in taken))),
            self._shared(tuple(sorted(core))),
            self._shared(entry.countries),
            known(entry.amounts),
        )

    def _shared(self, value: _Shared) -> _Shared:
        return self._same.setdefault(value, value)  # type: ignore[return-value] # an equal value is of the same type

    def _add_alias(self, number: int, name: Name, words: str, parts: Parts) -> None:
        if not words:
            return
        if words not in self._aliases:
            self._aliases[words] = (_grade(name, words, parts), name.rule, [number])
        elif number not in self._aliases[words][2]:
            self._aliases[words][2].append(number)

    def _add_bag(self, number: int, parts: Parts, kinds: frozenset[str]) -> None:
        anchors = tuple(sorted(set(map(intern, parts.anchors))))
        groups = {group & kinds or group for group in parts.kinds} or ({kinds} if kinds else set())
        if not parts.telling and len(parts.countries) < 2:
            return
        if not kinds and len(parts.telling) < 2:
            return
        # "The new port of A" is not told by A and a port where A has two.
        if parts.generic and len(anchors) == 1 and len(self._by_place.get(anchors[0], ())) > 1:
            return
        key = anchors, tuple(sorted(parts.countries)), tuple(sorted(map(self._shared, groups), key=sorted))
        if number not in self._bags[key]:
            self._bags[key].append(number)

    def _finish_bags(self) -> dict[str, tuple[Bag, ...]]:
        rarity: Counter[str] = Counter(anchor for anchors, _, _ in self._bags for anchor in anchors)
        keyed: dict[str, list[Bag]] = defaultdict(list)
        for (anchors, countries, kinds), projects in self._bags.items():
            if len(projects) > MOST_SHARED:
                continue
            telling = [anchor for anchor in anchors if len(anchor) > 1 and not anchor.isdigit()]
            key = min(telling, key=lambda anchor: (rarity[anchor], anchor)) if telling else min(countries)
            keyed[key].append(Bag(anchors, countries, self._shared(kinds), self._shared(tuple(projects))))
            for anchor in anchors:
                self._meaning(anchor).anchor = anchor
        return {key: tuple(bags) for key, bags in keyed.items() if len(bags) <= MOST_SHARED}

    def _add_parties(self) -> None:
        parties: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            names = (name for party in entry.parties for name in party_forms(party, self._words.corporate))
            forms = {form for name in names for form in stemmings(name)}
            for form in forms:
                parties[form].append(number)
        for form, numbers in parties.items():
            self._meaning(form).parties = tuple(numbers)

    def _add_general_words(self) -> None:
        for word, kinds in self._words.assets.items():
            self._meaning(word).assets = kinds
        for word, kinds in self._words.topics.items():
            self._meaning(word).topics = kinds
        for word, codes in self._words.countries.items():
            self._meaning(word).countries = codes
        for word, parts in self._words.cues.items():
            self._meaning(word).cues = parts


def pattern(words: str) -> str:
    """Words are matched whole; a run of Han is matched anywhere, Chinese having no spaces."""
    left = "" if words[0] >= "\u3400" else " "
    right = "" if words[-1] >= "\u3400" else " "
    return f"{left}{words}{right}"


def _is_acronym(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return 2 <= len(letters) <= 8 and " " not in text and all(sign.isupper() for sign in letters)


def _grade(name: Name, words: str, parts: Parts) -> AliasClass:
    if name.needs_context:
        return "weak"
    han = words[0] >= "\u3400" or words[-1] >= "\u3400"
    if not parts.telling and (len(parts.countries) < 2 or not (parts.kinds or len(parts.countries) > 2)):
        return "acronym" if _is_acronym(name.text) and not parts.kinds else "weak"
    if han:
        return "weak" if len(words.replace(" ", "")) < 3 else "full"
    if " " in words:
        return "full"
    return "acronym" if _is_acronym(name.text) else "single"


def _kinds(entry: Entry, taken: Iterable[Parts], words: Lexicon) -> frozenset[str]:
    """The kinds its sector says, and those a fair share of its names say."""
    votes: Counter[str] = Counter()
    named = 0
    for parts in taken:
        named += bool(parts.kinds)
        for kinds in parts.kinds:
            for kind in kinds:
                votes[kind] += 1 / len(kinds)  # type: ignore[assignment] # shares of a vote
    said = {kind for kind, share in votes.items() if share >= _KIND_SHARE * named}
    return frozenset(said) | words.sectors.get(entry.sector.casefold().replace("_", " "), _NONE)


def take_apart(words: str, general: Lexicon, places: Collection[str]) -> Parts:
    """Sort the words of a canonical name into places and other anchors, kinds of things, countries, and the rest."""
    parts = Parts()
    tokens = words.split()
    at = 0
    while at < len(tokens):
        if tokens[at][0] >= "\u3400":
            _take_apart_han(tokens[at], general, places, parts)
            at += 1
            continue
        for size in range(min(_LONGEST_PHRASE, len(tokens) - at), 0, -1):
            phrase = " ".join(tokens[at : at + size])
            if _sort(phrase, general, places, parts):
                at += size
                break
        else:
            parts.anchors.append(tokens[at])
            at += 1
    return parts


def _sort(phrase: str, general: Lexicon, places: Collection[str], parts: Parts) -> bool:
    if phrase in places:
        parts.anchors.append(phrase)
    elif phrase in general.assets:
        parts.kinds.append(general.assets[phrase])
        parts.words.add(intern(phrase))
    elif phrase in general.countries:
        parts.countries |= general.countries[phrase] if len(general.countries[phrase]) < 3 else set()
    elif phrase in general.generic:
        parts.generic += 1
    else:
        return False
    return True


def _take_apart_han(run: str, general: Lexicon, places: Collection[str], parts: Parts) -> None:
    rest = ""
    at = 0
    while at < len(run):
        for size in range(min(_LONGEST_HAN, len(run) - at), 0, -1):
            if _sort(run[at : at + size], general, places, parts):
                if len(rest) > 1:
                    parts.anchors.append(rest)
                rest = ""
                at += size
                break
        else:
            rest += run[at]
            at += 1
    if len(rest) > 1:
        parts.anchors.append(rest)
