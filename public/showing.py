"""A dossier laid out for reading: rows, readings and groups that templates only have to write down."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from projects import choices, metrics
from projects.choices import ClaimKind
from projects.dossier import Answer, Course, Dossier, Money
from projects.kinds import Rule
from projects.models import Claim, Source
from public import charts, wording

# Kinds on which a disagreement is worth a box of its own, those a reader asks after first.
DISPUTABLE = (ClaimKind.STATUS, ClaimKind.DATE, ClaimKind.MEASURE, ClaimKind.AMOUNT, ClaimKind.PARTY)
WHY = {
    Rule.CHANGING: "the newest statement counts; within 90 days the kind of publisher decides",
    Rule.FIXED: "the kind of publisher counts first, then the newest statement",
    Rule.LIST: "all statements stand side by side",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One value and every claim that states it; ``fits`` where it agrees with the shown one, but was told otherwise."""

    value: str
    claims: list[Claim]
    shown: bool = False
    fits: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """One question on which sources differ: each value with who says so, the shown one first, and why it is shown."""

    question: str
    readings: list[Reading]
    contested: bool
    why: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone with its dates, its slip and the drawing of it."""

    course: Course
    slip: charts.Slip
    successive: list[Claim]

    @property
    def happened(self) -> bool:
        """Whether a day is stated on which it happened."""
        return self.course.has_happened


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One funding with the length of its bar."""

    item: Money
    bar: str


@dataclass(slots=True)
class StageGroup:
    """All funding of one stage, in the order in which money comes closer."""

    stage: choices.Stage
    rows: list[MoneyRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cited:
    """A numbered source with what it supports and, where it repeats another's text, the number of that one."""

    number: int
    source: Source
    supports: str
    same_text_as: int | None
    kind: str


def readings(claims: Iterable[Claim], answer: Answer | None = None) -> list[Reading]:
    """Claims grouped by the value they state, in their order; that of the answer's shown claim is marked."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(wording.value(claim), []).append(claim)
    shown = wording.value(answer.shown) if answer is not None and answer.shown is not None else None
    agreeing = {claim.pk for claim in answer.support} if answer is not None and shown is not None else set()
    return [
        Reading(value, group, value == shown, value != shown and all(claim.pk in agreeing for claim in group))
        for value, group in groups.items()
    ]


def saying_so(answer: Answer) -> list[Claim]:
    """The claims that state the shown value as it is shown, not one that merely agrees with it."""
    if answer.shown is None:
        return answer.support
    value = wording.value(answer.shown)
    return [claim for claim in answer.support if wording.value(claim) == value]


def other_readings(answer: Answer) -> list[Reading]:
    """Every value but the shown one, whether it agrees with it or not."""
    return [reading for reading in readings(answer.claims, answer) if not reading.shown]


def dispute(answer: Answer) -> Dispute:
    """One question with all its readings."""
    return Dispute(wording.question(answer.head), readings(answer.claims, answer), answer.contested, why_shown(answer))


def why_shown(answer: Answer) -> str:
    """Why a value is shown, in a sentence."""
    if answer.unconfirmed:
        return "No value is shown as established: only sources of low reliability state one."
    if answer.preferred:
        return f"Shown: {wording.value(answer.head)}, which a curator prefers."
    kind = choices.PublisherKind(answer.head.source.effective_kind).label.lower()
    overtaken = " A later statement has overtaken a curator's earlier preference." if answer.overtaken else ""
    return f"Shown: {wording.value(answer.head)} ({kind}): {WHY[answer.rule]}.{overtaken}"


def disputes(dossier: Dossier) -> tuple[list[Dispute], list[Dispute]]:
    """Questions with rivals: the contested ones, and those the rule settles."""
    found = [
        dispute(answer)
        for kind in DISPUTABLE
        for answer in dossier.answers[kind]
        if answer.rivals and len(readings(answer.claims)) > 1
    ]
    return [each for each in found if each.contested], [each for each in found if not each.contested]


def milestone_rows(
    courses: Sequence[Course], today: date
) -> tuple[list[MilestoneRow], list[MilestoneRow], charts.Axis]:
    """The project's own milestones, those of other things told for context, and the axis both are drawn on."""
    axis = charts.slip_axis(courses, today)
    rows = [MilestoneRow(course, charts.slip(course, axis), _successive(course)) for course in courses]
    own = [row for row in rows if not row.course.milestone.context]
    return own, [row for row in rows if row.course.milestone.context], axis


def _successive(course: Course) -> list[Claim]:
    """Promises worth a list of their own: when one thing was promised for more than one date."""
    return course.promises if len({claim.date for claim in course.promises}) > 1 else []


def money_groups(items: Iterable[Money]) -> list[StageGroup]:
    """Funding by stage; bars compare sums in US dollars within one stage only."""
    groups: dict[str, list[Money]] = defaultdict(list)
    for item in items:
        groups[item.funding.stage].append(item)
    return [
        StageGroup(stage, [MoneyRow(item, _bar(item, groups[stage])) for item in groups[stage]])
        for stage in choices.Stage
        if stage in groups
    ]


def _bar(item: Money, group: list[Money]) -> str:
    known = [other.usd for other in group if other.usd]
    if item.usd is None or len(known) < 2:
        return ""
    return charts.share(float(item.usd), float(max(known)))


def commitments_note(dossier: Dossier) -> str:
    """What the total of commitments adds up and what it leaves out."""
    if dossier.project.umbrella:
        return "A pledge or programme that is not one project: its sums are never added up."
    added = len(dossier.commitments) - dossier.commitments_unconverted
    counted = {item.funding.pk for item in dossier.commitments}
    signed = [item.funding for item in dossier.money if item.funding.stage == choices.Stage.COMMITMENT]
    within = sum(funding.counted_within_id is not None and funding.pk not in counted for funding in signed)
    notes = [f"{wording.count(added, 'signed commitment')} added up, others converted at the rate of their year"]
    if dossier.commitments_unconverted:
        notes.append(f"{wording.count(dossier.commitments_unconverted, 'commitment')} without a sum or rate left out")
    if within:
        notes.append(f"{wording.number(within)} already contained in another")
    return "; ".join(notes) + "."


Numbered = Sequence[tuple[int, Source, list[Claim]]]


def number_sources(claims: Iterable[Claim]) -> Numbered:
    """Sources of claims, numbered as a dossier numbers its own: oldest document first, undated ones last."""
    by_source: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_source[claim.source_id].append(claim)
    groups = sorted(
        by_source.values(), key=lambda group: (group[0].source.date_earliest or date.max, group[0].source_id)
    )
    return [(number, group[0].source, group) for number, group in enumerate(groups, start=1)]


def numbers(numbered: Numbered) -> dict[int, int]:
    """Footnote number of each source by its id."""
    return {source.pk: number for number, source, _ in numbered}


def cited(numbered: Numbered) -> list[Cited]:
    """The numbered list of sources, with what each supports."""
    voices: dict[str, int] = {}
    rows = []
    for number, source, claims in numbered:
        first = voices.setdefault(source.voice, number)
        supports = sorted({wording.question(claim) for claim in claims})
        kind = choices.PublisherKind(source.effective_kind).label
        rows.append(Cited(number, source, "; ".join(supports), None if first == number else first, kind))
    return rows


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measured or planned quantity."""

    label: str
    answer: Answer
    kind: str


def measure_rows(answers: Iterable[Answer]) -> list[MeasureRow]:
    """Measures by metric, then period."""
    order = {key: place for place, key in enumerate(metrics.all_metrics())}
    ordered = sorted(
        answers,
        key=lambda answer: (
            order.get(answer.head.metric, 0),
            answer.head.scope,
            answer.head.as_of_earliest or date.min,
            answer.head.pk,
        ),
    )
    return [
        MeasureRow(metrics.metric(answer.head.metric).label, answer, choices.MeasureAspect(answer.head.aspect).label)
        for answer in ordered
    ]


@dataclass(frozen=True, slots=True)
class PartyGroup:
    """Parties of one role."""

    role: choices.Role
    answers: list[Answer]


def party_groups(answers: Iterable[Answer]) -> list[PartyGroup]:
    """Parties by role, in the order of the vocabulary."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[answer.head.role].append(answer)
    return [PartyGroup(role, groups[role]) for role in choices.Role if role in groups]


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the figures on top: its name, its value, the caveat below, and the claims behind it."""

    label: str
    value: str
    caveat: str
    claims: Sequence[Claim] = ()


def key_facts(dossier: Dossier) -> list[Fact]:
    """The strip of key figures, each with its caveat in small words."""
    return [_money_fact(dossier), *_size_facts(dossier)[:2], _next_fact(dossier), _evidence_fact(dossier)]


def _money_fact(dossier: Dossier) -> Fact:
    total = dossier.committed_usd
    if dossier.project.umbrella:
        return _first_sum(dossier) or Fact("Funding", "Not added up", "a pledge or programme, not one project")
    if total is not None:
        caveat = f"{wording.count(len(dossier.commitments), 'commitment')}"
        if dossier.commitments_unconverted:
            caveat += f", {wording.number(dossier.commitments_unconverted)} of them left out"
        claims = [item.amount.head for item in dossier.commitments if item.amount and item.usd is not None]
        return Fact("Committed funding", f"{wording.about_usd(total)}", caveat, claims)
    return _first_sum(dossier) or Fact("Committed funding", "None known", "no source states a signed sum")


def _first_sum(dossier: Dossier) -> Fact | None:
    """Without a total of commitments, the stated sum that is closest to one, named for what it is."""
    stated = [item for item in dossier.money if item.amount and item.amount.shown and item.amount.shown.number]
    if not stated:
        return None
    stages = list(choices.Stage.values)
    item = max(stated, key=lambda each: (_is_own(each), stages.index(each.funding.stage), each.usd or Decimal(0)))
    shown = item.amount.head if item.amount else None
    if shown is None:
        return None
    stage = choices.Stage(item.funding.stage)
    caveat = item.funding.title if stage is choices.Stage.COMMITMENT else f"{item.funding.title}; not a commitment"
    return Fact(stage.label, wording.value(shown), caveat, [shown])


def _is_own(item: Money) -> bool:
    """Whether a sum stands for itself: not one of several projects together, nor a part or version of another."""
    return item.funding.stage != choices.Stage.PROGRAMME_TOTAL and item.funding.counted_within_id is None


def _size_facts(dossier: Dossier) -> list[Fact]:
    """The length or size, and the capacity: the best supported figure of each group of metrics."""
    facts = []
    for groups, label in ((("length", "size"), "Size"), (("capacity",), "Capacity")):
        found = [
            answer
            for answer in dossier.measures
            if metrics.metric(answer.head.metric).group in groups
            and answer.shown
            and answer.head.aspect != choices.MeasureAspect.BASELINE
        ]
        if not found:
            continue
        best = max(
            found, key=lambda each: (_group_rank(each, groups), _scope_rank(each), len(each.claims), each.head.pk)
        )
        facts.append(_measure_fact(best, label))
    return facts


def _group_rank(answer: Answer, groups: Sequence[str]) -> int:
    return -groups.index(metrics.metric(answer.head.metric).group)


def _scope_rank(answer: Answer) -> int:
    """A figure of the whole project comes first, one of much more than the project last."""
    scope = answer.head.scope.lower()
    return 2 if not scope or scope.startswith("whole") else 0 if scope.startswith("all ") else 1


def _measure_fact(answer: Answer, label: str) -> Fact:
    metric = metrics.metric(answer.head.metric)
    caveats = [answer.head.scope] if answer.head.scope else []
    if answer.head.aspect != choices.MeasureAspect.ACTUAL:
        caveats.append(choices.MeasureAspect(answer.head.aspect).label.lower())
    others = len(readings(answer.claims)) - 1
    if others:
        caveats.append(f"{wording.count(others, 'other value')}")
    elif len({claim.source.voice for claim in answer.claims}) == 1:
        caveats.append("one source")
    return Fact(metric.label or label, wording.value(answer.head), ", ".join(caveats), saying_so(answer))


def _next_fact(dossier: Dossier) -> Fact:
    course = dossier.forecast
    if course is not None and course.now is not None:
        return Fact(
            "Promised for",
            wording.partial_date(course.now.date),
            course.milestone.title,
            saying_so(course.forecast) if course.forecast else [],
        )
    done = [course for course in dossier.courses if course.has_happened and not course.milestone.context]
    if done:
        last = done[-1]
        now = last.now
        if now is not None and last.happened is not None:
            return Fact(
                "Last milestone", wording.partial_date(now.date), last.milestone.title, saying_so(last.happened)
            )
    return Fact("Next milestone", "None known", "no source promises a date")


def _evidence_fact(dossier: Dossier) -> Fact:
    languages = {source.language for _, source, _ in dossier.sources}
    caveat = (
        f"{wording.count(len(dossier.sources), 'source')}, {wording.count(dossier.voices, 'independent voice')}, "
        f"{wording.count(len(languages), 'language')}"
    )
    return Fact("Last evidence", wording.evidence_day(dossier.last_evidence), caveat)


def news(mentions: Iterable[Answer]) -> list[Claim]:
    """What was told of a project, the newest first, undated last: one line a document, whatever question it answers."""
    told = [claim for answer in mentions for claim in answer.support]
    return sorted(told, key=lambda claim: (claim.said_on_latest or date.min, claim.pk), reverse=True)
