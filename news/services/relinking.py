"""Looks again at articles passed over, when a project is new or has new names: only those that its names hit."""

from collections.abc import Collection
from dataclasses import dataclass

from corridors.errors import NotFound
from news.linking import from_database
from news.linking.linker import Linker
from news.models import Article, State
from news.services import dead_letters
from projects.models import Project
from projects.services import changes
from projects.services.changes import Actor

#: What makes an article worth taking in again: a name, or the words of one close together.
_NAMED = frozenset({"alias", "bag"})
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Looked:
    """What a second look came to: headlines looked at, articles taken in again, and the change that tells of it."""

    looked_at: int
    again: int
    change_id: int | None


def look_again(actor: Actor, project: Project, *, newest: int | None = None, note: str = "") -> Looked:
    """Relink one project at a curator's wish, and log it: what comes to the queue next has who, when and why.

    The log says it to curators only, and there is nothing to undo: the articles go their way like all others. A look
    that takes nothing in again leaves no trace.

    Args:
        actor: Who asks.
        project: The project.
        newest: As for ``relink``.
        note: Why; it stands in the log.

    Raises:
        NotFound: news is not linked to the project.
    """
    looked_at, again = relink([project.public_id], newest=newest)
    if not again:
        return Looked(looked_at, again, None)
    told = f"{again:,} of {looked_at:,} headlines passed over were taken in again."
    reason = f"{note.strip()} ({told})" if note.strip() else told
    # Only now: the look takes seconds, and nobody else writes while a change is open.
    with changes.writing(actor, "relink", project, reason=reason, is_public=False) as act:
        act.touch()
    return Looked(looked_at, again, act.id)


def relink(public_ids: Collection[str], newest: int | None = None) -> tuple[int, int]:
    """Take in again articles found to be about no project in whose headline a name of these projects stands.

    Their texts were not kept, so they are fetched anew; headlines without such a name are left alone.

    Args:
        public_ids: Projects that are new, or whose names changed.
        newest: How many headlines to look at, the newest first; all of them unless given.

    Returns:
        How many headlines were looked at, and how many articles go through again.

    Raises:
        NotFound: one of the projects is not linked to: it does not exist, or was withdrawn or merged.
    """
    catalogue = from_database.current_catalogue()
    entries = [entry for entry in catalogue.entries if entry.key in public_ids]
    missing = sorted(set(public_ids) - {entry.key for entry in entries})
    if missing:
        raise NotFound(f"No project that news is linked to has the id {', '.join(missing)}.")
    linker = Linker(entries, off=catalogue.off)
    looked_at, hit = 0, []
    rows = Article.objects.filter(state=State.UNLINKED).exclude(title="").order_by("-pk")
    titles = rows.values_list("pk", "title", "language")[:newest]
    for pk, title, language in titles.iterator(chunk_size=_CHUNK):
        looked_at += 1
        _, found = linker.candidates(title, "", language)
        if any(evidence.level in _NAMED for candidate in found for evidence in candidate.hits):
            hit.append(pk)
    again = sum(
        dead_letters.replay(Article.objects.filter(pk__in=hit[first : first + _CHUNK]))
        for first in range(0, len(hit), _CHUNK)
    )
    return looked_at, again
