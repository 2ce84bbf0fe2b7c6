"""Tells of an event whether it happened, lasts or is to come, when, and whether its status still holds."""

import re

from news.statements.dates import DateMention
from news.statements.language import Event
from news.statements.model import Tense
from news.statements.partial import Published, against, is_coarse, months_from
from news.statements.passages import AND, Clause

# A day of which no year is named lies within so many months of the news; fewer where the verb tells no tense.
_SAME_SEASON = 8
_THESE_DAYS = 4
# A start, a stop or a resumption long before the item no longer says how things stand.
_FRESH_YEARS = 1
_PASSING = frozenset({"under_construction", "suspended", "procurement", "completed"})


def tense_of(clause: Clause, event: Event, cue: re.Match[str]) -> Tense:
    """Return the tense of an event in its clause: words of a plan near it make it one."""
    if event.status == "proposed":
        return "ongoing"
    around = _governed(clause, event, cue)
    if event.of_plans:
        around = around.replace(cue.group(), "")
    if clause.passage.language.planned.search(around):
        return "planned"
    if event.tense == "open" and clause.passage.language.ceremonial.search(clause.masked):
        return "happened"
    return event.tense


def _governed(clause: Clause, event: Event, cue: re.Match[str]) -> str:
    """The words where a plan would govern an event: its clause, or for a verb in the past what belongs to that verb."""
    language, piece = clause.passage.language, clause.piece(*cue.span())
    if event.tense == "open" and not language.tenseless:
        return clause.masked
    if event.tense == "open" and not language.ceremonial.search(piece):
        return clause.masked[: cue.end()] + piece
    if event.tense == "ongoing":
        own = clause.own_piece(*cue.span())
        # A participle before its noun ("салынып жатқан жол") is not in the tense of the verb after it.
        leads = event.look == "after" and language.head_last and not language.tenseless
        return own[: own.find(cue.group())] if leads else own
    if event.tense != "happened":
        return piece
    at = piece.find(cue.group())
    if language.plans_precede:
        return piece[: at + len(cue.group())]
    return piece[:at] + AND.split(piece[at:], maxsplit=1)[0]


def date_of(mention: DateMention, tense: Tense, published: Published, *, ahead: bool, tenseless: bool) -> str:
    """Return the date of an event; ``""`` where the year it does not name would be a guess."""
    if tense == "open" and not tenseless and mention.year is None:
        return ""
    date = mention.resolve(published, ahead=ahead)
    if not mention.day or not mention.month or mention.year is not None:
        return date
    if tense != "open":
        return date if abs(months_from(date, published)) <= _SAME_SEASON else ""
    # Without tenses a day is the nearer one: "opens on 3 December", said in November, is not last year's.
    either = [one for one in (date, mention.resolve(published, ahead=not ahead)) if one]
    nearest = min(either, key=lambda one: abs(months_from(one, published)), default="")
    return nearest if abs(months_from(nearest, published)) <= _THESE_DAYS else ""


def aspect_of(clause: Clause, tense: Tense, date: str, published: Published) -> str:
    """Return whether a date was promised or happened; ``""`` when the words and the item's own date do not agree."""
    if not date:
        return ""
    side = against(date, published)
    if tense == "either":
        return "promised" if side > 0 else "happened" if side < 0 else ""
    if tense == "planned":
        # What was promised for the day or the month of the news may have taken place by then.
        is_future = side > 0 or published.year is None
        return "promised" if is_future or (side == 0 and is_coarse(date)) else ""
    if tense == "open":
        if side > 0:
            return "promised"
        return "happened" if clause.passage.language.tenseless else ""
    return "happened" if side <= 0 else ""


def stands(clause: Clause, event: Event, tense: Tense, date: str, published: Published) -> bool:
    """Return whether the status an event brings still holds when the item appears."""
    if tense in {"planned", "either"} or (tense == "open" and not clause.passage.language.tenseless):
        return False
    if not date:
        return True
    if against(date, published) > 0:
        return False
    if event.status not in _PASSING or event.tense == "ongoing":
        return True
    return published.year is not None and published.year - int(date[:4]) <= _FRESH_YEARS
