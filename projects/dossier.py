"""The dossier: everything known of a project, resolved, now or as of a day; one project or a thousand in few queries.

Pages, the API and every export are renderings of it, so a figure cannot differ between them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Max, Q

from corridors.errors import Invalid
from projects import money
from projects.answers import Answer, answers, day
from projects.choices import AmountAspect, ClaimKind, DateAspect, MilestoneKind, Role, RulingKind, Stage
from projects.dates import months_between
from projects.models import Change, Claim, Funding, Milestone, Project, Ruling, Source

MAX_PAST_PROJECTS = 2000
FINISHING = (MilestoneKind.COMPLETED, MilestoneKind.OPENED)


@dataclass(frozen=True, slots=True)
class View:
    """What to leave out: claims said after a day, or recorded after a day or change. Catalogue fields are of today."""

    said_by: date | None = None
    known_at: date | None = None
    at_change: int | None = None

    @property
    def is_past(self) -> bool:
        """Whether it shows anything but the present."""
        return self != NOW

    def last_change(self) -> int | None:
        """The newest change taken into account; None for no limit.

        ``known_at`` counts the whole day (UTC); before the first change nothing was known, which is change 0.
        """
        limits = [] if self.at_change is None else [self.at_change]
        if self.known_at is not None:
            end = datetime.combine(self.known_at + timedelta(days=1), time(), UTC)
            limits.append(Change.objects.filter(at__lt=end).aggregate(last=Max("id"))["last"] or 0)
        return min(limits, default=None)


NOW = View()


@dataclass(frozen=True)
class Period:
    """A stretch of one status: the first word of it, and every claim that speaks of it."""

    status: str
    since: str
    earliest: date | None
    claims: list[Claim]


@dataclass(frozen=True)
class Course:
    """A milestone with its successive promises and, once it happened, the day."""

    milestone: Milestone
    happened: Answer | None
    forecast: Answer | None
    promises: list[Claim]
    undated_promises: int
    first: Claim | None

    @property
    def now(self) -> Claim | None:
        """Where it stands: the day it happened, or the promise that holds."""
        answer = self.happened if self.has_happened else self.forecast
        return answer.shown if answer else None

    @property
    def has_happened(self) -> bool:
        """Whether a day is shown on which it happened: one voice of low reliability does not make it past."""
        return self.happened is not None and self.happened.shown is not None

    @property
    def slip_months(self) -> int | None:
        """Whole months from the first promise to now; None without two dates to compare.

        Late counts between the last days they can mean, early between the first; a day within the promise is no slip.
        """
        if self.first is None or self.now is None or self.first.pk == self.now.pk:
            return None
        first, now = self.first, self.now
        if day(now.date_earliest) > day(first.date_latest):
            return months_between(day(first.date_latest), day(now.date_latest))
        if day(now.date_latest) < day(first.date_earliest):
            return months_between(day(first.date_earliest), day(now.date_earliest))
        return 0


@dataclass(frozen=True)
class Money:
    """One funding: the sum, who gives it, and the sum in US dollars where a rate of its year is known."""

    funding: Funding
    amount: Answer | None
    financiers: list[Answer]
    usd: Decimal | None

    @property
    def stands(self) -> bool:
        """Whether the sum shown was not withdrawn."""
        shown = self.amount.shown if self.amount else None
        return shown is not None and shown.aspect == AmountAspect.STANDS


@dataclass
class Dossier:
    """A project and all that named sources said of it, resolved under the rule."""

    project: Project
    view: View
    answers: dict[str, list[Answer]]
    left_out_undated: int = 0
    status: Answer | None = None
    history: list[Period] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)
    money: list[Money] = field(default_factory=list)

    @property
    def names(self) -> list[Answer]:
        """Cited names, headings first, in the order of languages en, ru, zh, kk and the rest."""
        order = {"en": 0, "ru": 1, "zh": 2, "kk": 3}
        return sorted(
            self.answers[ClaimKind.NAME],
            key=lambda answer: (answer.head.topic != "heading", order.get(answer.head.language, 9), answer.head.pk),
        )

    @property
    def places(self) -> list[Answer]:
        """Places it lies at, in order."""
        return sorted(self.answers[ClaimKind.PLACE], key=lambda answer: (answer.head.position or 0, answer.head.pk))

    @property
    def measures(self) -> list[Answer]:
        """Measured and planned quantities."""
        return self.answers[ClaimKind.MEASURE]

    @property
    def parties(self) -> list[Answer]:
        """Parties to the project itself; those to one funding stand with it."""
        return [answer for answer in self.answers[ClaimKind.PARTY] if answer.head.funding_id is None]

    @property
    def texts(self) -> list[Answer]:
        """Statements that are not numbers, dates or parties, by topic."""
        return self.answers[ClaimKind.TEXT]

    @property
    def relations(self) -> list[Answer]:
        """How it stands to other projects."""
        return self.answers[ClaimKind.RELATION]

    @property
    def mentions(self) -> list[Answer]:
        """Sources that concern it, newest first."""
        return sorted(
            self.answers[ClaimKind.MENTION], key=lambda a: (a.head.said_on_latest or date.min, a.head.pk), reverse=True
        )

    @cached_property
    def claims(self) -> list[Claim]:
        """Every live claim, once, by id."""
        found = {claim.pk: claim for group in self.answers.values() for answer in group for claim in answer.claims}
        return [found[key] for key in sorted(found)]

    @cached_property
    def sources(self) -> list[tuple[int, Source, list[Claim]]]:
        """Numbered sources with the claims each supports, oldest document first, undated ones last."""
        by_source: dict[int, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            by_source[claim.source_id].append(claim)
        ordered = sorted(
            by_source.values(), key=lambda claims: (claims[0].source.date_earliest or date.max, claims[0].source_id)
        )
        return [(number, claims[0].source, claims) for number, claims in enumerate(ordered, start=1)]

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Footnote number of each source by its id."""
        return {source.pk: number for number, source, _ in self.sources}

    @cached_property
    def voices(self) -> int:
        """Independent voices behind the claims; copies of one text count once."""
        return len({source.voice for _, source, _ in self.sources})

    @property
    def contested(self) -> list[Answer]:
        """Questions on which reliable sources disagree."""
        return [answer for answer in self.every_answer() if answer.contested]

    @property
    def overtaken(self) -> list[Answer]:
        """Questions on which a later claim has overtaken a curator's preference."""
        return [answer for answer in self.every_answer() if answer.overtaken]

    def every_answer(self) -> Iterable[Answer]:
        """All answers of all kinds."""
        for group in self.answers.values():
            yield from group

    @property
    def disputed(self) -> list[Answer]:
        """Questions with rival values, contested or settled."""
        return [answer for answer in self.every_answer() if answer.rivals]

    @property
    def last_evidence(self) -> date | None:
        """Last day on which a dated claim speaks of it: when it was true or, failing that, said."""
        days = [claim.said_on_earliest or claim.as_of_earliest for claim in self.claims if claim.kind != ClaimKind.NAME]
        return max((day for day in days if day), default=None)

    @property
    def commitments(self) -> list[Money]:
        """Commitments that a total may add up: standing, and not already within another of them."""
        return [item for item in self._standing_commitments if not self.is_counted_within(item)]

    @property
    def _standing_commitments(self) -> list[Money]:
        return [item for item in self.money if item.funding.stage == Stage.COMMITMENT and item.stands]

    def is_counted_within(self, item: Money) -> bool:
        """Whether a sum is within a commitment that stands itself; within one that was taken back it is not."""
        return any(other.funding.pk == item.funding.counted_within_id for other in self._standing_commitments)

    @property
    def committed_usd(self) -> Decimal | None:
        """Commitments that a rate can express, in US dollars; None when there are none. Umbrellas never add up."""
        if self.project.umbrella:
            return None
        sums = [item.usd for item in self.commitments if item.usd is not None]
        return sum(sums, Decimal(0)) if sums else None

    @property
    def commitments_unconverted(self) -> int:
        """Commitments left out of the sum in US dollars: no amount, or no rate of their year."""
        return sum(item.usd is None for item in self.commitments)

    @property
    def slippage(self) -> Course | None:
        """The course that slipped most among those of the project's own."""
        slipped = [course for course in self.courses if course.slip_months is not None and not course.milestone.context]
        return max(slipped, key=lambda course: (course.slip_months or 0, -course.milestone.pk), default=None)

    @property
    def forecast(self) -> Course | None:
        """The next completion or opening promised and not yet happened."""
        due = [
            course
            for course in self.courses
            if course.milestone.kind in FINISHING
            and not course.milestone.context
            and not course.has_happened
            and course.now
        ]
        return min(
            due,
            key=lambda course: (day(course.now.date_latest if course.now else None), course.milestone.pk),
            default=None,
        )

    @property
    def chinese_roles(self) -> list[str]:
        """China's part, derived from party claims: roles of organisations at home there. Never typed in."""
        return sorted(
            {
                answer.head.role
                for answer in self.answers[ClaimKind.PARTY]
                if (party := answer.head.party) is not None and party.country_id == "CN"
            },
            key=list(Role.values).index,
        )


def load_one(project: Project, view: View = NOW) -> Dossier:
    """The dossier of one project."""
    return load([project], view)[0]


def load(projects: Sequence[Project], view: View = NOW) -> list[Dossier]:
    """Dossiers of projects, in their order, in a fixed number of queries.

    Raises:
        Invalid: if a past view is asked of more than 2,000 projects.
    """
    if view.is_past and len(projects) > MAX_PAST_PROJECTS:
        raise Invalid(
            f"A past view is resolved from claims over at most {MAX_PAST_PROJECTS:,} projects; this asks for "
            f"{len(projects):,}. Narrow the list by sector, country or corridor."
        )
    claims, rulings, left_out = _live_claims(Q(project__in=[project.pk for project in projects]), view)
    by_project: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_project[claim.project_id or 0].append(claim)
    countries = _countries(projects)
    return [
        build(
            project,
            by_project[project.pk],
            rulings,
            countries[project.pk],
            view=view,
            left_out_undated=left_out[project.pk],
        )
        for project in projects
    ]


def load_about(name: str, entry_id: int, view: View = NOW) -> dict[str, list[Answer]]:
    """Answers on a corridor, place or organisation, by kind."""
    claims, rulings, _ = _live_claims(Q(**{name: entry_id}), view)
    return answers(claims, rulings, frozenset())


def _countries(projects: Sequence[Project]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    through = Project.countries.through.objects.filter(project__in=[project.pk for project in projects])
    for project_id, code in through.values_list("project_id", "country_id"):
        found[project_id].add(code)
    return defaultdict(frozenset, {key: frozenset(codes) for key, codes in found.items()})


def _live_claims(about: Q, view: View) -> tuple[list[Claim], dict[int, str], dict[int, int]]:
    """Claims not retracted in the view, the other live rulings by claim, and how many undated ones were left out."""
    last = view.last_change()
    claims = Claim.objects.filter(about)
    rulings = Ruling.objects.filter(claim__in=claims)
    if last is None:
        rulings = rulings.filter(lifted_by__isnull=True)
    else:
        claims = claims.filter(change__lte=last)
        rulings = rulings.filter(Q(lifted_by__isnull=True) | Q(lifted_by__gt=last), change__lte=last)
    live_rulings = dict(rulings.values_list("claim_id", "kind"))
    joined = claims.select_related(
        "source__publisher", "milestone", "funding", "party", "other_place", "other_project", "other_corridor"
    ).order_by("id")
    found, left_out = [], defaultdict[int, int](int)
    for claim in joined:
        if live_rulings.get(claim.pk) == RulingKind.RETRACTED:
            continue
        if view.said_by is not None and (claim.said_on_latest is None or claim.said_on_latest > view.said_by):
            left_out[claim.project_id or 0] += claim.said_on_latest is None
            continue
        found.append(claim)
    return found, live_rulings, left_out


def build(
    project: Project,
    claims: list[Claim],
    rulings: dict[int, str],
    countries: frozenset[str],
    *,
    view: View = NOW,
    left_out_undated: int = 0,
) -> Dossier:
    """Resolve a project's live claims."""
    by_kind = answers(claims, rulings, countries)
    dossier = Dossier(project, view, by_kind, left_out_undated)
    whole = [answer for answer in by_kind[ClaimKind.STATUS] if not answer.head.scope]
    dossier.status = whole[0] if whole else None
    dossier.history = _history(whole, rulings)
    dossier.courses = _courses(by_kind[ClaimKind.DATE], rulings)
    dossier.money = _money(by_kind[ClaimKind.AMOUNT], by_kind[ClaimKind.PARTY])
    return dossier


def _history(answers: list[Answer], rulings: dict[int, str]) -> list[Period]:
    """Stretches of one status in the order of when each was true; undated claims and deprecated ones are left out."""
    dated = sorted(
        (
            claim
            for answer in answers
            for claim in answer.claims
            if claim.as_of_earliest and rulings.get(claim.pk) != RulingKind.DEPRECATED
        ),
        key=lambda claim: (claim.as_of_earliest, claim.pk),
    )
    periods: list[Period] = []
    for claim in dated:
        if periods and periods[-1].status == claim.status:
            periods[-1].claims.append(claim)
        else:
            periods.append(Period(claim.status, claim.as_of, claim.as_of_earliest, [claim]))
    return periods


def _courses(answers: list[Answer], rulings: dict[int, str]) -> list[Course]:
    by_milestone: dict[int, dict[bool, Answer]] = defaultdict(dict)
    for answer in answers:
        by_milestone[answer.head.milestone_id or 0][answer.head.aspect == DateAspect.HAPPENED] = answer
    courses = [_course(found.get(True), found.get(False), rulings) for found in by_milestone.values()]
    return sorted(courses, key=lambda course: (_firstday(course), course.milestone.pk))


def _course(happened: Answer | None, promised: Answer | None, rulings: dict[int, str]) -> Course:
    """The course of one milestone; deprecated promises are left out of it, as they are of the history."""
    head = (happened or promised).head  # type: ignore[union-attr]  # a course is made of at least one answer
    told = promised.claims if promised else []
    promises = [claim for claim in told if rulings.get(claim.pk) != RulingKind.DEPRECATED]
    placed = sorted(
        (claim for claim in promises if claim.aspect == DateAspect.PROMISED and claim.said_on_earliest),
        key=lambda claim: (claim.said_on_earliest, claim.pk),
    )
    return Course(
        milestone=head.milestone,
        happened=happened,
        forecast=promised,
        promises=placed,
        undated_promises=len(promises) - len(placed),
        first=_first_promise(placed, promises),
    )


def _first_promise(placed: list[Claim], promises: list[Claim]) -> Claim | None:
    """The earliest said; where none is dated, the only one, or the earliest date told afterwards."""
    if placed:
        return placed[0]
    told = [claim for claim in promises if claim.aspect == DateAspect.RECOUNTED] or promises
    return min(told, key=lambda claim: (day(claim.date_latest), claim.pk)) if len({c.date for c in told}) == 1 else None


def _firstday(course: Course) -> date:
    claim = course.now or course.first
    return day(claim.date_earliest) if claim else date.max


def _money(amounts: list[Answer], parties: list[Answer]) -> list[Money]:
    financiers: dict[int, list[Answer]] = defaultdict(list)
    headings: dict[int, Funding] = {}
    for answer in parties:
        if answer.head.funding is not None:
            financiers[answer.head.funding.pk].append(answer)
            headings[answer.head.funding.pk] = answer.head.funding
    sums = {answer.head.funding_id or 0: answer for answer in amounts}
    headings.update({answer.head.funding_id or 0: answer.head.funding for answer in amounts if answer.head.funding})
    found = [
        Money(heading, sums.get(key), financiers[key], in_usd(sums[key].shown) if key in sums else None)
        for key, heading in headings.items()
    ]
    stages = list(Stage.values)
    return sorted(found, key=lambda item: (stages.index(item.funding.stage), item.funding.pk))


def in_usd(claim: Claim | None) -> Decimal | None:
    """An amount in US dollars at the rate of the year it is of; None without an amount, a year or a rate."""
    if claim is None or claim.number is None:
        return None
    day = claim.date_latest or claim.as_of_latest or claim.said_on_latest
    if claim.unit == "USD":
        return claim.number
    converted = money.to_usd(claim.number, claim.unit, day.year) if day else None
    return converted.usd if converted else None
