"""What was given up, refused or passed over goes through again when somebody asks for it."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from news.models import Article, State, StoredPage

#: How long a page that could not be read is kept for a replay; later it would be fetched again.
PAGES_KEPT = timedelta(days=30)
REPLAYED = frozenset({State.FAILED, State.REFUSED, State.UNLINKED})


def replay(articles: "QuerySet[Article]") -> int:
    """Send articles through again, as many as there are among them that came to a dead end.

    A page that was fetched and could not be read is read again as it was fetched; all else begins at the start.

    Returns:
        How many go through again; the others are left as they are.
    """
    dead = Article.objects.filter(pk__in=articles.values("pk"), state__in=REPLAYED)
    unread = Q(state=State.FAILED, error_stage="read", page__isnull=False)
    # Ids first: a page that is put back to be read is no longer what the second update looks for.
    again = list(dead.filter(unread).values_list("pk", flat=True))
    anew = list(dead.exclude(pk__in=again).values_list("pk", flat=True))
    return _put_back(again, State.FETCHED) + _put_back(anew, State.FOUND)


def _put_back(ids: list[int], state: State) -> int:
    cleared = {"outcome": "", "error_stage": "", "error_class": "", "attempts": 0, "lease": "", "lease_until": None}
    now = timezone.now()
    # Still a dead end: of two people who ask at once, one sends it through.
    return sum(
        Article.objects.filter(pk__in=ids[first : first + 500], state__in=REPLAYED).update(
            state=state, due_at=now, sent_at=None, sends=0, **cleared
        )
        for first in range(0, len(ids), 500)
    )


def forget_pages() -> int:
    """Forget pages that could not be read and that nobody asked for again in a month; how many they were."""
    old = StoredPage.objects.filter(article__state=State.FAILED, fetched_at__lt=timezone.now() - PAGES_KEPT)
    return old.delete()[0]
