"""Forms of claims, one a kind, built from the table of kinds: which columns, from which words, said by whom."""

from collections.abc import Callable, Iterator
from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin
from django.db import models

from curation.forms.entries import ReasonField
from curation.forms.fields import PartialDateField, SearchedSelect
from projects import metrics, money
from projects.choices import ClaimKind, Instrument, MilestoneKind, Stage, State
from projects.kinds import KINDS, Kind
from projects.models import Claim, Entry, Funding, Milestone, Project, Publisher, Source
from projects.services import claims as service
from projects.services import entries, sources
from projects.services.changes import Writing

# Up to so many rows a list is shown whole, which needs no script; more are searched for.
WHOLE_LIST = 400
SOURCE_FIELDS = ("source", "url", "publisher", "title", "title_quoted", "source_language", "source_date")
WORD_FIELDS = ("quote", "stated_as", "said_on", "note")
HEADINGS: dict[str, tuple[str, ...]] = {
    "milestone": ("new_kind", "new_title"),
    "funding": ("new_stage", "new_instrument", "new_title"),
}


class ClaimForm(forms.Form):
    """What a source said of an entry.

    Args:
        about: The entry.
        kind: One of KINDS; decides the columns.
        milestone_and_so_on: Everything else as any form takes it.
    """

    def __init__(self, about: Entry, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about, self.kind, self.table = about, kind, KINDS[kind]
        for column in self.table.columns:
            for name, field in _fields_of(column, self.table, about, kind):
                self.fields[name] = field
        self.fields.update(_common(kind))

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Fields as they stand on the page."""
        rest = {*SOURCE_FIELDS, *WORD_FIELDS, "reason"}
        yield "What it says", [self[name] for name in self.fields if name not in rest]
        yield "Who said it: a source we have, or a new one", [self[name] for name in SOURCE_FIELDS]
        yield "In its words", [self[name] for name in WORD_FIELDS]
        yield "Why", [self["reason"]]

    def clean(self) -> dict[str, Any]:
        """A source that stands or all of a new one; a heading that stands or all of a new one."""
        cleaned = super().clean() or {}
        if not self.errors:
            self._clean_source(cleaned)
            for column, parts in HEADINGS.items():
                if column in self.fields:
                    self._clean_heading(cleaned, column, parts)
        return cleaned

    def _clean_source(self, cleaned: dict[str, Any]) -> None:
        if cleaned["source"] is not None and cleaned["url"]:
            self.add_error("url", "Choose a source or give a new address, not both.")
        elif cleaned["source"] is None and not cleaned["url"]:
            self.add_error("source", "Choose a source, or give the address of a new one.")
        elif cleaned["source"] is None:
            for name in ("title", "source_language"):
                if not cleaned[name]:
                    self.add_error(name, "A new source needs it.")

    def _clean_heading(self, cleaned: dict[str, Any], column: str, parts: tuple[str, ...]) -> None:
        given = [name for name in parts if cleaned[name]]
        if cleaned[column] is not None and "new_title" in given:
            self.add_error("new_title", f"Choose a {column} or name a new one, not both.")
        elif cleaned[column] is None and not given and column in self.table.required:
            self.add_error(column, f"Choose a {column}, or name a new one.")
        elif cleaned[column] is None and given:
            for name in parts:
                if not cleaned[name]:
                    self.add_error(name, f"A new {column} needs it.")

    def source(self) -> Source:
        """The source chosen, or the new one; made where it is new."""
        data = self.cleaned_data
        if data["source"] is not None:
            return cast(Source, data["source"])
        host = urlsplit(data["url"]).hostname or ""
        return sources.ensure(
            url=data["url"],
            publisher=data["publisher"] or sources.publisher_for_host(host),
            title=data["title"],
            title_quoted=data["title_quoted"],
            language=data["source_language"],
            date=data["source_date"],
        )

    def columns(self, act: Writing) -> dict[str, Any]:
        """Columns as the service takes them; new headings are made."""
        data = self.cleaned_data
        names = (*self.table.columns, "quote", "stated_as", "note", "as_of")
        columns = {name: data[name] for name in names if name in data}
        if data["said_on"]:
            columns["said_on"] = data["said_on"]
        if isinstance(self.about, Project) and data.get("new_title"):
            columns |= self._heading(act, self.about, data)
        return columns

    def _heading(self, act: Writing, project: Project, data: dict[str, Any]) -> dict[str, Milestone | Funding]:
        title = data["new_title"]
        if "milestone" in self.fields:
            return {"milestone": entries.milestone(act, project, kind=data["new_kind"], title=title)}
        stage, instrument = data["new_stage"], data["new_instrument"]
        return {"funding": entries.funding(act, project, stage=stage, instrument=instrument, title=title)}

    def record(self, act: Writing) -> Claim | None:
        """Record the claim; None when its source said that already."""
        return service.record(act, self.about, self.kind, source=self.source(), **self.columns(act))

    def replace(self, act: Writing, claim: Claim) -> Claim:
        """Put the claim in the place of one that was misread."""
        columns = self.columns(act)
        columns.setdefault("said_on", None)
        return service.replace(act, claim, source=self.source(), **columns)


def initial_of(claim: Claim) -> dict[str, Any]:
    """A claim as its form shows it."""
    names = (*KINDS[claim.kind].columns, "quote", "stated_as", "note", "as_of", "said_on", "source")
    values = {name: getattr(claim, name) for name in names}
    if claim.number is not None:
        values["number"] = f"{claim.number.normalize():f}"
    return {name: value.pk if isinstance(value, models.Model) else value for name, value in values.items()}


def _common(kind: str) -> dict[str, forms.Field]:
    """Fields that every claim has."""
    reason_needed = kind == ClaimKind.STATUS
    return {
        "as_of": PartialDateField(required=False, label="As of", help_text="When it was true:"),
        "source": _row_field("source", Source.objects.all(), required=False),
        "url": forms.URLField(required=False, max_length=2000, label="Address of a new source", assume_scheme="https"),
        "publisher": forms.ModelChoiceField(
            Publisher.objects.all(), required=False, help_text="Empty: whoever published at that host before."
        ),
        "title": forms.CharField(required=False, max_length=500, help_text="Title of the document."),
        "title_quoted": forms.BooleanField(required=False, help_text=_help_of(Source, "title_quoted")),
        "source_language": forms.CharField(
            required=False, max_length=10, label="Language of the source", help_text=_help_of(Source, "language")
        ),
        "source_date": PartialDateField(required=False, label="Date of the source", help_text="When it was published:"),
        "quote": forms.CharField(
            required=False,
            max_length=service.QUOTE_LIMIT,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_help("quote"),
        ),
        "stated_as": _text("stated_as", required=False),
        "said_on": PartialDateField(required=False, label="Said on", help_text="Empty: the date of the source."),
        "note": forms.CharField(required=False, max_length=5000, help_text=_help("note")),
        "reason": ReasonField(required=reason_needed),
    }


def _help(column: str) -> str:
    return _help_of(Claim, column)


def _help_of(model: type[models.Model], column: str) -> str:
    return str(cast("models.Field[Any, Any]", model._meta.get_field(column)).help_text)


def _text(column: str, *, required: bool, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        required=required, max_length=service.TEXT_LIMITS.get(column, 2000), help_text=_help(column), **kwargs
    )


def _row_field(column: str, rows: Any, *, required: bool) -> forms.ModelChoiceField:
    """A choice of rows: the whole list where it is short, a search where it is long."""
    widget: forms.Select = forms.Select()
    if rows.count() > WHOLE_LIST:
        widget = SearchedSelect(Claim._meta.get_field(column), admin.site)
    return forms.ModelChoiceField(rows, required=required, widget=widget, help_text=_help(column))


def _fields_of(column: str, table: Kind, about: Entry, kind: str) -> Iterator[tuple[str, forms.Field]]:
    """The fields by which a column is filled: one, but for headings."""
    required = column in table.required
    if column in table.words:
        choices = [("", "Choose"), *table.words[column].choices]
        yield column, forms.ChoiceField(choices=choices, required=required, help_text=_help(column))
    elif column in HEADINGS:
        yield from _HEADING_FIELDS[column](about)
    elif column in ("party", "other_project", "other_place", "other_corridor"):
        model: Any = Claim._meta.get_field(column).related_model
        rows = model.objects.filter(state__in=(State.DRAFT, State.PUBLISHED))
        yield column, _row_field(column, rows, required=required)
    else:
        yield column, _plain(column, kind, required)


def _plain(column: str, kind: str, required: bool) -> forms.Field:
    makers: dict[str, Callable[[], forms.Field]] = {
        "date": lambda: PartialDateField(required=required, help_text=_help("date")),
        "number": lambda: forms.DecimalField(
            required=required, max_digits=28, decimal_places=8, help_text=_help("number")
        ),
        "position": lambda: forms.IntegerField(
            required=required, min_value=0, max_value=32767, help_text=_help("position")
        ),
        "metric": lambda: forms.ChoiceField(choices=_metrics(), required=required, help_text=_help("metric")),
        "unit": lambda: forms.ChoiceField(choices=_units(kind), required=required, help_text=_help("unit")),
        "text": lambda: forms.CharField(
            required=required,
            max_length=service.TEXT_LIMITS.get("text", 2000),
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_help("text"),
        ),
    }
    return makers[column]() if column in makers else _text(column, required=required)


def _metrics() -> list[tuple[str, str]]:
    known = sorted(metrics.all_metrics().values(), key=lambda one: one.label)
    return [("", "Choose"), *((one.id, one.label) for one in known)]


def _units(kind: str) -> list[Any]:
    units = sorted((key, f"{one.label} ({one.symbol})" if one.symbol else one.label) for key, one in _all_units())
    currencies = [(code, code) for code in sorted(money.currencies())]
    if kind == ClaimKind.AMOUNT:
        return [("", "Choose a currency"), *currencies]
    if kind == ClaimKind.MEASURE:
        return [("", "Choose"), ("Units", units), ("Currencies", currencies)]
    return [("", "None"), ("Units", units), ("Currencies", currencies)]


def _all_units() -> Iterator[tuple[str, metrics.Unit]]:
    yield from metrics.all_units().items()


def _milestone_fields(about: Entry) -> Iterator[tuple[str, forms.Field]]:
    rows = Milestone.objects.filter(project=about.pk)
    yield "milestone", forms.ModelChoiceField(rows, required=False, help_text=_help("milestone"))
    kinds = [("", "A milestone above"), *MilestoneKind.choices]
    yield "new_kind", forms.ChoiceField(choices=kinds, required=False, label="Or a new one: kind")
    yield "new_title", forms.CharField(required=False, max_length=200, label="and what happens, in our words")


def _funding_fields(about: Entry) -> Iterator[tuple[str, forms.Field]]:
    if not isinstance(about, Project):
        return
    rows = Funding.objects.filter(project=about)
    yield "funding", forms.ModelChoiceField(rows, required=False, help_text=_help("funding"))
    stages, instruments = [("", "A funding above"), *Stage.choices], [("", "A funding above"), *Instrument.choices]
    yield "new_stage", forms.ChoiceField(choices=stages, required=False, label="Or a new one: stage")
    yield "new_instrument", forms.ChoiceField(choices=instruments, required=False, label="in what form")
    yield "new_title", forms.CharField(required=False, max_length=200, label="and which money, in our words")


_HEADING_FIELDS: dict[str, Callable[[Entry], Iterator[tuple[str, forms.Field]]]] = {
    "milestone": _milestone_fields,
    "funding": _funding_fields,
}
