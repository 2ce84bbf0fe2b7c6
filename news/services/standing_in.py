"""Lets the next copy of a page stand for it when it is gone, so that what was kept under one address alone is not lost.

A copy is not read again while the article it hangs on is kept. An article in which a project was recognised is kept for
good; one that was passed over may be taken in again, and come to be given up, refused, or a copy itself.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from news import copies
from news.models import Article, State

#: What no copy may hang on.
_GONE = (State.FAILED, State.REFUSED, State.COPY)
_MOST_MENDED = 500


def hand_on(gone: Article, original: Article | None = None) -> None:
    """Give the copies of an article another one to hang on; call in the transaction in which the article goes.

    Args:
        gone: the article.
        original: what it turned out to be a copy of. Without one, the first of its copies goes through in its place,
            and the others hang on that.
    """
    hanging = Article.objects.filter(state=State.COPY, duplicate_of=gone)
    if original is None:
        first = hanging.order_by("pk").first()
        if first is None:
            return
        _take_in_again([first.pk])
        original = first
    hanging.exclude(pk=original.pk).update(duplicate_of=original, outcome=copies.same_page(original))


def mend() -> int:
    """Find copies that hang on nothing that is kept, whatever became of it, and hand them on; how many they were."""
    hanging = Article.objects.filter(state=State.COPY)
    lost = hanging.filter(Q(duplicate_of=None) | Q(duplicate_of__state__in=_GONE))
    rows = list(lost.select_related("duplicate_of__duplicate_of").order_by("pk")[:_MOST_MENDED])
    for gone in {row.duplicate_of for row in rows if row.duplicate_of is not None}:
        with transaction.atomic():
            fresh = Article.objects.select_for_update().get(pk=gone.pk)
            # Somebody may have sent it through again meanwhile.
            if fresh.state in _GONE:
                hand_on(fresh, fresh.duplicate_of if fresh.state == State.COPY else None)
    _take_in_again([row.pk for row in rows if row.duplicate_of is None])
    return len(rows)


def _take_in_again(pks: Iterable[int]) -> None:
    Article.objects.filter(pk__in=pks, state=State.COPY).update(
        state=State.FOUND, duplicate_of=None, outcome="", attempts=0, due_at=timezone.now(), sent_at=None, sends=0
    )
