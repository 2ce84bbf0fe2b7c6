"""An outlet whose pages the general way cannot read, told in a recipe: tried first, used, counted where it fails."""

from contextlib import contextmanager

import pytest

from corridors.errors import Invalid
from news.models import Article, Recipe, State
from news.services import adding, polling, recipes
from news.services.fetching import fetch
from news.services.reading import read
from projects.models import Change
from projects.services import changes
from projects.services.changes import Actor
from tests.corridors.servers import Page
from tests.factories import TESTER
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
    saved = recipes.save(TESTER, values(site))
    recipe, tried = saved.recipe, saved.tried
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
        recipes.save(TESTER, values(site, **given))
    assert not Recipe.objects.exists()


def test_a_host_has_one_recipe(site):
    recipe = recipes.save(TESTER, values(site)).recipe
    with pytest.raises(Invalid, match="recipe for this host already"):
        recipes.save(TESTER, values(site))
    recipes.save(TESTER, values(site, note="Still so"), known=recipe)
    assert Recipe.objects.get().note == "Still so"


def test_every_save_stands_in_the_log_with_who_and_why_and_is_undone_there(site):
    first = recipes.save(TESTER, values(site), reason="Its pages are forms.")
    change = Change.objects.get(pk=first.change_id)
    assert (change.verb, change.actor_label, change.reason) == ("add recipe", TESTER.label, "Its pages are forms.")
    assert not change.is_public
    second = recipes.save(TESTER, values(site, drop=".ad", note="Still so"), known=first.recipe)
    (kept,) = Change.objects.get(pk=second.change_id).fields.values()
    assert kept == {"drop": ["", ".ad"], "note": ["Texts in a form", "Still so"]}
    changes.undo(TESTER, Change.objects.get(pk=second.change_id), reason="It took the text away.")
    recipe = Recipe.objects.get()
    assert (recipe.drop, recipe.note, recipe.enabled) == ("", "Texts in a form", True)
    changes.undo(TESTER, change, reason="Not needed.")
    assert not Recipe.objects.get().enabled


def test_a_save_that_changes_nothing_leaves_no_trace_but_the_trial(site):
    first = recipes.save(TESTER, values(site))
    Recipe.objects.update(failures=3, outcome="", tried_at=None)
    again = recipes.save(TESTER, values(site), known=first.recipe)
    assert again.change_id is None
    assert (again.recipe.failures, again.recipe.outcome) == (0, again.tried.words)


def test_the_log_tells_of_another_stored_page_and_does_not_keep_it(site):
    first = recipes.save(TESTER, values(site, enabled=False))
    assert Change.objects.get(pk=first.change_id).reason == "For 127.0.0.1, not in force yet."
    other = recipes.save(
        TESTER, values(site, enabled=False, sample=ODD + "<p>more"), reason="New layout.", known=first.recipe
    )
    change = Change.objects.get(pk=other.change_id)
    assert change.reason == "New layout. (127.0.0.1 has another stored page.)"
    assert change.fields == {}
    assert Recipe.objects.get().sample.endswith("<p>more")


def test_a_change_of_the_stored_page_is_not_told_without_the_page(site, monkeypatch):
    first = recipes.save(TESTER, values(site))
    writing = changes.writing

    @contextmanager
    def broken_off(*told, **more):
        with writing(*told, **more) as act:
            yield act
        raise SystemExit

    monkeypatch.setattr(changes, "writing", broken_off)
    with pytest.raises(SystemExit):
        recipes.save(TESTER, values(site, sample=ODD + "<p>more"), known=first.recipe)
    assert Change.objects.order_by("-pk")[0].reason == "127.0.0.1 has another stored page."
    assert Recipe.objects.get().sample.endswith("<p>more")


def test_a_page_that_shows_nothing_to_the_quick_pass_is_read_by_its_recipe(site, linker):
    recipes.save(TESTER, values(site))
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
    recipes.save(TESTER, values(site, enabled=False))
    site.pages["/a"] = odd()
    assert adding.add(site.url("/a"), CURATOR).article.state == State.FAILED


def test_where_it_finds_nothing_the_general_way_does_and_that_is_said_and_counted(site, linker):
    recipes.save(TESTER, values(site))
    site.pages["/a"] = page()
    added = adding.add(site.url("/a"), CURATOR)
    assert "recipe found no text on this page, so it was read in the general way" in added.words
    assert Recipe.objects.get().failures == 1
    site.pages["/b"] = odd(ODD.replace("two years", "three years"))
    adding.add(site.url("/b"), CURATOR)
    assert Recipe.objects.get().failures == 0
