"""One grouper of stories at a time: two copies read at the same moment must find each other."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Any number, as long as it is this one only: PostgreSQL's advisory locks share one space.
_STORIES = 0x6E657773


@contextmanager
def grouping() -> Iterator[None]:
    """A transaction in which no other worker groups stories. SQLite's immediate transactions need no lock beside."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_STORIES])
        yield
