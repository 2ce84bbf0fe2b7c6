"""Builds the linker's catalogue from what the database holds, and keeps one linker until something changes."""

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import F, Q, QuerySet

from news.linking import families
from news.linking.aliases import harvest
from news.linking.catalogue import LANGUAGES, Entry, Name
from news.linking.gazetteer import spelled
from news.linking.linker import Linker
from news.linking.score import Weights, read_weights
from news.linking.wording import Site, worded
from news.models import AliasFamily, BlockedName, FittedWeights, SearchName
from projects.canonical import canonical
from projects.choices import ClaimKind, NameAspect, RulingKind, State
from projects.models import Change, Claim, Organisation, Place, Project, Ruling

#: A label is ours, in English: never shown as a name, it finds what no source has named.
_LABEL_LANGUAGE = "en"
#: Kinds of claims that the catalogue holds, and verbs of changes that touch nothing of it but by claims they record.
_READ = (ClaimKind.NAME, ClaimKind.PLACE, ClaimKind.PARTY, ClaimKind.AMOUNT)
_ELSEWHERE = (
    *("confirm", "reject", "record", "prefer", "deprecate", "relink", "choose"),
    *("edit source", "edit feed", "edit recipe", "add recipe", "switch on", "switch off"),
)

#: The number of the newest change, and when it was made: numbers alone begin anew with another database.
_Version = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the linker is built from: the projects, the families switched off, and why made names are not used."""

    entries: tuple[Entry, ...]
    off: frozenset[str]
    #: Project -> canonical form -> why it is not used although a rule makes it.
    refused: Mapping[str, Mapping[str, str]]

    def names(self, key: str, *, blocked: bool = False) -> tuple[Name, ...]:
        """Return the names by which a project is found; with ``blocked``, those switched off or refused as well."""
        entry = next((entry for entry in self.entries if entry.key == key), None)
        if entry is None:
            return ()
        return harvest(replace(entry, blocked=frozenset()) if blocked else entry, () if blocked else self.off)


def catalogue_from_database() -> Catalogue:
    """Return an entry per project neither merged nor withdrawn, named by its live claims, keyed by public id."""
    off = _off()
    projects = list(linked_to())
    named = _names("project_id")
    merged = _merged()
    given = search_names(merged)
    gazetteer = _gazetteer(off)
    places = _places()
    parties = _parties()
    amounts = _amounts()
    blocked = _blocked(merged)
    countries: dict[int, list[str]] = defaultdict(list)
    for project, code in Project.countries.through.objects.order_by("pk").values_list("project_id", "country_id"):
        countries[project].append(code)
    by_name = {form: site for site in gazetteer.values() for form in site.latin()}
    sites = {project.pk: [gazetteer[place] for place in places[project.pk]] for project in projects}
    entries = [
        Entry(
            key=project.public_id,
            names=_all_names(project, named[project.pk], given[project.pk], sites[project.pk], by_name),
            places=tuple(dict.fromkeys(_texts(sites[project.pk], named[project.pk]))),
            parties=tuple(parties[project.pk]),
            sector=project.sector,
            countries=tuple(sorted(countries[project.pk])),
            amounts=tuple(amounts[project.pk]),
            blocked=frozenset(blocked[project.pk]),
        )
        for project in projects
    ]
    return _catalogue(entries, off)


def first_names(most: int) -> Catalogue:
    """Return the names alone of the first so many projects, at a cost that does not grow with the catalogue.

    What the other projects are called is not looked at, so a name that one of them bears too is not refused, and a
    place that only they have is not known.
    """
    off = _off()
    projects = list(linked_to()[:most])
    claims = _live().filter(project__in=[project.pk for project in projects])
    named, given, places, blocked = _names("project_id", claims), search_names(), _places(claims), _blocked()
    gazetteer = _gazetteer(off, {place for found in places.values() for place in found})
    by_name = {form: site for site in gazetteer.values() for form in site.latin()}
    entries = [
        Entry(
            key=project.public_id,
            names=_all_names(
                project, named[project.pk], given[project.pk], [gazetteer[one] for one in places[project.pk]], by_name
            ),
            blocked=frozenset(blocked[project.pk]),
        )
        for project in projects
    ]
    return _catalogue(entries, off)


def linked_to() -> QuerySet[Project]:
    """Return the projects that news is linked to, neither merged nor withdrawn, in the order of the catalogue."""
    return Project.objects.filter(state__in=(State.DRAFT, State.PUBLISHED)).order_by("pk")


def _off() -> frozenset[str]:
    return frozenset(AliasFamily.objects.filter(is_off=True).values_list("key", flat=True))


def _catalogue(entries: Sequence[Entry], off: frozenset[str]) -> Catalogue:
    refused = families.refused(entries, off)
    return Catalogue(
        tuple(replace(entry, blocked=entry.blocked | refused.get(entry.key, {}).keys()) for entry in entries),
        off,
        refused,
    )


def _all_names(
    project: Project,
    cited: Sequence[Name],
    given: Iterable[SearchName],
    places: Sequence[Site],
    by_name: Mapping[str, Site],
) -> tuple[Name, ...]:
    """Names of sources, of curators, our labels, and words in each language in which no source names it by itself."""
    labels = [Name(label, _LABEL_LANGUAGE, "harvested", "label") for label in (project.label, project.short_label)]
    searched = [name for row in given for name in as_names(row)]
    known = [*cited, *searched, *(label for label in labels if label.text)]
    english = [name.text for name in known if name.language == _LABEL_LANGUAGE and name.rule == "label"]
    safe = {name.language for name in cited if not name.needs_context}
    made = [
        name
        for language in LANGUAGES
        if language != _LABEL_LANGUAGE and language not in safe
        for name in worded(english, project.sector, places, by_name, language)
    ]
    return tuple(dict.fromkeys((*known, *made)))


def switched_off(project: Project) -> set[str]:
    """Return the canonical forms of names that do not find a project because they were switched off."""
    return set(_blocked()[project.pk])


def search_names(merged: Mapping[int, int | None] | None = None) -> Mapping[int, list[SearchName]]:
    """Return the names that curators gave, by project; those of a merged one find what it was merged into."""
    merged = _merged() if merged is None else merged
    found: dict[int, list[SearchName]] = defaultdict(list)
    for row in SearchName.objects.filter(is_used=True).select_related("project").order_by("pk"):
        found[_successor(row.project_id, merged)].append(row)
    return found


def _merged() -> Mapping[int, int | None]:
    return dict(Project.objects.filter(state=State.MERGED).values_list("pk", "merged_into_id"))


def _successor(project: int, merged: Mapping[int, int | None]) -> int:
    while (into := merged.get(project)) is not None:
        project = into
    return project


def as_names(row: SearchName) -> list[Name]:
    """Return the name a curator gave, once in each language it may be met in."""
    languages = (row.language,) if row.language else LANGUAGES
    return [Name(row.text, language, "curator", "curator", row.needs_context) for language in languages]


def _blocked(merged: Mapping[int, int | None] | None = None) -> Mapping[int, set[str]]:
    """Return the names switched off, by project.

    A name that came with a merged project stays off; one that the project bears by itself, or that was switched on for
    it, finds it all the same: of two rows of one thing the name may have been off for one so that it finds the other.
    """
    found: dict[int, set[str]] = defaultdict(set)
    came: dict[int, set[str]] = defaultdict(set)
    rows = list(BlockedName.objects.values_list("project_id", "form", "is_off"))
    decided = {(project, form) for project, form, _ in rows}
    merged = _merged() if merged is None else merged
    for project, form, is_off in rows:
        if is_off:
            found[project].add(form)
            into = _successor(project, merged)
            if into != project and (into, form) not in decided:
                came[into].add(form)
    own = _own_forms(came) if came else {}
    for project, forms in came.items():
        found[project] |= forms - own[project]
    return found


def _own_forms(projects: Collection[int]) -> Mapping[int, set[str]]:
    """Names of projects that came with no other: our labels, what curators gave them, what sources said of them."""
    found: dict[int, set[str]] = defaultdict(set)
    moved = Q(replaces__isnull=False) & ~Q(replaces__project=F("project"))
    cited = _live().filter(project__in=projects, kind=ClaimKind.NAME).exclude(moved)
    given = SearchName.objects.filter(project__in=projects, is_used=True)
    labels = Project.objects.filter(pk__in=projects)
    for rows in (
        labels.values_list("pk", "label"),
        labels.values_list("pk", "short_label"),
        cited.values_list("project_id", "text"),
        given.values_list("project_id", "text"),
    ):
        for project, text in rows:
            found[project].add(canonical(text))
    return found


def _live() -> QuerySet[Claim]:
    retracted = Ruling.objects.filter(kind=RulingKind.RETRACTED, lifted_by__isnull=True).values("claim")
    return Claim.objects.exclude(pk__in=retracted)


def _names(about: str, claims: QuerySet[Claim] | None = None) -> Mapping[int, list[Name]]:
    found: dict[int, list[Name]] = defaultdict(list)
    among = _live() if claims is None else claims
    rows = among.filter(kind=ClaimKind.NAME).exclude(**{about: None}).exclude(text="").order_by("pk")
    for entry, text, language, aspect in rows.values_list(about, "text", "language", "aspect"):
        name = Name(text, _language(language), needs_context=aspect == NameAspect.WITH_CONTEXT)
        found[entry].append(name)
    return found


def _language(code: str) -> str:
    """Return which of the four languages' rules read a name; any other language is read as English is."""
    base = code.casefold().partition("-")[0]
    return base if base in LANGUAGES else "en"


def _gazetteer(off: Collection[str], only: Collection[int] | None = None) -> Mapping[int, Site]:
    """Every place, or some only, as sources and gazetteers call it."""
    cited = _names("place_id", None if only is None else _live().filter(place__in=only))
    places = Place.objects.all() if only is None else Place.objects.filter(pk__in=only)
    rows = list(places.order_by("pk").values_list("pk", "label", "country_id", "search_names"))
    spellings = {} if "gazetteer" in off else spelled((label, country) for _, label, country, _ in rows)
    found = {}
    for place, label, country, others in rows:
        named: dict[str, list[str]] = defaultdict(list)
        for name in cited[place]:
            named[name.language].append(name.text)
        known = () if "gazetteer" in off else (*others, *spellings[label, country])
        found[place] = Site(label, named, tuple(dict.fromkeys(known)))
    return found


def _texts(sites: Iterable[Site], names: Iterable[Name]) -> Iterator[str]:
    """Every spelling of some places; a place that is the thing itself does not take the thing's name from it."""
    own = {canonical(name.text) for name in names}
    for site in sites:
        for text in (site.label, *site.spellings, *(text for texts in site.named.values() for text in texts)):
            if not (site.is_thing and canonical(text) in own):
                yield text


def _places(claims: QuerySet[Claim] | None = None) -> Mapping[int, Iterable[int]]:
    found: dict[int, dict[int, None]] = defaultdict(dict)
    among = _live() if claims is None else claims
    rows = among.filter(kind=ClaimKind.PLACE, project__isnull=False, other_place__isnull=False)
    for project, place in rows.order_by("pk").values_list("project_id", "other_place_id"):
        found[project][place] = None
    return found


def _parties() -> Mapping[int, Iterable[str]]:
    called: dict[int, list[str]] = defaultdict(list)
    for organisation, label in Organisation.objects.values_list("pk", "label"):
        called[organisation].append(label)
    for organisation, names in _names("organisation_id").items():
        called[organisation] += [name.text for name in names]
    found: dict[int, dict[str, None]] = defaultdict(dict)
    rows = _live().filter(kind=ClaimKind.PARTY, project__isnull=False, party__isnull=False)
    for project, party in rows.order_by("pk").values_list("project_id", "party_id"):
        found[project].update(dict.fromkeys(called[party]))
    return found


def _amounts() -> Mapping[int, Iterable[str]]:
    """Sums in the currency their sources gave, whatever their stage: a newspaper seldom says which it means."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    rows = _live().filter(kind=ClaimKind.AMOUNT, number__isnull=False).order_by("pk")
    for project, number, currency in rows.values_list("project_id", "number", "unit"):
        found[project][f"{currency} {number:f}"] = None
    return found


def current_weights() -> Weights:
    """Return the weights that curators chose to use, else those the linker came with."""
    chosen = FittedWeights.objects.filter(is_used=True).order_by("-pk").first()
    return read_weights() if chosen is None else chosen.weights()


class _Kept:
    """The catalogue and the linker of this process, and which change they know of last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version: _Version = (0, "never")
        self._catalogue: Catalogue | None = None
        self._linker: Linker | None = None
        self._built_from: tuple[object, ...] = ()

    def catalogue(self) -> Catalogue:
        with self._lock:
            return self._fresh(_version())

    def linker(self) -> Linker:
        version = _version()
        told = "{}, {}".format(*version)
        linker = self._linker
        if linker is not None and linker.version == told:
            return linker
        with self._lock:
            catalogue, weights = self._fresh(version), current_weights()
            built_from = (catalogue.entries, catalogue.off)
            if self._linker is None or self._built_from != built_from:
                self._linker = Linker(catalogue.entries, off=catalogue.off)
                self._built_from = built_from
            if self._linker.weights != weights:
                self._linker = self._linker.weighing(weights)
            # Most changes concern nothing the linker is built from: it is as new as they are.
            self._linker.version = told
            return self._linker

    def _fresh(self, version: _Version) -> Catalogue:
        if self._catalogue is None or _is_concerned(self._version, version):
            self._catalogue = catalogue_from_database()
        self._version = version
        return self._catalogue


def _version() -> _Version:
    """Names, places, families, blocked names and weights are all written as changes: the newest one tells."""
    number, at = Change.objects.order_by("-pk").values_list("pk", "at").first() or (0, "never")
    return number, str(at)


def _is_concerned(known: _Version, newest: _Version) -> bool:
    """Whether what changed since a version may be in the catalogue; of most acts only claims of some kinds are.

    Reading it anew takes a third of a second for a hundred projects, and curators decide many stories in a row.
    """
    if known == newest:
        return False
    number, at = known
    before = Change.objects.filter(pk=number).values_list("at", flat=True).first()
    since = Change.objects.filter(pk__gt=number)
    return (
        str(before) != at
        or since.exclude(verb__in=_ELSEWHERE).exists()
        or Claim.objects.filter(change__gt=number, kind__in=_READ).exists()
    )


_KEPT = _Kept()


def current_catalogue() -> Catalogue:
    """Return the catalogue as of the database's last change, read anew only when there was one."""
    return _KEPT.catalogue()


def current_linker() -> Linker:
    """Return the linker over the database as of its last change, compiled anew only when that changed what it knows."""
    return _KEPT.linker()
