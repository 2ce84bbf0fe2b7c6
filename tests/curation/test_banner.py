"""A demonstration says so on every page of the curators' door, and the real thing never does."""

from typing import Any

import pytest
from django.test import Client

from tests.curation.conftest import text

PAGES = ["/admin/", "/admin/projects/suggestion/", "/admin/projects/project/", "/admin/projects/project/add/"]


@pytest.mark.parametrize("page", PAGES)
def test_a_demonstration_says_so_on_every_page(curator: Client, settings: Any, page: str) -> None:
    settings.DEMONSTRATION = True
    assert "none is a source of facts" in text(curator.get(page))
    settings.DEMONSTRATION = False
    assert "none is a source of facts" not in text(curator.get(page))


def test_even_before_anybody_logs_in(db: None, client: Client, settings: Any) -> None:
    settings.DEMONSTRATION = True
    assert "none is a source of facts" in text(client.get("/admin/login/"))
