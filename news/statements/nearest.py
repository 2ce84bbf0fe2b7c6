"""Finds the date that belongs to the cue of an event."""

import re

from news.statements import sentences
from news.statements.dates import DateMention
from news.statements.passages import AND, Clause

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
# A date with which a clause begins governs all of it, however many commas follow.
_OPENING = 4
_OPENING_COST = 60


def nearest(
    clause: Clause, cue: re.Match[str], mentions: list[DateMention], rivals: list[re.Match[str]]
) -> DateMention | None:
    """Return the date of a cue: the nearest, unless another cue is nearer to it or a measure stands between."""
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
    joints = len(sentences.COMMA.findall(between)) + len(AND.findall(between))
    return len(between) + _COMMA_COST * joints
