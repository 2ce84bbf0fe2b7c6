"""Set Corridors up on this machine, start it, and stay until it is stopped."""

import argparse
import os
import shlex
import signal
import sys
from pathlib import Path
from typing import NoReturn

import check
import environment
import installation
import processes
import say
from installation import Installation

PORT = 8000
DEMONSTRATION_PORT = 8100


def main(arguments: list[str]) -> int:
    """Do what was asked for and return the exit code."""
    options = parse(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        # Else nohup started it, to outlive its terminal.
        signal.signal(signal.SIGHUP, _interrupt)
    if options.check:
        return check.run(production=options.production)
    directory = options.data or default_directory(demonstration=options.demo)
    if options.stop:
        stopped = installation.stop(directory)
        say.line(f"Corridors on {directory} {'has stopped' if stopped else 'is not running'}.")
        return 0
    port = options.port or (DEMONSTRATION_PORT if options.demo else PORT)
    chosen = Installation(directory.absolute(), port, newsroom_port=port + 1 if options.demo else None)
    if options.new_password:
        environment.ready(environment.RUNTIME)
        say.line(f"The new password of {installation.CURATOR}: {chosen.curator(renew=True)}")
        return 0
    return serve(chosen, options)


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="script/run", description=__doc__)
    parser.add_argument("--demo", action="store_true", help="with the newsroom's demonstration articles, kept apart")
    parser.add_argument("--port", type=int, help=f"of the pages ({PORT}; with --demo {DEMONSTRATION_PORT})")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data directory (~/.local/share/corridors)")
    parser.add_argument("--stop", action="store_true", help="stop the run on that data directory")
    parser.add_argument("--new-password", action="store_true", help="give the curator a new password and show it")
    parser.add_argument("--check", action="store_true", help="try the whole way of a piece of news, then clean up")
    parser.add_argument(
        "--production",
        action="store_true",
        help="with --check: as separate web, worker and beat processes on the servers that "
        "DATABASE_URL and REDIS_URL name (both are left as they were found empty)",
    )
    options = parser.parse_args(arguments)
    if options.port is not None and not 1 <= options.port <= 65534:
        parser.error("--port is a number from 1 to 65534")
    if options.production and not options.check:
        parser.error("--production goes with --check; docs/production.md says how to run in production")
    return options


def default_directory(*, demonstration: bool) -> Path:
    """Where data lies unless told otherwise; demonstrations lie apart."""
    share = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(share) / ("corridors-demo" if demonstration else "corridors")


def serve(chosen: Installation, options: argparse.Namespace) -> int:
    """Prepare the installation, start it, say where it is, and stay until interrupted."""
    say.line(f"Corridors, in {chosen.directory}")
    environment.ready(environment.RUNTIME)
    chosen.make_folder()
    with chosen.held():
        for port in filter(None, (chosen.port, chosen.newsroom_port)):
            if reason := installation.refusal(port):
                raise say.Failure(f"Port {port} of this machine {reason}. Choose another with --port.")
        chosen.prepare()
        password = chosen.curator()
        children = [processes.web(chosen), *processes.workers(chosen)]
        if options.demo:
            children.insert(0, processes.newsroom(chosen))
        with processes.started(children):
            with say.step("Starting web and worker"):
                processes.wait_until_ready(chosen, children)
            if options.demo:
                with say.step("Switching the newsroom's feeds on"):
                    chosen.manage("demo_feeds", "--base", chosen.newsroom)
            say.line(told(chosen, children, password))
            try:
                processes.watch(children)
            except KeyboardInterrupt:
                say.line("\nStopping: running tasks have ten seconds to finish.")
    say.line("Corridors has stopped. Everything is kept; the same command starts it again.")
    return 0


def told(chosen: Installation, children: list[processes.Child], password: str) -> str:
    """What a person needs to know once it runs."""
    demonstration = chosen.newsroom_port is not None
    login = (
        f"{installation.CURATOR} / {password}   (shown this once)"
        if password
        else (
            f"{installation.CURATOR}, with the password shown at the first start (another: script/run --new-password)"
        )
    )
    rows = [
        ("Pages", f"{chosen.address}/"),
        ("Curators", f"{chosen.address}/admin/"),
        ("Login", login),
        ("API", f"{chosen.address}/api/v1/"),
        *([("Newsroom", f"{chosen.newsroom}/")] if demonstration else []),
        ("Data", str(chosen.directory)),
        ("Logs", f"{chosen.directory / 'log'}  (web.log, worker.log)"),
        ("Memory", f"{processes.memory(children)} MiB"),
        ("To stop", f"Ctrl-C here, or script/run --stop --data {shlex.quote(str(chosen.directory))}"),
    ]
    following = (
        "Within a minute the newsroom's articles stand in the queue: log in, open Suggestions, confirm one."
        if demonstration
        else "Log in and tick feeds under News > Feeds to let news come in; none is read until you do."
    )
    title = "Corridors runs, with DEMONSTRATION articles." if demonstration else "Corridors runs."
    return "\n".join(["", title, "", *(f"  {name:<9} {value}" for name, value in rows), "", f"  Next: {following}", ""])


def _interrupt(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except say.Failure as failure:
        say.give_up(str(failure))
    except KeyboardInterrupt:
        say.give_up("Stopped.")
