"""Curators' say over the names that find projects: families and single names switched off and on, always with a why."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corridors.errors import Invalid, NotFound
from news.linking import families, from_database
from news.linking.aliases import harvest
from news.linking.catalogue import GIVEN, Name
from news.models import AliasFamily, Article, BlockedName, State
from projects.canonical import canonical
from projects.choices import SuggestionState, Verdict
from projects.models import Candidate, Project, Suggestion
from projects.services import changes, fields
from projects.services.changes import Actor

#: Kinds of reasons that say a name was read.
NAMED = frozenset({"alias", "weak", "bag"})
#: The newest texts that the guard looks at.
MOST_TEXTS = 50_000
SWITCHED_OFF = "switched off"
GUARD = Actor.system("guard of names")


@dataclass(frozen=True, slots=True)
class Known:
    """A name of a project as curators see it: whether it finds the project, and how often it did well.

    ``why_not`` says in words why it does not; empty when it does.
    """

    name: Name
    form: str
    why_not: str
    may_switch: bool
    confirmed: int
    refused: int


@dataclass(frozen=True, slots=True)
class Made:
    """What families make for the first projects: names by family, how many projects were looked at, and of how many."""

    names: Mapping[str, Sequence[str]]
    looked_at: int
    of: int


def made(most: int) -> Made:
    """Return what each family makes for the first so many projects; all of them would take seconds to go through."""
    catalogue = from_database.first_names(most)
    names: dict[str, list[str]] = defaultdict(list)
    for entry in catalogue.entries:
        for name in harvest(entry):
            if name.rule:
                names[name.rule].append(name.text)
    return Made(names, len(catalogue.entries), from_database.linked_to().count())


def switch_family(actor: Actor, key: str, *, off: bool, reason: str) -> int | None:
    """Switch all names of a family off, or on again.

    Returns:
        The change, which can be undone; None when it stood so already.

    Raises:
        NotFound: there is no such family.
        Invalid: no reason is given.
    """
    if key not in families.FAMILIES:
        raise NotFound(f"There is no family of names called {key[:40]!r}.")
    _needs_reason(reason)
    with changes.writing(actor, "switch", reason=reason, is_public=False) as act:
        row, _ = AliasFamily.objects.get_or_create(key=key)
        fields.write(act, row, {"is_off": off})
    return act.id


def switch_name(actor: Actor, project: Project, name: Name, *, off: bool, reason: str) -> int | None:
    """Switch one name of a project off, however it is written and whoever gave it, or on again.

    Returns:
        The change, which can be undone; None when it stood so already.

    Raises:
        Invalid: no reason is given, or the name has no letters.
    """
    _needs_reason(reason)
    form = canonical(name.text)
    if not form:
        raise Invalid("A name needs letters.", field="name")
    with changes.writing(actor, "switch", project, reason=reason, is_public=False) as act:
        # Off already where it came with a project that was merged into this one.
        is_off = form[:300] in from_database.switched_off(project)
        row, _ = BlockedName.objects.get_or_create(
            project=project,
            form=form[:300],
            defaults={"text": name.text[:300], "language": name.language, "is_off": is_off},
        )
        fields.write(act, row, {"is_off": off})
    return act.id


def _needs_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid("Say why: the log tells it to the other curators.", field="reason")


def known(project: Project) -> list[Known]:
    """Return every name of a project, those that sources gave first, with what became of it."""
    catalogue = from_database.current_catalogue()
    blocked = from_database.switched_off(project)
    refused = catalogue.refused.get(project.public_id, {})
    verdicts = list(_verdicts(project))
    found = []
    for name in catalogue.names(project.public_id, blocked=True):
        form = canonical(name.text)
        why_not = ""
        if form in blocked:
            why_not = SWITCHED_OFF
        elif name.rule in catalogue.off:
            why_not = "its family is switched off"
        elif form in refused:
            why_not = refused[form]
        counts = Counter(verdict for verdict, reasons in verdicts if _led(name, reasons))
        found.append(
            Known(name, form, why_not, form not in refused, counts[Verdict.CONFIRMED], counts[Verdict.REJECTED])
        )
    return found


def _verdicts(project: Project) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each decided candidate's verdict with the names read in it, as (kind, stems)."""
    rows = Candidate.objects.filter(project=project).exclude(verdict=Verdict.OPEN)
    for verdict, reasons, language in rows.values_list("verdict", "reasons", "suggestion__source__language"):
        base = language.casefold().partition("-")[0]
        read = [
            (str(one["kind"]), canonical(str(one.get("words", "")), base))
            for one in reasons
            if isinstance(one, dict) and one.get("kind") in NAMED
        ]
        yield verdict, read


def _led(name: Name, read: Sequence[tuple[str, str]]) -> bool:
    stems = canonical(name.text, name.language)
    words = set(stems.split())
    return any(text == stems or (kind == "bag" and words <= set(text.split())) for kind, text in read)


def background(most: int = MOST_TEXTS) -> list[tuple[str, str]]:
    """Return the newest titles of articles that concern none of the projects, at most so many, each with its language.

    Read and found to concern none, or refused by a curator: only these tell which words are common.
    """
    refused = Suggestion.objects.filter(state=SuggestionState.REJECTED).exclude(story_key="").values("story_key")
    rows = Article.objects.filter(state=State.UNLINKED) | Article.objects.filter(story__key__in=refused)
    return list(rows.exclude(title="").order_by("-pk").values_list("title", "language")[:most])


def guard(texts: Sequence[tuple[str, str]] | None = None) -> list[str]:
    """Switch off made names that are common words in news about none of the projects.

    What a curator switched either way is left as it stands. May run as often as one likes.

    Args:
        texts: The texts to count in, each with its language; those of the database when not given.

    Returns:
        What was switched off, in words.
    """
    counted = background() if texts is None else texts
    catalogue = from_database.current_catalogue()
    names = {
        entry.key: [name for name in harvest(entry, catalogue.off) if name.origin not in GIVEN]
        for entry in catalogue.entries
    }
    found = families.common(names, counted)
    decided = set(BlockedName.objects.values_list("project__public_id", "form"))
    told = []
    projects = {row.public_id: row for row in Project.objects.filter(public_id__in={key for key, _ in found})}
    for (key, form), (name, count) in sorted(found.items()):
        if (key, form) not in decided:
            reason = f"Too common: in {count} of {len(counted)} titles of news about no project."
            switch_name(GUARD, projects[key], name, off=True, reason=reason)
            told.append(f"{projects[key]}: {name.text}. {reason}")
    return told
