"""The curators' pages of news in Chromium: whatever a headline is, they fit it, and obey the policy."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext

from curation.curators import ensure_group
from news.models import Article, Feed, Host, Story
from news.services import feeds
from projects.models import Change
from projects.services.suggestions import CandidateProposal
from tests import factories as make
from tests.browser.test_pages import VARIANTS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "A headline with " + "Donaudampfschifffahrtsgesellschaft" * 9
ARABIC = "افتتاح خط السكة الحديد بين المدينتين"


@pytest.fixture
def paths() -> list[str]:
    reason = {"kind": "alias", "words": ARABIC, "field": "title", "start": 0, "end": len(ARABIC), "weight": 1.5}
    waiting = [
        make.suggestion(
            by=make.source(title=title, language=language),
            candidates=[CandidateProposal(make.project(), 0.7, "about", [reason])],
        )
        for title, language in ((LONG, "en"), (ARABIC, "ar"))
    ]
    feed = feeds.add(make.publisher(), "https://example.org/" + "r" * 300, "en")[0]
    Feed.objects.update(tried="Failed. " * 30, failures=2, enabled_by_curator=True)
    article = Article.objects.create(
        url="https://example.org/" + "y" * 1900, url_key="y", found_at=timezone.now(), state="failed",
        outcome="Gone.", error_stage="read", error_class="KeyError",
    )  # fmt: skip
    story = Story.objects.create(key="y", language="ar", created_at=timezone.now())
    Article.objects.create(
        url="https://example.org/z", url_key="z", found_at=timezone.now(), state="linked", story=story, title=LONG,
    )  # fmt: skip
    host = Host.objects.create(
        name="h" * 250 + ".example", next_slot_at=timezone.now() + timedelta(hours=1), robots_at=timezone.now(),
        robots="Disallow: /" + "z" * 500,
    )  # fmt: skip
    feeds.switch_off(make.TESTER, feed, reason=LONG)
    rows = {"projects_suggestion": [one.pk for one in waiting], "news_feed": [feed.pk], "news_article": [article.pk]}
    rows |= {"news_host": [host.pk], "news_story": [story.pk], "projects_change": [Change.objects.latest("pk").pk]}
    lists = [*rows, "news_attempt", "news_recipe", "news_gdeltstream", "news_fittedweights"]
    return [
        reverse("admin:index"),
        reverse("admin:news_article_glance"),
        reverse("admin:news_recipe_add"),
        *(reverse(f"admin:{table}_changelist") for table in lists),
        *(reverse(f"admin:{table}_change", args=[pk]) for table, pks in rows.items() for pk in pks),
    ]


def log_in(context: BrowserContext, url: str) -> None:
    user = get_user_model().objects.create_user("ann", is_staff=True)
    user.groups.add(ensure_group())
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])


@pytest.mark.parametrize(("width", "scheme"), VARIANTS)
def test_pages_fit_and_obey_the_policy(
    browser: Browser,
    live_server: Any,
    paths: list[str],
    width: int,
    scheme: Any,
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    log_in(context, live_server.url)
    wrong = []
    for path in paths:
        page = context.new_page()
        page.on("console", lambda message, path=path: wrong.append(f"{path}: {message.text}"))
        answer = page.goto(live_server.url + path)
        assert answer is not None
        assert answer.status == 200, path
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            wrong.append(f"{path}: {wide} wide")
        page.close()
    context.close()
    assert not wrong, "\n".join(wrong)


def test_a_headline_from_right_to_left_begins_at_the_right(
    browser: Browser,
    live_server: Any,
    paths: list[str],
) -> None:
    context = browser.new_context()
    log_in(context, live_server.url)
    page = context.new_page()
    page.goto(live_server.url + reverse("admin:projects_suggestion_changelist"))
    page.get_by_role("link", name=ARABIC).click()
    heading = page.get_by_role("heading", level=1).filter(has_text=ARABIC)
    assert heading.evaluate("node => getComputedStyle(node).direction") == "rtl"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content-start"
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_labels_in_lists_are_neither_wider_than_the_list_nor_squeezed(
    browser: Browser, live_server: Any, width: int
) -> None:
    make.said(make.project("E" * 200), "name", make.source(title=LONG), text="x" * 300, language="en", aspect="safe")
    context = browser.new_context(viewport={"width": width, "height": 900})
    log_in(context, live_server.url)
    page = context.new_page()
    cells = {
        "projects_project": ["label"],
        "projects_claim": ["about", "says"],
        "projects_change": ["on"],
        "projects_source": ["title"],
    }
    for table, columns in cells.items():
        page.goto(live_server.url + reverse(f"admin:{table}_changelist"))
        for column in columns:
            box = page.locator(f"#result_list tbody .field-{column}").first.bounding_box()
            assert box is not None
            assert 100 < box["width"] < 700, f"{table} {column}"
    context.close()
