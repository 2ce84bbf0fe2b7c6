"""What curators decided, as lessons for the weights: each decided candidate with its features and their verdict."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from corridors.errors import DomainError
from news.linking.linker import Linker
from news.linking.measure import Item
from news.linking.score import Weights
from news.linking.training import Row, by_article, learning
from news.models import Article
from projects.choices import Verdict
from projects.models import Candidate

#: Fewer confirmed or refused candidates than this teach nothing that the labelled articles have not.
FEWEST = 50


class TooFewError(DomainError):
    """There are not enough decisions to learn from; the message says how many there are."""

    code = "too_few"


@dataclass(frozen=True, slots=True)
class Lessons:
    """Decided candidates. ``items`` are their stories, ``lost`` those whose text or evidence is no longer there."""

    rows: tuple[Row, ...]
    items: tuple[Item, ...]
    lost: int

    @property
    def confirmed(self) -> int:
        """How many candidates curators confirmed."""
        return sum(row.about for row in self.rows)

    @property
    def refused(self) -> int:
        """How many they refused."""
        return len(self.rows) - self.confirmed

    @property
    def version(self) -> str:
        """A name for what is learned from exactly these decisions."""
        told = repr(sorted((row.item, row.project, row.about, sorted(row.features.items())) for row in self.rows))
        return f"decided-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights after the lessons, and what the ones before and a fit that had not seen them predict for each story."""

    weights: Weights
    before: dict[str, dict[str, float]]
    after: dict[str, dict[str, float]]


def lessons(linker: Linker) -> Lessons:
    """Read the stored text of every story curators decided on anew, with the names the linker has now.

    A candidate that was confirmed, in whatever role, should have been found; a refused one should not.
    """
    verdicts: dict[tuple[int, int], dict[str, bool]] = defaultdict(dict)
    # What only a later copy named was decided by the words of that copy.
    read = Candidate.objects.annotate(read_in=Coalesce("source_id", "suggestion__source_id"))
    decided = read.exclude(verdict=Verdict.OPEN).order_by("suggestion_id", "pk")
    for suggestion, document, project, verdict in decided.values_list(
        "suggestion_id", "read_in", "project__public_id", "verdict"
    ):
        verdicts[suggestion, document][project] = verdict == Verdict.CONFIRMED
    kept = Article.objects.filter(source__in={document for _, document in verdicts}).exclude(text="")
    articles = {article.source_id: article for article in kept.order_by("-pk")}
    rows: list[Row] = []
    items: list[Item] = []
    for (suggestion, document), told in verdicts.items():
        article = articles.get(document)
        if article is None:
            continue
        item = _item(f"{suggestion}/{document}", article, told)
        items.append(item)
        _, found = linker.candidates(article.title, article.text, article.language, article.published)
        for candidate in found:
            key = linker.index.subjects[candidate.project].key
            if key in told:
                rows.append(Row(item.id, key, dict(candidate.features), told[key]))
    return Lessons(tuple(rows), tuple(items), sum(map(len, verdicts.values())) - len(rows))


def _item(name: str, article: Article, told: dict[str, bool]) -> Item:
    return Item(
        id=name,
        language=article.language,
        date=article.published,
        title=article.title,
        text=article.text,
        kind="positive" if any(told.values()) else "hard_negative",
        labels=frozenset(project for project, confirmed in told.items() if confirmed),
        mentions=frozenset(),
    )


def learn(found: Lessons, before: Weights, shipped: Weights, fewest: int = FEWEST) -> Learned:
    """Fit weights to lessons, drawn towards the shipped ones: few lessons bend them little, many freely.

    Raises:
        TooFewError: fewer than ``fewest`` candidates were confirmed, or refused.
    """
    if min(found.confirmed, found.refused) < fewest:
        raise TooFewError(
            f"Too few decisions to learn from: {found.confirmed} confirmed and {found.refused} refused candidates "
            f"whose text is kept; {fewest} of each are needed. Nothing was fitted."
        )
    prior = shipped.by_feature
    return Learned(
        weights=learning(found.version, prior=prior)(found.rows),
        before=_predictions(found.rows, before),
        after=by_article(found.rows, learning(prior=prior)),
    )


def _predictions(rows: Sequence[Row], weights: Weights) -> dict[str, dict[str, float]]:
    predictions: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        predictions[row.item][row.project] = weights.probability(row.features)
    return predictions
