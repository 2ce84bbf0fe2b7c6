"""Atom: the public log of everything, and of one project."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.views.decorators.http import condition

from projects import selectors
from projects.models import Project
from projects.selectors import Moved
from public import addresses, views_changes, wording
from public.refusals import page
from public.views_changes import Told

ENTRIES = 50
# What XML cannot hold, however it is written; text that was pasted from elsewhere may.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def tag(name: str) -> str:
    """A name for life (RFC 4151), the same whatever address the site is read at."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname or 'localhost'},2026:{name}"


def plain(text: str) -> str:
    """Text as XML can hold it."""
    return NOT_XML.sub(" ", text)


def _latest(request: HttpRequest, **kwargs: str) -> str | None:
    """Validator of a feed: the newest public change and how many there are; nothing when there is none.

    Where an entry is taken back to draft its changes leave the log, and none that is newer tells so.
    """
    log = selectors.changes().order_by().aggregate(newest=Max("pk"), number=Count("pk"))
    return '"{newest}-{number}"'.format(**log) if log["number"] else None


class Changes(Feed):
    """Every public change, newest first."""

    feed_type = Atom1Feed
    title = "Corridors: changes"
    subtitle = "Who changed what, when and why, with the source it rests on."
    author_name = "Corridors"

    def link(self) -> str:
        """Where the same log stands as a page."""
        return reverse("public:changes")

    def feed_guid(self) -> str:
        """Name of the feed."""
        return tag("changes")

    def items(self) -> list[Told]:
        """The newest changes."""
        return views_changes.tell(list(selectors.changes()[:ENTRIES]))

    def item_title(self, item: Told) -> str:
        """What was done, to what."""
        about = item.subject.label if item.subject else ", ".join(each.label for each in item.projects[:3])
        done = wording.topic(item.change.verb)
        return plain(f"{done}: {about}" if about else done)

    def item_description(self, item: Told) -> str:
        """Reason, then each claim as question, value and publisher."""
        lines = [(item.change.reason,)] if item.change.reason else []
        lines += [
            (f"{wording.question(claim)}: {wording.value(claim)} ({claim.source.publisher}, {claim.source.url})",)
            for claim in item.claims
        ]
        lines += [(f"{word}: {wording.question(claim)}: {wording.value(claim)}",) for word, claim in item.rulings]
        lines += [(f"{row.name}: {row.before} → {row.after}",) for row in item.fields]
        if item.more:
            lines.append((f"{item.counts} recorded",))
        return plain(format_html_join("", "<p>{}</p>", lines))

    def item_link(self, item: Told) -> str:
        """The change whole."""
        return f"{reverse('public:changes')}?change={item.change.pk}"

    def item_guid(self, item: Told) -> str:
        """Name of the change for life."""
        return tag(f"change/{item.change.pk}")

    def item_updateddate(self, item: Told) -> datetime:
        """When we learned it."""
        return item.change.at

    def item_pubdate(self, item: Told) -> datetime:
        """When we learned it."""
        return item.change.at

    def item_author_name(self, item: Told) -> str:
        """Who did it, as shown."""
        return plain(item.change.actor_label)


class ProjectChanges(Changes):
    """The public changes that touched one project."""

    def get_object(self, request: HttpRequest, public_id: str) -> Project:
        """The project; what cannot be shown is told by the page around it."""
        found: Project = selectors.find(Project, public_id)
        return found

    def title(self, obj: Project) -> str:  # type: ignore[override]  # Django hands the object over
        """Names the project."""
        return plain(f"Corridors: {obj.label}")

    def link(self, obj: Project) -> str:  # type: ignore[override]  # as title
        """The project's page."""
        return addresses.of(obj)

    def feed_guid(self, obj: Project) -> str:  # type: ignore[override]  # as title
        """Name of the feed."""
        return tag(f"project/{obj.public_id}")

    def items(self, obj: Project) -> list[Told]:  # type: ignore[override]  # as title
        """The newest changes of the project."""
        return views_changes.tell(list(selectors.changes().filter(projects=obj)[:ENTRIES]))


@page()
@condition(etag_func=_latest)
def everything(request: HttpRequest) -> HttpResponse:
    """Atom feed of all public changes."""
    return Changes()(request)


@page()
@condition(etag_func=_latest)
def project(request: HttpRequest, public_id: str) -> HttpResponse:
    """Atom feed of one project's changes; where it was merged, that of the other."""
    try:
        return ProjectChanges()(request, public_id=public_id)
    except Moved as moved:
        return HttpResponsePermanentRedirect(reverse("public:project-feed", args=[moved.entry.public_id]))
