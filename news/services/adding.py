"""One pasted address, from a curator's hand to a suggestion: at once, without a worker, and never twice beside one."""

import time
from dataclasses import dataclass

from django.utils import timezone

from news import identity
from news.models import Article, State
from news.services import dead_letters, fetching, reading
from projects.models import Suggestion
from projects.services.changes import Actor

PATIENCE = 12.0
_STEP = 0.2


@dataclass(frozen=True)
class Added:
    """What became of a pasted address.

    ``words`` are for the person who pasted it; ``suggestion`` is what waits for a curator, if anything does; ``known``
    says that we had the address already.
    """

    article: Article
    words: str
    suggestion: Suggestion | None = None
    known: bool = False

    @property
    def succeeded(self) -> bool:
        """Whether the page was read."""
        return self.article.state in {State.LINKED, State.UNLINKED, State.COPY}


def add(url: str, actor: Actor, *, patience: float = PATIENCE) -> Added:
    """Take in one address and go with it as far as it goes.

    The steps are those of the workers, under the same leases: beside a running worker one of the two does each step.

    Args:
        url: as pasted.
        actor: who pasted it.
        patience: seconds to wait for the host's next slot, or for a worker that is at it already.

    Raises:
        Invalid: it is not the address of a web page.
    """
    address = identity.canonical(url)
    now = timezone.now()
    article, is_new = Article.objects.get_or_create(
        url_key=identity.key(address),
        defaults={"url": address, "found_at": now, "due_at": now, "added_by": actor.label[:200]},
    )
    if not is_new:
        _ask_again(article, actor)
    _go(article, patience)
    article.refresh_from_db()
    return Added(article, _in_words(article), _suggestion(article), known=not is_new)


def _ask_again(article: Article, actor: Actor) -> None:
    """A person asks for what was passed over or given up: it goes through again, this time read in full."""
    Article.objects.filter(pk=article.pk, added_by="").exclude(state__in=[State.LINKED, State.COPY]).update(
        added_by=actor.label[:200]
    )
    dead_letters.replay(Article.objects.filter(pk=article.pk))


def _go(article: Article, patience: float) -> None:
    """Fetch and read, or watch a worker do it, until the article is through or patience ends."""
    deadline = time.monotonic() + patience
    while True:
        state = Article.objects.values_list("state", flat=True).get(pk=article.pk)
        if state == State.FOUND:
            reached = fetching.fetch(article.pk, patience=max(0.0, deadline - time.monotonic()))
            if reached == State.FOUND:
                return
        elif state == State.FETCHED:
            reached = reading.read(article.pk)
        else:
            return
        if not reached:
            if time.monotonic() > deadline:
                return
            time.sleep(_STEP)


def _in_words(article: Article) -> str:
    if article.state == State.FOUND:
        return (
            article.outcome
            or "The site was asked a moment ago; the page is fetched at its next turn, before what feeds found there."
        )
    if article.state == State.FETCHED:
        return "A worker is reading it at this moment."
    return article.outcome


def _suggestion(article: Article) -> Suggestion | None:
    story = article.story or (article.duplicate_of and article.duplicate_of.story)
    return Suggestion.objects.filter(story_key=story.key).first() if story else None
