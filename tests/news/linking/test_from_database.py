import pytest

from news.linking import from_database
from projects.models import Project
from tests import factories

pytestmark = pytest.mark.django_db


def entries():
    return {entry.key: entry for entry in from_database.catalogue_from_database().entries}


def test_a_project_is_named_by_its_live_claims_and_its_label():
    project = factories.project("Example Railway")
    factories.said(project, "name", text="Железная дорога Тестбург", language="ru", aspect="safe")
    wrong = factories.said(project, "name", text="Wrong name", language="en", aspect="safe")
    factories.rule(wrong, "retracted")
    names = {(name.text, name.language, name.origin) for name in entries()[project.public_id].names}
    assert ("Железная дорога Тестбург", "ru", "cited") in names
    assert ("Example Railway", "en", "harvested") in names
    assert not any(text == "Wrong name" for text, _, _ in names)


def test_its_places_and_parties_come_with_their_other_names():
    project = factories.project("Example Railway")
    town, builder = factories.place("Testburg"), factories.organisation("Example Builders")
    factories.said(town, "name", text="Тестбург", language="ru", aspect="safe")
    factories.said(project, "place", other_place=town, role="start")
    factories.said(project, "party", party=builder, role="contractor")
    entry = entries()[project.public_id]
    assert set(entry.places) == {"Testburg", "Тестбург"}
    assert entry.parties == ("Example Builders",)


def test_withdrawn_projects_are_not_linked_to():
    gone = factories.project("Gone Railway")
    Project.objects.filter(pk=gone.pk).update(state="withdrawn")
    assert gone.public_id not in entries()


def test_the_linker_is_kept_until_something_changes():
    project = factories.project("Example Railway")
    factories.said(project, "name", text="Тестбург – Примерск", language="ru", aspect="safe")
    first = from_database.current_linker()
    assert from_database.current_linker() is first
    factories.said(project, "name", text="Testburg–Exampleton railway", language="en", aspect="safe")
    second = from_database.current_linker()
    assert second is not first
    links = second.link("Testburg–Exampleton railway opens", "The railway was completed.", "en")
    assert [link.project for link in links] == [project.public_id]


def test_building_the_catalogue_asks_a_fixed_number_of_questions(django_assert_max_num_queries):
    for number in range(5):
        project = factories.project(f"Example Railway {number}")
        factories.said(project, "name", text=f"Name {number}", language="en", aspect="safe")
    with django_assert_max_num_queries(12):
        from_database.catalogue_from_database()
