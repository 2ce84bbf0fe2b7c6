import json

import pytest
from django.core.management import CommandError, call_command

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
    call_command("link_evaluate", json=True, **files)
    assert json.loads(capsys.readouterr().out)["all"]["f1"] == 1.0


def test_a_missing_file_is_a_clear_message(files, tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("link_evaluate", catalogue=files["catalogue"], items=tmp_path / "nowhere")


def test_training_without_counterexamples_is_a_clear_message(files, tmp_path):
    with pytest.raises(CommandError, match="that are not"):
        call_command("link_train", out=tmp_path / "weights.json", **files)
    assert not (tmp_path / "weights.json").exists()
