"""Addresses within the API, relative to the site, so that they hold behind any proxy."""

from django.urls import reverse

from projects.models import Corridor, Entry, Organisation, Place, Project

COLLECTIONS: dict[type[Entry], str] = {
    Project: "projects",
    Corridor: "corridors",
    Place: "places",
    Organisation: "organisations",
}


def of(collection: str, key: object) -> str:
    """Address of one member of a collection."""
    return reverse(f"partners:{collection}-detail", args=[key])


def of_entry(entry: Entry) -> str:
    """Address of an entry of the catalogue."""
    return of(COLLECTIONS[type(entry)], entry.public_id)


def of_collection(collection: str, query: str = "") -> str:
    """Address of a collection, with a query string."""
    address = reverse(f"partners:{collection}-list")
    return f"{address}?{query}" if query else address
