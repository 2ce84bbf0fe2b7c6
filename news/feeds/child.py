"""The child process that reads untrusted feeds, and pages that may link to feeds, as another does pages of articles."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from corridors.errors import DomainError
from news import discover
from news.extract.child import serve
from news.feeds.apart import packed
from news.feeds.parse import parse


def answer(request: dict[str, Any], body: bytes) -> dict[str, object]:
    """What is found in a body, or why nothing is."""
    what = request["what"]
    try:
        return {what: _FOUND[what](request, body)}
    except DomainError as error:
        return {"unreadable": error.message, "code": error.code}
    except MemoryError:
        return {"unreadable": f"The {what} needs more memory than is allowed for reading one."}
    except Exception as error:
        return {"unreadable": f"The {what} could not be read ({type(error).__name__})."}


def _feed(request: dict[str, Any], body: bytes) -> object:
    now = datetime.fromisoformat(request["now"])
    return packed(parse(body, now=now, content_type=request["content_type"], url=request["url"]))


def _links(request: dict[str, Any], body: bytes) -> object:
    return discover.linked(body, request["url"], request["content_type"])


_FOUND: dict[str, Callable[[dict[str, Any], bytes], object]] = {"feed": _feed, "page": _links}

if __name__ == "__main__":
    serve(answer)
