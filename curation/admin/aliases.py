"""The desk of names that find projects and of the weights that judge them: seen, and switched with a reason."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from corridors.errors import DomainError
from curation import decided, doing, reasons
from curation.admin.base import ReadOnlyAdmin, RowPageAdmin
from curation.forms.acts import NoteForm, OwnReasonForm, SwitchForm
from curation.forms.search_names import LANGUAGE_NAMES, SearchNameForm
from news.counting import counted
from news.linking.catalogue import LANGUAGES
from news.linking.families import FAMILIES, Family
from news.linking.score import read_weights
from news.models import AliasFamily, FittedWeights, SearchName
from news.services import aliases, relinking, search_names, weights
from projects.models import Change, Project
from projects.services import fields

EXAMPLES = 3
#: How many projects the page of families counts names of: what a request can go through.
COUNTED = 100
#: How many headlines a request looks through: a few seconds; the command ``relink`` takes all.
LOOKED_AT = 50_000
#: How many articles linked before it reads again, and after how many stories that gain the project it stops.
READ_AGAIN = 5_000
GAINED_AT_ONCE = 200


@dataclass(frozen=True)
class Row:
    """A family as the list shows it."""

    key: str
    family: Family
    is_off: bool
    made: int
    examples: Sequence[str]
    last: Change | None


class ActedOn(ReadOnlyAdmin):
    """A table whose rows are switched by acts that ask for a reason."""

    def list_url(self) -> str:
        """Where the list is."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def act(
        self,
        request: HttpRequest,
        title: str,
        button: str,
        act: Callable[[str], int | None],
        *,
        back: str,
        done: str,
        to: str = "",
    ) -> HttpResponse:
        """Ask why, then do it; a refusal is an error of the form. A switch is thrown ``to`` off or on."""
        if not self.has_act_permission(request):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        form = SwitchForm(data, initial={"to": to}) if to else OwnReasonForm(data)
        if form.is_valid():
            try:
                doing.tell(request, act(form.cleaned_data["reason"]), done)
                return HttpResponseRedirect(back)
            except DomainError as error:
                doing.put_error(form, error)
        return self.page(request, "curation/ask.html", title, form=form, button=button, back=back)


@admin.register(AliasFamily)
class AliasFamilyAdmin(ActedOn):
    """Families of names, and the names of one project."""

    def get_urls(self) -> list[URLPattern]:
        """The stock addresses, switching, and the names of a project."""
        view = self.admin_site.admin_view
        return [
            path("<slug:key>/switch/", view(self.switch_view), name="news_aliasfamily_switch"),
            path("project/<int:pk>/", view(self.project_view), name="news_aliasfamily_project"),
            path("project/<int:pk>/switch-name/", view(self.name_view), name="news_aliasfamily_name"),
            path("project/<int:pk>/search-name/", view(self.give_view), name="news_aliasfamily_give"),
            path("project/<int:pk>/look-again/", view(self.look_again_view), name="news_aliasfamily_look_again"),
            path("search-name/<int:pk>/withdraw/", view(self.withdraw_view), name="news_aliasfamily_withdraw"),
            *super().get_urls(),
        ]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """A family has no page of its own: the list says all."""
        return HttpResponseRedirect(self.list_url())

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """All families, what each has made, and what was decided of it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        made = aliases.made(COUNTED)
        return self.page(
            request,
            "curation/families.html",
            "Families of names that find projects",
            rows=_rows(made),
            made=made,
            may_act=self.has_act_permission(request),
        )

    def switch_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Switch a family off or on."""
        family = FAMILIES.get(key)
        if family is None:
            return self.missing(request, key, f"There is no family of names called “{key[:40]}”.")
        off = _to_off(request, is_off=AliasFamily.objects.filter(key=key, is_off=True).exists())
        button = "Switch off" if off else "Switch on"
        actor = doing.actor(request)
        return self.act(
            request,
            f"{button} the family “{family.title}”?",
            button,
            lambda reason: aliases.switch_family(actor, key, off=off, reason=reason),
            back=self.list_url(),
            done=f"The family “{family.title}” is {'off' if off else 'on'}; news is read so from now on.",
            to="off" if off else "on",
        )

    def project_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Every name by which news finds a project."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        project = Project.objects.filter(pk=pk).first()
        if project is None:
            return self.no_project(request, pk)
        given = {one.row.form: one for one in search_names.of(project)}
        by_language: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for one in aliases.known(project):
            by_language[one.name.language].append(
                {
                    "known": one,
                    "family": FAMILIES.get(one.name.rule),
                    "given": given.get(one.form[: search_names.LONGEST]) if one.name.origin == "curator" else None,
                    "switch": f"{_name_url(pk)}?name={quote(one.form)}",
                }
            )
        return self.page(
            request,
            "curation/names.html",
            f"Names that find {project}",
            original=project,
            groups=[(LANGUAGE_NAMES[language], language, by_language[language]) for language in LANGUAGES],
            may_act=self.has_act_permission(request),
        )

    def no_project(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say that there is no such project, above the list of those that are."""
        return self.missing(
            request,
            pk,
            f"There is no project with the number “{str(pk)[:40]}”, so it has no names. Open one to see its names.",
            table="projects_project",
        )

    def name_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Switch one name of a project off or on."""
        if not self.has_act_permission(request):
            raise PermissionDenied
        project = Project.objects.filter(pk=pk).first()
        form = request.GET.get("name", "")
        found = next((one for one in aliases.known(project) if one.form == form), None) if project else None
        if project is None:
            return self.no_project(request, pk)
        if found is None:
            messages.warning(request, f"There is no name “{form[:80]}” of {project}; these are its names.")
            return HttpResponseRedirect(_names_url(pk))
        off = _to_off(request, is_off=found.why_not == aliases.SWITCHED_OFF)
        button = "Switch off" if off else "Switch on"
        name, actor = found.name, doing.actor(request)
        return self.act(
            request,
            f"{button} the name “{name.text}” of {project}?",
            button,
            lambda reason: aliases.switch_name(actor, project, name, off=off, reason=reason),
            back=_names_url(pk),
            done=f"“{name.text}” {'no longer finds' if off else 'finds'} it.",
            to="off" if off else "on",
        )

    def give_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give a project a name that only finds news; what speaks against the name is said and forbids nothing."""
        if not self.has_act_permission(request):
            raise PermissionDenied
        project = Project.objects.filter(pk=pk).first()
        if project is None:
            return self.no_project(request, pk)
        form = SearchNameForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                given = search_names.give(doing.actor(request), project, **form.cleaned_data)
            except DomainError as error:
                doing.put_error(form, error)
            else:
                doing.tell(request, given.change_id, f"“{form.cleaned_data['text']}” finds it from now on.")
                for doubt in given.doubts:
                    messages.warning(request, doubt)
                return HttpResponseRedirect(_names_url(pk))
        return self.page(
            request,
            "curation/ask.html",
            f"Give {project} a search name",
            original=project,
            form=form,
            button="Give it",
            means="Where news calls it as no source does. It finds news from the next article on (“Look again” goes "
            "through the news of the past), is shown to no reader, and can be withdrawn.",
            back=_names_url(pk),
        )

    def look_again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take in again what was passed over and names the project, and add the project to stories linked before."""
        if not self.has_act_permission(request):
            raise PermissionDenied
        project = Project.objects.filter(pk=pk).first()
        if project is None:
            return self.no_project(request, pk)
        form = NoteForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                looked = relinking.look_again(
                    doing.actor(request),
                    project,
                    newest=LOOKED_AT,
                    newest_linked=READ_AGAIN,
                    most=GAINED_AT_ONCE,
                    note=form.cleaned_data["note"],
                )
            except DomainError as error:
                messages.error(request, error.message)
            else:
                messages.success(request, _looked_in_words(looked))
            return HttpResponseRedirect(_names_url(pk))
        return self.page(
            request,
            "curation/ask.html",
            f"Look again for {project}",
            original=project,
            form=form,
            button="Look again",
            means=f"News found to be about no project is looked through once more: of the newest {LOOKED_AT:,} such "
            "headlines, those with a name of this project are fetched and linked anew. And of the newest "
            f"{READ_AGAIN:,} articles linked to other projects, those that speak for this one are suggested for it "
            f"too, {GAINED_AT_ONCE} stories at a time. What was decided of other projects stays decided, and what was "
            "refused stays refused.",
            back=_names_url(pk),
        )

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let a search name find nothing any more."""
        row = SearchName.objects.filter(pk=pk).select_related("project").first()
        if row is None:
            return self.missing(request, pk, f"There is no search name with the number “{pk}”.")
        actor = doing.actor(request)
        return self.act(
            request,
            f"Withdraw the search name “{row.text}” of {row.project}?",
            "Withdraw it",
            lambda reason: search_names.withdraw(actor, row, reason=reason),
            back=_names_url(row.project_id),
            done=f"“{row.text}” is withdrawn.",
        )


def _looked_in_words(looked: relinking.Looked) -> SafeString | str:
    """What a second look came to, with the change that tells of it."""
    words = f"{counted(looked.looked_at, 'headline')} looked at; {looked.again:,} of them taken in again."
    if looked.reread:
        stories = counted(looked.stories, "story", "stories")
        words += f" {counted(looked.reread, 'article')} linked before read again; {stories} suggested for it."
    if looked.stories >= GAINED_AT_ONCE:
        words += " There may be more: look again to go on."
    if looked.change_id is None:
        return words
    later = "What they concern stands in the queue once they are read; " if looked.again else ""
    return format_html("{} {}{} tells the others.", words, later, doing.change_link(looked.change_id))


def _to_off(request: HttpRequest, *, is_off: bool) -> bool:
    """Whether to switch off: as the page asked when it was shown, else the other way than it stands."""
    return {"off": True, "on": False}.get(request.POST.get("to", ""), not is_off)


def _names_url(pk: int) -> str:
    return reverse("admin:news_aliasfamily_project", args=[pk])


def _name_url(pk: int) -> str:
    return reverse("admin:news_aliasfamily_name", args=[pk])


def _rows(made: aliases.Made) -> list[Row]:
    switched = {row.key: row for row in AliasFamily.objects.all()}
    last = decided.last({fields.address(row) for row in switched.values()})
    return [
        Row(
            key=key,
            family=family,
            is_off=key in switched and switched[key].is_off,
            made=len(made.names.get(key, ())),
            examples=made.names.get(key, ())[:EXAMPLES],
            last=last.get(fields.address(switched[key])) if key in switched else None,
        )
        for key, family in FAMILIES.items()
    ]


@admin.register(FittedWeights)
class FittedWeightsAdmin(RowPageAdmin, ActedOn):
    """Fits of the linker's weights; one is used, or those it came with."""

    list_display = ("version", "fitted_at", "learned_from", "state")
    ordering = ("-id",)
    noun = "fit of the weights"
    list_says = (
        "Weights say how much each reason speaks for a project. Fits learn them from what curators decided; one of "
        "them is used, or the weights that came with the program."
    )

    def when_empty(self, request: HttpRequest) -> Any:
        """How fits are made, and what is used until then."""
        return format_html(
            "No fit was made yet: the weights that came with the program ({}) are used. Once curators decided some "
            "hundred suggestions, <code>manage.py link_train --save</code> makes one.",
            read_weights().version,
        )

    @admin.display(description="State", ordering="is_used")
    def state(self, row: FittedWeights) -> str:
        """Whether news is weighed by it."""
        return "in use" if row.is_used else "kept, not in use"

    def get_urls(self) -> list[URLPattern]:
        """The stock addresses, and choosing."""
        view = self.admin_site.admin_view
        return [
            path("use-shipped/", view(self.use_view), {"pk": None}, name="news_fittedweights_use_shipped"),
            path("<int:pk>/use/", view(self.use_view), name="news_fittedweights_use"),
            *super().get_urls(),
        ]

    def row_page(self, request: HttpRequest, row: Any) -> HttpResponse:
        """A fit beside the weights the linker came with."""
        shipped = read_weights()
        pairs = sorted(
            (reasons.said(name), row.by_feature.get(name, 0.0), shipped.by_feature.get(name, 0.0))
            for name in {*shipped.by_feature, *row.by_feature}
        )
        return self.page(
            request,
            "curation/weights.html",
            str(row),
            original=row,
            shipped=shipped,
            pairs=[(reasons.said(reasons.START), row.bias, shipped.bias), *pairs],
            may_act=self.has_act_permission(request),
        )

    def use_view(self, request: HttpRequest, pk: int | None) -> HttpResponse:
        """Use a fit, or the weights the linker came with."""
        row = FittedWeights.objects.filter(pk=pk).first() if pk is not None else None
        if pk is not None and row is None:
            return self.missing(request, pk)
        name = str(row) if row is not None else f"the weights the linker came with ({read_weights().version})"
        actor = doing.actor(request)
        return self.act(
            request,
            f"Use {name}?",
            "Use them",
            lambda reason: weights.use(actor, row, reason=reason),
            back=self.list_url(),
            done="News is weighed so from now on.",
        )
