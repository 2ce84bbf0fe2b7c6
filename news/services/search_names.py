"""Names that curators give projects so that news finds them: no reader is shown one, and each can be withdrawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corridors.errors import Invalid, Refused
from news.linking import families, from_database
from news.linking.aliases import harvest
from news.linking.catalogue import LANGUAGES
from news.models import BlockedName, SearchName
from news.services import aliases
from projects.canonical import canonical
from projects.choices import State
from projects.models import Change, Project
from projects.services import changes, fields
from projects.services.changes import Actor

LONGEST = 300
#: The newest titles in which a name is looked for before a curator is told that it is common.
MOST_TEXTS = 10_000


@dataclass(frozen=True, slots=True)
class Given:
    """A name that was given: the change, None when it stood so already, and in words what speaks against it."""

    change_id: int | None
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InUse:
    """A search name in use, and the change that gave it: who, when and why."""

    row: SearchName
    change: Change | None


def give(
    actor: Actor, project: Project, text: str, language: str = "", *, needs_context: bool = False, note: str = ""
) -> Given:
    """Let news find a project by a name that no source says.

    Args:
        actor: Who gives it.
        project: What it finds.
        text: The name.
        language: The language it is read in; empty for any.
        needs_context: Whether others are called so too: then it counts for less, as such names of sources do.
        note: Why; it stands in the log.

    Raises:
        Invalid: it is empty, too short or too long, made of digits alone, in a language that is not read, or a name
            of the project already.
        Refused: the project was merged or withdrawn, so that no news is linked to it.
    """
    text = " ".join(text.split())
    form = canonical(text)[:LONGEST]
    _check(project, text, form, language)
    columns = {"text": text, "language": language, "needs_context": needs_context}
    doubts = tuple(_doubts(SearchName(project=project, form=form, **columns)))
    with changes.writing(actor, "name", project, reason=note, is_public=False) as act:
        row, _ = SearchName.objects.get_or_create(project=project, form=form, defaults=columns)
        fields.write(act, row, {**columns, "is_used": True})
        for blocked in BlockedName.objects.filter(project=project, form=form):
            fields.write(act, blocked, {"is_off": False})
    return Given(act.id, doubts)


def withdraw(actor: Actor, row: SearchName, *, reason: str) -> int | None:
    """Let a search name find nothing any more; it can be given again.

    Returns:
        The change, which can be undone; None when it was withdrawn already.

    Raises:
        Invalid: no reason is given.
    """
    if not reason.strip():
        raise Invalid("Say why: the log tells it to the other curators.", field="reason")
    with changes.writing(actor, "unname", row.project, reason=reason, is_public=False) as act:
        fields.write(act, SearchName.objects.get(pk=row.pk), {"is_used": False})
    return act.id


def of(project: Project) -> list[InUse]:
    """Return the search names by which news finds a project, those of projects merged into it too."""
    rows = from_database.search_names()[project.pk]
    subjects = {row.project.public_id for row in rows}
    given: dict[str, Change] = {}
    for change in Change.objects.filter(verb="name", subject__in=subjects).order_by("pk"):
        given.update(dict.fromkeys(change.fields, change))
    return [InUse(row, given.get(fields.address(row))) for row in rows]


def _check(project: Project, text: str, form: str, language: str) -> None:
    letters = form.replace(" ", "")
    if not letters:
        raise Invalid("A search name needs letters.", field="text")
    if letters.isdigit():
        raise Invalid("Digits alone name nothing: they stand in any news.", field="text")
    if families.is_short(form):
        raise Invalid("Too short: news is full of so few letters. Write the name out.", field="text")
    if len(text) > LONGEST:
        raise Invalid(f"Too long: a name has {LONGEST} signs at most.", field="text")
    if language and language not in LANGUAGES:
        raise Invalid(f"News is read in {', '.join(LANGUAGES)}; leave it empty for any of them.", field="language")
    if project.state not in (State.DRAFT, State.PUBLISHED):
        raise Refused(f"No news is linked to it: it is {project.get_state_display().lower()}.")
    for known in aliases.known(project):
        if known.form[:LONGEST] == form and known.why_not in ("", aliases.SWITCHED_OFF):
            raise Invalid(_already(known), field="text")


def _already(known: aliases.Known) -> str:
    if known.why_not:
        return f"“{known.name.text}” is a name of it already and was switched off: switch it on instead."
    return f"“{known.name.text}” finds it already ({known.name.origin})."


def _doubts(row: SearchName) -> Iterator[str]:
    """What speaks against a name and does not forbid it, in words for curators."""
    names = from_database.as_names(row)
    catalogue = from_database.current_catalogue()
    others = [entry for entry in catalogue.entries if entry.key != row.project.public_id]
    bearers = [
        entry.key for entry in others if any(canonical(name.text) == row.form for name in harvest(entry, catalogue.off))
    ]
    if bearers:
        yield f"{_labels(bearers)} is called so too: news that says no more has all of them for candidates."
    if any(canonical(place) == row.form for entry in catalogue.entries for place in entry.places):
        yield "It is the name of a place: beside other words it speaks for the project, alone it does not name it."
    elif all(families.is_general(name) for name in names):
        yield "It is made of general words alone: it counts for little without a second word beside it."
    texts = aliases.background(MOST_TEXTS)
    for _, count in families.common({row.project.public_id: names}, texts).values():
        yield f"It is common: it stands in {count} of {len(texts)} titles of news about no project."


def _labels(keys: Sequence[str]) -> str:
    return ", ".join(Project.objects.filter(public_id__in=keys).order_by("pk").values_list("label", flat=True)[:3])
