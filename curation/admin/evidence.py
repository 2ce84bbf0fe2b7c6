"""Sources and publishers: who says, and how far they can be relied on. Editing one re-derives all that cite it."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.text import slugify

from corridors.errors import Conflict, Invalid
from curation import doing
from curation.admin.base import ServiceAdmin
from curation.admin.filters import DemonstrationFilter, LanguageFilter, PublisherKindFilter
from curation.forms.entries import PublisherForm, SourceForm, version_of
from projects.models import Change, Claim, Publisher, Source
from projects.services import changes, fields, sources


class EvidenceAdmin(ServiceAdmin):
    """Rows that are edited through ``sources.edit``."""

    def edit_row(
        self, request: HttpRequest, row: Any, values: dict[str, Any], reason: str, expected: str
    ) -> int | None:
        """Edit it, unless its values are others than those looked at."""
        if version_of(row, self.plain_fields) != expected:
            raise Conflict("Changed meanwhile. Look at it, then save again; nothing was written.")
        return sources.edit(doing.actor(request), row, reason=reason, **values)

    def changes_of(self, obj: Any) -> Q:
        """The log of edits is small, so it is read for those that name the row."""
        address = fields.address(obj)
        edits = Change.objects.filter(verb__in=("edit source", "create", "undo")).only("id", "fields")
        return Q(pk__in=[change.pk for change in edits.iterator() if address in change.fields])


@admin.register(Publisher)
class PublisherAdmin(EvidenceAdmin):
    """Publishers."""

    form = PublisherForm
    plain_fields = PublisherForm.Meta.fields
    list_display = ("name", "kind", "country", "reliability", "source_count")
    list_filter = ("kind", "reliability", "country")
    list_select_related = ("country",)
    search_fields = ("name", "key")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Publisher]":
        """Publishers with the number of their sources."""
        return super().get_queryset(request).annotate(number=Count("sources"))

    @admin.display(description="Sources", ordering="number")
    def source_count(self, publisher: Any) -> int:
        """How many documents of it we cite."""
        return int(publisher.number)

    def create_row(self, request: HttpRequest, values: dict[str, Any], reason: str) -> tuple[models.Model, int | None]:
        """Add a publisher."""
        key = slugify(values["name"])[:120] or "publisher"
        if Publisher.objects.filter(key=key).exists():
            raise Invalid("A publisher of that name is here already.", field="name")
        with changes.writing(doing.actor(request), "create", reason=reason) as act:
            row = sources.ensure_publisher(key=key, **values)
            act.note(fields.address(row), "name", None, row.name)
        return row, act.id


@admin.register(Source)
class SourceAdmin(EvidenceAdmin):
    """Sources: they come with a claim or with news, and are never added alone."""

    form = SourceForm
    change_form_template = "curation/source.html"
    plain_fields = SourceForm.Meta.fields
    autocomplete_fields = ("publisher",)
    list_display = ("title", "publisher", "language", "date", "claim_count")
    list_filter = (
        ("publisher__kind", PublisherKindFilter),
        LanguageFilter,
        "reliability",
        ("demonstration", DemonstrationFilter),
    )
    list_select_related = ("publisher",)
    search_fields = ("title", "url", "publisher__name", "credited")
    ordering = ("-id",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A source alone says nothing."""
        return False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Source]":
        """Sources with the number of their claims."""
        return super().get_queryset(request).annotate(number=Count("claims"))

    @admin.display(description="Claims", ordering="number")
    def claim_count(self, source: Any) -> int:
        """How many claims rest on it."""
        return int(source.number)

    def changes_of(self, obj: Any) -> Q:
        """Changes that rest on it, recorded claims of it, or edited it."""
        return super().changes_of(obj) | Q(source=obj) | Q(pk__in=Claim.objects.filter(source=obj).values("change"))
