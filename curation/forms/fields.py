"""Form fields of the domain: partial dates, lists of lines, stops of a corridor."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

from corridors.errors import Invalid
from projects.dates import PartialDate
from projects.models import Place

DATE_SHAPES = "2028, 2028-03, 2028-03-31, 2028-Q1, 2028-H1 or a period like 2024/2025-06; empty when unknown."
BRANCH = "#"
# The largest number a column of ids holds has nineteen digits.
LONGEST_ID = 19


def is_id(text: str) -> bool:
    """Say whether a text can be the number of a row."""
    return text.isascii() and text.isdecimal() and len(text) < LONGEST_ID


class PartialDateField(forms.CharField):
    """A date as exactly as it is known, in one of the six shapes; empty for unknown."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = " ".join(filter(None, (kwargs.pop("help_text", ""), DATE_SHAPES)))
        super().__init__(max_length=21, help_text=help_text, **kwargs)

    def clean(self, value: Any) -> Any:
        """Read the shape.

        Raises:
            ValidationError: in the words of the domain, when it is none of the six.
        """
        text = super().clean(value)
        try:
            return PartialDate.parse(text).text
        except Invalid as error:
            raise ValidationError(error.message, code=error.code) from None


class RowsField(forms.ModelMultipleChoiceField):
    """Rows of a table, where a number too long for any column is a wrong choice and no error of the database."""

    def clean(self, value: Any) -> Any:
        """Check the choices.

        Raises:
            ValidationError: if one is no row.
        """
        for one in value or ():
            if len(str(one)) >= LONGEST_ID:
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": str(one)[:40]})
        return super().clean(value)


class SearchedSelect(AutocompleteSelect):
    """A choice among rows too many to list; what can be the number of none is shown again as no choice."""

    def format_value(self, value: Any) -> list[str]:
        """The numbers to look up, which the database would not read if they were none."""
        return [one for one in super().format_value(value) or () if is_id(one)]


class LinesField(forms.CharField):
    """A list of short texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        """Show a stored list as lines."""
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Read lines; empty ones say nothing."""
        if isinstance(value, list):
            return value
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def run_validators(self, value: Any) -> None:
        """Check each line for what no text may hold."""
        for line in value:
            ProhibitNullCharactersValidator()(line)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lists, not texts."""
        return bool((initial or []) != self.to_python(data))


class StopsField(forms.CharField):
    """Places of a corridor in order: a line a place, by public id; a line with # starts a branch."""

    widget = forms.Textarea(attrs={"rows": 12})

    def prepare_value(self, value: Any) -> Any:
        """Show stops (branch, place) as lines."""
        return value if value is None or isinstance(value, str) else "\n".join(_lines(value))

    def clean(self, value: Any) -> Any:
        """Read the lines.

        Returns:
            A list of (branch, position, place).

        Raises:
            ValidationError: naming the line that names no place.
        """
        text = super().clean(value) or ""
        ids = {line.split()[0] for line in text.splitlines() if line.strip() and not line.strip().startswith(BRANCH)}
        places = {place.public_id: place for place in Place.objects.filter(public_id__in=ids)}
        stops: list[tuple[str, int, Place]] = []
        branch, position = "", 0
        for number, raw in enumerate(text.splitlines(), start=1):
            line = raw.strip()
            if line.startswith(BRANCH):
                branch, position = line.removeprefix(BRANCH).strip()[:120], 0
            elif line:
                key = line.split()[0]
                if key not in places:
                    raise ValidationError(f"Line {number}: no place has the id {key}.", code="invalid")
                stops.append((branch, position, places[key]))
                position += 1
        return _checked(stops)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare with what was shown."""
        return bool((self.prepare_value(initial) or "").split() != (data or "").split())


def _lines(stops: Iterable[tuple[str, Place]]) -> Iterable[str]:
    last = ""
    for branch, place in stops:
        if branch != last:
            yield f"{BRANCH} {branch}"
            last = branch
        yield f"{place.public_id} {place.label}"


def _checked(stops: list[tuple[str, int, Place]]) -> list[tuple[str, int, Place]]:
    if len({(branch, position) for branch, position, _ in stops}) != len(stops):
        raise ValidationError("A branch is named twice; write its places together.", code="invalid")
    return stops
