"""Worlds for tests, made through the services. Every name here is invented."""

from itertools import count
from typing import Any

from projects.models import Claim, Corridor, Country, Organisation, Place, Project, Publisher, Source, Suggestion
from projects.services import changes, claims, entries, sources, suggestions
from projects.services.changes import Actor

_numbers = count(1)
TESTER = Actor.system("tests")


def country(code: str = "XA") -> Country:
    """An invented country (user-assigned codes of ISO 3166)."""
    return Country.objects.get_or_create(code=code, defaults={"name": f"Testland {code}"})[0]


def publisher(kind: str = "media", *, country_code: str | None = None, **values: Any) -> Publisher:
    number = next(_numbers)
    home = country(country_code) if country_code else None
    return sources.ensure_publisher(
        key=f"publisher-{number}", name=f"Example Publisher {number}", kind=kind, country=home, **values
    )


def source(kind: str = "media", *, date: str = "2024-05-01", by: Publisher | None = None, **values: Any) -> Source:
    number = next(_numbers)
    low = values.pop("low", False)
    known = by or publisher(
        kind,
        country_code=values.pop("country_code", None),
        **({"reliability": "low", "reliability_reason": "test"} if low else {}),
    )
    return sources.ensure(
        **{
            "url": f"https://example.org/{number}",
            "publisher": known,
            "title": f"Example document {number}",
            "language": "en",
            "date": date,
            **values,
        }
    )


def project(label: str = "", **values: Any) -> Project:
    number = next(_numbers)
    state = values.pop("state", "published")
    defaults = {"label": label or f"Example Railway {number}", "sector": "rail", "countries": [country()]}
    with changes.writing(TESTER, "create") as act:
        made = entries.create(act, Project, state=state, **{**defaults, **values})
    return Project.objects.get(pk=made.pk)


def corridor(label: str = "", **values: Any) -> Corridor:
    with changes.writing(TESTER, "create") as act:
        made = entries.create(
            act,
            Corridor,
            **{
                "label": label or f"Example Corridor {next(_numbers)}",
                "modes": ["rail"],
                "countries": [country()],
                **values,
            },
        )
    return Corridor.objects.get(pk=made.pk)


def place(label: str = "", **values: Any) -> Place:
    with changes.writing(TESTER, "create") as act:
        made = entries.create(
            act,
            Place,
            **{"label": label or f"Example Town {next(_numbers)}", "kind": "city", "country": country(), **values},
        )
    return Place.objects.get(pk=made.pk)


def organisation(label: str = "", **values: Any) -> Organisation:
    with changes.writing(TESTER, "create") as act:
        made = entries.create(
            act, Organisation, **{"label": label or f"Example Company {next(_numbers)}", "kind": "other", **values}
        )
    return Organisation.objects.get(pk=made.pk)


def said(about: Any, kind: str, by: Source | None = None, **columns: Any) -> Claim:
    """A claim recorded in a change of its own."""
    with changes.writing(TESTER, "record", about, source=by) as act:
        claim = claims.record(act, about, kind, source=by or source(), **columns)
    assert claim is not None, "the source had said that already"
    return claim


def promised(
    about: Project, date: str, by: Source | None = None, *, title: str = "Line opens", **columns: Any
) -> Claim:
    """A date promised for (or, with ``aspect``, happened at) a milestone."""
    with changes.writing(TESTER, "record", about) as act:
        heading = entries.milestone(act, about, kind=columns.pop("kind", "opened"), title=title)
        claim = claims.record(
            act, about, "date", source=by or source(), milestone=heading, date=date, **{"aspect": "promised", **columns}
        )
    assert claim is not None
    return claim


def amount(about: Project, number: Any, unit: str = "USD", by: Source | None = None, **columns: Any) -> Claim:
    """A sum told for a funding."""
    heading = {
        "stage": columns.pop("stage", "commitment"),
        "instrument": columns.pop("instrument", "loan"),
        "title": columns.pop("title", "Example loan"),
    }
    with changes.writing(TESTER, "record", about) as act:
        funding = entries.funding(act, about, **heading)
        claim = claims.record(
            act,
            about,
            "amount",
            source=by or source(),
            funding=funding,
            number=number,
            unit=unit,
            **{"aspect": "stands", **columns},
        )
    assert claim is not None
    return claim


def rule(claim: Claim, kind: str, reason: str = "test") -> int | None:
    """A ruling in a change of its own."""
    with changes.writing(TESTER, "rule", claim.about, reason=reason) as act:
        claims.rule(act, claim, kind)
    return act.id


def suggestion(*projects: Project, by: Source | None = None, score: float = 0.8, **values: Any) -> Suggestion:
    """A story laid before the curators; with a ``choice``, the same words name all its projects."""
    number = next(_numbers)
    proposals, choice = values.pop("claims", []), values.pop("choice", 0)
    made = suggestions.propose(
        **{
            "origin": "feed",
            "dedup_key": f"story-{number}",
            "story_key": f"story-{number}",
            "source": by or source(),
            "excerpts": [{"text": "Example Railway opens.", "start": 0, "end": 22}],
            "candidates": [
                suggestions.CandidateProposal(one, score, "about", [], list(proposals), choice) for one in projects
            ],
            **values,
        }
    )
    assert made is not None
    return made
