"""The desk of hosts: how politely each is asked, what its robots.txt said, and what came of asking it."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from curation.admin.base import RowPageAdmin
from news import hosts, turns
from news.models import Host

#: Characters of a robots.txt that are shown.
SHOWN_ROBOTS = 10_000


class HostStateFilter(admin.SimpleListFilter):
    """What keeps hosts from being asked as usual."""

    title = "state"
    parameter_name = "state"
    STATES: ClassVar = {
        "down": ("No connection", lambda: Q(down_until__gt=timezone.now())),
        "closed": ("robots.txt could not be read", lambda: ~Q(robots_closed="")),
        "fewer": ("Asked for fewer requests", lambda: Q(penalty__gt=0)),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The states."""
        return [(key, title) for key, (title, _) in self.STATES.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Hosts in the state chosen."""
        chosen = self.value() or ""
        return queryset.filter(self.STATES[chosen][1]()) if chosen in self.STATES else queryset


@admin.register(Host)
class HostAdmin(RowPageAdmin):
    """Hosts that were asked for something in the last month."""

    list_display = ("name", "may_be_asked", "every", "robots_said", "robots_read")
    list_filter = (HostStateFilter,)
    search_fields = ("name",)
    list_says = (
        "Servers that feeds and articles are fetched from. Each is asked for one thing at a time, some seconds apart, "
        "as its robots.txt allows. One that nobody asks for anything in a month is forgotten."
    )
    list_empty = "No server was asked yet: that begins with feeds that are on and with pasted addresses."

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Host]":
        """Without the rules, which lists do not show."""
        return super().get_queryset(request).defer("robots")

    def get_urls(self) -> list[URLPattern]:
        """The stock addresses, and a host by its name: pages that tell of one have no number of it."""
        named = path("named/<str:name>/", self.admin_site.admin_view(self.named_view), name="news_host_named")
        return [named, *super().get_urls()]

    def named_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """Go to the page of a host."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        host = Host.objects.filter(name=name).only("pk").first()
        if host is None:
            return self.missing(request, name, f"The host “{name[:80]}” was not asked for anything in the last month.")
        return HttpResponseRedirect(reverse("admin:news_host_change", args=[host.pk]))

    @admin.display(description="May be asked (UTC)", ordering="next_slot_at")
    def may_be_asked(self, host: Host) -> str:
        """When it may be asked next, and why not now."""
        coming = hosts.may_be_asked(host, timezone.now())
        return f"{coming.at:%Y-%m-%d %H:%M:%S}: {coming.why}" if coming.at else "now"

    @admin.display(description="Every")
    def every(self, host: Host) -> str:
        """How far apart requests are."""
        return in_seconds(turns.interval(host).total_seconds())

    @admin.display(description="robots.txt", ordering="robots_closed")
    def robots_said(self, host: Host) -> str:
        """Whether it could be read."""
        if host.robots_at is None:
            return "not asked for yet"
        return "could not be read" if host.robots_closed else "read"

    @admin.display(description="robots.txt asked for (UTC)", ordering="robots_at")
    def robots_read(self, host: Host) -> str:
        """When it was asked for."""
        return f"{host.robots_at:%Y-%m-%d %H:%M}" if host.robots_at else "never"

    def row_page(self, request: HttpRequest, row: Host) -> HttpResponse:
        """A host with its rules, its pace, its feeds and what came of asking it."""
        standing = hosts.look(row)
        return self.page(
            request,
            "curation/host.html",
            str(row),
            original=row,
            standing=standing,
            every=in_seconds(standing.interval.total_seconds()),
            log=standing.log,
            robots=row.robots[:SHOWN_ROBOTS],
            robots_cut=len(row.robots) > SHOWN_ROBOTS,
        )


def in_seconds(number: float) -> str:
    """Seconds in words."""
    told = f"{number:.1f}".removesuffix(".0")
    return f"{told} second{'' if told == '1' else 's'}"
