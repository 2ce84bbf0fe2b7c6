"""Names that curators give: they find news from the next article on, can be taken back, and nonsense is refused."""

import pytest
from django.utils import timezone

from corridors.errors import Invalid, Refused
from news.linking import from_database
from news.linking.catalogue import Name
from news.models import Article, BlockedName, SearchName, State
from news.services import aliases, proposing, search_names
from projects.models import Change, Project
from projects.services import changes, entries
from tests import factories as make

pytestmark = pytest.mark.django_db

TITLE = "Example Gate opens to trains"


@pytest.fixture
def project() -> Project:
    return make.project("Testburg inland terminal", sector="logistics")


def score() -> float:
    return from_database.current_linker().link(TITLE, "The first train arrived.", "en")[0].score


def found(title: str = TITLE, language: str = "en") -> list[str]:
    links = from_database.current_linker().link(title, "The first train arrived.", language)
    return [link.project for link in links if link.score >= proposing.SHOWN_FROM]


def last() -> Change:
    return Change.objects.latest("pk")


def test_it_finds_news_from_the_next_article_on_and_is_marked(project):
    assert found() == []
    given = search_names.give(make.TESTER, project, "  Example   Gate ", note="Traders call it so.")
    assert found() == [project.public_id]
    assert given == search_names.Given(last().pk, ())
    marked = {(one.name.text, one.name.origin) for one in aliases.known(project)}
    assert ("Example Gate", "curator") in marked
    (link,) = from_database.current_linker().link(TITLE, "", "en")
    assert any((reason.words, reason.rule) == ("Example Gate", "curator") for reason in link.reasons)


def test_who_when_and_why_stand_in_the_log_but_not_in_the_readers(project):
    search_names.give(make.TESTER, project, "Example Gate", note="Traders call it so.")
    change = last()
    assert (change.verb, change.subject, change.reason) == ("name", project.public_id, "Traders call it so.")
    assert not change.is_public
    (kept,) = search_names.of(project)
    assert (kept.row.text, kept.change) == ("Example Gate", change)


def test_giving_and_withdrawing_are_undone_like_any_decision(project):
    search_names.give(make.TESTER, project, "Example Gate")
    giving = last()
    changes.undo(make.TESTER, giving)
    assert found() == []
    search_names.give(make.TESTER, project, "example gate", needs_context=True)
    search_names.withdraw(make.TESTER, SearchName.objects.get(), reason="A pub is called so.")
    assert found() == []
    assert search_names.of(project) == []
    changes.undo(make.TESTER, last(), reason="It closed.")
    (kept,) = search_names.of(project)
    assert (kept.row.text, kept.row.needs_context) == ("example gate", True)


def test_withdrawing_twice_or_without_a_reason_writes_nothing(project):
    search_names.give(make.TESTER, project, "Example Gate")
    row = SearchName.objects.get()
    with pytest.raises(Invalid):
        search_names.withdraw(make.TESTER, row, reason=" ")
    assert search_names.withdraw(make.TESTER, row, reason="test")
    assert search_names.withdraw(make.TESTER, row, reason="test") is None


def test_one_that_needs_context_counts_for_less(project):
    search_names.give(make.TESTER, project, "Example Gate")
    strong = score()
    search_names.withdraw(make.TESTER, SearchName.objects.get(), reason="test")
    search_names.give(make.TESTER, project, "Example Gate", needs_context=True)
    assert score() < strong


def test_a_name_in_any_language_is_met_with_the_endings_of_each(project):
    search_names.give(make.TESTER, project, "Примерная Гавань")
    assert found("В Примерной Гавани встретили поезд", "ru") == [project.public_id]
    assert found("Примерная Гавань іске қосылды", "kk") == [project.public_id]
    search_names.withdraw(make.TESTER, SearchName.objects.get(), reason="test")
    search_names.give(make.TESTER, project, "Примерная Гавань", "ru")
    given = [name for name in from_database.current_catalogue().names(project.public_id) if name.origin == "curator"]
    assert [name.language for name in given] == ["ru"]


@pytest.mark.parametrize(
    ("text", "language", "says"),
    [
        ("", "", "needs letters"),
        (" – … ", "", "needs letters"),
        ("2028", "", "Digits alone"),
        ("20 28", "", "Digits alone"),
        ("TX1", "", "Too short"),
        ("港口", "zh", "Too short"),
        ("Gate " * 70, "", "Too long"),
        ("Example Gate", "xx", "News is read in"),
        ("TESTBURG  inland-terminal", "", "“Testburg inland terminal” finds it already (harvested)"),
        ("The quoted terminal", "", "finds it already (cited)"),
        ("Given Gate", "ru", "finds it already (curator)"),
        ("Blocked Gate", "", "switched off: switch it on instead"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(project, text, language, says):
    make.said(project, "name", text="The quoted terminal", language="en", aspect="safe")
    make.said(project, "name", text="Blocked Gate", language="en", aspect="safe")
    aliases.switch_name(make.TESTER, project, Name("Blocked Gate", "en"), off=True, reason="test")
    search_names.give(make.TESTER, project, "given gate", "en")
    before = last()
    with pytest.raises(Invalid, match=r".*") as refusal:
        search_names.give(make.TESTER, project, text, language)
    assert says.casefold() in refusal.value.message.casefold()
    assert last() == before


def test_a_project_that_is_gone_takes_no_names(project):
    with changes.writing(make.TESTER, "withdraw", project) as act:
        entries.withdraw(act, project)
    with pytest.raises(Refused, match="withdrawn"):
        search_names.give(make.TESTER, project, "Example Gate")


def test_a_name_that_another_project_bears_is_told_and_finds_both(project):
    other = make.project("Example Gate", sector="logistics")
    given = search_names.give(make.TESTER, project, "Example Gate")
    assert "Example Gate is called so too" in given.doubts[0]
    assert set(found()) == {project.public_id, other.public_id}


def test_a_place_and_general_words_are_told(project):
    town = make.place("Farville")
    make.said(project, "place", other_place=town, role="start")
    assert "name of a place" in " ".join(search_names.give(make.TESTER, project, "Farville").doubts)
    assert "general words" in " ".join(search_names.give(make.TESTER, project, "deep sea port").doubts)


def test_a_common_word_is_told_and_the_guard_leaves_it_alone(project):
    for number in range(1001):
        Article.objects.create(
            url=f"https://example.org/{number}",
            url_key=f"k{number}",
            found_at=timezone.now(),
            state=State.UNLINKED,
            title="Rain at Example Gate" if number < 7 else "Rain",
            language="en",
        )
    given = search_names.give(make.TESTER, project, "Example Gate")
    assert given.doubts == ("It is common: it stands in 7 of 1001 titles of news about no project.",)
    assert aliases.guard() == []
    assert found() == [project.public_id]


def test_a_rule_that_made_it_and_was_switched_off_does_not_stand_in_its_way(project):
    Project.objects.filter(pk=project.pk).update(label="Testburg terminal")
    made = Name("Example Gate", "en", "harvested", "label")
    aliases.switch_name(make.TESTER, project, made, off=True, reason="test")
    search_names.give(make.TESTER, project, "Example Gate")
    assert found() == [project.public_id]
    changes.undo(make.TESTER, last())
    assert BlockedName.objects.get().is_off


def test_a_merged_projects_names_find_what_it_was_merged_into(project):
    search_names.give(make.TESTER, project, "Example Gate", note="test")
    winner = make.project("Testburg freight terminal", sector="logistics")
    merging = entries.merge(make.TESTER, project, winner, reason="the same")
    assert found() == [winner.public_id]
    assert [kept.row.text for kept in search_names.of(winner)] == ["Example Gate"]
    changes.undo(make.TESTER, Change.objects.get(pk=merging))
    assert found() == [project.public_id]


def switched_off(project, text):
    aliases.switch_name(make.TESTER, project, Name(text, "en"), off=True, reason="too common")


def test_a_name_switched_off_stays_off_when_its_project_is_merged(project):
    make.said(project, "name", text="Example Gate", language="en", aspect="safe")
    switched_off(project, "Example Gate")
    winner = make.project("Testburg freight terminal", sector="logistics")
    merging = entries.merge(make.TESTER, project, winner, reason="the same")
    assert found() == []
    shown = {known.name.text: known.why_not for known in aliases.known(winner)}
    assert shown["Example Gate"] == aliases.SWITCHED_OFF
    aliases.switch_name(make.TESTER, winner, Name("Example Gate", "en"), off=False, reason="it is its name")
    assert found() == [winner.public_id]
    changes.undo(make.TESTER, last())
    changes.undo(make.TESTER, Change.objects.get(pk=merging))
    assert found() == []


def test_a_merge_does_not_switch_off_a_name_that_the_project_has_by_itself(project):
    winner = make.project("Testburg freight terminal", sector="logistics")
    for one in (project, winner):
        make.said(one, "name", text="Example Gate", language="en", aspect="safe")
    switched_off(project, "Example Gate")
    entries.merge(make.TESTER, project, winner, reason="the same")
    assert found() == [winner.public_id]
