"""What is taken from a page, and the ways in which a page cannot be read."""

from dataclasses import dataclass

from corridors.errors import Invalid


class Unreadable(Invalid):
    """The page gave no text; the message says why."""

    code = "unreadable"


@dataclass(frozen=True)
class Page:
    """What one pass took from a page.

    ``date`` is a day (``YYYY-MM-DD``) or '', with the method that found it; ``method`` says how the text was found;
    ``canonical`` is the address the page claims for itself; ``demonstration`` whether it says it is no real article;
    ``remark`` says in words what went another way than it should.
    """

    title: str
    text: str
    method: str
    date: str = ""
    date_method: str = ""
    language: str = ""
    canonical: str = ""
    demonstration: bool = False
    encoding: str = ""
    encoding_guessed: bool = False
    remark: str = ""
