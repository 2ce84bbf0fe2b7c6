"""The intake's desks through HTTP: feeds switched on and told about, articles replayed, one address added."""

import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from news.models import Article, Attempt, Feed, GdeltStream, State
from news.services import adding, feeds, gdelt
from projects.models import Change
from tests import factories as make
from tests.curation.conftest import text

STREAMS = reverse_lazy("admin:news_gdeltstream_changelist")
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Example Gazette</title>
<link>http://127.0.0.1/</link><description>x</description>
<item><title>Example Railway opens</title><link>http://127.0.0.1/opens</link><guid>1</guid></item></channel></rss>"""


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = {"/feed": RSS, "/robots.txt": b"User-agent: *\nAllow: /\n"}.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/plain")
        self.end_headers()
        self.wfile.write(body or b"nothing here")

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def site(settings: Any) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    host = f"127.0.0.1:{server.server_port}"
    settings.OUTBOUND_LOOPBACK = [host]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://{host}"
    server.shutdown()
    thread.join()
    server.server_close()


def feed_at(url: str) -> Feed:
    return feeds.add(make.publisher(), url, "en")[0]


def act(feed: Feed, verb: str) -> str:
    return reverse(f"admin:news_feed_{verb}", args=[feed.pk])


def article(state: str = State.FAILED, **values: Any) -> Article:
    number = Article.objects.count() + 1
    told = {"outcome": "The page was empty.", "error_class": "Empty", "error_stage": "reading"}
    return Article.objects.create(
        url=f"https://example.org/{number}",
        url_key=f"key-{number}",
        found_at=timezone.now(),
        state=state,
        title=f"Example article {number}",
        **{**told, **values},
    )


def test_switching_a_feed_on_tries_it_and_says_what_came_back(curator: Client, site: str) -> None:
    feed = feed_at(f"{site}/feed")
    page = text(curator.post(act(feed, "on"), follow=True))
    feed.refresh_from_db()
    assert feed.active
    assert "RSS feed &#x27;Example Gazette&#x27; with 1 item." in page
    assert "Answered." in page
    curator.post(act(feed, "off"))
    feed.refresh_from_db()
    assert not feed.active


def test_switching_on_what_gives_no_feed_says_both(curator: Client, site: str) -> None:
    feed = feed_at(f"{site}/missing")
    page = text(curator.post(act(feed, "on"), follow=True))
    assert 'class="success">Switched on.' in page
    assert 'class="warning">The server answered 404' in page
    page = text(curator.post(act(feed, "on"), follow=True))
    assert 'class="info">It is on already.' in page
    page = text(curator.post(act(feed, "try"), follow=True))
    assert 'class="warning">The server answered 404' in page


def newest() -> Change:
    return Change.objects.order_by("-pk")[0]


def test_switching_keeps_who_and_why_and_the_feed_and_the_log_tell_it(
    curator: Client, ann: Any, site: str, django_assert_max_num_queries: Any
) -> None:
    feed = feed_at(f"{site}/feed")
    page = text(curator.post(act(feed, "on"), {"note": "It writes of the line."}, follow=True))
    change = newest()
    assert (change.user, change.reason, change.is_public) == (ann, "It writes of the line.", False)
    assert reverse("admin:projects_change_change", args=[change.pk]) in page
    assert "What curators decided" in page
    assert "It writes of the line." in page
    curator.post(act(feed, "off"), {"note": "It closed."})
    with django_assert_max_num_queries(20):
        page = text(curator.get(reverse("admin:news_feed_change", args=[feed.pk])))
    assert "switch off: ann" in page
    assert ">Example Gazette</td>" in text(curator.get(reverse("admin:projects_change_changelist")))
    told = text(curator.get(reverse("admin:projects_change_change", args=[newest().pk])))
    assert "<del>yes</del>" in told
    assert f'<a href="{reverse("admin:news_feed_change", args=[feed.pk])}">Example Gazette</a>' in told
    undo = reverse("admin:projects_change_undo", args=[newest().pk])
    curator.post(undo, {"reason": "It did not."})
    feed.refresh_from_db()
    assert feed.active
    assert "undo: ann" in text(curator.get(reverse("admin:news_feed_change", args=[feed.pk])))


def test_what_changes_nothing_is_said_and_leaves_no_trace(curator: Client) -> None:
    feed = feed_at("https://example.org/rss")
    before = Change.objects.count()
    page = text(curator.post(act(feed, "off"), follow=True))
    assert "Switched off; its articles stay." in page
    assert "where it can be undone" not in page
    edit = reverse("admin:news_feed_edit", args=[feed.pk])
    page = text(curator.post(edit, {"publisher": feed.publisher_id, "language": "en"}, follow=True))
    assert "Nothing was written: it stands so already." in page
    assert Change.objects.count() == before


@pytest.mark.parametrize("note", ["x" * 5000, "x\x00"])
def test_a_reason_that_cannot_be_kept_is_said_and_nothing_done(curator: Client, note: str) -> None:
    feed = feed_at("https://example.org/rss")
    Feed.objects.update(enabled_by_curator=True)
    assert "Nothing was written. Reason:" in text(curator.post(act(feed, "off"), {"note": note}, follow=True))
    stream = GdeltStream.objects.get(name="english")
    sent = {"action": "switch_on", "_selected_action": [stream.pk], "note": note}
    assert "Nothing was written. Reason:" in text(curator.post(STREAMS, sent, follow=True))
    feed.refresh_from_db()
    stream.refresh_from_db()
    assert (feed.active, stream.enabled_by_curator) == (True, False)


def test_switching_gdelt_keeps_who_and_why(curator: Client, onlooker: Client, ann: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(gdelt, "look_now", lambda stream: "Begins with the newest file.")
    stream = GdeltStream.objects.get(name="english")
    sent = {"action": "switch_on", "_selected_action": [stream.pk], "note": "To hear of what feeds miss."}
    assert onlooker.post(STREAMS, sent).status_code == 403
    page = text(curator.post(STREAMS, sent, follow=True))
    assert "Begins with the newest file." in page
    assert "where it can be undone" in page
    assert (newest().user, newest().verb, newest().reason) == (ann, "switch on", "To hear of what feeds miss.")
    page = text(curator.get(reverse("admin:news_gdeltstream_change", args=[stream.pk])))
    assert "To hear of what feeds miss." in page
    curator.post(STREAMS, {**sent, "action": "switch_off", "note": ""})
    assert newest().verb == "switch off"


def test_an_address_without_a_feed_says_so(curator: Client, site: str) -> None:
    feed = feed_at(f"{site}/nothing")
    page = text(curator.post(act(feed, "on"), follow=True))
    assert "The server answered 404." in page
    assert Attempt.objects.filter(feed=feed, succeeded=False).exists()


def test_a_feed_is_added_once_and_off(curator: Client) -> None:
    sent = {"publisher": make.publisher().pk, "url": "https://example.org/rss", "language": "en"}
    add = reverse("admin:news_feed_add")
    assert "it is off until you switch it on" in text(curator.post(add, sent, follow=True))
    assert "It is here already" in text(curator.post(add, sent, follow=True))
    assert not Feed.objects.get().active


def test_an_act_on_a_feed_is_asked_for_by_a_form(curator: Client) -> None:
    feed = feed_at("https://example.org/rss")
    assert curator.get(act(feed, "on")).status_code == 403
    feed.refresh_from_db()
    assert not feed.active


def test_one_address_leads_to_what_became_of_it(curator: Client, monkeypatch: Any) -> None:
    suggestion = make.suggestion(make.project())
    found = article(State.LINKED, outcome="A project was recognised.")
    monkeypatch.setattr(
        adding, "add", lambda url, actor: adding.Added(found, f"Read {url} for {actor.label}", suggestion)
    )
    response = curator.post(reverse("admin:news_article_add"), {"url": "https://example.org/a"}, follow=True)
    assert response.redirect_chain[0][0] == reverse("admin:projects_suggestion_change", args=[suggestion.pk])
    assert "Read https://example.org/a for ann" in text(response)


def test_an_address_that_fails_says_why(curator: Client, site: str) -> None:
    response = curator.post(reverse("admin:news_article_add"), {"url": f"{site}/gone"}, follow=True)
    assert response.status_code == 200
    assert "404" in text(response)


@pytest.mark.parametrize(
    "url",
    ["", "javascript:alert(1)", "http://", "http://[", "x\x00y", "https://exa mple/", "ftp://example.org/", "x" * 3000],
)
def test_what_is_no_address_is_said(curator: Client, url: str) -> None:
    for name in ("article", "feed"):
        sent = {"url": url, "publisher": make.publisher().pk}
        response = curator.post(reverse(f"admin:news_{name}_add"), sent)
        assert "Nothing was written" in text(response)
    assert not Article.objects.exists()
    assert not Feed.objects.exists()


def test_what_was_given_up_is_replayed_from_the_list(curator: Client) -> None:
    dead, done = article(), article(State.LINKED, outcome="Read.")
    changelist = reverse("admin:news_article_changelist")
    assert "The page was empty." in text(curator.get(changelist))
    page = text(curator.post(changelist, {"action": "replay", "_selected_action": [dead.pk, done.pk]}, follow=True))
    assert "1 of 2 are taken in again" in page
    dead.refresh_from_db()
    done.refresh_from_db()
    assert (dead.state, done.state) == (State.FOUND, State.LINKED)


def test_an_article_shows_its_way(curator: Client) -> None:
    dead = article()
    page = text(curator.get(reverse("admin:news_article_change", args=[dead.pk])))
    assert "The page was empty." in page
    assert "Take in again from the start" in page
    assert curator.post(reverse("admin:news_article_change", args=[dead.pk])).status_code == 403


def test_attempts_are_read_with_their_words(curator: Client) -> None:
    made = Attempt.objects.create(
        purpose="page",
        at=timezone.now(),
        url="https://example.org/1",
        host="example.org",
        succeeded=False,
        code="timeout",
        words="It did not answer in time.",
    )
    assert made.words in text(curator.get(reverse("admin:news_attempt_changelist")))
    assert made.words in text(curator.get(reverse("admin:news_attempt_change", args=[made.pk])))


def test_staff_without_the_group_ask_for_nothing(onlooker: Client) -> None:
    feed = feed_at("https://example.org/rss")
    dead = article()
    assert onlooker.post(act(feed, "on")).status_code == 403
    assert onlooker.get(reverse("admin:news_feed_change", args=[feed.pk])).status_code == 403
    assert onlooker.post(reverse("admin:news_article_add"), {"url": "https://example.org/a"}).status_code == 403
    assert onlooker.get(reverse("admin:news_article_change", args=[dead.pk])).status_code == 403
    assert Article.objects.count() == 1


def test_the_intake_at_a_glance_is_one_page_with_a_fixed_number_of_queries(
    curator: Client, onlooker: Client, django_assert_max_num_queries: Any
) -> None:
    glance = reverse("admin:news_article_glance")
    article()
    with django_assert_max_num_queries(26):
        page = text(curator.get(glance))
    assert "Pages to fetch" in page
    assert "Nothing was asked." in page
    listed = f"{reverse('admin:news_article_changelist')}?state__exact=failed&error_stage=reading&error_class=Empty"
    assert listed.replace("&", "&amp;") in page
    assert "Example article 1" in text(curator.get(listed))
    assert onlooker.get(glance).status_code == 403
    assert glance in text(curator.get(reverse("admin:index")))


def test_articles_are_sifted_by_the_step_at_which_they_were_given_up(curator: Client) -> None:
    url = reverse("admin:news_article_changelist")
    assert "step at which it was given up" not in text(curator.get(url))
    given_up, on_its_way = article(), article(State.FOUND, error_stage="")
    page = text(curator.get(url, {"stage": "reading"}))
    assert given_up.title in page
    assert on_its_way.title not in page


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("projects_suggestion", "Nothing waits."),
        ("news_feed", "No feed is here yet."),
        ("news_article", "No article is here yet."),
        ("news_attempt", "Nothing was asked in the last 30 days."),
        ("news_gdeltfile", "GDELT is read only while a"),
        ("news_fittedweights", "the weights that came with the program"),
    ],
)
def test_an_empty_list_says_how_it_is_filled_and_a_sifted_one_how_to_see_all(
    curator: Client, table: str, says: str
) -> None:
    url = reverse(f"admin:{table}_changelist")
    page = text(curator.get(url))
    assert says in page
    assert "Select " not in page
    if table == "news_feed":
        feed_at("https://example.org/rss")
        page = text(curator.get(url, {"state": "stopped"}))
        assert "Nothing here matches." in page
        assert says not in page


def test_feeds_are_sifted_by_how_they_stand(curator: Client) -> None:
    on, failing, stopped, off = (feed_at(f"https://example.org/{number}") for number in range(4))
    Feed.objects.exclude(pk=off.pk).update(enabled_by_curator=True)
    Feed.objects.filter(pk=failing.pk).update(failures=1.5)
    Feed.objects.filter(pk=stopped.pk).update(off_by_system="It is gone.")
    wanted = {"on": {on, failing}, "failing": {failing}, "stopped": {stopped}, "off": {off}}
    for state, feeds_shown in wanted.items():
        page = text(curator.get(reverse("admin:news_feed_changelist"), {"state": state}))
        assert {feed for feed in (on, failing, stopped, off) if f">{feed}</a>" in page} == feeds_shown, state
    page = text(curator.get(reverse("admin:index")))
    assert "1 feed</a> that the system stopped" in page


def test_whose_feed_it_is_and_its_language_can_be_put_right(curator: Client, onlooker: Client) -> None:
    feed, other = feed_at("https://example.org/rss"), make.publisher()
    url = reverse("admin:news_feed_edit", args=[feed.pk])
    assert url in text(curator.get(reverse("admin:news_feed_change", args=[feed.pk])))
    page = text(curator.post(url, {"publisher": other.pk, "language": "русский"}))
    assert "This is no code of a language" in page
    assert "русский" in page
    page = text(curator.post(url, {"publisher": other.pk, "language": "ru"}, follow=True))
    assert "Russian, a hint only" in page
    feed.refresh_from_db()
    assert (feed.publisher, feed.language, feed.url) == (other, "ru", "https://example.org/rss")
    assert onlooker.post(url, {"publisher": other.pk}).status_code == 403
    assert "There is no feed" in text(curator.get(reverse("admin:news_feed_edit", args=[99]), follow=True))


def test_the_log_tells_a_row_by_its_name(curator: Client) -> None:
    feed, other = feed_at("https://example.org/rss"), make.publisher()
    before = feed.publisher
    change = feeds.describe(make.TESTER, feed, other, "en")
    page = text(curator.get(reverse("admin:projects_change_change", args=[change])))
    assert f"<del>“{before}”</del>" in page
    assert f"<ins>“{other}”</ins>" in page


def test_times_say_their_zone(curator: Client) -> None:
    make.project()
    feed = feed_at("https://example.org/rss")
    moment = timezone.now().replace(year=2026, month=3, day=4, hour=5, minute=6)
    Feed.objects.update(polled_at=moment, succeeded_at=moment, enabled_by_curator=True, due_at=moment)
    page = text(curator.get(reverse("admin:news_feed_change", args=[feed.pk])))
    assert "4 March 2026 05:06 UTC; answered well 4 March 2026 05:06 UTC" in page
    assert "polled about every 1 hour, next at 4 March 2026 05:06 UTC" in page
    assert "Last polled (UTC)" in text(curator.get(reverse("admin:news_feed_changelist")))
    assert " UTC</td>" in text(curator.get(reverse("admin:projects_change_changelist")))


def test_codes_of_the_intake_are_told_in_words(curator: Client) -> None:
    dead = article(error_stage="fetch", error_class="NoPage", outcome="The page is not there.")
    odd = article(error_stage="read", error_class="KeyError", outcome="Something unexpected went wrong.")
    page = text(curator.get(reverse("admin:news_article_change", args=[dead.pk])))
    assert "Given up while fetching the page: no page of text there." in page
    assert reverse("admin:news_article_add") in page
    page = text(curator.get(reverse("admin:news_article_change", args=[odd.pk])))
    assert "a fault of the program (KeyError)" in page
    page = text(curator.get(reverse("admin:news_article_glance")))
    for told in ("Fetching the page", "no page of text there", "a fault of the program (KeyError)"):
        assert told in page
    Attempt.objects.create(
        purpose="page", at=timezone.now(), url="https://example.org/1", host="example.org", succeeded=False,
        code="http_status", words="The server answered 500.", status=500,
    )  # fmt: skip
    page = text(curator.get(reverse("admin:news_attempt_changelist")))
    assert "the server answered with an error" in page
    assert "http_status</td>" not in page


def test_what_told_a_day_and_what_a_feed_is_are_told_in_words(curator: Client) -> None:
    told = article(published="2026-05-01", published_method="json-ld")
    page = text(curator.get(reverse("admin:news_article_change", args=[told.pk])))
    assert "(told by the page&#x27;s structured data)" in page
    feed = feed_at("https://example.org/rss")
    for kind, said in (("", "not read yet"), ("atom", "Atom feed"), ("sitemap index", "Index of sitemaps")):
        Feed.objects.update(kind=kind)
        assert f"<dd>{said}</dd>" in text(curator.get(reverse("admin:news_feed_change", args=[feed.pk])))


def test_articles_of_no_feed_are_filtered_by_words(curator: Client) -> None:
    article(feed=feed_at("https://example.org/rss"))
    article()
    page = text(curator.get(reverse("admin:news_article_changelist")))
    assert "None: GDELT, or an address added" in page


def test_forms_lead_back_to_their_list(curator: Client) -> None:
    for add, table in (("news_feed_add", "news_feed"), ("news_article_add", "news_article")):
        page = text(curator.get(reverse(f"admin:{add}")))
        trail = page[page.index('class="breadcrumbs"') :]
        assert reverse(f"admin:{table}_changelist") in trail[: trail.index("</div>")]


def test_one_page_that_was_read_is_one(curator: Client) -> None:
    Attempt.objects.create(
        purpose="reading", at=timezone.now(), url="https://example.org/1", host="example.org", succeeded=True,
        code="unlinked", words="No project was recognised in it.",
    )  # fmt: skip
    assert "1 page was read; in 0 of them" in text(curator.get(reverse("admin:news_article_glance")))


def test_an_article_whose_text_is_not_kept_says_so(curator: Client) -> None:
    forgotten = article(State.LINKED, outcome="Read.", error_stage="", error_class="", text_length=1234)
    page = text(curator.get(reverse("admin:news_article_change", args=[forgotten.pk])))
    assert "It had 1,234 characters and is not kept" in page


@pytest.mark.parametrize("table", ["news_attempt", "news_gdeltstream", "news_feed", "news_article"])
def test_there_is_no_empty_history_to_get_lost_in(curator: Client, table: str) -> None:
    app, _, model = table.partition("_")
    feed_at("https://example.org/rss")
    article()
    Attempt.objects.create(
        purpose="page", at=timezone.now(), url="x", host="x", succeeded=True, code="ok", words="Fetched."
    )
    row = apps.get_model(app, model).objects.first()
    url = reverse(f"admin:{table}_change", args=[row.pk])
    assert "history/" not in text(curator.get(url))
    assert curator.get(reverse(f"admin:{table}_history", args=[row.pk]))["Location"] == url
    page = text(curator.get(reverse(f"admin:{table}_change", args=[9999]), follow=True))
    assert "There is no" in page


def test_the_intake_says_when_no_worker_is_there(curator: Client) -> None:
    assert "Nothing is fetched or read at present" in text(curator.get(reverse("admin:news_article_glance")))


def test_the_log_names_what_changes_are_on(curator: Client) -> None:
    project = make.project("Example Railway of the log")
    assert f">{project.label}</td>" in text(curator.get(reverse("admin:projects_change_changelist")))
    assert f"create {project.label}" in text(curator.get(reverse("admin:index")))


def test_who_undoes_is_told_who_reads_the_reason(curator: Client) -> None:
    own = feeds.describe(make.TESTER, feed_at("https://example.org/rss"), make.publisher(), "en")
    public = Change.objects.get(subject=make.project().public_id).pk
    everyone, curators = "in the log of changes, where everyone reads it", "in the log, for curators only"
    for change, said, unsaid in ((own, curators, everyone), (public, everyone, curators)):
        page = text(curator.get(reverse("admin:projects_change_undo", args=[change])))
        assert said in page
        assert unsaid not in page
