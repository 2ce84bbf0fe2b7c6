"""Titles, texts and their clauses with the names in them blotted out, and what the project's own names say of it."""

import dataclasses
import re
from collections.abc import Iterable, Sequence

from news.statements import sentences
from news.statements.language import Language
from news.statements.model import Field, Span
from projects.canonical import simplified

PROJECT = "\ue000"
RIVAL = "\ue001"
AND = re.compile(r"\b(?:and|и|және)\b|[并及]", re.IGNORECASE)
# A name found across a quotation mark took in a word beside it.
_QUOTE = re.compile(r"[«»“”\"]")


@dataclasses.dataclass(frozen=True)
class Own:
    """What the project's own names say of it.

    ``parts`` are the stems of words for a part that they are made with: the bridge of a project called a bridge is no
    part of it. ``kinds`` are the kinds of thing they call it: a factory beside a railway is another thing.
    """

    parts: frozenset[str] = frozenset()
    kinds: frozenset[int] = frozenset()


NOTHING_OWN = Own()


@dataclasses.dataclass(frozen=True)
class Passage:
    """A title or a text, its copy in which names are blotted out to marks of the same length, and its language.

    The copy keeps offsets, and keeps the words inside a name ("Terminal", "Trial") from being read as cues. It is in
    simplified Chinese characters. ``money`` holds the currencies of the countries the item names.
    """

    field: Field
    text: str
    masked: str
    language: Language
    own: Own = NOTHING_OWN
    money: frozenset[str] = frozenset()


@dataclasses.dataclass(frozen=True)
class Clause:
    """A clause that may be read for the project, within its sentence.

    ``near`` says that the project is named in it or was named at most three sentences before, ``close`` at most two.
    """

    passage: Passage
    start: int
    end: int
    sentence: tuple[int, int]
    named: bool
    goes_on: bool
    near: bool = False
    close: bool = False

    @property
    def masked(self) -> str:
        """The clause's words with names blotted out."""
        return self.passage.masked[self.start : self.end]

    @property
    def masked_sentence(self) -> str:
        """The words of the clause's sentence with names blotted out."""
        return self.passage.masked[slice(*self.sentence)]

    def segment(self, start: int, end: int) -> tuple[int, int]:
        """Where, in the clause, the piece between commas or brackets lies that holds a place of it."""
        return sentences.segment(self.masked, 0, len(self.masked), start, end)

    def piece(self, start: int, end: int) -> str:
        """The words between the commas around a place."""
        return self.masked[slice(*self.segment(start, end))]

    def own_piece(self, start: int, end: int) -> str:
        """The words of a place's piece between the nearest "and" on either side."""
        words = self.masked
        left, right = self.segment(start, end)
        left = max((joint.end() for joint in AND.finditer(words, left, start)), default=left)
        joint = AND.search(words, end, right)
        return words[left : joint.start() if joint else right]


def passage(
    field: Field,
    text: str,
    language: Language,
    names: Sequence[Span],
    rivals: Sequence[Span],
    *,
    own: Own = NOTHING_OWN,
    money: frozenset[str] = frozenset(),
) -> Passage:
    """Blot out the names that stand in a field; the project's own win over a rival's that overlaps."""
    masked = list(simplified(text))
    for spans, mark in ((rivals, RIVAL), (names, PROJECT)):
        for where, start, end in _whole(spans):
            if where == field:
                for at in range(max(0, start), min(len(text), end)):
                    masked[at] = mark
    return Passage(field, text, "".join(masked), language, own, money)


def own_words(language: Language, title: str, text: str, names: Sequence[Span]) -> Own:
    """Return what the names of the project say of it."""
    fields = {"title": title, "text": text}
    named = [simplified(fields.get(where, "")[max(0, start) : max(0, end)]) for where, start, end in _whole(names)]
    sound = [name for name in named if not _QUOTE.search(name)]
    return Own(
        frozenset(stem(part.group()) for name in sound for part in language.parts.finditer(name)),
        frozenset(kind for name in sound for kind in kinds(language, name)),
    )


def _whole(spans: Iterable[Span]) -> list[tuple[str, int, int]]:
    """Give each span its field: a bare one points into the text."""
    return [span if len(span) == 3 else ("text", *span) for span in spans]


def kinds(language: Language, noun: str) -> set[int]:
    """Return the kinds of thing a noun may be, as numbers in the table of the language."""
    return {kind for kind, words in enumerate(language.kinds) if words.search(noun)}


def stem(word: str) -> str:
    """Return the beginning of a word by which its forms are told to be one word."""
    return word.casefold()[:4]
