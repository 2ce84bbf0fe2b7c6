"""Reads one of GDELT's files: fetched in turn, checked, filtered; its addresses become articles to be fetched."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from corridors.errors import DomainError, Invalid
from corridors.outbound import LIMITS, Answer, Limits
from news import attempts, leases, schedule
from news.counting import counted
from news.gdelt import archive, wanted
from news.gdelt.listing import SLOT, Listed
from news.gdelt.wanted import Selection, Wanted
from news.killpoints import reached
from news.models import Article, Attempt, FileState, GdeltFile, State
from news.services import polling
from news.services.gdelt import Declined, active, ask, asked_wait
from news.turns import Busy
from projects.choices import ClaimKind, NameAspect
from projects.choices import State as EntryState
from projects.models import Claim, Project

PATIENCE = 15.0
#: Shorter than a task may run, with time left to read the file. Of the table, by which turns at hosts are measured.
FILE_LIMITS: Limits = LIMITS["archive"]
MOST_ATTEMPTS = 6
#: A file that is listed and not there is looked for so often: GDELT lists some files that never come.
MOST_LOOKS = 3
#: Addresses found through GDELT that may wait to be fetched; above it no file is read, so that feeds are not held up.
MOST_WAITING = 1000
KEPT = timedelta(days=90)


class NotThere(Declined):
    """The file is listed, and is not there."""

    code = "not_found"


def waiting() -> "QuerySet[GdeltFile]":
    """Files that may be read now: of streams that are on, and only while few addresses of theirs wait to be fetched."""
    files = GdeltFile.objects.filter(state=FileState.WAITING, stream__in=list(active().values_list("pk", flat=True)))
    return files if backlog() < MOST_WAITING else files.none()


def backlog() -> int:
    """How many addresses found through GDELT wait to be fetched."""
    return Article.objects.filter(state=State.FOUND, gdelt__isnull=False).count()


def read(file_id: int, *, patience: float = PATIENCE) -> str:
    """Read a file, if it waits for that and nobody else is at it.

    Running it twice, or ending it at any line, loses and doubles nothing: its addresses and its state are written in
    one transaction.

    Args:
        file_id: the file.
        patience: seconds to wait for the server's turn; beyond that it is put off.

    Returns:
        What came of it in words; '' when it was not read now.
    """
    rows = waiting()
    lease = leases.take(rows, file_id)
    if not lease:
        return ""
    leases.count_attempt(rows, file_id)
    reached("gdelt.claimed")
    file = GdeltFile.objects.select_related("stream").get(pk=file_id)
    if file.attempts > MOST_ATTEMPTS:
        return _failed(file, lease, Invalid(f"Given up: reading it was begun {MOST_ATTEMPTS} times."), None)
    with leases.put_back_without_database(GdeltFile.objects.all(), file_id, lease, attempts=max(0, file.attempts - 1)):
        return _go_through(file, lease, patience)


def _go_through(file: GdeltFile, lease: str, patience: float) -> str:
    answer: Answer | None = None
    try:
        answer = _fetch(file, patience)
        reached("gdelt.answered")
        selection = _select(file, answer.body)
        return _settle(file, lease, answer, selection)
    except Busy as busy:
        later = timezone.now() + timedelta(seconds=busy.wait)
        leases.give_back(GdeltFile.objects.all(), file.pk, lease, due_at=later, attempts=max(0, file.attempts - 1))
        return ""
    except DomainError as error:
        return _failed(file, lease, error, answer)
    except leases.DATABASE_AWAY:
        raise
    except Exception as error:
        return _failed(file, lease, attempts.unexpected(error, f"reading GDELT's file {file}"), answer)


def replay(file_id: int) -> bool:
    """Send a file that was given up, missing or passed over through again; false for any other and for one unlisted."""
    dead = GdeltFile.objects.filter(pk=file_id, state__in=[FileState.GIVEN_UP, FileState.MISSING, FileState.PASSED])
    again = {"state": FileState.WAITING, "due_at": timezone.now(), "attempts": 0, "lease": "", "outcome": ""}
    return bool(dead.exclude(url="").update(**again))


def prune() -> int:
    """Forget files of more than ninety days ago; how many they were."""
    return GdeltFile.objects.filter(stamp__lt=timezone.now() - KEPT).delete()[0]


def what_is_wanted() -> Wanted:
    """The filter with the countries and names of the projects in the database.

    Raises:
        Invalid: the operator's filter cannot be understood.
    """
    chosen = wanted.load(Path(settings.NEWS_GDELT_FILTER) if settings.NEWS_GDELT_FILTER else wanted.OWN_FILTER)
    projects = Project.objects.filter(state__in=[EntryState.DRAFT, EntryState.PUBLISHED])
    countries = projects.order_by().values_list("countries", flat=True).distinct()
    labels = [name for pair in projects.values_list("label", "short_label") for name in pair if name]
    # GDELT reads translations into English, so it is English names that stand in its files.
    named = Claim.objects.live().filter(kind=ClaimKind.NAME, project__in=projects, language__startswith="en")
    names = named.exclude(aspect=NameAspect.WITH_CONTEXT).values_list("text", flat=True)
    return wanted.settle(chosen, [code for code in countries if code], [*labels, *names])


def _fetch(file: GdeltFile, patience: float) -> Answer:
    try:
        return ask(file.url, limits=FILE_LIMITS, patience=patience)
    except Declined as error:
        if error.answer.status in {404, 410}:
            raise NotThere("The file is listed, but it is not there (404).", error.answer) from error
        raise


def _select(file: GdeltFile, body: bytes) -> Selection:
    archive.check(body, Listed(file.stamp, file.url, file.size, file.md5))
    return wanted.select(archive.lines(body), what_is_wanted(), settings.NEWS_GDELT_MOST)


def _settle(file: GdeltFile, lease: str, answer: Answer, found: Selection) -> str:
    now = timezone.now()
    with transaction.atomic():
        new = polling.add_new(_articles(file, found, now))
        words = _in_words(file, found, new)
        kept = leases.give_back(
            GdeltFile.objects.all(),
            file.pk,
            lease,
            state=FileState.READ,
            outcome=words,
            due_at=None,
            read_at=now,
            records=found.records,
            broken=found.broken,
            wanted=found.wanted,
            new=new,
        )
        if not kept:
            return "Another worker read this file meanwhile."
        attempts.log(
            Attempt.Purpose.GDELT,
            file.url,
            answer=answer,
            words=words,
            code="read",
            succeeded=True,
            gdelt=file.stream,
            seen=found.records,
            new=new,
        )
        reached("gdelt.written")
    reached("gdelt.committed")
    return words


def _articles(file: GdeltFile, found: Selection, now: datetime) -> list[Article]:
    """One an address; they become due one after the other until the next file, so that no burst holds up feeds."""
    step = SLOT / max(1, len(found.addresses))
    return [
        Article(url=address, url_key=key, gdelt=file.stream, found_at=now, due_at=now + step * place)
        for place, (key, address) in enumerate(found.addresses.items())
    ]


def _in_words(file: GdeltFile, found: Selection, new: int) -> str:
    records, addresses = counted(found.records, "record"), counted(new, "new address", "new addresses")
    told = [f"{records}, {found.wanted} of them wanted, {addresses}"]
    if found.wanted > len(found.addresses):
        told.append(f"only the {len(found.addresses)} most wanted were taken, as many as one file may give")
    if found.broken:
        lines = counted(found.broken, "broken line was", "broken lines were")
        told.append(f"{lines} passed over (the first: {found.first_broken})")
    if not file.md5:
        told.append("no check sum was listed; the zip's own was right")
    return "; ".join(told) + "."


def _failed(file: GdeltFile, lease: str, error: DomainError, answer: Answer | None) -> str:
    """Try again later, a few times; then leave the file where a curator sees it and can send it through again."""
    now = timezone.now()
    is_missing = isinstance(error, NotThere)
    is_over = file.attempts >= (MOST_LOOKS if is_missing else MOST_ATTEMPTS)
    wait = schedule.after_failure(SLOT, file.attempts, asked_wait(error, now), random.random())
    state = (FileState.MISSING if is_missing else FileState.GIVEN_UP) if is_over else FileState.WAITING
    words = error.message + (" It is passed over." if is_over and is_missing else "")
    with transaction.atomic():
        leases.give_back(
            GdeltFile.objects.all(),
            file.pk,
            lease,
            state=state,
            outcome=words,
            due_at=None if is_over else now + wait,
        )
        shown = error.answer if isinstance(error, Declined) else answer
        attempts.log(Attempt.Purpose.GDELT, file.url, answer=shown, error=error, words=words, gdelt=file.stream)
    return words
