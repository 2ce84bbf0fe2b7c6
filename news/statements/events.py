"""Turns cues of events into statements of status and of dates."""

import dataclasses
import itertools
import re
from collections.abc import Iterator

from news.statements import dates, sentences
from news.statements.dates import DateMention
from news.statements.language import Event
from news.statements.model import Statement, Tense
from news.statements.partial import Published, against, is_coarse, months_from, shift_month
from news.statements.quotes import quoted
from news.statements.scope import PROJECT, Clause, Passage, Thing, subject

_COMMA = re.compile(r"(?<!\d),|,(?!\d)|[，、(（:]")
_AND = re.compile(r"\b(?:and|и|және)\b|[并及]", re.IGNORECASE)
_MEASURE = re.compile(
    r"\d[\d.,\s]*(?:k|thousand|million|mln|тыс\w*|млн|мың|万|亿)?\.?\s?(?:TEU|tonn|tons|t\b|Mt|bcm|passeng|containers|ДФЭ|тонн|"
    r"контейнер|пассажир|жолаушы|м³|кубометр|吨|标箱|立方|人次|集装箱)",
    re.IGNORECASE,
)
# What may stand between a verb and its date in a language whose dates come first.
_LEADS_ON = re.compile(
    r"[\s:：（(—–-]*(?:(?:再次|一再|已|被)*(?:推迟|延后|推后|延|定|改|提前|顺延)[到至为在于]?|为|[于在][^，。]{0,3})?"
)
_FARTHEST = 90
# One cue and one date in a clause belong together, whatever is put in between.
_ALONE = 180
_COMMA_COST = 40
# A day of which no year is named lies within so many months of the news; fewer where the verb tells no tense.
_SAME_SEASON = 8
_THESE_DAYS = 4
# A start, a stop or a resumption long before the item no longer says how things stand.
_FRESH_YEARS = 1
_PASSING = frozenset({"under_construction", "suspended", "procurement", "completed"})
_ENDS = frozenset({"opened", "completed", "track_laid", "test_run"})
_ENDED = frozenset({"operating", "completed", "suspended"})
# So much of a text is read for the day of the news.
_LEAD_SENTENCES = 2
# A date with which a clause begins governs all of it, however many commas follow.
_OPENING = 4
_OPENING_COST = 60


def day_of_news(title: Passage, text: Passage, published: Published) -> str:
    """Return when the thing an item reports happened, if the report itself gives no date.

    It is the one recent date of the first sentences; where they name none, the month of the item. ``""`` when the
    item's own month is unknown, or when several dates could be meant.
    """
    month = shift_month(published, 0)
    if not month:
        return ""
    language = title.language
    opening = list(itertools.islice(sentences.split(text.masked), _LEAD_SENTENCES))
    words = title.masked + "\n" + text.masked[: opening[-1][1] if opening else 0]
    mentions = [dataclasses.replace(mention, usable=True) for mention in dates.find(words, language.dates)]
    found = {mention.resolve(published, ahead=False) for mention in mentions}
    earliest = shift_month(published, -1)
    recent = {date for date in found if date[5:6].isdigit() and earliest <= date[:7] and against(date, published) <= 0}
    exact = {date for date in recent if len(date) == len("2025-05-20")} or recent
    return exact.pop() if len(exact) == 1 else "" if exact else month


def read(clause: Clause, published: Published, news: str = "") -> Iterator[Statement]:
    """Yield what a clause says of status and dates; a negated, doubtful or past plan says nothing.

    Args:
        clause: where to read.
        published: the item's own date.
        news: when what the item reports happened, for an event of its lead that has no date.
    """
    language = clause.passage.language
    sentence = clause.passage.masked[slice(*clause.sentence)]
    if language.doubt.search(sentence):
        return
    cues = list(_cues(clause))
    past_plans = [
        sentences.segment(clause.masked, 0, len(clause.masked), *undone.span())
        for undone in language.undone.finditer(clause.masked)
    ]
    mentions = dates.find(clause.masked, language.dates)
    told = [cue.start() for _, cue in cues] + [mention.start for mention in mentions]
    if any(not any(_within(at, plan) for at in told) for plan in past_plans):
        # "Originally, ...": what is past is said in another piece.
        return
    mentions = [mention for mention in mentions if not any(_within(mention.start, plan) for plan in past_plans)]
    for event, cue in cues:
        if not (event.milestone or event.status) or any(_within(cue.start(), plan) for plan in past_plans):
            continue
        found = subject(clause, event, cue)
        if found is None or found[0] == "other" or _denied(clause, cue):
            continue
        if found[0] != "part" and _is_share(clause, event, cue):
            continue
        mention = _nearest(clause, cue, mentions, [other for _, other in cues if other is not cue])
        if mention is None and not mentions and clause.passage.field == "title" and found[0] != "part":
            yield from _reported(clause, event, cue, news)
        yield from _stated(clause, event, cue, found, mention=mention, published=published)


def _reported(clause: Clause, event: Event, cue: re.Match[str], news: str) -> Iterator[Statement]:
    """What an item reports as its news, without a date, was done on the day of the news."""
    tense = _tense(clause, event, cue)
    done = tense == "happened" or (tense == "open" and clause.passage.language.tenseless)
    if news and done and event.milestone and _milestone(clause, event, cue) == event.milestone:
        yield quoted(clause, "date", milestone=event.milestone, date=news, aspect="happened", inferred=True)


def _is_share(clause: Clause, event: Event, cue: re.Match[str]) -> bool:
    """Whether only a share of the whole is done, or what was once opened came to a stop."""
    language = clause.passage.language
    if event.milestone not in _ENDS and event.status not in _ENDED:
        return False
    sentence = clause.passage.masked[slice(*clause.sentence)]
    return bool(language.fraction.search(_own_words(clause, cue)) or language.stalled.search(sentence))


def _within(at: int, span: tuple[int, int]) -> bool:
    return span[0] <= at < span[1]


def _cues(clause: Clause) -> Iterator[tuple[Event, re.Match[str]]]:
    taken: list[tuple[int, int]] = []
    for event in clause.passage.language.events:
        if event.headline and clause.passage.field != "title":
            continue
        for cue in event.pattern.finditer(clause.masked):
            if not any(cue.start() < right and left < cue.end() for left, right in taken):
                taken.append(cue.span())
                yield event, cue


def _piece(clause: Clause, cue: re.Match[str]) -> str:
    """The words between the commas around a cue."""
    left, right = sentences.segment(clause.masked, 0, len(clause.masked), cue.start(), cue.end())
    return clause.masked[left:right]


def _own_words(clause: Clause, cue: re.Match[str]) -> str:
    """The words of a cue's piece between the nearest "and" on either side."""
    left, right = sentences.segment(clause.masked, 0, len(clause.masked), cue.start(), cue.end())
    left = max((joint.end() for joint in _AND.finditer(clause.masked, left, cue.start())), default=left)
    joint = _AND.search(clause.masked, cue.end(), right)
    return clause.masked[left : joint.start() if joint else right]


def _denied(clause: Clause, cue: re.Match[str]) -> bool:
    return bool(clause.passage.language.denial.search(_piece(clause, cue)))


def _stated(
    clause: Clause,
    event: Event,
    cue: re.Match[str],
    found: tuple[Thing, str],
    *,
    mention: DateMention | None,
    published: Published,
) -> Iterator[Statement]:
    tense = _tense(clause, event, cue)
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
    date = _date(mention, tense, published, ahead=ahead, tenseless=language.tenseless) if mention else ""
    aspect = _aspect(clause, tense, date, published)
    scope = word if thing == "part" else ""
    lasting = event.tense == "ongoing"
    if milestone and date and aspect and (not lasting or (mention is not None and mention.since)):
        yield quoted(clause, "date", milestone=milestone, date=date, aspect=aspect, scope=scope)
    if (
        event.status
        and milestone == event.milestone
        and thing != "part"
        and _is_sure(clause, event)
        and _stands(clause, event, tense, date, published)
    ):
        if mention is not None and not date and not mention.usable:
            return
        yield quoted(clause, "status", status=event.status, lasting=lasting)


def _is_sure(clause: Clause, event: Event) -> bool:
    """Whether the words suffice for a status: that all of a project works is said with its name.

    That it stands still may also be said by a sentence that goes straight on: "Construction has been frozen".
    """
    named = PROJECT in clause.masked or clause.passage.field == "title"
    goes_on = event.status == "suspended" and clause.goes_on and clause.near
    return event.status not in _ENDED or named or goes_on


def _date(mention: DateMention, tense: Tense, published: Published, *, ahead: bool, tenseless: bool) -> str:
    """The date of an event; ``""`` where the year it does not name would be a guess."""
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


def _tense(clause: Clause, event: Event, cue: re.Match[str]) -> Tense:
    """The tense of an event in its clause: words of a plan near it make it one."""
    if event.status == "proposed":
        return "ongoing"
    around = _governed(clause, event, cue)
    if clause.passage.language.planned.search(around):
        return "planned"
    if event.tense == "open" and clause.passage.language.ceremonial.search(clause.masked):
        return "happened"
    return event.tense


def _governed(clause: Clause, event: Event, cue: re.Match[str]) -> str:
    """The words where a plan would govern an event: its clause, or for a verb in the past what belongs to that verb."""
    language, piece = clause.passage.language, _piece(clause, cue)
    if event.tense == "open" and not language.tenseless:
        return clause.masked
    if event.tense == "open" and not language.ceremonial.search(piece):
        return clause.masked[: cue.end()] + piece
    if event.tense == "ongoing":
        own = _own_words(clause, cue)
        # A participle before its noun ("салынып жатқан жол") is not in the tense of the verb after it.
        leads = event.look == "after" and language.head_last and not language.tenseless
        return own[: own.find(cue.group())] if leads else own
    if event.tense != "happened":
        return piece
    at = piece.find(cue.group())
    if language.plans_precede:
        return piece[: at + len(cue.group())]
    return piece[:at] + _AND.split(piece[at:], maxsplit=1)[0]


def _milestone(clause: Clause, event: Event, cue: re.Match[str]) -> str:
    trial = event.milestone == "opened" and clause.passage.language.trial.search(_piece(clause, cue))
    return "test_run" if trial else event.milestone


def _aspect(clause: Clause, tense: Tense, date: str, published: Published) -> str:
    """Whether a date was promised or happened; ``""`` when the words and the item's own date do not agree."""
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


def _stands(clause: Clause, event: Event, tense: Tense, date: str, published: Published) -> bool:
    """Whether the status an event brings still holds when the item appears."""
    if tense in {"planned", "either"} or (tense == "open" and not clause.passage.language.tenseless):
        return False
    if not date:
        return True
    if against(date, published) > 0:
        return False
    if event.status not in _PASSING or event.tense == "ongoing":
        return True
    return published.year is not None and published.year - int(date[:4]) <= _FRESH_YEARS


def _nearest(
    clause: Clause, cue: re.Match[str], mentions: list[DateMention], rivals: list[re.Match[str]]
) -> DateMention | None:
    """The date that belongs to a cue: the nearest, unless another cue is nearer to it or a measure stands between."""
    best: tuple[int, DateMention] | None = None
    farthest = _FARTHEST if rivals or len(mentions) > 1 else _ALONE
    for mention in mentions:
        cost = _distance(clause, cue, mention)
        if mention.start < _OPENING and cost <= _ALONE:
            cost = min(cost, _OPENING_COST)
        if cost > farthest or any(_distance(clause, other, mention) < cost for other in rivals):
            continue
        if best is None or cost < best[0]:
            best = cost, mention
    return best[1] if best else None


def _distance(clause: Clause, cue: re.Match[str], mention: DateMention) -> int:
    if mention.start < cue.end() and cue.start() < mention.end:
        return 0
    left, right = sorted([(mention.start, mention.end), cue.span()])
    between = clause.masked[left[1] : right[0]]
    if clause.passage.language.dates_first and mention.start >= cue.end() and not _LEADS_ON.fullmatch(between):
        # The verb such a date belongs to is still to come.
        return _ALONE + 1
    if _MEASURE.search(between):
        return _ALONE + 1
    joints = len(_COMMA.findall(between)) + len(_AND.findall(between))
    return len(between) + _COMMA_COST * joints
