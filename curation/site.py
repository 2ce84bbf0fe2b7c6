"""The admin site: its tables grouped as curators think of them, and a first page that says what waits."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from curation import subjects
from news.models import Article, Feed
from news.models import State as ArticleState
from projects.choices import State, SuggestionState
from projects.models import Change, Project, Suggestion

# Title of a group, and its tables in order, as app_label.model.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Queue", ("projects.suggestion",)),
    ("Catalogue", ("projects.project", "projects.corridor", "projects.place", "projects.organisation")),
    ("Evidence", ("projects.claim", "projects.source", "projects.publisher")),
    ("Log", ("projects.change",)),
    (
        "News",
        (
            *("news.feed", "news.article", "news.story", "news.gdeltstream", "news.gdeltfile"),
            *("news.recipe", "news.host", "news.attempt"),
        ),
    ),
    ("Linking", ("news.aliasfamily", "news.fittedweights")),
    ("Accounts", ("auth.user", "auth.group")),
)
RECENT = 8


class CurationSite(admin.AdminSite):
    """Where curators work."""

    site_header = "Corridors: the curators' door"
    site_title = "Corridors, curators"
    index_title = "What waits"
    index_template = "curation/index.html"
    # The lists are wide, and the first page has every table.
    enable_nav_sidebar = False

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Group the tables; a page of one app keeps Django's own grouping."""
        apps: list[Any] = list(super().get_app_list(request, app_label))
        if app_label is not None:
            return apps
        tables = {
            f"{app['app_label']}.{table['object_name'].lower()}": table for app in apps for table in app["models"]
        }
        named = {key for _, keys in GROUPS for key in keys}
        rest = tuple(key for key in tables if key not in named)
        groups = [
            {
                "name": title,
                "app_label": title.lower(),
                "app_url": reverse(f"{self.name}:index"),
                "has_module_perms": True,
                "models": [tables[key] for key in keys if key in tables],
            }
            for title, keys in (*GROUPS, ("Other", rest))
        ]
        return [group for group in groups if group["models"]]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Say how much waits, and where to start."""
        context = {
            "open_suggestions": Suggestion.objects.filter(state=SuggestionState.OPEN).count(),
            "ambiguous_suggestions": Suggestion.objects.filter(state=SuggestionState.OPEN, ambiguous=True).count(),
            "drafts": Project.objects.filter(state=State.DRAFT).count(),
            "contested": Project.objects.filter(listing__contested=True).count(),
            "changes": subjects.name(Change.objects.select_related("source")[:RECENT]),
            "stopped_feeds": Feed.objects.filter(enabled_by_curator=True).exclude(off_by_system="").count(),
            "given_up": Article.objects.filter(state=ArticleState.FAILED).count(),
            **(extra_context or {}),
        }
        return super().index(request, context)
