"""Registers the tables of this door; each module has one of its desks."""

from curation.admin import aliases, catalogue, changes, claims, evidence, gdelt, intake, queue

__all__ = ["aliases", "catalogue", "changes", "claims", "evidence", "gdelt", "intake", "queue"]
