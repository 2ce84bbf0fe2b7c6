"""The one way to write."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction

from corridors.errors import Conflict, Invalid, Refused
from projects import dossier, listing, selectors
from projects.dossier import View
from projects.models import Change, Claim, Milestone, Project, Ruling, Suggestion
from projects.services import changes, claims, entries, sources, suggestions
from projects.services.changes import Actor
from projects.services.suggestions import CandidateProposal, ClaimProposal
from tests import factories as make
from tests.factories import TESTER
from tests.projects.worlds import shown

pytestmark = pytest.mark.django_db


def status_of(project, view=dossier.NOW):
    answer = dossier.load_one(project, view).status
    return answer.shown.status if answer and answer.shown else None


def test_an_official_of_2017_meets_a_media_report_of_2026():
    project = make.project()
    make.said(
        project,
        "status",
        make.source("official_host", date="2017-03-22", country_code="XA"),
        status="operating",
        as_of="2017-03",
    )
    make.said(project, "status", make.source("media", date="2026-02-20"), status="suspended", as_of="2026-02")
    assert status_of(project) == "suspended"
    make.said(
        project,
        "measure",
        make.source("official_host", date="2017-03-22", country_code="XA"),
        metric="route_length",
        number=272,
        unit="km",
        aspect="planned",
        scope="whole line",
    )
    make.said(
        project,
        "measure",
        make.source("media", date="2026-02-20"),
        metric="route_length",
        number=303,
        unit="km",
        aspect="planned",
        scope="whole line",
    )
    (length,) = dossier.load_one(project).measures
    assert length.shown.number == 272
    assert [claim.number for claim in length.rivals] == [303]


def test_an_official_publisher_of_another_country_counts_as_media():
    project = make.project()
    make.said(
        project,
        "measure",
        make.source("official_host", date="2020", country_code="XB"),
        metric="route_length",
        number=272,
        unit="km",
        aspect="planned",
    )
    make.said(
        project,
        "measure",
        make.source("multilateral", date="2019"),
        metric="route_length",
        number=303,
        unit="km",
        aspect="planned",
    )
    (length,) = dossier.load_one(project).measures
    assert length.shown.number == 303


def test_a_retraction_and_its_undoing():
    project = make.project()
    make.said(project, "status", status="under_construction", as_of="2024-01")
    misread = make.said(project, "status", make.source(date="2025-01-01"), status="cancelled", as_of="2025-01")
    before = shown(project)
    change = make.rule(misread, "retracted")
    assert status_of(project) == "under_construction"
    changes.undo(TESTER, Change.objects.get(pk=change), reason="it was right")
    assert status_of(project) == "cancelled"
    assert shown(project) == before


def test_suspended_revived_cancelled_all_stay_in_the_history():
    project = make.project()
    for status, when in [("suspended", "2017-03"), ("under_construction", "2023-05"), ("cancelled", "2025-01")]:
        make.said(project, "status", make.source(date=when), status=status, as_of=when)
    found = dossier.load_one(project)
    assert [period.status for period in found.history] == ["suspended", "under_construction", "cancelled"]
    assert found.status.shown.status == "cancelled"
    assert status_of(project, View(said_by=date(2020, 1, 1))) == "suspended"


def test_successive_promises_of_one_thing_make_its_slippage():
    project = make.project()
    for year, said in [("2028", "2025-09-17"), ("2025", "2023-06-05"), ("2027", "2023-12-21")]:
        make.promised(project, year, make.source(date=said))
    make.promised(project, "2027-12", make.source(date=""))
    (course,) = dossier.load_one(project).courses
    assert [claim.date for claim in course.promises] == ["2025", "2027", "2028"]
    assert course.undated_promises == 1
    assert course.slip_months == 36
    make.promised(project, "2026-10-01", make.source(date="2026-10-02"), aspect="happened")
    (course,) = dossier.load_one(project).courses
    assert course.slip_months == 9


@pytest.mark.parametrize("why", ["unreliable", "deprecated"])
def test_an_opening_that_is_not_shown_leaves_the_promise_standing(why):
    project = make.project()
    make.promised(project, "2027", make.source(date="2023"))
    make.promised(project, "2028", make.source(date="2024"))
    opened = make.promised(project, "2025", make.source(date="2025", low=why == "unreliable"), aspect="happened")
    if why == "deprecated":
        make.rule(opened, "deprecated")
    row = Project.objects.get(pk=project.pk).listing
    assert (row.forecast, row.slippage_months) == ("2028", 12)
    (course,) = dossier.load_one(project).courses
    assert not course.has_happened
    assert course.happened.rivals == [opened]


def test_a_deprecated_promise_makes_no_slip():
    project = make.project()
    first = make.promised(project, "2020", make.source(date="2019"))
    for year, said in (("2027", "2023"), ("2028", "2024")):
        make.promised(project, year, make.source(date=said))
    make.rule(first, "deprecated")
    (course,) = dossier.load_one(project).courses
    assert [claim.date for claim in course.promises] == ["2027", "2028"]
    assert course.slip_months == 12


def test_a_promise_told_only_afterwards_comes_first():
    project = make.project()
    make.promised(project, "2010", make.source(date="2023"), aspect="recounted")
    make.promised(project, "2012-06", make.source(date="2013"), aspect="happened")
    (course,) = dossier.load_one(project).courses
    assert course.first.date == "2010"
    assert course.slip_months == 18


@pytest.mark.parametrize(
    ("promised", "happened", "months"),
    [("2024", "2024-08-28", 0), ("2024", "2023-11-15", -1), ("2025", "2028", 36), ("2025-06", "2025-08-30", 2)],
)
def test_a_day_within_the_promise_is_no_slip(promised, happened, months):
    project = make.project()
    make.promised(project, promised, make.source(date="2020"))
    make.promised(project, happened, make.source(date="2029"), aspect="happened")
    assert dossier.load_one(project).courses[0].slip_months == months


def test_only_commitments_are_summed_and_umbrellas_never():
    project = make.project()
    make.amount(project, 100_000_000, by=make.source(date="2015"))
    make.amount(project, 900_000_000, by=make.source(date="2015"), stage="cost_estimate", title="Whole line")
    make.amount(project, 500_000_000, by=make.source(date="2015"), stage="pledge", title="Pledged")
    make.amount(project, 70_000_000, by=make.source(date="2015"), title="Withdrawn", aspect="withdrawn")
    make.amount(project, 5, "XAU", by=make.source(date="2015"), title="No rate")
    found = dossier.load_one(project)
    assert found.committed_usd == 100_000_000
    assert found.commitments_unconverted == 1
    with changes.writing(TESTER, "edit", project) as act:
        entries.edit(act, project, umbrella=True)
    assert dossier.load_one(Project.objects.get(pk=project.pk)).committed_usd is None
    assert Project.objects.get(pk=project.pk).listing.committed_usd is None


def test_a_sum_counted_within_another_is_not_counted_again():
    project = make.project()
    whole = make.amount(project, 747, by=make.source(date="2015"), title="Syndicate")
    with changes.writing(TESTER, "record", project) as act:
        part = entries.funding(
            act, project, stage="commitment", instrument="loan", title="Part", counted_within=whole.funding
        )
        claims.record(
            act,
            project,
            "amount",
            source=make.source(date="2015"),
            funding=part,
            number=50,
            unit="USD",
            aspect="stands",
        )
    assert dossier.load_one(project).committed_usd == 747


def with_a_part(project):
    """A sum and a part of it; the claim of the whole."""
    whole = make.amount(project, 747, by=make.source(date="2015"), title="Syndicate")
    with changes.writing(TESTER, "record", project) as act:
        part = entries.funding(
            act, project, stage="commitment", instrument="loan", title="Part", counted_within=whole.funding
        )
    make.amount(project, 50, by=make.source(date="2015"), title=part.title)
    return whole


def test_a_part_is_counted_when_the_sum_that_includes_it_stands_no_more():
    project = make.project()
    change = make.rule(with_a_part(project), "retracted")
    assert Project.objects.get(pk=project.pk).listing.committed_usd == 50
    assert listing.stale() == []
    changes.undo(TESTER, Change.objects.get(pk=change))
    assert Project.objects.get(pk=project.pk).listing.committed_usd == 747


def test_a_merge_does_not_count_a_part_again():
    loser, winner = make.project(), make.project()
    with_a_part(loser)
    entries.merge(TESTER, loser, winner, reason="one line")
    assert dossier.load_one(winner).committed_usd == 747


def test_what_a_source_said_already_is_nothing_new():
    project, source = make.project(), make.source()
    make.said(project, "status", source, status="operating", as_of="2024")
    before = Change.objects.count()
    with changes.writing(TESTER, "record", project) as act:
        assert claims.record(act, project, "status", source=source, status="operating", as_of="2024") is None
    assert act.nothing
    assert act.id is None
    assert Change.objects.count() == before


def test_one_voice_counts_once():
    project = make.project()
    wire = make.source(low=True, voice="wire")
    make.said(project, "status", wire, status="cancelled", as_of="2025")
    make.said(project, "status", make.source(low=True, voice="wire"), status="cancelled", as_of="2025")
    assert dossier.load_one(project).status.unconfirmed
    assert dossier.load_one(project).voices == 1


def test_a_correction_is_one_change_and_undone_as_one():
    project = make.project()
    claim = make.said(project, "status", status="cancelled", as_of="2025-01")
    before = shown(project)
    with changes.writing(TESTER, "correct", project, reason="misread") as act:
        new = claims.replace(act, claim, status="suspended")
    assert new.replaces == claim
    assert status_of(project) == "suspended"
    changes.undo(TESTER, Change.objects.get(pk=act.id))
    assert shown(project) == before


def test_undo_refuses_and_names_the_later_change():
    project = make.project()
    claim = make.said(project, "status", status="cancelled", as_of="2025-01")
    later = make.rule(claim, "preferred")
    with pytest.raises(Conflict, match=f"change {later}"):
        changes.undo(TESTER, claim.change)
    undone = changes.undo(TESTER, Change.objects.get(pk=later))
    with pytest.raises(Conflict, match=f"change {undone}"):
        changes.undo(TESTER, Change.objects.get(pk=later))


def test_undo_refuses_a_field_that_holds_something_newer():
    project = make.project()
    acts = []
    for label in ("First", "Second"):
        with changes.writing(TESTER, "edit", project) as act:
            entries.edit(act, project, label=label)
        acts.append(act.id)
    with pytest.raises(Conflict, match=f"change {acts[1]}"):
        changes.undo(TESTER, Change.objects.get(pk=acts[0]))
    changes.undo(TESTER, Change.objects.get(pk=acts[1]))
    assert Project.objects.get(pk=project.pk).label == "First"


def test_undoing_a_creation_withdraws_and_redoing_publishes():
    project = make.project()
    undo = changes.undo(TESTER, Change.objects.get(subject=project.public_id))
    with pytest.raises(selectors.Gone):
        selectors.find(Project, project.public_id)
    changes.undo(TESTER, Change.objects.get(pk=undo))
    assert selectors.find(Project, project.public_id) == project


def test_merge_moves_what_is_live_and_undo_restores_both():
    loser, winner, third = make.project(), make.project(), make.project()
    source = make.source()
    make.said(loser, "status", source, status="operating", as_of="2024")
    make.said(winner, "status", source, status="operating", as_of="2024")
    make.promised(loser, "2027")
    make.amount(loser, 10)
    preferred = make.said(loser, "measure", metric="route_length", number=10, unit="km", aspect="actual")
    make.rule(preferred, "preferred")
    make.rule(make.said(loser, "text", topic="note", text="gone"), "retracted")
    make.said(third, "relation", relation="part_of", other_project=loser)
    make.said(winner, "relation", relation="part_of", other_project=loser)
    before = [shown(one) for one in (loser, winner, third)]
    change = entries.merge(TESTER, loser, winner, reason="the same line")
    found = dossier.load_one(winner)
    assert [course.milestone.project_id for course in found.courses] == [winner.pk]
    assert len(found.money) == len(found.measures) == 1
    assert not found.texts
    assert not found.relations
    assert dossier.load_one(third).relations[0].head.other_project == winner
    assert shown(loser)["answers"] == []
    with pytest.raises(selectors.Moved) as moved:
        selectors.find(Project, loser.public_id)
    assert moved.value.entry == winner
    assert selectors.find(Project, loser.public_id, View(at_change=change - 1)) == loser
    assert shown(loser, View(at_change=change - 1)) == before[0]
    changes.undo(TESTER, Change.objects.get(pk=change))
    assert [shown(one) for one in (loser, winner, third)] == before
    assert selectors.find(Project, loser.public_id) == loser


def test_split_moves_chosen_claims_and_undo_restores():
    project = make.project()
    stays, goes = make.promised(project, "2027", title="Phase 1"), make.promised(project, "2030", title="Phase 2")
    before = shown(project)
    new = entries.split(
        TESTER, project, [goes], reason="two phases", label="Phase 2", sector="rail", countries=[make.country()]
    )
    assert [course.milestone.title for course in dossier.load_one(new).courses] == ["Phase 2"]
    assert [course.now for course in dossier.load_one(project).courses] == [stays]
    changes.undo(TESTER, Change.objects.get(verb="split"))
    assert shown(project) == before
    assert shown(new)["answers"] == []


def test_a_stale_form_is_refused_with_the_change_that_came_first():
    project = make.project()
    opened = project.last_change_id
    with changes.writing(TESTER, "edit", project) as act:
        entries.edit(act, project, label="Somebody else's")
    with pytest.raises(Conflict, match=f"change {act.id}"), changes.writing(TESTER, "edit", project, expected=opened):
        pytest.fail("the act must not begin")


def test_readers_and_partners_may_not_write():
    with pytest.raises(Refused), changes.writing(Actor("reader", "somebody"), "edit"):
        pytest.fail("the act must not begin")


@pytest.mark.parametrize(
    ("kind", "columns", "field"),
    [
        ("status", {"status": "nearly"}, "status"),
        ("status", {}, "status"),
        ("status", {"status": "operating", "as_of": "2107"}, "as_of"),
        ("status", {"status": "operating", "number": 3}, "number"),
        ("status", {"status": "operating", "quote": "a\x00b"}, "quote"),
        ("measure", {"metric": "height", "number": 1, "unit": "km", "aspect": "actual"}, "metric"),
        ("measure", {"metric": "route_length", "number": 1, "unit": "mw", "aspect": "actual"}, "unit"),
        ("measure", {"metric": "route_length", "number": "NaN", "unit": "km", "aspect": "actual"}, "number"),
        ("measure", {"metric": "route_length", "number": "1e30", "unit": "km", "aspect": "actual"}, "number"),
        ("measure", {"metric": "route_length", "number": "many", "unit": "km", "aspect": "actual"}, "number"),
        ("name", {"text": "Example", "language": "en", "aspect": "sure"}, "aspect"),
        ("rumour", {}, "kind"),
    ],
)
def test_what_makes_no_sense_is_refused_where_it_stands_and_nothing_is_written(kind, columns, field):
    project, source = make.project(), make.source()
    before = Change.objects.count()
    with pytest.raises(Invalid) as refusal, changes.writing(TESTER, "record", project) as act:
        claims.record(act, project, kind, source=source, **columns)
    assert refusal.value.field == field
    assert Change.objects.count() == before
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("number", "unit", "text", "field"),
    [
        (5, "", "", "unit"),
        (5, "KZ", "", "unit"),
        (-5, "USD", "", "number"),
        (10**17, "USD", "", "number"),
        (None, "", "", "text"),
        (None, "USD", "some", "number"),
    ],
)
def test_an_amount_needs_its_currency(number, unit, text, field):
    project = make.project()
    with changes.writing(TESTER, "record", project) as act:
        heading = entries.funding(act, project, stage="pledge", instrument="loan", title="Loan")
    with pytest.raises(Invalid) as refusal, changes.writing(TESTER, "record", project) as act:
        claims.record(
            act,
            project,
            "amount",
            source=make.source(),
            funding=heading,
            number=number,
            unit=unit,
            text=text,
            aspect="stands",
        )
    assert refusal.value.field == field


def test_a_milestone_of_another_project_is_refused():
    other = make.promised(make.project(), "2027").milestone
    project = make.project()
    with pytest.raises(Invalid) as refusal, changes.writing(TESTER, "record", project) as act:
        claims.record(act, project, "date", source=make.source(), milestone=other, date="2028", aspect="promised")
    assert refusal.value.field == "milestone"


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "status", "status": "nearly"},
        {"kind": "status", "status": ""},
        {"kind": "status", "status": "operating", "project": None},
        {"kind": "status", "status": "operating", "metric": "route_length"},
        {"kind": "status", "status": "operating", "as_of": "2024"},
        {"kind": "measure", "metric": "route_length", "unit": "km", "aspect": "actual"},
        {"kind": "gossip"},
    ],
)
def test_the_database_itself_refuses_what_can_never_be_true(broken):
    project, source = make.project(), make.source()
    values = {"project": project, "source": source, "change": project.last_change, **broken}
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(**values)


def test_one_live_ruling_a_claim_is_held_by_the_database():
    claim = make.said(make.project(), "status", status="operating")
    make.rule(claim, "preferred")
    with pytest.raises(IntegrityError), transaction.atomic():
        Ruling.objects.create(claim=claim, kind="deprecated", change=claim.change)


def test_preferring_one_rival_lifts_the_preference_of_the_other():
    project = make.project()
    one = make.said(project, "measure", metric="route_length", number=265, unit="km", aspect="planned")
    two = make.said(project, "measure", metric="route_length", number=303, unit="km", aspect="actual")
    make.rule(one, "preferred")
    before = shown(project)
    change = make.rule(two, "preferred")
    assert dossier.load_one(project).measures[0].shown == two
    changes.undo(TESTER, Change.objects.get(pk=change))
    assert shown(project) == before


def test_an_undoing_leaves_one_preference_a_question():
    project = make.project()
    one, two = (
        make.said(project, "measure", metric="route_length", number=km, unit="km", aspect="planned")
        for km in (265, 303)
    )
    make.rule(one, "preferred")
    with changes.writing(TESTER, "lift", project) as lifted:
        claims.lift(lifted, one)
    preferred = make.rule(two, "preferred")
    with pytest.raises(Conflict, match=f"Claim {two.pk} was preferred instead, in change {preferred}"):
        changes.undo(TESTER, Change.objects.get(pk=lifted.id))


def test_of_two_corrections_of_one_claim_the_second_is_refused():
    project = make.project()
    claim = make.said(project, "status", status="cancelled", as_of="2025-01")
    with changes.writing(TESTER, "correct", project) as act:
        claims.replace(act, claim, status="suspended")
    with pytest.raises(Refused, match="retracted already"), changes.writing(TESTER, "correct", project) as act:
        claims.replace(act, claim, status="operating")
    assert status_of(project) == "suspended"


def test_a_reader_sees_what_was_known_at_the_end_of_a_day():
    project = make.project()
    with time_machine.travel(datetime(2024, 3, 1, 23, 59, tzinfo=UTC), tick=False):
        make.said(project, "status", status="preparation", as_of="2023")
    with time_machine.travel(datetime(2024, 3, 2, 0, 1, tzinfo=UTC), tick=False):
        make.said(project, "status", make.source(), status="under_construction", as_of="2024-02")
    Change.objects.filter(verb="create").update(at=datetime(2024, 1, 1, tzinfo=UTC))
    assert status_of(project, View(known_at=date(2024, 3, 1))) == "preparation"
    assert status_of(project, View(known_at=date(2024, 3, 2))) == "under_construction"
    assert status_of(project, View(known_at=date(2020, 1, 1))) is None


def test_said_by_leaves_undated_claims_out_and_counts_them():
    project = make.project()
    make.said(project, "status", make.source(date=""), status="operating")
    make.said(project, "status", make.source(date="2024"), status="suspended", as_of="2024")
    found = dossier.load_one(project, View(said_by=date(2024, 12, 31)))
    assert found.status.shown.status == "suspended"
    assert found.left_out_undated == 1
    assert dossier.load_one(project, View(said_by=date(2024, 12, 30))).status is None


def test_a_past_view_of_too_many_projects_says_how_to_narrow():
    with pytest.raises(Invalid, match="Narrow the list"):
        dossier.load([Project(pk=number) for number in range(2001)], View(known_at=date(2024, 1, 1)))


def test_a_thousand_dossiers_take_as_many_queries_as_one(django_assert_num_queries):
    for _ in range(2):
        make.said(make.project(), "status", status="operating")
    few, many = [Project.objects.first()], list(Project.objects.all())
    with django_assert_num_queries(3):
        dossier.load(few)
    with django_assert_num_queries(3):
        dossier.load(many)


def test_the_listing_follows_every_act_and_can_be_rebuilt():
    project = make.project("Example Line")
    make.said(project, "status", status="operating", as_of="2024-05")
    make.said(project, "name", text="Пример Жолы", language="kk", aspect="safe")
    row = project.listing
    row.refresh_from_db()
    assert row.status == "operating"
    assert listing.stale() == []
    row.status = "cancelled"
    row.save()
    assert listing.stale() == [f"project {project.pk}: status is stale"]
    listing.rederive()
    assert listing.stale() == []


def test_editing_a_publisher_rederives_what_cites_it():
    project = make.project()
    source = make.source()
    make.said(project, "status", source, status="operating", as_of="2024")
    assert Project.objects.get(pk=project.pk).listing.status == "operating"
    sources.edit(TESTER, source.publisher, reliability="low", reliability_reason="invents")
    assert Project.objects.get(pk=project.pk).listing.status == ""


@pytest.mark.parametrize("what", ["source", "publisher"])
def test_editing_what_is_cited_moves_the_version_of_all_that_cites_it(what):
    source = make.source()
    corridor, place, body = make.corridor(), make.place(), make.organisation()
    make.said(corridor, "measure", source, metric="route_length", number=272, unit="km", aspect="planned")
    for entry in (place, body):
        make.said(entry, "name", source, text="Cited", language="en", aspect="safe")
    change = (
        sources.edit(TESTER, source, title="Other")
        if what == "source"
        else sources.edit(TESTER, source.publisher, name="Other")
    )
    for entry in (corridor, place, body):
        entry.refresh_from_db()
        assert entry.last_change_id == change


def test_a_source_is_one_however_its_address_is_decorated():
    one = make.source(url="https://www.example.org/a?b=2&a=1&utm_source=rss#top")
    two = make.source(url="http://example.org/a?a=1&b=2", title="Another title")
    assert one == two


def test_a_real_installation_takes_no_demonstration_article(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(Refused):
        make.source(demonstration=True)
    settings.DEMONSTRATION = True
    assert make.source(demonstration=True).demonstration


class TestSuggestions:
    def test_confirming_attaches_and_records_the_chosen_claims(self):
        project, other = make.project(), make.project()
        proposals = [
            ClaimProposal("status", {"status": "operating"}, "opens", 16, 21),
            ClaimProposal("date", {"milestone": "opened", "date": "2024-05", "aspect": "happened"}, "in May", 0, 6),
            ClaimProposal("amount", {"number": "5", "currency": "USD", "stage": "pledge"}, "5 dollars", 0, 9),
        ]
        suggestion = make.suggestion(project, other, claims=proposals)
        row = suggestion.candidates.get(project=project)
        outcome = suggestions.confirm(
            TESTER, suggestion, candidates=[row.pk], proposed=[one.pk for one in row.proposed.all()], version=1
        )
        found = dossier.load_one(project)
        assert found.status.shown.quote == "opens"
        assert found.courses[0].happened.shown.date == "2024-05"
        assert found.money[0].amount.shown.number == 5
        assert [answer.head.source for answer in found.mentions] == [suggestion.source]
        assert not dossier.load_one(other).claims
        assert Claim.objects.values_list("change", flat=True).distinct().get() == outcome.change_id

    def test_undoing_a_confirmation_reopens_it(self):
        project = make.project()
        suggestion = make.suggestion(project)
        outcome = suggestions.confirm(TESTER, suggestion, candidates=[suggestion.candidates.get().pk])
        changes.undo(TESTER, Change.objects.get(pk=outcome.change_id))
        suggestion.refresh_from_db()
        assert suggestion.state == "open"
        assert suggestion.candidates.get().verdict == ""
        assert not dossier.load_one(project).mentions

    def test_what_was_refused_stays_refused(self):
        project, voice = make.project(), "wire"
        suggestion = make.suggestion(project, by=make.source(voice=voice))
        suggestions.reject(TESTER, suggestion, reason="another line")
        again = suggestions.propose(
            origin="feed",
            dedup_key="new",
            story_key="new",
            source=make.source(voice=voice),
            excerpts=[],
            candidates=[CandidateProposal(project, 0.9, "about", [])],
        )
        assert again is None
        assert Suggestion.objects.count() == 1

    def test_a_later_copy_that_names_nothing_new_joins_and_never_reopens(self):
        project = make.project()
        suggestion = make.suggestion(project, story_key="s")
        copy = make.source()
        values = {
            "origin": "feed",
            "dedup_key": "copy",
            "story_key": "s",
            "source": copy,
            "excerpts": [],
            "candidates": [],
        }
        assert suggestions.propose(**values) == suggestion
        assert list(suggestion.copies.all()) == [copy]
        suggestions.reject(TESTER, suggestion)
        assert suggestions.propose(**values) is None
        suggestion.refresh_from_db()
        assert suggestion.state == "rejected"

    def test_of_projects_named_by_the_same_words_one_is_confirmed_and_any_other_beside_it(self):
        phase_1, phase_2, port = make.project("Phase I"), make.project("Phase II"), make.project("Port")
        suggestion = make.suggestion(
            candidates=[
                CandidateProposal(one, 0.8, "about", [], [], choice)
                for one, choice in ((phase_1, 1), (phase_2, 1), (port, 0))
            ]
        )
        assert suggestion.ambiguous
        first, _, third = rows = list(suggestion.candidates.all())
        with pytest.raises(Refused, match="The same words name Phase I and Phase II"):
            suggestions.confirm(TESTER, suggestion, candidates=[row.pk for row in rows])
        assert not Claim.objects.exists()
        suggestions.confirm(TESTER, suggestion, candidates=[first.pk, third.pk])
        assert set(Claim.objects.values_list("project__label", flat=True)) == {"Phase I", "Port"}

    def test_what_is_left_alone_of_several_named_by_the_same_words_is_no_choice(self):
        refused, other = make.project(), make.project()
        voice = make.source()
        earlier = make.suggestion(refused, by=voice)
        suggestions.reject(TESTER, earlier)
        suggestion = make.suggestion(refused, other, by=voice, choice=1)
        assert [(row.project, row.choice) for row in suggestion.candidates.all()] == [(other, 0)]
        assert not suggestion.ambiguous

    def test_many_at_once_leave_alone_what_needs_a_look(self):
        clear, unclear = make.suggestion(make.project()), make.suggestion(make.project(), make.project(), choice=1)
        done, left = suggestions.decide_many(TESTER, [clear, unclear], "confirmed")
        assert done[1].change_id
        assert left[1].refused
        assert "choose one" in left[1].words
        unclear.refresh_from_db()
        assert unclear.state == "open"

    def test_a_decided_or_stale_suggestion_is_refused(self):
        suggestion = make.suggestion(make.project())
        candidate = suggestion.candidates.get().pk
        with pytest.raises(Conflict):
            suggestions.confirm(TESTER, suggestion, candidates=[candidate], version=0)
        suggestions.confirm(TESTER, suggestion, candidates=[candidate], version=1)
        with pytest.raises(Conflict, match="Already confirmed"):
            suggestions.reject(TESTER, suggestion)

    def test_a_wrong_proposed_claim_writes_nothing(self):
        project = make.project()
        suggestion = make.suggestion(project, claims=[ClaimProposal("status", {"status": "nearly"}, "q", 0, 1)])
        row = suggestion.candidates.get()
        with pytest.raises(Invalid):
            suggestions.confirm(TESTER, suggestion, candidates=[row.pk], proposed=[row.proposed.get().pk])
        suggestion.refresh_from_db()
        assert suggestion.state == "open"
        assert not Claim.objects.exists()

    def test_many_at_once_each_with_its_outcome(self):
        one, two = make.suggestion(make.project()), make.suggestion(make.project())
        suggestions.reject(TESTER, two)
        outcomes = suggestions.decide_many(TESTER, [one, two], "confirmed")
        assert [bool(outcome.refused) for _, outcome in outcomes] == [False, True]


def test_headings_are_shared_by_kind_and_title():
    project = make.project()
    make.promised(project, "2025")
    make.promised(project, "2027", make.source(date="2025"))
    assert Milestone.objects.count() == 1


def test_amounts_keep_every_digit():
    claim = make.amount(make.project(), Decimal("26000000000.1234"), "CNY")
    assert Claim.objects.get(pk=claim.pk).number == Decimal("26000000000.1234")
    with pytest.raises(Invalid, match="more exactly than 15 digits"):
        make.amount(make.project(), Decimal("26000000000.12345678"), "CNY")
