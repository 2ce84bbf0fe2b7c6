"""Forms of plain fields: one a table, with a reason and the version that was looked at."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from corridors.errors import Conflict, DomainError
from curation import doing
from curation.forms.fields import LinesField, PartialDateField, StopsField
from projects.choices import Mode, State
from projects.models import Change, Corridor, Entry, Place, Publisher, Source
from projects.services import fields as plain

REASON_LIMIT = 2000


class ReasonField(forms.CharField):
    """Why it is done; stands in the log for good."""

    def __init__(self, *, required: bool = True, help_text: str = "") -> None:
        super().__init__(
            required=required,
            max_length=REASON_LIMIT,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=help_text or "Why you do this. It stands in the log of changes, where everyone reads it.",
        )


class ServiceForm(forms.ModelForm):
    """Plain fields of a row, with the version that was looked at (``seen``).

    ``refusal`` is what the services answered to this very form, if they refused it; ``newest`` the change of the row
    that a collision tells of.
    """

    reason = ReasonField()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    refusal: DomainError | None = None
    newest: Change | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "seen" in self.fields:
            self.fields["seen"].initial = self.version()
        if isinstance(self.refusal, Conflict) and self.is_bound:
            # What the others did is told below; saving again is then a decision, no longer an accident.
            self.data = self.data.copy()  # type: ignore[attr-defined]  # bound data of a request is a QueryDict
            self.data["seen"] = self.version()  # type: ignore[index]  # the copy may be written

    def version(self) -> str:
        """What stands now."""
        row = self.instance
        if row.pk is None:
            return ""
        return version_of(type(row)._default_manager.get(pk=row.pk), self._meta.fields or ())

    def clean(self) -> dict[str, Any]:
        """Show the refusal of the services where it belongs."""
        cleaned = super().clean() or {}
        if self.refusal is not None:
            doing.put_error(self, self.refusal, self._collision() if isinstance(self.refusal, Conflict) else "")
        return cleaned

    def _collision(self) -> Any:
        row, change = self.instance, self.newest
        if change is None:
            return self.refusal.message if self.refusal else ""
        return format_html(
            "Changed meanwhile by {}. See {}. Nothing was written, and what you typed is kept below: compare, then "
            "save again to put it in place of theirs.",
            doing.in_words(change, plain.address(row)),
            doing.change_link(change.pk),
        )


def version_of(row: Any, names: Iterable[str]) -> str:
    """What stands now: the newest change of an entry; of other rows, which bear none, a digest of these fields."""
    if isinstance(row, Entry):
        return str(row.last_change_id)
    columns = {field.name for field in row._meta.get_fields()}
    values = {name: plain.read(row, name) for name in names if name in columns}
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:16]


class EntryForm(ServiceForm):
    """A new entry starts as a draft where the public would see something half-made."""

    state = forms.ChoiceField(
        choices=[(State.DRAFT, "Draft: curators only"), (State.PUBLISHED, "Published: everyone")],
        help_text="Whether readers see it at once.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields.pop("state", None)


class CorridorForm(EntryForm):
    """A corridor, with its stops as lines."""

    modes = forms.MultipleChoiceField(
        choices=Mode, widget=forms.CheckboxSelectMultiple, help_text="How goods move along it."
    )
    stops = StopsField(
        required=False,
        help_text="A place a line, by its id (what follows the id is for your eyes). A line “# name” starts a branch.",
    )

    class Meta:
        model = Corridor
        fields = ("label", "modes", "countries")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and "stops" in self.fields:
            stops = self.instance.stops.select_related("place").order_by("branch", "position")
            self.fields["stops"].initial = [(stop.branch, stop.place) for stop in stops]


class PlaceForm(EntryForm):
    """A place; coordinates come whole, and say how they are known."""

    search_names = LinesField(required=False, help_text="Spellings for search only, one a line.")

    class Meta:
        model = Place
        fields = (
            "label",
            "kind",
            "country",
            "latitude",
            "longitude",
            "coordinate_quality",
            "coordinate_note",
            "geonames_id",
            "search_names",
        )

    def clean(self) -> dict[str, Any]:
        """Ask for all three columns of coordinates, or none."""
        cleaned = super().clean()
        given = [cleaned.get(name) not in (None, "") for name in ("latitude", "longitude", "coordinate_quality")]
        if any(given) and not all(given) and not self.errors:
            raise ValidationError(
                "Coordinates need latitude, longitude and how they are known; leave all three empty when unknown."
            )
        return cleaned


class PublisherForm(ServiceForm):
    """A publisher."""

    languages = LinesField(required=False, help_text="Languages it publishes in, one code a line.")
    also_written = LinesField(required=False, help_text="Other spellings of its name, one a line.")

    class Meta:
        model = Publisher
        fields = (
            "name",
            "kind",
            "country",
            "party",
            "reliability",
            "reliability_reason",
            "languages",
            "also_written",
            "note",
        )

    def clean(self) -> dict[str, Any]:
        """A low reliability says why."""
        cleaned = super().clean()
        if cleaned.get("reliability") == "low" and not cleaned.get("reliability_reason"):
            self.add_error("reliability_reason", "Say why its reliability is low.")
        return cleaned


class SourceForm(ServiceForm):
    """A document; its address and key never change."""

    date = PartialDateField(required=False, help_text="When it was published.")
    archive_url = forms.URLField(
        required=False, max_length=2000, assume_scheme="https", help_text="Address of an archived copy."
    )

    class Meta:
        model = Source
        fields = (
            "title",
            "title_quoted",
            "publisher",
            "language",
            "date",
            "credited",
            "voice",
            "archive_url",
            "kind",
            "reliability",
            "reliability_reason",
            "note",
        )
