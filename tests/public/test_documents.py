"""Every page is a sound document that the content security policy lets stand."""

import gzip
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from lxml import etree, html

from public import addresses
from tests import factories
from tests.public import reading, worlds

pytestmark = pytest.mark.django_db
# libxml2 knows HTML 4 only; what HTML 5 added is no fault.
PAIRED = "div section ul ol li table tbody tr td th dl dd span a p small sup svg details aside".split()  # noqa: SIM905 - as below
NEW_TAGS = set(
    "svg line circle rect path text nav main header footer section aside time title details summary".split()  # noqa: SIM905 - a list of words reads as words
)


def paths() -> list[str]:
    railway = worlds.disputed()
    route = factories.corridor(stops=[("", 0, factories.place())])
    entries = [railway, route, factories.place(), factories.organisation()]
    fixed = [
        "/",
        "/projects/",
        "/projects/?q=none",
        "/corridors/",
        "/places/",
        "/organisations/",
        "/changes/",
        "/method/",
        "/projects/?x=1",
        "/nowhere",
    ]
    return fixed + [addresses.of(entry) for entry in entries] + [addresses.of(railway) + "?said_by=2024-12-31"]


def test_pages_are_well_formed_with_one_heading_unique_ids_and_labels(client):
    for path in paths():
        words = client.get(path).content.decode()
        faults = [fault for fault in _faults(words) if not any(f"Tag {tag} invalid" in fault for tag in NEW_TAGS)]
        assert not faults, f"{path}: {faults}"
        document = html.document_fromstring(words)
        ids = [node.get("id") for node in document.iterfind(".//*[@id]")]
        assert len(ids) == len(set(ids)), path
        assert len(document.findall(".//h1")) == 1, path
        assert document.get("lang") == "en"
        assert document.find(".//main").get("id") == "main"
        labelled = {label.get("for") for label in document.iterfind(".//label")}
        for field in document.iterfind(".//*[@name]"):
            if field.tag in {"input", "select"} and field.get("type") not in {"hidden", "checkbox"}:
                assert field.get("id") in labelled, f"{path}: {field.get('name')}"
        for name in ("aria-labelledby", "for"):
            assert {node.get(name) for node in document.iterfind(f".//*[@{name}]")} <= set(ids), path


def test_a_form_out_of_date_is_said_on_a_page_of_ours(settings):
    settings.DEMONSTRATION = True
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "ann"})
    document = html.document_fromstring(answer.content.decode())
    assert answer.status_code == 403
    assert reading.text(document.find(".//h1")) == "This form is out of date"
    assert "Demonstration." in reading.text(document)
    assert not document.findall(".//style")


def _faults(words: str) -> list[str]:
    parser = etree.HTMLParser(recover=True)
    etree.fromstring(words, parser)
    return [str(entry.message) for entry in parser.error_log]


def test_every_tag_that_opens_closes(client):
    for path in paths():
        words = client.get(path).content.decode()
        for tag in PAIRED:
            opened = words.count(f"<{tag}>") + words.count(f"<{tag} ")
            assert opened == words.count(f"</{tag}>"), f"{path}: <{tag}>"


def test_nothing_inline_that_the_policy_refuses(client):
    for path in paths():
        answer = client.get(path)
        document = html.document_fromstring(answer.content.decode())
        assert not document.findall(".//script")
        assert not document.findall(".//style")
        assert not document.xpath("//@style")
        assert not [name for node in document.iter() for name in node.attrib if name.startswith("on")]
        assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_headings_never_skip_a_level(client):
    for path in paths():
        document = html.document_fromstring(client.get(path).content.decode())
        levels = [int(node.tag[1]) for node in document.iter("h1", "h2", "h3", "h4")]
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), f"{path}: {levels}"


def test_the_style_sheet_stays_small():
    sheet = Path(settings.BASE_DIR) / "static" / "css" / "corridors.css"
    assert len(gzip.compress(sheet.read_bytes())) < 6500


def test_a_demonstration_says_so_on_every_page_and_a_real_site_on_none(client):
    for path in paths():
        assert "Demonstration." not in client.get(path).content.decode()
    with override_settings(DEMONSTRATION=True):
        for path in paths():
            assert "Demonstration." in client.get(path).content.decode(), path


def test_a_silent_worker_is_told_of(client, tmp_path):
    with override_settings(DATA_DIR=tmp_path, REDIS_URL=""):
        assert "has not been seen yet" in client.get("/").content.decode()
        signs = tmp_path / "heartbeats"
        signs.mkdir()
        (signs / "worker").write_text("1700000000")
        assert "silent since 14 November 2023, 22:13 UTC" in client.get("/").content.decode()


def test_our_own_mistake_is_a_page_that_asks_nothing_of_the_database(monkeypatch):
    monkeypatch.setattr("public.views_home.selectors.projects", lambda: 1 / 0)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "Our mistake" in answer.content.decode()


def test_pages_cannot_be_posted_to(client):
    for path in ("/", "/projects/", "/changes/"):
        assert client.post(path).status_code == 405


def test_text_of_sources_is_never_taken_for_markup(client):
    railway = factories.project("Example <b>Railway</b>")
    by = factories.source(title="<script>alert(1)</script>")
    factories.said(railway, "status", by, status="proposed", as_of="2024", quote="<img src=x onerror=1>")
    document = reading.project(client, railway)
    assert not document.findall(".//script")
    assert not document.findall(".//img")
    assert reading.text(document.find(".//h1")) == "Example <b>Railway</b>"
