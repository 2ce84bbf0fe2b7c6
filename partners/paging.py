"""Pages of a list by keyset: a cursor names the last row seen, so that no row is missed or doubled as others change."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.http import QueryDict

from corridors.errors import Invalid
from partners import params

PARAMETERS = ("cursor", "page_size", "count")
DEFAULT_SIZE, MAX_SIZE = 50, 200
# order:value:id; the value is empty where the row has none.
_CURSOR = re.compile(r"(-?[a-z_]{1,20}):(-?[0-9-]{0,18}):([0-9]{1,18})", re.ASCII)
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is ordered by: an integer or date column, or '' for the row's number alone; rows without it last."""

    column: str = ""
    read: Callable[[str], Any] = int


BY_ID: Mapping[str, Order] = {"id": Order()}
BY_CHANGE: Mapping[str, Order] = {**BY_ID, "changed": Order("last_change_id")}


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows of one page, the cursor of the next (None on the last), the count where it was asked for."""

    rows: list[Row]
    cursor: str | None
    size: int
    count: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: after the row of that number, whose column holds that value."""

    value: Any
    number: int


def size_of(data: QueryDict) -> int:
    """Rows a page, never more than 200.

    Raises:
        Invalid: if it is not a whole number from 1.
    """
    size = params.whole(data, "page_size")
    if size == 0:
        raise Invalid("page_size: a page has at least one row.", field="page_size")
    return min(size or DEFAULT_SIZE, MAX_SIZE)


def turn(queryset: "QuerySet[Row]", data: QueryDict, orders: Mapping[str, Order], ordering: str = "id") -> "Page[Row]":
    """The page that a request asks for.

    Args:
        queryset: The list, filtered.
        data: The request's query parameters: ``cursor``, ``page_size`` and ``count``.
        orders: What the list may be ordered by.
        ordering: A name of ``orders``; - before it reverses.

    Raises:
        Invalid: if the cursor is not one of this list in this order, or another parameter makes no sense.
    """
    size, order = size_of(data), order_of(orders, ordering)
    after = _place(data, ordering, order)
    rows = list(_after(queryset, order, after, reverse=ordering.startswith("-"))[: size + 1])
    counted = queryset.order_by().count() if params.truth(data, "count") else None
    more = len(rows) > size
    return Page(rows[:size], cursor_of(rows[size - 1], ordering, order) if more else None, size, counted)


def order_of(orders: Mapping[str, Order], ordering: str) -> Order:
    """The order of that name.

    Raises:
        Invalid: if the list has none.
    """
    try:
        return orders[ordering.removeprefix("-")]
    except KeyError:
        raise Invalid(
            f"ordering: {ordering[:40]!r} is not one of {', '.join(orders)}; put - before one to reverse it.",
            field="ordering",
        ) from None


def cursor_of(row: Model, ordering: str, order: Order) -> str:
    """The cursor behind a row."""
    value: Any = row
    for name in order.column.split("__") if order.column else ():
        value = getattr(value, name, None)
    shown = "" if value is None or value is row else str(value)
    return f"{ordering}:{shown}:{row.pk}"


def _place(data: QueryDict, ordering: str, order: Order) -> Place | None:
    given = params.text(data, "cursor")
    if not given:
        return None
    shape = _CURSOR.fullmatch(given)
    try:
        if shape is None or shape[1] != ordering or (shape[2] and not order.column):
            raise ValueError(given)
        return Place(order.read(shape[2]) if shape[2] else None, int(shape[3]))
    except ValueError:
        raise Invalid(
            "cursor: not a cursor of this list in this order. Take it from the `next` of the page before.",
            field="cursor",
        ) from None


def _after(queryset: "QuerySet[Row]", order: Order, after: Place | None, *, reverse: bool) -> "QuerySet[Row]":
    past = "lt" if reverse else "gt"
    number = "-pk" if reverse else "pk"
    if not order.column:
        found = queryset.order_by(number)
        return found if after is None else found.filter(**{f"pk__{past}": after.number})
    column = F(order.column)
    found = queryset.order_by(column.desc(nulls_last=True) if reverse else column.asc(nulls_last=True), number)
    if after is None:
        return found
    behind = Q(**{f"{order.column}__isnull": True})
    if after.value is None:
        return found.filter(behind & Q(**{f"pk__{past}": after.number}))
    same = Q(**{order.column: after.value, f"pk__{past}": after.number})
    return found.filter(behind | same | Q(**{f"{order.column}__{past}": after.value}))


def read_day(text: str) -> date:
    """A day as a cursor holds it."""
    return date.fromisoformat(text)
