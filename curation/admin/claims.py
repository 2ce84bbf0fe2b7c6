"""Claims: a list to read, and the only things that ever happen to one: retract, prefer, deprecate, lift, replace."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from corridors.errors import DomainError
from curation import doing, words
from curation.admin.base import RowPageAdmin
from curation.admin.catalogue import refused
from curation.admin.filters import PublisherKindFilter, RulingFilter, SourceLanguageFilter
from curation.forms.acts import VersionForm
from curation.forms.claims import ClaimForm, initial_of
from projects.choices import RulingKind
from projects.models import Claim, Ruling
from projects.services import changes, claims
from projects.services.changes import Writing


@dataclass(frozen=True)
class Verb:
    """Something done about a claim: the button, what it means, the act, and what is told afterwards."""

    button: str
    means: str
    act: Callable[[Writing, Claim], Any]
    done: str


VERBS: dict[str, Verb] = {
    "retract": Verb(
        "Retract",
        "We misread the source, or it took the statement back. Where the world changed, record the new claim instead: "
        "the old one stays true as what was said then.",
        lambda act, claim: claims.rule(act, claim, RulingKind.RETRACTED),
        "Retracted.",
    ),
    "prefer": Verb(
        "Prefer",
        "It wins against every rival that is not later. A later claim is again weighed by the ordinary rule.",
        lambda act, claim: claims.rule(act, claim, RulingKind.PREFERRED),
        "Preferred.",
    ),
    "deprecate": Verb(
        "Deprecate",
        "It stays to be read, but is never shown as the value.",
        lambda act, claim: claims.rule(act, claim, RulingKind.DEPRECATED),
        "Deprecated.",
    ),
    "lift": Verb("Lift the ruling", "It is weighed again as any other claim.", claims.lift, "The ruling is lifted."),
}


@admin.register(Claim)
class ClaimAdmin(RowPageAdmin):
    """Claims: never edited in place."""

    list_display = ("claim", "about", "kind", "says", "publisher", "as_of", "said_on")
    list_filter = (
        "kind",
        RulingFilter,
        ("source__publisher__kind", PublisherKindFilter),
        SourceLanguageFilter,
        "status",
    )
    search_fields = ("text", "quote", "stated_as", "project__label", "source__title", "=id")
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Claim]":
        """Claims with all that their words need."""
        return words.joined(super().get_queryset(request)).select_related("change")

    @admin.display(description="Claim", ordering="id")
    def claim(self, claim: Claim) -> int:
        """Its number."""
        return claim.pk

    @admin.display(description="About")
    def about(self, claim: Claim) -> str:
        """What it is about."""
        return str(claim.about)

    @admin.display(description="Says")
    def says(self, claim: Claim) -> str:
        """Question and answer."""
        return f"{words.question_of(claim)}: {words.value_of(claim)}"[:160]

    @admin.display(description="Said by")
    def publisher(self, claim: Claim) -> str:
        """Who said it."""
        return str(claim.source.publisher)

    def get_urls(self) -> list[URLPattern]:
        """The stock addresses, and the acts."""
        view = self.admin_site.admin_view
        return [
            *(
                path(f"<int:pk>/{verb}/", view(self.rule_view), {"verb": verb}, name=f"projects_claim_{verb}")
                for verb in VERBS
            ),
            path("<int:pk>/replace/", view(self.replace_view), name="projects_claim_replace"),
            *super().get_urls(),
        ]

    def row_page(self, request: HttpRequest, row: Any) -> HttpResponse:
        """Show a claim with everything known of it."""
        claim: Claim = row
        rulings = Ruling.objects.filter(claim=claim).select_related("change", "lifted_by")
        return self.page(
            request,
            "curation/claim.html",
            f"Claim {claim.pk}",
            original=claim,
            rulings=rulings,
            replacements=claim.replacements.all(),
            about_url=about_url(claim),
            verbs=self._verbs(request, rulings),
            question=words.question_of(claim),
            says=words.value_of(claim),
        )

    def _verbs(self, request: HttpRequest, rulings: "QuerySet[Ruling]") -> list[tuple[str, str]]:
        """What may be done about it now."""
        if not request.user.has_perm("projects.add_ruling"):
            return []
        live = next((ruling.kind for ruling in rulings if ruling.lifted_by_id is None), "")
        offered = (
            {
                RulingKind.RETRACTED: ("lift",),
                RulingKind.PREFERRED: ("lift", "deprecate", "retract"),
                RulingKind.DEPRECATED: ("lift", "prefer", "retract"),
            }.get(RulingKind(live))
            if live
            else ("prefer", "deprecate", "retract")
        )
        found = [(f"admin:projects_claim_{verb}", VERBS[verb].button) for verb in offered or ()]
        replaceable = live != RulingKind.RETRACTED and request.user.has_perm("projects.add_claim")
        return [*found, ("admin:projects_claim_replace", "Replace")] if replaceable else found

    def _ruling_on(self, request: HttpRequest, pk: int) -> Claim | None:
        claim: Claim | None = self.reading(request, pk)
        if not request.user.has_perm("projects.add_ruling"):
            raise PermissionDenied
        return claim

    def rule_view(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """Ask why, then rule on a claim."""
        claim = self._ruling_on(request, pk)
        if claim is None:
            return self.missing(request, pk)
        what, entry = VERBS[verb], claim.about
        initial = {"last_change": entry.last_change_id}  # type: ignore[attr-defined]  # a claim is about an entry
        form = VersionForm(request.POST if request.method == "POST" else None, initial=initial)
        if form.is_valid():
            data = form.cleaned_data
            try:
                with changes.writing(
                    doing.actor(request),
                    verb,
                    entry,  # type: ignore[arg-type]  # a claim is about an entry
                    reason=data["reason"],
                    expected=data["last_change"],
                    source=claim.source,
                ) as act:
                    what.act(act, claim)
            except DomainError as error:
                form = refused(form, error, entry)  # type: ignore[arg-type]  # a claim is about an entry
            else:
                doing.tell(request, act.id, what.done)
                return HttpResponseRedirect(about_url(claim))
        return self.page(
            request,
            "curation/act.html",
            f"{what.button}: claim {claim.pk} on {entry}?",
            original=claim,
            form=form,
            button=what.button,
            means=what.means,
            says=f"{words.question_of(claim)}: {words.value_of(claim)}",
            back=about_url(claim),
        )

    def replace_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Correct a claim that was misread: retract it and record another in its place, in one change."""
        claim = self._ruling_on(request, pk)
        if claim is None:
            return self.missing(request, pk)
        if not request.user.has_perm("projects.add_claim"):
            raise PermissionDenied
        entry: Any = claim.about
        data = request.POST if request.method == "POST" else None
        form = ClaimForm(entry, claim.kind, data, initial=initial_of(claim))
        form.fields["reason"].required = True
        if form.is_valid():
            try:
                with changes.writing(
                    doing.actor(request), "replace", entry, reason=form.cleaned_data["reason"], source=claim.source
                ) as act:
                    form.replace(act, claim)
            except DomainError as error:
                doing.put_error(form, error)
            else:
                doing.tell(request, act.id, "Replaced.")
                return HttpResponseRedirect(about_url(claim))
        return self.page(
            request,
            "curation/claim_form.html",
            f"Replace claim {claim.pk} on {entry}",
            original=entry,
            form=form,
            media=self.media + form.media,
            button="Replace it",
            means="For what we misread. It is retracted and the corrected one recorded, in one change.",
            back=about_url(claim),
        )


def about_url(claim: Claim) -> str:
    """The page of what a claim is about, at the claims of its kind."""
    entry = claim.about
    return reverse(f"admin:projects_{entry._meta.model_name}_change", args=[entry.pk]) + f"#{claim.kind}"
