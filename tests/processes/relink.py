"""Looks again for a new project in child processes of its own and kills each at another named point; says what remains.

Run by the test beside it in a process where Django is set up. The database is that of DATABASE_URL.
"""

import json
import sys
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from news import killpoints
from news.models import Article, State, Story
from news.services import relinking
from projects.models import Candidate, Project, Suggestion
from projects.services import suggestions
from tests import factories
from tests.processes import forked

STORIES = 3


def main() -> None:
    """Go through all points, then print one JSON object: what remained after each."""
    settings.KILL_POINTS = True
    call_command("migrate", verbosity=0)
    remained = {}
    for point in ("nowhere", *killpoints.RELINK_POINTS):
        new = _world(point)
        ended = [forked.ended(at, partial(_looked, new)) for at in (point, "", "")]
        remained[point] = {"ended": ended, **_counts(new)}
    sys.stdout.write(json.dumps(remained))


def _world(point: str) -> str:
    """Decided stories of one project that another is named in; the other one's public id."""
    known, new = (factories.project(f"{name} {point.replace('.', ' ')}") for name in ("Velmar bridge", "Farville port"))
    for number in range(STORIES):
        title = f"{new.label} and {known.label} opened on day {number}"
        key = f"{point}-{number}"
        source = factories.source(title=title)
        Article.objects.create(
            url=f"https://example.org/{key}",
            url_key=key,
            found_at=timezone.now(),
            state=State.LINKED,
            title=title,
            text=f"{title}. The first ships came to the {new.label} in the morning.",
            language="en",
            outcome="Laid before the curators.",
            story=Story.objects.create(key=key, language="en", created_at=timezone.now()),
            source=source,
        )
        made = factories.suggestion(known, by=source, story_key=key)
        suggestions.confirm(factories.TESTER, made, candidates=[made.candidates.get().pk])
    return new.public_id


def _looked(public_id: str) -> bool:
    """Look again; whatever it finds is well."""
    relinking.reread([public_id])
    return True


def _counts(public_id: str) -> dict[str, object]:
    new = Project.objects.get(public_id=public_id)
    gained = Suggestion.objects.filter(candidates__project=new)
    beside = Candidate.objects.filter(suggestion__in=gained).exclude(project=new)
    return {
        "open": gained.filter(state="open").count(),
        "candidates": Candidate.objects.filter(project=new).count(),
        "confirmed": beside.filter(verdict="confirmed").count(),
        "told": Article.objects.filter(outcome__endswith=f"for {new.label}.").count(),
        "told_twice": Article.objects.filter(outcome__regex="again.*again").count(),
    }
