import json

import pytest
from django.core.management import CommandError, call_command

from news.linking.score import read_weights

CATALOGUE = """
projects:
  railway:
    sector: railway
    countries: [KZ]
    places: [Testburg, Exampleton]
    names: {en: Testburg – Exampleton railway}
    aliases: {en: [Testburg-Exampleton]}
"""
ITEMS = [
    {
        "id": "one",
        "lang": "en",
        "date": "2024-05",
        "title": "Testburg-Exampleton railway opened on 3 May 2024",
        "text": "The railway was completed.",
        "labels": ["railway"],
        "mentions": [],
        "kind": "positive",
    },
    {"id": "two", "lang": "en", "date": "", "title": "Rain", "text": "", "labels": [], "kind": "hard_negative"},
]


@pytest.fixture
def files(tmp_path):
    (tmp_path / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    (tmp_path / "items.jsonl").write_text("".join(json.dumps(item) + "\n" for item in ITEMS), encoding="utf-8")
    return {"catalogue": tmp_path / "catalogue.yaml", "items": tmp_path / "items.jsonl"}


def test_evaluating_touches_no_database_and_writes_predictions_and_claims(files, tmp_path, capsys):
    call_command("link_evaluate", out=tmp_path / "out", claims=tmp_path / "claims", **files)
    rows = [json.loads(line) for line in (tmp_path / "out").read_text().splitlines()]
    assert [row["id"] for row in rows] == ["one", "two"]
    (found,) = rows[0]["predictions"]
    assert found["project"] == "railway"
    assert found["score"] > 0.5
    claims = [json.loads(line) for line in (tmp_path / "claims").read_text().splitlines()]
    assert {claim["project"] for claim in claims} == {"railway"}
    assert all(claim["quote"] in f"{ITEMS[0]['title']}\n{ITEMS[0]['text']}" for claim in claims)
    assert "hard_negative" in capsys.readouterr().out


def test_evaluating_prints_one_json_object_when_asked(files, capsys):
    call_command("link_evaluate", "--json", **files)
    assert json.loads(capsys.readouterr().out)["all"]["f1"] == 1.0


@pytest.fixture
def many(files):
    """Enough articles on two projects, and on neither, for fits that leave some out."""
    about = ("Testburg-Exampleton railway opened", "The railway was completed.", "railway")
    other = ("Farville-Velmar road opened", "The road was completed.", "road")
    near = ("Storm", "Rain fell on the Testburg-Exampleton railway.", "")
    far = ("Storm", "Near the Farville-Velmar road it rained.", "")
    rows = [
        {
            "id": f"{key}{n}",
            "lang": "en",
            "date": "",
            "title": title,
            "text": text,
            "labels": [label] if label else [],
            "kind": "positive" if label else "hard_negative",
        }
        for key, (title, text, label) in {"a": about, "o": other, "n": near, "f": far}.items()
        for n in range(6)
    ]
    road = "  road: {sector: road, countries: [KZ], names: {en: Farville – Velmar road}}\n"
    files["catalogue"].write_text(CATALOGUE + road, encoding="utf-8")
    files["items"].write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return files


def test_evaluating_measures_on_what_fits_have_not_seen(many, tmp_path, capsys):
    call_command("link_evaluate", json=str(tmp_path / "out.json"), **many)
    told = json.loads((tmp_path / "out.json").read_text())
    assert set(told["held_out"]) == {"articles", "projects"}
    for held in told["held_out"].values():
        assert held["all"]["recall"] > 0.5
        assert set(held) >= {"en", "positive", "hard_negative", "en/hard_negative"}
    out = capsys.readouterr().out
    assert "without it and without all articles about it" in out
    assert "en/positive" in out


def test_quick_evaluation_fits_nothing(many, capsys):
    call_command("link_evaluate", quick=True, **many)
    assert "Held out" not in capsys.readouterr().out


def test_what_cannot_be_held_out_is_said(files, capsys):
    call_command("link_evaluate", **files)
    assert "Nothing was held out" in capsys.readouterr().err


def test_a_missing_file_is_a_clear_message(files, tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("link_evaluate", catalogue=files["catalogue"], items=tmp_path / "nowhere")


def test_training_without_counterexamples_is_a_clear_message(files, tmp_path):
    with pytest.raises(CommandError, match="that are not"):
        call_command("link_train", out=tmp_path / "weights.json", **{name: [path] for name, path in files.items()})
    assert not (tmp_path / "weights.json").exists()


def test_several_sets_are_learned_from_at_once_and_told_apart(many, tmp_path, capsys):
    second = {name: tmp_path / f"second{path.suffix}" for name, path in many.items()}
    second["catalogue"].write_bytes(many["catalogue"].read_bytes())
    second["items"].write_text(many["items"].read_text(encoding="utf-8").replace('"id": "', '"id": "second-'))
    pairs = {name: [many[name], second[name]] for name in many}
    call_command("link_train", out=tmp_path / "weights.json", **pairs)
    out = capsys.readouterr().out
    assert "second, articles held out" in out
    assert read_weights(tmp_path / "weights.json").version in out


def test_one_id_for_two_articles_is_a_clear_message(many, tmp_path):
    with pytest.raises(CommandError, match="two articles"):
        call_command("link_train", out=tmp_path / "weights.json", **{name: [path, path] for name, path in many.items()})
