"""The queue: suggestions by likelihood, each with the words that speak for it, decided one by one or many at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from corridors.errors import Conflict, DomainError, Refused
from curation import doing, highlight, reasons, words
from curation.admin.base import ReadOnlyAdmin
from curation.admin.filters import SourceLanguageFilter, titled
from curation.forms.queue import CONFIRM, CONFIRM_NEXT, REJECT, BulkForm, VerdictForm, first_ticks, is_open
from news.models import Story
from projects.choices import SuggestionState
from projects.models import Candidate, Change, ProposedClaim, Source, Suggestion
from projects.services import fields, suggestions

MOST_AT_ONCE = 200
#: Where the admin keeps the filters of a list in the address of a row.
KEPT = "_changelist_filters"
APPLY = "apply"


@dataclass(frozen=True)
class Shown:
    """A candidate as the page shows it."""

    row: Candidate
    ticked: bool
    reasons: list[dict[str, Any]]
    proposed: list["ShownClaim"]

    rivals: list[Candidate]

    @property
    def is_open(self) -> bool:
        """Whether a verdict is still asked."""
        return is_open(self.row)


@dataclass(frozen=True)
class ShownCopy:
    """A copy that names what the story's first document does not: its words as the page shows them."""

    source: Source
    headline: list[highlight.Piece]
    excerpts: list[highlight.Excerpt]


@dataclass(frozen=True)
class ShownClaim:
    """A proposed claim as the page shows it."""

    row: ProposedClaim
    words: str
    note: str
    ticked: bool


@dataclass(frozen=True)
class Row:
    """A row of many decided at once: what would be or was done, in words."""

    suggestion: Suggestion
    words: str
    change_id: int | None = None
    done: bool = False


class StateFilter(admin.SimpleListFilter):
    """What waits, unless asked otherwise."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The states, and all of them."""
        return [*SuggestionState.choices, ("all", "All")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Open ones by default."""
        if self.value() == "all":
            return queryset
        return queryset.filter(state=self.value() or SuggestionState.OPEN)

    def choices(self, changelist: Any) -> Any:
        """Without Django's own 'All', which here would mean 'open'."""
        every = iter(super().choices(changelist))
        next(every)
        for choice, (value, _) in zip(every, self.lookup_choices, strict=True):
            chosen = self.value() or SuggestionState.OPEN
            yield {**choice, "selected": value == chosen}


AmbiguousFilter = titled("whether it is ambiguous", admin.BooleanFieldListFilter)


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    """The queue."""

    list_display = ("story", "outlet", "candidates_with_scores", "waiting_since", "state")
    list_display_links = ("story",)
    list_filter = (StateFilter, "origin", SourceLanguageFilter, ("ambiguous", AmbiguousFilter))
    search_fields = ("source__title", "candidates__project__label", "candidates__project__listing__search_text")
    actions = ("confirm_top", "reject_many")
    ordering = ("-top_score", "id")
    list_says = (
        "Stories that news may tell of a project, the likeliest first; the number is that likelihood, from 0 to 1. "
        "Open one to see the words that speak for it, or decide several of a kind at once."
    )

    def when_empty(self, request: HttpRequest) -> Any:
        """Nothing waits: where more comes from."""
        return format_html(
            'Nothing waits. Stories come from <a href="{}">feeds</a> that are switched on, or from '
            '<a href="{}">one address</a> that you add.',
            reverse("admin:news_feed_changelist"),
            reverse("admin:news_article_add"),
        )

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Suggestion]":
        """Suggestions with what the list shows of them."""
        candidates = Prefetch("candidates", Candidate.objects.select_related("project"))
        return (
            super()
            .get_queryset(request)
            .select_related("source__publisher")
            .prefetch_related(candidates, "copies__publisher")
        )

    @admin.display(description="Story", ordering="source__title")
    def story(self, suggestion: Suggestion) -> str:
        """Its title."""
        return suggestion.source.title

    @admin.display(description="Outlet", ordering="source__publisher__name")
    def outlet(self, suggestion: Suggestion) -> str:
        """Who published it, in which language, and how many others printed it."""
        others = len(suggestion.other_outlets)
        more = "" if not others else " and 1 other outlet" if others == 1 else f" and {others} other outlets"
        return f"{suggestion.source.publisher} ({words.language(suggestion.source.language)}){more}"

    @admin.display(description="Candidates", ordering="top_score")
    def candidates_with_scores(self, suggestion: Suggestion) -> SafeString:
        """Projects with their probability, and whether the words leave open which of them it is."""
        every = list(suggestion.candidates.all())
        rows = [(f"{row.score:.2f}", row.project) for row in ([row for row in every if is_open(row)] or every)[:5]]
        shown = format_html_join("", '<span class="cand"><b>{}</b> {}</span>', rows)
        return format_html('{}<span class="tag warn">one of these</span>', shown) if suggestion.ambiguous else shown

    @admin.display(description="Waits since (UTC)", ordering="created_at")
    def waiting_since(self, suggestion: Suggestion) -> str:
        """When it was laid here."""
        return f"{suggestion.created_at:%Y-%m-%d %H:%M}"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The list under its own name."""
        return super().changelist_view(request, {"title": "Queue of suggestions", **(extra_context or {})})

    # One suggestion -------------------------------------------------------------------------------------------------

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Show a suggestion and take its verdict."""
        suggestion = self.reading(request, object_id) if object_id else None
        if suggestion is None:
            return self.missing(request, object_id)
        form, moved = self._form(suggestion), False
        if request.method == "POST":
            if not self.has_act_permission(request):
                raise PermissionDenied
            form = VerdictForm(suggestion, request.POST)
            if form.is_valid():
                try:
                    return self._decide(request, suggestion, form.cleaned_data)
                except DomainError as error:
                    suggestion.refresh_from_db()
                    doing.put_error(form, error, self._refusal(suggestion, error))
                    moved = isinstance(error, Conflict)
        return self._show(request, suggestion, form, moved=moved or "version" in form.errors)

    def _form(self, suggestion: Suggestion) -> VerdictForm:
        form = VerdictForm(suggestion)
        open_rows = [row for row in form.rows if is_open(row)]
        form.initial = {"version": suggestion.version, "candidates": first_ticks(open_rows)}
        return form

    def _decide(self, request: HttpRequest, suggestion: Suggestion, data: dict[str, Any]) -> HttpResponse:
        common = {"reason": data["reason"], "version": data["version"]}
        if data["verdict"] == REJECT:
            outcome = suggestions.reject(
                doing.actor(request), suggestion, candidates=data["candidates"] or None, **common
            )
        else:
            outcome = suggestions.confirm(
                doing.actor(request), suggestion, candidates=data["candidates"], proposed=data["proposed"], **common
            )
        doing.tell(request, outcome.change_id, outcome.words)
        return self._onward(request, suggestion, data["verdict"])

    def _onward(self, request: HttpRequest, suggestion: Suggestion, verdict: str) -> HttpResponse:
        kept = _kept(request)
        changelist = reverse("admin:projects_suggestion_changelist") + (f"?{kept.urlencode()}" if kept else "")
        if verdict == CONFIRM:
            return HttpResponseRedirect(changelist)
        if verdict == REJECT and Suggestion.objects.filter(pk=suggestion.pk, state=SuggestionState.OPEN).exists():
            return HttpResponseRedirect(request.get_full_path())
        following = self._next_url(request, suggestion)
        if following is None:
            messages.info(request, "Nothing else waits.")
            return HttpResponseRedirect(changelist)
        return HttpResponseRedirect(following)

    def _next_url(self, request: HttpRequest, suggestion: Suggestion) -> str | None:
        """The next below in the list that the curator came from; after the last one the first."""
        kept = _kept(request)
        waiting = Suggestion.objects.filter(state=SuggestionState.OPEN).exclude(pk=suggestion.pk)
        if kept.get("language"):
            waiting = waiting.filter(source__language=kept["language"])
        below = Q(top_score__lt=suggestion.top_score) | Q(top_score=suggestion.top_score, pk__gt=suggestion.pk)
        order = waiting.order_by("-top_score", "pk").values_list("pk", flat=True)
        following = order.filter(below).first() or order.first()
        if following is None:
            return None
        url = reverse("admin:projects_suggestion_change", args=[following])
        return f"{url}?{urlencode({KEPT: kept.urlencode()})}" if kept else url

    def _refusal(self, suggestion: Suggestion, error: DomainError) -> Any:
        decided = next(_touching(suggestion), None) if isinstance(error, Conflict) else None
        if decided is None:
            return error.message
        return format_html(
            "{} That was {}; see {}.",
            error.message,
            doing.in_words(decided),
            doing.change_link(decided.pk),
        )

    def _show(self, request: HttpRequest, suggestion: Suggestion, form: VerdictForm, *, moved: bool) -> HttpResponse:
        ticked, claims_ticked = form.ticked("candidates"), form.ticked("proposed")
        source = suggestion.source
        headline, excerpts = _words_of(suggestion, form.rows, None)
        return self.page(
            request,
            "curation/suggestion.html",
            source.title,
            original=suggestion,
            form=form,
            moved=moved,
            headline=headline,
            excerpts=excerpts,
            telling_copies=[
                ShownCopy(copy, *_words_of(suggestion, form.rows, copy))
                for copy in {row.source.pk: row.source for row in form.rows if row.source is not None}.values()
            ],
            candidates=[
                Shown(
                    row,
                    row.pk in ticked,
                    reasons.in_words(row.reasons),
                    [
                        ShownClaim(
                            claim,
                            words.proposal(claim.kind, claim.values),
                            str(claim.values.get("note", "")),
                            claim.pk in claims_ticked,
                        )
                        for claim in row.proposed.all()
                    ],
                    [other for other in form.rows if row.choice and other.choice == row.choice and other != row],
                )
                for row in sorted(form.rows, key=lambda row: not is_open(row))
            ],
            story_id=Story.objects.filter(key=suggestion.story_key).values_list("pk", flat=True).first(),
            copies=suggestion.copies.all(),
            others=len(suggestion.other_outlets),
            decided=_standing(suggestion),
            partly=any(not is_open(row) for row in form.rows),
            may_decide=self.has_act_permission(request) and suggestion.state == SuggestionState.OPEN,
            following=self._next_url(request, suggestion),
        )

    # Many at once ---------------------------------------------------------------------------------------------------

    @admin.action(description="Confirm the likeliest project of each", permissions=["act"])
    def confirm_top(self, request: HttpRequest, queryset: "QuerySet[Suggestion]") -> HttpResponse | None:
        """Confirm many, each on its own."""
        return self._many(request, queryset, CONFIRM)

    @admin.action(description="Reject each", permissions=["act"])
    def reject_many(self, request: HttpRequest, queryset: "QuerySet[Suggestion]") -> HttpResponse | None:
        """Reject many, each on its own."""
        return self._many(request, queryset, REJECT)

    def _many(self, request: HttpRequest, queryset: "QuerySet[Suggestion]", verdict: str) -> HttpResponse | None:
        if APPLY in request.POST:
            # The list's own filter hides what was decided meanwhile; its row has an outcome too.
            queryset = self.get_queryset(request).filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME))
        rows = list(queryset[: MOST_AT_ONCE + 1])
        if len(rows) > MOST_AT_ONCE:
            messages.error(request, f"Choose at most {MOST_AT_ONCE} at once. Nothing was written.")
            return None
        form = BulkForm(request.POST if APPLY in request.POST else None, needs_reason=verdict == REJECT)
        applied = APPLY in request.POST and form.is_valid()
        if applied:
            shown = [self._one_of_many(request, one, verdict, form.cleaned_data["reason"]) for one in rows]
        else:
            shown = [Row(one, _would(one, verdict)) for one in rows]
        return self.page(
            request,
            "curation/bulk.html",
            "Reject many" if verdict == REJECT else "Confirm the likeliest of many",
            form=form,
            rows=shown,
            applied=applied,
            done=sum(row.done for row in shown),
            action="reject_many" if verdict == REJECT else "confirm_top",
            verdict="Reject" if verdict == REJECT else "Confirm",
        )

    def _one_of_many(self, request: HttpRequest, suggestion: Suggestion, verdict: str, reason: str) -> Row:
        seen = request.POST.get(f"version_{suggestion.pk}", "")
        version = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
        try:
            if verdict == REJECT:
                outcome = suggestions.reject(doing.actor(request), suggestion, reason=reason, version=version)
            else:
                chosen = suggestions.likeliest(suggestion)
                outcome = suggestions.confirm(
                    doing.actor(request), suggestion, candidates=chosen, reason=reason, version=version
                )
        except DomainError as error:
            return Row(suggestion, error.message)
        return Row(suggestion, outcome.words, outcome.change_id, done=True)


def _kept(request: HttpRequest) -> QueryDict:
    """The filters of the list that a curator came from; none where they hold what no text may."""
    kept = QueryDict(request.GET.get(KEPT, ""))
    return QueryDict() if any("\x00" in one for _, values in kept.lists() for one in values) else kept


def _words_of(
    suggestion: Suggestion, rows: list[Candidate], copy: Source | None
) -> tuple[list[highlight.Piece], list[highlight.Excerpt]]:
    """Headline and excerpts of the story's first document, or of a copy, with the words of its candidates marked.

    The document may bear another title than the article had: known before, or edited since. Then the article's headline
    is an excerpt like the others.
    """
    key = copy.pk if copy is not None else None
    evidence = [reason for row in rows if row.source_id == key for reason in row.reasons]
    pieces = [piece for piece in suggestion.excerpts if piece.get("source") == key]
    title = (copy or suggestion.source).title
    seen = [piece for piece in pieces if piece.get("field") == "title"]
    is_headline = all(title.startswith(piece["text"], piece["start"]) for piece in seen)
    headline = highlight.mark(title, highlight.spans_of(evidence, "title") if is_headline else [])
    return headline, [one for one in highlight.excerpts(pieces, evidence) if one.where != "title" or not is_headline]


def _top(suggestion: Suggestion) -> Candidate | None:
    return next((row for row in suggestion.candidates.all() if is_open(row)), None)


def _would(suggestion: Suggestion, verdict: str) -> str:
    """What would be done, in words."""
    if suggestion.state != SuggestionState.OPEN:
        return f"Already {suggestion.get_state_display().lower()}; it will be left as it is."
    if verdict == REJECT:
        return "Will be rejected for all its candidates."
    top = _top(suggestion)
    if top is not None and top.choice:
        return f"{suggestions.UNCLEAR} It will be left as it is."
    if top is None:
        return "Has no candidate."
    project = suggestions.successor(top.project)
    try:
        suggestions.check_living(project)
    except Refused as error:
        return error.message
    return f"Will be attached to {project} ({top.score:.2f})."


def _touching(suggestion: Suggestion) -> Iterator[Change]:
    """The changes by which a suggestion was decided, and those that took such back, the newest first."""
    # A verdict on some of its projects leaves the suggestion itself as it is.
    addresses = {fields.address(row) for row in (suggestion, *suggestion.candidates.all())}
    documents = [suggestion.source_id, *suggestion.copies.values_list("pk", flat=True)]
    about = Change.objects.filter(source__in=documents, verb__in=("confirm", "reject", "undo")).order_by("-pk")
    return (change for change in about.select_related("undone_by") if addresses & change.fields.keys())


def _standing(suggestion: Suggestion) -> Change | None:
    """The newest change in which a verdict was given that still stands."""
    return next((one for one in _touching(suggestion) if not hasattr(one, "undone_by") and _gave_verdict(one)), None)


def _gave_verdict(change: Change) -> bool:
    """Whether it decided: what takes a verdict back leaves none."""
    return any(names["verdict"][1] for names in change.fields.values() if "verdict" in names)


__all__ = ["CONFIRM_NEXT", "SuggestionAdmin"]
