"""Fetches one article's page, politely; it waits in a row to be read."""

import random
import re
import zlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from corridors.errors import DomainError, Invalid, Refused
from corridors.outbound import LIMITS, Answer, OutboundError
from news import attempts, identity, leases, politeness, schedule
from news.killpoints import reached
from news.models import Article, Attempt, State, StoredPage
from news.services import standing_in
from news.turns import Busy

PATIENCE = 2.0
MOST_ATTEMPTS = 5
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
# What follows the first media type: parameters, a second type, or a charset behind a forgotten semicolon.
_MEDIA_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)(?=[\s;,]|$)")
_READABLE = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
# How files begin that servers at times give out as pages: what they are read as looks like letters, and says nothing.
_FILES = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


class NoPage(Invalid):
    """The server has no page there, or one that is not text."""

    code = "no_page"


class Passing(Invalid):
    """The server cannot answer now; it is asked again."""

    code = "http_status"


def fetch(article_id: int, *, patience: float = PATIENCE) -> str:
    """Fetch an article's page, if it waits for that and nobody else is at it.

    Args:
        article_id: the article.
        patience: seconds to wait for the turns at its hosts; beyond that it is put off.

    Returns:
        The state it is in afterwards; '' when it was not fetched now.
    """
    rows = Article.objects.filter(state=State.FOUND)
    lease = leases.take(rows, article_id)
    if not lease:
        return ""
    leases.count_attempt(rows, article_id)
    reached("fetch.claimed")
    article = Article.objects.get(pk=article_id)
    if article.attempts > MOST_ATTEMPTS:
        return give_up(article, lease, "fetch", Invalid(f"Given up: fetching it was begun {MOST_ATTEMPTS} times."))
    with leases.put_back_without_database(rows, article_id, lease, attempts=max(0, article.attempts - 1)):
        return _ask(article, lease, patience)


def _ask(article: Article, lease: str, patience: float) -> str:
    answer: Answer | None = None
    try:
        answer = politeness.get(article.url, limits=LIMITS["page"], patience=patience)
        reached("fetch.answered")
        _check(answer)
        return _store(article, lease, answer)
    except Busy as busy:
        return _put_off(article, lease, busy)
    except Refused as error:
        return refuse(article, lease, error)
    except DomainError as error:
        return _failed(article, lease, error, answer)
    except leases.DATABASE_AWAY:
        raise
    except Exception as error:
        return broken_off(article, lease, "fetch", error, answer)


def _put_off(article: Article, lease: str, busy: Busy) -> str:
    """The host is busy: try again when its turn may come. That was no attempt."""
    leases.give_back(
        Article.objects.all(),
        article.pk,
        lease,
        due_at=timezone.now() + timedelta(seconds=busy.wait),
        attempts=max(0, article.attempts - 1),
        outcome=busy.message,
    )
    return State.FOUND


def _check(answer: Answer) -> None:
    """Only a page of text can be read.

    Raises:
        Passing: the server cannot answer now.
        NoPage: there is no page, or it is not text.
    """
    if answer.status in _PASSING:
        raise Passing(f"The server answered {answer.status}; it is asked again later.")
    if answer.status in {404, 410}:
        raise NoPage(f"The page is not there (the server answered {answer.status}).", code="not_found")
    if answer.status != 200:
        raise NoPage(f"The server does not give out the page (it answered {answer.status}).", code="http_status")
    declared = _MEDIA_TYPE.match(answer.content_type)
    kind = declared[1].lower()[:60] if declared else ""
    if kind and kind not in _READABLE:
        raise NoPage(f"This is not a page of text but {kind}.", code="not_text")
    if answer.body.startswith(_FILES):
        raise NoPage(f"This is not a page of text but a file, given out as {kind or 'nothing'}.", code="not_text")


def _store(article: Article, lease: str, answer: Answer) -> str:
    now = timezone.now()
    with transaction.atomic():
        kept = leases.give_back(
            Article.objects.all(),
            article.pk,
            lease,
            state=State.FETCHED,
            final_url=identity.arrived(article.url, answer.url)[:2000],
            attempts=0,
            due_at=now,
        )
        if not kept:
            return ""
        StoredPage.objects.update_or_create(
            article=article,
            defaults={
                "body": zlib.compress(answer.body),
                "content_type": answer.content_type[:200],
                "fetched_at": now,
            },
        )
        attempts.log(
            Attempt.Purpose.PAGE, article.url, answer=answer, words="Page fetched.", succeeded=True, article=article
        )
    reached("fetch.stored")
    return State.FETCHED


def _failed(article: Article, lease: str, error: DomainError, answer: Answer | None) -> str:
    now = timezone.now()
    passing = isinstance(error, Passing) or (isinstance(error, OutboundError) and error.passing)
    if not passing or article.attempts >= MOST_ATTEMPTS:
        return give_up(article, lease, "fetch", error, answer)
    asked = schedule.retry_after(answer.headers.get("retry-after", ""), now) if answer else timedelta(0)
    wait = schedule.page_retry(article.attempts, asked, random.random())
    with transaction.atomic():
        leases.give_back(Article.objects.all(), article.pk, lease, due_at=now + wait, outcome=error.message)
        attempts.log(Attempt.Purpose.PAGE, article.url, answer=answer, error=error, article=article)
    return State.FOUND


def broken_off(article: Article, lease: str, stage: str, error: Exception, answer: Answer | None = None) -> str:
    """Give up an article at which the program itself failed: once more would most likely end the same way."""
    known = attempts.unexpected(error, f"{stage} of article {article.pk}")
    return give_up(article, lease, stage, known, answer, kind=type(error).__name__)


def give_up(
    article: Article, lease: str, stage: str, error: DomainError, answer: Answer | None = None, *, kind: str = ""
) -> str:
    """Put an article where a curator sees it and can replay it, with stage, kind of error and words."""
    purpose = Attempt.Purpose.PAGE if stage == "fetch" else Attempt.Purpose.READING
    with transaction.atomic():
        kept = leases.give_back(
            Article.objects.all(),
            article.pk,
            lease,
            state=State.FAILED,
            due_at=None,
            outcome=error.message,
            error_stage=stage,
            error_class=(kind or type(error).__name__)[:80],
        )
        if kept:
            standing_in.hand_on(article)
        attempts.log(purpose, article.url, answer=answer, error=error, article=article)
    return State.FAILED


def refuse(article: Article, lease: str, error: DomainError, purpose: str = Attempt.Purpose.PAGE) -> str:
    """Take an article out of the way for a reason that stands: not an error, and not tried again."""
    with transaction.atomic():
        kept = leases.give_back(
            Article.objects.all(), article.pk, lease, state=State.REFUSED, due_at=None, outcome=error.message
        )
        if kept:
            # Else another worker has the article, and reads that page.
            StoredPage.objects.filter(article=article).delete()
            standing_in.hand_on(article)
        attempts.log(purpose, article.url, error=error, article=article)
    return State.REFUSED
