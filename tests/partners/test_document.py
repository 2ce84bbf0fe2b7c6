"""The OpenAPI document is what the code says, and the answers are what the document says."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from partners.renderings.claims import COLUMNS
from partners.schema.parts import ClaimValue
from projects.kinds import KINDS
from tests import factories
from tests.partners.reading import SHAPES, document, faults, read


def test_committed_document_is_what_the_code_generates(tmp_path):
    made = tmp_path / "openapi.yaml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(made))
    assert made.read_text() == (settings.BASE_DIR / "openapi.yaml").read_text()


def test_document_and_guide_are_served(db):
    document_answer, guide = Client().get("/api/v1/schema/"), Client().get("/api/v1/guide/")
    assert document_answer.content.decode() == (settings.BASE_DIR / "openapi.yaml").read_text()
    assert document_answer["Content-Type"].startswith("application/yaml")
    assert b"/api/v1/" in guide.content


@pytest.mark.parametrize("name", ["schema", "guide"])
def test_document_and_guide_answer_what_cannot_be_asked_like_the_rest(db, name):
    client = Client(enforce_csrf_checks=True)
    posted, preflight = client.post(f"/api/v1/{name}/"), client.options(f"/api/v1/{name}/")
    assert (posted.status_code, posted.json()["code"]) == (405, "method_not_allowed")
    assert (preflight.status_code, preflight["Access-Control-Allow-Origin"]) == (204, "*")
    assert client.get(f"/api/v1/{name}/?nope=1").json()["detail"] == "Unknown parameter 'nope'. None is known here."


def test_every_column_of_every_kind_is_described_and_written():
    columns = {column for kind in KINDS.values() for column in kind.columns}
    assert columns == set(ClaimValue().fields)
    assert set(COLUMNS) <= columns


@pytest.mark.parametrize("collection", [name for name, shape in SHAPES.items() if isinstance(shape, tuple)])
def test_lists_and_details_are_as_described(world, collection):
    page_shape, detail_shape = SHAPES[collection]
    page = read(f"{collection}/?count=1")
    assert page["data"]
    assert faults(page_shape, page) == []
    for row in page["data"]:
        assert faults(detail_shape, read(row["url"])) == []


@pytest.mark.parametrize("view", ["said_by=2024-02-01", "known_at=2100-01-01", "at_change=5"])
def test_past_views_are_as_described(world, view):
    assert faults("ProjectDossierAnswer", read(f"projects/{world.railway.public_id}/?{view}")) == []
    assert faults("ListedProjectPage", read(f"projects/?{view}")) == []


@pytest.mark.parametrize(("path", "name"), [("", "index"), ("metrics/", "metrics"), ("vocabularies/", "vocabularies")])
def test_words_are_as_described(db, path, name):
    assert faults(SHAPES[name], read(path)) == []


def test_problems_are_as_described(db):
    assert faults("Problem", read("projects/?nope=1", 400)) == []
    assert faults("Problem", read("projects/P2222222/", 404)) == []


def test_a_project_of_which_nothing_is_said_is_as_described(db):
    project = factories.project()
    assert faults("ProjectDossierAnswer", read(f"projects/{project.public_id}/")) == []


def test_every_address_of_the_index_answers(db):
    index = read("")["data"]
    for address in index["collections"].values():
        assert Client().get(address).status_code == 200


def test_every_parameter_of_the_document_is_read(world):
    for path, methods in document()["paths"].items():
        if "{key}" in path:
            continue
        for parameter in methods["get"].get("parameters", []):
            answer = Client().get(path, {parameter["name"]: "\x00"})
            assert answer.json()["detail"].endswith("NUL character."), (path, parameter["name"])
