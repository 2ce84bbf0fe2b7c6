"""The tables of the intake: feeds, articles, stories, hosts, and the log of attempts. Rows are the only truth."""

from news.models.articles import Article, Band, State, StoredPage, Story
from news.models.attempts import Attempt
from news.models.feeds import Feed, Host

__all__ = ["Article", "Attempt", "Band", "Feed", "Host", "State", "StoredPage", "Story"]
