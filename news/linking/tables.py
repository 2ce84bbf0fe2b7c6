"""The tables of a compiled catalogue: what each pattern of the matcher means, and what is kept of each project.

Patterns and projects are numbers here, and an anchor (a place or another word that is a project's own) is the number of
the pattern of its words. A linking process holds these tables for good and looks things up all over them, so they are
flat arrays: small, and near together.
"""

from array import array
from bisect import bisect_left
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from news.linking.elsewhere import Numbered
from news.linking.rows import Rows
from news.linking.sums import Known

#: How much an alias says by itself: a full name; one word; letters that must be written as capitals; words that many
#: things could be called by.
AliasClass = Literal["full", "single", "acronym", "weak", "placed"]
GRADES: tuple[AliasClass, ...] = ("full", "single", "acronym", "weak", "placed")

#: What a pattern is, as bits: several at once.
ALIAS, ANCHOR, MEANING = 1, 2, 4

_NONE: frozenset[str] = frozenset()


class Alias(NamedTuple):
    """What one form of words says: how much, which projects it may mean, the rule that made it ("" if cited)."""

    grade: AliasClass
    projects: tuple[int, ...]
    rule: str


class Shape(NamedTuple):
    """What bags of words share: countries, a word for one kind of each group, and words one of which says which."""

    countries: tuple[str, ...]
    kinds: tuple[frozenset[str], ...]
    ordinals: tuple[str, ...] = ()


class Bag(NamedTuple):
    """Words that make a name in any order: all anchors, all countries, and a word for one kind of each group.

    Where there are ``ordinals``, one of them must stand before the kind or a country.
    """

    anchors: tuple[int, ...]
    countries: tuple[str, ...]
    kinds: tuple[frozenset[str], ...]
    ordinals: tuple[str, ...]
    projects: tuple[int, ...]


class Subject(NamedTuple):
    """What the tables keep of a project.

    ``words`` are those by which its names call its kind of thing, ``sums`` what it is known to cost, ``numbered`` what
    its names number.
    """

    key: str
    kinds: frozenset[str]
    words: frozenset[str]
    countries: tuple[str, ...]
    sums: tuple[Known, ...]
    numbered: tuple[Numbered, ...]


@dataclass(slots=True)
class Meaning:
    """What one pattern may mean in a language besides being a name, an anchor or a party, all at once.

    A ``neutral`` phrase means nothing, and nothing inside it does; a ``proper`` word means its country only with a
    capital.
    """

    assets: frozenset[str] = _NONE
    topics: frozenset[str] = _NONE
    countries: frozenset[str] = _NONE
    cues: frozenset[str] = _NONE
    neutral: bool = False
    proper: bool = False


@dataclass(slots=True)
class Bags:
    """The bags, side by side where they have the same key: their rarest anchor, else a country."""

    starts: "array[int]"
    of_countries: dict[str, range]
    anchors: Rows
    projects: Rows
    shape_of: "array[int]"
    shapes: list[Shape]

    def of(self, key: int | str, named: Container[int]) -> Iterator[Bag]:
        """Yield the bags of a key, leaving out those that have an anchor which is not ``named``."""
        if isinstance(key, str):
            numbers = self.of_countries.get(key, range(0))
        else:
            numbers = range(self.starts[key], self.starts[key + 1])
        for number in numbers:
            anchors = self.anchors[number]
            for anchor in anchors:
                if anchor not in named:
                    break
            else:
                yield Bag(anchors, *self.shapes[self.shape_of[number]], self.projects[number])


@dataclass(slots=True)
class Index:
    """The compiled catalogue.

    By pattern: ``sorts`` (bits that say what it is), ``grades``, ``rules`` and ``named`` of aliases, ``places`` (the
    projects it is a place of), ``meanings`` by language ("" for any other), ``parties`` (the projects it is a party
    of), and ``bags``. By project: ``subjects``, and ``cores``, the anchors that
    are words of its names alone. ``sounds`` gives names of places by how they sound, ``spelled`` their anchors.
    """

    sorts: bytes
    grades: bytes
    rules: bytes
    rule_names: tuple[str, ...]
    named: Rows
    places: Rows
    meanings: dict[str, dict[int, Meaning]]
    parties: dict[int, tuple[int, ...]]
    bags: Bags
    subjects: list[Subject]
    cores: Rows
    sounds: dict[str, tuple[str, ...]]
    spelled: dict[str, int]

    def alias(self, number: int) -> Alias:
        """Return what a pattern says that is an alias."""
        return Alias(GRADES[self.grades[number]], self.named[number], self.rule_names[self.rules[number]])

    def is_of(self, anchor: int, project: int) -> bool:
        """Whether an anchor is a place of a project or a word of its names alone."""
        return self.places.holds(anchor, project) or self.cores.holds(project, anchor)


def holds(projects: tuple[int, ...], project: int) -> bool:
    """Whether a sorted tuple holds a number."""
    at = bisect_left(projects, project)
    return at < len(projects) and projects[at] == project
