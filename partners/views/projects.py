"""Projects: the list with the filters of the pages, and the dossier of one."""

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from partners import paging, params, past
from partners.paging import BY_CHANGE, Order
from partners.renderings import dossiers, entries
from partners.schema.documents import PROJECT, PROJECTS
from partners.views.base import ReadView, answer_one, answer_page
from projects import dossier, filters, selectors, views
from projects.dossier import View
from projects.filters import ProjectFilter
from projects.models import Corridor, Country, Listing, Project

ORDERS = {
    **BY_CHANGE,
    "slippage": Order("listing__slippage_months"),
    "committed": Order("listing__committed_usd"),
    "evidence": Order("listing__last_evidence", paging.read_day),
}
# What a past view can order by: the listing's columns are of the present.
PAST_ORDERS = BY_CHANGE
OWN = ("updated_since", *views.PARAMETERS, *paging.PARAMETERS)


class ProjectList(ReadView):
    """All projects, a page at a time."""

    known = (*ProjectFilter.base_filters, *OWN)
    repeatable = filters.REPEATABLE

    @PROJECTS
    def get(self, request: Request) -> Response:
        """List projects with what is shown of each; past views are resolved from claims."""
        data = request.query_params
        view, today = views.read(data), timezone.now().date()
        since = params.whole(data, "updated_since")
        ordering = params.text(data, "ordering") or ("id" if since is None else "changed")
        orders = PAST_ORDERS if view.is_past else ORDERS
        paging.order_of(orders, ordering)
        found = _filtered(request, view)
        if since is not None:
            found = found.filter(last_change__gt=since)
        page = paging.turn(found, data, orders, ordering)
        rows = past.rows(page.rows, view) if view.is_past else {}
        shown = [entries.listed(row, rows.get(row.pk) or _listing(row), today) for row in page.rows]
        return answer_page(request, page, shown, view=view)


def _filtered(request: Request, view: View) -> "QuerySet[Project]":
    data = request.query_params.copy()
    data.pop("ordering", None)
    queryset = with_catalogue(selectors.projects())
    if not view.is_past:
        return filters.apply(data, queryset, also=OWN)
    catalogue, resolved = past.split(data)
    return past.matching(filters.apply(catalogue, queryset, also=OWN), resolved, view, timezone.now().date())


def with_catalogue(queryset: "QuerySet[Project]") -> "QuerySet[Project]":
    """Countries and corridors of projects, in two queries however many there are."""
    return queryset.prefetch_related(
        Prefetch("countries", Country.objects.order_by("code")),
        Prefetch("corridors", Corridor.objects.order_by("public_id")),
    )


def _listing(project: Project) -> Listing:
    """The project's row; an empty one while the listing is being rebuilt."""
    return getattr(project, "listing", None) or Listing(project=project)


class ProjectDetail(ReadView):
    """One project."""

    known = views.PARAMETERS

    @PROJECT
    def get(self, request: Request, key: str) -> Response:
        """Show all that named sources said of a project, resolved, now or as of the past."""
        view = views.read(request.query_params)
        project = selectors.find(Project, key, view)
        found = dossier.load_one(project, view)
        return answer_one(dossiers.dossier(found, timezone.now().date()), view)
