"""GDELT's desk: both streams switched on and off and looked at, and what became of each file."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from curation.admin.base import ReadOnlyAdmin
from news.models import GdeltFile, GdeltStream
from news.services import gdelt, gdelt_files


class ActingAdmin(ReadOnlyAdmin):
    """A table that workers write; a few acts are asked for by hand."""

    def has_act_permission(self, request: HttpRequest) -> bool:
        """Who may ask for acts."""
        return request.user.has_perm(f"news.change_{self.opts.model_name}")


@admin.register(GdeltStream)
class GdeltStreamAdmin(ActingAdmin):
    """The two streams, off until a curator switches them on."""

    list_display = ("name", "enabled_by_curator", "listed_until", "tried", "asked_at", "failures")
    fields = ("name", "enabled_by_curator", "url", "listed_until", "tried", "asked_at", "failures")
    actions = ("switch_on", "switch_off", "look")

    @admin.action(description="Switch on and look", permissions=["act"])
    def switch_on(self, request: HttpRequest, queryset: "QuerySet[GdeltStream]") -> None:
        """Switch streams on and look at their lists at once."""
        self._each(request, queryset, gdelt.switch_on)

    @admin.action(description="Switch off", permissions=["act"])
    def switch_off(self, request: HttpRequest, queryset: "QuerySet[GdeltStream]") -> None:
        """Read no more of streams."""
        self._each(request, queryset, gdelt.switch_off)

    @admin.action(description="Look now", permissions=["act"])
    def look(self, request: HttpRequest, queryset: "QuerySet[GdeltStream]") -> None:
        """Look at the lists of streams that are on."""
        self._each(request, queryset.filter(enabled_by_curator=True), gdelt.look_now)

    def _each(self, request: HttpRequest, queryset: "QuerySet[GdeltStream]", act: Callable[[GdeltStream], str]) -> None:
        for stream in queryset:
            messages.info(request, f"{stream}: {act(stream)}")


@admin.register(GdeltFile)
class GdeltFileAdmin(ActingAdmin):
    """Files, with what became of each."""

    list_display = ("stamp", "stream", "state", "outcome", "records", "broken", "wanted", "new")
    list_filter = ("state", "stream")
    list_select_related = ("stream",)
    actions = ("replay",)

    @admin.action(description="Read again", permissions=["act"])
    def replay(self, request: HttpRequest, queryset: "QuerySet[GdeltFile]") -> None:
        """Send files that were given up, missing or passed over through again."""
        done = sum(gdelt_files.replay(file.pk) for file in queryset)
        messages.info(request, f"{done} are read again; only what was given up, missing or passed over is.")
