"""Keeps an eye on GDELT's lists: which files there are since the last look, which are missing, which are too old."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from corridors.errors import DomainError, Invalid
from corridors.outbound import Answer, Limits, OutboundError
from news import attempts, identity, leases, politeness, schedule
from news.counting import counted
from news.gdelt import listing
from news.gdelt.listing import SLOT, Listed
from news.killpoints import reached
from news.models import Attempt, FileState, GdeltFile, GdeltStream
from news.services import switching
from news.services.switching import Switched
from news.turns import Busy
from projects.services.changes import Actor

PATIENCE = 2.0
CURATORS_PATIENCE = 12.0
#: How long after its quarter of an hour a file is looked for.
LATE = timedelta(minutes=5)
LIST_LIMITS = Limits(size=1_000_000, total=20.0)
#: More of the master list than the quarters wanted: it may run ahead, or hold a few lines more.
_SPARE_SLOTS = 8
#: A list, and master list, of each stream, in the folder that CORRIDORS_GDELT_URL names.
_LISTS = {
    GdeltStream.Name.ENGLISH: ("lastupdate.txt", "masterfilelist.txt"),
    GdeltStream.Name.TRANSLATED: ("lastupdate-translation.txt", "masterfilelist-translation.txt"),
}


class Declined(Invalid):
    """The server answered with a status that is no file."""

    code = "http_status"

    def __init__(self, message: str, answer: Answer, *, code: str = "") -> None:
        super().__init__(message, code=code)
        self.answer = answer


@dataclass
class Plan:
    """What a look found: the newest quarter of an hour, files to be read, quarters without one, and words on it."""

    newest: datetime
    floor: datetime
    answer: Answer
    files: list[Listed] = field(default_factory=list)
    missing: list[datetime] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def active() -> "QuerySet[GdeltStream]":
    """Streams that a curator switched on."""
    return GdeltStream.objects.filter(enabled_by_curator=True)


def switch_on(actor: Actor, stream: GdeltStream, *, reason: str = "") -> Switched:
    """Switch a stream on and look at its list at once; what came back, in words."""
    url = settings.NEWS_GDELT_URL + _LISTS[GdeltStream.Name(stream.name)][0]
    GdeltStream.objects.filter(pk=stream.pk).update(url=url, failures=0, due_at=timezone.now())
    change_id = switching.switch(actor, stream, on=True, reason=reason)
    return Switched(look_now(stream), change_id)


def switch_off(actor: Actor, stream: GdeltStream, *, reason: str = "") -> Switched:
    """Read no more of a stream; what was taken from it stays."""
    change_id = switching.switch(actor, stream, on=False, reason=reason)
    GdeltStream.objects.filter(pk=stream.pk).update(due_at=None)
    return Switched(f"Switched off. Switched on again, it goes on where it stopped, {_hours()} at most.", change_id)


def wake() -> int:
    """Make due what is on and has no time to be due: undoing switched it on, which writes what was decided alone."""
    return active().filter(due_at=None).update(due_at=timezone.now())


def look_now(stream: GdeltStream) -> str:
    """Look at a stream's list for a person who waits; what came back, in words."""
    words = look(stream.pk, patience=CURATORS_PATIENCE)
    if words:
        return words
    return "A worker is asking it at this moment, or its server may not be asked again just now; look at its log."


def look(stream_id: int, *, patience: float = PATIENCE) -> str:
    """Look at a stream's list, if it is on and nobody else is at it, and write a row of each file that is new.

    Running it twice, or ending it at any line, loses and doubles nothing: the rows and how far the list is known are
    written in one transaction.

    Args:
        stream_id: the stream.
        patience: seconds to wait for the server's turn.

    Returns:
        What came of it in words; '' when it was not asked now.
    """
    lease = leases.take(active(), stream_id)
    if not lease:
        return ""
    stream = GdeltStream.objects.get(pk=stream_id)
    with leases.put_back_without_database(active(), stream_id, lease):
        return _look(stream, lease, patience)


def _look(stream: GdeltStream, lease: str, patience: float) -> str:
    try:
        plan = _plan(stream, patience)
        return _keep(stream, lease, plan)
    except Busy as busy:
        leases.give_back(active(), stream.pk, lease, due_at=timezone.now() + timedelta(seconds=busy.wait))
        return ""
    except DomainError as error:
        return _failed(stream, lease, error)
    except leases.DATABASE_AWAY:
        raise
    except Exception as error:
        return _failed(stream, lease, attempts.unexpected(error, f"looking at the list of {stream}"))


def ask(url: str, *, limits: Limits, patience: float, tail: int = 0) -> Answer:
    """Ask for a list or a file, in turn.

    Args:
        url: its address.
        limits: what it may cost.
        patience: seconds to wait for the server's turn.
        tail: so many bytes of its end only; 0 for the whole.

    Raises:
        Busy: the server may not be asked now.
        Declined: it answered with another status.
        DomainError: there was no answer.
    """
    # A part of what is compressed on the way could not be read.
    part = {"Range": f"bytes=-{tail}", "Accept-Encoding": "identity"} if tail else {}
    answer = politeness.get(url, limits=limits, patience=patience, headers=part)
    if answer.status not in {200, 206}:
        raise Declined(f"The server answered {answer.status}.", answer)
    return answer


def _plan(stream: GdeltStream, patience: float) -> Plan:
    """What is new since the last look.

    Raises:
        DomainError: the list could not be read.
    """
    translated = stream.name == GdeltStream.Name.TRANSLATED
    answer = ask(stream.url, limits=LIST_LIMITS, patience=patience)
    listed = listing.parse(_text(answer), translated=translated, host=identity.host(stream.url))
    if not listed:
        raise listing.BadList("The list names no file of this stream.")
    newest = listed[max(listed)]
    if newest.stamp > timezone.now() + SLOT:
        raise listing.BadList(f"The list names a file of the future: {_at(newest.stamp)}.")
    plan = Plan(newest.stamp, newest.stamp - timedelta(hours=settings.NEWS_GDELT_HOURS), answer)
    known = stream.listed_until
    if known is None:
        plan.files = [newest]
        plan.words.append(f"Begins with the file of {_at(newest.stamp)}")
    elif known >= newest.stamp:
        plan.newest = known
        plan.words.append(f"Nothing new: the newest file is of {_at(newest.stamp)}")
    else:
        _go_on(stream, plan, newest, known, patience)
    return plan


def _go_on(stream: GdeltStream, plan: Plan, newest: Listed, known: datetime, patience: float) -> None:
    """Put into a plan every quarter of an hour since the one known last."""
    if known < plan.floor:
        plan.words.append(f"The files of {_at(known + SLOT)} to {_at(plan.floor)} are passed over: {_hours()} at most")
    wanted = listing.slots(max(known, plan.floor), newest.stamp)
    found = {newest.stamp: newest}
    if len(wanted) > 1:
        found = _older(stream, wanted, plan, patience) | found
    plan.files = [found[stamp] for stamp in wanted if stamp in found]
    plan.missing = [stamp for stamp in wanted if stamp not in found]
    plan.words.append(f"{len(plan.files)} new, to {_at(newest.stamp)}")
    if plan.missing:
        missing = counted(
            len(plan.missing), "quarter of an hour has no file and is", "quarters of an hour have no file and are"
        )
        plan.words.append(f"{missing} passed over")


def _older(stream: GdeltStream, wanted: list[datetime], plan: Plan, patience: float) -> dict[datetime, Listed]:
    """The files of some quarters of an hour, from the end of the master list; by their names where that tells nothing.

    The list tells that a file is missing only where it has files before and after: it may be behind the other one.
    """
    base = stream.url.rpartition("/")[0] + "/"
    url = base + _LISTS[GdeltStream.Name(stream.name)][1]
    translated = stream.name == GdeltStream.Name.TRANSLATED
    tail = (len(wanted) + _SPARE_SLOTS) * listing.LISTED_BYTES
    wait = max(patience, settings.NEWS_HOST_SPACING * 2)
    try:
        answer = ask(url, limits=LIST_LIMITS, patience=wait, tail=tail)
        found = listing.parse(_text(answer), translated=translated, host=identity.host(url))
    except Busy:
        raise
    except DomainError as error:
        attempts.log(Attempt.Purpose.GDELT, url, error=error, answer=getattr(error, "answer", None), gdelt=stream)
        plan.words.append("the list of older files could not be read, so they are tried by their names")
        return {stamp: listing.named(stamp, translated=translated, base=base) for stamp in wanted}
    words = f"The end of the list of all files, with {len(found)} of this stream."
    attempts.log(Attempt.Purpose.GDELT, url, answer=answer, words=words, succeeded=True, gdelt=stream)
    beyond = [stamp for stamp in wanted[:-1] if not found or not min(found) <= stamp <= max(found)]
    if beyond:
        told = f"the list of older files does not reach {len(beyond)} of them, which are tried by their names"
        plan.words.append(told)
    return found | {stamp: listing.named(stamp, translated=translated, base=base) for stamp in beyond}


def _keep(stream: GdeltStream, lease: str, plan: Plan) -> str:
    now = timezone.now()
    words = "; ".join(plan.words) + "."
    with transaction.atomic():
        kept = leases.give_back(
            GdeltStream.objects.all(),
            stream.pk,
            lease,
            listed_until=plan.newest,
            failures=0,
            tried=f"{_at(now)}: {words}",
            asked_at=now,
            due_at=next_look(now) if stream.enabled_by_curator else None,
        )
        if not kept:
            return "Another worker looked at it meanwhile."
        _write_files(stream, plan, now)
        attempts.log(
            Attempt.Purpose.GDELT,
            stream.url,
            answer=plan.answer,
            words=words,
            code="listed" if plan.files else "unchanged",
            succeeded=True,
            gdelt=stream,
            seen=len(plan.files) + len(plan.missing),
            new=len(plan.files),
        )
        reached("gdelt.listed")
    return words


def _write_files(stream: GdeltStream, plan: Plan, now: datetime) -> None:
    rows = [
        GdeltFile(stream=stream, stamp=one.stamp, url=one.url, size=one.size, md5=one.md5, due_at=now)
        for one in plan.files
    ]
    rows += [
        GdeltFile(
            stream=stream,
            stamp=stamp,
            state=FileState.MISSING,
            outcome="GDELT's list has no file for this quarter of an hour.",
        )
        for stamp in plan.missing
    ]
    GdeltFile.objects.bulk_create(rows, ignore_conflicts=True)
    old = GdeltFile.objects.filter(stream=stream, state=FileState.WAITING, stamp__lte=plan.floor)
    old.update(state=FileState.PASSED, due_at=None, outcome=f"Passed over as too old: {_hours()} at most.")


def _failed(stream: GdeltStream, lease: str, error: DomainError) -> str:
    now = timezone.now()
    answer = error.answer if isinstance(error, Declined) else None
    failures = stream.failures + weight(error)
    wait = schedule.after_failure(SLOT, failures, asked_wait(error, now), random.random())
    with transaction.atomic():
        leases.give_back(
            GdeltStream.objects.all(),
            stream.pk,
            lease,
            failures=failures,
            tried=f"{_at(now)}: {error.message}",
            asked_at=now,
            due_at=now + wait,
        )
        attempts.log(Attempt.Purpose.GDELT, stream.url, answer=answer, error=error, gdelt=stream)
    return error.message


def weight(error: DomainError) -> float:
    """How heavily a failure counts, by the table of ``schedule``."""
    status = error.answer.status if isinstance(error, Declined) else 0
    return schedule.weight(status, passing=isinstance(error, OutboundError) and error.passing)


def asked_wait(error: DomainError, now: datetime) -> timedelta:
    """How long the server asks to be left alone, if it does."""
    header = error.answer.headers.get("retry-after", "") if isinstance(error, Declined) else ""
    return schedule.retry_after(header, now)


def next_look(now: datetime) -> datetime:
    """Some minutes after the next quarter of an hour, when its file should be there."""
    minutes = (now - LATE).minute // 15 * 15
    return (now - LATE).replace(minute=minutes, second=0, microsecond=0) + SLOT + LATE


def _text(answer: Answer) -> str:
    return answer.body.decode("ascii", errors="replace")


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _hours() -> str:
    return f"{counted(settings.NEWS_GDELT_HOURS, 'hour is', 'hours are')} caught up"
