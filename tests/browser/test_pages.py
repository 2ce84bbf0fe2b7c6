"""The main pages in Chromium: accessible by axe, no sideways scroll, nothing refused by the policy, no JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from playwright.sync_api import Page

from public import addresses
from tests import factories
from tests.public import worlds

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}}
VARIANTS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


@pytest.fixture
def paths() -> list[str]:
    railway = worlds.disputed()
    route = factories.corridor(stops=[("", 0, factories.place()), ("", 1, factories.place(kind="border_crossing"))])
    figure = {"metric": "freight_traffic", "unit": "mt", "aspect": "actual", "scope": "whole route", "as_of": "2024"}
    factories.said(route, "measure", number=4, **figure)
    entries = [railway, route, railway.claims.get(kind="place").other_place, railway.claims.get(kind="party").party]
    fixed = [
        "/",
        "/projects/",
        "/projects/?sector=port",
        "/projects/?x=1",
        "/corridors/",
        "/places/",
        "/organisations/",
    ]
    past = f"{addresses.of(railway)}?said_by=2024-12-31"
    return [*fixed, "/changes/", "/method/", past, *(addresses.of(entry) for entry in entries)]


def look(page: Page, address: str) -> list[str]:
    """What is wrong with a page, in words."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(address)
    assert answer is not None
    if answer.status >= 400:
        said = [line for line in said if "Failed to load resource" not in line]
    found = Axe().run(page, options=RULES).response["violations"]
    said += [f"{each['id']}: {[node['html'][:160] for node in each['nodes'][:3]]}" for each in found]
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > page.viewport_size["width"]:
        said.append(f"{width} wide")
    return said


@pytest.mark.parametrize(("width", "scheme"), VARIANTS)
def test_pages_are_accessible_and_fit(browser, live_server, paths, width, scheme):
    wrong = {}
    with override_settings(DEMONSTRATION=True):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        for path in paths:
            page = context.new_page()
            if faults := look(page, live_server.url + path):
                wrong[path] = faults
            page.close()
        context.close()
    assert not wrong, "\n".join(f"{path}: {fault}" for path, faults in wrong.items() for fault in faults)


@pytest.mark.parametrize("width", [390, 1280])
def test_words_without_a_gap_fit_whatever_their_length(browser, live_server, width):
    project = factories.project("Example" + "bahnhofsvorplatz" * 11)
    factories.said(project, "name", text="x" * 300, language="en", aspect="safe")
    factories.said(project, "name", text="مشروع سكة حديد", language="ar", aspect="safe")
    page = browser.new_page(viewport={"width": width, "height": 900})
    for path in (addresses.of(project), "/projects/", "/"):
        page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_line_of_years_stands_above_the_slips_on_every_screen(browser, live_server, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(live_server.url + addresses.of(worlds.disputed()))
    year, line = (page.locator(of).first.bounding_box() for of in (".milestones .axis text", ".milestones .slip .yr"))
    assert year is not None
    assert line is not None
    assert abs(year["x"] + year["width"] / 2 - line["x"]) < 2
    page.close()


def test_search_and_filters_work_without_javascript(browser, live_server):
    worlds.disputed("Example Line One")
    factories.project("Other Example Port", sector="port")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_role("searchbox").fill("примерная")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("status").inner_text() == "1 project"
    assert page.url.endswith("/projects/?q=%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80%D0%BD%D0%B0%D1%8F")
    page.get_by_role("link", name="Remove filter").click()
    assert page.get_by_role("status").inner_text() == "2 projects"
    page.get_by_label("Sector").select_option("Port")
    page.get_by_role("button", name="Show").click()
    assert page.url.endswith("/projects/?sector=port")
    page.get_by_role("link", name="Other Example Port").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Other Example Port"
    context.close()


def test_the_keyboard_reaches_the_text_first(browser, live_server):
    context = browser.new_context()
    page = context.new_page()
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert skip.evaluate("node => node === document.activeElement")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    context.close()
