"""What every page of this door does the same way: name the actor, tell the outcome, turn refusals into form errors."""

from datetime import UTC
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from corridors.errors import DomainError
from curation import told
from projects.models import Change
from projects.services.changes import Actor

NOTHING = "Nothing was written: it stands so already."


def actor(request: HttpRequest) -> Actor:
    """The curator who acts."""
    return Actor.curator(request.user)


def change_url(change_id: int) -> str:
    """Where a change is read and undone."""
    return reverse("admin:projects_change_change", args=[change_id])


def change_link(change_id: int) -> SafeString:
    """A link to a change."""
    return format_html('<a href="{}">change {}</a>', change_url(change_id), change_id)


def tell(request: HttpRequest, change_id: int | None, words: str, *, nothing: str = NOTHING) -> None:
    """Say what was done, with a link to the change (where it can be undone); or that ``nothing`` was."""
    if change_id is None:
        messages.info(request, nothing)
    else:
        messages.success(request, format_html("{} See {}, where it can be undone.", words, change_link(change_id)))


def refuse_note(request: HttpRequest, form: forms.BaseForm) -> None:
    """Say what is wrong with the reason given beside a button; the page has no form to show it on."""
    wrong = " ".join(str(error) for errors in form.errors.values() for error in errors)
    messages.error(request, f"Nothing was written. Reason: {wrong}")


def put_error(form: forms.BaseForm, error: DomainError, message: Any = "") -> None:
    """Put a refusal on the field it concerns, or above the form."""
    field = error.field if error.field in form.fields and not form.fields[error.field].widget.is_hidden else None
    form.add_error(field, forms.ValidationError(message or error.message, code=error.code))


def in_words(change: Change, address: str = "") -> str:
    """Who made a change, when, and which fields of an address it changed."""
    said = f"{change.actor_label} on {change.at.astimezone(UTC):%d %B %Y at %H:%M} UTC ({change.verb})"
    fields = change.fields.get(address, {})
    row = told.row_at(address) if fields else None
    named = [
        f"{told.name(row, name)} from {brief(told.value(row, name, before))} to {brief(told.value(row, name, after))}"
        for name, (before, after) in fields.items()
    ]
    return f"{said}: {'; '.join(named)}" if named else said


def brief(value: Any) -> str:
    """A value of the log in a few words."""
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, list):
        value = ", ".join(" ".join(map(str, one)) if isinstance(one, list) else str(one) for one in value)
    text = str(value)
    return f"“{text[:80]}…”" if len(text) > 80 else f"“{text}”"
