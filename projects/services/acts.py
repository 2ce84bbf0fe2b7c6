"""Acting: every act on the domain is one Change, made under one lock, or nothing at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from corridors.errors import Conflict, Refused
from projects import listing
from projects.choices import ActorKind
from projects.models import Change, Entry, Project, Source

# One domain writer at a time on PostgreSQL: this lock is taken first, so ids are ordered and nothing deadlocks.
# SQLite's immediate transactions give the same.
WRITER_LOCK = 0x436F7272
# Which kinds of actors may do what; a verb not named here is for curators and the system.
WRITERS = frozenset({ActorKind.CURATOR, ActorKind.SYSTEM})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. Doors build it: the admin from the account, the API from the key, tasks as the system."""

    kind: str
    label: str
    user_id: int | None = None

    @classmethod
    def system(cls, label: str) -> "Actor":
        """A program of ours."""
        return cls(ActorKind.SYSTEM, label)

    @classmethod
    def curator(cls, user: Any) -> "Actor":
        """A curator by account."""
        return cls(ActorKind.CURATOR, user.get_username(), user.pk)


@dataclass
class Writing:
    """An act in progress: what it touched so far. ``id`` is None once it is over and nothing was written."""

    change: Change
    actor: Actor
    fields: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    touched: dict[tuple[type[Model], int], Entry] = field(default_factory=dict)
    nothing: bool = False
    wrote: bool = False

    @property
    def id(self) -> int | None:
        """Id of the change; None when it came to nothing."""
        return None if self.nothing else self.change.pk

    def touch(self, *entries: Entry | None) -> None:
        """Note that an entry's version moves with this change."""
        self.wrote = True
        for entry in entries:
            if entry is not None:
                self.touched[type(entry), entry.pk] = entry

    def note(self, address: str, name: str, before: Any, after: Any) -> None:
        """Keep a plain field before and after; a second edit of it keeps the first before."""
        self.wrote = True
        kept = self.fields.setdefault(address, {})
        kept[name] = [kept[name][0] if name in kept else before, after]


@contextmanager
def writing(
    actor: Actor,
    verb: str,
    subject: Entry | None = None,
    *,
    reason: str = "",
    expected: int | None = None,
    source: Source | None = None,
    is_public: bool = True,
    undoes: Change | None = None,
) -> Iterator[Writing]:
    """Do one act: takes the writers' lock, compares versions, logs the change, re-derives what is shown.

    All that happens inside stands or falls together. If nothing was written, the change is rolled back and
    ``nothing`` is true afterwards.

    Raises:
        Refused: if the actor may not write.
        Conflict: if ``expected`` is given and the subject has changed since.
    """
    if actor.kind not in WRITERS:
        raise Refused(f"A {actor.kind} may not do this.")
    with transaction.atomic():
        lock()
        if expected is not None and subject is not None:
            compare(subject, expected)
        change = Change.objects.create(
            at=timezone.now(),
            verb=verb,
            actor_kind=actor.kind,
            actor_label=actor.label,
            user_id=actor.user_id,
            reason=reason,
            subject=subject.public_id if subject is not None else "",
            source=source,
            is_public=is_public,
            undoes=undoes,
        )
        act = Writing(change, actor)
        yield act
        if act.wrote:
            _finish(act)
        else:
            act.nothing = True
            transaction.set_rollback(True)


def lock() -> None:
    """Become the one domain writer until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])


def compare(subject: Entry, expected: int) -> None:
    """Refuse to write over somebody else's change.

    Raises:
        Conflict: if the subject's newest change is another than expected.
    """
    model: type[Model] = type(subject)
    current = model._default_manager.values_list("last_change_id", flat=True).get(pk=subject.pk)
    if current != expected:
        raise Conflict(f"Changed meanwhile: see change {current}. Look at it, then save again; nothing was written.")


def _finish(act: Writing) -> None:
    """Write the log's last columns, move versions, re-derive lists."""
    change = act.change
    change.fields = act.fields
    change.save(update_fields=["fields"])
    projects = set()
    for (model, key), entry in act.touched.items():
        model._default_manager.filter(pk=key).update(last_change=change)
        entry.last_change = change
        if model is Project:
            projects.add(key)
    change.projects.add(*projects)
    listing.derive(projects)
