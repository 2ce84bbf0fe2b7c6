"""``seeds/feeds.yaml`` lists only sites of cited publishers, by the addresses of the cited pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings

SEEDS = Path(settings.BASE_DIR) / "seeds"


@pytest.fixture(scope="module")
def entries() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = yaml.safe_load((SEEDS / "feeds.yaml").read_text(encoding="utf-8"))
    return listed


def test_each_address_is_a_host_of_pages_cited_from_that_publisher(entries: list[dict[str, Any]]) -> None:
    sources = yaml.safe_load((SEEDS / "facts" / "sources.yaml").read_text(encoding="utf-8"))
    cited = {
        (source["publisher_id"], source["lang"], urlsplit(source["url"])[:2]) for source in sources if source["url"]
    }

    for entry in entries:
        assert (entry["publisher"], entry["language"], urlsplit(entry["url"])[:2]) in cited


def test_a_site_is_its_root_and_a_feed_has_a_path(entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        path = urlsplit(entry["url"]).path
        assert (path == "/") == (entry["kind"] == "site")
        assert entry["kind"] in ("site", "feed")


def test_none_has_been_tried_and_no_address_stands_twice(entries: list[dict[str, Any]]) -> None:
    assert {entry["tried"] for entry in entries} == {"not yet tried"}
    assert max(Counter((entry["url"], entry["language"]) for entry in entries).values()) == 1


def test_all_four_languages_are_there(entries: list[dict[str, Any]]) -> None:
    counts = Counter(entry["language"] for entry in entries)

    assert set(counts) == {"en", "ru", "zh", "kk"}
    assert min(counts.values()) >= 6
    assert counts.total() >= 40
