"""What changes are on, by name: the log keeps public ids, people know labels."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib import admin
from django.db.models import Model, QuerySet, TextField
from django.urls import reverse

from curation import told
from projects.models import Change
from projects.services.fields import LETTERS, TABLES


def labels(changes: Iterable[Change]) -> dict[str, str]:
    """Labels of the entries that changes are on, by public id; one query a kind of entry."""
    wanted = {change.subject for change in changes if change.subject}
    found: dict[str, str] = {}
    for letter, model in LETTERS.items():
        ids = [one for one in wanted if one.startswith(letter)]
        if ids:
            found.update(model._default_manager.filter(public_id__in=ids).values_list("public_id", "label"))
    return found


def rows(changes: Iterable[Change]) -> dict[int, str]:
    """What changes without a subject or source are on, by their number: the row whose fields come first in each.

    One query a table.
    """
    first = {change.pk: next(iter(change.fields), "") for change in changes}
    wanted: dict[str, set[int]] = defaultdict(set)
    for address in first.values():
        table, _, key = address.partition("/")
        if table in TABLES and key.isdecimal():
            wanted[table].add(int(key))
    found = {
        f"{table}/{key}": told.row(row)
        for table, keys in wanted.items()
        for key, row in _without_texts(TABLES[table]).in_bulk(keys).items()
    }
    return {pk: found.get(address, "") for pk, address in first.items()}


def url(change: Change) -> str:
    """The page at this door of the row whose fields come first in a change; '' where it has none."""
    table, _, key = next(iter(change.fields), "").partition("/")
    model = TABLES.get(table)
    if model is None or not admin.site.is_registered(model):
        return ""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[key])


def _without_texts(model: type[Model]) -> QuerySet[Model]:
    """Rows to be named: no label is in their long texts, such as the stored page of a recipe."""
    texts = [field.name for field in model._meta.concrete_fields if isinstance(field, TextField)]
    return model._default_manager.select_related().defer(*texts)


def name(changes: Iterable[Change]) -> list[Change]:
    """The changes, each with ``on``: the label of what it is on (or its public id), else its source, else its row."""
    known = list(changes)
    found = labels(known)
    other = rows(change for change in known if not change.subject and change.source_id is None)
    for change in known:
        on = found.get(change.subject, change.subject) or str(change.source or "")
        vars(change)["on"] = on or other.get(change.pk, "")
    return known
