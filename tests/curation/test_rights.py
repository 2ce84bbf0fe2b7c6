"""Who may only look sees the desks of news and acts nowhere; who has no right there is turned away from all of them."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import Feed, GdeltStream, Host, Recipe
from news.services import feeds
from projects.models import Change
from tests import factories as make
from tests.curation.conftest import text

TABLES = ("feed", "article", "gdeltstream", "gdeltfile", "recipe", "aliasfamily", "fittedweights", "host", "story")


@pytest.fixture
def reader(db: None) -> Client:
    """Staff with the right to look at news and at the queue, and no other."""
    user = get_user_model().objects.create_user("cid", password="a third example", is_staff=True)
    codes = [f"view_{table}" for table in (*TABLES, "suggestion")]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def feed(db: None) -> Feed:
    return feeds.add(make.publisher(), "https://example.org/rss", "en")[0]


def recipe() -> Recipe:
    return Recipe.objects.create(
        host="news.example", text=".story", note="x", sample_url="https://news.example/1", sample="<p>", tried_at=None
    )


@pytest.mark.parametrize("table", TABLES)
def test_lists_are_for_those_who_may_look(reader: Client, onlooker: Client, table: str) -> None:
    url = reverse(f"admin:news_{table}_changelist")
    assert reader.get(url).status_code == 200
    assert onlooker.get(url).status_code == 403
    assert Client().get(url).status_code == 302


def test_who_may_only_look_acts_nowhere(reader: Client, feed: Feed) -> None:
    row, stream, story = recipe(), GdeltStream.objects.get(name="english"), make.suggestion(make.project())
    before = Change.objects.count()
    at = {"news_feed": feed.pk, "news_recipe": row.pk, "news_gdeltstream": stream.pk, "projects_suggestion": story.pk}
    for table, pk in at.items():
        page = text(reader.get(reverse(f"admin:{table}_change", args=[pk])))
        assert "Switch on" not in page
        assert "Try it on its page again" not in page
    acts: list[tuple[str, dict[str, Any]]] = [
        (reverse("admin:news_feed_on", args=[feed.pk]), {}),
        (reverse("admin:news_feed_try", args=[feed.pk]), {}),
        (reverse("admin:news_feed_edit", args=[feed.pk]), {"publisher": feed.publisher_id}),
        (reverse("admin:news_recipe_try", args=[row.pk]), {}),
        (reverse("admin:news_recipe_change", args=[row.pk]), {"host": "other.example"}),
        (reverse("admin:news_aliasfamily_switch", args=["label"]), {"reason": "x"}),
        (reverse("admin:news_fittedweights_use_shipped"), {"reason": "x"}),
        (reverse("admin:projects_suggestion_change", args=[story.pk]), {"verdict": "reject", "reason": "x"}),
    ]
    for url, sent in acts:
        assert reader.post(url, sent).status_code == 403, url
    # Django answers an action nobody may take with the list.
    sent = {"action": "switch_on", "_selected_action": [stream.pk], "note": ""}
    reader.post(reverse("admin:news_gdeltstream_changelist"), sent)
    stream.refresh_from_db()
    assert not stream.enabled_by_curator
    assert Change.objects.count() == before


def test_who_may_only_look_sees_what_was_decided_and_undoes_nothing(reader: Client, feed: Feed) -> None:
    Feed.objects.update(enabled_by_curator=True, due_at=timezone.now())
    feeds.switch_off(make.TESTER, feed, reason="It closed.")
    page = text(reader.get(reverse("admin:news_feed_change", args=[feed.pk])))
    assert "It closed." in page
    assert reader.get(reverse("admin:projects_change_undo", args=[Change.objects.latest("pk").pk])).status_code == 403


def test_who_has_no_right_is_refused_what_is_there_and_what_is_not(onlooker: Client) -> None:
    Host.objects.create(name="news.example", next_slot_at=timezone.now())
    project = make.project()
    for url in (
        reverse("admin:news_host_named", args=["news.example"]),
        reverse("admin:news_host_named", args=["other.example"]),
        reverse("admin:news_aliasfamily_switch", args=["label"]),
        reverse("admin:news_aliasfamily_switch", args=["none-such"]),
        reverse("admin:news_aliasfamily_name", args=[project.pk]) + "?name=none+such",
        reverse("admin:news_aliasfamily_withdraw", args=[999]),
        reverse("admin:news_fittedweights_use", args=[999]),
        reverse("admin:projects_suggestion_change", args=[999]),
    ):
        assert onlooker.get(url).status_code == 403, url
    assert "There is no" not in text(onlooker.get(reverse("admin:index")))
