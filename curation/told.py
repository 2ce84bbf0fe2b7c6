"""Plain fields of the log as curators read them: whose, which, and with which value."""

from typing import Any

from django.db.models import Field, Model

from corridors.errors import NotFound
from news.linking.families import FAMILIES
from news.models import AliasFamily
from projects.models import Candidate
from projects.services import fields as plain

# Fields that the forms and buttons of this door call otherwise than the columns do.
_NAMES = {
    "drop": "leave out",
    "enabled": "in force",
    "enabled_by_curator": "switched on",
    "geonames_id": "GeoNames number",
    "is_off": "switched off",
    "is_used": "in use",
    "needs_context": "needs a second word",
    "url": "address",
}


def row_at(address: str) -> Model | None:
    """The row whose fields stand at an address; none where it is gone."""
    try:
        return plain.find(address)
    except NotFound:
        return None


def row(one: Model) -> str:
    """What a row is called."""
    if isinstance(one, Candidate):
        # Its own words end in its likelihood, which means nothing apart from the queue.
        return f"Candidate {one.project}"
    family = FAMILIES.get(one.key) if isinstance(one, AliasFamily) else None
    return f"Family of names “{family.title}”" if family else str(one)


def name(one: Model | None, field: str) -> str:
    """What a field is called."""
    column = _column(one, field)
    return _NAMES.get(field) or str(column.verbose_name if column else field.replace("_", " "))


def value(one: Model | None, field: str, kept: Any) -> Any:
    """What a field held: the log keeps codes and numbers of rows, people know their labels."""
    if isinstance(kept, bool):
        return "yes" if kept else "no"
    column = _column(one, field)
    if column is None or kept in (None, "", []):
        return kept
    if column.related_model is not None:
        keys = kept if isinstance(kept, list) else [kept]
        found = column.related_model._default_manager.in_bulk(keys)
        labels = [str(found.get(key, key)) for key in keys]
        return labels if isinstance(kept, list) else labels[0]
    words = dict(column.flatchoices)
    return words.get(kept, kept) if words else kept


def _column(one: Model | None, field: str) -> "Field[Any, Any] | None":
    columns = (*one._meta.concrete_fields, *one._meta.many_to_many) if one is not None else ()
    return next((column for column in columns if column.name == field), None)
