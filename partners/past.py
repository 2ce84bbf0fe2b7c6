"""Lists of projects as of the past: resolved from claims, because the listing knows the present only."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from corridors.errors import Invalid
from projects import dossier, filters, listing
from projects.dossier import MAX_PAST_PROJECTS, View
from projects.models import Listing, Project
from projects.resolve import is_stale

Test = Callable[[Listing, Any, date], bool]
# Filters on resolved values, asked of the row that the past gives instead of the listing's.
RESOLVED: dict[str, Test] = {
    "status": lambda row, wanted, today: row.status in wanted,
    "contested": lambda row, wanted, today: row.contested is wanted,
    "slipped": lambda row, wanted, today: row.slippage_months is not None and row.slippage_months >= wanted,
    "overdue": lambda row, wanted, today: (row.forecast_latest is not None and row.forecast_latest < today) is wanted,
    "stale": lambda row, wanted, today: is_stale(row.status, row.last_evidence, today) is wanted,
}


def split(data: QueryDict) -> tuple[QueryDict, QueryDict]:
    """Parameters that the catalogue answers, and those that only resolving the past does."""
    catalogue, resolved = data.copy(), data.copy()
    for name in data:
        del (catalogue if name in RESOLVED else resolved)[name]
    return catalogue, resolved


def matching(queryset: "QuerySet[Project]", resolved: QueryDict, view: View, today: date) -> "QuerySet[Project]":
    """The projects of a list whose rows, in that view, pass the filters on resolved values.

    Raises:
        Invalid: if the list has more projects than a past view resolves, or a filter's value makes no sense.
    """
    found = queryset.order_by().count()
    if found > MAX_PAST_PROJECTS:
        raise Invalid(
            f"A past view resolves at most {MAX_PAST_PROJECTS:,} projects; this asks for {found:,}. "
            "Narrow the list by sector, country or corridor."
        )
    asked = filters.ProjectFilter(resolved, queryset=queryset)
    if not asked.is_valid():
        name, messages = next(iter(asked.errors.items()))
        raise Invalid(f"{name}: {messages[0]}", field=name)
    wanted = {
        name: asked.form.cleaned_data[name] for name in resolved if asked.form.cleaned_data[name] not in (None, [])
    }
    if not wanted:
        return queryset
    kept = [
        row.project_id
        for row in rows(list(queryset.order_by("pk")), view).values()
        if all(RESOLVED[name](row, value, today) for name, value in wanted.items())
    ]
    return queryset.filter(pk__in=kept)


def rows(projects: list[Project], view: View) -> dict[int, Listing]:
    """What the listing would have held of these projects in that view, by project."""
    return {found.project.pk: listing.row_of(found) for found in dossier.load(projects, view)}
