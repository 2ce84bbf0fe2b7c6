"""What stands near the headline of a page: further away are other articles."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

# So many letters from the headline its own time is looked for; what stands in these has a time of its own.
_NEAR = 600
_OTHERS = ("a", "aside", "nav", "footer", "form", "select", "button", "script", "style", "noscript")
_MOST_PARTS, _MOST_WITHIN = 5, 50


def behind(headline: Any) -> Iterator[tuple[int, Any]]:
    """Small elements behind a headline, the nearest first, with how many letters away they end."""
    return _until_far(headline.xpath("following::*"))


def before(headline: Any) -> Iterator[tuple[int, Any]]:
    """Small elements before a headline, the nearest first, with how many letters away they begin."""
    return _until_far(reversed(headline.xpath("preceding::*")))


def _until_far(elements: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    said = 0
    for element in elements:
        if said > _NEAR:
            return
        said += len((element.text or "").strip()) + len((element.tail or "").strip())
        is_others = element.tag in _OTHERS or next(element.iterancestors(*_OTHERS), None) is not None
        if not is_others and _is_small(element):
            yield said, element


def _is_small(element: Any) -> bool:
    """Whether an element may be a line: one that holds much is none, and is not read over with each it stands in."""
    return len(element) <= _MOST_PARTS and next(islice(element.iter(), _MOST_WITHIN, None), None) is None
