"""Turns cues of events into statements of status and of dates."""

import functools
import re
from collections.abc import Iterator

from news.statements import dates
from news.statements.dates import DateMention
from news.statements.language import Event
from news.statements.model import Statement
from news.statements.nearest import nearest
from news.statements.partial import Published
from news.statements.passages import PROJECT, Clause
from news.statements.quotes import quoted
from news.statements.subjects import Thing, subject, things
from news.statements.tenses import aspect_of, date_of, stands, tense_of

_ENDS = frozenset({"opened", "completed", "track_laid", "test_run"})
_ENDED = frozenset({"operating", "completed", "suspended"})


def read(clause: Clause, published: Published, news: str = "") -> Iterator[Statement]:
    """Yield what a clause says of status and dates; a negated, doubtful or past plan says nothing.

    Args:
        clause: where to read.
        published: the item's own date.
        news: when what the item reports happened, for an event of its lead that has no date.
    """
    language = clause.passage.language
    if _doubtful(clause):
        return
    cues = list(_cues(clause))
    past_plans = [clause.segment(*undone.span()) for undone in language.undone.finditer(clause.masked)]
    mentions = dates.find(clause.masked, language.dates)
    told = [cue.start() for _, cue in cues] + [mention.start for mention in mentions]
    if any(not any(_within(at, plan) for at in told) for plan in past_plans):
        # "Originally, ...": what is past is said in another piece.
        return
    mentions = [mention for mention in mentions if not any(_within(mention.start, plan) for plan in past_plans)]
    nouns = functools.cache(lambda vague: list(things(clause, vague=vague)))
    for event, cue in cues:
        past = not event.of_plans and any(_within(cue.start(), plan) for plan in past_plans)
        if past or not (event.milestone or event.status):
            continue
        found = subject(clause, event, cue, nouns(event.vague))
        if found is None or found[0] == "other" or _denied(clause, cue):
            continue
        if found[0] != "part" and _is_share(clause, event, cue):
            continue
        mention = nearest(clause, cue, mentions, [other for _, other in cues if other is not cue])
        reports = clause.passage.field == "title" and PROJECT in clause.passage.masked
        if mention is None and not mentions and reports and found[0] != "part":
            yield from _reported(clause, event, cue, news)
        yield from _stated(clause, event, cue, found, mention=mention, published=published)


def _doubtful(clause: Clause) -> bool:
    """Whether a clause is doubted: by its own words, or by a rumour anywhere in its sentence.

    What may or would be in another clause ("Work began in 2015; only a madman would sign that") leaves this one be.
    """
    language = clause.passage.language
    if language.doubt.search(clause.masked):
        return True
    around = clause.masked_sentence
    return len(around) > len(clause.masked) and any(
        not language.modal.fullmatch(doubt.group()) for doubt in language.doubt.finditer(around)
    )


def _reported(clause: Clause, event: Event, cue: re.Match[str], news: str) -> Iterator[Statement]:
    """What an item reports as its news, without a date, was done on the day of the news."""
    tense = tense_of(clause, event, cue)
    done = tense == "happened" or (tense == "open" and clause.passage.language.tenseless)
    if news and done and event.milestone and _milestone(clause, event, cue) == event.milestone:
        yield quoted(clause, "date", milestone=event.milestone, date=news, aspect="happened", inferred=True)


def _is_share(clause: Clause, event: Event, cue: re.Match[str]) -> bool:
    """Whether only a share of the whole is done, or what was once opened came to a stop."""
    language = clause.passage.language
    if event.milestone not in _ENDS and event.status not in _ENDED:
        return False
    own = clause.own_piece(*cue.span())
    return bool(language.fraction.search(own) or language.stalled.search(clause.masked_sentence))


def _within(at: int, span: tuple[int, int]) -> bool:
    return span[0] <= at < span[1]


def _cues(clause: Clause) -> Iterator[tuple[Event, re.Match[str]]]:
    language, words = clause.passage.language, clause.masked
    occasions = [occasion.span() for occasion in language.occasions.finditer(words)]
    taken: list[tuple[int, int]] = []
    for event in language.events:
        if event.headline and clause.passage.field != "title":
            continue
        for cue in event.pattern.finditer(words):
            if not (event.milestone or event.status) and any(_within(cue.start(), span) for span in occasions):
                # "Opened during the visit in 2024": the visit takes no date from what happened in it.
                continue
            if not any(cue.start() < right and left < cue.end() for left, right in taken):
                taken.append(cue.span())
                yield event, cue


def _denied(clause: Clause, cue: re.Match[str]) -> bool:
    return bool(clause.passage.language.denial.search(clause.piece(*cue.span())))


def _stated(
    clause: Clause,
    event: Event,
    cue: re.Match[str],
    found: tuple[Thing, str],
    *,
    mention: DateMention | None,
    published: Published,
) -> Iterator[Statement]:
    tense = tense_of(clause, event, cue)
    if event.headline and mention is not None and tense == "happened":
        # A headline's present tense with a date is as often a plan.
        tense = "either"
    thing, word = found
    milestone = _milestone(clause, event, cue)
    language = clause.passage.language
    if thing == "part" and milestone == "opened" and PROJECT not in clause.masked:
        # "The station was opened": of this project or of another, and hardly ever what a curator looks for.
        return
    ahead = tense == "planned" or (tense == "open" and not language.tenseless)
    date = date_of(mention, tense, published, ahead=ahead, tenseless=language.tenseless) if mention else ""
    aspect = aspect_of(clause, tense, date, published)
    scope = word if thing == "part" else ""
    lasting = event.tense == "ongoing"
    if milestone and date and aspect and (not lasting or (mention is not None and mention.since)):
        yield quoted(clause, "date", milestone=milestone, date=date, aspect=aspect, scope=scope)
    if (
        event.status
        and milestone == event.milestone
        and thing != "part"
        and _is_sure(clause, event)
        and stands(clause, event, tense, date, published)
    ):
        if mention is not None and not date and not mention.usable:
            return
        yield quoted(clause, "status", status=event.status, lasting=lasting)


def _is_sure(clause: Clause, event: Event) -> bool:
    """Whether the words suffice for a status: that all of a project works is said with its name.

    That it stands still may also be said by a sentence that goes straight on: "Construction has been frozen".
    """
    named = PROJECT in clause.masked or clause.passage.field == "title"
    goes_on = event.status == "suspended" and clause.goes_on and clause.close
    return event.status not in _ENDED or named or goes_on


def _milestone(clause: Clause, event: Event, cue: re.Match[str]) -> str:
    trial = event.milestone == "opened" and clause.passage.language.trial.search(clause.piece(*cue.span()))
    return "test_run" if trial else event.milestone
