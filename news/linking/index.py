"""Compiles a catalogue into patterns for the matcher and the tables that say what each pattern means."""

import pickle
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass, field
from itertools import accumulate, chain
from sys import intern
from typing import NamedTuple, TypeVar

from news.linking import sounds
from news.linking.aliases import harvest, party_forms, place_forms
from news.linking.catalogue import GIVEN, LANGUAGES, Entry, Name
from news.linking.elsewhere import numbered
from news.linking.lexicon import Lexicon, lexicon
from news.linking.memory import give_back
from news.linking.rows import packed
from news.linking.sums import known
from news.linking.tables import ALIAS, ANCHOR, GRADES, MEANING, AliasClass, Bags, Index, Meaning, Shape, Subject
from projects.canonical import canonical, forget

_Shared = TypeVar("_Shared")
_NONE: frozenset[str] = frozenset()
#: A place or bag of words shared by more projects than this tells none of them apart.
MOST_SHARED = 40
_KIND_SHARE = 0.3
_LONGEST_PHRASE = 4
_LONGEST_HAN = 8
#: Up to so many signs a Chinese name may be a place's; a longer one is made of several words.
_LONGEST_WORD_HAN = 4
#: Stands between words where they are packed; no canonical form contains it.
_BETWEEN = "\n"
#: What roads are numbered by: a letter or two, and a number of several figures.
_NUMBER = re.compile(r"[^\W\d_]{1,2}[\s-]?\d{2,4}")
_NO_ALIAS: tuple[AliasClass, str, list[int]] = ("full", "", [])


@dataclass(slots=True)
class Parts:
    """A name taken apart: what is only its own, and what it shares with the world."""

    anchors: list[str] = field(default_factory=list)
    kinds: list[frozenset[str]] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    ordinals: list[tuple[str, ...]] = field(default_factory=list)
    generic: int = 0

    @property
    def telling(self) -> list[str]:
        """The anchors that are more than a letter or a number."""
        return [anchor for anchor in self.anchors if len(anchor) > 1 and not anchor.isdigit()]


def compile_catalogue(entries: Iterable[Entry], off: Collection[str] = ()) -> tuple[Index, list[str]]:
    """Compile ``entries`` without the alias families in ``off``; return the index and the patterns to look for."""
    aside = pickle.dumps(_Compiler(list(entries), frozenset(off)).compile(), pickle.HIGHEST_PROTOCOL)
    forget()
    give_back()
    # Unpacked anew, the tables stand side by side; built in place they hold open pages that are else empty.
    tables: tuple[Index, str] = pickle.loads(aside)  # noqa: S301 # our own bytes of a moment ago
    index, words = tables
    return index, [pattern(each) for each in words.split(_BETWEEN)]


def stemmings(text: str, language: str = "") -> set[str]:
    """Return the canonical forms a name may take in articles: in its own language, or in all when it has none."""
    return {canonical(text, each) for each in ((language,) if language else ("ru", "kk"))}


class _Words(NamedTuple):
    """A bag while it is made."""

    anchors: tuple[str, ...]
    shape: Shape
    projects: list[int]


class _Compiler:
    def __init__(self, entries: list[Entry], off: frozenset[str]) -> None:
        self._entries = entries
        self._off = off
        # A name is taken apart by the words of all languages: one given for any language is in none.
        self._words = lexicon()
        self._by_place: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            for form in self._places(entry):
                self._by_place[form].append(number)
        self._aliases: dict[str, tuple[AliasClass, str, list[int]]] = {}
        self._bags: dict[tuple[tuple[str, ...], Shape], list[int]] = defaultdict(list)
        self._anchors: set[str] = set()
        self._meanings: dict[str, dict[str, Meaning]] = {}
        self._parties: dict[str, tuple[int, ...]] = {}
        self._same: dict[object, object] = {}

    def compile(self) -> tuple[Index, str]:
        """Return the index and the words of its patterns in one text: so many texts are much to pack."""
        described = [self._subject(number, entry) for number, entry in enumerate(self._entries)]
        self._add_general_words()
        self._add_parties()
        bags = self._finish_bags()
        self._anchors.update(self._by_place)
        meant = set(self._parties).union(*self._meanings.values())
        words = sorted(self._aliases.keys() | meant | self._anchors)
        return self._tables(words, described, bags, meant), _BETWEEN.join(words)

    def _tables(
        self,
        words: list[str],
        described: list[tuple[Subject, tuple[str, ...]]],
        bags: dict[str, list[_Words]],
        meant: Container[str],
    ) -> Index:
        numbers = {each: number for number, each in enumerate(words)}
        aliases = [self._aliases.get(each, _NO_ALIAS) for each in words]
        rule_names = tuple(sorted({rule for _, rule, _ in aliases}))
        places = {place: self._shared(tuple(sorted(set(held)))) for place, held in self._by_place.items()}
        heard = sounds.table(places)
        return Index(
            sorts=bytes(self._sorts(each, meant) for each in words),
            grades=bytes(GRADES.index(grade) for grade, _, _ in aliases),
            rules=bytes(rule_names.index(rule) for _, rule, _ in aliases),
            rule_names=rule_names,
            named=packed(projects for _, _, projects in aliases),
            places=packed(places.get(each, ()) for each in words),
            meanings={
                language: {numbers[each]: meaning for each, meaning in meanings.items()}
                for language, meanings in self._meanings.items()
            },
            parties={numbers[each]: projects for each, projects in self._parties.items()},
            bags=_packed_bags(words, numbers, bags),
            subjects=[subject for subject, _ in described],
            cores=packed(sorted(numbers[each] for each in core if each in self._anchors) for _, core in described),
            sounds=heard,
            spelled={name: numbers[name] for names in heard.values() for name in names},
        )

    def _sorts(self, words: str, meant: Container[str]) -> int:
        return (words in self._aliases and ALIAS) | (words in self._anchors and ANCHOR) | (words in meant and MEANING)

    def _places(self, entry: Entry) -> tuple[str, ...]:
        latin = any(place.isascii() for place in entry.places)
        forms = {
            intern(form)
            for place in entry.places
            for spelling, language in place_forms(place, self._off, latin=latin)
            for form in stemmings(spelling, language)
        }
        return tuple(sorted(form for form in forms if len(form) > 2 or form[:1] >= "\u3400"))

    def _subject(self, number: int, entry: Entry) -> tuple[Subject, tuple[str, ...]]:
        """Return what is kept of a project, and the words of its names that are only its own."""
        taken = []
        for name in harvest(entry, self._off):
            words = canonical(name.text, name.language)
            taken.append((name, words, take_apart(words, self._words, self._by_place)))
        kinds = _kinds(entry, (parts for name, _, parts in taken if name.origin != "transliterated"), self._words)
        kinds = self._shared(kinds)
        core: set[str] = set()
        for name, words, parts in taken:
            if words in self._by_place or (words in core and _is_short(words) and not _is_acronym(name.text)):
                self._by_place[words].append(number)
                if name.origin in GIVEN:
                    self._add_alias(number, name, words, "placed")
                continue
            self._add_alias(number, name, words, _grade(name, words, parts))
            # "The second A" says no more in other order: without its number it is the name of the first.
            if name.origin != "transliterated" and name.rule != "numbered":
                self._add_bag(number, parts, kinds)
                core.update(map(intern, parts.telling))
        said = self._shared(frozenset[str]().union(*(parts.words for _, _, parts in taken)))
        of_row = self._shared(tuple(sorted({each for _, words, _ in taken for each in numbered(words)})))
        subject = Subject(entry.key, kinds, said, self._shared(entry.countries), known(entry.amounts), of_row)
        return subject, tuple(core)

    def _shared(self, value: _Shared) -> _Shared:
        return self._same.setdefault(value, value)  # type: ignore[return-value] # an equal value is of the same type

    def _add_alias(self, number: int, name: Name, words: str, grade: AliasClass) -> None:
        if not words:
            return
        if words not in self._aliases:
            self._aliases[words] = (grade, name.rule, [number])
        elif number not in self._aliases[words][2]:
            self._aliases[words][2].append(number)

    def _add_bag(self, number: int, parts: Parts, kinds: frozenset[str]) -> None:
        anchors = tuple(sorted(set(map(intern, parts.anchors))))
        groups = {group & kinds or group for group in parts.kinds} or ({kinds} if kinds else set())
        if not parts.telling and (len(parts.countries) < 2 or len(parts.ordinals) > 1):
            return
        if not kinds and len(parts.telling) < 2:
            return
        # "The new port of A" is not told by A and a port where A has two.
        if parts.generic and len(anchors) == 1 and len(self._by_place.get(anchors[0], ())) > 1:
            return
        shape = Shape(
            tuple(sorted(parts.countries)),
            tuple(sorted(map(self._shared, groups), key=sorted)),
            # "The third railway between A and B" is not told by the two countries and a railway.
            () if parts.telling else parts.ordinals[0] if parts.ordinals else (),
        )
        if number not in self._bags[anchors, shape]:
            self._bags[anchors, shape].append(number)

    def _finish_bags(self) -> dict[str, list[_Words]]:
        rarity: Counter[str] = Counter(anchor for anchors, _ in self._bags for anchor in anchors)
        keyed: dict[str, list[_Words]] = defaultdict(list)
        for (anchors, shape), projects in self._bags.items():
            if len(projects) > MOST_SHARED:
                continue
            telling = [anchor for anchor in anchors if len(anchor) > 1 and not anchor.isdigit()]
            key = min(telling, key=lambda anchor: (rarity[anchor], anchor)) if telling else min(shape.countries)
            keyed[key].append(_Words(anchors, shape, projects))
            self._anchors.update(anchors)
        return {key: bags for key, bags in keyed.items() if len(bags) <= MOST_SHARED}

    def _common(self, word: str) -> bool:
        """Whether a word alone tells no company: a country, a town, a trade."""
        words = self._words
        return word in words.countries or word in words.generic or word in words.assets or word in self._by_place

    def _add_parties(self) -> None:
        parties: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            names = (
                name
                for party in entry.parties
                for name in party_forms(party, self._words.corporate)
                if not self._common(canonical(name))
            )
            forms = {form for name in names for form in stemmings(name)}
            for form in forms:
                parties[form].append(number)
        self._parties = {form: tuple(numbers) for form, numbers in parties.items() if form}

    def _add_general_words(self) -> None:
        for language in (*LANGUAGES, ""):
            general = lexicon(language)
            meanings: dict[str, Meaning] = defaultdict(Meaning)
            for word, kinds in general.assets.items():
                meanings[word].assets = kinds
            for word, kinds in general.topics.items():
                meanings[word].topics = kinds
            for word, codes in general.countries.items():
                meanings[word].countries = codes
            for word, parts in general.cues.items():
                meanings[word].cues = parts
            for word in general.neutral:
                meanings[word].neutral = True
            for word in general.proper & general.countries.keys():
                meanings[word].proper = True
            meanings.pop("", None)
            self._meanings[language] = dict(meanings)


def _packed_bags(words: list[str], numbers: dict[str, int], keyed: dict[str, list[_Words]]) -> Bags:
    # Countries are keys in capitals, anchors never: they cannot be taken for one another.
    countries = sorted(keyed.keys() - numbers.keys())
    held = [keyed.get(key, []) for key in (*words, *countries)]
    starts = array("I", accumulate(map(len, held), initial=0))
    bags = list(chain.from_iterable(held))
    shapes = {shape: number for number, shape in enumerate(dict.fromkeys(bag.shape for bag in bags))}
    return Bags(
        starts=starts[: len(words) + 1],
        of_countries={key: range(starts[at], starts[at + 1]) for at, key in enumerate(countries, start=len(words))},
        anchors=packed([numbers[anchor] for anchor in bag.anchors] for bag in bags),
        projects=packed(bag.projects for bag in bags),
        shape_of=array("I", [shapes[bag.shape] for bag in bags]),
        shapes=list(shapes),
    )


def pattern(words: str) -> str:
    """Words are matched whole; a run of Han is matched anywhere, Chinese having no spaces."""
    left = "" if words[0] >= "\u3400" else " "
    right = "" if words[-1] >= "\u3400" else " "
    return f"{left}{words}{right}"


def _is_short(words: str) -> bool:
    """Whether a name is one word; in Chinese, which has no spaces, what is as short as one."""
    return " " not in words and (words[0] < "\u3400" or len(words) <= _LONGEST_WORD_HAN)


def _is_acronym(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return 2 <= len(letters) <= 8 and " " not in text and all(sign.isupper() for sign in letters)


def _grade(name: Name, words: str, parts: Parts) -> AliasClass:
    if name.needs_context:
        return "weak"
    han = words[0] >= "\u3400" or words[-1] >= "\u3400"
    if not parts.telling and (len(parts.countries) < 2 or not (parts.kinds or len(parts.countries) > 2)):
        if _NUMBER.fullmatch(name.text):
            return "single"
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
    if votes and not said:
        # "Power plant" is a word of so many kinds that no one of them gets its share: it may be any.
        most = max(votes.values())
        said = {kind for kind, share in votes.items() if share == most}
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
    elif phrase in general.ordinals:
        parts.ordinals.append(general.ordinals[phrase])
        parts.generic += 1
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
