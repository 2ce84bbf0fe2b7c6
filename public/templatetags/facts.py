"""Tags and filters by which templates write down cited facts; wording.py has the words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from projects import choices
from projects.dossier import Answer
from projects.models import Claim, Entry
from public import addresses, showing, wording

register = template.Library()

register.filter("partial_date", wording.partial_date)
register.filter("day", wording.day)
register.filter("evidence_day", wording.evidence_day)
register.filter("number", wording.number)
register.filter("months", wording.months)
register.filter("late", wording.late)
register.filter("language", wording.language)
register.filter("status_word", wording.status)
register.filter("about_usd", wording.about_usd)
register.filter("said", wording.value)
register.filter("question", wording.question)
register.filter("topic", wording.topic)
register.filter("address", addresses.of)
WORDS = {
    "sector": choices.Sector,
    "stage": choices.Stage,
    "instrument": choices.Instrument,
    "role": choices.Role,
    "mode": choices.Mode,
    "relation": choices.Relation,
    "mention": choices.MentionAspect,
    "milestone": choices.MilestoneKind,
    "actor": choices.ActorKind,
}


@register.filter
def word(value: str, vocabulary: str) -> str:
    """Label of a word of one of our vocabularies."""
    return str(WORDS[vocabulary](value).label) if value else ""


@register.filter
def count(total: int, nouns: str) -> str:
    """A count with its noun: ``{{ 2|count:"country,countries" }}``."""
    one, _, many = nouns.partition(",")
    return wording.count(total, one, many)


@register.filter
def readings(answer: Answer | None) -> list[showing.Reading]:
    """Every value of an answer but the shown one; none of a question nobody answers."""
    return showing.other_readings(answer) if answer else []


@register.filter
def saying_so(answer: Answer | None) -> list[Claim]:
    """The claims that state the shown value as it is shown."""
    return showing.saying_so(answer) if answer else []


@register.simple_tag(takes_context=True)
def notes(context: Context, claims: Iterable[Claim] | Claim | None) -> SafeString:
    """Footnote numbers of the claims' sources, each a link into the numbered list of sources."""
    if not claims:
        return SafeString("")
    numbers: Mapping[int, int] = context["numbers"]
    cited = [claims] if isinstance(claims, Claim) else claims
    found = sorted({numbers[claim.source_id] for claim in cited if claim.source_id in numbers})
    links = format_html_join(" ", '<a href="#s{}"><span class="vh">source </span>{}</a>', ((n, n) for n in found))
    return format_html('<sup class="refs">{}</sup>', links) if found else SafeString("")


@register.simple_tag
def entry_link(entry: Entry | None) -> SafeString:
    """A link to an entry the public may see; its plain label where it was merged or withdrawn."""
    if entry is None or entry.state == choices.State.DRAFT:
        return SafeString("")
    return format_html('<a href="{}">{}</a>', addresses.of(entry), entry)


@register.inclusion_tag("public/_who.html", takes_context=True)
def who(context: Context, claims: list[Claim]) -> dict[str, Any]:
    """Who says so and when, with quotes."""
    return {"claims": claims, "numbers": context["numbers"]}


# A shape a status, so that no meaning hangs on colour alone: path on a field of 12 by 12, filled or drawn as a line.
SHAPES = {
    "proposed": ("line", "M6 1.5A4.5 4.5 0 1 1 5.9 1.5"),
    "preparation": ("line", "M6 1 11 6 6 11 1 6Z"),
    "procurement": ("fill", "M6 0 12 6 6 12 0 6Z"),
    "under_construction": ("fill", "M1 1H11V11H1Z"),
    "suspended": ("fill", "M2 1H5V11H2ZM7 1H10V11H7Z"),
    "completed": ("line", "M1.5 6.5 4.5 9.5 10.5 2.5"),
    "operating": ("fill", "M6 1A5 5 0 1 1 5.9 1Z"),
    "mothballed": ("line", "M1.5 3.5H10.5M1.5 8.5H10.5"),
    "cancelled": ("line", "M2 2 10 10M10 2 2 10"),
    "decommissioned": ("line", "M1.5 6H10.5"),
}


@register.simple_tag
def status_badge(status: str) -> SafeString:
    """A status as shape and word."""
    if not status:
        return format_html('<span class="badge">{}</span>', wording.status(""))
    how, path = SHAPES[status]
    return format_html(
        '<span class="badge s-{}"><svg class="shape {}" width="12" height="12" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>{}</span>',
        status,
        how,
        path,
        wording.status(status),
    )
