"""The dossier of a project as a partner reads it."""

from django.test import Client

from projects.models import Claim
from projects.services import changes, entries
from tests import factories
from tests.partners.reading import dossier, read


def test_a_contested_figure_names_the_claims_behind_it_and_its_rivals(world):
    status = dossier(world.railway)["status"]
    assert status["value"] == {"status": "under_construction"}
    assert status["claims"] == [said["claim"] for said in status["support"]]
    (rival,) = status["rivals"]
    assert rival["value"] == {"status": "suspended"}
    assert rival["source"]["publisher"] == world.paper.publisher.name
    assert rival["as_of"] == {"text": "2024-02-20", "earliest": "2024-02-20", "latest": "2024-02-20"}
    assert rival["said_on"]["text"] == "2024-03-01"
    assert status["contested"] is True
    assert status["rule"] == "changing"


def test_numbers_are_decimal_text_and_nothing_is_rounded(world):
    factories.amount(world.branch, "1234567.12345678", "USD", title="Large")
    found = dossier(world.branch)
    assert found["funding"][0]["items"][0]["amount"]["value"]["number"] == "1234567.12345678"
    lengths = [one for one in dossier(world.railway)["measures"] if one["question"]["metric"] == "route_length"]
    assert {said["value"]["number"] for one in lengths for said in one["support"] + one["rivals"]} == {"272.5", "303"}


def test_a_preference_shows_and_is_said(world):
    claim = dossier(world.railway)["status"]["rivals"][0]["claim"]
    factories.rule(Claim.objects.get(pk=claim), "preferred")
    status = dossier(world.railway)["status"]
    assert status["value"] == {"status": "suspended"}
    assert (status["preferred"], status["contested"]) == (True, False)


def test_a_lone_unreliable_source_shows_no_value(db):
    project = factories.project()
    factories.said(project, "status", factories.source(low=True), status="operating", as_of="2024")
    status = dossier(project)["status"]
    assert status["value"] is None
    assert status["unconfirmed"] is True
    assert status["rivals"][0]["source"]["reliable"] is False


def test_promises_make_the_slip(world):
    (course,) = dossier(world.railway)["milestones"]
    assert [said["value"]["date"]["text"] for said in course["promises"]] == ["2025", "2027-12"]
    assert (course["first"]["text"], course["now"]["text"], course["slip_months"]) == ("2025", "2027-12", 24)


def test_total_of_commitments_says_what_it_left_out(world):
    commitments = dossier(world.railway)["commitments"]
    assert commitments["usd"] == "1500000000"
    assert [row["why"] for row in commitments["left_out"]] == ["no_rate"]
    assert len(commitments["counted"]) == 1


def test_sources_are_numbered_and_china_s_role_is_derived(world):
    found = dossier(world.railway)
    assert [row["number"] for row in found["sources"]] == [1, 2, 3]
    assert found["status"]["support"][0]["source"]["number"] == 1
    assert found["chinese_roles"] == ["contractor"]


def test_version_is_the_last_change_and_the_tag_spares_the_body(world):
    address = f"/api/v1/projects/{world.railway.public_id}/"
    world.railway.refresh_from_db()
    first = Client().get(address)
    assert first.json()["version"] == world.railway.last_change_id
    assert first["ETag"].startswith(f'W/"{world.railway.last_change_id}-r')
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    past = Client().get(f"{address}?said_by=2024-02-01", headers={"If-None-Match": first["ETag"]})
    assert past.status_code == 200
    factories.said(world.railway, "status", status="operating", as_of="2026-01")
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_tag_follows_what_a_dossier_shows_of_others(world):
    address = f"/api/v1/projects/{world.railway.public_id}/"
    first = Client().get(address)
    with changes.writing(factories.TESTER, "edit", world.builder) as act:
        entries.edit(act, world.builder, label="Example Builder of Testland")
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_merged_leads_on_withdrawn_says_why_and_draft_is_not_there(world):
    loser, gone, draft = factories.project(), factories.project(), factories.project(state="draft")
    before = changes.Change.objects.latest("id").pk
    entries.merge(factories.TESTER, loser, world.railway, reason="the same line")
    with changes.writing(factories.TESTER, "withdraw", gone, reason="never existed") as act:
        entries.withdraw(act, gone)
    moved = Client().get(f"/api/v1/projects/{loser.public_id}/?said_by=2024-02-01")
    assert moved.status_code == 308
    assert moved["Location"] == f"/api/v1/projects/{world.railway.public_id}/?said_by=2024-02-01"
    assert moved.json()["moved_to"] == world.railway.public_id
    assert read(f"projects/{loser.public_id}/?at_change={before}")["data"]["label"] == loser.label
    problem = read(f"projects/{gone.public_id}/", 410)
    assert (problem["code"], problem["detail"]) == ("gone", "never existed")
    assert read(f"projects/{draft.public_id}/", 404)["code"] == "not_found"


def test_said_by_and_at_change_show_the_past(world):
    assert dossier(world.railway, "?said_by=2024-02-01")["status"]["rivals"] == []
    before = factories.said(world.branch, "status", status="proposed", as_of="2024-01").change_id
    factories.said(world.branch, "status", status="cancelled", as_of="2025-06")
    assert dossier(world.branch)["status"]["value"] == {"status": "cancelled"}
    answer = read(f"projects/{world.branch.public_id}/?at_change={before}")
    assert answer["data"]["status"]["value"] == {"status": "proposed"}
    assert answer["view"]["at_change"] == before
    assert answer["view"]["rule_version"]


def test_known_at_shows_what_was_known_at_the_end_of_the_day(db, frozen):
    frozen("2026-03-01T12:00Z")
    project = factories.project()
    factories.said(project, "status", status="proposed", as_of="2024-01")
    frozen("2026-03-05T12:00Z")
    factories.said(project, "status", status="cancelled", as_of="2025-06")
    assert dossier(project, "?known_at=2026-03-04")["status"]["value"] == {"status": "proposed"}
    assert dossier(project, "?known_at=2026-03-05")["status"]["value"] == {"status": "cancelled"}
    assert dossier(project, "?known_at=2026-02-28")["status"] is None
