"""What news proposes and curators decide: proposing takes no lock, deciding is an act like any other."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from corridors.errors import Conflict, DomainError, Refused
from projects.choices import ClaimKind, State, SuggestionState, Verdict
from projects.models import Candidate, Milestone, Project, ProposedClaim, Source, Suggestion
from projects.services import claims, entries, fields
from projects.services.acts import Actor, Writing, writing

#: Why the likeliest candidate is not confirmed unseen.
UNCLEAR = "The same words name several of its candidates; open it and choose one."


@dataclass(frozen=True, slots=True)
class ClaimProposal:
    """A claim that the text seems to make: kind, columns as text, and the words at their offsets.

    A ``note`` among the columns is told to the curator and kept with the claim.
    """

    kind: str
    values: dict[str, Any]
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CandidateProposal:
    """A project the text may concern, with probability, role and reasons.

    Of candidates with one ``choice`` (not 0) the text names one and does not say which.
    """

    project: Project
    score: float
    role: str
    reasons: list[dict[str, Any]]
    claims: list[ClaimProposal] = field(default_factory=list)
    choice: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision did, in words, and the change it made, if any."""

    words: str
    change_id: int | None = None
    refused: tuple[str, ...] = ()


def propose(
    *,
    origin: str,
    dedup_key: str,
    story_key: str,
    source: Source,
    excerpts: list[dict[str, Any]],
    candidates: Sequence[CandidateProposal],
) -> Suggestion | None:
    """Lay a story before the curators, once; a later copy of it joins as another source.

    Projects that a curator refused for this story or its voice are left out, under whatever project they were merged
    into since. A project that only a later copy names joins as a candidate, on the words of that copy; it opens a
    decided suggestion again, for itself alone.

    Returns:
        The open suggestion, or None when nothing is left to decide.
    """
    told = Suggestion(origin=origin, dedup_key=dedup_key, story_key=story_key, source=source, excerpts=excerpts)
    with transaction.atomic():
        existing = _existing(told)
        return _lay(told, candidates) if existing is None else _join(existing, told, candidates)


def reconsider(
    *,
    origin: str,
    dedup_key: str,
    story_key: str,
    source: Source,
    excerpts: list[dict[str, Any]],
    candidates: Sequence[CandidateProposal],
    projects: Collection[int],
) -> list[Project]:
    """Lay a story before the curators once more, for projects with which it was not compared when it came.

    A project joins on the words of a document that told the story before, as one that only a later copy names does on
    those of the copy: a decided suggestion waits again, for the new candidates alone. What was refused stays refused.
    Words that were confirmed to mean another candidate name nothing new; where that one still waits, the two are a
    choice. Twice is once.

    Args:
        origin: for a story of which nothing was left to decide when it came; the others keep theirs.
        dedup_key: as for ``propose``.
        story_key: as for ``propose``.
        source: the document whose words speak for the candidates.
        excerpts: pieces of it.
        candidates: the projects asked for, and those that the same words name.
        projects: keys of the projects asked for; no other joins.

    Returns:
        The projects that joined.
    """
    told = Suggestion(origin=origin, dedup_key=dedup_key, story_key=story_key, source=source, excerpts=excerpts)
    with transaction.atomic():
        existing = _existing(told)
        if existing is None:
            made = _lay(told, [one for one in candidates if one.project.pk in projects])
            rows = [] if made is None else list(made.candidates.select_related("project"))
            return [row.project for row in rows if row.project_id in projects]
        added = _asked_for(existing, source, candidates, projects)
        if added:
            if source.pk != existing.source_id:
                existing.copies.add(source)
            _grow(existing, told, added)
        return [one.project for one in added]


def _lay(told: Suggestion, candidates: Sequence[CandidateProposal]) -> Suggestion | None:
    wanted = _with_choices(_not_refused(candidates, refused_projects(told.source.voice, told.story_key)))
    if not wanted:
        return None
    told.ambiguous = any(one.choice for one in wanted)
    told.created_at = timezone.now()
    told.top_score = max(one.score for one in wanted)
    try:
        with transaction.atomic():
            told.save(force_insert=True)
            _add_candidates(told, wanted)
            return told
    except IntegrityError:
        # Another worker laid the same story before the curators at this very moment.
        existing = _existing(told)
        if existing is None:
            raise
        return _join(existing, told, candidates)


def refused_projects(voice: str, story_key: str) -> set[int]:
    """Projects refused for a voice or story: what was refused stays refused, after a merge too."""
    of_story = Q(suggestion__source__voice=voice) | Q(source__voice=voice)
    if story_key:
        of_story |= Q(suggestion__story_key=story_key)
    rows = Candidate.objects.filter(of_story, verdict=Verdict.REJECTED).select_related("project")
    return {successor(row.project).pk for row in rows}


def _not_refused(candidates: Sequence[CandidateProposal], refused: set[int]) -> list[CandidateProposal]:
    """One candidate a living project, the likeliest first."""
    wanted: dict[int, CandidateProposal] = {}
    for one in sorted(candidates, key=lambda candidate: -candidate.score):
        project = successor(one.project)
        if project.pk not in refused:
            wanted.setdefault(project.pk, replace(one, project=project))
    return list(wanted.values())


def _with_choices(candidates: Sequence[CandidateProposal]) -> list[CandidateProposal]:
    """Leave a choice only where there are several to choose from."""
    rivals = Counter(one.choice for one in candidates)
    return [one if rivals[one.choice] > 1 else replace(one, choice=0) for one in candidates]


def successor(project: Project) -> Project:
    """Return the project itself, or what it was merged into in the end."""
    while project.merged_into_id is not None:
        project = Project.objects.get(pk=project.merged_into_id)
    return project


def check_living(project: Project) -> None:
    """Refuse to attach news where no reader comes by.

    Raises:
        Refused: the project was withdrawn.
    """
    if project.state == State.WITHDRAWN:
        raise Refused(f"{project.label} was withdrawn: no news is attached to it. Publish it again, or refuse it here.")


def _existing(told: Suggestion) -> Suggestion | None:
    """The suggestion of the same story, kept from being decided until what joins it has joined."""
    rows = Suggestion.objects.select_for_update()
    found = rows.filter(dedup_key=told.dedup_key).first()
    if found is None and told.story_key:
        found = rows.filter(story_key=told.story_key).first()
    return found


def _join(suggestion: Suggestion, told: Suggestion, candidates: Sequence[CandidateProposal]) -> Suggestion | None:
    """Let the story as a later copy tells it join the suggestion."""
    if told.source.pk != suggestion.source_id:
        suggestion.copies.add(told.source)
        added = _added(suggestion, told.source, candidates)
        if added:
            _grow(suggestion, told, added)
    return suggestion if suggestion.state == SuggestionState.OPEN else None


def _added(suggestion: Suggestion, source: Source, candidates: Sequence[CandidateProposal]) -> list[CandidateProposal]:
    """What a copy names that neither stands there already nor was refused."""
    known = {successor(row.project).pk for row in suggestion.candidates.select_related("project")}
    refused = refused_projects(source.voice, suggestion.story_key)
    # Words that name a candidate which stands there name nothing new, whatever else they may name.
    told = {one.choice for one in candidates if successor(one.project).pk in known - refused}
    new = [one for one in candidates if not one.choice or one.choice not in told]
    taken = max(suggestion.candidates.values_list("choice", flat=True), default=0)
    return [
        replace(one, choice=one.choice and taken + one.choice)
        for one in _with_choices(_not_refused(new, refused | known))
    ]


def _asked_for(
    suggestion: Suggestion, source: Source, candidates: Sequence[CandidateProposal], projects: Collection[int]
) -> list[CandidateProposal]:
    """Of the projects asked for those that neither stand there nor were refused, each beside its rivals."""
    rows = list(suggestion.candidates.select_related("project"))
    choices = {successor(one.project).pk: one.choice for one in candidates if one.choice}
    standing: set[int] = set()
    named: dict[int, list[Candidate]] = defaultdict(list)
    for row in rows:
        project = successor(row.project).pk
        standing.add(project)
        if project in choices:
            named[choices[project]].append(row)
    settled = {number for number, rivals in named.items() if any(row.verdict == Verdict.CONFIRMED for row in rivals)}
    asked = [one for one in candidates if one.project.pk in projects and one.choice not in settled]
    new = _not_refused(asked, refused_projects(source.voice, suggestion.story_key) | standing)
    several = Counter(one.choice for one in new)
    taken = max((row.choice for row in rows), default=0)
    added = []
    for one in new:
        rivals = [row for row in named[one.choice] if row.verdict == Verdict.OPEN] if one.choice else []
        number = next((row.choice for row in rivals if row.choice), taken + one.choice)
        for row in rivals:
            # It waits as well: what was one question with one answer is a choice now.
            row.choice = number
            row.save(update_fields=["choice"])
        added.append(replace(one, choice=number if one.choice and (rivals or several[one.choice] > 1) else 0))
    return added


def _grow(suggestion: Suggestion, told: Suggestion, added: Sequence[CandidateProposal]) -> None:
    """Let candidates join on a document's words; what was decided stays so, and forms of what was seen are stale."""
    copy = None if told.source.pk == suggestion.source_id else told.source
    _add_candidates(suggestion, added, copy)
    pieces = [{**piece, "source": copy.pk} if copy else piece for piece in told.excerpts]
    suggestion.excerpts = [*suggestion.excerpts, *(piece for piece in pieces if piece not in suggestion.excerpts)]
    if suggestion.state != SuggestionState.OPEN:
        # It waits anew, for these alone.
        suggestion.state, suggestion.created_at = SuggestionState.OPEN, timezone.now()
        suggestion.top_score, suggestion.ambiguous = 0, False
    suggestion.top_score = max(suggestion.top_score, *(one.score for one in added))
    suggestion.ambiguous = suggestion.ambiguous or any(one.choice for one in added)
    suggestion.version += 1
    suggestion.save()


def _add_candidates(suggestion: Suggestion, wanted: Sequence[CandidateProposal], source: Source | None = None) -> None:
    for one in wanted:
        candidate = Candidate.objects.create(
            suggestion=suggestion,
            source=source,
            project=one.project,
            score=one.score,
            role=one.role,
            reasons=one.reasons,
            choice=one.choice,
        )
        ProposedClaim.objects.bulk_create(
            ProposedClaim(
                candidate=candidate,
                kind=proposal.kind,
                values=proposal.values,
                quote=proposal.quote,
                start=proposal.start,
                end=proposal.end,
            )
            for proposal in one.claims
        )


def confirm(
    actor: Actor,
    suggestion: Suggestion,
    *,
    candidates: Iterable[int],
    proposed: Iterable[int] = (),
    version: int | None = None,
    reason: str = "",
) -> Outcome:
    """Attach the story to the chosen candidates and record the chosen proposed claims, in one change.

    The open candidates not chosen are refused, and stay refused for this voice; what was decided before stays so. Each
    confirmed candidate gets at least the claim that the document which names it concerns it.

    Raises:
        Conflict: if the suggestion was decided or changed since ``version``.
        Refused: if nothing is chosen, or several candidates that are named by the same words, or a project that was
            withdrawn since.
        Invalid: if a proposed claim makes no sense; then nothing is written.
    """
    chosen, claims_chosen = set(candidates), set(proposed)
    with writing(actor, "confirm", reason=reason, source=suggestion.source) as act:
        fresh = _open(suggestion, version)
        rows = _undecided(fresh)
        if not chosen or not chosen <= {row.pk for row in rows}:
            raise Refused("Choose at least one of the candidates of this suggestion that are open.")
        before = list(fresh.candidates.filter(verdict=Verdict.CONFIRMED).select_related("project"))
        for row in (*before, *rows):
            # Merged since it was laid here: the story concerns what it was merged into. The row keeps what was shown.
            row.project = successor(row.project)
        confirmed = _with_twins(rows, chosen)
        _one_of_each_choice([*before, *confirmed])
        for row in confirmed:
            check_living(row.project)
        act.change.subject, act.change.source = confirmed[0].project.public_id, confirmed[0].document
        act.change.save(update_fields=["subject", "source"])
        recorded = _decide(act, fresh, rows, confirmed, claims_chosen)
    names = ", ".join({row.project.pk: row.project.label for row in confirmed}.values())
    told = "" if not recorded else " with 1 claim" if recorded == 1 else f" with {recorded} claims"
    return Outcome(f"Attached to {names}{told}.", act.id)


def _with_twins(rows: Sequence[Candidate], chosen: Collection[int]) -> list[Candidate]:
    """The chosen candidates, and those whose projects were merged into one with theirs: a verdict is on all of them."""
    projects = {successor(row.project).pk for row in rows if row.pk in chosen}
    return [row for row in rows if successor(row.project).pk in projects]


def _one_of_each_choice(confirmed: Sequence[Candidate]) -> None:
    for number in {row.choice for row in confirmed if row.choice}:
        rivals = {row.project.pk: row.project.label for row in confirmed if row.choice == number}
        if len(rivals) > 1:
            named = " and ".join(rivals.values())
            raise Refused(f"The same words name {named}: the story is about one of them. Choose one.")


def _decide(
    act: Writing,
    suggestion: Suggestion,
    rows: Iterable[Candidate],
    confirmed: Collection[Candidate] = (),
    proposed: Collection[int] = (),
) -> int:
    """Give candidates and their proposed claims their verdicts, record what was confirmed, close what is decided.

    Returns:
        How many of the proposed claims were recorded.
    """
    recorded = 0
    attached = set()
    for row in rows:
        accepted = row in confirmed
        _judge(act, row, accepted=accepted)
        for proposal in row.proposed.all():
            chosen = accepted and proposal.pk in proposed
            _judge(act, proposal, accepted=chosen)
            recorded += chosen and _record(act, row, proposal)
        if accepted and (row.project, row.document) not in attached:
            # Once, though two candidates have become one project: as the likelier of them is concerned.
            attached.add((row.project, row.document))
            claims.record(act, row.project, ClaimKind.MENTION, source=row.document, aspect=row.role)
            act.touch(row.project)
    settle(act, suggestion)
    return recorded


def settle(act: Writing, suggestion: Suggestion) -> None:
    """Let what follows from the verdicts on its candidates follow: whether a suggestion waits, and where in the queue.

    Forms of it as it was are stale. Call with the suggestion locked: a copy may join it without the writers' lock.
    """
    fields.write(act, suggestion, {"state": suggestion.settled()})
    suggestion.version += 1
    waiting = list(suggestion.candidates.filter(verdict=Verdict.OPEN))
    if waiting:
        suggestion.top_score = max(one.score for one in waiting)
        suggestion.ambiguous = any(one.choice for one in waiting)
    suggestion.save(update_fields=["version", "top_score", "ambiguous"])


def _judge(act: Writing, row: Candidate | ProposedClaim, *, accepted: bool) -> None:
    fields.write(act, row, {"verdict": Verdict.CONFIRMED if accepted else Verdict.REJECTED})


def _record(act: Writing, candidate: Candidate, proposal: ProposedClaim) -> bool:
    """Record a proposed claim; False when its document is on record with it already."""
    source = candidate.document
    columns = _columns_of(act, candidate.project, proposal, source)
    claim = claims.record(act, candidate.project, proposal.kind, source=source, quote=proposal.quote, **columns)
    return claim is not None


def _columns_of(act: Writing, project: Project, proposal: ProposedClaim, source: Source) -> dict[str, Any]:
    """Columns as claims.record takes them: headings named in words become rows."""
    columns = dict(proposal.values)
    if proposal.kind == ClaimKind.DATE:
        kind = str(columns.pop("milestone"))
        known = Milestone.objects.filter(project=project, kind=kind, context=False).order_by("pk")
        title = str(columns.pop("title", "")) or Milestone(kind=kind).get_kind_display()
        columns["milestone"] = known.first() or entries.milestone(act, project, kind=kind, title=title)
        columns.setdefault("as_of", "")
    if proposal.kind == ClaimKind.AMOUNT:
        stage, instrument = str(columns.pop("stage")), str(columns.pop("instrument", "mixed"))
        title = str(columns.pop("title", "")) or f"As told in {source.title}"[:200]
        columns["funding"] = entries.funding(act, project, stage=stage, instrument=instrument, title=title)
        columns.setdefault("aspect", "stands")
        columns["unit"] = columns.pop("currency", columns.get("unit", ""))
    if proposal.kind == ClaimKind.STATUS:
        columns.setdefault("as_of", source.date)
    return columns


def reject(
    actor: Actor,
    suggestion: Suggestion,
    *,
    candidates: Iterable[int] | None = None,
    version: int | None = None,
    reason: str = "",
) -> Outcome:
    """Refuse open candidates (all, unless named); the suggestion closes when none is left open.

    Raises:
        Conflict: if the suggestion was decided or changed since ``version``.
    """
    chosen = None if candidates is None else set(candidates)
    with writing(actor, "reject", reason=reason, source=suggestion.source, is_public=False) as act:
        fresh = _open(suggestion, version)
        rows = _undecided(fresh)
        refused = rows if chosen is None else _with_twins(rows, chosen)
        _decide(act, fresh, refused)
    # Of what some were refused is still to be decided; the curator is told which.
    named = f" for {', '.join(row.project.label for row in refused)}" if chosen is not None and refused else ""
    return Outcome(f"Rejected{named}; it will not be suggested again.", act.id)


def _open(suggestion: Suggestion, version: int | None) -> Suggestion:
    """The suggestion as it stands now, under the lock."""
    # A copy may join it at this moment, without the writers' lock.
    rows = Suggestion.objects.select_for_update(of=("self",)).select_related("source__publisher")
    fresh = rows.get(pk=suggestion.pk)
    if fresh.state != SuggestionState.OPEN:
        raise Conflict(f"Already {fresh.get_state_display().lower()}.")
    if version is not None and fresh.version != version:
        raise Conflict("It has changed meanwhile; look at it again.")
    return fresh


def _undecided(suggestion: Suggestion) -> list[Candidate]:
    return list(suggestion.candidates.filter(verdict=Verdict.OPEN).select_related("project", "source"))


def likeliest(suggestion: Suggestion) -> list[int]:
    """The candidate that may be confirmed without a look at the others, if any is left.

    Raises:
        Refused: if the words that name it name others too.
    """
    waiting = suggestion.candidates.filter(verdict=Verdict.OPEN).select_related("project")
    top = waiting.order_by("-score", "pk").first()
    if top is None:
        return []
    # Those that were merged into one since are no choice any more.
    named = {successor(row.project).pk for row in waiting if row.choice == top.choice}
    if top.choice and len(named) > 1:
        raise Refused(UNCLEAR)
    return [top.pk]


def decide_many(
    actor: Actor, suggestions: Iterable[Suggestion], verdict: str, *, reason: str = ""
) -> list[tuple[Suggestion, Outcome]]:
    """Confirm the likeliest candidate of many suggestions, or reject them; each on its own, with its own outcome.

    Where the likeliest is one of several that the same words name, nothing is confirmed: that needs a look.
    """
    outcomes = []
    for suggestion in suggestions:
        try:
            if verdict == Verdict.CONFIRMED:
                outcome = confirm(actor, suggestion, candidates=likeliest(suggestion), reason=reason)
            else:
                outcome = reject(actor, suggestion, reason=reason)
        except DomainError as error:
            outcome = Outcome(error.message, refused=(error.code,))
        outcomes.append((suggestion, outcome))
    return outcomes
