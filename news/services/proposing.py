"""Turns links and statements of an article into what the domain lays before its curators."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain, zip_longest
from typing import Any, Protocol

from django.conf import settings

from news import naming, statements
from news.linking import from_database
from news.linking.linker import Link
from news.models import Article, Story
from news.naming import Finder, Places
from news.statements import Statement
from projects.choices import ClaimKind, MentionAspect, Origin
from projects.models import Project
from projects.services import suggestions

#: Candidates less likely than this are not shown.
SHOWN_FROM = 0.3
#: What a text states is proposed as claims of a project only where it is likely to be about it: of one that it merely
#: names, what is stated is mostly another's.
CLAIMS_FROM = 0.7
#: Characters in which statements are looked for: no article is longer, and reading a book takes minutes.
MOST_READ = 100_000
#: Pieces of the text that a curator is shown, one a candidate at least.
MOST_EXCERPTS = 8
#: What a curator is told beside such a date, and the claim keeps as its note.
INFERRED = "Date inferred from the date of the news; the words quoted name none."
_ROLES = {"about": MentionAspect.ABOUT, "mentions": MentionAspect.PASSING, "round_up": MentionAspect.ROUND_UP}


class Linker(Finder, Protocol):
    """What finds projects in a text."""

    def link(self, title: str, text: str, language: str, date: Any = None, *, explained: bool = True) -> list[Link]:
        """Projects the text may concern, the likeliest first, with reasons where they are to be explained."""
        ...


def current_linker() -> Linker:
    """The linker over the projects of this database as they are now."""
    return from_database.current_linker()


def enough(article: Article) -> float:
    """How likely a project must be for an article to be laid before the curators for it."""
    return SHOWN_FROM if article.added_by else float(settings.NEWS_SUGGEST_FROM)


def origin(article: Article) -> str:
    """Where the curators are told it came from."""
    return Origin.PASTED if article.added_by else Origin.FEED


def dedup_key(story: Story) -> str:
    """What makes a story one suggestion."""
    return f"story:{story.key}"


def candidates(
    links: Sequence[Link], title: str, text: str, language: str, published: str
) -> list[suggestions.CandidateProposal]:
    """Candidates for the curators, the likeliest first, each with reasons and the claims the text seems to make."""
    shown = [link for link in links if link.score >= SHOWN_FROM]
    projects = {
        project.public_id: project for project in Project.objects.filter(public_id__in=[link.project for link in shown])
    }
    stated = any(link.score >= CLAIMS_FROM for link in shown)
    text = text[:MOST_READ]
    places = naming.places(current_linker(), title, text, language, published) if stated else Places({})
    return [
        suggestions.CandidateProposal(
            project=projects[link.project],
            score=link.score,
            role=_ROLES[link.role],
            reasons=[asdict(reason) for reason in link.reasons],
            claims=_claims(link, places, title, text, language=language, published=published)
            if link.score >= CLAIMS_FROM
            else [],
            choice=link.ambiguous,
        )
        for link in shown
        if link.project in projects
    ]


def excerpts(links: Sequence[Link], title: str, text: str) -> list[dict[str, Any]]:
    """The pieces of the text in which the reasons stand, each exactly ``field[start:end]`` of what is stored.

    Where they are many, the first reason of each candidate comes before the second of any.
    """
    shown = [[reason for reason in link.reasons if reason.field] for link in links if link.score >= SHOWN_FROM]
    pieces: dict[tuple[str, int, int], None] = {}
    for reason in filter(None, chain.from_iterable(zip_longest(*shown))):
        pieces.setdefault((reason.field, *_around(title if reason.field == "title" else text, reason.start)))
    chosen = list(pieces)[: max(MOST_EXCERPTS, len(shown))]
    return [
        {"field": field, "start": start, "end": end, "text": (title if field == "title" else text)[start:end]}
        for field, start, end in sorted(chosen, key=lambda piece: (piece[0] != "title", piece[1]))
    ]


def _around(text: str, position: int) -> tuple[int, int]:
    """The line around a position, at most some three hundred characters of it."""
    start = max(text.rfind("\n", 0, position) + 1, position - 150)
    end = text.find("\n", position)
    return start, min(end if end >= 0 else len(text), position + 200)


def _claims(
    link: Link, places: Places, title: str, text: str, *, language: str, published: str
) -> list[suggestions.ClaimProposal]:
    found = statements.propose(
        title,
        text,
        language,
        published,
        names=places.of(link.project),
        rivals=places.of_others(link.project),
    )
    return [_claim(statement, text) for statement in found]


def _claim(statement: Statement, text: str) -> suggestions.ClaimProposal:
    values: dict[str, Any] = {"scope": statement.scope} if statement.scope else {}
    if statement.kind == ClaimKind.STATUS:
        values |= {"status": statement.status}
    elif statement.kind == ClaimKind.DATE:
        values |= {"milestone": statement.milestone, "date": statement.date, "aspect": statement.aspect}
        values |= {"note": INFERRED} if statement.inferred else {}
    else:
        number = "" if statement.number is None else format(statement.number.normalize(), "f")
        values |= {"number": number, "currency": statement.currency, "stage": statement.stage}
    start, end = statement.start, statement.end
    if statement.field == "title":
        # Offsets are of the stored text; what stands in the headline alone has none there.
        start = max(0, text.find(statement.quote))
        end = start + len(statement.quote) if statement.quote in text else start
    return suggestions.ClaimProposal(kind=statement.kind, values=values, quote=statement.quote, start=start, end=end)
