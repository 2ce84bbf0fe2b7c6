"""Which article is another one over again: the same page at another address, or a headline its publisher ran before."""

from datetime import timedelta

from django.db.models import Q

from news import headlines, stories
from news.models import Article, State
from projects.models import Publisher

#: For how long a publisher's headline stands for one article.
HEADLINE_DAYS = 7
#: Under one headline this share of common shingles is one text, mended or continued; a series has less in common.
RELATED = 0.45


class IsCopy(Exception):
    """The article is one we have already; ``words`` say by what that was seen."""

    def __init__(self, original: Article, words: str) -> None:
        super().__init__(words)
        self.original = original
        self.words = words


def same_page(original: Article) -> str:
    """What is said of a copy."""
    return f"The same page as {original.url}"


def check(article: Article, publisher: Publisher | None) -> None:
    """Compare an article just read with those read before; call within ``locks.grouping``.

    Args:
        article: with everything that reading found; signed if a project was recognised in it.
        publisher: whose it is; none where no project was recognised.

    Raises:
        IsCopy: it is one of them over again.
    """
    other = _same_page(article, needs_link=publisher is not None)
    if other is not None:
        raise IsCopy(other, same_page(other))
    if publisher is not None and article.headline_key:
        other = _same_headline(article, publisher)
        if other is not None:
            raise IsCopy(
                other, f"The same headline and text as {publisher} had within {HEADLINE_DAYS} days: {other.url}"
            )


def _same_page(article: Article, *, needs_link: bool) -> Article | None:
    """An article whose address or page is this one's; where headlines differ, a template gave both a wrong address."""
    keys = {article.url_key, article.page_key} - {""}
    states = [State.LINKED] if needs_link else [State.LINKED, State.UNLINKED]
    others = Article.objects.filter(Q(url_key__in=keys) | Q(page_key__in=keys), state__in=states)
    headline = headlines.plain(article.title)
    for other in others.exclude(pk=article.pk).order_by("pk"):
        if other.content_hash == article.content_hash or (headline and headline == headlines.plain(other.title)):
            return other
    return None


def _same_headline(article: Article, publisher: Publisher) -> Article | None:
    around = timedelta(days=HEADLINE_DAYS)
    others = Article.objects.filter(
        headline_key=article.headline_key,
        source__publisher=publisher,
        state=State.LINKED,
        found_at__range=(article.found_at - around, article.found_at + around),
    )
    for other in others.exclude(pk=article.pk).order_by("pk"):
        if stories.print_the_same(article, other, RELATED):
            return other
    return None
