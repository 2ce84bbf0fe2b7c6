"""Past views: saying in words what they mean."""

from datetime import date

from projects.dossier import View
from projects.models import Change
from public import wording


def seen_on(view: View, today: date) -> date:
    """The day from which a view looks at its facts: what was recent then, what was overdue then."""
    days = [day for day in (view.said_by, view.known_at) if day is not None]
    if view.at_change is not None:
        # Numbers of acts that came to nothing are in no row: the view is of the last change before.
        last = Change.objects.filter(pk__lte=view.at_change).order_by("-pk").first()
        days += [last.at.date()] if last is not None else []
    return min([*days, today])


def sentences(view: View) -> list[str]:
    """What a past view leaves out, for the notice on top of it."""
    found = []
    if view.said_by is not None:
        found.append(
            f"Only what sources had said by {wording.day(view.said_by)}, weighed under today's rulings and rule."
        )
    if view.known_at is not None:
        found.append(f"Only what this site knew at the end of {wording.day(view.known_at)} (UTC), under today's rule.")
    if view.at_change is not None:
        found.append(f"As it stood after change {view.at_change}, under today's rule.")
    return found
