"""Reads one fetched page: text, language, date, links, story; and lays what concerns a project before the curators."""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from corridors.errors import DomainError, Invalid, Refused
from news import attempts, copies, extract, headlines, identity, language, leases, locks, passes, stories
from news.extract import ago
from news.extract.dates import ANY_TIME
from news.killpoints import reached
from news.linking.linker import Link
from news.models import Article, Attempt, Recipe, State, StoredPage, Story
from news.services import proposing, recipes, standing_in
from news.services.fetching import broken_off, give_up, refuse
from projects.models import Publisher
from projects.services import sources, suggestions

#: Reading has an end of its own in every case but the end of its worker: a page that met that twice may be the cause.
MOST_READS = 2


class Poison(Invalid):
    """A page that ended whoever read it: set aside until somebody asks for it."""

    code = "poison"


@dataclass(frozen=True)
class Understood:
    """A page as read: what goes into the article's row, and the projects it may concern."""

    title: str
    text: str
    method: str
    language: language.Language
    published: str
    published_method: str
    canonical: str
    links: Sequence[Link]
    remark: str = ""
    recipe: Recipe | None = None


def read(article_id: int) -> str:
    """Read an article's page, if it waits for that and nobody else is at it.

    Returns:
        The state it is in afterwards; '' when it was not read now.
    """
    rows = Article.objects.filter(state=State.FETCHED)
    lease = leases.take(rows, article_id)
    if not lease:
        return ""
    leases.count_attempt(rows, article_id)
    reached("read.claimed")
    article = Article.objects.select_related("feed__publisher").get(pk=article_id)
    if article.attempts > MOST_READS:
        return give_up(
            article, lease, "read", Poison(f"Set aside: reading it was begun {MOST_READS} times, never ended.")
        )
    with leases.put_back_without_database(rows, article_id, lease, attempts=max(0, article.attempts - 1)):
        return _go_through(article, lease)


def _go_through(article: Article, lease: str) -> str:
    try:
        understood = _understand(article)
        reached("read.linked")
        return _settle(article, lease, understood)
    except copies.IsCopy as copy:
        return _is_copy(article, lease, copy)
    except Refused as error:
        return refuse(article, lease, error, Attempt.Purpose.READING)
    except DomainError as error:
        return give_up(article, lease, "read", error)
    except leases.DATABASE_AWAY:
        raise
    except SoftTimeLimitExceeded:
        # A busy machine compiled the projects' names, or another worker held the lock of stories: the page took no such
        # time. It was counted as begun, so should it be the cause after all it is set aside.
        leases.put_back(Article.objects.all(), article.pk, lease)
        raise
    except Exception as error:
        return broken_off(article, lease, "read", error)


def _understand(article: Article) -> Understood:
    """Everything that needs no lock: the page in the child, quickly first, fully where a project might be meant.

    Raises:
        Refused: a demonstration page meets a real installation, or the other way round.
        Unreadable: the page has no text.
        Invalid: the site led us to its front page.
    """
    _check_front(article)
    recipe = recipes.of(article.final_url or article.url)
    page = _first_page(article, recipe)
    _check_kind(page)
    canonical = identity.claimed(article.final_url or article.url, page.canonical) or article.final_url
    passed = passes.two_passes(
        page,
        lambda: _page(article, full=True, recipe=recipe),
        proposing.current_linker(),
        article.title,
        article.language,
        always=bool(article.added_by) or page.method == "recipe",
    )
    page = passed.page
    reached("read.extracted")
    published, method = _published(article, page)
    return Understood(
        title=passed.title[:500],
        text=page.text,
        method=page.method,
        language=passed.language,
        published=published,
        published_method=method,
        canonical=canonical,
        links=passed.links,
        remark=_remark(page),
        recipe=recipe if passed.full else None,
    )


def _first_page(article: Article, recipe: Recipe | None) -> extract.Page:
    """The page as the quick pass reads it; by the outlet's recipe where it shows that pass nothing."""
    try:
        return _page(article, full=False)
    except extract.Unreadable:
        if recipe is None:
            raise
        return _page(article, full=True, recipe=recipe)


def _page(article: Article, *, full: bool, recipe: Recipe | None = None) -> extract.Page:
    if identity.is_scripted(article.url):
        return _listed(article)
    stored = StoredPage.objects.filter(article=article).first()
    if stored is None:
        raise Invalid("The fetched page is no longer there; send the article through again.", code="page_lost")
    body = zlib.decompress(bytes(stored.body))
    return extract.shared().read(
        body,
        content_type=stored.content_type,
        url=article.final_url or article.url,
        today=article.found_at.date(),
        full=full,
        recipe=recipe.selectors if recipe else None,
        fetched=stored.fetched_at,
    )


def _listed(article: Article) -> extract.Page:
    """An article as its feed lists it, where scripts make its page: what the server gives belongs to none.

    Raises:
        Unreadable: nothing is known of it but its address.
    """
    words = "What stands behind “#!” in its address is shown by scripts, which are not run"
    if not article.title:
        raise extract.Unreadable(f"{words}: there is no text of an article.")
    return extract.Page(article.title, "", "headline", remark=f"{words}: of the article its headline alone was read.")


def _remark(page: extract.Page) -> str:
    """What a curator should know of how the page was read, in words; '' when all went as it should."""
    guessed = (
        f"It declares no encoding, or a wrong one, and was read as {page.encoding}." if page.encoding_guessed else ""
    )
    return " ".join(filter(None, (guessed, page.remark)))


def _check_kind(page: extract.Page) -> None:
    if page.demonstration and not settings.DEMONSTRATION:
        raise Refused(
            "This is a demonstration article; an installation with real facts does not take it.", code="demonstration"
        )
    if settings.DEMONSTRATION and not page.demonstration:
        raise Refused(
            "This page is not marked as a demonstration; a demonstration takes no real news.", code="demonstration"
        )


def _check_front(article: Article) -> None:
    """Sites send readers of what they took away to their front page: that is not the article."""
    if article.final_url and identity.is_front(article.final_url) and not identity.is_front(article.url):
        raise Invalid("The article is gone: its address leads to the site's front page.", code="front_page")


def _published(article: Article, page: extract.Page) -> tuple[str, str]:
    """The day of publication: what the page declares, else the feed's, else what the page suggests."""
    if article.published and page.date_method in {"", ANY_TIME, "shown", "text", ago.METHOD}:
        return article.published, article.published_method
    return page.date, page.date_method


def _is_copy(article: Article, lease: str, copy: copies.IsCopy) -> str:
    with transaction.atomic():
        kept = leases.give_back(
            Article.objects.all(),
            article.pk,
            lease,
            state=State.COPY,
            due_at=None,
            duplicate_of=copy.original,
            outcome=copy.words[:2000],
        )
        if not kept:
            return ""
        standing_in.hand_on(article, copy.original)
        StoredPage.objects.filter(article=article).delete()
        attempts.log(
            Attempt.Purpose.READING, article.url, words=copy.words, code="copy", succeeded=True, article=article
        )
    return State.COPY


def _settle(article: Article, lease: str, found: Understood) -> str:
    """One transaction: the article's row, its story, its source, its suggestion."""
    wanted = proposing.candidates(found.links, found.title, found.text, found.language.code, found.published)
    is_linked = bool(wanted) and wanted[0].score >= proposing.enough(article)
    if is_linked:
        stories.sign(article, found.text)
    with locks.grouping():
        # The row itself says who may write: a lease that ran out has another owner by now.
        row = Article.objects.select_for_update().filter(pk=article.pk, lease=lease).first()
        if row is None:
            return ""
        if row.added_by and not article.added_by:
            # Somebody asked for this very page meanwhile: it is read as they ask, in full.
            again = {"due_at": timezone.now(), "attempts": max(0, row.attempts - 1)}
            leases.give_back(Article.objects.all(), article.pk, lease, **again)
            return State.FETCHED
        _fill(article, found, keep_text=is_linked)
        publisher = _publisher(article) if is_linked else None
        copies.check(article, publisher)
        words = _nothing(found) if publisher is None else _propose(article, publisher, found, wanted)
        words = " ".join(filter(None, (words, found.remark)))
        if found.recipe is not None:
            recipes.count(found.recipe, worked=found.method == "recipe")
        article.state = State.LINKED if is_linked else State.UNLINKED
        article.outcome, article.due_at, article.lease, article.lease_until = words, None, "", None
        article.save()
        StoredPage.objects.filter(article=article).delete()
        attempts.log(
            Attempt.Purpose.READING, article.url, words=words, code=article.state, succeeded=True, article=article
        )
        reached("read.proposed")
    reached("read.committed")
    return article.state


def _fill(article: Article, found: Understood, *, keep_text: bool) -> None:
    """What was read goes into the row; the text only where a curator will look at it."""
    article.title = found.title
    article.headline_key = headlines.key(found.title)
    article.page_key = _page_key(article, found.canonical)
    article.text_method = found.method
    article.language, article.language_certainty = found.language.code[:10], found.language.certainty
    article.published, article.published_method = found.published, found.published_method
    article.content_hash = hashlib.sha256(found.text.encode()).hexdigest()
    article.text_length = len(found.text)
    if keep_text:
        article.text = found.text


def _page_key(article: Article, canonical: str) -> str:
    """Key of the address the page ended at or claims, where that is another than the article's own."""
    key = identity.key(canonical) if canonical else ""
    return "" if key == article.url_key else key


def _propose(
    article: Article, publisher: Publisher, found: Understood, wanted: list[suggestions.CandidateProposal]
) -> str:
    in_text = any(reason.get("field") == "text" for one in wanted for reason in one.reasons)
    story = stories.place(article, by_headline=not in_text)
    article.story = story
    article.source = sources.ensure(
        url=article.final_url or article.url,
        publisher=publisher,
        title=found.title or article.url,
        title_quoted=bool(found.title),
        language=article.language,
        date=found.published,
        voice=_voice(story),
        retrieved=timezone.now().date(),
        content_hash=article.content_hash,
        demonstration=settings.DEMONSTRATION,
    )
    suggestion = suggestions.propose(
        origin=proposing.origin(article),
        dedup_key=proposing.dedup_key(story),
        story_key=story.key,
        source=article.source,
        excerpts=proposing.excerpts(found.links, found.title, found.text),
        candidates=wanted,
    )
    names = ", ".join(f"{one.project.label} ({one.score:.2f})" for one in wanted)
    if suggestion is None:
        return f"Recognised: {names}. A curator has decided on this story before."
    if suggestion.source_id != article.source.pk:
        new = ", ".join(row.project.label for row in suggestion.candidates.filter(source=article.source))
        if new:
            return (
                f"Recognised: {names}. A copy of a story known already; it joined it and adds {new} for the curators."
            )
        return f"Recognised: {names}. A copy of a story that waits already; it joined it."
    return f"Laid before the curators: {names}."


def _nothing(found: Understood) -> str:
    if found.language.code == language.UNKNOWN:
        return "No project was recognised in it, and its language could not be told."
    best = found.links[0].score if found.links else 0
    return "No project was recognised in it" + (f" (the likeliest at {best:.2f})." if best else ".")


def _voice(story: Story) -> str:
    """Copies of one text are one voice; a source known before keeps its own."""
    first = story.articles.filter(source__isnull=False).order_by("pk").select_related("source").first()
    return first.source.voice if first is not None and first.source is not None else f"story:{story.key}"


def _publisher(article: Article) -> Publisher:
    """The feed's publisher for pages of its own site, else whoever publishes at that host."""
    host = urlsplit(article.final_url or article.url).netloc
    if article.feed is not None and any(
        _one_site(host, urlsplit(url).netloc) for url in (article.feed.url, article.feed.site)
    ):
        return article.feed.publisher
    return sources.publisher_for_host(identity.outlet(article.final_url or article.url))


def _one_site(one: str, other: str) -> bool:
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return bool(other) and (one == other or one.endswith(f".{other}") or other.endswith(f".{one}"))
