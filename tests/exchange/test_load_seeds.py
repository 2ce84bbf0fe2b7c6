"""The real facts, loaded: what the files hold is what the database holds, claim by claim and source by source."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count

from projects import dossier
from projects.models import (
    Change,
    Claim,
    Corridor,
    Country,
    Funding,
    Installation,
    Milestone,
    Organisation,
    Place,
    Project,
    Publisher,
    Source,
)
from projects.services import entries
from tests.exchange.facts import MARKER, Facts


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts()


@pytest.fixture(scope="module")
def printed(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Load the seeds once for all tests here, and take them back at the end; what was printed."""
    out = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_seeds", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("printed")]


def project(key: str) -> Project:
    return Project.objects.get(public_id=entries.public_id_for(Project, key))


def written(printed: str, name: str) -> tuple[int, int]:
    """What the report says was read and written of a kind."""
    found = re.search(rf"^{name} +(\d+) +(\d+) ", printed, re.MULTILINE)
    assert found, printed
    return int(found[1]), int(found[2])


def test_claims_in_the_database_are_those_of_the_files(facts: Facts) -> None:
    found = Counter(Claim.objects.values_list("kind", flat=True))

    assert found == facts.claims()


def test_the_report_says_what_was_read_and_written(facts: Facts, printed: str) -> None:
    for kind, number in facts.claims().items():
        assert written(printed, f"claims: {kind}") == (number, number)
    rows = {
        "projects": len(facts.projects),
        "corridors": len(facts.corridors),
        "places": len(facts.places),
        "organisations": len(facts.organisations),
        "publishers": len(facts.publishers),
        "sources": len(facts.sources) - 1,
        "milestones": len(facts.milestones()),
        "funding": Funding.objects.count(),
    }
    for name, number in rows.items():
        assert written(printed, name) == (number, number)


def test_rows_of_the_catalogue_are_those_of_the_files(facts: Facts) -> None:
    assert {p.label for p in Project.objects.all()} == {row["name"] for row in facts.projects}
    assert {p.label for p in Corridor.objects.all()} == {row["name"] for row in facts.corridors}
    assert Place.objects.count() == len(facts.places)
    assert Organisation.objects.count() == len(facts.organisations)
    assert {p.key for p in Publisher.objects.all()} == {row["id"] for row in facts.publishers}
    assert Source.objects.count() == len(facts.sources) - 1
    assert Milestone.objects.count() == len(facts.milestones())
    assert {c.code for c in Country.objects.all()} >= {code for row in facts.projects for code in row["countries"]}
    assert Country.objects.get(code="LA").name == "Laos"
    assert not Installation.objects.get().demonstration


def test_each_claim_has_its_source_its_name_and_its_date(facts: Facts) -> None:
    said = {
        (claim.project.label, claim.text, claim.source.title)
        for claim in Claim.objects.filter(kind="name", project__isnull=False).select_related("project", "source")
    }

    assert said == {
        (row["name"], alias["name"], " ".join(facts.sources[source]["title"].split()))
        for row in facts.projects
        for alias in row["aliases"]
        for source in alias["sources"]
    }


def test_said_on_is_the_date_of_the_source_and_never_a_guess(facts: Facts) -> None:
    undated = {key for key, row in facts.sources.items() if row["date"] is None and key != MARKER}

    assert Source.objects.filter(date="").count() == len(undated)
    for claim in Claim.objects.select_related("source"):
        assert claim.said_on == claim.source.date


def test_one_row_a_claim_and_source() -> None:
    columns = ("source", "project", "corridor", "place", "organisation", "kind", "status", "aspect", "date", "number")
    columns += ("unit", "metric", "scope", "role", "milestone", "funding", "party", "other_place", "language", "topic")
    twice = Claim.objects.values(*columns, "text", "as_of").annotate(times=Count("id")).filter(times__gt=1)

    assert list(twice) == []


def test_the_marker_of_coordinates_is_no_source(facts: Facts) -> None:
    unsourced = [row for row in facts.places if row["coordinate_source"] == MARKER]

    assert len(unsourced) == 13
    assert not Source.objects.filter(title=facts.sources[MARKER]["title"]).exists()
    assert Place.objects.filter(coordinate_quality="approximate_unsourced").count() == 13
    assert not Claim.objects.filter(topic="coordinates", place__coordinate_quality="approximate_unsourced").exists()


def test_names_without_a_source_are_counted_and_not_recorded(facts: Facts, printed: str) -> None:
    uncited = sum(not name["sources"] for row in facts.organisations for name in row["names"])

    assert uncited
    assert f"{uncited} names of organisations without a source: not recorded." in printed


def test_loading_twice_changes_nothing() -> None:
    before = Change.objects.count(), Claim.objects.count(), Source.objects.count(), Funding.objects.count()
    out = StringIO()

    call_command("load_seeds", stdout=out)

    assert (Change.objects.count(), Claim.objects.count(), Source.objects.count(), Funding.objects.count()) == before
    assert "Nothing new." in out.getvalue()
    assert written(out.getvalue(), "claims")[1] == 0


def test_successive_promises_of_one_thing_share_one_milestone() -> None:
    claims = Claim.objects.filter(project=project("ayagoz-bakhty-railway"), kind="date", milestone__kind="completed")

    assert claims.values("milestone").distinct().count() == 1
    assert {claim.aspect for claim in claims} == {"promised"}
    assert {claim.date for claim in claims} == {"2025", "2027", "2027-12", "2028"}


def test_a_promise_was_true_when_it_was_made_and_what_happened_when_it_happened() -> None:
    for claim in Claim.objects.filter(kind="date").select_related("source"):
        assert claim.as_of == (claim.date if claim.aspect == "happened" else claim.source.date)
    assert Claim.objects.filter(kind="date", aspect="recounted").count() == 4


def test_no_source_vouches_for_a_status_after_it_spoke() -> None:
    seen = Claim.objects.get(
        project=project("ayagoz-bakhty-railway"),
        kind="status",
        source__publisher__key="rail-news-kz",
        said_on="2025-11-19",
    )

    assert (seen.status, seen.as_of) == ("under_construction", "2025-11-19")


def test_lengths_that_differ_are_rivals_in_one_slot() -> None:
    found = dossier.load_one(project("ayagoz-bakhty-railway"))
    lengths = [answer for answer in found.measures if answer.head.metric == "route_length"]
    whole = [answer for answer in lengths if answer.head.scope == "whole line"]

    assert len(whole) == 1
    assert {claim.number for claim in whole[0].claims} == {Decimal(km) for km in (265, 270, 272, 295, 297, 303)}
    assert whole[0].rivals
    assert all(claim.note for claim in whole[0].claims)


def test_the_pledge_of_xian_is_an_umbrella_and_in_no_total() -> None:
    pledge = project("central-asia-26bn-yuan-pledge")
    found = dossier.load_one(pledge)
    sums = {(item.number, item.unit) for item in Claim.objects.filter(project=pledge, kind="amount")}

    assert pledge.umbrella
    assert {(Decimal(26_000_000_000), "CNY"), (Decimal(3_800_000_000), "USD")} <= sums
    assert {funding.stage for funding in pledge.fundings.all()} == {"pledge"}
    assert found.commitments == []
    assert found.committed_usd is None
    assert Project.objects.filter(umbrella=True).count() == 1


def test_estimates_programmes_targets_and_pledges_stay_apart_from_commitments(facts: Facts) -> None:
    for row in facts.projects:
        for sum_ in row["funding"]:
            stage = {"disbursed": "disbursement"}.get(sum_["stage"], sum_["stage"])
            claims = Claim.objects.filter(
                project=project(row["id"]),
                kind="amount",
                number=None if sum_["amount"] is None else Decimal(str(sum_["amount"])),
                unit=sum_["currency"] or "",
                date=sum_["date"] or "",
                funding__stage=stage,
                funding__instrument=sum_["instrument"],
                aspect="withdrawn" if sum_.get("cancelled") else "stands",
            )
            assert claims.count() >= len(sum_["sources"]), (row["id"], sum_)
    committed = [item.funding for found in dossier.load(list(Project.objects.all())) for item in found.commitments]
    assert committed
    assert {funding.stage for funding in committed} == {"commitment"}
    assert {funding.counted_within_id for funding in committed} == {None}


def test_no_total_adds_what_is_within_another_or_withdrawn() -> None:
    mombasa = dossier.load_one(project("mombasa-nairobi-sgr"))
    polypropylene = dossier.load_one(project("kpi-polypropylene-atyrau"))

    assert mombasa.committed_usd == Decimal("3604000000") + Decimal("1397927373.27")
    expected = dossier.load_one(project("dushanbe-kulma-road")).commitments
    assert [item.funding.title for item in expected] == ["Chinese grant, 2021"]
    assert polypropylene.committed_usd == Decimal(2_000_000_000) + Decimal(150_000_000)


def test_titles_of_money_are_short_and_unique_in_their_project() -> None:
    twice = Funding.objects.values("project", "title").annotate(times=Count("id")).filter(times__gt=1)

    assert list(twice) == []
    assert max(len(title) for title in Funding.objects.values_list("title", flat=True)) <= 80
    assert project("bishkek-tpp").fundings.filter(title="China Eximbank loan, 2013").exists()


def test_a_status_in_dispute_keeps_the_words_of_its_sources() -> None:
    statuses = Claim.objects.filter(project=project("central-asia-china-gas-line-d"), kind="status")

    assert {"under_construction", "suspended", "cancelled"} <= {claim.status for claim in statuses}
    assert {"under construction", "delayed over pricing", "cancelled"} <= {claim.stated_as for claim in statuses}


def test_copies_of_one_agency_story_share_a_voice() -> None:
    tass = Source.objects.filter(url__contains="tass.com").values_list("voice", flat=True)
    copies = Source.objects.filter(publisher__key="7or-am", date="2014-12-03").values_list("voice", flat=True)

    assert set(copies) <= set(tass)
    assert Source.objects.values("voice").distinct().count() == Source.objects.count() - 3


def test_the_log_reads_well() -> None:
    loads = Change.objects.filter(verb="load")

    assert loads.count() == 2 + Corridor.objects.count() + Project.objects.count()
    assert set(loads.values_list("actor_kind", "actor_label")) == {("system", "seeds")}
    assert all(
        change.subject == project.public_id for project in Project.objects.all() for change in project.changes.all()
    )


# What a role of a party says of the part it plays; lending is told by the funding.
ROLES = {
    "owner": "owner",
    "shareholder": "owner",
    "contractor": "contractor",
    "implementing_agency": "contractor",
    "parent_of_contractor": "contractor",
    "operator": "operator",
    "developer": "developer",
    "designer": "designer",
    "investor": "investor",
    "selected_bidder": "prospective",
    "prospective_investor": "prospective",
    "lender": "",
    "funder": "",
}
MONEY = {
    "cost_estimate": "financing_in_estimate",
    "programme_total": "financing_in_estimate",
    "target": "financing_in_estimate",
    "pledge": "financing_pledged",
    "commitment": "financing_committed",
    "disbursement": "financing_committed",
}


def derived(of: Project) -> set[str]:
    """China's part in a project as its party claims say it."""
    found = set()
    for claim in Claim.objects.filter(project=of, kind="party", party__country="CN").select_related("funding"):
        funding = claim.funding
        if funding is None:
            found.add(ROLES.get(claim.role, "partner"))
        elif not funding.claims.filter(kind="amount", aspect="withdrawn").exists():
            signed = funding.stage in ("commitment", "disbursement")
            is_equity = signed and funding.instrument in ("equity", "joint_venture")
            found.add("equity" if is_equity else MONEY[funding.stage])
    return (found - {""}) or {"none_seen"}


def test_chinas_part_follows_from_parties_and_is_what_the_record_lists(facts: Facts) -> None:
    listed = {row["id"]: set(row["chinese_involvement"]) for row in facts.projects}

    assert {key: derived(project(key)) for key in listed} == listed


def test_a_database_of_demonstration_articles_takes_no_seeds_of_the_other_kind(settings: Any) -> None:
    settings.DEMONSTRATION = True

    with pytest.raises(CommandError, match="the two never share one"):
        call_command("load_seeds", stdout=StringIO())
