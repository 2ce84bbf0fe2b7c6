"""The first page: one real dispute, what moved lately, what slips most, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from projects import dossier, filters, selectors
from projects.choices import AmountAspect, ClaimKind, Status
from projects.dossier import Answer, Dossier
from public import live, showing, views_changes
from public.refusals import page

LOOKED_AT = 24
SLIPS = 8
MOVES = 6
# What makes a dispute one that a stranger understands at once: a figure, not a name or a role.
TELLING = (ClaimKind.MEASURE, ClaimKind.DATE, ClaimKind.AMOUNT)


@dataclass(frozen=True, slots=True)
class Opening:
    """The dispute the site opens with."""

    dossier: Dossier
    answer: Answer
    dispute: showing.Dispute
    numbers: dict[int, int]


@page()
def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    today = timezone.now().date()
    projects = selectors.projects()
    opening = _opening(projects)
    statuses = dict(projects.order_by().values_list("listing__status").annotate(number=Count("pk")))
    context = {
        "opening": opening,
        "numbers": opening.numbers if opening else {},
        "told": views_changes.tell(list(selectors.changes().exclude(projects=None)[:MOVES])),
        "slips": projects.filter(listing__slippage_months__gt=0).order_by("-listing__slippage_months", "label")[:SLIPS],
        "statuses": [(status, statuses.get(status, 0)) for status in Status if statuses.get(status)],
        "unstated": statuses.get("", 0),
        "total": sum(statuses.values()),
        "missing": missing(projects, today),
        "claims": live.standing().count(),
        "sources": live.sources().count(),
        "languages": live.sources().values("language").distinct().count(),
        "today": today,
    }
    return render(request, "public/home.html", context)


def _opening(projects: Any) -> Opening | None:
    """Choose it by rule.

    Of the contested projects with most voices, the figure with most values told by reliable dated sources; among
    equals the one spoken of last.
    """
    candidates = list(projects.filter(listing__contested=True).order_by("-listing__source_count", "pk")[:LOOKED_AT])
    found = [
        (values, latest, -answer.head.pk, each, answer)
        for each in dossier.load(candidates)
        for answer in _telling(each)
        for values, latest in [_weight(answer)]
        if values > 1
    ]
    if not found:
        return None
    _, _, _, chosen, answer = max(found, key=lambda row: row[:3])
    return Opening(chosen, answer, showing.dispute(answer), chosen.numbers)


def _telling(found: Dossier) -> Iterable[Answer]:
    for kind in TELLING:
        for answer in found.answers[kind]:
            if (
                answer.contested
                and answer.shown is not None
                and not (answer.head.milestone and answer.head.milestone.context)
            ):
                yield answer


def _weight(answer: Answer) -> tuple[int, date]:
    """How many values reliable dated sources give, and when the last of them spoke."""
    claims = [claim for claim in answer.claims if claim.source.is_reliable and claim.said_on_latest]
    days = [claim.said_on_latest for claim in claims if claim.said_on_latest]
    return len(showing.readings(claims)), max(days, default=date.min)


def missing(projects: Any, today: date) -> list[tuple[str, int, str]]:
    """What is not known, counted: words, how many projects or sources, and the list that shows them ('' when none)."""
    paid = live.claims(kind=ClaimKind.AMOUNT, number__isnull=False, aspect=AmountAspect.STANDS)
    no_sum = projects.exclude(pk__in=paid.values("project"))
    waiting = Q(
        listing__status__in=[Status.PROPOSED, Status.PREPARATION, Status.PROCUREMENT, Status.UNDER_CONSTRUCTION]
    )
    return [
        ("projects without any stated sum of money", no_sum.count(), ""),
        ("unfinished projects without a promised date", projects.filter(waiting, listing__forecast="").count(), ""),
        ("projects without recent evidence", projects.filter(filters.stale_today(today)).count(), "stale=true"),
        (
            "projects on which reliable sources disagree",
            projects.filter(listing__contested=True).count(),
            "contested=true",
        ),
        (
            "projects whose promised date has passed",
            projects.filter(listing__forecast_latest__lt=today).count(),
            "overdue=true",
        ),
        ("cited documents without a date", live.sources().filter(date="").count(), ""),
    ]
