"""GDELT as a source of addresses: off until a curator switches it on, polite, resumable, and every attempt in words."""

import itertools
import time
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from corridors.outbound import bodies
from news import handing, tasks, turns
from news.gdelt.listing import SLOT
from news.models import Article, Attempt, FileState, GdeltFile, GdeltStream, Host, State
from news.services import gdelt, gdelt_files
from news.services.gdelt import LATE
from projects.models import Change
from projects.services import changes
from tests import factories
from tests.corridors.servers import Page, closed_port
from tests.factories import TESTER
from tests.news import gdelt_worlds as world
from tests.news.gdelt_worlds import COUNTRY, NEWEST, NOW, THEME, packed, publish, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(frozen, monkeypatch):
    # With a clock that stands still nobody's turn would come again: how slow the server was counts for nothing here.
    monkeypatch.setattr(turns, "_spacing", lambda host: timedelta(seconds=settings.NEWS_HOST_SPACING + host.penalty))
    return frozen(NOW)


@pytest.fixture
def project(clock):
    return factories.project("Velmar Railway", countries=[factories.country(COUNTRY)])


@pytest.fixture
def english(site, project):
    return world.stream(site)


def one(number: int) -> bytes:
    return packed(record(f"https://news.example/{number}", number=number))


def files() -> dict[str, str]:
    """The state of every file by its minute of the day."""
    return {f"{file.stamp:%H:%M}": file.state for file in GdeltFile.objects.order_by("stamp")}


def read_all() -> list[str]:
    Host.objects.all().delete()
    return [gdelt_files.read(pk) for pk in GdeltFile.objects.order_by("stamp").values_list("pk", flat=True)]


def before(count: int) -> datetime:
    return NEWEST - SLOT * count


def test_both_streams_are_there_and_off():
    assert list(GdeltStream.objects.values_list("name", "enabled_by_curator")) == [
        ("english", False),
        ("translated", False),
    ]


def test_nothing_is_asked_while_it_is_off(site, project):
    publish(site, {NEWEST: one(1)})
    off = world.stream(site, enabled_by_curator=False, due_at=timezone.now())
    world.file(off, one(1), due_at=timezone.now())
    tasks.gdelt_tick()
    assert gdelt.look(off.pk) == ""
    assert read_all() == [""]
    assert site.asked == []


def test_it_begins_with_the_newest_file_and_takes_its_addresses(site, english, clock):
    publish(
        site, {before(1): one(1), NEWEST: packed(record("https://News.example/a?utm_source=x"), record("x", kind=2))}
    )
    assert gdelt.look(english.pk) == "Begins with the file of 2026-05-02 10:15."
    assert files() == {"10:15": FileState.WAITING}
    assert read_all() == ["2 records, 1 of them wanted, 1 new address."]
    article = Article.objects.get()
    assert (article.url, article.state, article.gdelt, article.feed) == (
        "https://news.example/a",
        "found",
        english,
        None,
    )
    file = GdeltFile.objects.get()
    assert (file.state, file.records, file.broken, file.wanted, file.new) == (FileState.READ, 2, 0, 1, 1)
    english.refresh_from_db()
    assert english.listed_until == NEWEST
    assert english.due_at == NEWEST + SLOT + LATE


def test_every_attempt_leaves_a_row_in_words(site, english):
    publish(site, {NEWEST: one(1)})
    gdelt.look(english.pk)
    read_all()
    told = Attempt.objects.filter(purpose=Attempt.Purpose.GDELT).order_by("pk")
    assert [(row.code, row.succeeded, row.gdelt) for row in told] == [
        ("listed", True, english),
        ("read", True, english),
    ]
    assert told[1].words == "1 record, 1 of them wanted, 1 new address."
    assert (told[1].seen, told[1].new, told[1].status) == (1, 1, 200)


def test_the_translated_stream_has_its_own_lists_and_files(site, project):
    other = world.stream(site, "translated")
    publish(site, {NEWEST: one(1)})
    told = record("https://news.example/ru", translation="srclc:rus;eng:GT-RUS 1.0")
    publish(site, {before(1): one(2), NEWEST: packed(told)}, translated=True)
    GdeltStream.objects.filter(pk=other.pk).update(listed_until=before(2))
    assert gdelt.look(other.pk) == "2 new, to 2026-05-02 10:15."
    read_all()
    assert set(Article.objects.values_list("url", flat=True)) == {"https://news.example/2", "https://news.example/ru"}
    assert all("translation" in path for path in site.asked if path.endswith(".zip"))


def test_it_goes_on_where_it_stopped_without_gap_or_double(site, english):
    GdeltStream.objects.update(listed_until=before(4))
    publish(site, {before(count): one(count) for count in range(8)})
    assert gdelt.look(english.pk) == "4 new, to 2026-05-02 10:15."
    assert gdelt.look(english.pk) == "Nothing new: the newest file is of 2026-05-02 10:15."
    read_all()
    read_all()
    assert files() == dict.fromkeys(["09:30", "09:45", "10:00", "10:15"], FileState.READ)
    assert sorted(Article.objects.values_list("url", flat=True)) == [f"https://news.example/{n}" for n in range(4)]
    assert sum(path.endswith(".zip") for path in site.asked) == 4
    assert site.asked.count("/gdeltv2/masterfilelist.txt") == 1


def test_of_the_list_of_all_files_only_the_end_is_asked_for(site, english):
    GdeltStream.objects.update(listed_until=before(4))
    publish(site, {before(count): one(count) for count in range(4)})
    gdelt.look(english.pk)
    path, headers = site.log[-1]
    assert path == "/gdeltv2/masterfilelist.txt"
    assert headers["range"] == "bytes=-7200"
    assert headers["accept-encoding"] == "identity"


def test_quarters_of_an_hour_without_a_file_are_noted_and_passed_over(site, english):
    GdeltStream.objects.update(listed_until=before(4))
    publish(site, {before(3): one(3), NEWEST: one(0)})
    words = gdelt.look(english.pk)
    assert words == "2 new, to 2026-05-02 10:15; 2 quarters of an hour have no file and are passed over."
    assert files() == {"09:30": "waiting", "09:45": "missing", "10:00": "missing", "10:15": "waiting"}
    assert "no file for this quarter" in GdeltFile.objects.get(stamp=before(1)).outcome


def test_a_list_of_all_files_that_is_behind_hides_no_quarter_of_an_hour(site, english):
    GdeltStream.objects.update(listed_until=before(4))
    publish(site, {before(count): one(count) for count in range(4)})
    stale = {before(count): one(count) for count in (5, 4, 3)}
    site.pages["/gdeltv2/masterfilelist.txt"] = Page(world.listed(site, stale).encode())
    assert gdelt.look(english.pk) == (
        "the list of older files does not reach 2 of them, which are tried by their names; 4 new, to 2026-05-02 10:15."
    )
    read_all()
    assert files() == dict.fromkeys(["09:30", "09:45", "10:00", "10:15"], FileState.READ)


def test_after_a_long_pause_some_hours_are_caught_up(site, english, settings):
    settings.NEWS_GDELT_HOURS = 1
    old = world.file(english, one(99), NEWEST - timedelta(days=2))
    GdeltStream.objects.update(listed_until=old.stamp)
    publish(site, {before(count): one(count) for count in range(12)})
    assert gdelt.look(english.pk) == (
        "The files of 2026-04-30 10:30 to 2026-05-02 09:15 are passed over: 1 hour is caught up at most; "
        "4 new, to 2026-05-02 10:15."
    )
    old.refresh_from_db()
    assert (old.state, old.outcome) == (FileState.PASSED, "Passed over as too old: 1 hour is caught up at most.")
    assert GdeltFile.objects.filter(state=FileState.WAITING).count() == 4


@pytest.mark.parametrize("master", [Page(b"", 404), Page(b"x" * 1_100_000), Page(b"<html>Sorry</html>")])
def test_when_older_files_cannot_be_listed_they_are_tried_by_their_names(site, english, master):
    GdeltStream.objects.update(listed_until=before(3))
    publish(site, {before(2): one(2), NEWEST: one(0)})
    site.pages["/gdeltv2/masterfilelist.txt"] = master
    words = gdelt.look(english.pk)
    assert (
        words
        == "the list of older files could not be read, so they are tried by their names; 3 new, to 2026-05-02 10:15."
    )
    assert not Attempt.objects.get(url__endswith="masterfilelist.txt").succeeded
    told = read_all()
    assert told[0] == "1 record, 1 of them wanted, 1 new address; no check sum was listed; the zip's own was right."
    assert told[1] == "The file is listed, but it is not there (404)."
    assert told[2] == "1 record, 1 of them wanted, 1 new address."


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Page(b"", 404), "The server answered 404."),
        (Page(b"", 500), "The server answered 500."),
        (Page(b"<html>Sorry</html>"), "This is not a list of GDELT's files"),
        (Page(f"1 {'0' * 32} http://127.0.0.1/x.export.CSV.zip".encode()), "The list names no file of this stream."),
        (Page(b"y" * 1_100_000), "at most 1 MB"),
    ],
)
def test_a_list_that_cannot_be_read_is_told_and_asked_again(site, english, clock, answer, words):
    site.pages["/gdeltv2/lastupdate.txt"] = answer
    assert words in gdelt.look(english.pk)
    english.refresh_from_db()
    assert words in english.tried
    assert english.failures > 0
    assert timezone.now() + SLOT <= english.due_at <= timezone.now() + SLOT * 1.25
    assert words in Attempt.objects.get(gdelt=english).words
    assert not GdeltFile.objects.exists()
    publish(site, {NEWEST: one(1)})
    assert gdelt.look(english.pk).startswith("Begins")
    english.refresh_from_db()
    assert english.failures == 0


def test_failures_in_a_row_are_asked_about_more_and_more_rarely(site, english, clock):
    site.pages["/gdeltv2/lastupdate.txt"] = Page(b"", 403)
    waits = []
    for _ in range(4):
        gdelt.look(english.pk)
        english.refresh_from_db()
        waits.append(english.due_at - timezone.now())
    assert waits == sorted(waits)
    assert waits[3] >= SLOT * 4


def test_a_file_of_the_future_is_not_believed(site, english):
    publish(site, {NEWEST + timedelta(days=1): one(1)})
    assert gdelt.look(english.pk) == "The list names a file of the future: 2026-05-03 10:15."


def test_a_server_that_is_down_is_told(db, settings, clock):
    address = f"127.0.0.1:{closed_port()}"
    settings.OUTBOUND_LOOPBACK, settings.NEWS_HOST_SPACING = [address], 0.0
    down = GdeltStream.objects.get(name="english")
    GdeltStream.objects.filter(pk=down.pk).update(
        enabled_by_curator=True, url=f"http://{address}/gdeltv2/lastupdate.txt"
    )
    assert gdelt.look(down.pk) != ""
    down.refresh_from_db()
    assert down.due_at > timezone.now()
    assert down.failures > 0


BODY = packed(record("https://news.example/1"))


@pytest.mark.parametrize(
    ("answer", "listed", "code", "words"),
    [
        (Page(BODY[:-9]), {}, "wrong_size", "The file is not whole"),
        (Page(BODY[:-1] + b"?"), {}, "wrong_md5", "The check sum is wrong"),
        (Page(BODY[:60]), {"md5": "", "size": 0}, "damaged_zip", "The zip ends in the middle"),
        (Page(b"<html>Sorry</html>"), {"md5": "", "size": 0}, "not_a_zip", "This is not a zip file."),
        (Page(packed(b"a line")), {"md5": "", "size": 0}, "not_gkg", "None of its 1 lines is a record"),
        (Page(b"", 503), {}, "http_status", "The server answered 503."),
        (Page(b"", 404), {}, "not_found", "The file is listed, but it is not there (404)."),
        (Page(b"x", headers={"Content-Length": "900000000"}), {}, "too_big", "at most 60 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_tried_again(site, english, clock, answer, listed, code, words):
    file = world.file(english, BODY, **listed)
    site.pages[world.path_of(NEWEST)] = answer
    assert words in gdelt_files.read(file.pk)
    file.refresh_from_db()
    assert (file.state, file.attempts) == (FileState.WAITING, 1)
    assert words in file.outcome
    assert file.due_at >= timezone.now() + SLOT
    attempt = Attempt.objects.get(gdelt=english)
    assert (attempt.code, attempt.succeeded) == (code, False)
    assert words in attempt.words
    assert not Article.objects.exists()
    site.pages[world.path_of(NEWEST)] = Page(BODY)
    Host.objects.all().delete()
    gdelt_files.read(file.pk)
    file.refresh_from_db()
    assert file.state == (FileState.READ if not listed or listed["md5"] == "" else file.state)
    assert Article.objects.count() == 1


def test_a_slow_file_is_told(site, english, monkeypatch):
    monkeypatch.setattr(gdelt_files, "FILE_LIMITS", gdelt_files.Limits(total=0.3))
    file = world.file(english, BODY)

    def drip(handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        for _ in range(20):
            time.sleep(0.1)
            handler.wfile.write(b"P")

    site.pages[world.path_of(NEWEST)] = Page(raw=drip)
    assert "seconds" in gdelt_files.read(file.pk)
    assert Attempt.objects.get(gdelt=english).code == "too_slow"


def test_a_listed_file_that_never_comes_is_passed_over_after_some_looks(site, english, clock):
    file = world.file(english, BODY)
    told = [gdelt_files.read(file.pk) for _ in range(5)]
    file.refresh_from_db()
    assert file.state == FileState.MISSING
    assert told[2:] == ["The file is listed, but it is not there (404). It is passed over.", "", ""]


def test_a_file_that_stays_broken_is_given_up_and_can_be_sent_through_again(site, english):
    site.pages[world.path_of(NEWEST)] = Page(b"<html>Sorry</html>")
    file = world.file(english, b"<html>Sorry</html>")
    for _ in range(gdelt_files.MOST_ATTEMPTS + 2):
        gdelt_files.read(file.pk)
    file.refresh_from_db()
    assert (file.state, file.outcome, file.due_at) == (FileState.GIVEN_UP, "This is not a zip file.", None)
    site.pages[world.path_of(NEWEST)] = Page(BODY)
    GdeltFile.objects.update(size=len(BODY), md5="")
    assert gdelt_files.replay(file.pk)
    assert gdelt_files.read(file.pk).startswith("1 record,")
    assert not gdelt_files.replay(file.pk)


def test_broken_lines_are_counted_and_the_good_ones_kept(site, english):
    body = packed(b"broken", record("https://news.example/1"))
    site.pages[world.path_of(NEWEST)] = Page(body)
    file = world.file(english, body)
    assert gdelt_files.read(file.pk) == (
        "1 record, 1 of them wanted, 1 new address; 1 broken line was passed over (the first: 1 columns instead of 27)."
    )
    file.refresh_from_db()
    assert (file.records, file.broken) == (1, 1)


def test_one_file_gives_so_many_addresses_at_most(site, english, settings):
    settings.NEWS_GDELT_MOST = 3
    body = packed(*(record(f"https://news.example/{number}") for number in range(10)))
    site.pages[world.path_of(NEWEST)] = Page(body)
    words = gdelt_files.read(world.file(english, body).pk)
    assert "10 of them wanted, 3 new" in words
    assert "only the 3 most wanted were taken" in words
    assert Article.objects.count() == 3


def test_addresses_become_due_one_after_the_other(site, english, clock):
    body = packed(*(record(f"https://news.example/{number}") for number in range(15)))
    site.pages[world.path_of(NEWEST)] = Page(body)
    gdelt_files.read(world.file(english, body).pk)
    due = sorted(Article.objects.values_list("due_at", flat=True))
    assert due[0] == timezone.now()
    assert {later - sooner for sooner, later in itertools.pairwise(due)} == {timedelta(minutes=1)}


def test_while_many_addresses_wait_no_file_is_read(site, english, monkeypatch):
    monkeypatch.setattr(gdelt_files, "MOST_WAITING", 2)
    bodies = [packed(*(record(f"https://news.example/{turn}/{number}") for number in range(2))) for turn in range(2)]
    for turn, body in enumerate(bodies):
        site.pages[world.path_of(before(turn))] = Page(body)
        world.file(english, body, before(turn), due_at=timezone.now())
    read_all()
    assert files() == {"10:00": FileState.READ, "10:15": FileState.WAITING}
    Article.objects.update(state=State.UNLINKED)
    read_all()
    assert files() == {"10:00": FileState.READ, "10:15": FileState.READ}


def test_an_address_known_before_stays_as_it_was(site, english):
    site.pages[world.path_of(NEWEST)] = Page(BODY)
    first = world.file(english, BODY)
    gdelt_files.read(first.pk)
    Article.objects.update(state=State.UNLINKED, gdelt=None)
    site.pages[world.path_of(before(1))] = Page(BODY)
    assert gdelt_files.read(world.file(english, BODY, before(1)).pk) == "1 record, 1 of them wanted, 0 new addresses."
    assert Article.objects.values_list("state", "gdelt").get() == (State.UNLINKED, None)


def test_names_and_countries_are_those_of_our_projects(site, english, project):
    body = packed(
        record("https://news.example/named", countries=[], themes=[], names=["Velmar Railway"]),
        record("https://news.example/elsewhere", countries=["US"]),
        record("https://news.example/here", themes=[THEME]),
    )
    site.pages[world.path_of(NEWEST)] = Page(body)
    gdelt_files.read(world.file(english, body).pk)
    assert {url.rpartition("/")[2] for url in Article.objects.values_list("url", flat=True)} == {"named", "here"}


def test_a_filter_that_makes_no_sense_is_a_reason_in_words(site, english, settings, tmp_path):
    settings.NEWS_GDELT_FILTER = str(tmp_path / "gone.yaml")
    site.pages[world.path_of(NEWEST)] = Page(BODY)
    assert "GDELT's filter gone.yaml cannot be read" in gdelt_files.read(world.file(english, BODY).pk)


def test_a_server_that_rests_is_no_failure(site, english, clock, settings):
    publish(site, {NEWEST: BODY})
    gdelt.look(english.pk)
    Host.objects.update(next_slot_at=timezone.now() + timedelta(minutes=5))
    file = GdeltFile.objects.get()
    assert gdelt_files.read(file.pk) == ""
    file.refresh_from_db()
    assert (file.attempts, file.state) == (0, FileState.WAITING)
    assert file.due_at > timezone.now()


def test_too_many_requests_rest_the_server_as_long_as_it_says(site, english, clock):
    site.pages["/gdeltv2/lastupdate.txt"] = Page(b"", 429, {"Retry-After": "7200"})
    gdelt.look(english.pk)
    english.refresh_from_db()
    assert english.due_at >= timezone.now() + timedelta(hours=2)
    assert Host.objects.get(name=site.address).next_slot_at >= timezone.now() + timedelta(hours=2)


def test_nobody_else_asks_the_server_while_a_large_file_is_under_way(site, english, clock, monkeypatch):
    site.pages[world.path_of(NEWEST)] = Page(BODY)
    read = bodies.read

    def slowly(*args, **kwargs):
        clock.shift(gdelt_files.FILE_LIMITS.total - 1)
        assert turns.take(site.address)[0] == ""
        return read(*args, **kwargs)

    file = world.file(english, BODY)
    Host.objects.create(name=site.address, next_slot_at=timezone.now(), robots_at=timezone.now())
    monkeypatch.setattr(bodies, "read", slowly)
    assert gdelt_files.read(file.pk).startswith("1 record, 1 of them wanted")


def test_of_two_workers_one_reads_a_file(site, english):
    file = world.file(english, BODY)
    site.pages[world.path_of(NEWEST)] = Page(BODY)
    GdeltFile.objects.update(lease="another", lease_until=timezone.now() + timedelta(minutes=1))
    assert gdelt_files.read(file.pk) == ""
    GdeltFile.objects.update(lease_until=timezone.now() - timedelta(minutes=1))
    assert gdelt_files.read(file.pk) != ""


def test_what_a_worker_lost_meanwhile_is_not_written_twice(site, english, monkeypatch):
    file = world.file(english, BODY)
    site.pages[world.path_of(NEWEST)] = Page(BODY)
    select = gdelt_files._select

    def slowly(*args):
        GdeltFile.objects.update(lease="another")
        return select(*args)

    monkeypatch.setattr(gdelt_files, "_select", slowly)
    assert gdelt_files.read(file.pk) == "Another worker read this file meanwhile."
    file.refresh_from_db()
    assert file.state == FileState.WAITING


def test_the_beat_hands_out_lists_and_files_that_are_due(site, english, monkeypatch):
    sent = []
    monkeypatch.setattr(handing, "send", lambda task, pk, queue, expires: sent.append((task, pk, queue)))
    file = world.file(english, BODY, due_at=timezone.now())
    GdeltStream.objects.filter(pk=english.pk).update(due_at=timezone.now())
    tasks.gdelt_tick()
    tasks.gdelt_tick()
    assert sent == [("news.gdelt_list", english.pk, "network"), ("news.gdelt_file", file.pk, "network")]


def test_the_tasks_go_from_the_list_to_the_article(site, english, monkeypatch):
    monkeypatch.setattr(handing, "send", lambda task, pk, queue, expires: tasks.gdelt_file(pk))
    publish(site, {before(1): one(1), NEWEST: one(2)})
    GdeltStream.objects.filter(pk=english.pk).update(listed_until=before(2))
    tasks.gdelt_list(english.pk)
    assert Article.objects.count() == 2


def test_switching_on_looks_at_once_and_switching_off_keeps_what_was_taken(site, project, settings):
    settings.NEWS_GDELT_URL = site.url("/gdeltv2/")
    publish(site, {NEWEST: BODY})
    english = GdeltStream.objects.get(name="english")
    assert gdelt.switch_on(TESTER, english).words == "Begins with the file of 2026-05-02 10:15."
    read_all()
    assert "goes on where it stopped, 6 hours are caught up at most" in gdelt.switch_off(TESTER, english).words
    english.refresh_from_db()
    assert (english.enabled_by_curator, english.due_at, english.listed_until) == (False, None, NEWEST)
    assert Article.objects.count() == 1


def test_switching_a_stream_stands_in_the_log_and_undoing_sets_it_going_again(site, english, settings, monkeypatch):
    settings.NEWS_GDELT_URL = site.url("/gdeltv2/")
    publish(site, {NEWEST: BODY})
    off = gdelt.switch_off(TESTER, english, reason="Too much.")
    change = Change.objects.get(pk=off.change_id)
    assert (change.verb, change.reason, change.is_public) == ("switch off", "Too much.", False)
    changes.undo(TESTER, change, reason="Not enough.")
    sent = []
    monkeypatch.setattr(handing, "send", lambda task, pk, queue, expires: sent.append((task, pk)))
    tasks.gdelt_tick()
    assert sent == [("news.gdelt_list", english.pk)]
    assert gdelt.switch_on(TESTER, english).change_id is None


def test_old_files_are_forgotten(site, english, clock):
    world.file(english, BODY, NEWEST - timedelta(days=91), state=FileState.READ, outcome="Read.")
    world.file(english, BODY)
    tasks.prune()
    assert files() == {"10:15": FileState.WAITING}
