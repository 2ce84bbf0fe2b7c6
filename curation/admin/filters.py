"""Filters of the lists: above all, what needs a curator's attention."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from curation import words
from projects.canonical import canonical
from projects.choices import ClaimKind, RulingKind, Status
from projects.filters import stale_today
from projects.models import Claim, Listing, Project, Ruling

Projects = QuerySet[Project]


def live(claims: "QuerySet[Claim]") -> "QuerySet[Claim]":
    """Claims that are not retracted."""
    return claims.exclude(
        pk__in=Ruling.objects.filter(kind=RulingKind.RETRACTED, lifted_by__isnull=True).values("claim")
    )


def _contested(projects: Projects) -> Projects:
    return projects.filter(listing__contested=True)


def _stale(projects: Projects) -> Projects:
    return projects.filter(stale_today(timezone.now().date()))


def _amountless(projects: Projects) -> Projects:
    sums = live(Claim.objects.filter(kind=ClaimKind.AMOUNT, number__isnull=False, project=OuterRef("pk")))
    return projects.exclude(Exists(sums))


def _overdue(projects: Projects) -> Projects:
    return projects.filter(listing__forecast_latest__lt=timezone.now().date())


def _overtaken(projects: Projects) -> Projects:
    # The card is stored to be shown, not filtered in the database: two databases read JSON in two ways.
    cards = Listing.objects.values_list("project_id", "card")
    return projects.filter(pk__in=[pk for pk, card in cards if card.get("overtaken")])


# Key in the address, words, and which projects.
ATTENTION: dict[str, tuple[str, Callable[[Projects], Projects]]] = {
    "contested": ("Sources disagree", _contested),
    "stale": ("No recent evidence", _stale),
    "amountless": ("No amount", _amountless),
    "overdue": ("Forecast past due", _overdue),
    "overtaken": ("Preference overtaken", _overtaken),
}


class AttentionFilter(admin.SimpleListFilter):
    """What needs attention."""

    title = "needs attention"
    parameter_name = "attention"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The reasons."""
        return [(key, words) for key, (words, _) in ATTENTION.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The projects of the reason chosen."""
        value = self.value()
        return ATTENTION[value][1](queryset) if value in ATTENTION else queryset


class StatusFilter(admin.SimpleListFilter):
    """The status shown."""

    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The statuses, and none."""
        return [*((status.value, str(status.label)) for status in Status), ("none", "None stands")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Projects of the status chosen."""
        if self.value() == "none":
            return queryset.filter(listing__status="")
        return queryset.filter(listing__status=self.value()) if self.value() in Status.values else queryset


class RulingFilter(admin.SimpleListFilter):
    """The ruling a claim stands under."""

    title = "ruling"
    parameter_name = "ruling"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The rulings, and none."""
        return [("none", "None"), *((kind.value, kind.value.capitalize()) for kind in RulingKind)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Claims under that live ruling."""
        rulings = Ruling.objects.filter(lifted_by__isnull=True)
        if self.value() == "none":
            return queryset.exclude(pk__in=rulings.values("claim"))
        if self.value() in RulingKind.values:
            return queryset.filter(pk__in=rulings.filter(kind=self.value()).values("claim"))
        return queryset


def titled(title: str, kind: type[admin.FieldListFilter]) -> type[admin.FieldListFilter]:
    """A stock filter of a column under a title of ours: a column's own name is a programmer's word."""

    def begin(self: admin.FieldListFilter, *args: Any, **kwargs: Any) -> None:
        kind.__init__(self, *args, **kwargs)
        self.title = title

    return type(f"Titled{kind.__name__}", (kind,), {"__init__": begin})


def by_names(queryset: Any, about: str, term: str) -> Any:
    """Entries of which every word of the search stands in some name, ours or cited, in any script and case."""
    sought = canonical(term).split()
    if not sought:
        return queryset
    texts: dict[int, list[str]] = {}
    for row in queryset.model._default_manager.all():
        texts[row.pk] = [row.public_id.lower(), row.label, *getattr(row, "search_names", ())]
    named = live(Claim.objects.filter(kind=ClaimKind.NAME, **{f"{about}__isnull": False}))
    for key, name in named.values_list(f"{about}_id", "text"):
        texts[key].append(name)
    found = [
        key for key, names in texts.items() if all(any(word in canonical(name) for name in names) for word in sought)
    ]
    return queryset.filter(pk__in=found)


class CodeFilter(admin.SimpleListFilter):
    """The codes of a column that occur, in words."""

    column = ""

    def said(self, code: str) -> str:
        """A code in words."""
        return code

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Those that occur."""
        rows = model_admin.model._default_manager.exclude(**{self.column: ""}).order_by(self.column)
        found = rows.values_list(self.column, flat=True).distinct()
        return sorted(((code, self.said(code)) for code in found), key=lambda pair: pair[1].casefold())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Rows of the code chosen."""
        return queryset.filter(**{self.column: self.value()}) if self.value() else queryset


class LanguageFilter(CodeFilter):
    """Languages by name."""

    title = "language"
    parameter_name = "language"
    column = "language"

    def said(self, code: str) -> str:
        """The language's name."""
        return words.language(code)


class SourceLanguageFilter(LanguageFilter):
    """Languages of the sources that rows rest on."""

    column = "source__language"


PublisherKindFilter = titled("kind of publisher", admin.ChoicesFieldListFilter)
DemonstrationFilter = titled("whether it is a demonstration", admin.BooleanFieldListFilter)
