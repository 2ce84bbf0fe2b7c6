"""Reading pages in tests: the parsed document, and what the CSP would refuse."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html

from projects.models import Project
from public import addresses


def get(client: Client, path: str, **query: Any) -> HttpResponse:
    return client.get(path, query)


def page(client: Client, path: str, **query: Any) -> html.HtmlElement:
    """The document at an address that must be there."""
    answer = client.get(path, query)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return html.document_fromstring(answer.content.decode())


def project(client: Client, about: Project, **query: Any) -> html.HtmlElement:
    return page(client, addresses.of(about), **query)


def text(node: html.HtmlElement) -> str:
    """What a reader reads, on one line."""
    return " ".join(node.text_content().replace("\u202f", " ").replace("\xa0", " ").split())


def section(document: html.HtmlElement, heading: str) -> html.HtmlElement:
    """The card under a heading."""
    for card in document.iterfind(".//section"):
        title = card.find(".//h2")
        if title is not None and text(title) == heading:
            return card
    raise AssertionError(f"no section {heading!r}")
