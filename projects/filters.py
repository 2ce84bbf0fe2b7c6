"""Filters of the list of projects, shared by pages and API: the same words mean the same everywhere."""

import difflib
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from corridors.errors import Invalid
from projects.canonical import search_form
from projects.choices import Sector, Status
from projects.models import Project
from projects.resolve import FRESH_MONTHS, stale_before

# What a list may be ordered by, and the column behind it.
ORDERINGS = {
    "name": "label",
    "slippage": "listing__slippage_months",
    "committed": "listing__committed_usd",
    "evidence": "listing__last_evidence",
    "changed": "last_change",
}


# Filters of which several values mean any of them.
REPEATABLE = ("status", "sector")
MAX_SEARCH = 200
# Eighteen digits fit every database's largest integer.
MAX_DIGITS = 18
TRUTHS = {"1": True, "true": True, "0": False, "false": False}


def is_whole(given: str, digits: int = MAX_DIGITS) -> bool:
    """Whether a text is a whole number from 0 of at most so many digits, which a database can hold."""
    return given.isascii() and given.isdigit() and len(given) <= digits


class TruthField(forms.Field):
    """Yes or no as addresses write it; any other word is an error, never passed over."""

    def to_python(self, value: Any) -> bool | None:
        """True, False, or None when nothing is asked."""
        if value in (None, ""):
            return None
        if str(value).lower() not in TRUTHS:
            raise ValidationError("Write 1 or 0, true or false.")
        return TRUTHS[str(value).lower()]


class TruthFilter(django_filters.BooleanFilter):
    """A filter by yes or no."""

    field_class = TruthField


class WordsField(django_filters.fields.MultipleChoiceField):
    """Words of a vocabulary; an empty one asks nothing, and one that it has not is answered with those that it has."""

    def to_python(self, value: Any) -> list[str]:
        """The words."""
        given = [word for word in super().to_python(value) if word]
        known = [str(word) for word, _ in self.choices]
        for word in given:
            if word not in known:
                raise ValidationError(f"{word[:40]!r} is not one of {', '.join(known)}.")
        return given


class WordsFilter(django_filters.MultipleChoiceFilter):
    """A filter by any of some words."""

    field_class = WordsField


class Ordering(django_filters.OrderingFilter):
    """An order; names stand as in an index, whatever their case, equals by name, and what has no value comes last."""

    def filter(self, qs: "QuerySet[Project]", value: Any) -> "QuerySet[Project]":
        """Order the list, so that each row has one place in it: pages neither miss nor double one."""
        if not value:
            return qs
        asked = [self.get_ordering_value(word) for word in value if word]
        return qs.order_by(*asked, Lower(ORDERINGS["name"]), "pk")

    def get_ordering_value(self, param: Any) -> Any:
        """What a word compares by; databases differ in where they put what has no value."""
        column = str(super().get_ordering_value(param))
        name = column.removeprefix("-")
        compared = Lower(name) if name == ORDERINGS["name"] else F(name)
        return compared.desc(nulls_last=True) if column.startswith("-") else compared.asc(nulls_last=True)


class SearchField(forms.CharField):
    """Words to search for; what has none is an error, never a list of everything."""

    def clean(self, value: Any) -> str:
        """The words, as given."""
        words: str = super().clean(value)
        if words and not search_form(words).split():
            raise ValidationError("Search for words.")
        return words


class SearchFilter(django_filters.CharFilter):
    """A search by words of names."""

    field_class = SearchField


class ProjectFilter(django_filters.FilterSet):
    """Search and filters of projects; every parameter that is not listed here is an error, never ignored."""

    q = SearchFilter(
        method="search", max_length=MAX_SEARCH, label="Search", help_text="Words of any name, in any script."
    )
    status = WordsFilter(
        field_name="listing__status",
        choices=Status,
        label="Status",
        help_text="Status shown; several mean any of them.",
    )
    sector = WordsFilter(choices=Sector, label="Sector", help_text="Sector; several mean any.")
    country = django_filters.CharFilter(method="in_country", label="Country", help_text="ISO 3166-1 alpha-2 code.")
    corridor = django_filters.CharFilter(
        field_name="corridors__public_id", label="Corridor", help_text="Public id of a corridor."
    )
    contested = TruthFilter(
        field_name="listing__contested", label="Contested", help_text="Reliable sources disagree on some figure."
    )
    slipped = django_filters.NumberFilter(
        field_name="listing__slippage_months",
        lookup_expr="gte",
        min_value=-1200,
        max_value=1200,
        label="Slipped by at least (months)",
        help_text="Largest slip from first promise to now, in whole months, at least this.",
    )
    overdue = TruthFilter(
        method="is_overdue", label="Overdue", help_text="Its forecast lies in the past and nothing says it happened."
    )
    stale = TruthFilter(
        method="without_evidence", label="No recent evidence", help_text="Nothing recent speaks of it (inferred)."
    )
    umbrella = TruthFilter(label="Umbrella", help_text="Pledges and programmes that are no one project.")
    ordering = Ordering(
        fields={column: name for name, column in ORDERINGS.items()},
        label="Order",
        help_text="Order; - before it reverses.",
    )

    class Meta:
        model = Project
        fields: list[str] = []

    def search(self, queryset: "QuerySet[Project]", name: str, value: str) -> "QuerySet[Project]":
        """Each word of the query must stand in some name; both are compared in their search form."""
        for word in search_form(value).split():
            queryset = queryset.filter(listing__search_text__contains=word)
        return queryset

    def in_country(self, queryset: "QuerySet[Project]", name: str, value: str) -> "QuerySet[Project]":
        """By code, in either case."""
        return queryset.filter(countries=value.upper())

    def is_overdue(self, queryset: "QuerySet[Project]", name: str, value: bool) -> "QuerySet[Project]":
        """Depends on today, so it is asked here and stored nowhere."""
        overdue = Q(listing__forecast_latest__lt=timezone.now().date())
        return queryset.filter(overdue) if value else queryset.exclude(overdue)

    def without_evidence(self, queryset: "QuerySet[Project]", name: str, value: bool) -> "QuerySet[Project]":
        """As ``resolve.is_stale``, for a whole list."""
        return (
            queryset.filter(stale_today(timezone.now().date()))
            if value
            else queryset.exclude(stale_today(timezone.now().date()))
        )


def stale_today(today: date) -> Q:
    """Projects whose status stands without recent evidence on a day."""
    condition = Q(pk__in=[])
    for status, months in FRESH_MONTHS.items():
        old = Q(listing__last_evidence__lt=stale_before(months, today)) | Q(listing__last_evidence__isnull=True)
        condition |= Q(listing__status=status) & old
    return condition


def apply(data: Any, queryset: "QuerySet[Project]", *, also: tuple[str, ...] = ()) -> "QuerySet[Project]":
    """Filter a list by the parameters of a request.

    Args:
        data: The request's query parameters.
        queryset: What to filter.
        also: Names that mean something else to the caller (paging, views) and are not filters.

    Raises:
        Invalid: if a parameter is unknown, or a value makes no sense; ``field`` names it.
    """
    known = (*ProjectFilter.base_filters, *also)
    refuse_unknown(data, known, repeatable=REPEATABLE)
    filtered = ProjectFilter(data, queryset=queryset)
    if not filtered.is_valid():
        name, messages = next(iter(filtered.errors.items()))
        raise Invalid(f"{name}: {messages[0]}", field=name)
    return filtered.qs.distinct()


def refuse_unknown(data: Any, known: tuple[str, ...], *, repeatable: tuple[str, ...] = ()) -> None:
    """Make a parameter that nothing reads an error, and one that is given twice where one value is meant.

    Raises:
        Invalid: naming the first such parameter and, where it is unknown, those that look like it.
    """
    for name in data:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=3)
            if near:
                hint = f"Did you mean {', '.join(near)}?"
            else:
                hint = f"Known are {', '.join(sorted(known))}." if known else "None is known here."
            raise Invalid(f"Unknown parameter {name!r}. {hint}", field=name)
        if any("\x00" in value for value in data.getlist(name)):
            raise Invalid(f"{name} holds a NUL character.", field=name)
        if name not in repeatable and len(data.getlist(name)) > 1:
            raise Invalid(f"{name} is given more than once.", field=name)
