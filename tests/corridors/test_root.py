"""Crawlers and browsers find at the root what they look for there, and keep away from what is not theirs."""

from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_crawlers_read_public_pages_and_neither_the_curators_door_nor_the_api() -> None:
    answer = Client().get("/robots.txt")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    rules = RobotFileParser()
    rules.parse(body(answer).decode().splitlines())
    for path in ("/", "/projects/", "/changes.atom", "/static/css/corridors.css", "/administrations"):
        assert rules.can_fetch("Googlebot", path), path
    for path in ("/admin/", "/admin/login/", "/api/v1/", "/api/v1/projects/"):
        assert not rules.can_fetch("Googlebot", path), path


def test_the_icon_stands_where_browsers_ask_for_it() -> None:
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 200
    assert answer["Content-Type"] in ("image/x-icon", "image/vnd.microsoft.icon")
    assert body(answer).startswith(b"\x00\x00\x01\x00")


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/", "/nowhere", "/admin/login/"])
def test_pages_name_their_icon(page: str) -> None:
    assert b'<link rel="icon" href="/static/img/mark' in Client().get(page).content
