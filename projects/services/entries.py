"""The catalogue: creating, editing, publishing, withdrawing, merging and splitting entries, and their headings."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from corridors.errors import Invalid, Refused
from projects import public_ids
from projects.choices import RulingKind, State
from projects.kinds import ABOUT
from projects.models import Claim, Corridor, Entry, Funding, Milestone, Organisation, Place, Project, Stop
from projects.services import claims, fields
from projects.services.acts import Actor, Writing, writing

# What may be edited; everything else on an entry follows from other acts. A test compares this with the models.
EDITABLE: dict[type[Entry], tuple[str, ...]] = {
    Project: ("label", "short_label", "sector", "umbrella", "countries", "corridors"),
    Corridor: ("label", "modes", "countries", "stops"),
    Place: (
        "label",
        "kind",
        "country",
        "latitude",
        "longitude",
        "coordinate_quality",
        "coordinate_note",
        "geonames_id",
        "search_names",
    ),
    Organisation: ("label", "kind", "country"),
}
LETTERS = {model: letter for letter, model in fields.LETTERS.items()}
TO_MANY = ("countries", "corridors", "stops")
# What a copied claim takes over; the rest (change, replaces, what it is about) is new.
NOT_COPIED = frozenset({"id", "change", "replaces", "source", "kind", *ABOUT, "milestone", "funding"})


def public_id_for(model: type[Entry], key: str) -> str:
    """The public id of a seeded entry."""
    return public_ids.from_key(LETTERS[model], key)


def create(act: Writing, model: type[Entry], *, key: str = "", state: str = State.PUBLISHED, **values: Any) -> Any:
    """Add an entry to the catalogue.

    Args:
        act: The act it belongs to.
        model: Project, Corridor, Place or Organisation.
        key: Key of a seeded entry, from which its public id follows; otherwise the id is new.
        state: Published, or draft.
        **values: Fields of ``EDITABLE``; a corridor's ``stops`` are (branch, position, place).

    Raises:
        Invalid: if a field makes no sense; ``field`` names it.
    """
    _check_names(model, values)
    plain = {name: value for name, value in values.items() if name not in TO_MANY}
    entry = model(public_id=_new_id(model, key), state=state, last_change=act.change, **plain)
    _validate(entry)
    entry.save(force_insert=True)
    for name in TO_MANY:
        if values.get(name):
            _fill(entry, name, values[name])
    act.change.subject = act.change.subject or entry.public_id
    act.change.save(update_fields=["subject"])
    act.note(entry.public_id, "state", None, state)
    act.touch(entry)
    return entry


def _fill(entry: Entry, name: str, value: Iterable[Any]) -> None:
    if name == "stops" and isinstance(entry, Corridor):
        Stop.objects.bulk_create(
            Stop(corridor=entry, branch=branch, position=position, place=place) for branch, position, place in value
        )
    else:
        getattr(entry, name).set(value)


def edit(act: Writing, entry: Entry, **values: Any) -> bool:
    """Change plain fields of an entry; the log keeps before and after.

    Returns:
        Whether anything was another value than before.

    Raises:
        Invalid: if a field makes no sense; ``field`` names it.
        Refused: if the entry was merged into another.
    """
    # As it stands under the lock: another may have written since it was looked at.
    entry.refresh_from_db()
    if entry.state == State.MERGED:
        raise Refused("It was merged into another entry; edit that one.")
    _check_names(type(entry), values)
    if "stops" in values:
        values["stops"] = sorted([branch, position, place.public_id] for branch, position, place in values["stops"])
    trial = copy(entry)
    for name, value in values.items():
        if name not in TO_MANY:
            setattr(trial, name, value)
    _validate(trial)
    return fields.write(act, entry, values)


def set_state(act: Writing, entry: Entry, state: str) -> bool:
    """Publish, withdraw or take back to draft.

    Raises:
        Refused: if the entry was merged into another.
    """
    entry.refresh_from_db()
    if entry.state == State.MERGED:
        raise Refused("It was merged into another entry; undo the merge first.")
    return fields.write(act, entry, {"state": state})


def publish(act: Writing, entry: Entry) -> bool:
    """Show an entry to the public."""
    return set_state(act, entry, State.PUBLISHED)


def withdraw(act: Writing, entry: Entry) -> bool:
    """Take an entry from the public; its address then answers that it is gone, and why."""
    return set_state(act, entry, State.WITHDRAWN)


def milestone(act: Writing, project: Project, *, kind: str, title: str, context: bool = False) -> Milestone:
    """The milestone of that kind and title, made if it is new; a heading has no source and no clock."""
    found, made = Milestone.objects.get_or_create(
        project=project, kind=kind, title=title.strip(), defaults={"context": context}
    )
    act.wrote |= made
    return found


def funding(
    act: Writing, project: Project, *, stage: str, instrument: str, title: str, counted_within: Funding | None = None
) -> Funding:
    """The funding of that stage, instrument and title, made if it is new.

    Raises:
        Invalid: if ``counted_within`` belongs to another project.
    """
    if counted_within is not None and counted_within.project_id != project.pk:
        raise Invalid("The including funding belongs to another project.", field="counted_within")
    found, made = Funding.objects.get_or_create(
        project=project,
        stage=stage,
        instrument=instrument,
        title=title.strip(),
        defaults={"counted_within": counted_within},
    )
    act.wrote |= made
    return found


def merge(actor: Actor, loser: Project, winner: Project, *, reason: str, expected: int | None = None) -> int:
    """Merge one project into another: its live claims are retracted there and copied here, in one change.

    The loser keeps its public id for ever and leads to the winner; undoing the change restores both.

    Returns:
        The id of the change.

    Raises:
        Refused: if either is not a living project, both are one, or readers would be led from one to a draft.
    """
    if loser.pk == winner.pk:
        raise Refused("A project cannot be merged into itself.")
    with writing(actor, "merge", loser, reason=reason, expected=expected) as act:
        _check_mergeable(loser, winner)
        for claim in _live(loser):
            _move(act, claim, winner)
        for claim in Claim.objects.live().filter(other_project=loser).select_related("project"):
            _repoint(act, claim, winner)
        fields.write(act, loser, {"state": State.MERGED, "merged_into": winner})
        act.touch(winner)
    return act.change.pk


def _check_mergeable(loser: Project, winner: Project) -> None:
    # Under the lock: either may have been merged by another since they were looked at.
    for project in (loser, winner):
        project.refresh_from_db()
    if State.MERGED in (loser.state, winner.state) or winner.state == State.WITHDRAWN:
        raise Refused("Only projects that are neither merged nor withdrawn can be merged.")
    if winner.state == State.DRAFT and loser.state == State.PUBLISHED:
        raise Refused(f"{winner.label} is a draft: readers of {loser.label} would be led to nothing. Publish it first.")


def split(
    actor: Actor, project: Project, moving: Iterable[Claim], *, reason: str, expected: int | None = None, **values: Any
) -> Project:
    """Make a new project of some of another's claims: they are retracted there and copied here, in one change.

    Raises:
        Refused: if a claim is not a live claim about the project.
    """
    with writing(actor, "split", project, reason=reason, expected=expected) as act:
        new: Project = create(act, Project, **values)
        live = {claim.pk: claim for claim in _live(project)}
        for claim in moving:
            if claim.pk not in live:
                raise Refused(f"Claim {claim.pk} is not a live claim about {project}.")
            _move(act, live[claim.pk], new)
        act.touch(project)
    return new


def _live(project: Project) -> list[Claim]:
    related = (
        "source",
        "milestone",
        "funding__counted_within",
        "party",
        "other_place",
        "other_project",
        "other_corridor",
        "project",
    )
    return list(Claim.objects.live().filter(project=project).select_related(*related).order_by("id"))


def _move(act: Writing, claim: Claim, to: Project) -> None:
    """Retract a claim and record its copy about another project, with the headings it needs there."""
    deprecated = claim.rulings.filter(lifted_by__isnull=True, kind=RulingKind.DEPRECATED).exists()
    claims.rule(act, claim, RulingKind.RETRACTED)
    if claim.other_project_id == to.pk:
        return
    columns = _columns(claim)
    if claim.milestone is not None:
        columns["milestone"] = milestone(
            act, to, kind=claim.milestone.kind, title=claim.milestone.title, context=claim.milestone.context
        )
    if claim.funding is not None:
        columns["funding"] = _funding_of(act, to, claim.funding)
    copied = claims.record(act, to, claim.kind, source=claim.source, replaces=claim, **columns)
    if copied is not None and deprecated:
        claims.rule(act, copied, RulingKind.DEPRECATED)


def _funding_of(act: Writing, to: Project, heading: Funding) -> Funding:
    """The same heading of another project, within the same sum there."""
    outer = heading.counted_within
    return funding(
        act,
        to,
        stage=heading.stage,
        instrument=heading.instrument,
        title=heading.title,
        counted_within=None if outer is None else _funding_of(act, to, outer),
    )


def _repoint(act: Writing, claim: Claim, to: Project) -> None:
    """Let a relation of another project name the winner."""
    claims.rule(act, claim, RulingKind.RETRACTED)
    if claim.project is not None and claim.project_id != to.pk:
        columns = {**_columns(claim), "other_project": to}
        claims.record(act, claim.project, claim.kind, source=claim.source, replaces=claim, **columns)


def _columns(claim: Claim) -> dict[str, Any]:
    names = [field.name for field in claim._meta.concrete_fields if field.name not in NOT_COPIED]
    return {name: getattr(claim, name) for name in names if not name.endswith(("_earliest", "_latest"))}


def _new_id(model: type[Entry], key: str) -> str:
    if key:
        return public_id_for(model, key)
    while True:
        made = public_ids.random(LETTERS[model])
        if not model._default_manager.filter(public_id=made).exists():
            return made


def _check_names(model: type[Entry], values: dict[str, Any]) -> None:
    for name in values:
        if name not in EDITABLE[model]:
            raise Invalid(f"{name.replace('_', ' ').capitalize()} is not edited here.", field=name)
    for name, value in values.items():
        if isinstance(value, str) and "\x00" in value:
            raise Invalid(f"{name.replace('_', ' ').capitalize()} holds a NUL character.", field=name)


def _validate(entry: models.Model) -> None:
    try:
        entry.clean_fields(exclude=["public_id", "last_change"])
        entry.validate_constraints(exclude=["public_id", "last_change"])
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise Invalid(" ".join(messages), field="" if name == "__all__" else name) from None
