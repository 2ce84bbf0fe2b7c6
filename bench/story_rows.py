"""What `bench.stories` does in an installation's tables: articles stored, copies looked up. Needs the settings."""

import random
from collections.abc import Sequence
from datetime import timedelta
from itertools import islice

from django.core.management import call_command
from django.utils import timezone

from bench.variants import Variant
from news import minhash, stories
from news.models import Article, Band, State, Story

_AT_ONCE = 500

Text = tuple[str, str]


def store(texts: Sequence[Text]) -> None:
    """Make tables, and an article with a story of its own of each text, found within the last ten days."""
    call_command("migrate", verbosity=0)
    now = timezone.now()
    rest = iter(enumerate(texts, 1))
    while chunk := list(islice(rest, _AT_ONCE)):
        articles = [signed(text, number) for number, text in chunk]
        for article in articles:
            article.found_at = now - timedelta(minutes=article.pk % 14_400)
            article.story_id = article.pk
        Story.objects.bulk_create(
            Story(pk=article.pk, key=article.url_key, language=article.language, created_at=article.found_at)
            for article in articles
        )
        Article.objects.bulk_create(articles)
        Band.objects.bulk_create(
            Band(article=article, value=value) for article in articles for value in set(pieces(article))
        )


def signed(text: Text, number: int) -> Article:
    """Return an article of that text as the intake would write it, not saved."""
    article = Article(
        pk=number,
        url=f"https://news.example/{number}",
        url_key=f"{number:032x}",
        found_at=timezone.now(),
        state=State.LINKED,
        language=text[1],
        text_length=len(text[0]),
    )
    stories.sign(article, text[0])
    return article


def pieces(article: Article) -> list[int]:
    """Return the bands of both its signatures."""
    return [*minhash.bands(article.signature, "whole"), *minhash.bands(article.lead_signature, "lead")]


def joined(texts: Sequence[Text], variant: Variant) -> tuple[int, int]:
    """Return how many changed texts find the article they were made of, and how many find another one.

    The texts are the first of those stored.
    """
    chance = random.Random(3)
    right = wrong = 0
    for number, (text, language) in enumerate(texts, 1):
        found = stories.twin(signed((variant(text, language, chance), language), 0))
        right += found is not None and found.pk == number
        wrong += found is not None and found.pk != number
    return right, wrong


def look_up(articles: Sequence[Article]) -> int:
    """Look the stories of some articles up; return how many have one already."""
    return sum(stories.twin(article) is not None for article in articles)
