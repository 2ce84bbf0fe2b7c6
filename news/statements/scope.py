"""Decides which clauses of an item speak of the project."""

import itertools
import re
from collections.abc import Iterator

from news.statements import sentences
from news.statements.passages import PROJECT, RIVAL, Clause, Passage

_ARTICLE = re.compile(r"^(?:The|A|An)\s")
# What parts two statements of one sentence; marks of a list or an aside do not.
_BETWEEN = re.compile(r"(?<!\d),|,(?!\d)|，")
_QUESTION = re.compile(r"[?？][»”\"'’」』)]*$")
# So many sentences after its name a project is no longer what a sentence without a subject speaks of.
_FAR = 4
# So many after it, that works rest may be said of others.
_CLOSE = 3
# Where others are named too, it is so only in the sentence after its name.
_NEXT = 2
# A text that names a project by then opens with it.
_OPENING = 2


def clauses_about(title: Passage, text: Passage) -> Iterator[Clause]:
    """Yield the clauses that speak of the project.

    A sentence does when it names the project, or when it goes on from one that named it and no other project, and does
    not turn elsewhere. What stands before the first name is of another thing, unless the title names the project. A
    title that names nothing comes last: it speaks of the one project that the text names and opens with.
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
                close = near and since < _CLOSE
                yield from _clauses(part, start, end, named=named, near=near, close=close, carried=carried)
    opening = list(itertools.islice(sentences.split(text.text), _OPENING))
    if alone and not heading and opening and PROJECT in text.masked[: opening[-1][1]]:
        for start, end in sentences.split(title.text):
            if not _QUESTION.search(title.masked[start:end]) and _goes_on(title.masked[start:end], title):
                yield from _clauses(title, start, end, named=False, near=True, close=True, carried=True)


def _goes_on(words: str, part: Passage) -> bool:
    """Whether an unnamed sentence stays with the project: it does not where it begins with a thing of another name."""
    language = part.language
    if language.elsewhere.search(words) and (language.tenseless or not language.pronouns.search(words)):
        return False
    opening = _ARTICLE.sub("", words)
    return not language.strangers.search(sentences.COMMA.split(opening, maxsplit=1)[0])


def _clauses(
    part: Passage, start: int, end: int, *, named: bool, near: bool, close: bool, carried: bool
) -> Iterator[Clause]:
    breaks = part.language.breaks
    known = carried or not named
    for first, last in _of_project(part.masked, start, end, breaks):
        for left, right in sentences.clauses(part.masked, first, last, breaks):
            known = known or PROJECT in part.masked[left:right]
            if not known:
                continue
            goes_on = bool(part.language.pronouns.search(part.masked[left:right]))
            yield Clause(part, left, right, (start, end), named, goes_on, near, close)


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
