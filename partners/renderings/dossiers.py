"""A dossier as data: every figure with the claims behind it, its rivals, and the rule that chose."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from partners.renderings.claims import Numbers, cited, columns, funding, milestone, statement, value
from partners.renderings.entries import head
from partners.renderings.values import day, number
from projects.choices import ClaimKind, Stage
from projects.dossier import Answer, Course, Dossier, Money
from projects.kinds import KINDS
from projects.models import Claim, Source
from projects.resolve import is_stale

# Groups of answers that are shown one by one, without a reading of their own: member, and kind of claim.
LISTS = {
    "measures": ClaimKind.MEASURE,
    "relations": ClaimKind.RELATION,
    "texts": ClaimKind.TEXT,
    "stated_corridors": ClaimKind.CORRIDOR,
}


def answer(found: Answer, numbers: Numbers | None = None) -> dict[str, Any]:
    """One question, the value shown, and every claim for and against it."""
    return {
        "kind": found.head.kind,
        "question": columns(found.head, KINDS[found.head.kind].slot),
        "value": value(found.shown) if found.shown else None,
        "claims": [claim.pk for claim in found.support],
        "support": [statement(claim, numbers) for claim in found.support],
        "rivals": [statement(claim, numbers) for claim in found.rivals],
        "rule": found.rule.value,
        "contested": found.contested,
        "preferred": found.preferred,
        "overtaken": found.overtaken,
        "unconfirmed": found.unconfirmed,
    }


def answers(found: Iterable[Answer], numbers: Numbers | None = None) -> list[dict[str, Any]]:
    """Several questions."""
    return [answer(one, numbers) for one in found]


def about(found: dict[str, list[Answer]]) -> dict[str, list[dict[str, Any]]]:
    """All that was said of a corridor, place or organisation, by kind; kinds without a claim are left out."""
    return {kind: answers(group) for kind, group in found.items() if group}


def dossier(found: Dossier, today: date) -> dict[str, Any]:
    """A project and all that is known of it."""
    numbers = found.numbers
    return {
        **head(found.project),
        **_status(found, today),
        "names": answers(found.names, numbers),
        "places": answers(found.places, numbers),
        "milestones": [_course(course, numbers) for course in found.courses],
        "forecast": _course_in_short(found.forecast, today),
        "slippage": _course_in_short(found.slippage, today),
        "funding": _stages(found.money, numbers),
        "commitments": _commitments(found),
        "parties": answers(found.parties, numbers),
        "chinese_roles": found.chinese_roles,
        **{name: answers(found.answers[kind], numbers) for name, kind in LISTS.items()},
        "mentions": answers(found.mentions, numbers),
        "sources": [_source(*row) for row in found.sources],
        "voices": found.voices,
        "contested": bool(found.contested),
        "last_evidence": day(found.last_evidence),
        "left_out_undated": found.left_out_undated,
    }


def _status(found: Dossier, today: date) -> dict[str, Any]:
    whole = found.status
    shown = whole.shown.status if whole and whole.shown else ""
    parts = [one for one in found.answers[ClaimKind.STATUS] if one is not whole]
    return {
        "status": answer(whole, found.numbers) if whole else None,
        "no_recent_evidence": is_stale(shown, found.last_evidence, today),
        "status_of_parts": answers(parts, found.numbers),
        "history": [
            {
                "status": period.status,
                "since": period.since,
                "since_earliest": day(period.earliest),
                "claims": [claim.pk for claim in period.claims],
            }
            for period in found.history
        ],
    }


def _course(course: Course, numbers: Numbers) -> dict[str, Any]:
    return {
        **milestone(course.milestone),
        "happened": answer(course.happened, numbers) if course.happened else None,
        "promised": answer(course.forecast, numbers) if course.forecast else None,
        "promises": [statement(claim, numbers) for claim in course.promises],
        "undated_promises": course.undated_promises,
        "first": _date(course.first),
        "now": _date(course.now),
        "slip_months": course.slip_months,
    }


def _date(claim: Claim | None) -> dict[str, Any] | None:
    if claim is None:
        return None
    return {
        "claim": claim.pk,
        "text": claim.date,
        "earliest": day(claim.date_earliest),
        "latest": day(claim.date_latest),
    }


def _course_in_short(course: Course | None, today: date) -> dict[str, Any] | None:
    if course is None:
        return None
    latest = course.now.date_latest if course.now else None
    return {
        **milestone(course.milestone),
        "first": _date(course.first),
        "now": _date(course.now),
        "slip_months": course.slip_months,
        "overdue": not course.has_happened and latest is not None and latest < today,
    }


def _stages(money: list[Money], numbers: Numbers) -> list[dict[str, Any]]:
    by_stage = {stage: [item for item in money if item.funding.stage == stage] for stage in Stage.values}
    return [
        {"stage": stage, "items": [_money(item, numbers) for item in items]}
        for stage, items in by_stage.items()
        if items
    ]


def _money(item: Money, numbers: Numbers) -> dict[str, Any]:
    return {
        **funding(item.funding),
        "amount": answer(item.amount, numbers) if item.amount else None,
        "financiers": answers(item.financiers, numbers),
        "usd": number(item.usd),
        "stands": item.stands,
    }


def _commitments(found: Dossier) -> dict[str, Any]:
    """The total of commitments, what it adds up and what it leaves out, and why."""
    left_out = [
        {"funding": item.funding.pk, "why": why}
        for item in found.money
        if item.funding.stage == Stage.COMMITMENT and (why := _why_left_out(found, item))
    ]
    omitted = {row["funding"] for row in left_out}
    return {
        "usd": number(found.committed_usd),
        "counted": [item.funding.pk for item in found.commitments if item.funding.pk not in omitted],
        "left_out": left_out,
    }


def _why_left_out(found: Dossier, item: Money) -> str:
    shown = item.amount.shown if item.amount else None
    reasons = {
        "umbrella": found.project.umbrella,
        "counted_within_another": found.is_counted_within(item),
        "no_amount": shown is None or shown.number is None,
        "withdrawn": not item.stands,
        "no_rate": item.usd is None,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _source(footnote: int, source: Source, claims: list[Claim]) -> dict[str, Any]:
    return {
        **cited(source, {source.pk: footnote}),
        "date": {"text": source.date, "earliest": day(source.date_earliest), "latest": day(source.date_latest)}
        if source.date
        else None,
        "language": source.language,
        "voice": source.voice,
        "claims": [claim.pk for claim in claims],
    }
