"""Looks again at articles passed over, when a project is new or has new names: only those that its names hit."""

from collections.abc import Collection

from corridors.errors import NotFound
from news.linking import from_database
from news.linking.linker import Linker
from news.models import Article, State
from news.services import dead_letters

#: What makes an article worth taking in again: a name, or the words of one close together.
_NAMED = frozenset({"alias", "bag"})
_CHUNK = 500


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
