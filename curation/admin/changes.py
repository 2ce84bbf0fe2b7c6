"""The log: read here, and the page where a change is undone."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from corridors.errors import DomainError
from curation import doing, logged, subjects
from curation.admin.base import ReadOnlyAdmin
from curation.admin.filters import titled
from curation.forms.acts import OwnReasonForm, ReasonForm
from projects.models import Change
from projects.services import changes


class NamedChanges(ChangeList):
    """A page of the log with the labels of what its changes are on."""

    def get_results(self, request: HttpRequest) -> None:
        """Read the page, then its labels."""
        super().get_results(request)
        self.result_list = subjects.name(self.result_list)


class UndoesFilter(admin.SimpleListFilter):
    """Changes that take another back, and all others."""

    title = "whether it undoes another"
    parameter_name = "undoes"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Both kinds."""
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The changes of the kind chosen."""
        wanted = self.value()
        return queryset.filter(undoes__isnull=wanted == "no") if wanted in ("yes", "no") else queryset


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """Changes, newest first."""

    list_display = ("number", "at", "act", "on", "who", "short_reason", "readers_see_it")
    list_filter = (
        ("verb", titled("act", admin.AllValuesFieldListFilter)),
        ("actor_kind", titled("kind of actor", admin.ChoicesFieldListFilter)),
        ("is_public", titled("whether readers see it", admin.BooleanFieldListFilter)),
        UndoesFilter,
    )
    list_says = "What was done, by whom and why, newest first. Open one to see what it changed, and to undo it."
    search_fields = ("subject", "actor_label", "reason", "projects__label", "=id")
    date_hierarchy = "at"
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Change]":
        """Changes with their source."""
        return super().get_queryset(request).select_related("source", "undoes")

    @admin.display(description="Change", ordering="id")
    def number(self, change: Change) -> int:
        """Its number: later changes have larger ones."""
        return change.pk

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """A list whose rows know what they are on."""
        return NamedChanges

    @admin.display(description="Act", ordering="verb")
    def act(self, change: Change) -> str:
        """What was done."""
        return change.verb

    @admin.display(description="On", ordering="subject")
    def on(self, change: Change) -> str:
        """What it is on, by name."""
        return str(vars(change).get("on", change.subject))

    @admin.display(description="Who", ordering="actor_label")
    def who(self, change: Change) -> str:
        """Who made it."""
        return change.actor_label

    @admin.display(description="Reason")
    def short_reason(self, change: Change) -> str:
        """The start of the reason."""
        return change.reason[:100]

    @admin.display(description="Readers see it", ordering="is_public", boolean=True)
    def readers_see_it(self, change: Change) -> bool:
        """Whether it stands in the public log."""
        return change.is_public

    def get_urls(self) -> list[URLPattern]:
        """The stock addresses, and undoing."""
        undo = path("<int:pk>/undo/", self.admin_site.admin_view(self.undo_view), name="projects_change_undo")
        return [undo, *super().get_urls()]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Show all that a change did; nothing is edited here."""
        change = self.reading(request, object_id) if object_id else None
        if change is None:
            return self.missing(request, object_id)
        if request.method == "POST":
            raise PermissionDenied
        return self._page(request, change, f"Change {change.pk}: {change.verb}", _form_of(change)(), undoing=False)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then undo; a refusal names the later change."""
        change = self.reading(request, pk)
        if change is None:
            return self.missing(request, pk)
        if not request.user.has_perm("projects.add_change"):
            raise PermissionDenied
        form = _form_of(change)(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                made = changes.undo(doing.actor(request), change, reason=form.cleaned_data["reason"])
            except DomainError as error:
                doing.put_error(form, error)
            else:
                doing.tell(request, made, f"Change {change.pk} is undone.")
                return HttpResponseRedirect(doing.change_url(made))
        return self._page(request, change, f"Undo change {change.pk}?", form, undoing=True)

    def _page(
        self, request: HttpRequest, change: Change, title: str, form: forms.Form, *, undoing: bool
    ) -> HttpResponse:
        (shown,) = logged.Logged.many([change])
        may_undo = request.user.has_perm("projects.add_change") and shown.can_be_undone
        subjects.name([change])
        return self.page(
            request,
            "curation/change.html",
            title,
            original=change,
            row_url=subjects.url(change),
            shown=shown,
            form=form,
            undoing=undoing,
            may_undo=may_undo,
        )


def _form_of(change: Change) -> type[forms.Form]:
    """Asks why, and says who reads it: undoing is seen by whom the change is seen by."""
    return ReasonForm if change.is_public else OwnReasonForm
