"""The intake's desks: feeds switched on and tried, articles with what became of them, one pasted address."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from corridors.errors import DomainError
from curation import decided, doing, words
from curation.admin.base import RowPageAdmin
from curation.admin.filters import CodeFilter, LanguageFilter
from curation.forms.acts import NoteForm
from curation.forms.intake import AddressForm, FeedDetailsForm, FeedForm
from news import attempts, overview
from news.models import Article, Feed
from news.services import adding, dead_letters, feeds
from projects.choices import PublisherKind
from projects.models import Suggestion

SHOWN_ATTEMPTS = 30


# Acts on a feed by their address: the button.
FEED_ACTS = {"on": "Switch on and try", "off": "Switch off", "try": "Try now"}


class IntakeAdmin(RowPageAdmin):
    """A table of the intake: read here, written by workers; a few acts are asked for by hand."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the account's permissions say."""
        return request.user.has_perm(f"news.add_{self.opts.model_name}")

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """A page to read, or to add one."""
        if object_id is None:
            return self.add_page(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def add_page(self, request: HttpRequest) -> HttpResponse:
        """Ask for what is to be added."""
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


class FeedStateFilter(admin.SimpleListFilter):
    """Whether feeds are polled, and if not, who stopped them."""

    title = "state"
    parameter_name = "state"
    STATES: ClassVar = {
        "on": ("On", Q(enabled_by_curator=True, off_by_system="")),
        "failing": ("On, failing", Q(enabled_by_curator=True, off_by_system="", failures__gt=0)),
        "stopped": ("Stopped by the system", Q(enabled_by_curator=True) & ~Q(off_by_system="")),
        "off": ("Off", Q(enabled_by_curator=False)),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The states."""
        return [(key, title) for key, (title, _) in self.STATES.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Feeds in the state chosen."""
        chosen = self.value() or ""
        return queryset.filter(self.STATES[chosen][1]) if chosen in self.STATES else queryset


class KindFilter(CodeFilter):
    """Kinds of publishers that have a feed."""

    title = "kind of publisher"
    parameter_name = "kind"
    column = "publisher__kind"

    def said(self, code: str) -> str:
        """The kind's label."""
        return str(PublisherKind(code).label)


@admin.register(Feed)
class FeedAdmin(IntakeAdmin):
    """Feeds, off until a curator switches them on."""

    list_display = ("name", "publisher", "in_language", "polled", "tried", "last_polled")
    list_filter = (FeedStateFilter, LanguageFilter, KindFilter)
    search_fields = ("title", "url", "publisher__name")
    list_select_related = ("publisher",)
    list_says = "Where news is listed. A feed is asked only while it is on; open one to switch it on, or to try it."

    def when_empty(self, request: HttpRequest) -> Any:
        """How feeds come here."""
        return format_html(
            'No feed is here yet. <a href="{}">Add one</a>, or load those that come with the program: '
            "<code>manage.py load_feeds</code>.",
            reverse("admin:news_feed_add"),
        )

    @admin.display(description="Language", ordering="language")
    def in_language(self, feed: Feed) -> str:
        """The language expected, by name."""
        return words.language(feed.language)

    @admin.display(description="Last polled (UTC)", ordering="polled_at")
    def last_polled(self, feed: Feed) -> str:
        """When it was last asked, short: the list is wide."""
        return f"{feed.polled_at:%Y-%m-%d %H:%M}" if feed.polled_at else "never"

    @admin.display(description="Feed", ordering="url")
    def name(self, feed: Feed) -> str:
        """Its title, or its address."""
        return str(feed)

    @admin.display(description="State", ordering="enabled_by_curator")
    def polled(self, feed: Feed) -> str:
        """Whether it is polled, and if not, who stopped it."""
        if feed.off_by_system:
            return "stopped by the system"
        if feed.failures and feed.enabled_by_curator:
            return "on, failing"
        return "on" if feed.enabled_by_curator else "off"

    def get_urls(self) -> list[URLPattern]:
        """The stock addresses, and the acts."""
        view = self.admin_site.admin_view
        acts = [
            path(f"<int:pk>/{verb}/", view(self.act_view), {"verb": verb}, name=f"news_feed_{verb}")
            for verb in FEED_ACTS
        ]
        edit = path("<int:pk>/edit/", view(self.edit_view), name="news_feed_edit")
        return [*acts, edit, *super().get_urls()]

    def edit_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change whose feed it is, and the language expected; another address is another feed."""
        if not self.has_act_permission(request):
            raise PermissionDenied
        feed = self.reading(request, pk)
        if feed is None:
            return self.missing(request, pk)
        back = reverse("admin:news_feed_change", args=[pk])
        known = {"publisher": feed.publisher_id, "language": feed.language}
        form = FeedDetailsForm(request.POST if request.method == "POST" else None, initial=known)
        if form.is_valid():
            change_id = feeds.describe(doing.actor(request), feed, **form.cleaned_data)
            doing.tell(request, change_id, "Saved. What was found in it before stays as it is.")
            return HttpResponseRedirect(back)
        return self.page(
            request,
            "curation/ask.html",
            "Change publisher or language",
            original=feed,
            form=form,
            button="Save",
            means="Its address stays: a feed at another address is added as another one, and this one switched off.",
            back=back,
        )

    def act_view(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """Switch a feed on or off, or try it; tells what came back."""
        feed = self.reading(request, pk)
        if feed is None:
            return self.missing(request, pk)
        if request.method != "POST" or not self.has_act_permission(request):
            raise PermissionDenied
        form = NoteForm(request.POST)
        if not form.is_valid():
            doing.refuse_note(request, form)
        else:
            try:
                self._act(request, feed, verb, form.cleaned_data["note"])
            except DomainError as error:
                messages.error(request, error.message)
        return HttpResponseRedirect(reverse("admin:news_feed_change", args=[pk]))

    def _act(self, request: HttpRequest, feed: Feed, verb: str, note: str) -> None:
        if verb == "off":
            off = feeds.switch_off(doing.actor(request), feed, reason=note)
            doing.tell(request, off.change_id, off.words, nothing=off.words)
            return
        if verb == "on":
            on = feeds.switch_on(doing.actor(request), feed, reason=note)
            doing.tell(request, on.change_id, "Switched on.", nothing="It is on already.")
            words, well = on.words, on.well
        else:
            tried = feeds.try_now(feed)
            words, well = tried.words, tried.well
        messages.add_message(request, messages.SUCCESS if well else messages.WARNING, words)

    def row_page(self, request: HttpRequest, row: Feed) -> HttpResponse:
        """A feed with what came of asking it."""
        offered = ("off", "try") if row.active else ("on", "try")
        return self.page(
            request,
            "curation/feed.html",
            str(row),
            original=row,
            host=attempts.host(row.url),
            log=row.log.all()[:SHOWN_ATTEMPTS],
            acts=[(f"admin:news_feed_{verb}", FEED_ACTS[verb]) for verb in offered],
            note=NoteForm(),
            decided=decided.on(row),
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


class StageFilter(CodeFilter):
    """The steps at which articles were given up; those still on their way have none."""

    title = "step at which it was given up"
    parameter_name = "stage"
    column = "error_stage"

    def said(self, code: str) -> str:
        """The step in words."""
        return words.step(code)


class FromFeedFilter(admin.RelatedOnlyFieldListFilter):
    """The feeds that articles came from, and that they came from none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_value_display = SafeString("None: GDELT, or an address added")


@admin.register(Article)
class ArticleAdmin(IntakeAdmin):
    """Articles, with what became of each."""

    list_display = ("headline", "state", "outcome", "in_language", "published", "feed", "found")
    list_filter = ("state", StageFilter, LanguageFilter, ("feed", FromFeedFilter))
    search_fields = ("title", "url")
    list_select_related = ("feed",)
    actions = ("replay",)
    ordering = ("-id",)
    list_says = (
        "Pages of news with what became of each. What was given up, refused or passed over can be taken in again."
    )

    def when_empty(self, request: HttpRequest) -> Any:
        """How articles come here."""
        return format_html(
            'No article is here yet. <a href="{}">Add one address</a>, or switch <a href="{}">feeds</a> on.',
            reverse("admin:news_article_add"),
            reverse("admin:news_feed_changelist"),
        )

    @admin.display(description="Language", ordering="language")
    def in_language(self, article: Article) -> str:
        """Its language by name."""
        return words.language(article.language)

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
        are = "is" if asked == 1 else "are"
        messages.success(request, f"{done} of {asked} {are} taken in again by a worker.")
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
            host=attempts.host(row.url),
            log=row.log.all()[:SHOWN_ATTEMPTS],
            printed=story.articles.count() if story else 0,
            suggestion=Suggestion.objects.filter(story_key=story.key).first() if story else None,
            may_act=self.has_act_permission(request) and row.state in dead_letters.REPLAYED,
            may_add=self.has_add_permission(request),
        )

    def add_page(self, request: HttpRequest) -> HttpResponse:
        """Take in one pasted address, at once."""
        form = AddressForm(request.POST if request.method == "POST" else None)
        return self.asked(request, form, "Add one address", "Fetch and read it", lambda: self._added(request, form))

    def _added(self, request: HttpRequest, form: AddressForm) -> HttpResponse:
        added = adding.add(form.cleaned_data["url"], doing.actor(request))
        told = f"We had this address already. {added.words}" if added.known else added.words
        messages.add_message(request, messages.SUCCESS if added.succeeded else messages.WARNING, told)
        if added.suggestion is not None:
            return HttpResponseRedirect(reverse("admin:projects_suggestion_change", args=[added.suggestion.pk]))
        return HttpResponseRedirect(reverse("admin:news_article_change", args=[added.article.pk]))
