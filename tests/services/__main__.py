"""Start both servers, print their addresses as one line of JSON, and stop them when standard input closes."""

import contextlib
import json
import os
import sys

from tests.services import postgres, redis
from tests.services.addresses import environment
from tests.services.child import NoServerError


def main() -> None:
    """Give the addresses in the environment where there are any, else those of our own servers."""
    with contextlib.ExitStack() as servers:
        try:
            told = environment(
                database=os.environ.get("DATABASE_URL") or servers.enter_context(postgres.server()),
                redis=os.environ.get("REDIS_URL") or servers.enter_context(redis.server()),
            )
        except NoServerError as missing:
            told = {"missing": str(missing)}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
