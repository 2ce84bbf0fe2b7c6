"""Which articles print the same text: copies join one story and speak with one voice."""

from datetime import timedelta

from django.utils import timezone

from news import minhash
from news.models import Article, Band, Story

WINDOW = timedelta(days=14)
_MOST_COMPARED = 50


def place(article: Article) -> Story:
    """The story an article belongs to, made if it is the first; call within ``locks.grouping``.

    The article must have its text's language and signatures; its bands are written here.
    """
    twin = _twin(article)
    if twin is not None and twin.story is not None:
        story = twin.story
    else:
        story, _ = Story.objects.get_or_create(
            key=article.url_key, defaults={"language": article.language, "created_at": timezone.now()}
        )
    Band.objects.bulk_create((Band(article=article, value=value) for value in _bands(article)), ignore_conflicts=True)
    return story


def _bands(article: Article) -> set[int]:
    return {
        *minhash.bands(bytes(article.signature), "whole"),
        *minhash.bands(bytes(article.lead_signature), "lead"),
    }


def _twin(article: Article) -> Article | None:
    """The oldest article of the last two weeks that prints the same text, or the same beginning."""
    met = (
        Article.objects.filter(
            bands__value__in=_bands(article),
            language=article.language,
            story__isnull=False,
            story__created_at__gte=timezone.now() - WINDOW,
        )
        .exclude(pk=article.pk)
        .select_related("story")
        .order_by("pk")
        .distinct()
    )
    for other in met[:_MOST_COMPARED]:
        if (
            minhash.likeness(bytes(article.signature), bytes(other.signature)) >= minhash.SAME
            or minhash.likeness(bytes(article.lead_signature), bytes(other.lead_signature)) >= minhash.SAME
        ):
            return other
    return None
