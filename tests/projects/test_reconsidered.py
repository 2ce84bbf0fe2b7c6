"""A project that is newer than a story, or has new names, joins it, whatever was decided of its other candidates."""

import pytest
from django.db import transaction

from projects.models import Project, Source, Suggestion
from projects.services import changes, entries, suggestions
from projects.services.suggestions import CandidateProposal, ClaimProposal
from tests import factories as make
from tests.factories import TESTER
from tests.projects.test_later_copies import PIECE, confirmed, open_rows, told
from tests.projects.test_writers import in_thread

pytestmark = pytest.mark.django_db
OTHER_PIECE = {"field": "text", "start": 9, "end": 14, "text": "other"}


def again(
    by: Source, *projects: Project, beside: tuple[Project, ...] = (), choice: int = 0, score: float = 0.7
) -> list[Project]:
    """Lay the one story before the curators for these projects; ``beside`` are those that the same words name."""
    status = ClaimProposal("status", {"status": "operating"}, "It opened", 0, 9)
    return suggestions.reconsider(
        origin="feed",
        dedup_key="story:s",
        story_key="s",
        source=by,
        excerpts=[PIECE, OTHER_PIECE],
        candidates=[CandidateProposal(one, score, "about", [], [status], choice) for one in (*beside, *projects)],
        projects={one.pk for one in projects},
    )


@pytest.fixture
def known() -> Project:
    return make.project()


@pytest.fixture
def new() -> Project:
    return make.project()


@pytest.fixture
def story(known: Project) -> Suggestion:
    """The story as it was laid before the curators when only one of the projects was there."""
    made = told(known)
    assert made is not None
    return made


@pytest.mark.parametrize("decide", ["confirm", "reject"])
def test_a_decided_story_waits_again_for_it_alone(known, new, story, decide):
    getattr(suggestions, decide)(TESTER, story, candidates=[story.candidates.get().pk])
    (before,) = story.candidates.values("pk", "project", "verdict", "score", "choice")
    assert again(story.source, new) == [new]
    story.refresh_from_db()
    assert (story.state, story.top_score, story.ambiguous) == ("open", 0.7, False)
    assert open_rows(story) == [new]
    assert story.candidates.values("pk", "project", "verdict", "score", "choice").get(project=known) == before
    # The story's own document says so: the candidate points to no copy.
    assert story.candidates.get(project=new).source is None
    assert story.excerpts == [PIECE, OTHER_PIECE]
    assert not story.copies.exists()
    assert Suggestion.objects.count() == 1


def test_it_joins_an_open_story_and_makes_forms_of_it_stale(known, new, story):
    again(story.source, new)
    story.refresh_from_db()
    assert (story.version, story.top_score, open_rows(story)) == (2, 0.9, [known, new])


def test_where_a_copy_names_it_the_copy_speaks_for_it(new, story):
    copy = make.source()
    again(copy, new)
    assert story.candidates.get(project=new).source == copy
    story.refresh_from_db()
    assert list(story.copies.all()) == [copy]
    assert story.excerpts == [PIECE, {**PIECE, "source": copy.pk}, {**OTHER_PIECE, "source": copy.pk}]


def test_twice_is_once(new, story):
    again(story.source, new)
    before = Suggestion.objects.values().get()
    assert again(story.source, new) == []
    assert again(make.source(), new) == []
    assert Suggestion.objects.values().get() == before
    assert story.candidates.count() == 2


def test_nothing_joins_that_was_not_asked_for(new, story):
    other = make.project()
    assert again(story.source, new, beside=(other,)) == [new]
    assert not story.candidates.filter(project=other).exists()


def test_what_was_refused_does_not_come_back(new, story):
    again(story.source, new)
    suggestions.reject(TESTER, story, candidates=[story.candidates.get(project=new).pk])
    assert again(story.source, new) == []
    story.refresh_from_db()
    assert story.candidates.get(project=new).verdict == "rejected"


def test_what_was_refused_of_another_telling_of_the_voice_does_not_come_back(new, story):
    suggestions.reject(TESTER, make.suggestion(new, by=make.source(voice=story.source.voice)))
    assert again(story.source, new) == []


def test_what_one_merged_with_it_was_refused_or_confirmed_for_does_not_come_back(known, new, story):
    confirmed(story, known)
    entries.merge(TESTER, known, new, reason="one line")
    assert again(story.source, Project.objects.get(pk=new.pk)) == []


def test_a_story_of_which_nothing_was_left_to_decide_is_laid_before_the_curators(known, new):
    source = make.source()
    suggestions.reject(TESTER, make.suggestion(known, by=source))
    assert told(known, by=source) is None
    assert again(source, new) == [new]
    made = Suggestion.objects.get(story_key="s")
    assert (made.state, open_rows(made)) == ("open", [new])


def test_confirmed_words_name_nothing_new(known, new, story):
    confirmed(story, known)
    assert again(story.source, new, beside=(known,), choice=1) == []
    story.refresh_from_db()
    assert story.state == "confirmed"


def test_words_confirmed_for_what_was_merged_since_name_nothing_new_either(known, new):
    other = make.project()
    story = told(known, other)
    suggestions.confirm(TESTER, story, candidates=[story.candidates.get(project=known).pk])
    again(story.source, late := make.project())
    entries.merge(TESTER, known, late, reason="one line")
    assert again(story.source, new, beside=(Project.objects.get(pk=late.pk),), choice=1) == []


def test_refused_words_do(known, new, story):
    suggestions.reject(TESTER, story)
    assert again(story.source, new, beside=(known,), choice=1) == [new]
    story.refresh_from_db()
    assert (open_rows(story), story.ambiguous) == ([new], False)


def test_where_the_same_words_name_one_that_waits_the_two_are_a_choice(known, new, story):
    again(story.source, new, beside=(known,), choice=1)
    story.refresh_from_db()
    assert story.ambiguous
    assert set(story.candidates.values_list("choice", flat=True)) == {1}


def test_it_joins_the_choice_that_is_there(new):
    one, other, apart, later = (make.project() for _ in range(4))
    story = told(one, other, choice=1)
    again(story.source, later, apart, choice=1)
    again(story.source, new, beside=(one, other), choice=1)
    choices = dict(story.candidates.values_list("project", "choice"))
    assert choices == {one.pk: 1, other.pk: 1, new.pk: 1, later.pk: 2, apart.pk: 2}


def test_both_decisions_are_undone_and_made_again(known, new, story):
    first = confirmed(story, known)
    again(story.source, new)
    second = confirmed(story, new)
    undone = [changes.undo(TESTER, decision) for decision in (first, second)]
    story.refresh_from_db()
    assert set(open_rows(story)) == {known, new}
    for number in reversed(undone):
        changes.undo(TESTER, type(first).objects.get(pk=number))
    story.refresh_from_db()
    assert (story.state, open_rows(story)) == ("confirmed", [])


def test_it_costs_as_much_however_many_candidates_stand_there(new, django_assert_max_num_queries):
    story = told(*(make.project() for _ in range(12)))
    with django_assert_max_num_queries(16):
        again(story.source, new)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_add_one_candidate():
    known, new = make.project(), make.project()
    story = told(known)
    confirmed(story, known)
    joined: list[Project] = []

    def join():
        with transaction.atomic():
            joined.extend(again(story.source, new))

    for thread in [in_thread(join) for _ in range(3)]:
        thread.join(30)
    assert joined == [new]
    assert set(story.candidates.values_list("project", "verdict")) == {(known.pk, "confirmed"), (new.pk, "")}
