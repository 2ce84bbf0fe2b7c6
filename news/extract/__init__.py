"""The text of a page, its title, date and claims about itself, read in a child process that can be killed."""

from news.extract.model import Page, Unreadable
from news.extract.process import Reader, shared

__all__ = ["Page", "Reader", "Unreadable", "shared"]
