"""Filters of the list, shared by pages and API."""

import pytest
from django.http import QueryDict

from corridors.errors import Invalid
from projects import filters, selectors
from projects.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db


def listed(query):
    return [project.label for project in filters.apply(QueryDict(query), selectors.projects())]


@pytest.mark.parametrize("query", ["q=ҚОРҒАС", "q=Коргас", "q=霍尔果斯", "q=example+khorgos", "q=Khörgós"])
def test_one_project_is_found_by_any_spelling(query):
    project = make.project("Example Khorgos Line")
    make.project("Example Other Line")
    make.said(project, "name", text="Қорғас желісі", language="kk", aspect="safe")
    make.said(project, "name", text="霍尔果斯线", language="zh", aspect="safe")
    assert listed(query) == ["Example Khorgos Line"]


@pytest.mark.parametrize(
    "query",
    [
        "nope=1",
        "contested=maybe",
        "q=...",
        "q=" + "a" * 500,
        "q=a%00b",
        "status=nearly",
        "slipped=1e99",
        "ordering=zz",
        "sector=1",
    ],
)
def test_what_makes_no_sense_is_refused_never_passed_over(query):
    with pytest.raises(Invalid) as refusal:
        listed(query)
    assert refusal.value.field == query.partition("=")[0]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("slipped=1e99", "slipped: Ensure this value is less than or equal to 1200."),
        ("sector=castle", "sector: 'castle' is not one of rail, "),
        ("status=nearly", "status: 'nearly' is not one of proposed, "),
    ],
)
def test_what_makes_no_sense_is_told_with_what_would(query, told):
    with pytest.raises(Invalid) as refusal:
        listed(query)
    assert refusal.value.message.startswith(told)
    assert "1e+50" not in refusal.value.message


@pytest.mark.parametrize("query", ["sector=", "status=", "sector=&status=", "country=", "slipped="])
def test_an_empty_filter_asks_for_nothing(query):
    make.project()
    assert len(listed(query)) == 1


@pytest.mark.parametrize(
    ("query", "found"), [("contested=1", 1), ("contested=true", 1), ("contested=0", 1), ("contested=", 2)]
)
def test_yes_and_no_as_addresses_write_them(query, found):
    make.project()
    project = make.project()
    make.said(project, "status", make.source(date="2025-05-01"), status="suspended", as_of="2025-05-01")
    make.said(project, "status", make.source(date="2025-04-01"), status="operating", as_of="2025-04-01")
    assert Project.objects.get(pk=project.pk).listing.contested
    assert len(listed(query)) == found
