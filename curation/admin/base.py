"""The stock admin with one way to write: forms check shape, services write, refusals come back as form errors."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from corridors.errors import Conflict, DomainError
from curation import doing, logged
from curation.forms.entries import ServiceForm
from curation.forms.fields import RowsField, SearchedSelect, is_id
from projects.models import Change

REFUSAL = "curation_refusal"
WRITTEN = "curation_written"
HISTORY_PAGE = 30


class ReadOnlyAdmin(admin.ModelAdmin):
    """A table that is read here and written elsewhere; nothing is ever deleted."""

    show_facets = admin.ShowFacets.ALWAYS
    list_per_page = 50
    change_list_template = "curation/change_list.html"
    change_form_template = "curation/row.html"
    #: What the list holds, for who sees it for the first time.
    list_says = ""
    #: What is said where the list is empty: how something comes to stand there.
    list_empty: Any = "Nothing is here yet."
    #: What one row is called; the model's own name unless given.
    noun = ""

    class Media:
        css = {"all": ["css/curation.css"]}

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: rows keep their ids for life."""
        return False

    def has_act_permission(self, request: HttpRequest) -> bool:
        """Who may ask for the acts of the table: switching, trying, deciding. The stock forms stay shut for all."""
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The list; what no form of ours sends is answered with a message, not with an error."""
        sent = [*request.POST.getlist(ACTION_CHECKBOX_NAME), *request.POST.getlist("select_across")]
        if any(not is_id(value) for value in sent):
            messages.error(request, "The list that came does not make sense. Nothing was written.")
            return HttpResponseRedirect(request.path)
        if any("\x00" in value for values in request.GET.lists() for value in (values[0], *values[1])):
            messages.error(request, "The address holds a NUL character, so the list is shown whole.")
            return HttpResponseRedirect(request.path)
        said = {
            "title": capfirst(str(self.opts.verbose_name_plural)),
            "list_says": self.list_says,
            "list_empty": self.when_empty(request),
        }
        try:
            return super().changelist_view(request, {**said, **(extra_context or {})})
        except OverflowError:
            messages.error(request, "The address holds a number that no calendar has, so the list is shown whole.")
            return HttpResponseRedirect(request.path)

    def when_empty(self, request: HttpRequest) -> Any:
        """What is said of an empty list, and the way on."""
        return self.list_empty

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The row itself: Django's own history of it is empty and always will be."""
        return HttpResponseRedirect(
            reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[object_id])
        )

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        return self.missing(request, object_id)

    def reading(self, request: HttpRequest, pk: Any) -> Any:
        """The row of a page, for those who may see it; None when there is none.

        Raises:
            PermissionDenied: for everyone else.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.get_object(request, str(pk))

    def missing(self, request: HttpRequest, pk: Any, said: str = "", table: str = "") -> HttpResponse:
        """Say that a row does not exist, above the list where the others are (of another ``table`` if given).

        Raises:
            PermissionDenied: for who may not see the rows: what is not there is no business of theirs either.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        noun = self.noun or self.opts.verbose_name
        messages.warning(request, said or f"There is no {noun} with the number “{str(pk)[:40]}”.")
        own = f"{self.opts.app_label}_{self.opts.model_name}"
        return HttpResponseRedirect(reverse(f"admin:{table or own}_changelist"))

    def page(self, request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
        """A page of ours within the admin."""
        common = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, "media": self.media}
        return TemplateResponse(request, template, {**common, **context})


class RowPageAdmin(ReadOnlyAdmin):
    """A table each row of which has a page of ours, to be read."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """The page of a row, or that there is none."""
        row = self.reading(request, object_id) if object_id else None
        if row is None:
            return self.missing(request, object_id)
        if request.method == "POST":
            raise PermissionDenied
        return self.row_page(request, row)

    def row_page(self, request: HttpRequest, row: Any) -> HttpResponse:
        """Show a row."""
        raise NotImplementedError


class ServiceAdmin(ReadOnlyAdmin):
    """A table whose plain fields are written by ``create_row`` and ``edit_row``, which call the services."""

    form = ServiceForm
    change_form_template = "curation/change_form.html"
    plain_fields: tuple[str, ...] = ()
    fields_on_add: tuple[str, ...] = ()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the account's permissions say."""
        return request.user.has_perm(f"{self.opts.app_label}.add_{self.opts.model_name}")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the account's permissions say."""
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    def create_row(self, request: HttpRequest, values: dict[str, Any], reason: str) -> tuple[models.Model, int | None]:
        """Write a new row through its service; returns it and the change."""
        raise NotImplementedError

    def edit_row(
        self, request: HttpRequest, row: Any, values: dict[str, Any], reason: str, expected: str
    ) -> int | None:
        """Write plain fields of a row through its service; returns the change, None when nothing was new."""
        raise NotImplementedError

    def changes_of(self, obj: Any) -> Q:
        """Which changes are the history of a row."""
        raise NotImplementedError

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The plain fields, those of a new row, and why."""
        extra = self.fields_on_add if obj is None else ("seen",)
        return [*self.plain_fields, *extra, "reason"] if self._writes(request, obj) else list(self.plain_fields)

    def _writes(self, request: HttpRequest, obj: Any) -> bool:
        return self.has_add_permission(request) if obj is None else self.has_change_permission(request, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, told what the services answered to it."""
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = vars(request).get(REFUSAL)
        newest = self._history(obj).first() if isinstance(refusal, Conflict) and obj is not None else None
        return type(form.__name__, (form,), {"refusal": refusal, "newest": newest})

    def _history(self, obj: Any) -> "QuerySet[Change]":
        return Change.objects.filter(self.changes_of(obj)).distinct().order_by("-pk")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Searched choices that answer what is no number with a message."""
        if db_field.name in self.autocomplete_fields:
            kwargs = {"widget": SearchedSelect(db_field, self.admin_site), **kwargs}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choices that answer numbers no column holds with a message."""
        return super().formfield_for_manytomany(db_field, request, **{"form_class": RowsField, **kwargs})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show or save; what the services refuse becomes an error of the same form, nothing typed is lost."""
        shown = {"show_save_and_add_another": False, "show_save_and_continue": False, **(extra_context or {})}
        try:
            return super().changeform_view(request, object_id, form_url, shown)
        except DomainError as error:
            vars(request)[REFUSAL] = error
            return super().changeform_view(request, object_id, form_url, shown)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Hand all plain fields to the service."""
        data = form.cleaned_data
        names = [*self.plain_fields, *(self.fields_on_add if not change else ())]
        values = {name: data[name] for name in names if name in data}
        if change:
            row = self.model._default_manager.get(pk=obj.pk)
            vars(request)[WRITTEN] = self.edit_row(request, row, values, data["reason"], data["seen"])
        else:
            row, vars(request)[WRITTEN] = self.create_row(request, values, data["reason"])
            obj.pk = row.pk

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing: relations went to the service with the plain fields."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: our own log has it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: our own log has it."""

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Go on to the new row."""
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._written(request, obj, "Added.")

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Stay at the row."""
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        return self._written(request, obj, "Saved.")

    def _written(self, request: HttpRequest, obj: Any, words: str) -> HttpResponse:
        doing.tell(request, vars(request).get(WRITTEN), words)
        return HttpResponseRedirect(self.change_url(obj.pk))

    def change_url(self, pk: Any) -> str:
        """The page of a row."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[pk])

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Our changes of the row: who, when, why, before and after, and where each is undone."""
        obj = self.reading(request, object_id)
        if obj is None:
            return self.missing(request, object_id)
        pages = Paginator(self._history(obj).select_related("source"), HISTORY_PAGE).get_page(request.GET.get("p"))
        return self.page(
            request,
            "curation/history.html",
            f"History: {obj}",
            original=obj,
            pages=pages,
            changes=logged.Logged.many(pages),
            **(extra_context or {}),
        )
