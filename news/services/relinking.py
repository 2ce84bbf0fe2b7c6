"""Looks again at the news of the past when a project is new or has new names.

Articles passed over are taken in again where its names hit the headline. Those linked to other projects were kept, so
they are linked anew as they stand, and their stories gain the project as a candidate.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import Concat

from corridors.errors import NotFound
from news.counting import counted
from news.killpoints import reached
from news.linking import from_database
from news.linking.linker import Link, Linker
from news.models import Article, State
from news.services import dead_letters, proposing
from projects.models import Candidate, Project, Suggestion
from projects.services import changes, suggestions
from projects.services.changes import Actor

#: What makes an article worth taking in again: a name, or the words of one close together.
_NAMED = frozenset({"alias", "bag"})
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Looked:
    """What a second look came to, and the change that tells of it.

    Attributes:
        looked_at: headlines of articles passed over.
        again: how many of these articles are taken in again.
        change_id: the change; none where nothing came of it.
        reread: articles linked before that were read again.
        stories: how many stories gained the project as a candidate.
    """

    looked_at: int
    again: int
    change_id: int | None
    reread: int = 0
    stories: int = 0


def look_again(
    actor: Actor,
    project: Project,
    *,
    newest: int | None = None,
    newest_linked: int | None = None,
    most: int | None = None,
    note: str = "",
) -> Looked:
    """Relink one project at a curator's wish, and log it: what comes to the queue next has who, when and why.

    The log says it to curators only, and there is nothing to undo: the articles go their way like all others. A look
    that comes to nothing leaves no trace.

    Args:
        actor: Who asks.
        project: The project.
        newest: As for ``relink``.
        newest_linked: ``newest`` of ``reread``.
        most: As for ``reread``.
        note: Why; it stands in the log.

    Raises:
        NotFound: news is not linked to the project.
    """
    looked_at, again = relink([project.public_id], newest=newest)
    read, stories = reread([project.public_id], newest=newest_linked, most=most)
    if not again and not stories:
        return Looked(looked_at, again, None, read, stories)
    told = f"{again:,} of {looked_at:,} headlines passed over were taken in again."
    if stories:
        told += f" It is a candidate of {counted(stories, 'story', 'stories')} linked before."
    reason = f"{note.strip()} ({told})" if note.strip() else told
    # Only now: the look takes seconds, and nobody else writes while a change is open.
    with changes.writing(actor, "relink", project, reason=reason, is_public=False) as act:
        act.touch()
    return Looked(looked_at, again, act.id, read, stories)


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
    linker = _linker_of(public_ids)
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


def reread(public_ids: Collection[str], newest: int | None = None, most: int | None = None) -> tuple[int, int]:
    """Let stories linked before gain these projects as candidates, where their articles speak for them.

    An article speaks for a project when it would have been laid before the curators for that project alone. Nothing is
    fetched; where a text was forgotten the headline speaks for itself. Each story is written on its own, so a look that
    was broken off is made again and finds the rest.

    Args:
        public_ids: Projects that are new, or whose names changed.
        newest: How many articles to read, those of the newest stories first; all of them unless given.
        most: After how many stories to stop; the next look goes on from there.

    Returns:
        How many articles were read, and how many stories gained a candidate.

    Raises:
        NotFound: as for ``relink``.
    """
    own, linker = _linker_of(public_ids), proposing.current_linker()
    standing = set(
        Candidate.objects.filter(project__public_id__in=public_ids).values_list(
            "suggestion__story_key", "project__public_id"
        )
    )
    read, hit = 0, []
    rows = Article.objects.filter(state=State.LINKED).order_by("-story_id", "pk").select_related("story")
    columns = ("story__key", "title", "text", "language", "published", "added_by")
    for article in rows.only(*columns)[:newest].iterator(chunk_size=_CHUNK):
        read += 1
        wanted = {one for one in public_ids if (_story_key(article), one) not in standing}
        # The few names of these projects are looked for first: most articles hold none.
        if wanted and own.candidates(article.title, article.text, article.language, article.published)[1]:
            links = linker.link(article.title, article.text, article.language, article.published, explained=False)
            if _asked(links, wanted, article):
                hit.append((article.pk, wanted))
    shown = _shown([pk for pk, _ in hit])
    # A copy speaks only where the document that the curators see does not.
    hit.sort(key=lambda pair: pair[0] not in shown)
    gained: set[str] = set()
    for pk, wanted in hit:
        if most is not None and len(gained) >= most:
            break
        if story := _reconsider(pk, wanted, linker):
            gained.add(story)
    return read, len(gained)


def _linker_of(public_ids: Collection[str]) -> Linker:
    """A linker that knows these projects only."""
    catalogue = from_database.current_catalogue()
    entries = [entry for entry in catalogue.entries if entry.key in public_ids]
    missing = sorted(set(public_ids) - {entry.key for entry in entries})
    if missing:
        raise NotFound(f"No project that news is linked to has the id {', '.join(missing)}.")
    return Linker(entries, off=catalogue.off)


def _story_key(article: Article) -> str:
    return article.story.key if article.story else ""


def _shown(pks: Sequence[int]) -> set[int]:
    """Those of the articles whose document is the one that the suggestion of their story shows."""
    shows = Suggestion.objects.filter(story_key=OuterRef("story__key"), source=OuterRef("source"))
    own: set[int] = set()
    for first in range(0, len(pks), _CHUNK):
        rows = Article.objects.filter(Exists(shows), pk__in=pks[first : first + _CHUNK])
        own.update(rows.values_list("pk", flat=True))
    return own


def _asked(links: Sequence[Link], wanted: Collection[str], article: Article) -> list[Link]:
    enough = proposing.enough(article)
    return [link for link in links if link.project in wanted and link.score >= enough]


def _reconsider(pk: int, wanted: Collection[str], linker: proposing.Linker) -> str:
    """Lay one article's story before the curators for these projects; the story's key, or '' where nothing joined."""
    article = Article.objects.select_related("story", "source").get(pk=pk)
    if article.story is None or article.source is None:
        return ""
    title, text = article.title, article.text
    links = linker.link(title, text, article.language, article.published)
    asked = _asked(links, wanted, article)
    # What the same words name comes along, so that a choice is seen to be one.
    choices = {link.ambiguous for link in asked} - {0}
    together = [link for link in links if link in asked or link.ambiguous in choices]
    candidates = proposing.candidates(together, title, text, article.language, article.published)
    projects = Project.objects.filter(public_id__in=[link.project for link in asked])
    with transaction.atomic():
        joined = suggestions.reconsider(
            origin=proposing.origin(article),
            dedup_key=proposing.dedup_key(article.story),
            story_key=article.story.key,
            source=article.source,
            excerpts=proposing.excerpts(asked, title, text),
            candidates=candidates,
            projects=set(projects.values_list("pk", flat=True)),
        )
        if not joined:
            return ""
        told = f" Looked at again: laid before the curators for {', '.join(project.label for project in joined)}."
        Article.objects.filter(pk=pk).update(outcome=Concat(F("outcome"), Value(told)))
        reached("relink.joined")
    reached("relink.committed")
    return article.story.key
