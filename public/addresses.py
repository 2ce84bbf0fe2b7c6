"""Addresses of entries: the public id finds the entry, the slug is decoration."""

from django.urls import reverse

from projects.models import Corridor, Entry, Organisation, Place, Project

ROUTES: dict[type[Entry], str] = {
    Project: "project",
    Corridor: "corridor",
    Place: "place",
    Organisation: "organisation",
}


def of(entry: Entry) -> str:
    """Path of the page of an entry."""
    route = f"public:{ROUTES[type(entry)]}"
    return reverse(route, kwargs={"public_id": entry.public_id, "slug": entry.slug})
