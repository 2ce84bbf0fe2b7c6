"""The desk of names: curators see by which names news finds a project, and switch names and families with a reason."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from corridors.errors import Conflict
from curation.admin import aliases as admin_of_names
from news.linking import from_database
from news.linking.families import FAMILIES
from news.linking.score import Weights
from news.models import AliasFamily, BlockedName, FittedWeights
from news.services import aliases, search_names, weights
from projects.canonical import canonical
from projects.models import Change, Project
from projects.services import changes, suggestions
from tests import factories as make
from tests.curation.conftest import text

FAMILIES_PAGE = "admin:news_aliasfamily_changelist"


@pytest.fixture
def project(db: None) -> Project:
    made = make.project("Testburg–Exampleton railway")
    make.said(made, "name", text="Железная дорога Тестбург – Примерск", language="ru", aspect="safe")
    return made


def switch_url(project: Project, name: str) -> str:
    return f"{reverse('admin:news_aliasfamily_name', args=[project.pk])}?name={quote(canonical(name))}"


def found(title: str, language: str = "en") -> list[str]:
    return [link.project for link in from_database.current_linker().link(title, "", language)]


def test_a_projects_names_are_shown_with_mark_family_and_record(curator: Client, project: Project) -> None:
    for decide in (suggestions.confirm, suggestions.reject):
        story = make.suggestion(project)
        row = story.candidates.get()
        row.reasons = [{"kind": "alias", "words": "Testburg–Exampleton railway", "field": "title"}]
        row.save()
        decide(make.TESTER, story, candidates=[row.pk])
    page = text(curator.get(reverse("admin:news_aliasfamily_project", args=[project.pk])))
    assert "Железная дорога Тестбург – Примерск" in page
    assert "said by sources" in page
    assert "Our label" in page
    assert "Exampleton–Testburg railway" in page
    (label,) = [one for one in aliases.known(project) if one.name.text == "Testburg–Exampleton railway"]
    assert (label.confirmed, label.refused, label.why_not) == (1, 1, "")


def test_a_projects_page_leads_to_its_names(curator: Client, project: Project) -> None:
    page = text(curator.get(reverse("admin:projects_project_change", args=[project.pk])))
    assert reverse("admin:news_aliasfamily_project", args=[project.pk]) in page


def test_a_name_switched_off_is_never_used_again_and_undo_brings_it_back(
    curator: Client, ann: Any, project: Project
) -> None:
    make.said(project, "name", text="TEXR", language="en", aspect="safe")
    assert found("TEXR opens") == [project.public_id]
    page = text(curator.post(switch_url(project, "TEXR"), {"reason": "A band is called so."}, follow=True))
    assert "“TEXR” no longer finds it." in page
    assert "switched off" in page
    assert found("TEXR opens") == []
    change = Change.objects.order_by("-pk").first()
    assert change is not None
    assert (change.user, change.reason, change.subject, change.is_public) == (
        ann,
        "A band is called so.",
        project.public_id,
        False,
    )
    changes.undo(make.TESTER, change, reason="The band split.")
    assert found("TEXR opens") == [project.public_id]
    assert not BlockedName.objects.get().is_off


@pytest.mark.parametrize("what", ["name", "family"])
def test_a_switch_thrown_twice_or_by_two_at_once_stays_where_both_wanted_it(
    curator: Client, project: Project, what: str
) -> None:
    family = reverse("admin:news_aliasfamily_switch", args=["swapped"])
    url = switch_url(project, project.label) if what == "name" else family
    asked = {"reason": "Too common.", **curator.get(url).context["form"].initial}
    curator.post(url, asked)
    assert "it stands so already" in text(curator.post(url, asked, follow=True))
    assert (BlockedName if what == "name" else AliasFamily).objects.get().is_off
    again = {"reason": "It is not.", **curator.get(url).context["form"].initial}
    curator.post(url, again)
    assert not (BlockedName if what == "name" else AliasFamily).objects.get().is_off


def test_switching_without_a_reason_does_nothing(curator: Client, project: Project) -> None:
    for url in (switch_url(project, project.label), reverse("admin:news_aliasfamily_switch", args=["swapped"])):
        page = text(curator.post(url, {"reason": " "}))
        assert "Nothing was written" in page
        assert "It stands in the log, for curators only." in page
    assert not BlockedName.objects.exists()
    assert not AliasFamily.objects.exists()


@pytest.mark.parametrize("name", ["", "nothing of the kind", "\x00"])
def test_a_name_it_does_not_have_is_said(curator: Client, project: Project, name: str) -> None:
    page = text(curator.get(switch_url(project, "x") + quote(name), follow=True))
    assert "There is no" in page


def test_families_are_listed_with_counts_and_examples(curator: Client, project: Project) -> None:
    page = text(curator.get(reverse(FAMILIES_PAGE)))
    assert all(key in page for key in FAMILIES)
    assert "Exampleton–Testburg railway" in page


def test_families_are_counted_among_the_first_projects_and_the_page_says_so(
    curator: Client, project: Project, monkeypatch: Any
) -> None:
    monkeypatch.setattr(admin_of_names, "EXAMPLES", 50)
    make.project("Sampleford–Mocktown railway")
    whole = text(curator.get(reverse(FAMILIES_PAGE)))
    assert "Mocktown–Sampleford railway" in whole
    assert "Names are counted among" not in whole
    make.project("Otherham–Farwick railway")
    monkeypatch.setattr(admin_of_names, "COUNTED", 2)
    page = text(curator.get(reverse(FAMILIES_PAGE)))
    assert "Names are counted among the first 2 of 3 projects" in page
    assert "Mocktown–Sampleford railway" in page
    assert "Farwick–Otherham railway" not in page


def test_what_is_counted_of_families_are_the_names_that_find(project: Project) -> None:
    make.said(project, "place", other_place=make.place("Тестбург"))
    make.said(project, "name", text="Тестбұрқ – Мысалтау теміржолы", language="kk", aspect="safe")
    search_names.give(make.TESTER, project, "Testburg line")
    whole, sample = from_database.current_catalogue(), from_database.first_names(10)
    assert sample.names(project.public_id) == whole.names(project.public_id)
    assert sample.refused == whole.refused


def test_the_page_of_families_costs_the_same_however_many_projects_there_are(
    curator: Client, project: Project, monkeypatch: Any, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr(admin_of_names, "COUNTED", 1)
    for _ in range(5):
        make.said(make.project(), "place", other_place=make.place())
    monkeypatch.setattr(from_database, "catalogue_from_database", lambda: pytest.fail("the whole catalogue was read"))
    from_database._KEPT._catalogue = None
    with django_assert_max_num_queries(22) as asked:
        curator.get(reverse(FAMILIES_PAGE))
    rows = [query["sql"] for query in asked.captured_queries if 'FROM "projects_project"' in query["sql"]]
    assert any("LIMIT 1" in sql for sql in rows)


def test_a_family_is_switched_off_and_on_with_who_and_why(curator: Client, project: Project) -> None:
    make.said(project, "name", text="Тестбұрқ – Мысалтау теміржолы", language="kk", aspect="safe")
    title = "Тестбурк – Мысалтау темиржол"
    switch = reverse("admin:news_aliasfamily_switch", args=["kazakh_letters"])
    assert found(title, "kk") == [project.public_id]
    page = text(curator.post(switch, {"reason": "Too many false links."}, follow=True))
    assert "Too many false links." in page
    assert "ann" in page
    assert found(title, "kk") == []
    assert any(one.why_not == "its family is switched off" for one in aliases.known(project))
    curator.post(switch, {"reason": "It was another rule."})
    assert found(title, "kk") == [project.public_id]


def test_a_family_that_is_none_is_said(curator: Client) -> None:
    page = curator.get(reverse("admin:news_aliasfamily_switch", args=["nonsense"]), follow=True)
    assert "There is no" in text(page)


def test_onlookers_neither_see_nor_switch(onlooker: Client, project: Project) -> None:
    for url in (
        reverse(FAMILIES_PAGE),
        reverse("admin:news_aliasfamily_project", args=[project.pk]),
        switch_url(project, project.label),
        reverse("admin:news_aliasfamily_switch", args=["label"]),
        reverse("admin:news_fittedweights_use_shipped"),
    ):
        assert onlooker.get(url).status_code == 403
        assert onlooker.post(url, {"reason": "x"}).status_code == 403


def test_names_cost_a_fixed_number_of_queries(
    curator: Client, project: Project, django_assert_max_num_queries: Any
) -> None:
    for number in range(9):
        make.said(project, "name", text=f"Name {number} of it", language="en", aspect="safe")
        make.suggestion(project)
    with django_assert_max_num_queries(30):
        curator.get(reverse("admin:news_aliasfamily_project", args=[project.pk]))
    with django_assert_max_num_queries(30):
        curator.get(reverse(FAMILIES_PAGE))


def fit(version: str, bias: float = -1.0) -> FittedWeights:
    return weights.save(Weights(version, bias, {"named_head": 2.0}), "50 confirmed, 50 refused")


def test_a_fit_is_used_when_a_curator_says_so_and_left_again(curator: Client, project: Project) -> None:
    first, second = fit("v1"), fit("v2")
    shipped = from_database.current_weights()
    assert "50 confirmed" in text(curator.get(reverse("admin:news_fittedweights_change", args=[first.pk])))
    for row in (first, second):
        curator.post(reverse("admin:news_fittedweights_use", args=[row.pk]), {"reason": "It measures better."})
        assert from_database.current_linker().weights.version == row.version
    assert FittedWeights.objects.filter(is_used=True).count() == 1
    last = Change.objects.order_by("-pk").first()
    assert last is not None
    changes.undo(make.TESTER, last, reason="It does not.")
    assert from_database.current_linker().weights.version == "v1"
    assert "News is weighed so" in text(
        curator.post(reverse("admin:news_fittedweights_use_shipped"), {"reason": "Start anew."}, follow=True)
    )
    assert from_database.current_linker().weights == shipped


@pytest.mark.django_db
def test_an_undoing_never_leaves_two_fits_in_use() -> None:
    first, second = fit("v1"), fit("v2")
    weights.use(make.TESTER, second, reason="It measures better.")
    left = weights.use(make.TESTER, None, reason="It does not.")
    chosen = weights.use(make.TESTER, first, reason="This one does.")
    with pytest.raises(Conflict, match="Weights v1 are used since"):
        changes.undo(make.TESTER, Change.objects.get(pk=left))
    assert from_database.current_weights().version == "v1"
    changes.undo(make.TESTER, Change.objects.get(pk=chosen))
    changes.undo(make.TESTER, Change.objects.get(pk=left))
    assert from_database.current_weights().version == "v2"


def test_missing_fits_are_said(curator: Client) -> None:
    for url in (
        reverse("admin:news_fittedweights_use", args=[99]),
        reverse("admin:news_fittedweights_change", args=[99]),
    ):
        assert "There is no" in text(curator.get(url, follow=True))
