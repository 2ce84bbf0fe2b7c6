"""The list of projects and the page of one."""

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone

from corridors.errors import Invalid
from projects import dossier, filters, resolve, selectors, views
from projects.choices import ClaimKind, Sector, State, Status
from projects.dossier import Dossier
from projects.models import Corridor, Country, Project
from public import addresses, charts, past, showing
from public.refusals import page

PER_PAGE = 50
RECENT_CHANGES = 6
ORDERS = (
    ("name", "Name"),
    ("-slippage", "Longest slip first"),
    ("-committed", "Largest commitments first"),
    ("-evidence", "Newest evidence first"),
    ("evidence", "Oldest evidence first"),
    ("-changed", "Changed last first"),
)
FLAGS = (
    ("contested", "Sources disagree"),
    ("overdue", "Promised date passed"),
    ("stale", "No recent evidence"),
    ("umbrella", "Pledges and programmes"),
)


@page(checked=False)
def projects(request: HttpRequest) -> HttpResponse:
    """The list: filters from the address, fifty a page, each active filter a link that removes it."""
    filters.refuse_unknown(request.GET, (*filters.ProjectFilter.base_filters, "page"), repeatable=filters.REPEATABLE)
    given = _without_empty(request.GET)
    if given.urlencode() != request.GET.urlencode():
        return HttpResponsePermanentRedirect(f"{request.path}?{given.urlencode()}" if given else request.path)
    found = filters.apply(given, selectors.projects(), also=("page",)).prefetch_related("countries")
    paginator = Paginator(found, PER_PAGE)
    shown = paginator.page(_page_number(given, paginator.num_pages))
    context = {
        "page": shown,
        "total": paginator.count,
        "active": _active(given),
        "given": given,
        "statuses": _options(Status.choices, given.getlist("status")),
        "sectors": _options(Sector.choices, given.getlist("sector")),
        "countries": _options(_countries(), [_code(given.get("country", ""))]),
        "corridors": _options(_corridors(), given.getlist("corridor")),
        "orders": _options(ORDERS, given.getlist("ordering") or ["name"]),
        "flags": [(name, label, filters.TRUTHS.get(given.get(name, "").lower()) is True) for name, label in FLAGS],
        "stale": set(found.filter(filters.stale_today(timezone.now().date())).values_list("pk", flat=True)),
        "today": timezone.now().date(),
        "query": _but(given, "page").urlencode(),
    }
    return render(request, "public/projects.html", context)


def _without_empty(data: QueryDict) -> QueryDict:
    """The same query less its empty fields: a form sends all of them, an address need not."""
    kept = data.copy()
    for name in list(kept):
        values = [value for value in kept.getlist(name) if value.strip()]
        if values:
            kept.setlist(name, values)
        else:
            del kept[name]
    return kept


def _page_number(data: QueryDict, last: int) -> int:
    text = data.get("page", "1")
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= last):
        raise Invalid(f"page: there is no page {text[:20]!r}; this list has pages 1 to {last}.", field="page")
    return int(text)


def _countries() -> list[tuple[str, str]]:
    return list(Country.objects.filter(projects__state=State.PUBLISHED).distinct().values_list("code", "name"))


def _corridors() -> list[tuple[str, str]]:
    return list(Corridor.objects.visible().values_list("public_id", "label"))


def _code(country: str) -> str:
    """A country's code as it is kept; addresses may write it small."""
    return country.strip().upper()


def _options(choices: object, chosen: list[str]) -> list[tuple[str, str, bool]]:
    return [(str(value), str(label), str(value) in chosen) for value, label in choices]  # type: ignore[attr-defined]  # any pairs


def _active(given: QueryDict) -> list[tuple[str, str]]:
    """Each filter in force in words, with the query that is left without it."""
    labels = {"status": dict(Status.choices), "sector": dict(Sector.choices)}
    labels["country"] = dict(_countries()) if "country" in given else {}
    labels["corridor"] = dict(_corridors()) if "corridor" in given else {}
    words = {name: str(each.label) for name, each in filters.ProjectFilter.base_filters.items()}
    active = []
    for name in given:
        if name in ("page", "ordering"):
            continue
        for value in given.getlist(name):
            if isinstance(filters.ProjectFilter.base_filters[name], filters.TruthFilter):
                told = "yes" if filters.TRUTHS[value.lower()] else "no"
            else:
                told = labels.get(name, {}).get(_code(value) if name == "country" else value, value)
            active.append((f"{words[name]}: {told}", _but(given, name, value).urlencode()))
    return active


def _but(given: QueryDict, name: str, value: str | None = None) -> QueryDict:
    """The query without one parameter, or without one value of it; never on a page that is gone."""
    rest = given.copy()
    rest.pop("page", None)
    kept = [each for each in rest.getlist(name) if value is not None and each != value]
    if kept:
        rest.setlist(name, kept)
    else:
        rest.pop(name, None)
    return rest


@page()
def short(request: HttpRequest, public_id: str) -> HttpResponse:
    """A short address of a project, for print and for reading aloud."""
    return HttpResponsePermanentRedirect(addresses.of(selectors.find(Project, public_id)))


@page(*views.PARAMETERS)
def project(request: HttpRequest, public_id: str, slug: str | None = None) -> HttpResponse:
    """A project with every figure footnoted and its rivals beside it, now or in a past view."""
    view = views.read(request.GET)
    entry = selectors.find(Project, public_id, view)
    if slug != entry.slug:
        rest = urlencode({name: request.GET[name] for name in request.GET})
        return HttpResponsePermanentRedirect(addresses.of(entry) + (f"?{rest}" if rest else ""))
    found = dossier.load_one(entry, view)
    return render(request, "public/project.html", _context(found))


def _context(found: Dossier) -> dict[str, object]:
    today = past.seen_on(found.view, timezone.now().date())
    entry = found.project
    contested, settled = showing.disputes(found)
    own, aside, axis = showing.milestone_rows(found.courses, today)
    band_axis, band = charts.band(found.history, today) if found.history else (None, [])
    status = found.status.shown if found.status else None
    changes = selectors.changes().filter(projects=entry)
    last = found.view.last_change()
    return {
        "project": entry,
        "dossier": found,
        "numbers": found.numbers,
        "notice": past.sentences(found.view),
        "rule_version": resolve.RULE_VERSION,
        "status": status.status if status else "",
        "stale": resolve.is_stale(status.status, found.last_evidence, today) if status else False,
        "slippage": found.slippage,
        "overdue": _is_overdue(found, today),
        "names": [answer for answer in found.names if answer.head.topic == "heading"],
        "other_names": [answer for answer in found.names if answer.head.topic != "heading"],
        "facts": showing.key_facts(found),
        "contested": contested,
        "settled": settled,
        "band": band,
        "band_axis": band_axis,
        "milestones": own,
        "aside_milestones": aside,
        "axis": axis,
        "today_at": charts.percent(axis.at(today)),
        "successive": [row for row in own if row.successive],
        "money": showing.money_groups(found.money),
        "commitments_note": showing.commitments_note(found),
        "news": showing.news(found.mentions),
        "measures": showing.measure_rows(found.measures),
        "parties": showing.party_groups(found.parties),
        "relations": [each for each in found.relations if _visible(each.head.other_project)],
        "sources": showing.cited(found.sources),
        "countries": list(entry.countries.all()),
        "corridors": [each for each in entry.corridors.all() if each.state == State.PUBLISHED],
        "changes": (changes.filter(pk__lte=last) if last is not None else changes)[:RECENT_CHANGES],
        "languages": sorted({source.language for _, source, _ in found.sources}),
        "claim_kinds": ClaimKind,
        "today": today,
    }


def _visible(other: Project | None) -> bool:
    return other is not None and other.state != State.DRAFT


def _is_overdue(found: Dossier, today: date) -> bool:
    now = found.forecast.now if found.forecast else None
    return now is not None and now.date_latest is not None and now.date_latest < today
