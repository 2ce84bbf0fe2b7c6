"""The log through HTTP: acts, fields and values in the words of this door."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from curation import doing
from news.services import aliases, feeds, search_names
from projects.models import Change
from projects.services import changes, entries, suggestions
from tests import factories as make
from tests.curation.conftest import text

LIST = reverse("admin:projects_change_changelist")


def page_of(pk: int | None) -> str:
    return reverse("admin:projects_change_change", args=[pk])


def rows(page: str) -> list[list[str]]:
    """Where, field, before and after of every field that a page tells."""
    found = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td><del>(.*?)</del></td><td><ins>(.*?)</ins></td></tr>", page)
    return [list(one) for one in found]


def test_fields_are_called_as_the_forms_and_buttons_call_them(curator: Client) -> None:
    feed = feeds.add(make.publisher(), "https://example.org/rss", "en")[0]
    on = feeds.switch_on(make.TESTER, feed).change_id
    assert rows(text(curator.get(page_of(on))))[0][1:] == ["switched on", "no", "yes"]
    given = search_names.give(make.TESTER, make.project(), text="Example Marvel", needs_context=True)
    told = {name: (before, after) for _, name, before, after in rows(text(curator.get(page_of(given.change_id))))}
    assert told["in use"] == ("no", "yes")
    assert "is used" not in told


def test_a_family_of_names_is_called_by_its_title(curator: Client) -> None:
    off = aliases.switch_family(make.TESTER, "kazakh_latin", off=True, reason="A test.")
    for page in (text(curator.get(page_of(off))), text(curator.get(LIST))):
        assert "Family of names “Kazakh in Latin letters”" in page
        assert "kazakh_latin" not in page
    assert rows(text(curator.get(page_of(off))))[0][1] == "switched off"


def test_words_of_vocabularies_and_rows_are_told_by_their_labels(curator: Client) -> None:
    project, country, corridor = make.project(), make.country("XB"), make.corridor()
    with changes.writing(make.TESTER, "edit", project, reason="test") as act:
        entries.edit(act, project, sector="logistics", countries=[country], corridors=[corridor])
    told = {name: after for _, name, _, after in rows(text(curator.get(page_of(act.id))))}
    assert told["sector"] == "“Logistics hub or dry port”"
    assert told["countries"] == f"“{country}”"
    assert corridor.label in told["corridors"]
    assert f"to “{country}”" in doing.in_words(Change.objects.get(pk=act.id), project.public_id)


def test_verdicts_are_told_as_the_queue_tells_them(curator: Client) -> None:
    waiting = make.suggestion(make.project())
    outcome = suggestions.reject(make.TESTER, waiting, reason="Not about it.")
    told = {(name, before, after) for _, name, before, after in rows(text(curator.get(page_of(outcome.change_id))))}
    assert ("state", "“Open”", "“Rejected”") in told


def test_a_candidate_is_called_by_its_project(curator: Client) -> None:
    project = make.project()
    outcome = suggestions.reject(make.TESTER, make.suggestion(project), reason="Not about it.")
    undone = changes.undo(make.TESTER, Change.objects.get(pk=outcome.change_id), reason="A slip.")
    assert f"Candidate {project}" in [one[0] for one in rows(text(curator.get(page_of(outcome.change_id))))]
    for page in (text(curator.get(page_of(undone))), text(curator.get(LIST))):
        assert f"{project} 0.80" not in page


@pytest.mark.parametrize("word", ["By verb", "By is public", "By undoes", "Not empty", "Is public"])
def test_the_list_has_no_names_of_columns(curator: Client, word: str) -> None:
    make.project()
    page = " ".join(re.sub(r"<[^>]+>", " ", text(curator.get(LIST))).split())
    assert word not in page
    for title in ("By act", "By whether readers see it", "By whether it undoes another"):
        assert title in page


def test_changes_that_undo_others_are_found(curator: Client) -> None:
    feed = feeds.add(make.publisher(), "https://example.org/rss", "en")[0]
    on = feeds.switch_on(make.TESTER, feed).change_id
    undone = changes.undo(make.TESTER, Change.objects.get(pk=on), reason="A slip.")
    assert page_of(undone) in text(curator.get(LIST + "?undoes=yes"))
    assert page_of(on) not in text(curator.get(LIST + "?undoes=yes"))
    assert page_of(on) in text(curator.get(LIST + "?undoes=no"))
    assert page_of(undone) in text(curator.get(LIST + "?undoes=nonsense"))
