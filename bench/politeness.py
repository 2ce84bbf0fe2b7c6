"""Asks, by a server's own log, whether workers keep their distance and obey robots.txt.

Run ``python -m bench.politeness``. Many feeds and articles lie on one host, some of them disallowed, some redirected:
within the host, to a second host, into what is disallowed. Four workers on PostgreSQL and two on SQLite (Celery's, over
Redis) take them in, held up at random between being let through and asking. The same four workers with their starts
spaced, which is how it is usually done, show what the log can see. All servers and workers are started for the purpose.
The last line is one JSON object.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django

from bench import storm
from bench.logged_site import LoggedSite, Request, against_robots, distances, serving
from tests.services import addresses, postgres, redis

WORKERS = {"postgresql": 4, "sqlite": 2}
PEER = "spaced starts"
LONGEST = 420
TICK = 1.0
CLOSED_FEEDS = 2
#: Articles listed beside the others: the path, where it redirects, and whether it may be fetched in the end.
DETOURS = {
    "/private/listed": ("", False),
    "/moved/here": ("/news/moved", True),
    "/moved/private": ("/private/moved", False),
    "/short/there": ("other:/stories/1", True),
    "/short/private": ("other:/private/2", False),
}
SERVERS = ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "CELERY_BROKER_URL")


def main() -> int:
    """Run it on each database, print the table and the sums; 1 when a rule was broken or work was left."""
    options = _options()
    if options.inside:
        print(json.dumps(measure(options.inside, options)))
        return 0
    chosen = [options.database] if options.database else list(WORKERS)
    results = {name: [_in_process(name, options) for _ in range(options.runs)] for name in chosen}
    peer = {} if options.database else {PEER: [_in_process("postgresql", options, spaced_starts=True)]}
    _print(results | peer, options.interval)
    keys = _keys(results)
    if peer:
        keys["too_close_spaced_starts"] = peer[PEER][0]["too_close"]
    print(json.dumps(keys))
    return 1 if keys["too_close"] or keys["against_robots"] or keys["left"] else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Counts requests that come too close or against robots.txt.")
    parser.add_argument("--database", choices=tuple(WORKERS), help="only this one")
    parser.add_argument("--feeds", type=int, default=50)
    parser.add_argument("--articles", type=int, default=50)
    parser.add_argument("--interval", type=float, default=0.2, help="seconds between two requests to one host")
    parser.add_argument("--runs", type=int, default=1, help="how often on each database")
    parser.add_argument("--inside", choices=tuple(WORKERS), help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_process(database: str, options: argparse.Namespace, *, spaced_starts: bool = False) -> dict[str, Any]:
    """One run in a process of its own: settings know one database."""
    told = [f"--{name}={getattr(options, name)}" for name in ("feeds", "articles", "interval")]
    command = [sys.executable, "-m", "bench.politeness", f"--inside={database}", *told]
    env = os.environ | {"BENCH_SPACED_STARTS": "1" if spaced_starts else ""}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=storm.ROOT, env=env)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def measure(database: str, options: argparse.Namespace) -> dict[str, Any]:
    """Let the workers take everything in twice, and read the log."""
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="corridors-polite-")))
        site, other = running.enter_context(serving()), running.enter_context(serving())
        listed = lay_out(site, other, options.feeds, options.articles)
        told = _variables(running, folder, database) | {
            "CORRIDORS_HOST_SPACING": str(options.interval),
            "CORRIDORS_OUTBOUND_LOOPBACK": f"{site.host},{other.host}",
        }
        for name in SERVERS:
            os.environ.pop(name, None)
        os.environ.update(told)
        django.setup()
        from bench import politeness_rows as rows  # noqa: PLC0415 - needs the settings, which are known only now

        rows.prepare(listed)
        workers = _start(running, folder, WORKERS[database])
        until = time.monotonic() + LONGEST
        left = sum(_round(rows, until) for _ in range(2))
        found = findings([site, other], options.interval) | {"left": left}
        found |= {"articles": dict(rows.outcomes()), "failures": rows.failures()[:10]}
        rows.connection.close()
        if left:
            print(*(worker.tail() for worker in workers), *found["failures"], sep="\n", file=sys.stderr)
    return found


def lay_out(site: LoggedSite, other: LoggedSite, feeds: int, articles: int) -> list[str]:
    """Fill both sites; the addresses of the feeds."""
    lists: list[list[str]] = [[] for _ in range(feeds)]
    for number in range(articles):
        site.add_page(f"/news/{number}")
        lists[number % feeds].append(site.url(f"/news/{number}"))
    for number, (path, (target, _allowed)) in enumerate(DETOURS.items()):
        lists[number % feeds].append(site.url(path))
        host = other if target.startswith("other:") else site
        end = target.removeprefix("other:") or path
        host.add_page(end)
        if target:
            site.redirects[path] = (302, host.url(end))
    for number, addresses_listed in enumerate(lists):
        site.add_feed(f"/feeds/{number}.xml", addresses_listed)
    for number in range(CLOSED_FEEDS):
        site.add_feed(f"/feeds/closed-{number}.xml", [site.url("/private/never")])
    return [site.url(path) for path in site.pages if path.startswith("/feeds/")]


def _variables(running: ExitStack, folder: Path, database: str) -> dict[str, str]:
    server = running.enter_context(postgres.server()) if database == "postgresql" else f"sqlite:///{folder}/db.sqlite3"
    broker = running.enter_context(redis.server())
    told = {"CORRIDORS_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "bench.settings", "LOG_LEVEL": "WARNING"}
    return told | addresses.environment(database=server, redis=broker)


def _start(running: ExitStack, folder: Path, count: int) -> list[storm.Process]:
    """Start workers of one process each, that ask hosts and hand out; pages stay unread."""
    command = [sys.executable, "-m", "bench.late_worker", "-A", "corridors", "worker", "-P", "solo"]
    command += ["-Q", "network,upkeep", "--without-gossip", "--without-mingle"]
    workers = []
    for number in range(count):
        name = f"worker{number}"
        told = dict(os.environ)
        worker = storm.Process(name, [*command, "-n", f"{name}@%h"], told, folder / f"{name}.log")
        running.callback(worker.stop)
        worker.start()
        workers.append(worker)
    return workers


def _round(rows: Any, until: float) -> int:
    """Make all feeds due and wait until everything is asked for; how much is left when time is up."""
    begun = rows.begin_round()
    while left := int(rows.open_work(begun)):
        if time.monotonic() > until:
            return left
        rows.tick()
        time.sleep(TICK)
    return 0


def findings(sites: Sequence[LoggedSite], interval: float) -> dict[str, Any]:
    """What the logs say."""
    log: list[Request] = [request for site in sites for request in site.log]
    apart = [distance for site in sites for distance in distances(site.log)]
    feeds = [request for request in log if request.path.startswith("/feeds/")]
    moments = [request.arrived for request in log]
    return {
        "requests": len(log),
        "too_close": sum(distance < interval for distance in apart),
        "against_robots": len(against_robots(log)),
        "least": round(min(apart), 4),
        "median": round(statistics.median(apart), 4),
        "not_modified": round(sum(request.status == 304 for request in feeds) / len(feeds), 3),
        "seconds": round(max(moments) - min(moments), 1),
        "robots_asked": sum(request.path == "/robots.txt" for request in log),
    }


_ROWS = {
    "requests": "requests",
    "robots_asked": "of them for robots.txt",
    "least": "least distance, s",
    "median": "median distance, s",
    "too_close": "closer than the interval",
    "against_robots": "against robots.txt",
    "not_modified": "share of polls answered with 304",
    "seconds": "from the first to the last, s",
    "left": "left undone",
}


def _print(results: dict[str, list[dict[str, Any]]], interval: float) -> None:
    print(f"interval {interval:g} s, two hosts; the median of the runs (the least, the most)")
    print(f"{'':34}" + "".join(f"{f'{name}, {WORKERS.get(name, 4)} workers':>30}" for name in results))
    for key, words in _ROWS.items():
        cells = [_cell([run[key] for run in runs]) for runs in results.values()]
        print(f"{words:34}" + "".join(f"{cell:>30}" for cell in cells))
    for name, runs in results.items():
        print(f"articles on {name}: {runs[-1]['articles']}")


def _cell(values: list[float]) -> str:
    return f"{statistics.median(values):g} ({min(values):g}, {max(values):g})"


def _keys(results: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    every = [run for runs in results.values() for run in runs]
    sums = {key: sum(run[key] for run in every) for key in ("too_close", "against_robots", "requests", "left")}
    least = {f"least_{name}": min(run["least"] for run in runs) for name, runs in results.items()}
    return sums | least


if __name__ == "__main__":
    sys.exit(main())
