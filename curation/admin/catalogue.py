"""The catalogue's desks: plain fields to edit, and beside them what sources said, with what may be done about it."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from corridors.errors import Conflict, DomainError
from curation import doing, panels
from curation.admin.base import ServiceAdmin
from curation.admin.filters import AttentionFilter, StatusFilter, by_names
from curation.forms.acts import VersionForm
from curation.forms.claims import ClaimForm
from curation.forms.entries import CorridorForm, EntryForm, PlaceForm
from news.services import search_names
from projects.canonical import canonical
from projects.choices import ClaimKind, State, Status
from projects.kinds import KINDS
from projects.models import Claim, Corridor, Entry, Organisation, Place, Project
from projects.services import changes, entries

# Address of an act on an entry's state: the service, its words on the button, and in the message.
STATES = {
    "publish": (entries.publish, "Publish", "Published."),
    "withdraw": (entries.withdraw, "Withdraw", "Withdrawn; its address now answers that it is gone."),
}


class EntryAdmin(ServiceAdmin):
    """An entry of the catalogue, with its claims."""

    form = EntryForm
    change_form_template = "curation/entry.html"
    fields_on_add = ("state",)
    search_fields = ("label",)

    @property
    def plain_fields(self) -> tuple[str, ...]:  # type: ignore[override]  # follows from the services' own table
        """What the services let curators edit."""
        return entries.EDITABLE[self.model]

    def create_row(self, request: HttpRequest, values: dict[str, Any], reason: str) -> tuple[models.Model, int | None]:
        """Add an entry."""
        with changes.writing(doing.actor(request), "create", reason=reason) as act:
            row = entries.create(act, self.model, **values)
        return row, act.id

    def edit_row(
        self, request: HttpRequest, row: Any, values: dict[str, Any], reason: str, expected: str
    ) -> int | None:
        """Edit its plain fields, unless somebody did since it was looked at."""
        version = int(expected) if expected.isdecimal() and len(expected) < 19 else 0
        with changes.writing(doing.actor(request), "edit", row, reason=reason, expected=version) as act:
            entries.edit(act, row, **values)
        return act.id

    def changes_of(self, obj: Entry) -> Q:
        """On it, of its claims, or touching its dossier."""
        own = Q(subject=obj.public_id) | Q(pk__in=Claim.objects.filter(**{self.about: obj}).values("change"))
        return own | Q(projects=obj) if isinstance(obj, Project) else own

    @property
    def about(self) -> str:
        """The column in which claims name it."""
        return str(self.opts.model_name)

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> tuple["QuerySet[Any]", bool]:
        """By any name, ours or cited, in any script, or by public id."""
        return by_names(queryset, self.about, search_term), False

    def get_urls(self) -> list[URLPattern]:
        """The stock addresses, adding a claim, and the states."""
        name = f"projects_{self.about}"
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/claims/add/<str:kind>/", view(self.add_claim_view), name=f"{name}_add_claim"),
            *(
                path(f"<int:pk>/{verb}/", view(self.state_view), {"verb": verb}, name=f"{name}_{verb}")
                for verb in STATES
            ),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Put what sources said beside the plain fields."""
        entry = kwargs.get("obj")
        if entry is not None:
            stored = self.model._default_manager.get(pk=entry.pk)
            context |= {
                "original": stored,
                "subtitle": str(stored),
                "panels": panels.panels(stored),
                "about": self.about,
                "may_add_claims": request.user.has_perm("projects.add_claim"),
                "may_rule": request.user.has_perm("projects.add_ruling"),
                "state_verbs": self._state_verbs(request, stored),
                "add_claim_url": f"admin:projects_{self.about}_add_claim",
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def _state_verbs(self, request: HttpRequest, entry: Entry) -> list[tuple[str, str]]:
        if not self.has_change_permission(request, entry) or entry.state == State.MERGED:
            return []
        offered = "withdraw" if entry.state == State.PUBLISHED else "publish"
        return [(f"admin:projects_{self.about}_{offered}", STATES[offered][1])]

    def state_view(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """Publish or withdraw, with a reason."""
        entry = self.reading(request, pk)
        if entry is None:
            return self.missing(request, pk)
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        act_on, button, done = STATES[verb]
        form = VersionForm(request.POST or None, initial={"last_change": entry.last_change_id})
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            try:
                with changes.writing(
                    doing.actor(request), verb, entry, reason=data["reason"], expected=data["last_change"]
                ) as act:
                    act_on(act, entry)
            except DomainError as error:
                form = refused(form, error, entry)
            else:
                doing.tell(request, act.id, done)
                return HttpResponseRedirect(self.change_url(pk))
        return self.page(
            request,
            "curation/act.html",
            f"{button} {entry}?",
            original=entry,
            form=form,
            button=button,
            back=self.change_url(pk),
        )

    def add_claim_view(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Record what a source said of it."""
        entry = self.reading(request, pk)
        if entry is None or kind not in KINDS or self.about not in KINDS[kind].about:
            return self.missing(request, pk)
        if not request.user.has_perm("projects.add_claim"):
            raise PermissionDenied
        form = ClaimForm(entry, kind, request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                with changes.writing(doing.actor(request), "record", entry, reason=form.cleaned_data["reason"]) as act:
                    claim = form.record(act)
                    act.wrote = claim is not None
            except DomainError as error:
                doing.put_error(form, error)
            else:
                doing.tell(request, act.id, "Recorded.")
                return HttpResponseRedirect(f"{self.change_url(pk)}#{kind}")
        label = str(ClaimKind(kind).label).lower()
        return self.page(
            request,
            "curation/claim_form.html",
            f"Add to {entry}: {label}" if kind != ClaimKind.STATUS else f"Change the status of {entry}",
            original=entry,
            form=form,
            media=self.media + form.media,
            button="Record it",
            back=self.change_url(pk),
        )


def refused(form: VersionForm, error: DomainError, entry: Entry) -> VersionForm:
    """The form again with the refusal; after a collision it carries the version that the message tells of."""
    if isinstance(error, Conflict) and isinstance(entry, Entry):
        entry.refresh_from_db()
        form = VersionForm({"reason": form.data.get("reason", ""), "last_change": entry.last_change_id})
    form.is_valid()
    doing.put_error(form, error)
    return form


@admin.register(Project)
class ProjectAdmin(EntryAdmin):
    """Projects."""

    list_display = (
        "label",
        "public_id",
        "sector",
        "status",
        "contested",
        "forecast",
        "slip",
        "evidence",
        "claim_count",
    )
    list_filter = (AttentionFilter, StatusFilter, "sector", "countries", "corridors", "umbrella", "state")
    list_select_related = ("listing",)
    filter_horizontal = ("countries", "corridors")
    ordering = ("label",)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Put the names that only find news beside those that sources said."""
        project = kwargs.get("obj")
        if project is not None:
            context |= {
                "search_names": search_names.of(project),
                "may_give_names": request.user.has_perm("news.change_aliasfamily"),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> tuple["QuerySet[Any]", bool]:
        """By any name in any script, as the listing keeps them, or by public id."""
        found = queryset
        for word in canonical(search_term).split():
            found = found.filter(listing__search_text__contains=word)
        return found | queryset.filter(public_id__iexact=search_term.strip()), False

    @admin.display(description="Status", ordering="listing__status")
    def status(self, project: Project) -> str:
        """The status shown."""
        return str(Status(project.listing.status).label) if project.listing.status else ""

    @admin.display(description="Sources", ordering="listing__contested")
    def contested(self, project: Project) -> str:
        """Whether reliable sources disagree on some figure."""
        return "disagree" if project.listing.contested else ""

    @admin.display(description="Forecast", ordering="listing__forecast_latest")
    def forecast(self, project: Project) -> str:
        """The next completion or opening promised."""
        return str(project.listing.forecast)

    @admin.display(description="Slip (months)", ordering="listing__slippage_months")
    def slip(self, project: Project) -> int | None:
        """Largest slip of a milestone."""
        return project.listing.slippage_months

    @admin.display(description="Last evidence", ordering="listing__last_evidence")
    def evidence(self, project: Project) -> str:
        """Last day on which a claim speaks of it."""
        return str(project.listing.last_evidence or "")

    @admin.display(description="Claims", ordering="listing__claim_count")
    def claim_count(self, project: Project) -> int:
        """Live claims."""
        return project.listing.claim_count


@admin.register(Corridor)
class CorridorAdmin(EntryAdmin):
    """Corridors."""

    form = CorridorForm
    list_display = ("label", "public_id", "mode_names", "state")
    list_filter = ("countries", "state")
    filter_horizontal = ("countries",)

    @admin.display(description="Modes")
    def mode_names(self, corridor: Corridor) -> str:
        """How goods move along it."""
        return ", ".join(corridor.modes)


@admin.register(Place)
class PlaceAdmin(EntryAdmin):
    """Places."""

    form = PlaceForm
    list_display = ("label", "public_id", "kind", "country", "coordinate_quality", "state")
    list_filter = ("kind", "coordinate_quality", "state", "country")
    list_select_related = ("country",)


@admin.register(Organisation)
class OrganisationAdmin(EntryAdmin):
    """Organisations."""

    list_display = ("label", "public_id", "kind", "country", "state")
    list_filter = ("kind", "state", "country")
    list_select_related = ("country",)
