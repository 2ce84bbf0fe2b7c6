"""Answers: claims gathered by the question they answer, each question resolved by the rule of its kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from projects import metrics
from projects.choices import ClaimKind, DateAspect, PublisherKind, Stage
from projects.kinds import KINDS, Rule
from projects.models import Claim
from projects.resolve import Days, Number, Resolved, Said, Value, Words, resolve


@dataclass(frozen=True)
class Answer:
    """One question resolved: the claim shown (None when nothing may be), those that agree with it, and its rivals."""

    rule: Rule
    shown: Claim | None
    support: list[Claim]
    rivals: list[Claim]
    contested: bool = False
    preferred: bool = False
    overtaken: bool = False
    unconfirmed: bool = False

    @property
    def claims(self) -> list[Claim]:
        """All claims on the question, the shown one first."""
        return self.support + self.rivals

    @property
    def head(self) -> Claim:
        """The claim shown, or the first of an unconfirmed answer."""
        return self.claims[0]


def answers(claims: Iterable[Claim], rulings: dict[int, str], countries: frozenset[str]) -> dict[str, list[Answer]]:
    """Answers by kind, in the order in which their first claims were recorded.

    ``rulings`` are the live rulings by claim other than retractions; ``countries`` those for which an official speaks.
    """
    slots: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        slots.setdefault((claim.kind, *slot_of(claim)), []).append(claim)
    found: dict[str, list[Answer]] = {kind: [] for kind in KINDS}
    for key, group in slots.items():
        found[str(key[0])].append(_answer(group, rulings, countries))
    return found


def slot_of(claim: Claim) -> tuple[object, ...]:
    """The question a claim answers: claims of one kind and slot agree or are rivals."""
    columns = [getattr(claim, f"{name}_id" if name in _FOREIGN else name) for name in KINDS[claim.kind].slot]
    special = _SLOTS.get(claim.kind)
    return special(claim) if special else tuple(columns)


_FOREIGN = ("milestone", "funding", "party", "other_project", "other_place", "other_corridor")


def _date_slot(claim: Claim) -> tuple[object, ...]:
    """A promise told afterwards is still a promise of the same thing."""
    return (claim.milestone_id, claim.aspect == DateAspect.HAPPENED)


def _measure_slot(claim: Claim) -> tuple[object, ...]:
    """Figures of a period are one question a period; a length is one question, planned or built."""
    known = metrics.metric(claim.metric)
    unit, _ = metrics.comparable(claim.metric, claim.number or Decimal(0), claim.unit)
    aspect = "" if known.group == "length" else claim.aspect
    return (claim.metric, claim.scope, aspect, unit, claim.as_of if known.is_periodic else "")


_SLOTS: dict[str, Callable[[Claim], tuple[object, ...]]] = {
    ClaimKind.DATE: _date_slot,
    ClaimKind.MEASURE: _measure_slot,
}


def _rule_of(claim: Claim) -> Rule:
    if claim.kind == ClaimKind.AMOUNT and claim.funding and claim.funding.stage == Stage.DISBURSEMENT:
        return Rule.CHANGING
    if claim.kind == ClaimKind.MEASURE and metrics.metric(claim.metric).group == "progress":
        return Rule.CHANGING
    return KINDS[claim.kind].rule_for(claim.aspect)


def _value_of(claim: Claim) -> Value:
    if claim.kind == ClaimKind.DATE:
        return Days(day(claim.date_earliest), day(claim.date_latest))
    if claim.kind == ClaimKind.MEASURE and claim.number is not None:
        unit, number = metrics.comparable(claim.metric, claim.number, claim.unit)
        return Number(number, unit)
    if claim.kind == ClaimKind.AMOUNT and claim.number is not None:
        return Number(claim.number, f"{claim.unit} {claim.aspect}")
    return Words(tuple(getattr(claim, f"{n}_id" if n in _FOREIGN else n) for n in KINDS[claim.kind].value))


def said(claim: Claim, ruling: str, countries: frozenset[str]) -> Said:
    """What the rule needs of a claim about something in these countries."""
    source = claim.source
    kind = source.effective_kind
    if kind == PublisherKind.OFFICIAL_HOST and source.publisher.country_id not in countries:
        kind = PublisherKind.MEDIA
    return Said(
        id=claim.pk,
        value=_value_of(claim),
        as_of=claim.as_of_earliest,
        said_on=claim.said_on_earliest,
        kind=kind,
        reliable=source.is_reliable,
        voice=source.voice,
        publisher=source.publisher_id,
        ruling=ruling,
    )


def _answer(group: list[Claim], rulings: dict[int, str], countries: frozenset[str]) -> Answer:
    rule = _rule_of(group[0])
    by_id = {claim.pk: claim for claim in group}
    if rule is Rule.LIST:
        return Answer(rule, group[0], group, [])
    resolved = resolve(rule, [said(claim, rulings.get(claim.pk, ""), countries) for claim in group])
    return _as_answer(rule, resolved, by_id)


def _as_answer(rule: Rule, resolved: Resolved, by_id: dict[int, Claim]) -> Answer:
    return Answer(
        rule,
        by_id[resolved.shown] if resolved.shown is not None else None,
        [by_id[key] for key in resolved.support],
        [by_id[key] for key in resolved.rivals],
        resolved.contested,
        resolved.preferred,
        resolved.overtaken,
        resolved.unconfirmed,
    )


def day(value: Any) -> date:
    """A date that the database guarantees to be there, or the last day of all for one that may be unknown."""
    return value if value is not None else date.max
