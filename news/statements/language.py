"""What a language must say of itself before statements can be read in it: the shape of the tables in ``words``."""

import dataclasses
import re

from news.statements.dates import DateWords
from news.statements.model import Look, Tense


@dataclasses.dataclass(frozen=True)
class Event:
    """A way of saying that something happens to a project.

    A ``planned`` or ``open`` event gives a promised date and never a status, an ``either`` one (a converb) a date that
    happened or was promised by which side of the item's date it is on. A ``headline`` event is read in titles only.
    ``look`` says on which side of the cue its subject stands; ``vague`` that "the project" or "the works" is subject
    enough; a part of the pattern named ``gap`` is searched for the subject first. ``of_plans`` says that it happens to
    plans ("shelved plans for"), so that its own words of a plan promise nothing.
    """

    pattern: re.Pattern[str]
    milestone: str
    status: str
    tense: Tense
    look: Look = "near"
    vague: bool = False
    headline: bool = False
    of_plans: bool = False


@dataclasses.dataclass(frozen=True)
class Stage:
    """A way of saying what a sum of money is to a project."""

    pattern: re.Pattern[str]
    stage: str


@dataclasses.dataclass(frozen=True)
class Language:
    """The tables of one language.

    Attributes:
        breaks: what stands between two clauses that speak of different things.
        events: ways of saying that something happens; where two overlap, the earlier in the table wins.
        planned: words that turn an event of their clause into a promise.
        undone: words of a plan that is past ("was to open"): nothing is proposed from the clause.
        doubt: words that make a clause possible, conditional, rumoured or merely wished.
        modal: words of doubt that an estimate of costs may stand with ("could reach"), not those of a rumour.
        denial: words that make a piece of a clause negated.
        leaning: a part word beside a project's own name that belongs to it ("the Example section").
        chain: what may stand between the nouns of one subject ("a study for the line").
        compound: what may stand between a name and the noun it qualifies ("the Example tunnel").
        governor: what, right before a noun, makes it a mere complement ("the electrification of").
        locative: a noun that says where; it is searched in what stands before the noun, a mark, and the noun.
        several: words that make a sum that of several projects.
        fraction: words that make what is done a share of the whole ("over 2/3 of the road completed").
        stalled: words that say a project came to nothing or stands still, whatever was opened once.
        heads: nouns a project of ours can be called by ("the line", "the port").
        kinds: heads by the kind of thing they are; a head of another kind than the project's names is another thing.
        vague: nouns that stand for the whole undertaking ("the project", "construction").
        whole: words that make a part, written as U+E002, stand for all of the project ("all 40 turbines").
        parts: nouns for a piece of a project that is not the project.
        others: nouns that, next to an event, are what it happens to instead of the project.
        occasions: a meeting or a visit as the time when something happens, which happens to no meeting.
        strangers: a thing of our kind with a name of its own.
        pronouns: how a sentence begins that goes on about what the sentence before it named.
        anew: how a clause begins that, without a subject, need not go on about the project ("2019年...").
        elsewhere: words that turn a sentence without the project's name to other things.
        affairs: what an agreement may be about that is no project's business ("trade", "ceasefire").
        trial: words that make an opening a trial one.
        ceremonial: words that say an open event did take place.
        plans_precede: whether words of a plan stand before the verb they govern.
        head_last: whether the head noun closes a noun phrase rather than opens it.
        tenseless: whether verbs carry no tense, so that a date before the item's is one that happened.
        dates_first: whether a date stands before the verb it belongs to.
        comma_is_decimal: whether 2,5 is two and a half.
        stages: what a sum is, by the words beside it.
        not_costs: words that make a sum a fare, a debt, a bribe, a yearly figure or several projects' sum.
        intended: words that make a loan or an investment a thing to come.
    """

    code: str
    breaks: re.Pattern[str]
    events: tuple[Event, ...]
    planned: re.Pattern[str]
    undone: re.Pattern[str]
    doubt: re.Pattern[str]
    modal: re.Pattern[str]
    denial: re.Pattern[str]
    fraction: re.Pattern[str]
    stalled: re.Pattern[str]
    heads: re.Pattern[str]
    kinds: tuple[re.Pattern[str], ...]
    leaning: re.Pattern[str]
    chain: re.Pattern[str]
    governor: re.Pattern[str]
    compound: re.Pattern[str]
    locative: re.Pattern[str]
    several: re.Pattern[str]
    vague: re.Pattern[str]
    parts: re.Pattern[str]
    whole: re.Pattern[str]
    others: re.Pattern[str]
    occasions: re.Pattern[str]
    strangers: re.Pattern[str]
    pronouns: re.Pattern[str]
    anew: re.Pattern[str]
    elsewhere: re.Pattern[str]
    affairs: re.Pattern[str]
    trial: re.Pattern[str]
    ceremonial: re.Pattern[str]
    dates: DateWords
    stages: tuple[Stage, ...]
    not_costs: re.Pattern[str]
    intended: re.Pattern[str]
    tenseless: bool = False
    plans_precede: bool = False
    head_last: bool = False
    dates_first: bool = False
    comma_is_decimal: bool = False


def words(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that ignores case; every part named ``gap`` gets a name of its own."""
    first, *rest = pattern.split("(?P<gap>")
    return re.compile("".join([first, *(f"(?P<gap{at}>{part}" for at, part in enumerate(rest))]), re.IGNORECASE)
