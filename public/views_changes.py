"""The log of changes: who, when, why, what before and after, and what it takes back."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from corridors.errors import Invalid, NotFound
from projects import filters, selectors
from projects.choices import ClaimKind, State
from projects.models import Change, Claim, Entry, Project, Ruling
from public import fields_told, wording
from public.refusals import page

PER_PAGE = 50
# A change with more claims than this is summed up in the list; its own page writes out so many.
WRITTEN_OUT = 6
WRITTEN_OUT_ALONE = 300


@dataclass(slots=True)
class Told:
    """A change as the log tells it."""

    change: Change
    subject: Entry | None
    projects: list[Project]
    counts: str
    claims: list[Claim] = field(default_factory=list)
    rulings: list[tuple[str, Claim]] = field(default_factory=list)
    fields: list[fields_told.FieldChange] = field(default_factory=list)
    more: int = 0


@page("before", "project", "verb", "change")
def changes(request: HttpRequest) -> HttpResponse:
    """The log, newest first, in pages by number, of one project or verb, or one change whole."""
    log = selectors.changes()
    single = _number(request.GET, "change")
    if single is not None:
        log = log.filter(pk=single)
        if not log:
            raise NotFound(f"The public log has no change {single}.")
    project = _project(request.GET)
    if project is not None:
        log = log.filter(projects=project)
    verb = request.GET.get("verb", "")
    verbs = list(selectors.changes().order_by("verb").values_list("verb", flat=True).distinct())
    if verb:
        if verb not in verbs:
            raise Invalid(f"verb: no change says {verb[:40]!r}. Known are {', '.join(verbs)}.", field="verb")
        log = log.filter(verb=verb)
    before = _number(request.GET, "before")
    if before is not None:
        log = log.filter(pk__lt=before)
    rows = list(log[: PER_PAGE + 1])
    more = len(rows) > PER_PAGE
    rows = rows[:PER_PAGE]
    context = {
        "told": tell(rows, WRITTEN_OUT_ALONE if single is not None else WRITTEN_OUT),
        "single": single,
        "project": project,
        "verb": verb,
        "verbs": verbs,
        "older": _query(request.GET, before=rows[-1].pk) if more else "",
        "newest": _query(request.GET, before=""),
        "is_first": before is None,
    }
    return render(request, "public/changes.html", context)


def _query(data: QueryDict, **values: object) -> str:
    query = data.copy()
    for name, value in values.items():
        query[name] = str(value)
    for name in [name for name in query if not query[name]]:
        del query[name]
    return query.urlencode()


def _number(data: QueryDict, name: str) -> int | None:
    text = data.get(name, "").strip()
    if not text:
        return None
    if not filters.is_whole(text):
        raise Invalid(f"{name}: {text[:40]!r} is not the number of a change.", field=name)
    return int(text)


def _project(data: QueryDict) -> Project | None:
    public_id = data.get("project", "").strip()
    if not public_id:
        return None
    found: Project
    try:
        found = selectors.find(Project, public_id)
    except selectors.Moved:
        # Its page leads on; what was done to it until then is told under its own id.
        found = Project.objects.get(public_id=public_id)
    return found


def tell(log: Sequence[Change], most: int = WRITTEN_OUT) -> list[Told]:
    """Changes with all that stands behind them, in a fixed number of queries."""
    ids = [change.pk for change in log]
    counts = _counts(ids)
    short = [key for key in ids if sum(counts[key].values()) <= most]
    rest = [key for key in ids if key not in set(short)] if most > WRITTEN_OUT else []
    claims = _claims(short)
    for key in rest:
        claims[key] = _claims([key], most)[key]
    rulings = _rulings(ids, most)
    projects = _projects(ids)
    entries = _entries(log)
    return [
        Told(
            change,
            entries.get(change.subject),
            projects[change.pk],
            _counts_in_words(counts[change.pk]),
            claims[change.pk],
            rulings[change.pk],
            fields_told.told(change.fields, entries),
            sum(counts[change.pk].values()) - len(claims[change.pk]),
        )
        for change in log
    ]


def _counts(ids: list[int]) -> dict[int, Counter[str]]:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = selectors.claims().filter(change__in=ids).order_by("change", "kind").values_list("change", "kind")
    for change_id, kind, number in rows.annotate(number=Count("pk")):
        counts[change_id][kind] = number
    return counts


def _counts_in_words(counts: Counter[str]) -> str:
    plural = {"status": "statuses", "party": "parties"}
    words = []
    for kind in ClaimKind:
        if number := counts[kind]:
            one = kind.label.lower()
            words.append(wording.count(number, one, plural.get(kind, f"{one}s")))
    return wording.listed(words)


def _claims(ids: list[int], most: int | None = None) -> dict[int, list[Claim]]:
    found: dict[int, list[Claim]] = defaultdict(list)
    joined = selectors.claims().filter(change__in=ids).order_by("pk").select_related(*_ABOUT, *_VALUE)
    for claim in joined[:most] if most else joined:
        found[claim.change_id].append(claim)
    return found


_ABOUT = ("project", "corridor", "place", "organisation", "source__publisher")
_VALUE = (
    "milestone", "funding", "party", "other_place", "other_corridor", "other_project",
    "replaces__milestone", "replaces__funding", "replaces__party", "replaces__other_place", "replaces__other_corridor",
)  # fmt: skip


def _rulings(ids: list[int], most: int) -> dict[int, list[tuple[str, Claim]]]:
    """What each change ruled or lifted, as a word and the claim; of drafts and what was withdrawn nothing is told."""
    found: dict[int, list[tuple[str, Claim]]] = defaultdict(list)
    joined = Ruling.objects.select_related(*(f"claim__{name}" for name in (*_ABOUT, *_VALUE)))
    for ruling in joined.filter(change__in=ids).order_by("pk"):
        _add(found[ruling.change_id], (ruling.kind, ruling.claim), most)
    for ruling in joined.filter(lifted_by__in=ids).order_by("pk"):
        _add(found[ruling.lifted_by_id or 0], (f"no longer {ruling.kind}", ruling.claim), most)
    return found


def _add(rows: list[tuple[str, Claim]], row: tuple[str, Claim], most: int) -> None:
    about: Entry = row[1].about  # type: ignore[assignment]  # a claim is about an entry
    if len(rows) < most and about.state in selectors.SHOWN:
        rows.append(row)


def _projects(ids: list[int]) -> dict[int, list[Project]]:
    found: dict[int, list[Project]] = defaultdict(list)
    through = Change.projects.through._default_manager.filter(change__in=ids)
    pairs = list(through.order_by("project__label").values_list("change_id", "project_id"))
    published = Project.objects.visible().in_bulk({project_id for _, project_id in pairs})
    for change_id, project_id in pairs:
        if project_id in published:
            found[change_id].append(published[project_id])
    return found


def _entries(log: Iterable[Change]) -> dict[str, Entry]:
    """Entries that changes were on, by public id: names and fields of drafts stay with the curators."""
    wanted = {name for change in log for name in (change.subject, *change.fields) if name and "/" not in name}
    found: dict[str, Entry] = {}
    for model in selectors.CATALOGUE:
        for entry in model._default_manager.filter(public_id__in=wanted).exclude(state=State.DRAFT):
            found[entry.public_id] = entry
    return found
