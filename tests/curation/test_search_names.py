"""Search names at the curators' door: given, seen with their mark, withdrawn; readers never see one."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from curation.admin import aliases as desk
from news.models import Article, SearchName, State, Story
from news.services import search_names
from projects.models import Change, Project, Suggestion
from projects.services import suggestions
from tests import factories as make
from tests.curation.conftest import text

NOTHING = {"text": "", "language": "", "note": ""}


@pytest.fixture
def project(db: None) -> Project:
    return make.project("Testburg inland terminal", sector="logistics")


def give_url(project: Project) -> str:
    return reverse("admin:news_aliasfamily_give", args=[project.pk])


def look_again_url(project: Project) -> str:
    return reverse("admin:news_aliasfamily_look_again", args=[project.pk])


def passed_over(title: str) -> Article:
    url = f"https://example.org/{Article.objects.count()}"
    return Article.objects.create(
        url=url, url_key=url, found_at=timezone.now(), state=State.UNLINKED, title=title, language="en"
    )


def linked(title: str, *projects: Project) -> Article:
    """News as the intake keeps it, laid before the curators for these projects."""
    article = passed_over(title)
    article.story = Story.objects.create(key="a" * 32, language="en", created_at=timezone.now())
    article.source = make.source(title=title)
    article.state, article.text = State.LINKED, f"{title}. The first train came in the morning, officials said."
    article.outcome = "Laid before the curators."
    article.save()
    make.suggestion(*projects, by=article.source, story_key=article.story.key)
    return article


def test_a_curator_gives_one_and_sees_who_gave_it_when_and_why(curator: Client, ann: Any, project: Project) -> None:
    sent = {"text": "Example Gate", "language": "", "needs_context": "on", "note": "Traders call it so."}
    page = text(curator.post(give_url(project), sent, follow=True))
    assert "“Example Gate” finds it from now on." in page
    for told in ("<td>curator</td>", "in any language", "ann, ", "Traders call it so.", "With a second word beside it"):
        assert told in page
    change = Change.objects.latest("pk")
    assert (change.user, change.verb) == (ann, "name")
    assert "Search name “Example Gate”" in text(curator.get(reverse("admin:projects_change_change", args=[change.pk])))


def test_the_projects_page_leads_there_and_shows_them(curator: Client, project: Project) -> None:
    url = reverse("admin:projects_project_change", args=[project.pk])
    page = text(curator.get(url))
    assert give_url(project) in page
    assert "shown to no reader" not in page
    search_names.give(make.TESTER, project, "Example Gate")
    page = text(curator.get(url))
    assert "shown to no reader" in page
    assert "“Example Gate”" in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "This field is required"),
        ("…", "needs letters"),
        ("1520", "Digits alone"),
        ("TX", "Too short"),
        ("testburg INLAND terminal", "finds it already"),
        ("x\x00y", "Null characters"),
    ],
)
def test_a_refusal_is_an_error_of_the_form_and_keeps_what_was_typed(
    curator: Client, project: Project, typed: str, says: str
) -> None:
    page = text(curator.post(give_url(project), {**NOTHING, "text": typed, "note": "typed before"}))
    assert says in page
    assert "typed before" in page
    assert not SearchName.objects.exists()


def test_what_speaks_against_it_is_told_and_forbids_nothing(curator: Client, project: Project) -> None:
    make.project("Example Gate")
    page = text(curator.post(give_url(project), {**NOTHING, "text": "Example Gate"}, follow=True))
    assert "Example Gate is called so too" in page
    assert SearchName.objects.get().is_used


def test_it_is_withdrawn_with_a_reason(curator: Client, project: Project) -> None:
    search_names.give(make.TESTER, project, "Example Gate")
    url = reverse("admin:news_aliasfamily_withdraw", args=[SearchName.objects.get().pk])
    assert url in text(curator.get(reverse("admin:news_aliasfamily_project", args=[project.pk])))
    assert "Nothing was written" in text(curator.post(url, {"reason": ""}))
    page = text(curator.post(url, {"reason": "A pub is called so."}, follow=True))
    assert "“Example Gate” is withdrawn." in page
    assert "<td>curator</td>" not in page
    assert Change.objects.latest("pk").reason == "A pub is called so."


def test_readers_see_no_search_name(client: Client, project: Project) -> None:
    make.said(project, "status", status="proposed")
    search_names.give(make.TESTER, project, "Example Gate", note="Traders call it so.")
    for url in (
        f"/projects/{project.public_id}/",
        "/projects/?q=Example+Gate",
        "/changes/",
        f"/api/v1/projects/{project.public_id}/",
        "/api/v1/changes/",
    ):
        response = client.get(url, follow=True)
        assert response.status_code == 200, url
        page = text(response).replace("Example+Gate", "").replace('value="Example Gate"', "").casefold()
        assert "traders call" not in page, url
        if "?q" not in url:
            assert "example gate" not in page, url
    assert project.public_id not in text(client.get("/projects/?q=Example+Gate"))


def test_what_is_missing_is_said(curator: Client) -> None:
    for name in ("give", "withdraw", "look_again"):
        assert "There is no" in text(curator.get(reverse(f"admin:news_aliasfamily_{name}", args=[99]), follow=True))


def test_onlookers_neither_give_nor_withdraw(onlooker: Client, project: Project) -> None:
    search_names.give(make.TESTER, project, "Example Gate")
    withdraw = reverse("admin:news_aliasfamily_withdraw", args=[SearchName.objects.get().pk])
    for url in (give_url(project), withdraw):
        assert onlooker.get(url).status_code == 403
        assert onlooker.post(url, {**NOTHING, "text": "Other Gate", "reason": "x"}).status_code == 403


def test_its_pages_cost_a_fixed_number_of_queries(
    curator: Client, project: Project, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        search_names.give(make.TESTER, project, f"Example Gate {number}")
    with django_assert_max_num_queries(30):
        curator.get(reverse("admin:news_aliasfamily_project", args=[project.pk]))


def test_a_curator_looks_again_at_what_was_passed_over(curator: Client, project: Project) -> None:
    hit, other = passed_over("Example Gate handles record cargo"), passed_over("Rain in Testburg")
    search_names.give(make.TESTER, project, "Example Gate")
    assert look_again_url(project) in text(curator.get(reverse("admin:news_aliasfamily_project", args=[project.pk])))
    assert "newest 50,000" in text(curator.get(look_again_url(project)))
    page = text(curator.post(look_again_url(project), follow=True))
    assert "2 headlines looked at; 1 of them taken in again." in page
    hit.refresh_from_db()
    other.refresh_from_db()
    assert (hit.state, other.state) == (State.FOUND, State.UNLINKED)
    page = text(curator.post(look_again_url(project), follow=True))
    assert "1 headline looked at; 0 of them taken in again." in page


def test_a_story_linked_to_another_project_is_suggested_for_this_one_too(
    curator: Client, project: Project, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "GAINED_AT_ONCE", 1)
    other = make.project("Velmar bridge")
    article = linked("Testburg inland terminal opens beside the Velmar bridge", other)
    suggestion = Suggestion.objects.get()
    suggestions.confirm(make.TESTER, suggestion, candidates=[suggestion.candidates.get().pk])
    assert "newest 5,000 articles linked to other projects" in text(curator.get(look_again_url(project)))
    with django_assert_max_num_queries(60):
        response = curator.post(look_again_url(project), {"note": "It is new."})
    page = text(curator.get(response["Location"]))
    assert "1 article linked before read again; 1 story suggested for it. There may be more: look again" in page
    assert "once they are read" not in page
    reason = Change.objects.latest("pk").reason
    assert reason.startswith("It is new. (0 of 0 headlines passed over were taken in again.")
    assert reason.endswith("It is a candidate of 1 story linked before.)")
    suggestion.refresh_from_db()
    assert suggestion.state == "open"
    shown = text(curator.get(reverse("admin:projects_suggestion_change", args=[suggestion.pk])))
    assert "Some of its projects were decided before" in shown
    assert project.label in shown
    article.refresh_from_db()
    assert article.outcome.endswith(f"laid before the curators for {project.label}.")


def test_looking_again_for_what_news_is_not_linked_to_is_refused_in_words(curator: Client, project: Project) -> None:
    project.state = "withdrawn"
    project.save()
    page = text(curator.post(look_again_url(project), follow=True))
    assert f"No project that news is linked to has the id {project.public_id}." in page


def test_onlookers_do_not_look_again(onlooker: Client, project: Project) -> None:
    assert onlooker.get(look_again_url(project)).status_code == 403
    assert onlooker.post(look_again_url(project)).status_code == 403


def test_looking_again_stands_in_the_log_with_who_and_why_and_has_nothing_to_undo(
    curator: Client, ann: Any, project: Project, client: Client
) -> None:
    passed_over("Example Gate handles record cargo")
    search_names.give(make.TESTER, project, "Example Gate")
    before = Project.objects.get(pk=project.pk).last_change_id
    page = text(curator.post(look_again_url(project), {"note": "It has a new name."}, follow=True))
    change = Change.objects.latest("pk")
    assert (change.verb, change.user, change.subject, change.is_public) == ("relink", ann, project.public_id, False)
    assert change.reason == "It has a new name. (1 of 1 headlines passed over were taken in again.)"
    assert f"change {change.pk}" in page
    assert "can be undone" not in page
    assert Project.objects.get(pk=project.pk).last_change_id == before
    shown = text(curator.get(reverse("admin:projects_change_change", args=[change.pk])))
    assert project.label in shown
    assert "there is nothing to undo" in shown
    assert "Undo this change" not in shown
    undo = reverse("admin:projects_change_undo", args=[change.pk])
    assert "there is nothing to undo" in text(curator.post(undo, {"reason": "test"}))
    assert "new name" not in text(client.get("/changes/"))


def test_a_second_look_that_finds_nothing_leaves_no_trace(curator: Client, project: Project) -> None:
    before = Change.objects.count()
    page = text(curator.post(look_again_url(project), {"note": "typed"}, follow=True))
    assert "0 headlines looked at; 0 of them taken in again." in page
    assert Change.objects.count() == before


@pytest.mark.parametrize("name", ["give", "look_again", "project", "name"])
def test_names_of_a_project_that_is_not_there_are_told_apart(curator: Client, name: str) -> None:
    page = text(curator.get(reverse(f"admin:news_aliasfamily_{name}", args=[99]), follow=True))
    assert "There is no project with the number “99”, so it has no names." in page
    assert "family of names with the number" not in page
