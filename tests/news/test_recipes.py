"""An outlet whose pages the general way cannot read, told in a recipe: tried first, used, counted where it fails."""

import pytest

from corridors.errors import Invalid
from news.models import Article, Recipe, State
from news.services import adding, polling, recipes
from news.services.fetching import fetch
from news.services.reading import read
from projects.services.changes import Actor
from tests.corridors.servers import Page
from tests.news.worlds import TEXT, feed, page, rss

pytestmark = pytest.mark.django_db
CURATOR = Actor.system("tests")
#: The text stands where no reader of pages looks for one.
ODD = f"<html><head><title>x</title></head><body><textarea class='story'>{TEXT}</textarea><b class='d'>3.5.2026</b>"


def odd(body: str = ODD) -> Page:
    return Page(body.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def values(site, **given) -> dict:
    known = {
        "host": "127.0.0.1",
        "text": ".story",
        "title": "",
        "date": ".d",
        "drop": "",
        "language": "",
        "enabled": True,
    }
    return {**known, "note": "Texts in a form", "sample_url": site.url("/sample"), "sample": ODD, **given}


def test_what_reads_its_stored_page_is_kept_and_says_what_it_found(site):
    recipe, tried = recipes.save(values(site), by="tests")
    assert tried.text == TEXT
    assert (tried.day, tried.day_method) == ("2026-05-03", "recipe")
    assert recipe.outcome == tried.words
    assert recipes.of(site.url("/any")) == recipe


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"text": ".nowhere"}, "It finds no text on this page"),
        ({"text": "p["}, "cannot be read as CSS selector"),
        ({"text": "//p["}, "cannot be read as XPath"),
        ({"text": "//*[count(.)]/count(p)"}, "cannot be read as XPath"),
        ({"text": "(1)"}, "gives a number"),
        ({"sample_url": "https://elsewhere.example/a"}, "must be one of"),
        ({"language": "Russian!"}, "no code of a language"),
    ],
)
def test_what_does_not_read_its_stored_page_is_refused_in_words(site, given, why):
    with pytest.raises(Invalid, match=why):
        recipes.save(values(site, **given), by="tests")
    assert not Recipe.objects.exists()


def test_a_host_has_one_recipe(site):
    recipe, _ = recipes.save(values(site), by="tests")
    with pytest.raises(Invalid, match="recipe for this host already"):
        recipes.save(values(site), by="tests")
    recipes.save(values(site, note="Still so"), by="tests", known=recipe)
    assert Recipe.objects.get().note == "Still so"


def test_a_page_that_shows_nothing_to_the_quick_pass_is_read_by_its_recipe(site, linker):
    recipes.save(values(site), by="tests")
    site.pages |= {"/feed.xml": rss(site, "/a"), "/a": odd()}
    polling.poll(feed(site).pk)
    article = Article.objects.get()
    fetch(article.pk)
    assert read(article.pk) == State.LINKED
    article.refresh_from_db()
    assert (article.text, article.text_method) == (TEXT, "recipe")
    assert (article.published, article.published_method) == ("2026-05-03", "recipe")
    assert Recipe.objects.get().worked_at is not None


def test_without_a_recipe_such_a_page_has_no_text(site, linker):
    site.pages["/a"] = odd()
    assert adding.add(site.url("/a"), CURATOR).words == "The page has no text of an article."


def test_one_switched_off_is_not_used(site, linker):
    recipes.save(values(site, enabled=False), by="tests")
    site.pages["/a"] = odd()
    assert adding.add(site.url("/a"), CURATOR).article.state == State.FAILED


def test_where_it_finds_nothing_the_general_way_does_and_that_is_said_and_counted(site, linker):
    recipes.save(values(site), by="tests")
    site.pages["/a"] = page()
    added = adding.add(site.url("/a"), CURATOR)
    assert "recipe found no text on this page, so it was read in the general way" in added.words
    assert Recipe.objects.get().failures == 1
    site.pages["/b"] = odd(ODD.replace("two years", "three years"))
    adding.add(site.url("/b"), CURATOR)
    assert Recipe.objects.get().failures == 0
