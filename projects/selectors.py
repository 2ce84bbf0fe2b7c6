"""Reads that every door shares: an entry by its public id, the projects and claims a reader may see, the public log."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from corridors.errors import DomainError, NotFound
from projects import public_ids
from projects.choices import State
from projects.dossier import NOW, View
from projects.kinds import ABOUT
from projects.models import Change, Claim, Corridor, Entry, Organisation, Place, Project

CATALOGUE: tuple[type[Entry], ...] = (Project, Corridor, Place, Organisation)
# Claims about these are public; of a merged entry they show what was known before the merge.
SHOWN = (State.PUBLISHED, State.MERGED)


class Moved(DomainError):
    """The entry was merged; ``entry`` is where it went."""

    code = "moved"

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"Merged into {entry.public_id}.")
        self.entry = entry


class Gone(DomainError):
    """The entry was withdrawn; the message gives the reason."""

    code = "gone"


def find(model: type[Entry], public_id: str, view: View = NOW) -> Any:
    """The entry a reader may see at that public id.

    In a view before its merge, a merged entry is shown as it was. Withdrawn today is withdrawn in every view.

    Raises:
        NotFound: if there is none, or it is a draft or was merged into one.
        Moved: if it was merged; carries where it went in the end.
        Gone: if it was withdrawn; says why.
    """
    entry = model._default_manager.filter(public_id=public_id).first() if public_ids.is_valid(public_id) else None
    if entry is None or entry.state == State.DRAFT:
        raise NotFound(f"Nothing has the id {public_id}.")
    if entry.state == State.WITHDRAWN:
        raise Gone(_why(entry, "withdraw") or "Withdrawn.")
    if entry.state == State.MERGED and not _before_merge(entry, view):
        while entry.merged_into is not None:
            entry = entry.merged_into
        if entry.state == State.DRAFT:
            raise NotFound(f"Nothing has the id {public_id}.")
        raise Moved(entry)
    return entry


def _why(entry: Entry, verb: str) -> str:
    last = Change.objects.filter(subject=entry.public_id, verb=verb).order_by("-pk").first()
    return last.reason if last else ""


def _before_merge(entry: Entry, view: View) -> bool:
    """Whether it stood by itself then: an undone merge may be between that day and the merge that holds."""
    last = view.last_change()
    if last is None:
        return False
    later = Change.objects.filter(subject=entry.public_id, pk__gt=last).order_by("pk").only("fields")
    states = (change.fields.get(entry.public_id, {}).get("state") for change in later)
    before, _ = next((state for state in states if state), (entry.state, None))
    return bool(before != State.MERGED)


def projects() -> "QuerySet[Project]":
    """Projects a reader may see, with their listing, in order of label."""
    return Project.objects.visible().select_related("listing").order_by(Lower("label"), "pk")


def claims() -> "QuerySet[Claim]":
    """Claims about entries that the public may see, retracted ones among them."""
    about = Q()
    for name in ABOUT:
        about |= Q(**{f"{name}__state__in": SHOWN})
    return Claim.objects.filter(about)


def changes() -> "QuerySet[Change]":
    """The public log, newest first: without acts on drafts, and on documents that only wait for a curator."""
    found = Change.objects.filter(is_public=True)
    for model in CATALOGUE:
        found = found.exclude(subject__in=model._default_manager.filter(state=State.DRAFT).values("public_id"))
    unseen = Q(subject="", source__isnull=False) & ~Exists(claims().filter(source=OuterRef("source")))
    return found.exclude(unseen).select_related("source", "undoes").order_by("-pk")
