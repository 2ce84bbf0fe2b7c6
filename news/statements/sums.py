"""Turns sums of money into statements of what a project costs and who gives how much."""

import itertools
import re
from collections.abc import Iterator

from news.statements import amounts
from news.statements.amounts import Sum
from news.statements.model import Statement
from news.statements.passages import PROJECT, RIVAL, Clause
from news.statements.quotes import quoted
from news.statements.subjects import is_whole, own_nouns

# Less than this is a fare, a fine or a salary, whatever the currency.
_SMALLEST = 1_000_000
_FARTHEST = 45
# Between a word for costs and one for who gives the money, the giver is believed.
_COST_LAST = 10
# A sum that grew to another no longer holds.
_RAISED = re.compile(
    r"[\s,]*(?:up\s+)?(?:to|до|дейін|[增升涨提扩上降减下缩调][^，。,]{0,4}[至到为]为?|[至到])\s*(?:about|some|nearly|over|более|почти|约|逾)?\s*",
    re.IGNORECASE,
)
# "3 trillion forints (some 8 billion dollars)" is one sum.
_IN_BRACKETS = re.compile(r"\s*[（(]\s*(?:[\w.]+\s+|约合?|合|折合)?", re.IGNORECASE)
_JOINED = re.compile(f"{_RAISED.pattern}|{_IN_BRACKETS.pattern}", re.IGNORECASE)
_AFTER_PRICE = re.compile(rf"^[\s-]*(?:(?!(?:in|into|for|on|to|of|by|from|and|at|with)\s)[\w-]+\s+){{0,2}}?{PROJECT}")
_PRICE_BEFORE = {
    "ru": re.compile(rf"{PROJECT}[»\"]?\s+(?:за|стоимостью|ценой)\s+(?:в\s+)?(?:\w+\s+)?$"),
    "en": re.compile(rf"{PROJECT}\s*,?\s*(?:worth|for|at\s+a\s+cost\s+of)\s+(?:\w+\s+)?$"),
}


def read(clause: Clause) -> Iterator[Statement]:
    """Yield the sums a clause names for the project, each with its stage; a sum of unclear meaning is left out."""
    language = clause.passage.language
    sentence = clause.masked_sentence
    doubts = [doubt.group() for doubt in language.doubt.finditer(sentence)]
    if not all(language.modal.fullmatch(doubt) for doubt in doubts):
        return
    if not (
        clause.near
        or clause.named
        or clause.goes_on
        or language.heads.search(clause.masked)
        or language.vague.search(clause.masked)
    ):
        return
    if doubts and language.not_costs.search(sentence):
        return
    every = list(amounts.find(clause.masked, comma_is_decimal=language.comma_is_decimal, home=clause.passage.money))
    # What grew to another sum no longer holds, and what stands in brackets after one is that sum in other money: both
    # are read in the place of the first of the two.
    raised = [first for first, then in itertools.pairwise(every) if _follows(_RAISED, clause.masked, first, then)]
    sums = [amount for amount in every if amount not in raised]
    if language.several.search(clause.masked) or (len(sums) == 1 and language.undone.search(clause.masked)):
        return
    for amount in sums:
        if not _is_of_project(clause, amount):
            continue
        outer = next((other for other in every if _follows(_JOINED, clause.masked, other, amount)), amount)
        stage = _stage(clause, outer, sums)
        if stage and (stage == "cost_estimate" or not doubts):
            yield quoted(clause, "amount", number=amount.number, currency=amount.currency, stage=stage)


def _follows(joint: re.Pattern[str], words: str, first: Sum, then: Sum) -> bool:
    """Whether nothing but a joint stands between two sums."""
    return first.end <= then.start and bool(joint.fullmatch(words, first.end, then.start))


def _is_of_project(clause: Clause, amount: Sum) -> bool:
    """Whether the words around a sum leave it to the project: no fare, no debt, no part, no other thing's."""
    language = clause.passage.language
    left, right = clause.segment(amount.start, amount.end)
    piece = clause.masked[left:right]
    if amount.number < _SMALLEST or any(
        words.search(piece) for words in (language.not_costs, language.denial, language.undone)
    ):
        return False
    if RIVAL in piece or _rival_nearer(clause.masked, amount) or _is_of_part(clause, piece, amount.start - left):
        return False
    if PROJECT in piece:
        return True
    # Before its name a project is not "the line".
    ahead = PROJECT not in clause.masked[: amount.start] and PROJECT in clause.masked
    return not (language.strangers.search(piece) or (ahead and language.heads.search(piece)))


def _is_of_part(clause: Clause, piece: str, at: int) -> bool:
    """Whether the noun before a sum is a part of the project: "the Example tunnel cost", "两个泊位耗资"."""
    language = clause.passage.language
    nouns = [noun for noun in own_nouns(language, piece, clause.passage.own) if noun[1] <= at]
    nouns += [(mark.start(), mark.end(), "project") for mark in re.finditer(f"{PROJECT}+", piece[:at])]
    if not nouns:
        return False
    start, end, kind = max(nouns, key=lambda noun: noun[1]) if language.head_last else min(nouns)
    return kind in {"part", "other"} and not is_whole(language, piece, start, end)


def _rival_nearer(words: str, amount: Sum) -> bool:
    def distance(mark: str) -> int:
        left, right = words.rfind(mark, 0, amount.start), words.find(mark, amount.end)
        return min(amount.start - left if left >= 0 else len(words), right - amount.end if right >= 0 else len(words))

    return distance(RIVAL) < distance(PROJECT)


def _stage(clause: Clause, amount: Sum, sums: list[Sum]) -> str:
    """What the sum is, by the nearest word that says so; a loan or a payment still to come is a pledge."""
    words, language = clause.masked, clause.passage.language
    nearest: tuple[int, str] | None = None
    for stage in language.stages:
        for cue in stage.pattern.finditer(words):
            gap = _gap(words, cue.span(), (amount.start, amount.end))
            late = stage.stage == "pledge" and cue.start() > amount.end and not language.head_last
            if gap is None or late or any(_between(other, cue, amount) for other in sums if other is not amount):
                continue
            gap += _COST_LAST * (stage.stage == "cost_estimate")
            if nearest is None or gap < nearest[0]:
                nearest = gap, stage.stage
    found = nearest[1] if nearest else _priced(clause, amount)
    if found not in {"commitment", "disbursement"}:
        return found
    left, right = clause.segment(amount.start, amount.end)
    if any(stage.stage == "target" and stage.pattern.search(words, left, right) for stage in language.stages):
        return "target"
    if language.intended.search(words, left, right):
        return "pledge" if found == "commitment" else ""
    return found


def _gap(words: str, cue: tuple[int, int], amount: tuple[int, int]) -> int | None:
    if cue[0] < amount[1] and amount[0] < cue[1]:
        return 0
    left, right = sorted([cue, amount])
    between = words[left[1] : right[0]]
    cost = len(between) + 20 * len(re.findall(r"[,，(（]", between))
    return cost if cost <= _FARTHEST else None


def _between(other: Sum, cue: re.Match[str], amount: Sum) -> bool:
    return min(cue.start(), amount.start) < other.start < max(cue.start(), amount.start)


def _priced(clause: Clause, amount: Sum) -> str:
    """A price set beside the project's own name: "the $2 billion Example line", «порт Пример за 250 млн долларов»."""
    before, after = clause.masked[: amount.start], clause.masked[amount.end :]
    pattern = _PRICE_BEFORE.get(clause.passage.language.code)
    if pattern and pattern.search(before):
        return "cost_estimate"
    return "cost_estimate" if clause.passage.language.code == "en" and _AFTER_PRICE.match(after) else ""
