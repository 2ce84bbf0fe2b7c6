"""Registers the tables of this door; each module has one of its desks."""

from curation.admin import (
    aliases,
    attempts,
    catalogue,
    changes,
    claims,
    evidence,
    gdelt,
    hosts,
    intake,
    queue,
    recipes,
    stories,
)

__all__ = [
    "aliases",
    "attempts",
    "catalogue",
    "changes",
    "claims",
    "evidence",
    "gdelt",
    "hosts",
    "intake",
    "queue",
    "recipes",
    "stories",
]
