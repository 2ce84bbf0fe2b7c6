"""Forgets what is kept for looking at once nobody looks any more: texts of decided articles, pieces of signatures."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from news import stories
from news.models import Article
from projects.choices import SuggestionState
from projects.models import Change, Suggestion


def prune() -> int:
    """Forget what is old enough; how many texts it was."""
    stories.forget()
    return forget_texts()


def forget_texts() -> int:
    """Drop the texts of articles whose story waits for nobody and was decided long ago (NEWS_TEXT_DAYS; 0 keeps all).

    Headline, address and the excerpts with the curators' reasons stay, so every page still shows what spoke for a link.
    """
    if settings.NEWS_TEXT_DAYS <= 0:
        return 0
    long_ago = timezone.now() - timedelta(days=settings.NEWS_TEXT_DAYS)
    of_story = Suggestion.objects.filter(story_key=OuterRef("story__key"))
    told_by = Q(source__suggestions__story_key=OuterRef("story__key")) | Q(
        source__candidates__suggestion__story_key=OuterRef("story__key")
    )
    worked_on = Change.objects.filter(told_by, at__gte=long_ago)
    old = Article.objects.filter(found_at__lt=long_ago).exclude(text="")
    return old.exclude(Exists(of_story.filter(state=SuggestionState.OPEN))).exclude(Exists(worked_on)).update(text="")
