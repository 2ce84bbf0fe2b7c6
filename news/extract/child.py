"""The child process that reads untrusted pages: one JSON line and the page's bytes in, one JSON line out.

It ends with its parent (its input closes), is bounded in memory and time, and knows nothing of the database.
"""

import json
import re
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from corridors.errors import DomainError
from news.extract import page, recipe

#: Twice what the largest page that is read takes; each worker has a child of its own.
MEMORY = 1_000_000_000
#: Seconds for one page. Its parent stops it long before, unless that was killed: then nobody else does.
LONGEST = 60
# JSON inside a page may spell out halves of a letter and zero bytes, which no database and no encoding takes.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
Answer = Callable[[dict[str, Any], bytes], dict[str, object]]


def serve(answer: Answer | None = None) -> None:
    """Answer requests until the input ends, those for pages if nothing else is given."""
    answer = answer or _answer
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while header := source.readline():
        request = json.loads(header)
        body = source.read(request["size"])
        signal.alarm(LONGEST)
        told = answer(request, body)
        signal.alarm(0)
        sink.write(json.dumps(told).encode() + b"\n")
        sink.flush()


def _answer(request: dict[str, Any], body: bytes) -> dict[str, object]:
    try:
        found = page.read(
            body,
            request["content_type"],
            request["url"],
            date.fromisoformat(request["today"]),
            full=bool(request["full"]),
            recipe=recipe.Recipe(**request["recipe"]) if request["recipe"] else None,
            fetched=datetime.fromisoformat(request["fetched"]) if request["fetched"] else None,
        )
    except DomainError as error:
        return {"unreadable": _NO_TEXT.sub("", error.message)}
    except MemoryError:
        return {"unreadable": "The page needs more memory than is allowed for reading one."}
    except Exception as error:
        return {"unreadable": f"The page could not be read ({type(error).__name__})."}
    told = asdict(found)
    return {"page": {name: _NO_TEXT.sub("", said) if isinstance(said, str) else said for name, said in told.items()}}


if __name__ == "__main__":
    serve()
