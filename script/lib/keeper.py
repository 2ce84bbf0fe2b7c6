"""Run a command for as long as the program that started this one lives: a pipe on standard input tells.

Used as ``python keeper.py [--signal NAME] [--grace SECONDS] COMMAND...`` with standard input held open by the parent.
However the parent ends, kill -9 included, the kernel closes its end of the pipe, and the command is asked to stop.
"""

import argparse
import os
import select
import signal
import subprocess
import sys
import time


def main(argv: list[str]) -> int:
    """Start the command, wait for its end or the parent's, and return the command's exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--signal", default="SIGTERM", help="sent to the command when the parent is gone")
    parser.add_argument("--grace", type=float, default=12.0, help="seconds until it is killed")
    parser.add_argument("--user", default=None, help="the system user to run it as (only root can choose)")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args(argv)
    ask = signal.Signals[options.signal]
    # A terminal's Ctrl-C goes to the whole foreground group; the parent decides what that means.
    os.setpgid(0, 0)
    identity = {"user": options.user, "group": options.user, "extra_groups": []} if options.user else {}
    child = subprocess.Popen(options.command, stdin=subprocess.DEVNULL, **identity)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: child.send_signal(ask))
    while child.poll() is None:
        readable, _, _ = select.select([sys.stdin], [], [], 0.2)
        if readable and not os.read(sys.stdin.fileno(), 1):
            stop(child, ask, options.grace)
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def stop(child: subprocess.Popen, ask: signal.Signals, grace: float) -> None:
    """Ask the child to end, and kill it after ``grace`` seconds."""
    child.send_signal(ask)
    until = time.monotonic() + grace
    while child.poll() is None:
        if time.monotonic() > until:
            child.kill()
            child.wait()
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
