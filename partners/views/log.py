"""The public log: every act that a reader may see, to tail by number."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from corridors.errors import NotFound
from partners import paging, params
from partners.paging import BY_ID
from partners.renderings import evidence
from partners.schema import documents
from partners.views.base import ReadView, answer_one, answer_page
from projects import selectors
from projects.choices import State
from projects.models import Change, Project

# Plain fields of other rows that the public may see; what waits for a curator is not among them.
TABLES = ("funding/", "milestone/", "publisher/", "source/")


def public_changes() -> "QuerySet[Change]":
    """Changes of the public log, with the projects they touched that the public may see."""
    found = selectors.changes().select_related(None).select_related("undone_by")
    seen = Project.objects.filter(state__in=selectors.SHOWN).order_by("public_id")
    return found.prefetch_related(Prefetch("projects", seen))


def _visible_fields(rows: Iterable[Change]) -> dict[int, dict[str, Any]]:
    """Of each change the plain fields that may be shown: not those of drafts, nor of suggestions."""
    rows = list(rows)
    addresses = {address for row in rows for address in row.fields if "/" not in address}
    drafts: set[str] = set()
    for model in selectors.CATALOGUE if addresses else ():
        drafts.update(
            model._default_manager.filter(public_id__in=addresses, state=State.DRAFT).values_list(
                "public_id", flat=True
            )
        )
    return {
        row.pk: {
            address: fields
            for address, fields in row.fields.items()
            if address.startswith(TABLES) or ("/" not in address and address not in drafts)
        }
        for row in rows
    }


class ChangeList(ReadView):
    """The log."""

    known = ("since", "subject", "project", "verb", *paging.PARAMETERS)

    @documents.CHANGES
    def get(self, request: Request) -> Response:
        """List changes, newest first; with ``since``, those after a change, oldest first."""
        data = request.query_params
        found, since = public_changes(), params.whole(data, "since")
        for name in ("subject", "verb"):
            if given := params.text(data, name):
                found = found.filter(**{name: given})
        if project := params.text(data, "project"):
            found = found.filter(projects__public_id=project, projects__state__in=selectors.SHOWN)
        if since is not None:
            found = found.filter(pk__gt=since)
        page = paging.turn(found, data, BY_ID, "-id" if since is None else "id")
        fields = _visible_fields(page.rows)
        return answer_page(request, page, [evidence.change(row, fields[row.pk]) for row in page.rows])


class ChangeDetail(ReadView):
    """One change."""

    @documents.CHANGE
    def get(self, request: Request, key: str) -> Response:
        """Show who did what, when and why."""
        row = public_changes().filter(pk=params.number_of_row(key)).first()
        if row is None:
            raise NotFound(f"There is no public change {key}.")
        return answer_one(evidence.change(row, _visible_fields([row])[row.pk]))
