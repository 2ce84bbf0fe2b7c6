"""The desk of stories: the articles that print one text, which began it, and what was made of it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse

from curation import words
from curation.admin.base import RowPageAdmin
from curation.admin.filters import LanguageFilter
from news.models import Article, Story
from projects.models import Suggestion

#: Articles of a story that are shown; few have more than a dozen.
MOST = 100
LONG_TEXTS = ("text", "signature", "lead_signature")


@dataclass(frozen=True)
class Printed:
    """An article of a story as the page shows it."""

    row: Article
    outlet: str
    is_original: bool


@admin.register(Story)
class StoryAdmin(RowPageAdmin):
    """Stories, the newest first."""

    list_display = ("headline", "in_language", "copies", "since")
    list_filter = (LanguageFilter,)
    search_fields = ("articles__title",)
    ordering = ("-id",)
    list_says = (
        "A story is one text, however many outlets print it: its copies speak with one voice, and a curator decides "
        "on it once. Only articles in which a project was recognised have one."
    )
    list_empty = "No story is here yet: one begins with the first article in which a project is recognised."

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Story]":
        """Stories with the headline they began with, and how many articles print them."""
        printed = Article.objects.filter(story=OuterRef("pk")).order_by()
        number = printed.values("story").annotate(number=Count("pk")).values("number")
        first = printed.order_by("pk").values("title")[:1]
        return super().get_queryset(request).annotate(first_title=Subquery(first), printed=Subquery(number))

    @admin.display(description="Story")
    def headline(self, story: Any) -> str:
        """The headline of its first article."""
        return str(story.first_title or story.key)[:120]

    @admin.display(description="Language", ordering="language")
    def in_language(self, story: Story) -> str:
        """Its language by name."""
        return words.language(story.language)

    @admin.display(description="Articles")
    def copies(self, story: Any) -> int:
        """How many articles print it."""
        return story.printed or 0

    @admin.display(description="Since (UTC)", ordering="created_at")
    def since(self, story: Story) -> str:
        """When its first article was read."""
        return f"{story.created_at:%Y-%m-%d %H:%M}"

    def row_page(self, request: HttpRequest, row: Any) -> HttpResponse:
        """A story with its articles in the order in which they were found, its suggestion and what that links."""
        articles = Article.objects.defer(*LONG_TEXTS).order_by("found_at", "pk")
        printed = [
            Printed(article, _outlet(article), article.url_key == row.key)
            for article in articles.filter(story=row).select_related("source__publisher", "feed__publisher")[:MOST]
        ]
        again = articles.filter(duplicate_of__story=row).exclude(story=row).select_related("duplicate_of")
        suggestion = Suggestion.objects.filter(story_key=row.key).select_related("source__publisher").first()
        candidates = suggestion.candidates.select_related("project", "source__publisher") if suggestion else ()
        return self.page(
            request,
            "curation/story.html",
            self.headline(row),
            original=row,
            articles=printed,
            has_original=any(one.is_original for one in printed),
            again=again.defer(*LONG_TEXTS, *(f"duplicate_of__{name}" for name in LONG_TEXTS))[:MOST],
            suggestion=suggestion,
            candidates=candidates,
        )


def _outlet(article: Article) -> str:
    """Who printed it: as its source says, else its feed, else its host."""
    if article.source is not None:
        return str(article.source.publisher)
    return str(article.feed.publisher) if article.feed is not None else urlsplit(article.url).netloc
