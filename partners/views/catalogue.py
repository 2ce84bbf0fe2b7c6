"""Corridors, places and organisations: the catalogue, and what was said of each."""

from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from rest_framework.request import Request
from rest_framework.response import Response

from partners import paging, params
from partners.paging import BY_CHANGE
from partners.renderings import dossiers, entries
from partners.schema import documents
from partners.views.base import ReadView, answer_one, answer_page
from projects import dossier, selectors, views
from projects.choices import Mode, OrganisationKind, PlaceKind
from projects.models import Corridor, Country, Entry, Organisation, Place, Stop

OWN = ("updated_since", *paging.PARAMETERS)


def _of_country(found: "QuerySet[Any]", column: str, data: QueryDict) -> "QuerySet[Any]":
    code = params.text(data, "country").upper()
    return found.filter(**{column: code}) if code else found


class EntryList(ReadView):
    """A list of entries of one kind."""

    model: ClassVar[type[Entry]]

    @staticmethod
    def render(row: Any) -> dict[str, Any]:
        """An entry as data."""
        raise NotImplementedError

    def page(self, request: Request) -> Response:
        """A page of them, in the order of their number, or of their last change when a partner asks what is new."""
        data = request.query_params
        since = params.whole(data, "updated_since")
        found = self.narrowed(self.model._default_manager.visible(), data)
        if since is not None:
            found = found.filter(last_change__gt=since)
        page = paging.turn(found, data, BY_CHANGE, "id" if since is None else "changed")
        return answer_page(request, page, [self.render(row) for row in page.rows])

    def narrowed(self, found: "QuerySet[Any]", data: QueryDict) -> "QuerySet[Any]":
        """Apply the filters, and fetch what the rendering needs."""
        raise NotImplementedError


class EntryDetail(ReadView):
    """One entry with what was said of it."""

    known = views.PARAMETERS
    model: ClassVar[type[Entry]]

    @staticmethod
    def render(row: Any) -> dict[str, Any]:
        """An entry as data."""
        raise NotImplementedError

    def one(self, request: Request, key: str) -> Response:
        """The entry, now or with what was known or said by then."""
        view = views.read(request.query_params)
        row = selectors.find(self.model, key, view)
        answers = dossier.load_about(self.model.__name__.lower(), row.pk, view)
        return answer_one({**self.render(row), **self.more(row), "answers": dossiers.about(answers)}, view)

    def more(self, row: Any) -> dict[str, Any]:
        """What only the detail shows."""
        return {}


class CorridorList(EntryList):
    """Corridors."""

    model = Corridor
    render = staticmethod(entries.corridor)
    known = ("country", "mode", *OWN)

    def narrowed(self, found: "QuerySet[Any]", data: QueryDict) -> "QuerySet[Any]":
        """By country and mode. JSON is not filtered in the database, and corridors are few."""
        mode = params.word(data, "mode", Mode.values)
        found = _of_country(found, "countries", data).prefetch_related(
            Prefetch("countries", Country.objects.order_by("code"))
        )
        if mode:
            modes = found.values_list("pk", "modes")
            found = found.filter(pk__in=[key for key, of_row in modes if mode in of_row])
        return found

    @documents.CORRIDORS
    def get(self, request: Request) -> Response:
        """List corridors."""
        return self.page(request)


class CorridorDetail(EntryDetail):
    """One corridor."""

    model = Corridor
    render = staticmethod(entries.corridor)

    def more(self, row: Corridor) -> dict[str, Any]:
        """Its stops."""
        stops = row.stops.select_related("place").order_by("branch", "position")
        return {"branches": entries.branches(stops)}

    @documents.CORRIDOR
    def get(self, request: Request, key: str) -> Response:
        """Show a corridor: its stops and what was said of it."""
        return self.one(request, key)


class PlaceList(EntryList):
    """Places."""

    model = Place
    render = staticmethod(entries.place)
    known = ("country", "kind", "corridor", *OWN)

    def narrowed(self, found: "QuerySet[Any]", data: QueryDict) -> "QuerySet[Any]":
        """By country, kind and corridor."""
        kind, corridor = params.word(data, "kind", PlaceKind.values), params.text(data, "corridor")
        if kind:
            found = found.filter(kind=kind)
        if corridor:
            found = found.filter(pk__in=Stop.objects.filter(corridor__public_id=corridor).values("place"))
        return _of_country(found, "country", data).select_related("country")

    @documents.PLACES
    def get(self, request: Request) -> Response:
        """List places."""
        return self.page(request)


class PlaceDetail(EntryDetail):
    """One place."""

    model = Place
    render = staticmethod(entries.place)

    @documents.PLACE
    def get(self, request: Request, key: str) -> Response:
        """Show a place and what was said of it."""
        return self.one(request, key)


class OrganisationList(EntryList):
    """Organisations."""

    model = Organisation
    render = staticmethod(entries.organisation)
    known = ("country", "kind", *OWN)

    def narrowed(self, found: "QuerySet[Any]", data: QueryDict) -> "QuerySet[Any]":
        """By country and kind."""
        kind = params.word(data, "kind", OrganisationKind.values)
        if kind:
            found = found.filter(kind=kind)
        return _of_country(found, "country", data).select_related("country")

    @documents.ORGANISATIONS
    def get(self, request: Request) -> Response:
        """List organisations."""
        return self.page(request)


class OrganisationDetail(EntryDetail):
    """One organisation."""

    model = Organisation
    render = staticmethod(entries.organisation)

    @documents.ORGANISATION
    def get(self, request: Request, key: str) -> Response:
        """Show an organisation and what was said of it."""
        return self.one(request, key)
