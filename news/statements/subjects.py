"""Finds what in a clause an event happens to: the project, a part of it, or another thing."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from news.statements import sentences
from news.statements.language import Event, Language
from news.statements.passages import PROJECT, RIVAL, Clause, Own, kinds, stem

Thing = Literal["project", "head", "vague", "part", "other"]
#: Where a noun stands in a clause, and what kind of thing it is.
Noun = tuple[int, int, Thing]
# Stands for a part where the words around it are asked whether all such parts are meant.
_PART = "\ue002"
_NAMED = re.compile(f"{PROJECT}+")
_RIVAL = re.compile(f"{RIVAL}+")
_WORD = re.compile(r"\w*")
_COMMA_COST = 25
_FARTHEST = 90
_SIDE_COST = 30
_AGREED = frozenset({"agreement_signed", "financing_closed"})
# Between two nouns about as near to a cue, the one that is not the project is believed.
_OTHER_FIRST = 6


def subject(clause: Clause, event: Event, cue: re.Match[str], nouns: Sequence[Noun]) -> tuple[Thing, str] | None:
    """Find what an event happens to: the kind of thing and its word, or None when nothing of ours is near.

    What stands within the cue comes first, then the nearest thing on the side the event looks to.

    Args:
        clause: where the event is told.
        event: the event.
        cue: the words that tell it.
        nouns: the things of the clause, the vague ones among them if the event is vague.
    """
    gaps = [cue.span(name) for name in cue.groupdict() if cue[name]]
    if event.milestone in _AGREED:
        return _agreed_on(clause, cue)
    around = [noun for noun in nouns if _beside(noun, cue, gaps)]
    for start, end in gaps:
        inside = [thing for thing in around if start <= thing[0] and thing[1] <= end]
        if inside:
            return _settled(clause, inside[-1 if clause.passage.language.head_last else 0], around, floor=start)
    ranked = sorted((cost, thing) for thing in around if (cost := _cost(clause, event, cue, thing)) <= _FARTHEST)
    if ranked:
        thing = ranked[0][1]
        floor = cue.end() if thing[0] >= cue.end() else 0
        if (
            thing[2] != "vague"
            and (not event.vague or event.milestone == "completed")
            and _is_place(clause, thing, floor)
        ):
            return "other", ""
        return _settled(clause, thing, around, floor=floor)
    if clause.passage.language.anew.match(clause.masked):
        return None
    impersonal = clause.near and (event.vague or event.tense == "open")
    return ("head", "") if (clause.goes_on and clause.near) or impersonal else None


def _agreed_on(clause: Clause, cue: re.Match[str]) -> tuple[Thing, str] | None:
    """What an agreement is about: its own words name papers and talks, so only another project is in the way."""
    piece = clause.piece(*cue.span())
    if (RIVAL in piece and PROJECT not in piece) or clause.passage.language.affairs.search(piece):
        return "other", ""
    return ("project", "") if clause.named or clause.near or clause.goes_on else None


def _beside(thing: Noun, cue: re.Match[str], gaps: list[tuple[int, int]]) -> bool:
    """Whether a thing stands outside the words of a cue, or in a gap the cue leaves for its subject."""
    outside = thing[1] <= cue.start() or cue.end() <= thing[0]
    return outside or any(start <= thing[0] and thing[1] <= end for start, end in gaps)


def _is_place(clause: Clause, thing: Noun, floor: int) -> bool:
    """Whether a noun only says where: "at the Example port a school was opened"."""
    start, end, _ = thing
    word = _WORD.match(clause.passage.text, clause.start + end)
    noun = clause.passage.text[clause.start + start : word.end() if word else clause.start + end]
    return bool(clause.passage.language.locative.search(clause.masked[floor:start] + PROJECT + noun))


def _cost(clause: Clause, event: Event, cue: re.Match[str], thing: Noun) -> int:
    start, end, kind = thing
    if end <= cue.start():
        gap, wrong_side = clause.masked[end : cue.start()], event.look == "after"
    elif start >= cue.end():
        gap, wrong_side = clause.masked[cue.end() : start], event.look == "before"
    else:
        return _FARTHEST + 1
    commas = len(sentences.COMMA.findall(gap))
    if start >= cue.end() and commas:
        # What another comma parts from a verb before it has a verb of its own.
        return _FARTHEST + 1
    return len(gap) + _COMMA_COST * commas + _SIDE_COST * wrong_side - _OTHER_FIRST * (kind == "other")


def things(clause: Clause, *, vague: bool) -> Iterator[Noun]:
    """Yield the nouns of a clause that an event could happen to; vague ones ("the project") only where asked for."""
    language, words = clause.passage.language, clause.masked
    tables: list[tuple[re.Pattern[str], Thing]] = [
        (_RIVAL, "other"),
        (_NAMED, "project"),
        (language.others, "other"),
    ]
    if clause.passage.field == "text":
        tables.insert(2, (language.strangers, "other"))
    found = [(*match.span(), kind) for pattern, kind in tables for match in pattern.finditer(words)]
    occasions = [match.span() for match in language.occasions.finditer(words)]
    found = [noun for noun in found if noun[2] != "other" or not _is_within(noun, occasions)]
    found += own_nouns(language, words, clause.passage.own)
    if vague:
        found += [(*match.span(), "vague") for match in language.vague.finditer(words)]
    taken: list[tuple[int, int]] = []
    for start, end, kind in found:
        if not any(start < right and left < end for left, right in taken):
            taken.append((start, end))
            yield start, end, kind


def _is_within(noun: Noun, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= noun[0] and noun[1] <= end for start, end in spans)


def own_nouns(language: Language, words: str, own: Own) -> list[Noun]:
    """Nouns for the project and its parts, the longer first: a power station is no station of it."""
    found: list[Noun] = [
        (*match.span(), "head" if stem(match.group()) in own.parts else "part")
        for match in language.parts.finditer(words)
    ]
    for match in language.heads.finditer(words):
        alike = kinds(language, match.group()) if own.kinds else set()
        found.append((*match.span(), "other" if alike and not alike & own.kinds else "head"))
    return sorted(found, key=lambda noun: (noun[0] - noun[1], noun[2] != "part"))


def _settled(clause: Clause, thing: Noun, things: list[Noun], *, floor: int) -> tuple[Thing, str]:
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


def _phrase(thing: Noun, things: list[Noun], language: Language, words: str) -> Noun:
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
