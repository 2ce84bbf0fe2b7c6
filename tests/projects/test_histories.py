"""Generated histories: what was known, what was said, and undoing, whatever happened in which order."""

import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from corridors.errors import DomainError
from projects import dossier, listing
from projects.dossier import View
from projects.models import Change, Claim, Project, Source
from projects.services import changes, claims, entries, sources, suggestions
from tests import factories as make
from tests.factories import TESTER
from tests.projects.worlds import shown, told

pytestmark = pytest.mark.django_db

START = datetime(2024, 1, 1, 12, tzinfo=UTC)
DAYS = st.integers(0, 900).map(lambda days: (date(2022, 1, 1) + timedelta(days=days)).isoformat())
WHEN = st.one_of(st.just(""), DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))
PICK = st.integers(0, 99)
STEPS = st.one_of(
    st.tuples(
        st.just("status"),
        PICK,
        PICK,
        st.sampled_from(["preparation", "under_construction", "suspended", "operating"]),
        WHEN,
    ),
    st.tuples(
        st.just("promise"),
        PICK,
        PICK,
        st.sampled_from(["2025", "2026-06", "2027-Q4", "2028"]),
        st.sampled_from(["promised", "happened"]),
    ),
    st.tuples(st.just("length"), PICK, PICK, st.sampled_from([265, 270, 272, 303]), WHEN),
    st.tuples(
        st.just("amount"), PICK, PICK, st.sampled_from([100, 200]), st.sampled_from(["commitment", "cost_estimate"])
    ),
    st.tuples(st.sampled_from(["retracted", "preferred", "deprecated", "lift", "correct", "undo"]), PICK),
    st.tuples(st.sampled_from(["merge", "relate"]), PICK, PICK),
    st.tuples(st.just("split"), PICK, PICK),
    st.tuples(st.just("label"), PICK, st.sampled_from(["One", "Two"])),
    st.tuples(st.sampled_from(["withdraw", "publish"]), PICK),
    st.tuples(st.just("story"), PICK, PICK, st.sampled_from(["confirmed", "rejected"])),
    st.tuples(st.just("reliability"), PICK, st.sampled_from(["low", "normal"])),
)


class World:
    """Three projects, five sources of different kinds, and the verbs that happen to them."""

    def __init__(self):
        self.projects = [make.project() for _ in range(3)]
        self.sources = [
            make.source("official_host", country_code="XA", date="2022-03-01"),
            make.source("official_china", date="2023"),
            make.source("media", date="2023-06-15"),
            make.source("media", low=True, date="2024-01"),
            make.source("dataset", date=""),
        ]

    def project(self, number):
        return Project.objects.get(pk=self.projects[number % 3].pk)

    def source(self, number):
        return Source.objects.get(pk=self.sources[number % 5].pk)

    def do(self, verb, number, *rest):
        """Do one thing; returns False where a rule refuses it, which is no error of the history."""
        with contextlib.suppress(DomainError):
            getattr(self, verb, self._rule_as(verb))(number, *rest)
            return True
        return False

    def _record(self, which, source, kind, **columns):
        project = self.project(which)
        with changes.writing(TESTER, "record", project) as act:
            if "stage" in columns:
                columns["funding"] = entries.funding(
                    act, project, stage=columns.pop("stage"), instrument="loan", title="Loan"
                )
            if kind == "date":
                columns["milestone"] = entries.milestone(act, project, kind="opened", title="Line opens")
            claims.record(act, project, kind, source=self.source(source), **columns)

    def status(self, number, source, word, when):
        self._record(number, source, "status", status=word, as_of=when)

    def promise(self, number, source, day, aspect):
        self._record(number, source, "date", date=day, aspect=aspect)

    def length(self, number, source, km, when):
        self._record(
            number, source, "measure", metric="route_length", number=km, unit="km", aspect="planned", as_of=when
        )

    def amount(self, number, source, dollars, stage):
        self._record(number, source, "amount", number=dollars, unit="USD", stage=stage, aspect="stands")

    def relate(self, number, other):
        self._record(number, other, "relation", relation="part_of", other_project=self.project(other))

    def _rule_as(self, verb):
        return lambda number: self._rule(number, verb)

    def _rule(self, number, kind):
        known = list(Claim.objects.order_by("pk"))
        if not known:
            return
        claim = known[number % len(known)]
        with changes.writing(TESTER, kind, claim.about) as act:
            if kind == "lift":
                claims.lift(act, claim)
            elif kind == "correct":
                claims.replace(
                    act, claim, note="corrected", scope="corrected" if claim.kind in {"status", "measure"} else ""
                )
            else:
                claims.rule(act, claim, kind)

    def undo(self, number):
        known = list(Change.objects.order_by("pk"))
        changes.undo(TESTER, known[number % len(known)])

    def merge(self, loser, winner):
        entries.merge(TESTER, self.project(loser), self.project(winner), reason="same")

    def split(self, number, which):
        live = dossier.load_one(self.project(number)).claims
        if live:
            entries.split(
                TESTER,
                self.project(number),
                [live[which % len(live)]],
                reason="two",
                label="Part",
                sector="rail",
                countries=[make.country()],
            )

    def label(self, number, label):
        with changes.writing(TESTER, "edit", self.project(number)) as act:
            entries.edit(act, self.project(number), label=label)

    def withdraw(self, number):
        with changes.writing(TESTER, "withdraw", self.project(number)) as act:
            entries.withdraw(act, self.project(number))

    def publish(self, number):
        with changes.writing(TESTER, "publish", self.project(number)) as act:
            entries.publish(act, self.project(number))

    def story(self, number, source, verdict):
        story = f"{number}-{source}"
        proposal = suggestions.CandidateProposal(self.project(number), 0.7, "about", [])
        made = suggestions.propose(
            origin="feed",
            dedup_key=story,
            story_key=story,
            source=self.source(source),
            excerpts=[],
            candidates=[proposal],
        )
        if made is not None:
            suggestions.decide_many(TESTER, [made], verdict)

    def reliability(self, number, word):
        publisher = self.source(number).publisher
        sources.edit(TESTER, publisher, reliability=word, reliability_reason="tested")

    def all_shown(self, view=dossier.NOW):
        return {project.pk: shown(project, view) for project in Project.objects.order_by("pk")}


@contextlib.contextmanager
def world():
    """A world that leaves nothing behind."""
    with transaction.atomic():
        with time_machine.travel(START, tick=False):
            made = World()
        yield made
        transaction.set_rollback(True)


HISTORIES = st.lists(STEPS, min_size=4, max_size=14)
RIGOUR = settings(
    max_examples=30,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@given(HISTORIES)
@RIGOUR
def test_known_at_is_a_copy_taken_at_that_moment(steps):
    with world() as made:
        copies = {}
        for day, (verb, *rest) in enumerate(steps, start=1):
            if verb == "reliability":  # a source's reliability is judged as of today, in every view
                continue
            with time_machine.travel(START + timedelta(days=day), tick=False):
                made.do(verb, *rest)
                last = Change.objects.order_by("-pk").first().pk
                copies[day, last] = made.all_shown()
        for (day, last), copy in copies.items():
            then = (START + timedelta(days=day)).date()
            for view in (View(known_at=then), View(at_change=last)):
                known = made.all_shown(view)
                assert {key: known[key] for key in copy} == copy


@given(HISTORIES, DAYS)
@RIGOUR
def test_said_by_resolves_only_what_had_been_said(steps, day):
    with world() as made:
        for verb, *rest in steps:
            made.do(verb, *rest)
        until = date.fromisoformat(day)
        seen = {project.pk: told(dossier.load_one(project, View(said_by=until))) for project in Project.objects.all()}
        unsaid = Claim.objects.exclude(said_on_latest__lte=until)
        left = [
            claim
            for claim in Claim.objects.order_by("id").select_related("source__publisher")
            if claim not in set(unsaid)
        ]
        rulings = {}
        for claim in left:
            ruling = claim.rulings.filter(lifted_by=None).first()
            rulings[claim.pk] = ruling.kind if ruling else ""
        for project in Project.objects.all():
            had = [claim for claim in left if claim.project_id == project.pk and rulings[claim.pk] != "retracted"]
            assert told(dossier.build(project, had, rulings, frozenset({"XA"}))) == seen[project.pk]


@given(HISTORIES, STEPS)
@RIGOUR
def test_doing_and_undoing_anything_restores_every_dossier(steps, last):
    with world() as made:
        for verb, *rest in steps:
            made.do(verb, *rest)
        before = made.all_shown()
        fields = list(Project.objects.order_by("pk").values_list("pk", "label", "state", "merged_into"))
        newest = Change.objects.order_by("-pk").first().pk
        made.do(*last)
        for change in Change.objects.filter(pk__gt=newest).order_by("-pk"):
            changes.undo(TESTER, change)
        after = made.all_shown()
        assert {key: after[key] for key in before} == before
        kept = [row[0] for row in fields]
        assert (
            list(Project.objects.filter(pk__in=kept).order_by("pk").values_list("pk", "label", "state", "merged_into"))
            == fields
        )
        assert listing.stale() == []


@given(HISTORIES, PICK, PICK)
@RIGOUR
def test_merging_and_undoing_leaves_every_claim_as_live_as_it_was(steps, loser, winner):
    with world() as made:
        for verb, *rest in steps:
            made.do(verb, *rest)
        before = made.all_shown()
        if made.do("merge", loser, winner):
            merge = Change.objects.order_by("-pk").first()
            assert listing.stale() == []
            assert made.all_shown(View(at_change=merge.pk - 1)) == before
            changes.undo(TESTER, merge)
            assert made.all_shown() == before
