"""How facts are put into words: dates as stated, numbers exactly as said, money in its own currency."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from projects import choices, languages, metrics
from projects.choices import ClaimKind
from projects.models import Claim, Entry

THIN = "\u202f"
UNDATED = "undated"
UNPUBLISHED = "not published here"
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - one line reads better than twelve
)
HALVES = {"H1": "first half of", "H2": "second half of"}
CURRENCY_SIGNS = {"USD": "US$", "EUR": "€", "CNY": "CNY", "GBP": "£"}
SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
MOST_DECIMALS = 3
# Units that say nothing beside the name of what is counted.
SILENT_UNITS = frozenset({"count"})


def partial_date(text: str) -> str:
    """A partial date in words, exactly as precise as stated: ``2027-12`` is December 2027, never a day of it."""
    if not text:
        return UNDATED
    start, _, end = text.partition("/")
    return f"{_part(start)} to {_part(end)}" if end else _part(start)


def _part(text: str) -> str:
    year, _, rest = text.partition("-")
    if not rest:
        return year
    if rest in HALVES:
        return f"{HALVES[rest]} {year}"
    if rest.startswith("Q"):
        return f"{rest} {year}"
    month, _, day = rest.partition("-")
    words = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {words}" if day else words


def day(value: date | datetime | None) -> str:
    """A day known to the day."""
    return partial_date(f"{value:%Y-%m-%d}") if value else UNDATED


def evidence_day(value: date | None) -> str:
    """A first possible day, its stated precision unknown: never more exact than it may have been."""
    if value is None:
        return UNDATED
    if (value.month, value.day) == (1, 1):
        return str(value.year)
    return partial_date(f"{value:%Y-%m}" if value.day == 1 else f"{value:%Y-%m-%d}")


def number(value: Decimal | int | float | None) -> str:
    """A number as exact as it was said, its thousands set apart by thin spaces."""
    if value is None:
        return ""
    exact = Decimal(str(value)).normalize()
    return f"{exact:,f}".replace(",", THIN)


def money(amount: Decimal | None, currency: str) -> str:
    """A sum in its own currency, scaled to billions or millions only where nothing is lost."""
    if amount is None:
        return "amount not stated"
    sign = CURRENCY_SIGNS.get(currency, currency)
    space = "" if sign in {"US$", "€", "£"} else "\u00a0"
    for scale, word in SCALES:
        scaled = (amount / scale).normalize()
        exponent = scaled.as_tuple().exponent
        if amount >= scale and isinstance(exponent, int) and exponent >= -MOST_DECIMALS:
            return f"{sign}{space}{number(scaled)}\u00a0{word}"
    return f"{sign}{space}{number(amount)}"


def about_usd(amount: Decimal | int | None) -> str:
    """A converted or added-up sum in US dollars, to three figures: it is no more exact than its rate."""
    if amount is None:
        return ""
    value = Decimal(amount)
    if value:
        step = Decimal(1).scaleb(value.adjusted() - 2)
        value = (value / step).quantize(Decimal(1)) * step
    return money(value, "USD")


def quantity(value: Decimal | None, unit: str) -> str:
    """A measured number with the symbol of its unit."""
    if unit in SILENT_UNITS:
        return number(value)
    return f"{number(value)}\u00a0{metrics.unit_label(unit)}"


def months(count: int | None) -> str:
    """A slip in words: how many months later or earlier."""
    if count is None:
        return ""
    if count == 0:
        return "none"
    return f"{'+' if count > 0 else '−'}{abs(count)}\u00a0mo"


def late(count: int) -> str:
    """A slip as a phrase for a badge."""
    unit = "month" if abs(count) == 1 else "months"
    return f"{abs(count)} {unit} {'late' if count > 0 else 'early'}"


#: English name of a language by its tag.
language = languages.name


def status(word: str) -> str:
    """Label of a status; that none is known where there is none."""
    return str(choices.Status(word).label) if word else "Status not stated"


def entry(named: Entry | None) -> str:
    """Label of what a claim names; a draft's stays with the curators."""
    return UNPUBLISHED if named is None or named.state == choices.State.DRAFT else named.label


def _amount(claim: Claim) -> str:
    words = money(claim.number, claim.unit)
    return f"{words} (withdrawn later)" if claim.aspect == choices.AmountAspect.WITHDRAWN else words


def _party(claim: Claim) -> str:
    return quantity(claim.number, claim.unit) if claim.number is not None else claim.text or "takes part"


VALUES: dict[str, Callable[[Claim], str]] = {
    ClaimKind.NAME: lambda claim: claim.text,
    ClaimKind.STATUS: lambda claim: status(claim.status),
    ClaimKind.DATE: lambda claim: partial_date(claim.date),
    ClaimKind.AMOUNT: _amount,
    ClaimKind.MEASURE: lambda claim: quantity(claim.number, claim.unit),
    ClaimKind.PARTY: _party,
    ClaimKind.RELATION: lambda claim: str(choices.Relation(claim.relation).label),
    ClaimKind.PLACE: lambda claim: entry(claim.other_place),
    ClaimKind.CORRIDOR: lambda claim: entry(claim.other_corridor),
    ClaimKind.TEXT: lambda claim: claim.text,
    ClaimKind.MENTION: lambda claim: str(choices.MentionAspect(claim.aspect).label),
}


def value(claim: Claim) -> str:
    """What a claim says, in words."""
    return VALUES[claim.kind](claim)


def _of_date(claim: Claim) -> str:
    happened = claim.aspect == choices.DateAspect.HAPPENED
    return f"{claim.milestone}: {'the day it happened' if happened else 'the date promised'}"


def _of_measure(claim: Claim) -> str:
    words = [metrics.metric(claim.metric).label, claim.scope, partial_date(claim.as_of) if claim.as_of else ""]
    aspect = choices.MeasureAspect(claim.aspect)
    if aspect is not choices.MeasureAspect.ACTUAL:
        words.append(aspect.label.lower())
    return ", ".join(word for word in words if word)


def _of_status(claim: Claim) -> str:
    return f"Status of {claim.scope}" if claim.scope else "Status"


def _of_party(claim: Claim) -> str:
    return f"{entry(claim.party)}, {choices.Role(claim.role).label.lower()}" + (
        f", {claim.scope}" if claim.scope else ""
    )


QUESTIONS: dict[str, Callable[[Claim], str]] = {
    ClaimKind.NAME: lambda claim: f"Name in {language(claim.language)}",
    ClaimKind.STATUS: _of_status,
    ClaimKind.DATE: _of_date,
    ClaimKind.AMOUNT: lambda claim: str(claim.funding),
    ClaimKind.MEASURE: _of_measure,
    ClaimKind.PARTY: _of_party,
    ClaimKind.RELATION: lambda claim: str(choices.Relation(claim.relation).label),
    ClaimKind.PLACE: lambda _: "Place",
    ClaimKind.CORRIDOR: lambda _: "Corridor",
    ClaimKind.TEXT: lambda claim: topic(claim.topic),
    ClaimKind.MENTION: lambda _: "Mention",
}


def question(claim: Claim) -> str:
    """The question a claim answers, in words."""
    return QUESTIONS[claim.kind](claim)


def topic(key: str) -> str:
    """A topic or key as words."""
    words = key.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def count(total: int, one: str, many: str = "") -> str:
    """A count with its noun."""
    return f"{number(total)} {one if total == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """Words as a list in a sentence."""
    return ", ".join(words[:-1]) + f" and {words[-1]}" if len(words) > 1 else "".join(words)
