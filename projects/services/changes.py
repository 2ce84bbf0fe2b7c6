"""Writing and undoing changes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, Q

from corridors.errors import Conflict, Refused
from projects.choices import RulingKind, State
from projects.models import Candidate, Change, Claim, Entry, Project, Ruling, Suggestion
from projects.services import claims, fields, suggestions
from projects.services.acts import Actor, Writing, compare, lock, writing

__all__ = ["Actor", "Writing", "compare", "lock", "undo", "writing"]

ABOUT_OF_CLAIM = ("claim__project", "claim__corridor", "claim__place", "claim__organisation")


def undo(actor: Actor, change: Change, *, reason: str = "") -> int:
    """Take a change back whole, in a new change.

    Claims it recorded are retracted, rulings it made lifted, those it lifted made again, its fields put back.

    Returns:
        The id of the new change.

    Raises:
        Refused: if the change moved nothing, such as one that tells of an errand.
        Conflict: if a claim has a newer ruling or a live replacement, a field holds something newer, or something
            would come alive on a project that was merged; the message names the later change.
    """
    # On what it takes back, and by the same document.
    subject, source = find_subject(change.subject), change.source
    with writing(actor, "undo", subject, reason=reason, source=source, is_public=change.is_public) as act:
        _refuse_twice(change)
        _refuse_nothing(change)
        act.change.undoes = change
        act.change.save(update_fields=["undoes"])
        act.wrote = True
        _undo_claims(act, change)
        _undo_rulings(act, change)
        _undo_fields(act, change)
        _refuse_life_on_merged(act)
    return act.change.pk


def find_subject(public_id: str) -> Entry | None:
    """The entry a change was on, if it was on one."""
    return fields.find_entry(public_id) if public_id else None


def _refuse_twice(change: Change) -> None:
    last = change
    while (undoing := Change.objects.filter(undoes=last).first()) is not None:
        last = undoing
    if last != change:
        raise Conflict(f"Change {change.pk} was undone already; see change {last.pk}.")


def _refuse_nothing(change: Change) -> None:
    rulings = Ruling.objects.filter(Q(change=change) | Q(lifted_by=change))
    if not change.fields and not change.claims.exists() and not rulings.exists():
        raise Refused(f"Change {change.pk} changed no entry and no decision: there is nothing to undo.")


def _undo_claims(act: Writing, change: Change) -> None:
    recorded = list(change.claims.select_related("project", "corridor", "place", "organisation"))
    newer = (
        Ruling.objects.filter(claim__in=recorded, change__gt=change.pk, lifted_by__isnull=True).order_by("id").first()
    )
    if newer is not None:
        raise Conflict(f"Claim {newer.claim_id} was {newer.kind} later, in change {newer.change_id}. Undo that first.")
    replaced = Claim.objects.live().filter(replaces__in=recorded, change__gt=change.pk).first()
    if replaced is not None:
        raise Conflict(f"Claim {replaced.replaces_id} was replaced in change {replaced.change_id}. Undo that first.")
    Ruling.objects.filter(claim__in=recorded, change=change, lifted_by__isnull=True).update(lifted_by=act.change)
    Ruling.objects.bulk_create(Ruling(claim=claim, kind=RulingKind.RETRACTED, change=act.change) for claim in recorded)
    for claim in recorded:
        _touch_about(act, claim)


def _undo_rulings(act: Writing, change: Change) -> None:
    """Lift what the change ruled on other claims, then rule again what it lifted."""
    own = Ruling.objects.filter(change=change).exclude(claim__change=change).select_related(*ABOUT_OF_CLAIM)
    for ruling in own:
        if ruling.lifted_by_id is not None:
            raise Conflict(
                f"The ruling on claim {ruling.claim_id} was lifted in change {ruling.lifted_by_id}. Undo that first."
            )
        Ruling.objects.filter(pk=ruling.pk).update(lifted_by=act.change)
        _touch_about(act, ruling.claim)
    for ruling in Ruling.objects.filter(lifted_by=change).select_related(*ABOUT_OF_CLAIM):
        live = Ruling.objects.filter(claim=ruling.claim, lifted_by__isnull=True).first()
        if live is not None:
            raise Conflict(
                f"Claim {ruling.claim_id} was {live.kind} later, in change {live.change_id}. Undo that first."
            )
        if ruling.kind == RulingKind.PREFERRED and (rivals := claims.preferred_rivals(ruling.claim)):
            first = rivals[0]
            raise Conflict(
                f"Claim {first.claim_id} was preferred instead, in change {first.change_id}. Undo that first."
            )
        Ruling.objects.create(claim=ruling.claim, kind=ruling.kind, change=act.change)
        _touch_about(act, ruling.claim)


def _touch_about(act: Writing, claim: Claim) -> None:
    act.touch(claim.project, claim.corridor, claim.place, claim.organisation)


def _undo_fields(act: Writing, change: Change) -> None:
    rows = [(fields.find(address), address, names) for address, names in change.fields.items()]
    decided = {row.pk for row, _, _ in rows if isinstance(row, Suggestion)}
    decided |= {row.suggestion_id for row, _, _ in rows if isinstance(row, Candidate)}
    # Before its candidates, as in deciding: a copy may join at this moment, without the writers' lock.
    locked = list(Suggestion.objects.select_for_update().filter(pk__in=decided).order_by("pk"))
    for row, address, names in rows:
        if isinstance(row, Suggestion):
            continue
        for name, (_, after) in names.items():
            if not fields.holds(row, name, after):
                later = _later(address, change.pk)
                raise Conflict(f"{name.replace('_', ' ').capitalize()} of {row} was changed since, in {later}.")
        before = {name: values[0] for name, values in names.items()}
        if "state" in before and before["state"] is None:
            before["state"] = State.WITHDRAWN
        if before.get("merged_into") is not None:
            _refuse_merging_into(Project.objects.get(pk=before["merged_into"]))
        _put_back(act, row, before)
    for row, _, _ in rows:
        try:
            # What no column of a row alone can tell: whether it stands beside the others as they are now.
            row.clean()
        except ValidationError as error:
            raise Conflict(" ".join(error.messages)) from None
    for suggestion in locked:
        # A copy may have opened it meanwhile for another candidate: whether it waits follows from its candidates.
        suggestions.settle(act, suggestion)


def _put_back(act: Writing, row: Model, before: dict[str, Any]) -> None:
    """Write what stood there; fields that were changed alone since may not go together with it."""
    try:
        with transaction.atomic():
            fields.write(act, row, before)
    except IntegrityError:
        named = ", ".join(name.replace("_", " ") for name in before)
        later = _later(fields.address(row), act.change.undoes.pk if act.change.undoes else 0)
        raise Conflict(f"What {row} was ({named}) no longer fits what it is since {later}. Undo that first.") from None


def _refuse_merging_into(winner: Project) -> None:
    """A merge that is made again leads where one may be merged into."""
    if winner.state not in (State.DRAFT, State.PUBLISHED):
        told = winner.get_state_display().lower()
        raise Conflict(f"{winner} was {told} since, in {_later(winner.public_id)}.")


def _refuse_life_on_merged(act: Writing) -> None:
    """No claim stands where no reader meets it: about a project that was merged into another, or naming one."""
    touched = [key for model, key in act.touched if model is Project]
    found = Claim.objects.live().filter(Q(project__in=touched) | Q(other_project__in=touched))
    stray = found.filter(Q(project__state=State.MERGED) | Q(other_project__state=State.MERGED)).first()
    if stray is None:
        return
    named = (stray.project, stray.other_project)
    merged = next(project for project in named if project is not None and project.state == State.MERGED)
    if merged.public_id in act.fields:
        raise Conflict(f"Claim {stray.pk} on {merged} is newer, of change {stray.change_id}. Merge it anew instead.")
    raise Conflict(f"{merged} was merged since, in {_later(merged.public_id)}. Undo that first.")


def _later(address: str, than: int = 0) -> str:
    """The newest change of a row later than another, in words."""
    later = Change.objects.filter(pk__gt=than).order_by("-pk").only("id", "fields")
    found = next((one.pk for one in later.iterator() if address in one.fields), None)
    return f"change {found}" if found else "no logged change"
