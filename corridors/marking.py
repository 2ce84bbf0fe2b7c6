"""Whether a database holds real facts or demonstration articles: it is marked once and never serves the other kind."""

from django.conf import settings
from django.db import connection, transaction

from corridors.errors import Refused
from projects.models import Installation

KINDS = {False: "real facts", True: "demonstration articles"}


def mark() -> bool:
    """Mark an unmarked database as of the kind the settings say; return whether it was unmarked.

    Raises:
        Refused: when it is marked as of the other kind.
    """
    with transaction.atomic():
        row, made = Installation.objects.get_or_create(pk=1, defaults={"demonstration": settings.DEMONSTRATION})
    if row.demonstration != settings.DEMONSTRATION:
        raise Refused(_words(row.demonstration), code="other_installation")
    return made


def refusal() -> str:
    """Why this database may not be served with these settings, as a sentence; empty when it may."""
    marked = marked_as()
    return "" if marked is None or marked == settings.DEMONSTRATION else _words(marked)


def marked_as() -> bool | None:
    """True for demonstration articles, False for real facts, None for a database that is not marked yet."""
    if Installation._meta.db_table not in connection.introspection.table_names():
        return None
    return Installation.objects.values_list("demonstration", flat=True).first()


def _words(marked: bool) -> str:
    return (
        f"This database holds {KINDS[marked]}, and the settings ask for {KINDS[not marked]}: the two never share one. "
        "Name another database (DATABASE_URL or CORRIDORS_DATA_DIR), or change CORRIDORS_DEMONSTRATION."
    )
