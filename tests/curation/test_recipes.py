"""Recipes at the curators' door: tried before they count, refused in words, nothing typed lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from news.models import Recipe
from projects.models import Change
from tests.curation.conftest import text

PAGE = "<html><body><h1>A headline</h1><div class='story'><p>{}</p></div></body></html>".format(
    "The railway was opened by the minister, who rode the first train. " * 8
)
SENT = {
    "host": "news.example",
    "note": "The general way takes the menu for the text.",
    "text": ".story",
    "title": "h1",
    "date": "",
    "drop": "",
    "language": "en",
    "enabled": "on",
    "sample_url": "https://news.example/2026/1",
    "sample": PAGE,
}
ADD = reverse("admin:news_recipe_add")
LIST = reverse("admin:news_recipe_changelist")


@pytest.fixture
def saved(curator: Client) -> Recipe:
    curator.post(ADD, SENT)
    return Recipe.objects.get()


def page_of(recipe: Recipe) -> str:
    return reverse("admin:news_recipe_change", args=[recipe.pk])


def test_a_recipe_is_tried_and_saved_and_says_what_it_finds(curator: Client) -> None:
    assert "No outlet has a recipe" in text(curator.get(LIST))
    page = text(curator.post(ADD, SENT, follow=True))
    assert "Saved. On its page it finds" in page
    recipe = Recipe.objects.get()
    assert (recipe.host, recipe.edited_by, recipe.enabled) == ("news.example", "ann", True)
    assert recipe.outcome in text(curator.get(LIST)).replace("&#x27;", "'")
    assert reverse("admin:news_recipe_changelist") in text(curator.get(reverse("admin:index")))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"text": ".nothing"}, "It finds no text on this page."),
        ({"text": "///"}, "text"),
        ({"sample_url": "https://other.example/1"}, "The stored page must be one of news.example."),
        ({"language": "Englisch!"}, "This is no code of a language"),
        ({"note": ""}, "This field is required"),
        ({"sample_url": "x"}, "Enter a valid URL"),
        ({"host": "x\x00"}, "Null characters"),
        ({"text": "x" * 600}, "Nothing was written"),
    ],
)
def test_what_it_cannot_do_is_an_error_of_the_form_and_nothing_typed_is_lost(
    curator: Client, wrong: dict[str, str], says: str
) -> None:
    page = text(curator.post(ADD, {**SENT, "note": "typed before", **wrong}))
    assert "Nothing was written" in page
    assert says in page
    assert "note" in wrong or "typed before" in page
    assert not Recipe.objects.exists()


def test_one_that_is_put_wrong_stays_as_it_was(curator: Client, saved: Recipe) -> None:
    page = text(curator.post(page_of(saved), {**SENT, "text": ".gone"}))
    assert "It finds no text on this page." in page
    saved.refresh_from_db()
    assert saved.text == ".story"
    curator.post(page_of(saved), {name: value for name, value in SENT.items() if name != "enabled"})
    saved.refresh_from_db()
    assert not saved.enabled
    assert ">off<" in text(curator.get(LIST))


def test_saving_keeps_who_and_why_and_is_undone_in_the_log(curator: Client, ann: Any, saved: Recipe) -> None:
    page = text(curator.post(page_of(saved), {**SENT, "drop": ".ad", "reason": "Advertisements."}, follow=True))
    change = Change.objects.order_by("-pk")[0]
    assert (change.user, change.verb, change.reason) == (ann, "edit recipe", "Advertisements.")
    assert reverse("admin:projects_change_change", args=[change.pk]) in page
    assert "edit recipe: ann" in page
    assert "add recipe: ann" in page
    assert ">news.example</td>" in text(curator.get(reverse("admin:projects_change_changelist")))
    curator.post(reverse("admin:projects_change_undo", args=[change.pk]), {"reason": "They are news."})
    saved.refresh_from_db()
    assert saved.drop == ""
    assert "it stands so already" in text(curator.post(page_of(saved), SENT, follow=True))


def test_who_saves_a_form_from_before_a_colleagues_is_told_and_overwrites_nothing_unseen(
    curator: Client, saved: Recipe
) -> None:
    mine = {**SENT, "seen": curator.get(page_of(saved)).context["form"].initial.get("seen", ""), "drop": ".menu"}
    curator.post(page_of(saved), {**mine, "drop": ".ad", "reason": "Advertisements."})
    page = curator.post(page_of(saved), mine, follow=True)
    assert "Changed meanwhile by ann on" in text(page)
    saved.refresh_from_db()
    assert saved.drop == ".ad"
    # What was typed is kept, and saving it once more is a decision.
    assert page.context["form"]["drop"].value() == ".menu"
    curator.post(page_of(saved), {**mine, "seen": page.context["form"]["seen"].value()})
    saved.refresh_from_db()
    assert saved.drop == ".menu"


def test_a_host_has_one_and_what_finds_nothing_any_more_says_so(curator: Client, saved: Recipe) -> None:
    assert "There is a recipe for this host already." in text(curator.post(ADD, SENT))
    Recipe.objects.update(failures=3)
    assert "found nothing on the last 3 pages" in text(curator.get(LIST))
    again = reverse("admin:news_recipe_try", args=[saved.pk])
    assert again in text(curator.get(page_of(saved)))
    assert "characters of text" in text(curator.post(again, follow=True))


def test_only_those_who_may_write_one(onlooker: Client, saved: Recipe, curator: Client) -> None:
    for url in (LIST, ADD, page_of(saved)):
        assert onlooker.get(url).status_code == 403
    assert onlooker.post(ADD, SENT).status_code == 403
    missing: Any = curator.get(reverse("admin:news_recipe_change", args=[99]), follow=True)
    assert "There is no recipe with the number" in text(missing)


def test_a_page_without_a_headline_is_said_to_have_none(curator: Client) -> None:
    bare = f"<html><body><div class=story><p>{'Words of the story stand here. ' * 20}</p></div></body></html>"
    page = text(curator.post(ADD, {**SENT, "text": ".story", "title": "", "date": "", "sample": bare}, follow=True))
    assert "without a headline" in page
    assert "Last read a page (UTC)" in text(curator.get(LIST))
