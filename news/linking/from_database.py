"""Builds the linker's catalogue from what the database holds, and keeps one linker until something changes."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Max, QuerySet

from news.linking.catalogue import LANGUAGES, Entry, Name
from news.linking.linker import Linker
from projects.choices import ClaimKind, NameAspect, RulingKind, State
from projects.models import Change, Claim, Organisation, Place, Project, Ruling

#: A label is ours, in English: never shown as a name, it finds what no source has named.
_LABEL_LANGUAGE = "en"


def catalogue_from_database() -> list[Entry]:
    """Return an entry per project neither merged nor withdrawn, named by its live claims, keyed by public id."""
    projects = Project.objects.filter(state__in=(State.DRAFT, State.PUBLISHED)).order_by("pk")
    named = _names("project_id")
    places = _places()
    parties = _parties()
    amounts = _amounts()
    countries: dict[int, list[str]] = defaultdict(list)
    for project, code in projects.values_list("pk", "countries"):
        if code:
            countries[project].append(code)
    return [
        Entry(
            key=project.public_id,
            names=tuple(dict.fromkeys((*named[project.pk], *_labels(project)))),
            places=tuple(places[project.pk]),
            parties=tuple(parties[project.pk]),
            sector=project.sector,
            countries=tuple(countries[project.pk]),
            amounts=tuple(amounts[project.pk]),
        )
        for project in projects
    ]


def _labels(project: Project) -> list[Name]:
    labels = (project.label, project.short_label)
    return [Name(label, _LABEL_LANGUAGE, "harvested", "label") for label in labels if label]


def _live() -> QuerySet[Claim]:
    retracted = Ruling.objects.filter(kind=RulingKind.RETRACTED, lifted_by__isnull=True).values("claim")
    return Claim.objects.exclude(pk__in=retracted)


def _names(about: str) -> Mapping[int, list[Name]]:
    found: dict[int, list[Name]] = defaultdict(list)
    rows = _live().filter(kind=ClaimKind.NAME).exclude(**{about: None}).exclude(text="").order_by("pk")
    for entry, text, language, aspect in rows.values_list(about, "text", "language", "aspect"):
        name = Name(text, _language(language), needs_context=aspect == NameAspect.WITH_CONTEXT)
        found[entry].append(name)
    return found


def _language(code: str) -> str:
    """Return which of the four languages' rules read a name; any other language is read as English is."""
    base = code.casefold().partition("-")[0]
    return base if base in LANGUAGES else "en"


def _places() -> Mapping[int, Iterable[str]]:
    spelled: dict[int, list[str]] = defaultdict(list)
    for place, label, others in Place.objects.values_list("pk", "label", "search_names"):
        spelled[place] += [label, *others]
    for place, names in _names("place_id").items():
        spelled[place] += [name.text for name in names]
    found: dict[int, dict[str, None]] = defaultdict(dict)
    rows = _live().filter(kind=ClaimKind.PLACE, project__isnull=False, other_place__isnull=False)
    for project, place in rows.order_by("pk").values_list("project_id", "other_place_id"):
        found[project].update(dict.fromkeys(spelled[place]))
    return found


def _parties() -> Mapping[int, Iterable[str]]:
    spelled: dict[int, list[str]] = defaultdict(list)
    for organisation, label in Organisation.objects.values_list("pk", "label"):
        spelled[organisation].append(label)
    for organisation, names in _names("organisation_id").items():
        spelled[organisation] += [name.text for name in names]
    found: dict[int, dict[str, None]] = defaultdict(dict)
    rows = _live().filter(kind=ClaimKind.PARTY, project__isnull=False, party__isnull=False)
    for project, party in rows.order_by("pk").values_list("project_id", "party_id"):
        found[project].update(dict.fromkeys(spelled[party]))
    return found


def _amounts() -> Mapping[int, Iterable[str]]:
    """Sums in the currency their sources gave, whatever their stage: a newspaper seldom says which it means."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    rows = _live().filter(kind=ClaimKind.AMOUNT, number__isnull=False).order_by("pk")
    for project, number, currency in rows.values_list("project_id", "number", "unit"):
        found[project][f"{currency} {number:f}"] = None
    return found


class _Kept:
    """The linker of this process, and which change it knows of last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._linker: Linker | None = None

    def current(self) -> Linker:
        version = str(Change.objects.aggregate(last=Max("pk"))["last"] or 0)
        linker = self._linker
        if linker is None or linker.version != version:
            with self._lock:
                if self._linker is None or self._linker.version != version:
                    self._linker = Linker(catalogue_from_database(), version=version)
                linker = self._linker
        return linker


_KEPT = _Kept()


def current_linker() -> Linker:
    """Return the linker over the database as of its last change, compiled anew only when there was one."""
    return _KEPT.current()
