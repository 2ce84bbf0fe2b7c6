"""The intake's desks: feeds switched on and tried, articles with what became of them, attempts, one pasted address."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from corridors.errors import DomainError
from curation import doing
from curation.admin.base import ReadOnlyAdmin
from curation.forms.intake import AddressForm, FeedForm
from news import overview
from news.models import Article, Attempt, Feed
from news.services import adding, dead_letters, feeds
from projects.models import Suggestion

SHOWN_ATTEMPTS = 30


def _switch_off(feed: Feed) -> str:
    feeds.switch_off(feed)
    return "Switched off; its articles stay."


# Address of an act on a feed: the button, and what is done; it answers in words.
FEED_ACTS: dict[str, tuple[str, Callable[[Feed], str]]] = {
    "on": ("Switch on and try", feeds.switch_on),
    "off": ("Switch off", _switch_off),
    "try": ("Try now", feeds.try_now),
}


class IntakeAdmin(ReadOnlyAdmin):
    """A table of the intake: read here, written by workers; a few acts are asked for by hand."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the account's permissions say."""
        return request.user.has_perm(f"news.add_{self.opts.model_name}")

    def has_act_permission(self, request: HttpRequest) -> bool:
        """Who may ask for acts."""
        return request.user.has_perm(f"news.change_{self.opts.model_name}")

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """A page to read, or to add one."""
        if object_id is None:
            return self.add_page(request)
        row = self.reading(request, object_id)
        if row is None:
            return self.missing(request, object_id)
        if request.method == "POST":
            raise PermissionDenied
        return self.row_page(request, row)

    def add_page(self, request: HttpRequest) -> HttpResponse:
        """Ask for what is to be added."""
        raise NotImplementedError

    def row_page(self, request: HttpRequest, row: Any) -> HttpResponse:
        """Show a row."""
        raise NotImplementedError

    def asked(
        self, request: HttpRequest, form: forms.Form, title: str, button: str, act: Callable[[], HttpResponse]
    ) -> HttpResponse:
        """Show a form, and do the act when it is filled; a refusal is an error of the form."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if form.is_valid():
            try:
                return act()
            except DomainError as error:
                doing.put_error(form, error)
        back = reverse(f"admin:news_{self.opts.model_name}_changelist")
        return self.page(request, "curation/ask.html", title, form=form, button=button, back=back)


@admin.register(Feed)
class FeedAdmin(IntakeAdmin):
    """Feeds, off until a curator switches them on."""

    list_display = ("name", "publisher", "language", "polled", "tried", "polled_at", "failures")
    list_filter = (
        "enabled_by_curator",
        ("off_by_system", admin.EmptyFieldListFilter),
        "language",
        "publisher__kind",
    )
    search_fields = ("title", "url", "publisher__name")
    list_select_related = ("publisher",)

    @admin.display(description="Feed", ordering="url")
    def name(self, feed: Feed) -> str:
        """Its title, or its address."""
        return str(feed)

    @admin.display(description="State", ordering="enabled_by_curator")
    def polled(self, feed: Feed) -> str:
        """Whether it is polled, and if not, who stopped it."""
        if feed.off_by_system:
            return "stopped"
        return "on" if feed.enabled_by_curator else "off"

    def get_urls(self) -> list[URLPattern]:
        """The stock addresses, and the acts."""
        view = self.admin_site.admin_view
        acts = [
            path(f"<int:pk>/{verb}/", view(self.act_view), {"verb": verb}, name=f"news_feed_{verb}")
            for verb in FEED_ACTS
        ]
        return [*acts, *super().get_urls()]

    def act_view(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """Switch a feed on or off, or try it; tells what came back."""
        feed = self.reading(request, pk)
        if feed is None:
            return self.missing(request, pk)
        if request.method != "POST" or not self.has_act_permission(request):
            raise PermissionDenied
        try:
            messages.success(request, FEED_ACTS[verb][1](feed))
        except DomainError as error:
            messages.error(request, error.message)
        return HttpResponseRedirect(reverse("admin:news_feed_change", args=[pk]))

    def row_page(self, request: HttpRequest, row: Feed) -> HttpResponse:
        """A feed with what came of asking it."""
        offered = ("off", "try") if row.active else ("on", "try")
        return self.page(
            request,
            "curation/feed.html",
            str(row),
            original=row,
            log=row.log.all()[:SHOWN_ATTEMPTS],
            acts=[(f"admin:news_feed_{verb}", FEED_ACTS[verb][0]) for verb in offered],
            may_act=self.has_act_permission(request),
            articles=row.articles.count(),
        )

    def add_page(self, request: HttpRequest) -> HttpResponse:
        """Add a feed, switched off."""
        form = FeedForm(request.POST if request.method == "POST" else None)
        return self.asked(request, form, "Add a feed", "Add it", lambda: self._added(request, form))

    def _added(self, request: HttpRequest, form: FeedForm) -> HttpResponse:
        data = form.cleaned_data
        feed, is_new = feeds.add(data["publisher"], data["url"], data["language"])
        messages.success(request, "Added; it is off until you switch it on." if is_new else "It is here already.")
        return HttpResponseRedirect(reverse("admin:news_feed_change", args=[feed.pk]))


class StageFilter(admin.SimpleListFilter):
    """The steps at which articles were given up; those still on their way have none."""

    title = "step at which it was given up"
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Those that occur."""
        stages = Article.objects.exclude(error_stage="").order_by("error_stage")
        return [(stage, stage) for stage in stages.values_list("error_stage", flat=True).distinct()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Articles given up at the step chosen."""
        return queryset.filter(error_stage=self.value()) if self.value() else queryset


@admin.register(Article)
class ArticleAdmin(IntakeAdmin):
    """Articles, with what became of each."""

    list_display = ("headline", "state", "outcome", "language", "published", "feed", "found")
    list_filter = ("state", StageFilter, "language", ("feed", admin.RelatedOnlyFieldListFilter))
    search_fields = ("title", "url")
    list_select_related = ("feed",)
    actions = ("replay",)
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Article]":
        """Without the texts, which lists do not show."""
        return super().get_queryset(request).defer("text", "signature", "lead_signature")

    @admin.display(description="Article", ordering="title")
    def headline(self, article: Article) -> str:
        """Its title, or its address."""
        return str(article)[:120]

    @admin.display(description="Found (UTC)", ordering="found_at")
    def found(self, article: Article) -> str:
        """When it was found, short: the list is wide."""
        return f"{article.found_at:%Y-%m-%d %H:%M}"

    @admin.action(description="Take in again from the start", permissions=["act"])
    def replay(self, request: HttpRequest, queryset: "QuerySet[Article]") -> None:
        """Send what was given up, refused or passed over through again."""
        asked = queryset.count()
        done = dead_letters.replay(queryset)
        messages.success(request, f"{done} of {asked} are taken in again; a worker begins with them.")
        if done < asked:
            messages.info(
                request, f"{asked - done} were left: only what was given up, refused or passed over is replayed."
            )

    def get_urls(self) -> list[URLPattern]:
        """The stock addresses, and the intake at a glance."""
        glance = path("glance/", self.admin_site.admin_view(self.glance), name="news_article_glance")
        return [glance, *super().get_urls()]

    def glance(self, request: HttpRequest) -> HttpResponse:
        """What waits and since when, what was given up, what servers answered."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.page(request, "curation/glance.html", "The intake at a glance", intake=overview.look())

    def row_page(self, request: HttpRequest, row: Article) -> HttpResponse:
        """An article with its way so far."""
        story = row.story
        return self.page(
            request,
            "curation/article.html",
            str(row),
            original=row,
            log=row.log.all()[:SHOWN_ATTEMPTS],
            suggestion=Suggestion.objects.filter(story_key=story.key).first() if story else None,
            may_act=self.has_act_permission(request) and row.state in dead_letters.REPLAYED,
        )

    def add_page(self, request: HttpRequest) -> HttpResponse:
        """Take in one pasted address, at once."""
        form = AddressForm(request.POST if request.method == "POST" else None)
        return self.asked(request, form, "Add one address", "Fetch and read it", lambda: self._added(request, form))

    def _added(self, request: HttpRequest, form: AddressForm) -> HttpResponse:
        added = adding.add(form.cleaned_data["url"], doing.actor(request))
        words = f"We had this address already. {added.words}" if added.known else added.words
        messages.add_message(request, messages.SUCCESS if added.succeeded else messages.WARNING, words)
        if added.suggestion is not None:
            return HttpResponseRedirect(reverse("admin:projects_suggestion_change", args=[added.suggestion.pk]))
        return HttpResponseRedirect(reverse("admin:news_article_change", args=[added.article.pk]))


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    """Every time a server was asked for something, and what came of it."""

    list_display = ("at", "purpose", "succeeded", "code", "words", "host", "status", "size")
    list_filter = ("succeeded", "purpose", "code")
    search_fields = ("url", "host", "words")
    fields = ("at", "purpose", "url", "feed", "article", "succeeded", "code", "words", "status", "size", "seconds")
    ordering = ("-id",)
