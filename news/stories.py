"""Which articles print the same text: copies join one story and speak with one voice."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from news import headlines, minhash
from news.models import Article, Band, Story

#: For how long after the latest copy another one joins its story.
WINDOW = timedelta(days=14)
#: For how long a reprint without a change is known, so that what was refused does not come back with it.
MEMORY = timedelta(days=90)
REPRINT = 0.9
_MOST_COMPARED = 50


def sign(article: Article, text: str) -> None:
    """Put into the article's row what its copies are known by; it is not saved."""
    article.signature = minhash.signature(text)
    article.lead_signature = minhash.signature(minhash.lead(text))


def place(article: Article, *, by_headline: bool = False) -> Story:
    """The story an article belongs to, made if it is the first; call within ``locks.grouping``.

    The article must be signed and have its language; its bands are written here. A story keeps the key it began with,
    whichever copies come later.

    Args:
        article: the article.
        by_headline: whether only its headline names what it is about. Then its text may be what the outlet shows in
            place of each of its articles (an offer to subscribe), and copies must have the headline too.
    """
    original = twin(article, by_headline=by_headline)
    if original is not None and original.story is not None:
        story = original.story
    else:
        story, _ = Story.objects.get_or_create(
            key=article.url_key, defaults={"language": article.language, "created_at": timezone.now()}
        )
    Band.objects.bulk_create((Band(article=article, value=value) for value in _bands(article)), ignore_conflicts=True)
    return story


def twin(article: Article, *, by_headline: bool = False) -> Article | None:
    """Of the articles that print the same text the one whose story is oldest; ``by_headline`` as for ``place``."""
    copies = [other for other in _worth_comparing(article) if _is_copy_of(article, other)]
    if by_headline:
        headline = headlines.plain(article.title)
        copies = [other for other in copies if headlines.plain(other.title) == headline]
    return min(copies, key=lambda other: (other.story_id or 0, other.pk), default=None)


def print_the_same(one: Article, other: Article, least: float = minhash.SAME) -> bool:
    """Whether two signed articles print one text, or one of them the beginning of the other's.

    Args:
        one: an article.
        other: another one.
        least: the share of shingles that makes them the same. Of a text cut short no larger share can be in common
            than its length allows, so there the least is of that; and the beginnings must be the same.
    """
    whole = minhash.likeness(bytes(one.signature), bytes(other.signature))
    if whole >= least:
        return True
    shorter, longer = sorted((one.text_length, other.text_length))
    return whole * longer >= least * shorter > 0 and (
        minhash.likeness(bytes(one.lead_signature), bytes(other.lead_signature)) >= least
    )


def forget() -> int:
    """Drop the bands of articles too old to be met again; how many they were.

    An article that was passed over when it was found, and taken in again much later, is met by its copies then.
    """
    long_ago = timezone.now() - MEMORY
    old = Band.objects.filter(article__found_at__lt=long_ago)
    return old.exclude(article__story__created_at__gte=long_ago).delete()[0]


def _is_copy_of(article: Article, other: Article) -> bool:
    apart = abs(article.found_at - other.found_at)
    return print_the_same(article, other, minhash.SAME if apart <= WINDOW else REPRINT)


def _bands(article: Article) -> set[int]:
    return {
        *minhash.bands(bytes(article.signature), "whole"),
        *minhash.bands(bytes(article.lead_signature), "lead"),
    }


def _worth_comparing(article: Article) -> Iterable[Article]:
    """Articles of the same language with pieces of their signatures in common, those with most of all."""
    met = Counter(Band.objects.filter(value__in=_bands(article)).values_list("article", flat=True))
    met.pop(article.pk, None)
    if not met:
        return []
    return Article.objects.filter(
        pk__in=[number for number, _ in met.most_common(_MOST_COMPARED)],
        language=article.language,
        story__isnull=False,
        found_at__range=(article.found_at - MEMORY, article.found_at + MEMORY),
    ).select_related("story")
