"""A copy comes back when what it hangs on is gone: one of the copies stands for it, and the story keeps one voice.

An article may go by one door only: passed over, taken in again, then given up, refused or found to be a copy itself.
"""

import pytest
from django.contrib import admin

from news import tasks
from news.models import Article, Host, State
from news.services import adding, dead_letters, fetching, polling, reading, relinking, standing_in
from projects.models import Source, Suggestion
from projects.services import suggestions
from projects.services.changes import Actor
from tests.corridors.servers import Page
from tests.news.worlds import feed, page, rss

pytestmark = pytest.mark.django_db
CURATOR = Actor.system("tests")
PATHS = ("/a", "/b", "/c")
TITLE = "Works on the Example Railway finished ahead of time"
GONE = {
    "not there": Page(b"", 404),
    "sent to the front page": Page(b"", 302, {"Location": "/"}),
    "without a text": Page(b"<html><head><title>x</title></head></html>", headers={"Content-Type": "text/html"}),
    "a file": Page(b"%PDF-1.7", headers={"Content-Type": "text/html"}),
}


def go(path: str) -> Article:
    """The article of that path, gone through as far as it goes now."""
    article = by(path)
    if article.state == State.FOUND:
        fetching.fetch(article.pk)
    reading.read(article.pk)
    return by(path)


def by(path: str) -> Article:
    return Article.objects.get(url__endswith=path)


def states() -> list[str]:
    return [by(path).state for path in PATHS]


@pytest.fixture
def one_page(site, linker):
    """A page under three addresses, of which no project was known when it was read."""
    head = f'<link rel="canonical" href="{site.url("/a")}">'
    site.pages |= {"/a": page(title=TITLE), "/b": page(title=TITLE, head=head), "/c": page(title=TITLE, head=head)}
    site.pages |= {"/": page(), "/feed.xml": rss(site, *PATHS)}
    polling.poll(feed(site).pk)
    known, linker.projects = linker.projects, []
    for path in PATHS:
        go(path)
    linker.projects = known
    assert states() == [State.UNLINKED, State.COPY, State.COPY]
    assert by("/c").duplicate_of == by("/a")
    return site


def again(path: str = "/a") -> Article:
    """Somebody has the article taken in again, and it goes through."""
    assert dead_letters.replay(Article.objects.filter(pk=by(path).pk)) == 1
    return go(path)


@pytest.mark.parametrize("name", GONE)
def test_when_it_is_given_up_the_next_copy_goes_through_in_its_place(one_page, name):
    one_page.pages["/a"] = GONE[name]
    assert again().state == State.FAILED
    assert states() == [State.FAILED, State.FOUND, State.COPY]
    second, third = by("/b"), by("/c")
    assert (second.duplicate_of, second.outcome, second.attempts) == (None, "", 0)
    assert (third.duplicate_of, third.outcome) == (second, f"The same page as {second.url}")
    assert go("/b").state == State.LINKED
    assert Suggestion.objects.get().source.url == second.url


def test_when_it_is_refused_too(one_page):
    Host.objects.all().delete()
    one_page.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /a\n")
    assert again().state == State.REFUSED
    assert states() == [State.REFUSED, State.FOUND, State.COPY]


def test_when_that_one_is_gone_as_well_the_one_after_it_stands_for_both(one_page):
    one_page.pages |= {"/a": Page(b"", 404), "/b": Page(b"", 410)}
    again()
    assert go("/b").state == State.FAILED
    assert go("/c").state == State.LINKED
    assert [article.pk for article in Article.objects.filter(state=State.COPY)] == []


def test_when_none_is_left_all_are_given_up(one_page):
    one_page.pages |= dict.fromkeys(PATHS, Page(b"", 404))
    again()
    go("/b")
    go("/c")
    assert states() == [State.FAILED] * 3
    assert not Source.objects.exists()


def test_when_it_is_a_copy_itself_by_now_its_copies_hang_on_what_it_copies(one_page):
    dead_letters.replay(Article.objects.filter(pk=by("/a").pk))
    # While it is on its way somebody pastes the same page under a fourth address.
    one_page.pages["/d"] = page(title=TITLE, head=f'<link rel="canonical" href="{one_page.url("/a")}">')
    pasted = adding.add(one_page.url("/d"), CURATOR)
    assert pasted.article.state == State.LINKED
    assert go("/a").state == State.COPY
    assert states() == [State.COPY] * 3
    assert {by(path).duplicate_of for path in PATHS} == {pasted.article}
    assert adding.add(one_page.url("/c"), CURATOR).suggestion == pasted.suggestion


def test_what_comes_back_later_is_a_copy_of_what_stood_in_for_it(one_page):
    alive, one_page.pages["/a"] = one_page.pages["/a"], Page(b"", 404)
    again()
    go("/b")
    suggestion = Suggestion.objects.get()
    suggestions.confirm(CURATOR, suggestion, candidates=[suggestion.candidates.get().pk])
    one_page.pages["/a"] = alive
    assert again().state == State.COPY
    assert states() == [State.COPY, State.LINKED, State.COPY]
    assert {by("/a").duplicate_of, by("/c").duplicate_of} == {by("/b")}
    suggestion.refresh_from_db()
    assert (suggestion.state, Suggestion.objects.count(), Source.objects.count()) == ("confirmed", 1, 1)


def test_looking_again_for_a_new_project_finds_what_only_a_copy_still_shows(one_page, railway):
    one_page.pages["/a"] = Page(b"", 404)
    assert relinking.relink([railway.public_id]) == (1, 1)
    go("/a")
    assert go("/b").state == State.LINKED
    assert Suggestion.objects.get().candidates.get().project == railway


def test_who_pastes_the_address_of_a_copy_then_is_shown_its_suggestion(one_page):
    one_page.pages["/a"] = Page(b"", 404)
    again()
    assert adding.add(one_page.url("/b"), CURATOR).suggestion is not None


def test_a_worker_that_lost_its_article_to_another_hands_nothing_on(one_page, monkeypatch):
    dead_letters.replay(Article.objects.filter(pk=by("/a").pk))
    one_page.pages["/a"] = Page(b"", 404)

    def loses(answer):
        Article.objects.filter(pk=by("/a").pk).update(lease="another")
        raise fetching.NoPage("It is not there.")

    monkeypatch.setattr(fetching, "_check", loses)
    fetching.fetch(by("/a").pk)
    assert states() == [State.FOUND, State.COPY, State.COPY]


def test_a_server_in_trouble_is_not_gone(one_page):
    one_page.pages["/a"] = Page(b"", 503)
    assert again().state == State.FOUND
    assert states() == [State.FOUND, State.COPY, State.COPY]


# What became of copies before, or between two steps ------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.FAILED, State.REFUSED])
def test_copies_that_hang_on_what_is_gone_already_are_found(one_page, state):
    Article.objects.filter(pk=by("/a").pk).update(state=state, outcome="Gone.")
    tasks.prune()
    assert states() == [state, State.FOUND, State.COPY]
    assert by("/c").duplicate_of == by("/b")
    assert standing_in.mend() == 0


def test_copies_of_a_copy_hang_on_its_original(one_page):
    Article.objects.filter(pk=by("/c").pk).update(duplicate_of=by("/b"))
    assert standing_in.mend() == 1
    assert by("/c").duplicate_of == by("/a")
    assert standing_in.mend() == 0


def test_copies_of_an_article_that_was_deleted_come_back_and_are_one(one_page):
    by("/a").delete()
    assert standing_in.mend() == 2
    assert (go("/b").state, go("/c").state) == (State.LINKED, State.COPY)
    assert by("/c").duplicate_of == by("/b")
    assert Suggestion.objects.count() == 1


def test_copies_of_what_is_kept_or_on_its_way_are_left(one_page):
    assert standing_in.mend() == 0
    dead_letters.replay(Article.objects.filter(pk=by("/a").pk))
    assert standing_in.mend() == 0
    assert states() == [State.FOUND, State.COPY, State.COPY]


def test_looking_costs_the_same_however_many_hang_together(one_page, django_assert_max_num_queries):
    original = by("/a")
    for number in range(30):
        Article.objects.create(
            url=f"https://example.org/{number}",
            url_key=f"k{number}",
            found_at=original.found_at,
            state=State.COPY,
            duplicate_of=original,
        )
    Article.objects.filter(pk=original.pk).update(state=State.FAILED, outcome="Gone.")
    with django_assert_max_num_queries(10):
        assert standing_in.mend() == 32


# The doors that are shut ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("linker")
def test_an_article_in_which_a_project_was_recognised_never_goes(site, railway):
    """Whatever is asked for, and whatever became of its page: its story and its copies keep it."""
    head = f'<link rel="canonical" href="{site.url("/a")}">'
    site.pages |= {"/a": page(title=TITLE), "/b": page(title=TITLE, head=head)}
    first, second = (adding.add(site.url(path), CURATOR).article for path in ("/a", "/b"))
    assert (first.state, second.state) == (State.LINKED, State.COPY)
    site.pages["/a"] = Page(b"", 410)
    suggestions.reject(CURATOR, Suggestion.objects.get())
    assert dead_letters.replay(Article.objects.all()) == 0
    assert relinking.relink([railway.public_id]) == (0, 0)
    assert adding.add(site.url("/a"), CURATOR).article.state == State.LINKED
    assert (fetching.fetch(first.pk), reading.read(first.pk)) == ("", "")
    tasks.sweep()
    tasks.prune()
    assert (by("/a").state, by("/b").state, by("/b").duplicate_of) == (State.LINKED, State.COPY, first)


@pytest.mark.parametrize("model", [Article, Source, Suggestion])
def test_no_curator_deletes_what_copies_hang_on(rf, admin_user, model):
    request = rf.get("/")
    request.user = admin_user
    assert not admin.site.get_model_admin(model).has_delete_permission(request)
