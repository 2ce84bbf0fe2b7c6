"""Claims as they stand today, read directly: those no curator retracted, of projects a reader may see."""

from django.db.models import QuerySet

from projects.choices import RulingKind, State
from projects.models import Claim, Ruling


def standing() -> "QuerySet[Claim]":
    """All claims no curator retracted."""
    retracted = Ruling.objects.filter(kind=RulingKind.RETRACTED, lifted_by__isnull=True).values("claim")
    return Claim.objects.exclude(pk__in=retracted)


def claims(**conditions: object) -> "QuerySet[Claim]":
    """Live claims about published projects that meet the conditions, with what a line about one needs."""
    return (
        standing()
        .filter(project__state=State.PUBLISHED, **conditions)
        .select_related(
            "project__listing", "source__publisher", "funding", "milestone", "party", "other_place", "other_corridor"
        )
        .order_by("project__label", "project_id", "pk")
    )
