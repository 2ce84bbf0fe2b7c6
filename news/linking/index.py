"""Compiles a catalogue into patterns for the matcher and the tables that say what each pattern means."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from news.linking.aliases import harvest, place_forms
from news.linking.catalogue import Entry, Name
from news.linking.lexicon import Lexicon, lexicon
from projects.canonical import canonical

#: How much an alias says by itself: a full name; one word; letters that must be written as capitals; words that many
#: things could be called by.
AliasClass = Literal["full", "single", "acronym", "weak"]

_NONE: frozenset[str] = frozenset()
#: A place or bag of words shared by more projects than this tells none of them apart.
MOST_SHARED = 40
_KIND_SHARE = 0.3
_LONGEST_PHRASE = 4
_LONGEST_HAN = 8


@dataclass(frozen=True, slots=True)
class Alias:
    """One form of words and the projects it may mean."""

    name: Name
    grade: AliasClass
    projects: tuple[int, ...]
    tokens: int


@dataclass(frozen=True, slots=True)
class Bag:
    """Words that make a name in any order: all anchors, all countries, and a word for one kind of each group."""

    anchors: frozenset[str]
    countries: frozenset[str]
    kinds: frozenset[frozenset[str]]
    projects: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the tables keep of a project."""

    key: str
    kinds: frozenset[str]
    places: frozenset[str]
    core: frozenset[str]
    countries: frozenset[str]


@dataclass(slots=True)
class Meaning:
    """What one pattern may mean, all at once."""

    aliases: tuple[int, ...] = ()
    anchor: str = ""
    assets: frozenset[str] = _NONE
    topics: frozenset[str] = _NONE
    countries: frozenset[str] = _NONE
    parties: tuple[int, ...] = ()
    cues: frozenset[str] = _NONE


@dataclass(slots=True)
class Index:
    """The compiled catalogue, for one stemming."""

    patterns: list[str]
    meanings: list[Meaning]
    subjects: list[Subject]
    aliases: list[Alias]
    bags: dict[str, tuple[Bag, ...]]
    places: dict[str, tuple[int, ...]]


@dataclass(slots=True)
class Parts:
    """A name taken apart: what is only its own, and what it shares with the world."""

    anchors: list[str] = field(default_factory=list)
    kinds: list[frozenset[str]] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    generic: int = 0

    @property
    def telling(self) -> list[str]:
        """The anchors that are more than a letter or a number."""
        return [anchor for anchor in self.anchors if len(anchor) > 1 and not anchor.isdigit()]


def compile_catalogue(entries: Sequence[Entry], way: str, off: Collection[str] = ()) -> Index:
    """Compile ``entries`` for one stemming, without the alias families named in ``off``."""
    return _Compiler(entries, way, off).compile()


class _Compiler:
    def __init__(self, entries: Sequence[Entry], way: str, off: Collection[str]) -> None:
        self._entries = entries
        self._way = way
        self._off = off
        self._words = lexicon(way)
        self._place_forms = [self._places(entry) for entry in entries]
        self._known = frozenset().union(*self._place_forms) if entries else frozenset()
        self._by_place: dict[str, list[int]] = defaultdict(list)
        for number, forms in enumerate(self._place_forms):
            for form in forms:
                self._by_place[form].append(number)
        self._grades: dict[str, tuple[Name, AliasClass]] = {}
        self._alias_projects: dict[str, list[int]] = defaultdict(list)
        self._bags: dict[tuple[frozenset[str], frozenset[str], frozenset[frozenset[str]]], list[int]]
        self._bags = defaultdict(list)
        self._meanings: dict[str, Meaning] = {}

    def compile(self) -> Index:
        subjects = [self._subject(number, entry) for number, entry in enumerate(self._entries)]
        aliases = self._finish_aliases()
        self._add_general_words()
        parties: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            for party in entry.parties:
                parties[canonical(party, self._way)].append(number)
        for party, numbers in parties.items():
            self._meaning(party).parties = tuple(numbers)
        places: dict[str, list[int]] = defaultdict(list)
        for number, subject in enumerate(subjects):
            for place in subject.places:
                places[place].append(number)
                self._meaning(place).anchor = place
        self._meanings.pop("", None)
        bags = self._finish_bags(places)
        return Index(
            patterns=[_pattern(words) for words in self._meanings],
            meanings=list(self._meanings.values()),
            subjects=subjects,
            aliases=aliases,
            bags=bags,
            places={place: tuple(numbers) for place, numbers in places.items() if len(numbers) <= MOST_SHARED},
        )

    def _meaning(self, words: str) -> Meaning:
        return self._meanings.setdefault(words, Meaning())

    def _places(self, entry: Entry) -> frozenset[str]:
        forms = {canonical(form, self._way) for place in entry.places for form in place_forms(place, self._off)}
        return frozenset(form for form in forms if len(form) > 2 or form[:1] >= "\u3400")

    def _subject(self, number: int, entry: Entry) -> Subject:
        names = harvest(entry, self._off)
        taken = [(name, take_apart(canonical(name.text, self._way), self._words, self._known)) for name in names]
        kinds = _kinds(entry, (parts for name, parts in taken if name.origin != "transliterated"), self._words)
        core: set[str] = set()
        places = set(self._place_forms[number])
        for name, parts in taken:
            words = canonical(name.text, self._way)
            if words in self._known or (words in core and " " not in words and not _is_acronym(name.text)):
                places.add(words)
                continue
            self._add_alias(number, name, words, parts)
            if name.origin != "transliterated":
                self._add_bag(number, parts, kinds)
                core.update(parts.telling)
        return Subject(entry.key, kinds, frozenset(places), frozenset(core), frozenset(entry.countries))

    def _add_alias(self, number: int, name: Name, words: str, parts: Parts) -> None:
        if not words:
            return
        if number not in self._alias_projects[words]:
            self._alias_projects[words].append(number)
        self._grades.setdefault(words, (name, _grade(name, words, parts)))

    def _add_bag(self, number: int, parts: Parts, kinds: frozenset[str]) -> None:
        anchors = frozenset(parts.anchors)
        own = frozenset(group & kinds or group for group in parts.kinds) or frozenset({kinds} if kinds else ())
        countries = frozenset(parts.countries)
        if not parts.telling and len(countries) < 2:
            return
        if not kinds and len(parts.telling) < 2:
            return
        if parts.generic and len(anchors) == 1 and anchors <= self._known and len(self._at_place(anchors)) > 1:
            return
        numbers = self._bags[anchors, countries, own]
        if number not in numbers:
            numbers.append(number)

    def _at_place(self, anchors: frozenset[str]) -> list[int]:
        """Return the projects at a place: "the new port of A" is not told by A and a port where A has two."""
        return self._by_place[min(anchors)]

    def _finish_aliases(self) -> list[Alias]:
        aliases: list[Alias] = []
        for words, projects in self._alias_projects.items():
            name, grade = self._grades[words]
            self._meaning(words).aliases = (len(aliases),)
            aliases.append(Alias(name, grade, tuple(projects), words.count(" ") + 1))
        return aliases

    def _finish_bags(self, places: dict[str, list[int]]) -> dict[str, tuple[Bag, ...]]:
        rarity: Counter[str] = Counter(anchor for anchors, _, _ in self._bags for anchor in anchors)
        keyed: dict[str, list[Bag]] = defaultdict(list)
        for (anchors, countries, kinds), projects in self._bags.items():
            if len(projects) > MOST_SHARED:
                continue
            telling = [anchor for anchor in anchors if len(anchor) > 1 and not anchor.isdigit()]
            key = min(telling, key=lambda anchor: (rarity[anchor], anchor)) if telling else min(countries)
            keyed[key].append(Bag(anchors, countries, kinds, tuple(projects)))
            for anchor in anchors:
                self._meaning(anchor).anchor = anchor
        return {key: tuple(bags) for key, bags in keyed.items()}

    def _add_general_words(self) -> None:
        for word, kinds in self._words.assets.items():
            self._meaning(word).assets = kinds
        for word, kinds in self._words.topics.items():
            self._meaning(word).topics = kinds
        for word, codes in self._words.countries.items():
            self._meaning(word).countries = codes
        for word, parts in self._words.cues.items():
            self._meaning(word).cues = parts


def _pattern(words: str) -> str:
    """Words are matched whole; a run of Han is matched anywhere, Chinese having no spaces."""
    left = "" if words[0] >= "\u3400" else " "
    right = "" if words[-1] >= "\u3400" else " "
    return f"{left}{words}{right}"


def _is_acronym(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return 2 <= len(letters) <= 8 and " " not in text and all(sign.isupper() for sign in letters)


def _grade(name: Name, words: str, parts: Parts) -> AliasClass:
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
    return frozenset(said) | words.sectors.get(entry.sector.casefold(), _NONE)


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
