"""The log of the intake: every time a server was asked or a page was read, for who looks why news does not come."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from curation import words
from curation.admin.base import ReadOnlyAdmin
from curation.admin.filters import CodeFilter
from news.models import Attempt


class WellFilter(admin.SimpleListFilter):
    """Whether attempts gave what was wanted."""

    title = "how it went"
    parameter_name = "succeeded__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Well, or not."""
        return [("1", "Well"), ("0", "Failed")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Attempts that went so."""
        return queryset.filter(succeeded=self.value() == "1") if self.value() in ("0", "1") else queryset


class OutcomeFilter(CodeFilter):
    """What came of attempts, in words."""

    title = "outcome"
    parameter_name = "outcome"
    column = "code"

    def said(self, code: str) -> str:
        """The outcome in words."""
        return words.outcome(code)


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    """Every time a server was asked for something, and what came of it."""

    list_display = ("when", "what_for", "went_well", "came_back", "host", "http", "bytes_read")
    list_filter = (WellFilter, "purpose", OutcomeFilter)
    search_fields = ("url", "host", "words")
    fields = (
        *("when", "what_for", "address", "at_host", "feed", "article", "went_well", "came_back", "outcome", "http"),
        *("bytes_read", "took"),
    )
    ordering = ("-id",)
    list_says = "Every time a server was asked for something or a page was read, and what came of it; kept for 30 days."
    list_empty = (
        "Nothing was asked in the last 30 days. Servers are asked for feeds that are on and for pasted addresses."
    )

    @admin.display(description="When (UTC)", ordering="at")
    def when(self, attempt: Attempt) -> str:
        """To the second: a host is asked every few."""
        return f"{attempt.at:%Y-%m-%d %H:%M:%S}"

    @admin.display(description="For", ordering="purpose")
    def what_for(self, attempt: Attempt) -> str:
        """What was asked for."""
        return attempt.get_purpose_display()

    @admin.display(description="Address")
    def address(self, attempt: Attempt) -> str:
        """The address asked."""
        return attempt.url

    @admin.display(description="Host")
    def at_host(self, attempt: Attempt) -> SafeString | str:
        """The host asked, with the way to its page."""
        if not attempt.host:
            return ""
        return format_html('<a href="{}">{}</a>', reverse("admin:news_host_named", args=[attempt.host]), attempt.host)

    @admin.display(description="Went well", ordering="succeeded", boolean=True)
    def went_well(self, attempt: Attempt) -> bool:
        """Whether it gave what was wanted."""
        return attempt.succeeded

    @admin.display(description="What came back", ordering="words")
    def came_back(self, attempt: Attempt) -> str:
        """What came back, or why nothing did."""
        return attempt.words

    @admin.display(description="Kind of outcome")
    def outcome(self, attempt: Attempt) -> str:
        """The outcome by which attempts are counted, in words."""
        return words.outcome(attempt.code)

    @admin.display(description="HTTP", ordering="status")
    def http(self, attempt: Attempt) -> str:
        """The status of the answer, if there was one."""
        return str(attempt.status or "–")

    @admin.display(description="Bytes", ordering="size")
    def bytes_read(self, attempt: Attempt) -> str:
        """How much was read; nothing where no server was asked."""
        return f"{attempt.size:,}" if attempt.size else "–"

    @admin.display(description="Took")
    def took(self, attempt: Attempt) -> str:
        """How long the server took."""
        return f"{attempt.seconds:.2f} seconds" if attempt.seconds else "–"
