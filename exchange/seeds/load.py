"""Recording a plan through the services: a change for organisations, one for places, one a corridor and a project."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pycountry
from django.db import transaction

from corridors.errors import DomainError
from exchange.seeds.plan import ClaimPlan, EntryPlan, FundingPlan, Key, MilestonePlan, Plan
from exchange.seeds.problems import SeedsError
from exchange.seeds.report import Report
from projects.choices import RulingKind, State
from projects.kinds import ABOUT
from projects.models import (
    Claim,
    Corridor,
    Country,
    Entry,
    Funding,
    Milestone,
    Organisation,
    Place,
    Project,
    Publisher,
    Source,
)
from projects.services import changes, claims, entries, sources
from projects.services.changes import Actor

ACTOR = Actor.system("seeds")
VERB = "load"
MODELS: dict[str, type[Entry]] = {
    "organisations": Organisation,
    "places": Place,
    "corridors": Corridor,
    "projects": Project,
}
# Columns of a plan that hold keys, for rows of ours.
REFERENCES = ("party", "other_place", "other_corridor", "other_project")
Progress = Callable[[str], None]


@dataclass
class _Loading:
    """A load in progress: the rows of ours found or made so far, by key."""

    plan: Plan
    report: Report
    countries: dict[str, Country] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    entries: dict[Key, Entry] = field(default_factory=dict)

    def entry(self, key: Key) -> Any:
        """The entry of a key."""
        return self.entries[key]


def load(plan: Plan, report: Report, progress: Progress) -> None:
    """Record all of a plan, or nothing. What is there already stays as it is; what is new is added.

    Args:
        plan: What to record.
        report: Counts what was read and written.
        progress: Is told of each step, in words.

    Raises:
        SeedsError: if the services refuse something; nothing is written then.
    """
    loading = _Loading(plan, report)
    report.read(plan)
    with transaction.atomic():
        _countries(loading)
        progress("organisations")
        with _change("The organisations that the facts name.") as act:
            _entries(loading, act, "organisations")
        progress("publishers and sources")
        _publishers_and_sources(loading)
        progress("places")
        with _change("The places that the facts name, and what sources call them.") as act:
            _entries(loading, act, "places")
            for table in ("organisations", "places"):
                for key in plan.entries[table]:
                    _claims(loading, act, (table, key))
        for table in ("corridors", "projects"):
            progress(table)
            for entry in plan.entries[table].values():
                _one(loading, entry)


def _one(loading: _Loading, entry: EntryPlan) -> None:
    table, key = entry.key
    known = _find(entry)
    with _change("Cited facts from the seeds.", known) as act:
        _entry(loading, act, entry, known)
        milestones, funding = _headings(loading, act, key) if table == "projects" else ({}, {})
        _claims(loading, act, entry.key, milestones, funding)


@contextmanager
def _change(reason: str, subject: Entry | None = None) -> Iterator[changes.Writing]:
    with changes.writing(ACTOR, VERB, subject, reason=reason) as act:
        yield act


def _countries(loading: _Loading) -> None:
    """All countries of ISO 3166-1: curators need more than the facts name. Names a curator changed stay."""
    usual = loading.plan.country_names
    named = [Country(code=c.alpha_2, name=usual.get(c.alpha_2, c.name)) for c in pycountry.countries]
    before = Country.objects.count()
    Country.objects.bulk_create(named, ignore_conflicts=True)
    loading.countries = Country.objects.in_bulk()
    loading.report.rows_read["countries"] = len(named)
    loading.report.wrote("countries", len(loading.countries) - before)


def _publishers_and_sources(loading: _Loading) -> None:
    publishers = {}
    before = Publisher.objects.count()
    for key, row in loading.plan.publishers.items():
        with _refusals(f"publishers.yaml: {key}"):
            publishers[key] = sources.ensure_publisher(
                key=key,
                **{
                    **row,
                    "country": loading.countries.get(row["country"] or ""),
                    "party": loading.entry(row["party"]) if row["party"] else None,
                },
            )
    loading.report.wrote("publishers", Publisher.objects.count() - before)
    last = Source.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for key, row in loading.plan.sources.items():
        with _refusals(f"sources.yaml: {key}"):
            retrieved = date.fromisoformat(row["retrieved"])
            loading.sources[key] = sources.ensure(
                **{**row, "publisher": publishers[row["publisher"]], "retrieved": retrieved}
            )
    loading.report.wrote("sources", sum(source.pk > last for source in loading.sources.values()))


def _entries(loading: _Loading, act: changes.Writing, table: str) -> None:
    """Entries that share one change; it is about none of them in particular."""
    known = MODELS[table]._default_manager.in_bulk(
        [entries.public_id_for(MODELS[table], key) for key in loading.plan.entries[table]], field_name="public_id"
    )
    for entry in loading.plan.entries[table].values():
        _entry(loading, act, entry, known.get(entries.public_id_for(MODELS[table], entry.key[1])))
    act.change.subject = ""
    act.change.save(update_fields=["subject"])


def _find(entry: EntryPlan) -> Entry | None:
    model = MODELS[entry.key[0]]
    found: Entry | None = model._default_manager.filter(public_id=entries.public_id_for(model, entry.key[1])).first()
    return found


def _entry(loading: _Loading, act: changes.Writing, entry: EntryPlan, known: Entry | None) -> None:
    """Find or make an entry. One that is there is left as it is: curators may have changed it since."""
    table, key = entry.key
    if known is None:
        with _refusals(f"{table}.yaml: {key}"):
            known = entries.create(act, MODELS[table], key=key, **_fields(loading, entry.fields))
        loading.report.wrote(table)
    loading.entries[entry.key] = known


def _fields(loading: _Loading, planned: dict[str, Any]) -> dict[str, Any]:
    fields = dict(planned)
    if "country" in fields:
        fields["country"] = loading.countries.get(fields["country"] or "")
    if "countries" in fields:
        fields["countries"] = [loading.countries[code] for code in fields["countries"]]
    if "corridors" in fields:
        fields["corridors"] = [loading.entry(key) for key in fields["corridors"]]
    if "stops" in fields:
        fields["stops"] = [(branch, position, loading.entry(key)) for branch, position, key in fields["stops"]]
    return fields


def _headings(
    loading: _Loading, act: changes.Writing, key: str
) -> tuple[dict[MilestonePlan, Milestone], dict[FundingPlan, Funding]]:
    project = loading.entry(("projects", key))
    if project.state not in (State.PUBLISHED, State.DRAFT):
        return {}, {}
    before = project.milestones.count(), project.fundings.count()
    milestones = {
        plan: entries.milestone(act, project, kind=plan.kind, title=plan.title, context=plan.context)
        for plan in loading.plan.milestones[key]
    }
    funding: dict[FundingPlan, Funding] = {}
    within = loading.plan.funding[key]
    for plan in sorted(within, key=lambda plan: within[plan] is not None):
        outer = within[plan]
        funding[plan] = entries.funding(
            act,
            project,
            stage=plan.stage,
            instrument=plan.instrument,
            title=plan.title,
            counted_within=funding[outer] if outer is not None else None,
        )
    loading.report.wrote("milestones", project.milestones.count() - before[0])
    loading.report.wrote("funding", project.fundings.count() - before[1])
    return milestones, funding


def _claims(
    loading: _Loading,
    act: changes.Writing,
    about: Key,
    milestones: dict[MilestonePlan, Milestone] | None = None,
    funding: dict[FundingPlan, Funding] | None = None,
) -> None:
    entry = loading.entry(about)
    planned = list(loading.plan.claims[about].values())
    if entry.state not in (State.PUBLISHED, State.DRAFT):
        loading.report.left_alone(len(planned))
        return
    rows = [_row(loading, claim, milestones or {}, funding or {}) for claim in planned]
    retracted = _retracted(act, entry, rows)
    fresh = [row for row, claim in zip(rows, retracted, strict=True) if not claim]
    loading.report.left_alone(len(rows) - len(fresh))
    with _refusals(f"{about[0]}.yaml: {about[1]}"):
        before = set(_ids(entry))
        claims.record_many(act, fresh)
    for kind in Claim.objects.filter(pk__in=set(_ids(entry)) - before).values_list("kind", flat=True):
        loading.report.wrote_claim(kind)


def _ids(entry: Entry) -> Iterable[int]:
    return Claim.objects.filter(**{claims.about_column(entry): entry}).values_list("pk", flat=True)


def _row(
    loading: _Loading,
    claim: ClaimPlan,
    milestones: dict[MilestonePlan, Milestone],
    funding: dict[FundingPlan, Funding],
) -> dict[str, Any]:
    columns = dict(claim.columns)
    for name in REFERENCES:
        if columns.get(name) is not None:
            columns[name] = loading.entry(columns[name])
    if "milestone" in columns:
        columns["milestone"] = milestones[columns["milestone"]]
    if "funding" in columns:
        columns["funding"] = funding[columns["funding"]]
    said = {"as_of": claim.as_of, "stated_as": claim.stated_as, "note": claim.note}
    return {
        "about": loading.entry(claim.about),
        "kind": claim.kind,
        "source": loading.sources[claim.source],
        **columns,
        **said,
    }


def _retracted(act: changes.Writing, entry: Entry, rows: list[dict[str, Any]]) -> list[bool]:
    """Say of each row whether a curator retracted that very claim: then it is not recorded again."""
    ruled = Claim.objects.filter(
        rulings__kind=RulingKind.RETRACTED, rulings__lifted_by__isnull=True, **{claims.about_column(entry): entry}
    )
    known = {_same(claim) for claim in ruled}
    if not known:
        return [False] * len(rows)
    return [_same(claims.prepare(act, **row)) in known for row in rows]


def _same(claim: Claim) -> tuple[object, ...]:
    names = ("source_id", "as_of", *claims.SAME_KEYS)
    return tuple(getattr(claim, name) for name in names if name not in ABOUT)


@contextmanager
def _refusals(where: str) -> Iterator[None]:
    """Tell what a service refused as a problem of the seeds."""
    try:
        yield
    except DomainError as error:
        raise SeedsError([": ".join(part for part in (where, error.field, error.message) if part)]) from error
