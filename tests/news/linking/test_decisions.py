"""Curators' verdicts teach the weights: read anew from stored texts, drawn towards the shipped, kept when asked."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from news.linking import decisions, from_database
from news.linking.score import read_weights
from news.models import Article, FittedWeights, State
from news.services import weights
from projects.models import Change
from projects.services import changes, suggestions
from tests import factories

pytestmark = pytest.mark.django_db

ABOUT = "Testburg–Exampleton railway: {} km of track laid", "Builders of the Testburg–Exampleton railway laid track."
ASIDE = "Village {} near Farville gets a school", "It stands near the Testburg–Exampleton railway."


def story(project, number, wording, *, text=True):
    source = factories.source()
    title, body = wording
    Article.objects.create(
        url=source.url,
        url_key=f"key-{number}-{title[:1]}",
        found_at=timezone.now(),
        state=State.LINKED,
        title=title.format(number),
        text=body if text else "",
        language="en",
        published="2024-05-01",
        source=source,
    )
    return factories.suggestion(project, by=source)


def confirm(suggestion):
    suggestions.confirm(factories.TESTER, suggestion, candidates=[suggestion.candidates.get().pk])


@pytest.fixture
def project():
    return factories.project("Testburg–Exampleton railway")


@pytest.fixture
def decided(project):
    for number in range(8):
        confirm(story(project, number, ABOUT))
        suggestions.reject(factories.TESTER, story(project, number, ASIDE))
    return project


def train(**options):
    call_command("link_train", fewest=8, **options)


def test_each_verdict_is_a_lesson(decided):
    found = decisions.lessons(from_database.current_linker())
    assert (found.confirmed, found.refused, found.lost) == (8, 8, 0)
    assert {row.project for row in found.rows} == {decided.public_id}
    assert all(row.features for row in found.rows)
    assert found.version == decisions.lessons(from_database.current_linker()).version


def test_open_and_undone_candidates_teach_nothing_and_lost_texts_are_counted(project):
    story(project, 1, ABOUT)
    confirm(story(project, 2, ABOUT))
    changes.undo(factories.TESTER, Change.objects.order_by("-pk").first(), reason="A slip.")
    suggestions.reject(factories.TESTER, story(project, 3, ABOUT, text=False))
    found = decisions.lessons(from_database.current_linker())
    assert (len(found.rows), found.lost) == (0, 1)


def test_what_a_copy_alone_named_is_learned_from_the_words_of_the_copy(project):
    suggestion = story(
        factories.project("Farville tunnel"), 1, ("Farville tunnel opens", "The Farville tunnel opened.")
    )
    confirm(suggestion)
    copy = story(project, 2, ABOUT)
    row = copy.candidates.get()
    row.suggestion, row.source = suggestion, copy.source
    row.save()
    suggestion.state = "open"
    suggestion.save()
    suggestions.confirm(factories.TESTER, suggestion, candidates=[row.pk])
    found = decisions.lessons(from_database.current_linker())
    assert (found.confirmed, found.lost, len(found.items)) == (2, 0, 2)
    assert {row.project: row.features.get("named_head") for row in found.rows}[project.public_id]


def test_too_few_decisions_are_refused_in_words(decided, capsys):
    with pytest.raises(CommandError, match=r"8 confirmed and 8 refused candidates .* 50 of each are needed"):
        call_command("link_train", save=True)
    assert not FittedWeights.objects.exists()


def test_training_tells_before_and_after_and_writes_nothing_unasked(decided, capsys):
    train()
    out = capsys.readouterr().out
    assert f"before, with {read_weights().version}: precision" in out
    assert "after, stories held out: precision 1.000, recall 1.000" in out
    assert "Nothing was written" in out
    assert not FittedWeights.objects.exists()


def test_lessons_move_the_shipped_weights_and_leave_the_rest_where_they_were(decided):
    shipped = read_weights()
    linker = from_database.current_linker()
    found = decisions.lessons(linker)
    learned = decisions.learn(found, linker.weights, shipped, 8).weights
    used = {name for row in found.rows for name in row.features}
    assert any(learned.by_feature[name] != pytest.approx(shipped.by_feature.get(name, 0.0)) for name in used)
    untouched = shipped.by_feature.keys() - used
    assert untouched
    assert all(learned.by_feature[name] == pytest.approx(shipped.by_feature[name]) for name in untouched)


def test_kept_weights_are_used_when_a_curator_says_so_and_not_before(decided, capsys):
    before = from_database.current_linker().weights
    train(save=True)
    row = FittedWeights.objects.get()
    assert "Kept as" in capsys.readouterr().out
    assert "8 confirmed and 8 refused" in row.learned_from
    assert from_database.current_linker().weights == before
    weights.use(factories.TESTER, row, reason="test")
    assert from_database.current_linker().weights.version == row.version


def test_the_same_decisions_are_kept_once(decided):
    train(save=True)
    with pytest.raises(CommandError, match="kept already"):
        train(save=True)
    assert FittedWeights.objects.count() == 1


def test_weights_go_to_a_file_when_one_is_named(decided, tmp_path):
    train(out=tmp_path / "w.json")
    assert json.loads((tmp_path / "w.json").read_text())["version"].startswith("decided-")


@pytest.mark.parametrize(
    "options", [{"items": "x"}, {"catalogue": "x"}, {"items": "x", "catalogue": "x", "save": True}]
)
def test_options_that_do_not_go_together_are_told(options):
    with pytest.raises(CommandError, match=r"--items|--save"):
        call_command("link_train", **options)
