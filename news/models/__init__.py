"""The tables of the intake: feeds, articles, stories, hosts, and the log of attempts. Rows are the only truth."""

from news.models.aliases import AliasFamily, BlockedName, SearchName
from news.models.articles import Article, Band, State, StoredPage, Story
from news.models.attempts import Attempt
from news.models.feeds import Feed
from news.models.gdelt import FileState, GdeltFile, GdeltStream
from news.models.hosts import Detour, Host
from news.models.recipes import Recipe
from news.models.weights import FittedWeights

__all__ = [
    "AliasFamily",
    "Article",
    "Attempt",
    "Band",
    "BlockedName",
    "Detour",
    "Feed",
    "FileState",
    "FittedWeights",
    "GdeltFile",
    "GdeltStream",
    "Host",
    "Recipe",
    "SearchName",
    "State",
    "StoredPage",
    "Story",
]
