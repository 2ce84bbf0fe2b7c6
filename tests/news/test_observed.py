"""The labelled sets hold together: labels are keys of their catalogue, kinds fit labels, ids are unique."""

import json
import pathlib

import pytest
import yaml

ROOM = pathlib.Path(__file__).parent
SETS = sorted(path for folder in ("observed", "fresh", "invented", "asked") for path in (ROOM / folder).glob("*.jsonl"))


@pytest.mark.parametrize("path", SETS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_items_fit_their_catalogue(path):
    # Fresh news is about the projects of observed news; all that was asked for about those of one catalogue.
    room = "observed" if path.parent.name == "fresh" else path.parent.name
    catalogue = path.parent.with_name(room) / ("catalogue.yaml" if room == "asked" else f"{path.stem}.yaml")
    projects = yaml.safe_load(catalogue.read_text(encoding="utf-8"))["projects"]
    distractors = {key for key, row in projects.items() if row.get("distractor")}
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        labels, mentions = set(item["labels"]), set(item["mentions"])
        assert labels | mentions <= projects.keys(), item["id"]
        assert not labels & (mentions | distractors), item["id"]
        assert bool(labels) == (item["kind"] == "positive"), item["id"]
        assert item["half"] in {"read", "measured"}
        assert {claim["project"] for claim in item["claims"]} <= labels, item["id"]
        assert item["url"] or item.get("invented"), item["id"]


def test_no_item_stands_in_two_sets():
    ids = [json.loads(line)["id"] for path in SETS for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(ids) == len(set(ids))
