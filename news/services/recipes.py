"""Writes recipes, each tried on its stored page first; finds the one for an address; counts where one finds nothing."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import F
from django.utils import timezone

from corridors.errors import Invalid
from news import extract, identity
from news.extract import recipe as selecting
from news.models import Recipe
from projects.services import changes, fields
from projects.services.changes import Actor

#: Characters of HTML a stored page may have: more than a page of text needs.
LONGEST_SAMPLE = 2_000_000
SHOWN = 600
_SELECTORS = ("text", "title", "date", "drop")
#: What stands in the log before and after.
_LOGGED = ("host", *_SELECTORS, "language", "note", "enabled")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Tried:
    """What a recipe took from a page, for a person to look at."""

    title: str
    text: str
    day: str
    day_method: str

    @property
    def words(self) -> str:
        """In one line."""
        day = f"dated {self.day} ({self.day_method})" if self.day else "without a date"
        headline = f"headed “{self.title[:200]}”" if self.title else "without a headline"
        return f"{len(self.text):,} characters of text, {day}, {headline}."


@dataclass(frozen=True)
class Saved:
    """A recipe as saved, what it took from its page, and the change; None where it stood so already."""

    recipe: Recipe
    tried: Tried
    change_id: int | None


def of(url: str) -> Recipe | None:
    """The recipe in force for an address: of its host, or of the nearest host above it."""
    names = _host(url).split(".")
    hosts = [".".join(names[at:]) for at in range(len(names) - 1)] or names
    known = {recipe.host: recipe for recipe in Recipe.objects.filter(host__in=hosts, enabled=True).defer("sample")}
    return next((known[host] for host in hosts if host in known), None)


def try_out(recipe: extract.Recipe, html: str, url: str) -> Tried:
    """Read a page by a recipe, in the child that can be killed.

    Args:
        recipe: the selectors.
        html: the page.
        url: its address, which may carry the date.

    Raises:
        Invalid: a selector cannot be read, or no text was found; the message says what is wrong.
    """
    for name in _SELECTORS:
        selecting.check(getattr(recipe, name), name)
    if len(html) > LONGEST_SAMPLE:
        raise Invalid(f"The page is longer than {LONGEST_SAMPLE // 1_000_000} million characters.", field="sample")
    found = extract.shared().read(
        html.encode("utf-8", errors="replace"),
        content_type="text/html; charset=utf-8",
        url=url,
        today=timezone.now().date(),
        full=True,
        recipe=recipe,
        fetched=timezone.now(),
    )
    if found.method != "recipe":
        why = found.remark if "cannot" in found.remark else "No element was found, or those found hold no text."
        raise Invalid(f"It finds no text on this page. {why}", field="text")
    return Tried(found.title, found.text, found.date, found.date_method)


def save(actor: Actor, values: dict[str, Any], *, reason: str = "", known: Recipe | None = None) -> Saved:
    """Write a recipe that reads its stored page, as a change for curators.

    Undoing the change puts the selectors and what goes with them back, and takes a new recipe out of force. The stored
    page is as large as pages are, so the log only tells that it is another one, and it stays.

    Args:
        actor: who saves it.
        values: columns by name: host, selectors, language, note, enabled, sample_url, sample.
        reason: why; may be empty.
        known: the row to be changed; none for a new one.

    Raises:
        Invalid: it cannot be read, it finds nothing on the stored page, or another row has that host.
    """
    given = Recipe(**values)
    given.host = _host(given.host if "//" in given.host else f"https://{given.host}")
    if _host(given.sample_url) != given.host and not _host(given.sample_url).endswith(f".{given.host}"):
        raise Invalid(f"The stored page must be one of {given.host}.", field="sample_url")
    if given.language and not _LANGUAGE.fullmatch(given.language):
        raise Invalid("This is no code of a language, such as ru or zh.", field="language")
    _refuse_second(given.host, known)
    # Before anything is locked: the trial takes as long as a page takes to be read.
    tried = try_out(given.selectors, given.sample, given.sample_url)
    page = {"sample_url": given.sample_url, "sample": given.sample}
    found = {"outcome": tried.words, "tried_at": timezone.now(), "failures": 0, "edited_by": actor.label[:200]}
    logged = {name: getattr(given, name) for name in _LOGGED}
    told = _told(given, known)
    reason = f"{reason.strip()} ({told})" if reason.strip() and told else reason.strip() or told
    with changes.writing(actor, "edit recipe" if known else "add recipe", reason=reason, is_public=False) as act:
        _refuse_second(given.host, known)
        if known is None:
            row = Recipe.objects.create(**{**logged, **page, "enabled": False})
        else:
            row = Recipe.objects.get(pk=known.pk)
        fields.write(act, row, logged)
        if told:
            # With the words that tell of it: they are no truth without the page.
            Recipe.objects.filter(pk=row.pk).update(**page)
            act.touch()
    Recipe.objects.filter(pk=row.pk).update(**found)
    return Saved(Recipe.objects.get(pk=row.pk), tried, act.id)


def _told(given: Recipe, known: Recipe | None) -> str:
    """What the log has no field for, in words; '' where the fields say all."""
    if known is None:
        return "" if given.enabled else f"For {given.host}, not in force yet."
    before = Recipe.objects.filter(pk=known.pk).values_list("sample_url", "sample").first()
    return "" if before == (given.sample_url, given.sample) else f"{given.host} has another stored page."


def _refuse_second(host: str, known: Recipe | None) -> None:
    others = Recipe.objects.filter(host=host)
    if (others if known is None else others.exclude(pk=known.pk)).exists():
        raise Invalid("There is a recipe for this host already.", field="host")


def try_again(recipe: Recipe) -> str:
    """Try a recipe on its stored page, as after a new version of the reader; what came out, in words."""
    try:
        words = try_out(recipe.selectors, recipe.sample, recipe.sample_url).words
    except Invalid as error:
        words = f"Fails: {error.message}"
    Recipe.objects.filter(pk=recipe.pk).update(outcome=words, tried_at=timezone.now())
    return words


def count(recipe: Recipe, *, worked: bool) -> None:
    """Write down whether a recipe found the text of a page of the intake."""
    now = timezone.now()
    row = Recipe.objects.filter(pk=recipe.pk)
    if worked:
        row.update(worked_at=now, failures=0)
    else:
        row.update(failed_at=now, failures=F("failures") + 1)


def _host(url: str) -> str:
    """The host of an address without www.

    Raises:
        Invalid: it is no address of a web page.
    """
    return urlsplit(f"//{identity.host(url)}").netloc.partition(":")[0].removeprefix("www.")
