import pytest
from django.utils import timezone

from news.linking import from_database
from news.linking.catalogue import Name
from news.linking.score import Weights
from news.models import Article, BlockedName, State, Story
from news.services import aliases, search_names, weights
from projects.models import Change, Project
from projects.services import suggestions
from projects.services.suggestions import ClaimProposal
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
        search_names.give(factories.TESTER, project, f"Example Gate {number}")
    with django_assert_max_num_queries(14):
        from_database.catalogue_from_database()


def test_every_worker_takes_up_a_new_version_by_itself():
    project = factories.project("Testburg–Exampleton railway")
    name = Name("Testburg–Exampleton railway", "en", "harvested", "label")
    workers = [from_database._Kept(), from_database._Kept()]
    before = [worker.linker() for worker in workers]
    aliases.switch_name(factories.TESTER, project, name, off=True, reason="test")
    for worker, old in zip(workers, before, strict=True):
        assert worker.linker() is not old
        assert name not in worker.catalogue().names(project.public_id)


def test_a_change_that_concerns_no_name_compiles_nothing():
    project = factories.project("Example Railway")
    first = from_database.current_linker()
    version = first.version
    factories.said(project, "status", status="proposed")
    assert from_database.current_linker() is first
    assert first.version != version


@pytest.mark.parametrize(
    ("proposal", "anew"),
    [
        (ClaimProposal("status", {"status": "operating"}, "It opened", 0, 9), False),
        (ClaimProposal("amount", {"number": "5", "currency": "USD", "stage": "pledge"}, "5 dollars", 0, 9), True),
    ],
)
def test_a_verdict_on_news_reads_the_catalogue_anew_only_for_a_sum(proposal, anew):
    project = factories.project("Example Railway")
    worker = from_database._Kept()
    told = factories.suggestion(project, claims=[proposal])
    row = told.candidates.get()
    before, version = worker.catalogue(), worker.linker().version
    suggestions.confirm(factories.TESTER, told, candidates=[row.pk], proposed=[row.proposed.get().pk])
    assert (worker.catalogue() is not before) == anew
    assert worker.linker().version != version
    amounts = next(entry.amounts for entry in worker.catalogue().entries if entry.key == project.public_id)
    assert amounts == (("USD 5.00000000",) if anew else ())


@pytest.mark.parametrize(
    ("kind", "stated", "anew"),
    [
        ("status", {"status": "proposed"}, False),
        ("name", {"text": "Testburg Line", "language": "en", "aspect": "safe"}, True),
    ],
)
def test_what_a_curator_records_is_read_anew_only_where_it_names_or_places(monkeypatch, kind, stated, anew):
    project = factories.project("Example Railway")
    worker = from_database._Kept()
    before = worker.linker()
    factories.said(project, kind, **stated)
    if not anew:
        monkeypatch.setattr(from_database, "catalogue_from_database", lambda: pytest.fail("the catalogue was read"))
    assert (worker.linker() is not before) == anew


def test_other_weights_compile_nothing(monkeypatch):
    factories.project("Example Railway")
    worker = from_database._Kept()
    before = worker.linker()
    fitted = weights.save(Weights("v1", -1.0, {"named_head": 2.0}), "50 confirmed, 50 refused")
    monkeypatch.setattr(from_database, "catalogue_from_database", lambda: pytest.fail("the catalogue was read"))
    weights.use(factories.TESTER, fitted, reason="test")
    after = worker.linker()
    assert after.weights.version == "v1" != before.weights.version
    assert after.index is before.index


def test_a_name_given_after_a_verdict_is_read():
    project = factories.project("Example Railway")
    worker = from_database._Kept()
    worker.catalogue()
    suggestions.reject(factories.TESTER, factories.suggestion(project))
    worker.catalogue()
    suggestions.reject(factories.TESTER, factories.suggestion(project))
    search_names.give(factories.TESTER, project, "Example Gate")
    assert "Example Gate" in {name.text for name in worker.catalogue().names(project.public_id)}


def test_another_database_is_read_anew_though_its_changes_have_the_same_numbers():
    factories.project("Example Railway")
    worker = from_database._Kept()
    before = worker.catalogue()
    Change.objects.update(at=timezone.now())
    assert worker.catalogue() is not before


def test_languages_without_a_name_get_one_made_and_cited_ones_are_left_alone():
    project = factories.project("Testburg–Exampleton railway")
    factories.said(project, "name", text="Тестбург – Примерск", language="ru", aspect="safe")
    names = from_database.catalogue_from_database().names(project.public_id)
    assert {name.language for name in names if name.rule in {"worded", "lettered"}} == {"zh", "kk"}


def test_the_guard_switches_common_words_off_once_and_leaves_what_curators_decided():
    project = factories.project("Spring Valley railway", short_label="Spring Valley")
    kept = factories.project("Autumn Valley railway", short_label="Autumn Valley")
    cited = factories.project("Summer Valley railway")
    factories.said(cited, "name", text="Summer Valley", language="en", aspect="safe")
    name = Name("Autumn Valley", "en", "harvested", "label")
    aliases.switch_name(factories.TESTER, kept, name, off=True, reason="test")
    aliases.switch_name(factories.TESTER, kept, name, off=False, reason="It is no common word.")
    texts = [("Snow in Spring Valley, Summer Valley and Autumn Valley", "en")] * 10 + [("Rain", "en")] * 2000
    (told,) = aliases.guard(texts)
    assert "Spring Valley. Too common: in 10 of 2010 titles" in told
    assert aliases.guard(texts) == []
    row = BlockedName.objects.get(project=project)
    assert (row.form, row.is_off) == ("spring valley", True)
    change = Change.objects.order_by("-pk").first()
    assert (change.actor_label, change.subject) == ("guard of names", project.public_id)
    assert aliases.known(kept)[0].why_not == aliases.known(kept)[1].why_not == ""


def test_other_news_is_what_concerns_no_project_or_was_refused():
    story = Story.objects.create(key="s1", language="en", created_at=timezone.now())
    rows = [("Rain", State.UNLINKED, None), ("A link", State.LINKED, None), ("A wrong link", State.LINKED, story)]
    for number, (title, state, of) in enumerate(rows):
        Article.objects.create(
            url=f"https://example.org/{number}",
            url_key=f"k{number}",
            found_at=timezone.now(),
            state=state,
            title=title,
            language="en",
            story=of,
        )
    wrong = factories.suggestion(factories.project(), story_key="s1")
    suggestions.reject(factories.TESTER, wrong)
    assert sorted(aliases.background()) == [("A wrong link", "en"), ("Rain", "en")]
