"""From a feed to a suggestion: what is taken in, what is not and why, and that twice is the same as once."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from corridors.errors import Invalid
from news import handing, identity, leases, tasks
from news.linking import from_database
from news.linking.explain import Reason
from news.linking.linker import Link
from news.models import Article, Attempt, Feed, Host, State, StoredPage
from news.services import adding, dead_letters, fetching, polling, proposing, reading
from projects.models import Source, Suggestion
from projects.services import sources, suggestions
from projects.services.changes import Actor
from tests import factories
from tests.corridors.servers import Page, closed_port
from tests.news.worlds import TEXT, NameLinker, feed, html, page, rss

pytestmark = pytest.mark.django_db
CURATOR = Actor.system("tests")


def through(*articles: Article) -> None:
    for article in articles or Article.objects.order_by("pk"):
        fetching.fetch(article.pk)
        reading.read(article.pk)


def added(site, path: str = "/a", answer: Page | None = None) -> adding.Added:
    site.pages.setdefault(path, answer or page())
    return adding.add(site.url(path), CURATOR)


def test_an_article_of_a_feed_becomes_one_suggestion_with_reasons(site, linker, railway):
    site.pages |= {"/feed.xml": rss(site, "/a"), "/a": page()}
    found = polling.poll(feed(site).pk)
    through()
    article = Article.objects.get()
    suggestion = Suggestion.objects.get()
    assert (found.seen, found.new) == (1, 1)
    assert article.state == State.LINKED
    assert article.outcome == "Laid before the curators: Example Railway (0.93)."
    assert (article.published, article.published_method, article.language) == ("2026-05-01", "meta", "en")
    assert suggestion.origin == "feed"
    candidate = suggestion.candidates.get()
    assert (candidate.project, candidate.role) == (railway, "about")
    reason = candidate.reasons[0]
    assert article.text[reason["start"] : reason["end"]] == reason["words"] == "Example Railway"
    for excerpt in suggestion.excerpts:
        stored = article.title if excerpt["field"] == "title" else article.text
        assert stored[excerpt["start"] : excerpt["end"]] == excerpt["text"]
    assert not StoredPage.objects.exists()


def test_the_source_is_of_the_feeds_publisher_and_quotes_its_headline(site, linker):
    site.pages |= {"/feed.xml": rss(site, "/a"), "/a": page()}
    listed = feed(site)
    polling.poll(listed.pk)
    through()
    source = Source.objects.get()
    assert source.publisher == listed.publisher
    assert (source.title, source.title_quoted) == ("Works on the Example Railway finished", True)
    assert (source.date, source.language, source.demonstration) == ("2026-05-01", "en", False)


def test_everything_done_twice_is_the_same_as_once(site, linker):
    site.pages |= {"/feed.xml": rss(site, "/a"), "/a": page()}
    listed = feed(site)
    for _ in range(2):
        Feed.objects.update(body_hash="", due_at=timezone.now())
        polling.poll(listed.pk)
        through()
        through()
    assert (Article.objects.count(), Suggestion.objects.count(), Source.objects.count()) == (1, 1, 1)
    assert site.asked.count("/a") == 1


def test_what_no_project_is_in_is_left_after_the_quick_pass(site, linker):
    site.pages |= {"/feed.xml": rss(site, "/b"), "/b": page("The weather stays fine in this valley. " * 9, "Weather")}
    polling.poll(feed(site).pk)
    through()
    article = Article.objects.get()
    assert (article.state, article.text_method) == (State.UNLINKED, "all words")
    assert article.outcome == "No project was recognised in it."
    assert article.text == ""
    assert len([text for text in linker.asked if text]) == 1
    assert not Suggestion.objects.exists()


def test_an_article_behind_a_wall_is_known_by_the_headline_it_was_listed_by(site, linker, railway):
    named_by_headline(linker)
    wall = page("Subscribers read on. Sign in with the address you gave us, or choose a plan. " * 4, "Sign in")
    site.pages |= {"/feed.xml": rss(site, "/a"), "/a": Page(b"", 302, {"Location": "/login"}), "/login": wall}
    polling.poll(feed(site).pk)
    Article.objects.update(title="Trains to run on the Example Railway")
    through()
    article = Article.objects.get()
    assert (article.state, article.title) == (State.LINKED, "Trains to run on the Example Railway")
    assert Suggestion.objects.get().candidates.get().project == railway
    assert Source.objects.get().title == "Trains to run on the Example Railway"


def test_two_articles_behind_one_wall_are_two_stories(site, linker):
    named_by_headline(linker)
    wall = page("Subscribers read on. Sign in with the address you gave us, or choose a plan. " * 4, "Sign in")
    site.pages |= {"/feed.xml": rss(site, "/a", "/b"), "/a": wall, "/b": wall}
    polling.poll(feed(site).pk)
    for article, title in zip(
        Article.objects.order_by("pk"),
        ("Trains to run on the Example Railway", "Minister blames builders of the Example Railway for delays"),
        strict=True,
    ):
        Article.objects.filter(pk=article.pk).update(title=title)
    through()
    assert {article.state for article in Article.objects.all()} == {State.LINKED}
    assert Suggestion.objects.count() == 2


def test_copies_of_one_text_are_one_suggestion_and_one_voice(site, linker):
    wire = page(f"EXAMPLE CITY (Example Wire). {TEXT} Read more on our site.", title="Railway: works finished")
    site.pages |= {"/feed.xml": rss(site, "/a", "/copy"), "/a": page(), "/copy": wire}
    polling.poll(feed(site).pk)
    through()
    suggestion = Suggestion.objects.get()
    first, second = Article.objects.order_by("pk")
    assert first.story == second.story
    assert first.source.voice == second.source.voice
    assert list(suggestion.copies.all()) == [second.source]
    assert "it joined it" in second.outcome


def test_a_project_that_only_a_copy_names_is_laid_before_the_curators_on_the_words_of_the_copy(site, linker):
    harbour = factories.project("Example Harbour")
    linker.projects.append(harbour)
    longer = page(f"{TEXT} It leads to the Example Harbour.", title="Railway: works finished")
    site.pages |= {"/feed.xml": rss(site, "/a", "/copy"), "/a": page(), "/copy": longer}
    polling.poll(feed(site).pk)
    first, second = Article.objects.order_by("pk")
    through(first)
    suggestion = Suggestion.objects.get()
    suggestions.confirm(factories.TESTER, suggestion, candidates=[suggestion.candidates.get().pk])
    through(second)
    suggestion.refresh_from_db()
    second.refresh_from_db()
    assert suggestion.state == "open"
    new = suggestion.candidates.get(project=harbour)
    assert (new.verdict, new.source) == ("", second.source)
    assert "it joined it and adds Example Harbour for the curators" in second.outcome
    (reason,) = new.reasons
    assert second.text[reason["start"] : reason["end"]] == "Example Harbour"
    assert all(
        piece["text"] == second.text[piece["start"] : piece["end"]]
        for piece in suggestion.excerpts
        if piece.get("source") == second.source.pk and piece["field"] == "text"
    )


def test_what_a_curator_refused_does_not_come_back_as_a_copy(site, linker):
    site.pages |= {"/feed.xml": rss(site, "/a", "/copy"), "/a": page(), "/copy": page(title="Another headline")}
    polling.poll(feed(site).pk)
    first, second = Article.objects.order_by("pk")
    through(first)
    suggestions.reject(CURATOR, Suggestion.objects.get())
    through(second)
    second.refresh_from_db()
    assert "decided on this story before" in second.outcome
    assert Suggestion.objects.count() == 1


#: What an outlet shows in place of each of its articles to those who do not pay.
WALL = (
    "This report is for our subscribers. Become one today to read all that our reporters write, our letters and our "
    "archive, for one crown a week in the first year; you may leave whenever you like."
)


def named_by_headline(linker) -> None:
    """Let the linker read headlines alone."""

    def link(title, text, language, date=None, *, explained=True):
        found = NameLinker(linker.projects).link("", title, language)
        return [replace(one, reasons=tuple(replace(why, field="title") for why in one.reasons)) for one in found]

    linker.link = link


def test_a_wall_in_place_of_two_articles_is_no_copy_of_a_text(site, linker):
    named_by_headline(linker)
    opened = added(site, "/a", page(WALL, title="Minister opens the Example Railway after two years"))
    suggestions.reject(CURATOR, opened.suggestion)
    closed = added(site, "/b", page(WALL, title="Strike closes the Example Railway for a third day"))
    assert closed.suggestion not in {None, opened.suggestion}
    assert closed.words.startswith("Laid before the curators")


def test_the_same_headline_above_a_wall_is_a_copy(site, linker):
    named_by_headline(linker)
    headline = "Minister opens the Example Railway after two years"
    first = added(site, "/a", page(WALL, title=headline))
    Article.objects.update(found_at=timezone.now() - timedelta(days=8))
    again = added(site, "/b", page(f"{WALL} Your desk.", title=f"{headline} | Example News"))
    assert (again.suggestion, Suggestion.objects.count()) == (first.suggestion, 1)


def test_one_page_under_two_addresses_is_read_once(site, linker):
    site.pages |= {
        "/feed.xml": rss(site, "/a", "/a?view=section"),
        "/a": page(),
        "/a?view=section": page(head='<link rel="canonical" href="/a">'),
    }
    polling.poll(feed(site).pk)
    through()
    states = dict(Article.objects.values_list("url", "state"))
    assert states == {site.url("/a"): State.LINKED, site.url("/a?view=section"): State.COPY}


def test_addresses_that_differ_in_another_encoding_are_two_and_fetched_as_listed(site, linker):
    paths = ["/n?q=%C4%E0", "/n?q=%CD%E5", "/n?12345"]
    site.pages |= {"/feed.xml": rss(site, *paths)} | {path: page(title=path) for path in paths}
    assert polling.poll(feed(site).pk).new == len(paths)
    for article in Article.objects.all():
        assert fetching.fetch(article.pk) == State.FETCHED
    assert set(paths) <= set(site.asked)


def test_pages_behind_a_hash_and_an_exclamation_mark_are_known_by_the_headlines_they_are_listed_by(site, linker):
    """A server gives the same for all of them: what it shows there is none of theirs."""
    named_by_headline(linker)
    shell = page(title="The Example Railway and other news", head='<link rel="canonical" href="/news">')
    headlines = {"/#!/a": "Trains run on the Example Railway", "/#!/b": "Example Railway delayed", "/#!/c": "Rain"}
    listed = rss(site, *headlines)
    body = listed.body.decode()
    for path, headline in headlines.items():
        body = body.replace(f"News {path}", headline)
    site.pages |= {"/feed.xml": Page(body.encode(), headers=listed.headers), "/": shell}
    assert polling.poll(feed(site).pk).new == 3
    through()
    found = {article.url: article for article in Article.objects.all()}
    assert [found[site.url(path)].title for path in headlines] == list(headlines.values())
    assert [found[site.url(path)].state for path in headlines] == [State.LINKED, State.LINKED, State.UNLINKED]
    assert all("its headline alone was read" in article.outcome for article in found.values())
    assert {source.url for source in Source.objects.all()} == {site.url("/#!/a"), site.url("/#!/b")}
    assert Suggestion.objects.count() == 2


def test_a_pasted_page_behind_a_hash_and_an_exclamation_mark_is_given_up_in_words(site, linker):
    site.pages["/"] = page()
    result = adding.add(site.url("/#!/a"), CURATOR)
    assert (result.article.state, result.suggestion) == (State.FAILED, None)
    assert "shown by scripts" in result.words


def test_a_demonstration_page_is_refused_where_real_facts_live(site, linker):
    marked = page(head='<meta name="corridors" content="demonstration">')
    result = added(site, answer=marked)
    assert result.article.state == State.REFUSED
    assert result.words == "This is a demonstration article; an installation with real facts does not take it."
    assert not Source.objects.exists()


def test_a_demonstration_takes_only_what_is_marked(site, linker, settings):
    settings.DEMONSTRATION = True
    assert "not marked as a demonstration" in added(site, "/a").words
    marked = page(head='<meta name="corridors" content="demonstration">')
    assert added(site, "/b", marked).suggestion.source.demonstration


BAD_PAGES = {
    "not found": (Page(b"", 404), "The page is not there (the server answered 404)."),
    "gone": (Page(b"", 410), "The page is not there (the server answered 410)."),
    "forbidden": (Page(b"", 403), "The server does not give out the page (it answered 403)."),
    "no text": (Page(b"<html><head><title>x</title></head></html>", headers={"Content-Type": "text/html"}), "no text"),
    "empty": (Page(b"", headers={"Content-Type": "text/html"}), "The page is empty."),
    "a picture": (Page(b"\x89PNG", headers={"Content-Type": "image/png"}), "not a page of text but image/png"),
    "loop": (Page(b"", 302, {"Location": "/bad"}), "go round in a circle"),
    "inside": (Page(b"", 302, {"Location": "http://10.0.0.7/"}), "a private network"),
    "metadata": (Page(b"", 302, {"Location": "http://169.254.169.254/"}), "metadata"),
    "two gigabytes": (Page(b"x", headers={"Content-Length": "2000000000"}), "announces 2 GB; at most 5 MB"),
    "consent": (
        Page(b"<p>We use cookies. Accept all cookies to go on.</p>", headers={"Content-Type": "text/html"}),
        "consent",
    ),
}


@pytest.mark.parametrize("name", BAD_PAGES)
def test_a_bad_page_is_given_up_with_its_reason_where_curators_look(site, linker, name):
    answer, words = BAD_PAGES[name]
    result = added(site, "/bad", answer)
    assert words in result.words
    assert result.article.state == State.FAILED
    assert (result.article.error_stage, result.article.due_at) in {("fetch", None), ("read", None)}
    assert words in Attempt.objects.first().words
    assert not Source.objects.exists()
    assert not Suggestion.objects.exists()


def test_a_given_up_article_can_be_replayed(site, linker):
    article = added(site, "/late", Page(b"", 404)).article
    site.pages["/late"] = page()
    same = Article.objects.filter(pk=article.pk)
    assert dead_letters.replay(same) == 1
    through(article)
    article.refresh_from_db()
    assert (article.state, article.error_stage) == (State.LINKED, "")
    assert dead_letters.replay(same) == 0


def test_a_page_that_could_not_be_read_is_replayed_without_being_fetched_again(site, linker, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(reading, "_understand", lambda article: {}["nothing"])
        assert "Something unexpected" in added(site).words
    article = Article.objects.get()
    assert (article.state, article.error_stage, article.error_class) == (State.FAILED, "read", "KeyError")
    assert dead_letters.replay(Article.objects.all()) == 1
    through(article)
    article.refresh_from_db()
    assert article.state == State.LINKED
    assert site.asked.count("/a") == 1


def test_pages_that_nobody_asked_for_again_are_forgotten_after_a_month(site, linker, monkeypatch):
    article = added(site, "/x", Page(b"", headers={"Content-Type": "text/html"})).article
    assert (article.state, StoredPage.objects.count()) == (State.FAILED, 1)
    tasks.prune()
    assert StoredPage.objects.count() == 1
    StoredPage.objects.update(fetched_at=timezone.now() - dead_letters.PAGES_KEPT)
    tasks.prune()
    assert not StoredPage.objects.exists()
    assert dead_letters.replay(Article.objects.all()) == 1
    article.refresh_from_db()
    assert article.state == State.FOUND


def test_a_page_that_ended_two_workers_is_set_aside_until_somebody_asks(site, linker):
    site.pages |= {"/feed.xml": rss(site, "/a"), "/a": page()}
    polling.poll(feed(site).pk)
    article = Article.objects.get()
    fetching.fetch(article.pk)
    for _ in range(reading.MOST_READS):
        # What a worker leaves behind that is killed while it reads.
        assert leases.take(Article.objects.all(), article.pk)
        leases.count_attempt(Article.objects.all(), article.pk)
        Article.objects.update(lease_until=timezone.now())
    assert reading.read(article.pk) == State.FAILED
    article.refresh_from_db()
    assert (article.error_stage, article.error_class, article.due_at) == ("read", "Poison", None)
    assert article.outcome == "Set aside: reading it was begun 2 times, never ended."
    assert dead_letters.replay(Article.objects.all()) == 1
    assert reading.read(article.pk) == State.LINKED


def test_a_server_in_trouble_is_asked_again_later_and_not_for_ever(site, linker):
    article = added(site, "/busy", Page(b"", 503, {"Retry-After": "600"})).article
    assert article.state == State.FOUND
    assert (article.due_at - timezone.now()).total_seconds() > 590
    assert "answered 503; it is asked again later" in article.outcome
    for _ in range(fetching.MOST_ATTEMPTS):
        Host.objects.update(next_slot_at=timezone.now())
        fetching.fetch(article.pk)
    article.refresh_from_db()
    assert article.state == State.FAILED


def test_a_page_that_ended_its_workers_is_given_up(site, linker):
    article = added(site, "/busy", Page(b"", 503)).article
    Article.objects.update(attempts=fetching.MOST_ATTEMPTS, lease="dead", lease_until=timezone.now())
    fetching.fetch(article.pk)
    article.refresh_from_db()
    assert article.state == State.FAILED
    assert "was begun 5 times" in article.outcome


def test_robots_txt_is_obeyed_and_asked_for_once(site, linker):
    site.pages |= {"/robots.txt": Page(b"User-agent: *\nDisallow: /private\n")}
    assert added(site, "/private/a").words == "The site's robots.txt asks not to fetch this page."
    added(site, "/a")
    assert site.asked == ["/robots.txt", "/a"]


def test_robots_that_cannot_be_read_close_the_site_for_now(site, linker):
    site.pages["/robots.txt"] = Page(b"", 500)
    result = added(site, "/a")
    assert result.article.state == State.FOUND
    assert "robots.txt could not be read" in result.words
    assert "/a" not in site.asked


def test_an_unknown_language_is_said(site, linker):
    body = html("1234 5678 9012 3456. " * 20, title="2026").replace(b' lang="en"', b"")
    result = added(site, "/a", Page(body, headers={"Content-Type": "text/html"}))
    assert result.words == "No project was recognised in it, and its language could not be told."
    assert result.article.language == "und"


def test_a_pasted_address_is_read_in_full_and_once(site, linker):
    first, second = added(site), added(site)
    assert first.suggestion == second.suggestion
    assert (first.known, second.known) == (False, True)
    assert first.suggestion.origin == "pasted"
    assert site.asked.count("/a") == 1


def test_a_pasted_address_whose_host_is_busy_goes_on_before_what_feeds_found(site, linker, monkeypatch):
    site.pages |= {"/feed.xml": rss(site, "/listed"), "/listed": page(), "/a": page()}
    polling.poll(feed(site).pk)
    Host.objects.update(next_slot_at=timezone.now() + timedelta(seconds=4))
    result = adding.add(site.url("/a"), CURATOR, patience=0.0)
    assert (result.article.state, result.suggestion) == (State.FOUND, None)
    sent = []
    monkeypatch.setattr(handing, "send", lambda task, pk, queue, expires: sent.append((queue, task, pk)))
    tasks.tick()
    assert sent == [], "the slot that comes next is the pasted page's"
    Host.objects.update(next_slot_at=timezone.now())
    Article.objects.update(due_at=timezone.now())
    tasks.tick()
    assert sent == [("pasted", "news.fetch", result.article.pk)]


def test_an_address_that_is_none_is_refused_in_words(db):
    with pytest.raises(Invalid, match="names no host"):
        adding.add("https://", CURATOR)
    assert not Article.objects.exists()


def test_nobody_listening_is_said_to_who_pasted(db, settings, linker):
    port = closed_port()
    settings.OUTBOUND_LOOPBACK = [f"127.0.0.1:{port}"]
    settings.NEWS_HOST_SPACING = 0.0
    result = adding.add(f"http://127.0.0.1:{port}/a", CURATOR, patience=0.5)
    assert "robots.txt could not be reached" in result.words
    assert "does not accept connections" in result.words


def test_an_article_that_a_worker_holds_is_left_to_it(site, linker):
    added(site, "/x", Page(b"", 503))
    article = Article.objects.get()
    assert leases.take(Article.objects.all(), article.pk)
    assert leases.take(Article.objects.all(), article.pk) == ""
    assert fetching.fetch(article.pk) == ""
    assert reading.read(article.pk) == ""


def test_a_worker_whose_lease_ran_out_writes_nothing(site, linker, monkeypatch):
    site.pages |= {"/feed.xml": rss(site, "/a"), "/a": page()}
    polling.poll(feed(site).pk)
    article = Article.objects.get()
    fetching.fetch(article.pk)
    stolen = reading._understand

    def slowly(row):
        found = stolen(row)
        Article.objects.filter(pk=row.pk).update(lease="another worker")
        return found

    monkeypatch.setattr(reading, "_understand", slowly)
    assert reading.read(article.pk) == ""
    article.refresh_from_db()
    assert (article.state, article.lease) == (State.FETCHED, "another worker")
    assert not Suggestion.objects.exists()


def test_a_page_that_somebody_asks_for_while_a_worker_reads_it_is_read_as_they_ask(site, linker, monkeypatch):
    linker.score = 0.4
    site.pages |= {"/feed.xml": rss(site, "/a"), "/a": page()}
    polling.poll(feed(site).pk)
    article = Article.objects.get()
    fetching.fetch(article.pk)
    understand = reading._understand

    def meanwhile(row):
        found = understand(row)
        if not row.added_by:
            adding.add(row.url, CURATOR, patience=0)
        return found

    monkeypatch.setattr(reading, "_understand", meanwhile)
    assert reading.read(article.pk) == State.FETCHED
    article.refresh_from_db()
    assert (article.added_by, article.attempts, article.lease) == (CURATOR.label, 0, "")
    assert not Attempt.objects.filter(article=article, purpose=Attempt.Purpose.READING).exists()
    assert reading.read(article.pk) == State.LINKED
    article.refresh_from_db()
    assert article.added_by == CURATOR.label
    assert Suggestion.objects.get().origin == "pasted"


def test_something_unexpected_becomes_a_dead_letter(site, linker, monkeypatch):
    site.pages |= {"/feed.xml": rss(site, "/a"), "/a": page()}
    polling.poll(feed(site).pk)
    article = Article.objects.get()
    fetching.fetch(article.pk)

    def breaks(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(linker, "link", breaks)
    assert reading.read(article.pk) == State.FAILED
    article.refresh_from_db()
    assert (article.state, article.error_stage, article.error_class) == (State.FAILED, "read", "ZeroDivisionError")
    assert "Something unexpected" in article.outcome


def test_the_only_worker_frees_at_its_start_what_the_one_before_it_held(site, linker, settings):
    settings.CELERY_BROKER_URL = "memory://"
    article = taken_article(site)
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    Article.objects.update(lease=f"{gone.pid:08x}{article.lease[8:]}")
    other = Article.objects.create(
        url="https://example.org/queued", url_key="queued", found_at=timezone.now(), sent_at=timezone.now(), sends=1
    )
    tasks.sweep()
    article.refresh_from_db()
    other.refresh_from_db()
    assert article.lease == ""
    assert article.due_at <= timezone.now()
    assert (other.sent_at, other.sends) == (None, 0)


def test_the_only_worker_leaves_a_page_to_the_person_who_waits_for_it(site, linker, settings):
    """The web's process, or a command's, holds the article while the worker starts."""
    settings.CELERY_BROKER_URL = "memory://"
    article = taken_article(site)
    tasks.sweep()
    assert leases.give_back(Article.objects.all(), article.pk, article.lease, state=State.FETCHED)


def test_one_of_many_workers_frees_only_what_was_held_too_long(site, linker, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:6379/0"
    article = taken_article(site)
    tasks.sweep()
    article.refresh_from_db()
    assert article.lease
    Article.objects.update(lease_until=timezone.now() - leases.LEASE)
    tasks.sweep()
    article.refresh_from_db()
    assert article.lease == ""


def taken_article(site):
    """An article that a worker took and did not give back."""
    added(site, "/x", Page(b"", 503))
    article = Article.objects.get()
    leases.take(Article.objects.all(), article.pk)
    Article.objects.update(due_at=timezone.now() + leases.LEASE)
    article.refresh_from_db()
    return article


def test_a_claim_the_text_makes_is_proposed_with_its_quote(site, linker):
    text = (
        "The Example Railway was opened on 30 April 2026. The Example Railway is 265 km long and carries grain. "
        "People from the villages along the line came to see the first of them, and the station band played for them."
    )
    suggestion = added(site, "/open", page(text, title="Example Railway opened")).suggestion
    article = Article.objects.get()
    proposed = list(suggestion.candidates.get().proposed.all())
    assert {(claim.kind, claim.values.get("date", "")) for claim in proposed} >= {("date", "2026-04-30")}
    for claim in proposed:
        assert claim.quote in article.text or claim.quote in article.title


def test_a_text_as_long_as_a_book_is_read_for_claims_as_far_as_an_article_goes(linker, railway):
    filling = "The weather stays fine in this valley. " * (proposing.MOST_READ // 30)
    claim = "The Example Railway was completed in 2025, the ministry said. "

    def proposed(text: str) -> list[str]:
        (candidate,) = proposing.candidates(linker.link("", text, "en"), "", text, "en", "2026-05-01")
        return [one.quote for one in candidate.claims]

    assert proposed(claim + filling)
    assert not proposed(f"The Example Railway is long. {filling} {claim}")


def test_every_candidate_is_shown_with_words_however_many_unlikely_ones_the_text_begins_with():
    lines = [f"Line {number} names project {number}." for number in range(40)]
    text = "\n".join(lines)

    def linked(number: int, score: float, said: tuple[int, ...]) -> Link:
        starts = [text.index(lines[line]) for line in said]
        reasons = tuple(Reason("alias", "Line", "text", start, start + 4, 1.0) for start in starts)
        return Link(f"p-{number}", score, "about", reasons)

    likely = [linked(0, 0.9, tuple(range(20, 30))), *(linked(number, 0.5, (30 + number,)) for number in range(1, 10))]
    unlikely = [linked(number, 0.1, (number,)) for number in range(10, 20)]
    shown = [piece["text"] for piece in proposing.excerpts([*likely, *unlikely], "", text)]
    assert shown == [lines[20], *(lines[30 + number] for number in range(1, 10))]


def test_a_date_that_no_words_name_says_that_it_is_inferred(db):
    factories.project("Testburg–Exampleton railway")
    title, text = "Testburg–Exampleton railway opened", "The first train on it carried grain."
    links = from_database.current_linker().link(title, text, "en")
    (found,) = proposing.candidates(links, title, text, "en", "2026-05-01")
    (dated,) = [claim for claim in found.claims if claim.kind == "date"]
    assert dated.values["date"] == "2026-05"
    assert dated.values["note"] == "Date inferred from the date of the news; the words quoted name none."


def test_no_claim_is_proposed_for_a_project_the_text_may_only_name(site, linker):
    linker.score = 0.55
    text = "The Example Railway was opened on 30 April 2026. It is 265 km long and carries grain to the sea, they say."
    suggestion = added(site, "/open", page(text, title="Example Railway opened")).suggestion
    assert not suggestion.candidates.get().proposed.exists()


def test_nothing_is_suggested_below_the_threshold(site, linker, settings):
    linker.score = 0.4
    site.pages |= {"/feed.xml": rss(site, "/a"), "/a": page()}
    polling.poll(feed(site).pk)
    through()
    assert Article.objects.get().outcome == "No project was recognised in it (the likeliest at 0.40)."
    assert not Suggestion.objects.exists()
    assert adding.add(site.url("/a"), CURATOR).suggestion is not None


def test_pages_elsewhere_are_of_whoever_publishes_there(site, linker):
    listed = feed(site, publisher=factories.publisher())
    Feed.objects.filter(pk=listed.pk).update(url="http://aggregator.example/feed", site="")
    site.pages["/a"] = page()
    article = adding.add(site.url("/a"), CURATOR).article
    assert article.source.publisher != listed.publisher
    assert article.source.publisher.kind == "unknown"


def test_pages_for_telephones_are_of_the_outlet(site, linker):
    outlet = sources.publisher_for_host("news.example")
    page_of = {"title": "x", "language": "en"}
    for url in ("https://m.news.example/a", "https://www.news.example/b"):
        assert sources.publisher_for_host(identity.outlet(url)) == outlet
    known = factories.publisher()
    sources.ensure(url="https://m.other.example/a", publisher=known, **page_of)
    assert sources.publisher_for_host(identity.outlet("https://amp.other.example/b")) == known
    assert sources.publisher_for_host(identity.outlet("https://m.com/b")).name == "m.com"


def test_the_linker_over_the_database_finds_its_projects_by_itself(site, railway):
    """Nothing is put in place of anything: feed, page, linker, statements, story, source, suggestion."""
    site.pages |= {"/feed.xml": rss(site, "/a"), "/a": page()}
    polling.poll(feed(site).pk)
    through()
    suggestion = Suggestion.objects.get()
    assert suggestion.candidates.get().project == railway
    assert suggestions.confirm(CURATOR, suggestion, candidates=[suggestion.candidates.get().pk]).change_id
