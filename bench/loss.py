"""Counts what is lost or doubled while workers are killed and servers restarted in the middle of the intake.

Run ``python -m bench.loss``. Generated demonstration articles flow from feeds of outlets on loopback through the real
intake, into PostgreSQL with Redis started for the purpose (or SQLite and the embedded worker). At random points of the
way, chosen by a seed, workers are ended by ``kill -9``, the database crashes and the broker forgets everything. At the
end the outlets' own list of addresses is compared with the rows. The last line is one JSON object.
"""

import argparse
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import django

from bench import outlets, storm
from tests.services.child import NoServerError

OUTLETS = 20
FEEDS = 20
PROJECTS = 24
#: Of a hundred articles thirty are stories about projects printed once, thirty are ten such stories printed by three
#: outlets each, and forty are about no project.
ONCE, THRICE, OTHER = 30, 10, 40
#: Seconds between two requests to one outlet: they are ours, and a thousand articles shall not take an hour.
SPACING = 0.02
LONGEST = 900
LOOK_EVERY = 0.5
#: More dead letters than the storm can account for: something is wrong with reading itself.
MOST_REPLAYS = 50


@dataclass
class Tally:
    """What was done to the installation, what a curator had to replay, and how long it took."""

    kills: Counter[str] = field(default_factory=Counter)
    restarts: Counter[str] = field(default_factory=Counter)
    replayed: int = 0
    seconds: float = 0.0


def main() -> int:
    """Run it, print the table and the counts; 1 when something was lost, doubled or did not end."""
    options = _options()
    # Asked to stop, it takes everything with it that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with ExitStack() as running:
        installed = _installation(running, options.database)
        stand = _stand(running, options)
        installed.variables |= {
            "CORRIDORS_DEMONSTRATION": "1",
            "CORRIDORS_HOST_SPACING": str(SPACING),
            "CORRIDORS_OUTBOUND_LOOPBACK": ",".join(outlet.host for outlet in stand.outlets),
        }
        os.environ.update(installed.variables)
        django.setup()
        from bench import intake_rows as rows  # noqa: PLC0415 - needs the settings, which are known only now

        rows.prepare(stand, outlets.project_names(PROJECTS))
        installed.start_workers(running)
        tally = Tally()
        begun = time.monotonic()
        done = _flow(installed, rows, options, tally)
        tally.seconds = time.monotonic() - begun
        counts = rows.when_reachable(lambda: rows.count(stand))
        states = rows.states()
        rows.connection.close()
        if options.logs or not done:
            print(*(worker.tail() for worker in installed.workers), sep="\n")
    lost, doubled = sum(counts.lost.values()), sum(counts.doubled.values())
    _print(counts, states, tally, requests=sum(stand.asked(address) for address in stand.stories))
    print(json.dumps(_keys(counts, tally) | {"lost": lost, "doubled": doubled, "done": done}))
    return 0 if done and not lost and not doubled else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Counts what is lost or doubled while everything breaks.")
    parser.add_argument("--articles", type=int, default=1000, help="how many; a multiple of 100")
    parser.add_argument("--database", choices=("postgres", "sqlite"), default="postgres")
    parser.add_argument("--kills", type=int, default=20, help="how many processes are killed")
    parser.add_argument("--restarts", type=int, default=3, help="how often each server is restarted")
    parser.add_argument("--seed", type=int, default=1, help="chooses texts, victims and moments")
    parser.add_argument("--logs", action="store_true", help="print the end of each worker's log")
    options = parser.parse_args()
    if options.articles < 100 or options.articles % 100:
        parser.error("--articles must be a multiple of 100")
    return options


def _installation(running: ExitStack, kind: str) -> storm.Installation:
    try:
        return storm.installation(running, kind=kind)
    except NoServerError as missing:
        print(f"{missing}\nSo this runs on SQLite with the broker in the worker's memory: no server is restarted.")
        return storm.installation(running, kind="sqlite")


def _stand(running: ExitStack, options: argparse.Namespace) -> outlets.Newsstand:
    hundreds = options.articles // 100
    stories = outlets.make_stories(
        outlets.project_names(PROJECTS),
        linked=(ONCE + THRICE) * hundreds,
        other=OTHER * hundreds,
        seed=options.seed,
    )
    prints = [story for story in stories for _ in range(3 if story.number < THRICE * hundreds else 1)]
    return running.enter_context(outlets.serving(prints, outlets=OUTLETS, feeds=FEEDS))


def _flow(installed: storm.Installation, rows: ModuleType, options: argparse.Namespace, tally: Tally) -> bool:
    """Let the articles flow and the storm blow; true when all of them came through."""
    chance = random.Random(options.seed)
    acts = _acts(installed, options, chance, tally)
    # Each comes when so many articles are through, so that all of them come while articles flow.
    moments = sorted(chance.uniform(0.01, 0.98) * options.articles for _ in acts)
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        states = rows.when_reachable(rows.states)
        through = sum(states[state] for state in rows.THROUGH)
        if moments and through >= moments[0]:
            moments.pop(0)
            acts.pop()()
        elif through == options.articles:
            return True
        if states[rows.State.FAILED]:
            tally.replayed += rows.when_reachable(rows.replay)
        if tally.replayed > MOST_REPLAYS:
            return False
        time.sleep(LOOK_EVERY)
    return False


def _acts(
    installed: storm.Installation, options: argparse.Namespace, chance: random.Random, tally: Tally
) -> list[Callable[[], None]]:
    """What will happen, in random order."""
    acts: list[Callable[[], None]] = []
    for number in range(options.kills):
        # Every kind of worker is killed equally often.
        victim = installed.workers[number % len(installed.workers)]
        acts.append(lambda victim=victim: _kill(victim, chance, tally))
    for name, server in installed.servers.items():
        acts += [lambda name=name, server=server: _restart(name, server, chance, tally)] * options.restarts
    chance.shuffle(acts)
    return acts


def _kill(victim: storm.Process, chance: random.Random, tally: Tally) -> None:
    if victim.has_pool and chance.random() < 0.5 and victim.kill_child(chance):
        tally.kills[f"{victim.name}, a process of its pool"] += 1
        return
    tally.kills[victim.name] += 1
    victim.kill()
    time.sleep(chance.uniform(0, 1))
    victim.start()


def _restart(name: str, server: storm.Server, chance: random.Random, tally: Tally) -> None:
    server.restart(chance.uniform(0.2, 2))
    tally.restarts[name] += 1


def _keys(counts: Any, tally: Tally) -> dict[str, Any]:
    return {
        "articles": counts.articles,
        "rows": counts.rows,
        "stories": counts.stories,
        "suggestions": counts.suggestions,
        "candidates": counts.candidates,
        "kills": sum(tally.kills.values()),
        "restarts": sum(tally.restarts.values()),
        "replayed": tally.replayed,
        "seconds": round(tally.seconds),
    }


def _print(counts: Any, states: Counter[str], tally: Tally, requests: int) -> None:
    rows: list[tuple[str, Any]] = [
        ("articles served by the outlets", counts.articles),
        ("rows of articles", counts.rows),
        *((f"  {state}", number) for state, number in sorted(states.items())),
        ("requests for their pages", requests),
        ("stories about projects", counts.stories),
        ("suggestions", counts.suggestions),
        ("candidates", counts.candidates),
        ("fetched pages left behind", counts.pages_left),
        *((f"kill -9 of {name}", number) for name, number in sorted(tally.kills.items())),
        *((f"restarts of the {name}", number) for name, number in sorted(tally.restarts.items())),
        ("dead letters replayed", tally.replayed),
        *((f"lost {name}", number) for name, number in counts.lost.items()),
        *((f"doubled {name}", number) for name, number in counts.doubled.items()),
        ("seconds", round(tally.seconds)),
    ]
    for name, number in rows:
        print(f"{name:44}{number:8}")


if __name__ == "__main__":
    sys.exit(main())
