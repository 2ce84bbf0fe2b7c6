"""Corridors, places and organisations: what each is, what sources say of it, and the projects that meet there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone

from projects import dossier, filters, selectors
from projects.choices import ClaimKind, State
from projects.dossier import Answer
from projects.models import Claim, Corridor, Entry, Organisation, Place, Project, Stop
from public import addresses, live, showing
from public.refusals import page

PUBLISHED = Q(projects__state=State.PUBLISHED)


@dataclass(slots=True)
class Involvement:
    """One project an organisation or place meets, with the claims that say so."""

    project: Project
    claims: list[Claim] = field(default_factory=list)


def _moved_slug(entry: Entry, slug: str | None) -> HttpResponse | None:
    return None if slug == entry.slug else HttpResponsePermanentRedirect(addresses.of(entry))


def _about(name: str, entry: Entry, more: Iterable[Claim] = ()) -> dict[str, object]:
    """What sources say of an entry, with its sources numbered together with those of further claims."""
    answers = dossier.load_about(name, entry.pk)
    claims = [claim for group in answers.values() for answer in group for claim in answer.claims]
    numbered = showing.number_sources([*claims, *more])
    return {
        "entry": entry,
        "names": _ordered_names(answers[ClaimKind.NAME]),
        "measures": showing.measure_rows(answers[ClaimKind.MEASURE]),
        "parties": showing.party_groups(answers[ClaimKind.PARTY]),
        "texts": answers[ClaimKind.TEXT],
        "mentions": answers[ClaimKind.MENTION],
        "disputes": [showing.dispute(answer) for answer in answers[ClaimKind.MEASURE] if answer.contested],
        "numbers": showing.numbers(numbered),
        "sources": showing.cited(numbered),
    }


def _ordered_names(answers: list[Answer]) -> list[Answer]:
    order = {"en": 0, "ru": 1, "zh": 2, "kk": 3}
    return sorted(answers, key=lambda answer: (order.get(answer.head.language, 9), answer.head.pk))


def _involvements(claims: Iterable[Claim]) -> list[Involvement]:
    return [
        Involvement(mine[0].project, mine)
        for _, group in groupby(claims, key=lambda claim: claim.project_id)
        if (mine := list(group))
    ]


@page()
def corridors(request: HttpRequest) -> HttpResponse:
    """All corridors."""
    found = Corridor.objects.visible().prefetch_related("countries")
    found = found.annotate(project_count=Count("projects", filter=PUBLISHED, distinct=True))
    return render(request, "public/corridors.html", {"corridors": found})


@page()
def corridor(request: HttpRequest, public_id: str, slug: str | None = None) -> HttpResponse:
    """One corridor: its stops in order, its throughput by scope and year, the projects on it."""
    entry = selectors.find(Corridor, public_id)
    if moved := _moved_slug(entry, slug):
        return moved
    stops = Stop.objects.filter(corridor=entry).select_related("place__country")
    branches = [(branch, list(group)) for branch, group in groupby(stops, key=lambda stop: stop.branch)]
    projects = selectors.projects().filter(corridors=entry).prefetch_related("countries")
    context = _about("corridor", entry) | {"branches": branches, "projects": projects}
    context["countries"] = list(entry.countries.all())
    today = timezone.now().date()
    context["today"] = today
    context["stale"] = set(projects.filter(filters.stale_today(today)).values_list("pk", flat=True))
    return render(request, "public/corridor.html", context)


@page()
def places(request: HttpRequest) -> HttpResponse:
    """All places, by country."""
    found = Place.objects.visible().select_related("country").order_by("country__name", Lower("label"))
    groups = [(country, list(group)) for country, group in groupby(found, key=lambda place: place.country)]
    return render(request, "public/places.html", {"groups": groups, "total": sum(len(group) for _, group in groups)})


@page()
def place(request: HttpRequest, public_id: str, slug: str | None = None) -> HttpResponse:
    """One place: how its coordinates are known, the corridors through it, the projects at it."""
    entry = selectors.find(Place, public_id)
    if moved := _moved_slug(entry, slug):
        return moved
    claims = list(live.claims(kind=ClaimKind.PLACE, other_place=entry))
    through = Corridor.objects.visible().filter(stops__place=entry).distinct()
    context = _about("place", entry, claims) | {"involvements": _involvements(claims), "corridors": through}
    return render(request, "public/place.html", context)


@page()
def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations, with the number of projects in which a source names each."""
    found = Organisation.objects.visible().select_related("country").order_by(Lower("label"), "pk")
    named: dict[int, set[int]] = {}
    for party_id, project_id in live.claims(kind=ClaimKind.PARTY).values_list("party_id", "project_id"):
        named.setdefault(party_id or 0, set()).add(project_id or 0)
    rows = [(organisation, len(named.get(organisation.pk, ()))) for organisation in found]
    return render(request, "public/organisations.html", {"rows": rows})


@page()
def organisation(request: HttpRequest, public_id: str, slug: str | None = None) -> HttpResponse:
    """One organisation: what it does in which projects, each with its sources."""
    entry = selectors.find(Organisation, public_id)
    if moved := _moved_slug(entry, slug):
        return moved
    claims = list(live.claims(kind=ClaimKind.PARTY, party=entry))
    context = _about("organisation", entry, claims) | {"involvements": _involvements(claims)}
    context["publishers"] = list(entry.publishes_as.all())
    return render(request, "public/organisation.html", context)
