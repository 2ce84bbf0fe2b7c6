import json

import pytest

from news.linking.catalogue import CatalogueError, read_catalogue
from news.linking.features import GROUPS, ZONES
from news.linking.linker import Linker
from news.linking.measure import Item, ItemsError, by_part, calibration_error, figures, read_items
from news.linking.score import Weights, WeightsError, logistic, named, read_weights, write_weights
from news.linking.training import EXPECTED, Row, by_article, by_project, train
from tests.news.linking.worlds import CATALOGUE


def item(name, labels=(), kind="positive", language="en", title="", text=""):
    return Item(name, language, "2024", title, text, kind, frozenset(labels), frozenset())


def test_figures_count_links_and_false_alarms():
    items = [item("a", ["x", "y"]), item("b", kind="hard_negative"), item("c", kind="hard_negative")]
    found = figures(items, {"a": {"x": 0.9, "z": 0.6, "y": 0.4}, "b": {"x": 0.5}}, 0.5)
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == 0.5
    assert found.false_alarms == 0.5


def test_figures_are_given_per_language_and_kind():
    parts = by_part([item("a", ["x"]), item("b", language="kk", kind="negative")], {"a": {"x": 1.0}}, 0.5)
    assert set(parts) == {"all", "en", "kk", "positive", "negative", "en/positive", "kk/negative"}
    assert parts["en"].f1 == 1.0


def test_calibration_error_is_the_distance_from_what_happened():
    assert calibration_error([(0.95, True), (0.95, True)]) == pytest.approx(0.05)
    assert calibration_error([]) == 0.0


def test_probabilities_hold_at_both_ends():
    assert logistic(900) == 1.0
    assert logistic(-900) == 0.0


def test_weights_are_read_back_as_written(tmp_path):
    weights = Weights("v", -1.5, {"a": 0.25})
    write_weights(weights, tmp_path / "w.json")
    assert read_weights(tmp_path / "w.json") == weights


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 99}', '{"format": 1, "version": 1, "bias": "x"}'])
def test_a_broken_file_of_weights_says_so(tmp_path, text):
    (tmp_path / "w.json").write_text(text)
    with pytest.raises(WeightsError, match=r"w\.json"):
        read_weights(tmp_path / "w.json")


def test_no_shipped_weight_names_a_project():
    assert set(read_weights().by_feature) <= {*EXPECTED, *_zones()}


def _zones():
    return {f"{group}_{zone}" for group in GROUPS.values() for zone in ZONES}


def test_a_project_is_predicted_by_a_fit_without_it_and_without_its_articles():
    rows = [Row(f"{n}", project, {"x": 1.0}, n % 2 == 0) for n in range(6) for project in ("a", "b")]
    rows.append(Row("0", "c", {"x": 1.0}, False))
    seen = []

    def learn(held):
        seen.append({(row.item, row.project) for row in held})
        return Weights("t", 0.0, {})

    predictions = by_project(rows, learn)
    assert {project for found in predictions.values() for project in found} == {"a", "b", "c"}
    without_a = seen[0]
    assert without_a == {("1", "b"), ("3", "b"), ("5", "b")}


def test_an_article_is_predicted_by_a_fit_that_has_not_seen_it():
    rows = [Row(f"{n}", "a", {"x": 1.0}, True) for n in range(20)]
    seen = []
    by_article(rows, lambda held: seen.append({row.item for row in held}) or Weights("t", 0.0, {}))
    assert len(seen) == 8
    assert all(0 < 20 - len(held) <= 3 for held in seen)


def test_training_predicts_each_article_with_weights_that_have_not_seen_it():
    title = "Testburg–Exampleton railway opens"
    items = [item(f"p{n}", ["railway"], title=title, text="The railway was built.") for n in range(9)]
    items += [
        item(f"n{n}", kind="hard_negative", title="Rain", text="Near Sampleport port it rained.") for n in range(9)
    ]
    items += [item(f"m{n}", title="Storm", text="Near the Testburg–Exampleton railway it rained.") for n in range(3)]
    items += [item(f"o{n}", ["port"], title="Sampleport deep sea port opens") for n in range(3)]
    fitted = train([(Linker(CATALOGUE), items)], "t")
    assert all(fitted.by_article[f"p{n}"]["railway"] > 0.5 for n in range(9))
    assert fitted.rows >= 18


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("projects: [", "not readable"),
        ("other: 1", "projects"),
        ("projects: {a: 1}", "a: expected"),
        ("projects: {a: {names: [x]}}", "names"),
        ("projects: {a: {places: [x]}}", "no name"),
        ("projects: {a: {names: {en: X}, places: y}}", "places"),
    ],
)
def test_a_broken_catalogue_names_entry_and_field(tmp_path, text, says):
    (tmp_path / "c.yaml").write_text(text)
    with pytest.raises(CatalogueError, match=says):
        read_catalogue(tmp_path / "c.yaml")


def test_a_broken_line_of_items_is_named(tmp_path):
    (tmp_path / "i.jsonl").write_text(json.dumps({"id": "a"}) + "\n\nnot json\n")
    with pytest.raises(ItemsError, match="line 3"):
        read_items(tmp_path / "i.jsonl")


def test_weights_are_named_by_what_they_are():
    one, other = Weights("", 0.5, {"x": 1.0}), Weights("", 0.5, {"x": 1.1})
    assert named(one).version == named(Weights("old", 0.5, {"x": 1.0})).version
    assert named(one).version != named(other).version
    assert named(read_weights()).version == read_weights().version
