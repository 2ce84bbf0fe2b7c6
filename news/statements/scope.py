"""Decides which sentences of an item speak of the project, and what in a clause an event happens to."""

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from news.statements import sentences
from news.statements.language import Event, Language
from news.statements.model import Field, Span
from projects.canonical import simplified

PROJECT = "\ue000"
RIVAL = "\ue001"
# Stands for a part where the words around it are asked whether all such parts are meant.
_PART = "\ue002"
_NAMED = re.compile(f"{PROJECT}+")
_RIVAL = re.compile(f"{RIVAL}+")
_WORD = re.compile(r"\w*")
_ARTICLE = re.compile(r"^(?:The|A|An)\s")
_COMMA = re.compile(r"(?<!\d),|,(?!\d)|[，、(（:]")
# What parts two statements of one sentence; marks of a list or an aside do not.
_BETWEEN = re.compile(r"(?<!\d),|,(?!\d)|，")
# A name found across a quotation mark took in a word beside it.
_QUOTE = re.compile(r"[«»“”\"]")
_QUESTION = re.compile(r"[?？][»”\"'’」』)]*$")

Thing = Literal["project", "head", "vague", "part", "other"]
_COMMA_COST = 25
_FARTHEST = 90
# So many sentences after its name a project is no longer what a sentence without a subject speaks of.
_FAR = 3
# Where others are named too, it is so only in the sentence after its name.
_NEXT = 2
_SIDE_COST = 30
_AGREED = frozenset({"agreement_signed", "financing_closed"})
# Between two nouns about as near to a cue, the one that is not the project is believed.
_OTHER_FIRST = 6


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
    simplified Chinese characters.
    """

    field: Field
    text: str
    masked: str
    language: Language
    own: Own = NOTHING_OWN


@dataclasses.dataclass(frozen=True)
class Clause:
    """A clause that may be read for the project, within its sentence.

    ``near`` says that the project is named in it or was named at most two sentences before.
    """

    passage: Passage
    start: int
    end: int
    sentence: tuple[int, int]
    named: bool
    goes_on: bool
    near: bool = False

    @property
    def masked(self) -> str:
        """The clause's words with names blotted out."""
        return self.passage.masked[self.start : self.end]


def passage(
    field: Field,
    text: str,
    language: Language,
    names: Sequence[Span],
    rivals: Sequence[Span],
    *,
    own: Own = NOTHING_OWN,
) -> Passage:
    """Blot out the names that stand in a field; the project's own win over a rival's that overlaps."""
    masked = list(simplified(text))
    for spans, mark in ((rivals, RIVAL), (names, PROJECT)):
        for where, start, end in (span if len(span) == 3 else ("text", *span) for span in spans):
            if where == field:
                for at in range(max(0, start), min(len(text), end)):
                    masked[at] = mark
    return Passage(field, text, "".join(masked), language, own)


def own_words(language: Language, title: str, text: str, names: Sequence[Span]) -> Own:
    """Return what the names of the project say of it."""
    fields = {"title": title, "text": text}
    named = [
        simplified(fields.get(where, "")[max(0, start) : max(0, end)])
        for where, start, end in (span if len(span) == 3 else ("text", *span) for span in names)
    ]
    sound = [name for name in named if not _QUOTE.search(name)]
    return Own(
        frozenset(_stem(part.group()) for name in sound for part in language.parts.finditer(name)),
        frozenset(kind for name in sound for kind in _kinds(language, name)),
    )


def _kinds(language: Language, noun: str) -> set[int]:
    return {kind for kind, words in enumerate(language.kinds) if words.search(noun)}


def _stem(word: str) -> str:
    return word.casefold()[:4]


def clauses_about(title: Passage, text: Passage) -> Iterator[Clause]:
    """Yield the clauses that speak of the project.

    A sentence does when it names the project, or when it goes on from one that named it and no other project, and does
    not turn elsewhere. What stands before the first name is of another thing, unless the title names the project.
    """
    heading = PROJECT in title.masked and RIVAL not in title.masked
    alone = RIVAL not in title.masked + text.masked
    for part in (title, text):
        topic = heading
        since = 0 if PROJECT in title.masked else _FAR
        for start, end in sentences.split(part.text):
            words = part.masked[start:end]
            named, rival = PROJECT in words, RIVAL in words
            carried = topic and not rival
            topic = (named or topic) and not rival
            since = 0 if named else since + 1
            near = since < (_FAR if alone else _NEXT)
            topic = topic and (near or alone)
            if not _QUESTION.search(words) and (named or (topic and _goes_on(words, part))):
                yield from _clauses(part, start, end, named=named, near=near, carried=carried)


def _goes_on(words: str, part: Passage) -> bool:
    """Whether an unnamed sentence stays with the project: it does not where it begins with a thing of another name."""
    language = part.language
    if language.elsewhere.search(words) and (language.tenseless or not language.pronouns.search(words)):
        return False
    opening = _ARTICLE.sub("", words)
    return not language.strangers.search(_COMMA.split(opening, maxsplit=1)[0])


def _clauses(part: Passage, start: int, end: int, *, named: bool, near: bool, carried: bool) -> Iterator[Clause]:
    breaks = part.language.breaks
    known = carried or not named
    for first, last in _of_project(part.masked, start, end, breaks):
        for left, right in sentences.clauses(part.masked, first, last, breaks):
            known = known or PROJECT in part.masked[left:right]
            if not known:
                continue
            goes_on = bool(part.language.pronouns.search(part.masked[left:right]))
            yield Clause(part, left, right, (start, end), named, goes_on, near)


def _of_project(words: str, start: int, end: int, breaks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence that are the project's: all of it, unless it names another one too.

    Of such a sentence a piece between two commas is the project's where it names the project alone, and where it names
    nothing and goes with the first name of all. What follows the name of another is nobody's: it may go back to the
    first ("the Example line, like that of Harrow, was opened").
    """
    if RIVAL not in words[start:end]:
        yield start, end
        return
    cuts = sorted({mark.end() for pattern in (_BETWEEN, breaks) for mark in pattern.finditer(words, start, end)})
    owner, since, first = "", start, True
    for left, right in itertools.pairwise([start, *cuts, end]):
        named = "".join(mark for mark in (PROJECT, RIVAL) if mark in words[left:right])
        if not owner or (not named and first):
            owner = named or owner
            continue
        if owner == PROJECT:
            yield since, left
        owner, since, first = named or RIVAL, left, False
    if owner == PROJECT:
        yield since, end


def subject(clause: Clause, event: Event, cue: re.Match[str]) -> tuple[Thing, str] | None:
    """Find what an event happens to: the kind of thing and its word, or None when nothing of ours is near.

    What stands within the cue comes first, then the nearest thing on the side the event looks to.
    """
    gaps = [cue.span(name) for name in cue.groupdict() if cue[name]]
    if event.milestone in _AGREED:
        return _agreed_on(clause, cue)
    things = [thing for thing in _things(clause, vague=event.vague) if _beside(thing, cue, gaps)]
    for start, end in gaps:
        inside = [thing for thing in things if start <= thing[0] and thing[1] <= end]
        if inside:
            return _settled(clause, inside[-1 if clause.passage.language.head_last else 0], things, floor=start)
    ranked = sorted((cost, thing) for thing in things if (cost := _cost(clause, event, cue, thing)) <= _FARTHEST)
    if ranked:
        thing = ranked[0][1]
        floor = cue.end() if thing[0] >= cue.end() else 0
        if (
            thing[2] != "vague"
            and (not event.vague or event.milestone == "completed")
            and _is_place(clause, thing, floor)
        ):
            return "other", ""
        return _settled(clause, thing, things, floor=floor)
    if clause.passage.language.anew.match(clause.masked):
        return None
    impersonal = clause.near and (event.vague or event.tense == "open")
    return ("head", "") if (clause.goes_on and clause.near) or impersonal else None


def _agreed_on(clause: Clause, cue: re.Match[str]) -> tuple[Thing, str] | None:
    """What an agreement is about: its own words name papers and talks, so only another project is in the way."""
    left, right = sentences.segment(clause.masked, 0, len(clause.masked), cue.start(), cue.end())
    piece = clause.masked[left:right]
    if (RIVAL in piece and PROJECT not in piece) or clause.passage.language.affairs.search(piece):
        return "other", ""
    return ("project", "") if clause.named or clause.near or clause.goes_on else None


def _beside(thing: tuple[int, int, Thing], cue: re.Match[str], gaps: list[tuple[int, int]]) -> bool:
    """Whether a thing stands outside the words of a cue, or in a gap the cue leaves for its subject."""
    outside = thing[1] <= cue.start() or cue.end() <= thing[0]
    return outside or any(start <= thing[0] and thing[1] <= end for start, end in gaps)


def _is_place(clause: Clause, thing: tuple[int, int, Thing], floor: int) -> bool:
    """Whether a noun only says where: "at the Example port a school was opened"."""
    start, end, _ = thing
    word = _WORD.match(clause.passage.text, clause.start + end)
    noun = clause.passage.text[clause.start + start : word.end() if word else clause.start + end]
    return bool(clause.passage.language.locative.search(clause.masked[floor:start] + PROJECT + noun))


def _cost(clause: Clause, event: Event, cue: re.Match[str], thing: tuple[int, int, Thing]) -> int:
    start, end, kind = thing
    if end <= cue.start():
        gap, wrong_side = clause.masked[end : cue.start()], event.look == "after"
    elif start >= cue.end():
        gap, wrong_side = clause.masked[cue.end() : start], event.look == "before"
    else:
        return _FARTHEST + 1
    commas = len(_COMMA.findall(gap))
    if start >= cue.end() and commas:
        # What another comma parts from a verb before it has a verb of its own.
        return _FARTHEST + 1
    return len(gap) + _COMMA_COST * commas + _SIDE_COST * wrong_side - _OTHER_FIRST * (kind == "other")


def _things(clause: Clause, *, vague: bool) -> Iterator[tuple[int, int, Thing]]:
    language, words = clause.passage.language, clause.masked
    tables: list[tuple[re.Pattern[str], Thing]] = [
        (_RIVAL, "other"),
        (_NAMED, "project"),
        (language.others, "other"),
    ]
    if clause.passage.field == "text":
        tables.insert(2, (language.strangers, "other"))
    found = [(*match.span(), kind) for pattern, kind in tables for match in pattern.finditer(words)]
    found += own_nouns(language, words, clause.passage.own)
    if vague:
        found += [(*match.span(), "vague") for match in language.vague.finditer(words)]
    taken: list[tuple[int, int]] = []
    for start, end, kind in found:
        if not any(start < right and left < end for left, right in taken):
            taken.append((start, end))
            yield start, end, kind


def own_nouns(language: Language, words: str, own: Own) -> list[tuple[int, int, Thing]]:
    """Nouns for the project and its parts, the longer first: a power station is no station of it."""
    found: list[tuple[int, int, Thing]] = [
        (*match.span(), "head" if _stem(match.group()) in own.parts else "part")
        for match in language.parts.finditer(words)
    ]
    for match in language.heads.finditer(words):
        kinds = _kinds(language, match.group()) if own.kinds else set()
        found.append((*match.span(), "other" if kinds and not kinds & own.kinds else "head"))
    return sorted(found, key=lambda noun: (noun[0] - noun[1], noun[2] != "part"))


def _settled(
    clause: Clause, thing: tuple[int, int, Thing], things: list[tuple[int, int, Thing]], *, floor: int
) -> tuple[Thing, str]:
    """Go from the noun beside a cue to the noun its phrase is about: "a study for the line" is a study.

    A part word that leans on the project's own name is the project ("the Example section opened"); a noun that only
    completes another ("the electrification of the line") is not what the event happens to.
    """
    language, words = clause.passage.language, clause.masked
    start, end, kind = _phrase(thing, things, language, words)
    if kind == "part" and language.leaning.search(words, max(0, start - 4), end + 12):
        return "project", ""
    if kind == "part" and is_whole(language, words, start, end):
        return "head", ""
    if kind != "other" and language.governor.search(words[floor:start]):
        return "other", words[start:end]
    return kind, words[start:end]


def is_whole(language: Language, words: str, start: int, end: int) -> bool:
    """Whether the words around a part say that all such parts are meant, which is the project."""
    return bool(language.whole.search(words[:start] + _PART + words[end:]))


def _phrase(
    thing: tuple[int, int, Thing], things: list[tuple[int, int, Thing]], language: Language, words: str
) -> tuple[int, int, Thing]:
    start, end, kind = thing
    if kind == "project":
        for right in sorted(things):
            if right[2] in {"part", "other"} and right[0] > end and language.compound.fullmatch(words, end, right[0]):
                return right
    if kind == "other" or (language.head_last and kind not in {"vague", "head"}):
        return thing
    for left in sorted(things, reverse=True):
        if language.head_last and kind == "head" and left[2] != "other":
            continue
        if left[1] <= start and language.chain.fullmatch(words, left[1], start):
            start, end, kind = left
            if language.head_last:
                break
    return start, end, kind
