"""Claims in words: what one says, and what question it answers."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import QuerySet

from news.feeds import KINDS as KINDS_OF_FEEDS
from projects import languages, metrics
from projects.choices import ClaimKind, Instrument, MilestoneKind, Stage, TextChoices
from projects.kinds import KINDS
from projects.models import Claim

RELATED = (
    "source__publisher",
    "project",
    "corridor",
    "place",
    "organisation",
    "milestone",
    "funding",
    "party",
    "other_project",
    "other_place",
    "other_corridor",
)


def joined(claims: "QuerySet[Claim]") -> "QuerySet[Claim]":
    """Claims with all that their words need."""
    return claims.select_related(*RELATED)


def number(value: Decimal | None) -> str:
    """A number with thousands apart and no zeros that say nothing."""
    if value is None:
        return ""
    text = f"{value.normalize():,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def word(claim: Claim, column: str) -> str:
    """The label of a word from a vocabulary."""
    known: type[TextChoices] | None = KINDS[claim.kind].words.get(column)
    value = str(getattr(claim, column))
    return str(known(value).label) if known and value in known.values else value


def _amount(claim: Claim) -> str:
    told = f"{claim.unit} {number(claim.number)}" if claim.number is not None else claim.text
    return told if claim.aspect == "stands" else f"{told}, {word(claim, 'aspect').lower()}"


def _measure(claim: Claim) -> str:
    unit = metrics.unit_label(claim.unit)
    return f"{number(claim.number)} {unit}, {word(claim, 'aspect').lower()}"


def _party(claim: Claim) -> str:
    share = f", {number(claim.number)} {metrics.unit_label(claim.unit)}".rstrip() if claim.number is not None else ""
    return f"{claim.party}{share}{f' ({claim.text})' if claim.text else ''}"


def _name(claim: Claim) -> str:
    return f"{claim.text} ({claim.language})"


_VALUES: dict[str, Callable[[Claim], Any]] = {
    ClaimKind.NAME: _name,
    ClaimKind.STATUS: lambda claim: word(claim, "status"),
    ClaimKind.DATE: lambda claim: f"{claim.date}, {word(claim, 'aspect').lower()}",
    ClaimKind.AMOUNT: _amount,
    ClaimKind.MEASURE: _measure,
    ClaimKind.PARTY: _party,
    ClaimKind.RELATION: lambda claim: claim.other_project,
    ClaimKind.PLACE: lambda claim: claim.other_place,
    ClaimKind.CORRIDOR: lambda claim: claim.other_corridor,
    ClaimKind.TEXT: lambda claim: claim.text,
    ClaimKind.MENTION: lambda claim: word(claim, "aspect"),
}


def value_of(claim: Claim) -> str:
    """What a claim says, without the question."""
    return str(_VALUES[claim.kind](claim))


def _measured(claim: Claim) -> str:
    known = metrics.all_metrics().get(claim.metric)
    return known.label if known else claim.metric


_QUESTIONS: dict[str, Callable[[Claim], Any]] = {
    ClaimKind.NAME: lambda claim: "Name",
    ClaimKind.STATUS: lambda claim: "Status",
    ClaimKind.DATE: lambda claim: claim.milestone,
    ClaimKind.AMOUNT: lambda claim: claim.funding,
    ClaimKind.MEASURE: _measured,
    ClaimKind.PARTY: lambda claim: word(claim, "role") + (f" of {claim.funding}" if claim.funding else ""),
    ClaimKind.RELATION: lambda claim: word(claim, "relation"),
    ClaimKind.PLACE: lambda claim: "Lies at",
    ClaimKind.CORRIDOR: lambda claim: "Lies on",
    ClaimKind.TEXT: lambda claim: claim.topic.replace("_", " ").capitalize(),
    ClaimKind.MENTION: lambda claim: "Concerned by",
}


def question_of(claim: Claim) -> str:
    """What question a claim answers, with its scope."""
    asked = str(_QUESTIONS[claim.kind](claim))
    return f"{asked} ({claim.scope})" if claim.scope else asked


# Headings that a proposal names in words.
_HEADING_WORDS: dict[str, type[TextChoices]] = {"milestone": MilestoneKind, "stage": Stage, "instrument": Instrument}
# Columns of a proposal in the order in which they are told, without their names: each speaks for itself.
_TOLD: dict[str, tuple[str, ...]] = {
    ClaimKind.DATE: ("milestone", "date", "aspect"),
    ClaimKind.STATUS: ("status",),
    ClaimKind.AMOUNT: ("sum", "stage", "instrument", "aspect"),
}


def proposal(kind: str, values: dict[str, Any]) -> str:
    """A proposed claim in words, from columns that may not make sense yet; without the note on it."""
    labels = {**(KINDS[kind].words if kind in KINDS else {}), **_HEADING_WORDS}
    told: dict[str, str] = {}
    for column, value in values.items():
        known = labels.get(column)
        told[column] = str(known(value).label) if known and value in known.values else str(value)
    told.pop("note", None)
    if kind == ClaimKind.AMOUNT and "number" in told:
        currency = told.pop("currency", told.pop("unit", ""))
        told["sum"] = f"{currency} {_figure(told.pop('number'))}".strip()
    first, *others = [*(told.pop(column) for column in _TOLD.get(kind, ()) if told.get(column)), ""]
    # The label of a milestone may hold commas, so what follows is set off by more than one.
    mark = ": " if kind == ClaimKind.DATE else ", "
    head = mark.join(filter(None, (first, ", ".join(_lowered(one) for one in others if one))))
    rest = [f"{column.replace('_', ' ')}: {one}" for column, one in told.items()]
    return "; ".join(filter(None, [head, *rest]))


def _figure(text: str) -> str:
    """A number as people write it; what is none as it stands."""
    try:
        return number(Decimal(text))
    except InvalidOperation:
        return text


def _lowered(text: str) -> str:
    """Within a sentence: labels begin small, what begins with two capitals or a figure stays."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


_SCRIPTS = {
    "arab": "Arabic letters",
    "cyrl": "Cyrillic letters",
    "hans": "simplified",
    "hant": "traditional",
    "latn": "Latin letters",
}


def language(code: str) -> str:
    """A language by its tag, with what the tag says beside it: "Kazakh (Arabic letters)"."""
    base, _, more = code.partition("-")
    return f"{languages.name(base)} ({_SCRIPTS.get(more.lower(), more)})" if more else languages.name(base)


# Steps and kinds of error of articles that were given up, and outcomes of attempts, as the intake writes them down.
_STEPS = {"fetch": "fetching the page", "read": "reading the page"}
_ERRORS = {
    "BadAddress": "an address that is never fetched",
    "BadAnswer": "an answer that cannot be read",
    "Forbidden": "an address within a network",
    "Invalid": "begun too often",
    "NoPage": "no page of text there",
    "Passing": "the server would not answer now",
    "Poison": "reading it never ended",
    "RedirectLoop": "redirects that lead nowhere",
    "RobotsUnknown": "robots.txt could not be read",
    "TooBig": "too large",
    "TooSlow": "too slow",
    "Unreachable": "no connection",
    "Unreadable": "no text found on the page",
}
_OUTCOMES = {
    "bad_address": "an address that is never fetched",
    "bad_answer": "an answer that cannot be read",
    "bad_file": "a file that cannot be read",
    "bad_list": "a list that cannot be read",
    "copy": "another address of an article",
    "demonstration": "a demonstration page",
    "failed": "failed",
    "forbidden_address": "an address within a network",
    "front_page": "the front page instead of the article",
    "host_busy": "the host is being asked already",
    "http_status": "the server answered with an error",
    "linked": "read, a project recognised",
    "listed": "listed",
    "no_feed": "no feed found",
    "no_page": "no page there",
    "not_a_feed": "no feed",
    "not_found": "not there",
    "not_text": "no page of text",
    "ok": "fetched",
    "other_installation": "a page of this program",
    "page_lost": "the fetched page was lost",
    "poison": "reading it never ended",
    "read": "a feed or file read",
    "redirect_loop": "redirects that lead nowhere",
    "robots": "robots.txt asks not to",
    "robots_unknown": "robots.txt could not be read",
    "too_big": "too large",
    "too_slow": "too slow",
    "unchanged": "nothing new",
    "unexpected": "a fault of the program",
    "unlinked": "read, no project recognised",
    "unreachable": "no connection",
    "unreadable": "no text found on the page",
}


# What told the day on which an article was published, as the extraction names it.
_DAYS = {
    "address": "its address",
    "feed": "its feed",
    "json-ld": "the page's structured data",
    "marked element": "a time the page marks",
    "meta": "the page's meta tags",
    "recipe": "the outlet's recipe",
    "relative time": "how long ago it was when the page was fetched",
    "shown": "a date shown on the page",
    "text": "its text",
    "time element": "a time on the page",
}


def day_told_by(code: str) -> str:
    """What told the day of an article, in words."""
    return _DAYS.get(code, code)


def feed_kind(code: str) -> str:
    """What a feed is written in; '' while nobody read it."""
    return KINDS_OF_FEEDS.get(code, code)


def step(code: str) -> str:
    """The step of the intake at which an article was given up."""
    return _STEPS.get(code, code)


def error(code: str) -> str:
    """A kind of error in words; one nobody foresaw is a fault of the program, and named."""
    return _ERRORS.get(code, f"a fault of the program ({code})" if code else "")


def outcome(code: str) -> str:
    """What came of an attempt, in words; one without words by its name."""
    return _OUTCOMES.get(code, code.replace("_", " "))
