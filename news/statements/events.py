"""Turns cues of events into statements of status and of dates."""

import re
from collections.abc import Iterator

from news.statements import dates, sentences
from news.statements.dates import DateMention
from news.statements.language import Event
from news.statements.model import Statement, Tense
from news.statements.partial import Published, against
from news.statements.quotes import quoted
from news.statements.scope import Clause, Thing, subject

_COMMA = re.compile(r"[,，、(（:]")
_AND = re.compile(r"\b(?:and|и|және)\b|[并及]", re.IGNORECASE)
_MEASURE = re.compile(
    r"\d[\d.,\s]*(?:k|thousand|million|mln|тыс\w*|млн|мың|万|亿)?\.?\s?(?:TEU|tonn|tons|t\b|Mt|bcm|passeng|containers|ДФЭ|тонн|"
    r"контейнер|пассажир|жолаушы|м³|кубометр|吨|标箱|立方|人次|集装箱)",
    re.IGNORECASE,
)
_FARTHEST = 90
_COMMA_COST = 40
# A start, a stop or a resumption long before the item no longer says how things stand.
_FRESH_YEARS = 1
_PASSING = frozenset({"under_construction", "suspended", "procurement", "completed"})


def read(clause: Clause, published: Published) -> Iterator[Statement]:
    """Yield what a clause says of status and dates; a negated, doubtful or past plan says nothing."""
    language = clause.passage.language
    sentence = clause.passage.masked[slice(*clause.sentence)]
    if language.doubt.search(sentence) or language.undone.search(clause.masked):
        return
    cues = list(_cues(clause))
    mentions = dates.find(clause.masked, language.dates)
    for event, cue in cues:
        if not (event.milestone or event.status) or _denied(clause, cue):
            continue
        found = subject(clause, event, cue)
        if found is None or found[0] == "other":
            continue
        mention = _nearest(clause, cue, mentions, [other for _, other in cues if other is not cue])
        yield from _stated(clause, event, cue, found, mention=mention, published=published)


def _cues(clause: Clause) -> Iterator[tuple[Event, re.Match[str]]]:
    taken: list[tuple[int, int]] = []
    for event in clause.passage.language.events:
        for cue in event.pattern.finditer(clause.masked):
            if not any(cue.start() < right and left < cue.end() for left, right in taken):
                taken.append(cue.span())
                yield event, cue


def _piece(clause: Clause, cue: re.Match[str]) -> str:
    """The words between the commas around a cue."""
    left, right = sentences.segment(clause.masked, 0, len(clause.masked), cue.start(), cue.end())
    return clause.masked[left:right]


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
    thing, word = found
    milestone = _milestone(clause, event, cue)
    language = clause.passage.language
    ahead = tense == "planned" or (tense == "open" and not language.tenseless)
    guessed = tense == "open" and not language.tenseless and mention is not None and mention.year is None
    date = mention.resolve(published, ahead=ahead) if mention and not guessed else ""
    aspect = _aspect(clause, tense, date, published)
    scope = word if thing == "part" else ""
    lasting = event.tense == "ongoing"
    if milestone and date and aspect and (not lasting or (mention is not None and mention.since)):
        yield quoted(clause, "date", milestone=milestone, date=date, aspect=aspect, scope=scope)
    if (
        event.status
        and milestone == event.milestone
        and thing != "part"
        and _stands(clause, event, tense, date, published)
    ):
        if mention is not None and not date and not mention.usable:
            return
        yield quoted(clause, "status", status=event.status)


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
    if tense == "planned":
        return "promised" if side >= 0 else ""
    if tense == "open":
        if side > 0:
            return "promised"
        return "happened" if clause.passage.language.tenseless else ""
    return "happened" if side <= 0 else ""


def _stands(clause: Clause, event: Event, tense: Tense, date: str, published: Published) -> bool:
    """Whether the status an event brings still holds when the item appears."""
    if tense == "planned" or (tense == "open" and not clause.passage.language.tenseless):
        return False
    if not date:
        return True
    if against(date, published) > 0:
        return False
    if event.status not in _PASSING:
        return True
    return published.year is not None and published.year - int(date[:4]) <= _FRESH_YEARS


def _nearest(
    clause: Clause, cue: re.Match[str], mentions: list[DateMention], rivals: list[re.Match[str]]
) -> DateMention | None:
    """The date that belongs to a cue: the nearest, unless another cue is nearer to it or a measure stands between."""
    best: tuple[int, DateMention] | None = None
    for mention in mentions:
        cost = _distance(clause, cue, mention)
        if cost > _FARTHEST or any(_distance(clause, other, mention) < cost for other in rivals):
            continue
        if best is None or cost < best[0]:
            best = cost, mention
    return best[1] if best else None


def _distance(clause: Clause, cue: re.Match[str], mention: DateMention) -> int:
    if mention.start < cue.end() and cue.start() < mention.end:
        return 0
    left, right = sorted([(mention.start, mention.end), cue.span()])
    between = clause.masked[left[1] : right[0]]
    if _MEASURE.search(between):
        return _FARTHEST + 1
    joints = len(_COMMA.findall(between)) + len(_AND.findall(between))
    return len(between) + _COMMA_COST * joints
