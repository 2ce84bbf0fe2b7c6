"""Lists: filters, orders, pages that neither miss nor double a row, and lists of the past."""

import pytest

from partners import past
from projects import dossier
from projects.services import changes, entries
from tests import factories
from tests.partners.reading import read


def walk(path: str) -> list[dict]:
    rows, following = [], f"/api/v1/{path}"
    while following:
        page = read(following)
        rows += page["data"]
        following = page["next"]
    return rows


@pytest.mark.parametrize(
    "ordering", ["id", "-id", "changed", "-changed", "slippage", "-slippage", "evidence", "-evidence", "-committed"]
)
def test_pages_hold_every_row_once_in_every_order(db, ordering):
    made = [factories.project() for _ in range(5)]
    for number, project in enumerate(made[:3]):
        factories.promised(project, "2025", factories.source(date="2020"))
        factories.promised(project, f"202{5 + number}-06", factories.source(date="2023"))
        factories.amount(project, 100 + number % 2)
    rows = walk(f"projects/?page_size=1&ordering={ordering}")
    assert sorted(row["id"] for row in rows) == sorted(project.public_id for project in made)
    column = {"slippage": "slippage_months", "changed": "version", "evidence": "last_evidence"}.get(
        ordering.removeprefix("-")
    )
    if column:
        values = [row[column] for row in rows if row[column] is not None]
        assert values == sorted(values, reverse=ordering.startswith("-"))
        assert [row[column] for row in rows][: len(values)] == values, "rows without a value come last"


def test_filters_mean_what_they_say(world):
    assert [row["id"] for row in walk("projects/?q=railway")] == [world.railway.public_id]
    assert [row["id"] for row in walk("projects/?status=under_construction&status=operating")] == [
        world.railway.public_id
    ]
    assert [row["id"] for row in walk("projects/?contested=1")] == [world.railway.public_id]
    assert [row["id"] for row in walk("projects/?contested=0")] == [world.branch.public_id]
    assert [row["id"] for row in walk(f"projects/?corridor={world.corridor.public_id}")] == [world.railway.public_id]


def test_a_row_tells_what_the_dossier_tells(world):
    (row,) = walk("projects/?q=railway")
    assert (row["status"], row["slippage_months"], row["committed_usd"]) == ("under_construction", 24, "1500000000")
    assert row["names"] == {"en": "Example Railway"}
    assert row["commitments_left_out"] == 1


def test_count_only_when_asked_for_and_size_is_capped(world):
    assert read("projects/")["count"] is None
    page = read("projects/?count=1&page_size=100000")
    assert (page["count"], page["page_size"]) == (2, 200)


def test_updated_since_walks_in_the_order_of_change(world):
    first = factories.said(world.branch, "status", status="proposed", as_of="2024-01").change_id
    second = factories.said(world.railway, "status", status="operating", as_of="2026-01").change_id
    assert [row["version"] for row in walk(f"projects/?updated_since={first - 1}&page_size=1")] == [first, second]
    assert [row["id"] for row in walk(f"projects/?updated_since={first}")] == [world.railway.public_id]
    assert walk(f"projects/?updated_since={second}") == []


def test_a_list_of_the_past_filters_what_the_past_resolves_to(db):
    project = factories.project()
    factories.said(project, "status", factories.source(date="2020-01-01"), status="proposed", as_of="2020-01")
    factories.said(project, "status", factories.source(date="2024-01-01"), status="cancelled", as_of="2024-01")
    assert [row["status"] for row in walk("projects/?said_by=2021-01-01")] == ["proposed"]
    assert len(walk("projects/?said_by=2021-01-01&status=proposed")) == 1
    assert walk("projects/?said_by=2021-01-01&status=cancelled") == []
    assert len(walk("projects/?status=cancelled")) == 1


def test_a_list_of_the_past_is_bounded_and_says_how_to_narrow(db, monkeypatch):
    monkeypatch.setattr(past, "MAX_PAST_PROJECTS", 1)
    factories.project()
    factories.project()
    assert dossier.MAX_PAST_PROJECTS == 2000
    assert "Narrow the list" in read("projects/?said_by=2021-01-01", 400)["detail"]


def test_the_log_is_tailed_by_number(world):
    newest = walk("changes/?page_size=7")
    assert [row["id"] for row in newest] == sorted((row["id"] for row in newest), reverse=True)
    since = newest[3]["id"]
    assert [row["id"] for row in walk(f"changes/?since={since}&page_size=2")] == sorted(row["id"] for row in newest[:3])


def test_claims_are_found_by_what_they_are_about_and_name(world):
    assert {row["about"]["id"] for row in walk(f"claims/?about={world.railway.public_id}")} == {world.railway.public_id}
    assert [row["kind"] for row in walk(f"claims/?party={world.builder.public_id}")] == ["party"]
    assert [row["kind"] for row in walk(f"claims/?place={world.town.public_id}")] == ["place"]
    assert {row["source"]["id"] for row in walk(f"claims/?source={world.paper.pk}")} == {world.paper.pk}


def test_a_retracted_claim_stays_and_says_so(world):
    claim = factories.said(world.branch, "status", status="proposed", as_of="2024-01")
    change = factories.rule(claim, "retracted")
    found = read(f"claims/{claim.pk}/")["data"]
    assert (found["ruling"], found["ruled_in"], found["live"]) == ("retracted", change, False)
    assert [row["id"] for row in walk("claims/?live=0")] == [claim.pk]
    assert claim.pk not in [row["id"] for row in walk("claims/?live=1")]


def test_what_is_not_public_is_nowhere(world):
    draft = factories.project("Example Secret", state="draft")
    hidden = factories.source()
    claim = factories.said(draft, "status", hidden, status="proposed", as_of="2024-01")
    waiting = factories.source()
    factories.said(world.branch, "relation", relation="rivals", other_project=draft)
    with changes.writing(factories.TESTER, "edit", draft) as act:
        entries.edit(act, draft, short_label="Secret")
    read(f"claims/{claim.pk}/", 404)
    for source in (hidden, waiting):
        read(f"sources/{source.pk}/", 404)
        read(f"publishers/{source.publisher.key}/", 404)
    lists = ("projects/", "claims/", "changes/", "sources/", "publishers/", f"projects/{world.branch.public_id}/")
    for path in lists:
        assert "Secret" not in str(read(path)), path
    (relation,) = read(f"projects/{world.branch.public_id}/")["data"]["relations"]
    assert relation["value"]["other_project"] == {"id": draft.public_id, "label": None, "url": None}
