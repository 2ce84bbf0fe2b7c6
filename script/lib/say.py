"""What the commands print: one line a step with its time, and one way to give up."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

WIDTH = 58


class Failure(Exception):
    """The command cannot go on; the message is for the person at the terminal."""


def line(text: str = "") -> None:
    """Print a line at once, whatever standard output is."""
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[list[str]]:
    """Print a step when it ends, with its seconds; notes put into the list it gives stand behind the title."""
    terminal = sys.stdout.isatty()
    if terminal:
        print(f"  {title} ...", end="", flush=True)
    begun = time.monotonic()
    notes: list[str] = []
    done = "FAILED"
    try:
        yield notes
        done = ""
    finally:
        shown = f"{title}: {', '.join(notes)}" if notes else title
        seconds = f"{time.monotonic() - begun:6.1f} s"
        print(f"{chr(13) if terminal else ''}  {shown:<{WIDTH}} {seconds} {done}".rstrip(), flush=True)


def give_up(reason: str) -> NoReturn:
    """End the command with a message and exit code 1."""
    print(f"\n{reason}", file=sys.stderr, flush=True)
    sys.exit(1)
