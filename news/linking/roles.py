"""Says what part a project plays in an article: its subject, a mention, or one of the many of a round-up."""

from collections.abc import Collection
from typing import Literal

Role = Literal["about", "mentions", "round_up"]

#: An article about more projects than this is a round-up.
ROUND_UP = 4


def role(probability: float, threshold: float, about: Collection[int]) -> Role:
    """Return the role, given how probable it is that the article is about it and how many others it is about."""
    if probability < threshold:
        return "mentions"
    return "round_up" if len(about) > ROUND_UP else "about"
