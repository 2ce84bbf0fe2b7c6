"""Registers the tables of this door; each module has one of its desks."""

from curation.admin import catalogue, changes, claims, evidence, intake, queue

__all__ = ["catalogue", "changes", "claims", "evidence", "intake", "queue"]
