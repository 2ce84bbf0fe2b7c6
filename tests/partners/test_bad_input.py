"""Whatever is asked, the answer is a problem document that says what is wrong, never a defect."""

import pytest
from django.test import Client, override_settings

from corridors.middleware import HEADER

HUGE = "9" * 30
BAD_VALUES = [
    "page_size=-1",
    "page_size=0",
    "page_size=x",
    f"page_size={HUGE}",
    "count=maybe",
    "cursor=junk",
    "cursor=cD1hYmM=",
    "cursor=%00",
    f"cursor=id::{HUGE}",
    "cursor=changed:1:1",
    "cursor=id:5:1",
    "ordering=zz",
    "ordering=name",
    "ordering=slippage&cursor=slippage:-:3",
    "ordering=evidence&cursor=evidence:2024-13-01:3",
    "nope=1",
    "format=xml",
    "q=%00",
    "q=%FF%FE",
    "q=%27%3B--",
    "q=" + "a+" * 2000,
    "status=flying",
    "contested=maybe",
    "slipped=NaN",
    "slipped=1e999999",
    f"slipped={HUGE}",
    "country=XA&country=XB",
    "said_by=0000-01-01",
    "said_by=0001-01-01",
    "said_by=2107-13-01",
    "said_by=20250101",
    "known_at=9999-12-31",
    "known_at=1849-12-31",
    f"at_change={HUGE}",
    "at_change=-1",
    "at_change=999999",
    "updated_since=-1",
    "updated_since=1.5",
    f"updated_since={HUGE}",
    "updated_since=%D9%A1",
    "said_by=2024-01-01&ordering=slippage",
    "&".join(f"a{number}=1" for number in range(1500)),
]
MISSING = [
    "projects/%00/",
    "projects/P2222222/",
    f"projects/{HUGE}/",
    "projects/%F0%9F%9A%82/",
    "projects/..%2F..%2Fetc/",
    "corridors/x/",
    "places/x/",
    "organisations/x/",
    "claims/-1/",
    "claims/0/",
    f"claims/{HUGE}/",
    "claims/%D9%A1/",
    "sources/%00/",
    "sources/99999/",
    "publishers/%00/",
    "publishers/nobody/",
    "changes/99999/",
    f"changes/{HUGE}/",
    "nothing/here/",
    "nothing/here",
    "nothing/?x=1",
    "%0a/",
]
ELSEWHERE = [
    "places/?kind=castle",
    "corridors/?mode=camel",
    "organisations/?kind=x",
    "publishers/?kind=x",
    "claims/?kind=x",
    f"claims/?source={HUGE}",
    "claims/?live=2",
    "sources/?nope=1",
    "changes/?since=x",
    "metrics/?nope=1",
    "?nope=1",
]


def problem(path: str, status: int) -> dict:
    answer = Client().get(f"/api/v1/{path}")
    assert answer.status_code == status, (path[:100], answer.status_code, answer.content[:300])
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    body = answer.json()
    assert body["status"] == status
    assert body["detail"]
    return body


@pytest.mark.parametrize("query", BAD_VALUES)
def test_parameters_that_make_no_sense_are_refused(world, query):
    assert problem(f"projects/?{query}", 400)["code"] == "invalid"


@pytest.mark.parametrize("path", ELSEWHERE)
def test_so_they_are_on_other_endpoints(db, path):
    assert problem(path, 400)["code"] == "invalid"


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_is_a_404(db, path):
    assert problem(path, 404)["code"] == "not_found"


def test_an_unknown_parameter_is_named_with_its_like(db):
    body = problem("projects/?secto=rail", 400)
    assert body["field"] == "secto"
    assert "sector" in body["detail"]


@pytest.mark.parametrize(
    "query", ["q=zzz%27%3B--", "country=%F0%9F%9A%82", "corridor=%27", "cursor=id::999999999999999999"]
)
def test_odd_values_that_can_be_read_find_nothing(world, query):
    answer = Client().get(f"/api/v1/projects/?{query}")
    assert (answer.status_code, answer.json()["data"]) == (200, [])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_here(world, method):
    answer = getattr(Client(), method)("/api/v1/projects/", data="[" * 100_000, content_type="application/json")
    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"


def test_an_address_without_its_slash_leads_to_the_one_with_it(world):
    answer = Client().get("/api/v1/projects?q=x%0a")
    assert answer.status_code == 308
    assert answer["Location"] == "/api/v1/projects/?q=x%0a"


def test_any_origin_may_read_and_no_cookie_is_set(world):
    answer = Client().get("/api/v1/projects/", headers={"Origin": "https://example.org", "Accept": "text/html"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert answer["Content-Type"] == "application/json"
    assert not answer.cookies
    asked = Client().options("/api/v1/projects/")
    assert asked.status_code == 204
    assert "If-None-Match" in asked["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", ["", "projects/", "metrics/", "projects/?nope=1", "nothing/"])
def test_a_demonstration_says_so_in_every_answer(world, path):
    real = Client().get(f"/api/v1/{path}")
    assert real.json()["demonstration"] is False
    assert HEADER not in real
    with override_settings(DEMONSTRATION=True):
        shown = Client().get(f"/api/v1/{path}")
    assert shown.json()["demonstration"] is True
    assert shown[HEADER] == "yes"
