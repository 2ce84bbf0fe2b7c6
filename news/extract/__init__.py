"""The text of a page, its title, date and claims about itself, read in a child process that can be killed."""

from news.extract.model import Page, Unreadable
from news.extract.pool import Pool
from news.extract.process import Reader, shared
from news.extract.recipe import Recipe

__all__ = ["Page", "Pool", "Reader", "Recipe", "Unreadable", "shared"]
