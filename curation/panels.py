"""What is known of an entry, question by question, as curators work on it: value, support, rivals, rulings."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from curation import words
from projects import dossier
from projects.choices import ClaimKind, RulingKind
from projects.dossier import Answer
from projects.kinds import KINDS, Rule
from projects.models import Claim, Entry, Project, Ruling

# Order of the panels, their titles, and what a panel is for where the title does not say it.
TITLES: dict[str, str] = {
    ClaimKind.STATUS: "Status",
    ClaimKind.DATE: "Milestones",
    ClaimKind.AMOUNT: "Funding",
    ClaimKind.PARTY: "Parties",
    ClaimKind.MEASURE: "Measures",
    ClaimKind.NAME: "Names",
    ClaimKind.CORRIDOR: "Corridors",
    ClaimKind.PLACE: "Places",
    ClaimKind.RELATION: "Relations",
    ClaimKind.TEXT: "Statements",
    ClaimKind.MENTION: "Mentions",
}


@dataclass(frozen=True)
class Row:
    """A claim with how it stands: shown, agrees, rival, unconfirmed or retracted; and the live ruling on it."""

    claim: Claim
    says: str
    standing: str
    ruling: str


@dataclass
class Question:
    """One question with all claims on it."""

    title: str
    rows: list[Row]
    flags: list[str] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """All questions of a kind."""

    kind: str
    title: str
    adds: str
    questions: list[Question]


def panels(entry: Entry) -> list[Panel]:
    """Everything said of an entry, retracted claims last."""
    name = type(entry).__name__.lower()
    notes: dict[int, str] = {}
    if isinstance(entry, Project):
        found = dossier.load_one(entry)
        answers, notes = found.answers, _notes(found)
    else:
        answers = dossier.load_about(name, entry.pk)
    rulings = dict(
        Ruling.objects.filter(lifted_by__isnull=True, **{f"claim__{name}": entry}).values_list("claim_id", "kind")
    )
    gone = [key for key, kind in rulings.items() if kind == RulingKind.RETRACTED]
    retracted: dict[str, list[Claim]] = {}
    for claim in words.joined(Claim.objects.filter(pk__in=gone)).order_by("pk"):
        retracted.setdefault(claim.kind, []).append(claim)
    return [
        Panel(
            kind,
            title,
            str(ClaimKind(kind).label).lower(),
            [
                *(_question(answer, rulings, notes) for answer in answers[kind]),
                *_retracted(retracted.get(kind, ())),
            ],
        )
        for kind, title in TITLES.items()
        if name in KINDS[kind].about
    ]


def _question(answer: Answer, rulings: dict[int, str], notes: dict[int, str]) -> Question:
    flags = [
        words
        for words, holds in (
            ("contested", answer.contested),
            ("preference overtaken", answer.overtaken),
            ("unconfirmed: nothing is shown", answer.unconfirmed),
        )
        if holds
    ]
    rows = [_row(claim, answer, rulings) for claim in answer.claims]
    return Question(words.question_of(answer.head), rows, flags, notes.get(answer.head.pk, ""))


def _row(claim: Claim, answer: Answer, rulings: dict[int, str]) -> Row:
    if answer.shown is not None and claim.pk == answer.shown.pk:
        standing = "shown"
    elif answer.rule is Rule.LIST or claim in answer.support:
        standing = "agrees"
    else:
        standing = "unconfirmed" if answer.unconfirmed else "rival"
    return Row(claim, words.value_of(claim), standing, rulings.get(claim.pk, ""))


def _retracted(claims: Iterable[Claim]) -> list[Question]:
    rows = [
        Row(claim, f"{words.question_of(claim)}: {words.value_of(claim)}", "retracted", RulingKind.RETRACTED)
        for claim in claims
    ]
    return [Question("Retracted", rows)] if rows else []


def _notes(found: dossier.Dossier) -> dict[int, str]:
    """What stands beside the first claim of a question: slippage of a milestone, who gives a sum."""
    notes = {}
    for course in found.courses:
        heads = [answer.head.pk for answer in (course.happened, course.forecast) if answer]
        if course.slip_months is not None and course.first and course.now:
            months = "month" if abs(course.slip_months) == 1 else "months"
            notes[heads[0]] = f"first {course.first.date}, now {course.now.date}: {course.slip_months:+d} {months}"
    for item in found.money:
        if item.amount is not None:
            told = [f"{item.funding.get_stage_display()}, {item.funding.get_instrument_display().lower()}"]
            told += [f"{words.word(one.head, 'role').lower()} {one.head.party}" for one in item.financiers]
            told += [f"about US$ {words.number(item.usd.quantize(1))}"] if item.usd is not None else []
            notes[item.amount.head.pk] = "; ".join(told)
    return notes
