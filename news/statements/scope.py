"""Decides which sentences of an item speak of the project, and what in a clause an event happens to."""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from news.statements import sentences
from news.statements.language import Event, Language
from news.statements.model import Field, Span

PROJECT = "\ue000"
RIVAL = "\ue001"
_NAMED = re.compile(f"{PROJECT}+")
_RIVAL = re.compile(f"{RIVAL}+")
_COMMA = re.compile(r"[,，、(（:]")

Thing = Literal["project", "head", "vague", "part", "other"]
_COMMA_COST = 25
_FARTHEST = 90
_SIDE_COST = 30


@dataclasses.dataclass(frozen=True)
class Passage:
    """A title or a text, its copy in which names are blotted out to marks of the same length, and its language.

    The copy keeps offsets, and keeps the words inside a name ("Terminal", "Trial") from being read as cues.
    """

    field: Field
    text: str
    masked: str
    language: Language


@dataclasses.dataclass(frozen=True)
class Clause:
    """A clause that may be read for the project, within its sentence."""

    passage: Passage
    start: int
    end: int
    sentence: tuple[int, int]
    named: bool
    goes_on: bool

    @property
    def masked(self) -> str:
        """The clause's words with names blotted out."""
        return self.passage.masked[self.start : self.end]


def passage(field: Field, text: str, language: Language, names: Sequence[Span], rivals: Sequence[Span]) -> Passage:
    """Blot out the names that stand in a field; the project's own win over a rival's that overlaps."""
    masked = list(text)
    for spans, mark in ((rivals, RIVAL), (names, PROJECT)):
        for where, start, end in (span if len(span) == 3 else ("text", *span) for span in spans):
            if where == field:
                for at in range(max(0, start), min(len(text), end)):
                    masked[at] = mark
    return Passage(field, text, "".join(masked), language)


def clauses_about(title: Passage, text: Passage) -> Iterator[Clause]:
    """Yield the clauses that speak of the project.

    A sentence does when it names the project, or when it goes on from one that did, names no other project and does
    not turn elsewhere. A clause that names a rival and not the project is left out wherever it stands.
    """
    everything = PROJECT not in title.masked and PROJECT not in text.masked
    topic = everything
    for part in (title, text):
        topic = everything or PROJECT in title.masked
        for start, end in sentences.split(part.text):
            words = part.masked[start:end]
            named, rival = PROJECT in words, RIVAL in words
            topic = named or (topic and not rival)
            if topic and (named or _goes_on(words, part)):
                yield from _clauses(part, start, end, named=named)


def _goes_on(words: str, part: Passage) -> bool:
    language = part.language
    if language.elsewhere.search(words):
        return False
    return part.field == "title" or not language.strangers.search(words)


def _clauses(part: Passage, start: int, end: int, *, named: bool) -> Iterator[Clause]:
    begins_on = bool(part.language.pronouns.search(part.masked[start:end]))
    for left, right in sentences.clauses(part.masked, start, end, part.language.breaks):
        piece = part.masked[left:right]
        if RIVAL in piece and PROJECT not in piece:
            continue
        yield Clause(part, left, right, (start, end), named, begins_on or (named and left > start))


def subject(clause: Clause, event: Event, cue: re.Match[str]) -> tuple[Thing, str] | None:
    """Find what an event happens to: the kind of thing and its word, or None when nothing of ours is near.

    What stands within the cue comes first, then the nearest thing on the side the event looks to.
    """
    things = list(_things(clause, vague=event.vague))
    for name in (name for name in cue.groupdict() if name.startswith("gap") and cue[name]):
        inside = [thing for thing in things if cue.start(name) <= thing[0] and thing[1] <= cue.end(name)]
        if inside:
            pick = inside[-1] if clause.passage.language.code in {"zh", "kk"} else inside[0]
            return _settled(clause, pick)
    ranked = sorted((cost, thing) for thing in things if (cost := _cost(clause, event, cue, thing)) <= _FARTHEST)
    if ranked:
        return _settled(clause, ranked[0][1])
    return ("head", "") if clause.goes_on else None


def _cost(clause: Clause, event: Event, cue: re.Match[str], thing: tuple[int, int, Thing]) -> int:
    start, end, _ = thing
    if end <= cue.start():
        gap, wrong_side = clause.masked[end : cue.start()], event.look == "after"
    elif start >= cue.end():
        gap, wrong_side = clause.masked[cue.end() : start], event.look == "before"
    else:
        return _FARTHEST + 1
    return len(gap) + _COMMA_COST * len(_COMMA.findall(gap)) + _SIDE_COST * wrong_side


def _things(clause: Clause, *, vague: bool) -> Iterator[tuple[int, int, Thing]]:
    language, words = clause.passage.language, clause.masked
    tables: list[tuple[re.Pattern[str], Thing]] = [
        (_RIVAL, "other"),
        (_NAMED, "project"),
        (language.others, "other"),
        (language.parts, "part"),
        (language.heads, "head"),
    ]
    if clause.passage.field == "text":
        tables.insert(2, (language.strangers, "other"))
    if vague:
        tables.append((language.vague, "vague"))
    taken: list[tuple[int, int]] = []
    for pattern, kind in tables:
        for found in pattern.finditer(words):
            if not any(found.start() < right and left < found.end() for left, right in taken):
                taken.append(found.span())
                yield (*found.span(), kind)


def _settled(clause: Clause, thing: tuple[int, int, Thing]) -> tuple[Thing, str]:
    """Take a part word that leans on the project's own name for the project: "the Example section opened"."""
    start, end, kind = thing
    words = clause.masked
    beside = words[max(0, start - 2) : start] + words[end : end + 2]
    if kind == "part" and clause.passage.language.code != "zh" and PROJECT in beside:
        return "project", ""
    return kind, words[start:end]
