"""GDELT's desk: both streams switched on and off and looked at, and what became of each file."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from curation import decided, doing
from curation.admin.base import ReadOnlyAdmin, RowPageAdmin
from curation.admin.intake import SHOWN_ATTEMPTS
from curation.forms.acts import NoteForm
from news.models import GdeltFile, GdeltStream
from news.services import gdelt, gdelt_files, switching


@admin.register(GdeltStream)
class GdeltStreamAdmin(RowPageAdmin):
    """The two streams, off until a curator switches them on."""

    list_display = ("name", "state", "came_back", "last_asked", "known_until")
    actions = ("switch_on", "switch_off", "look")
    list_says = (
        "GDELT lists pages of news of the whole world every quarter of an hour. Of a stream that is on, the addresses "
        "that may concern a project are taken in beside those of feeds."
    )

    @admin.display(description="State", ordering="enabled_by_curator")
    def state(self, stream: GdeltStream) -> str:
        """Whether it is read."""
        if not stream.enabled_by_curator:
            return "off"
        return "on, failing" if stream.failures else "on"

    @admin.display(description="What came back", ordering="tried")
    def came_back(self, stream: GdeltStream) -> str:
        """What came back when it was last asked."""
        return stream.tried

    @admin.display(description="Last asked", ordering="asked_at")
    def last_asked(self, stream: GdeltStream) -> Any:
        """When its list was last asked for."""
        return stream.asked_at or "never"

    @admin.display(description="Files known until", ordering="listed_until")
    def known_until(self, stream: GdeltStream) -> Any:
        """The last quarter of an hour whose file is known."""
        return stream.listed_until or "none is known"

    def row_page(self, request: HttpRequest, row: Any) -> HttpResponse:
        """A stream with what came of asking it."""
        return self.page(
            request,
            "curation/stream.html",
            str(row),
            original=row,
            log=row.log.all()[:SHOWN_ATTEMPTS],
            files=row.files.count(),
            articles=row.articles.count(),
            note=NoteForm(),
            decided=decided.on(row),
            may_act=self.has_act_permission(request),
        )

    @admin.action(description="Switch on and look", permissions=["act"])
    def switch_on(self, request: HttpRequest, queryset: "QuerySet[GdeltStream]") -> None:
        """Switch streams on and look at their lists at once."""
        self._switch(request, queryset, gdelt.switch_on)

    @admin.action(description="Switch off", permissions=["act"])
    def switch_off(self, request: HttpRequest, queryset: "QuerySet[GdeltStream]") -> None:
        """Read no more of streams."""
        self._switch(request, queryset, gdelt.switch_off)

    @admin.action(description="Look now", permissions=["act"])
    def look(self, request: HttpRequest, queryset: "QuerySet[GdeltStream]") -> None:
        """Look at the lists of streams that are on."""
        for stream in queryset.filter(enabled_by_curator=True):
            messages.info(request, f"{stream}: {gdelt.look_now(stream)}")

    def _switch(
        self, request: HttpRequest, queryset: "QuerySet[GdeltStream]", act: Callable[..., switching.Switched]
    ) -> None:
        form = NoteForm(request.POST)
        if not form.is_valid():
            doing.refuse_note(request, form)
            return
        for stream in queryset:
            switched = act(doing.actor(request), stream, reason=form.cleaned_data["note"])
            told = f"{stream}: {switched.words}"
            doing.tell(request, switched.change_id, told, nothing=told)


@admin.register(GdeltFile)
class GdeltFileAdmin(ReadOnlyAdmin):
    """Files, with what became of each."""

    list_display = ("stamp", "stream", "state", "outcome", "records", "broken", "wanted", "new")
    list_filter = ("state", "stream")
    list_select_related = ("stream",)
    actions = ("replay",)
    list_says = "What became of each quarter of an hour of the streams that are on."

    def when_empty(self, request: HttpRequest) -> Any:
        """Where files come from."""
        return format_html(
            'No file is known. GDELT is read only while a <a href="{}">stream</a> is on.',
            reverse("admin:news_gdeltstream_changelist"),
        )

    @admin.action(description="Read again", permissions=["act"])
    def replay(self, request: HttpRequest, queryset: "QuerySet[GdeltFile]") -> None:
        """Send files that were given up, missing or passed over through again."""
        done = sum(gdelt_files.replay(file.pk) for file in queryset)
        messages.info(request, f"{done} are read again; only what was given up, missing or passed over is.")
