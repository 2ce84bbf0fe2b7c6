"""Filters by which this door's templates put codes and numbers into words."""

from datetime import timedelta

from django import template

from curation import words

register = template.Library()

register.filter("language", words.language)
register.filter("day_told_by", words.day_told_by)
register.filter("feed_kind", words.feed_kind)
register.filter("step", words.step)
register.filter("error", words.error)


@register.filter
def signed(value: float | None) -> str:
    """A weight with its sign, so that what speaks for a project is told from what speaks against it."""
    return "" if value is None else f"{value:+.2f}".replace("-", "−")


@register.filter
def span(value: timedelta) -> str:
    """How long something takes, in words: "2 hours", "30 minutes", "1 hour 30 minutes"."""
    minutes = max(1, round(value.total_seconds() / 60))
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = ((days, "day"), (hours, "hour"), (left, "minute"))
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count)
