"""Claims as they stand today, read directly: those no curator retracted, of what a reader may see."""

from django.db.models import Exists, OuterRef, QuerySet

from projects import selectors
from projects.choices import RulingKind, State
from projects.models import Claim, Publisher, Ruling, Source


def standing() -> "QuerySet[Claim]":
    """All public claims no curator retracted."""
    retracted = Ruling.objects.filter(kind=RulingKind.RETRACTED, lifted_by__isnull=True).values("claim")
    return selectors.claims().exclude(pk__in=retracted)


def sources() -> "QuerySet[Source]":
    """The documents they rest on."""
    return Source.objects.filter(Exists(standing().filter(source=OuterRef("pk"))))


def publishers() -> "QuerySet[Publisher]":
    """Those who published these documents."""
    return Publisher.objects.filter(Exists(standing().filter(source__publisher=OuterRef("pk"))))


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
