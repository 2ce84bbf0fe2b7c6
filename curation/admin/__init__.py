"""Registers the tables of this door; each module has one of its desks."""

from curation.admin import aliases, attempts, catalogue, changes, claims, evidence, gdelt, intake, queue, recipes

__all__ = ["aliases", "attempts", "catalogue", "changes", "claims", "evidence", "gdelt", "intake", "queue", "recipes"]
