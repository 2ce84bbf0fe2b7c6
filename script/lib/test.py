"""Check the code and run the whole suite, on SQLite and on PostgreSQL with Redis; exit 1 when anything failed.

With arguments it only passes them on to pytest. CI=true skips nothing: what is missing there is a failure.
"""

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter

import environment
import say

BIN = environment.VENV / "bin"
MANAGE = [str(environment.PYTHON), "manage.py"]
CHECKS: list[tuple[str, list[str]]] = [
    ("ruff check", [str(BIN / "ruff"), "check", "."]),
    ("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("mypy", [str(BIN / "mypy")]),
    ("layers (import-linter)", [str(BIN / "lint-imports"), "--no-cache"]),
    ("missing migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    ("check --deploy", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"]),
]
# What an operator would set, so that `check --deploy` judges the settings and not their absence.
PRODUCTION_LIKE = {
    "SECRET_KEY": "k7Qx-2vN9_tR4mWc8ZpL1sHdYf6BgJ3uEaTo5KiVnXeM0rCyDw",
    "ALLOWED_HOSTS": "corridors.example",
    "CORRIDORS_HTTPS": "1",
    "CORRIDORS_BEHIND_PROXY": "1",
    "CORRIDORS_SITE_URL": "https://corridors.example",
    "CORRIDORS_CONTACT": "mailto:operator@corridors.example",
}
# A lane says itself which servers it uses; none is taken over from the shell by accident.
SERVERS = ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "CELERY_BROKER_URL")
# What each lane runs. Tests that start processes name their databases themselves, a browser sees no difference, and
# what asks for no database or cache has none to see.
ON_SQLITE = "not services"
ON_SERVERS = "not browser and (services or (stored and not processes))"
# In the order in which pytest names them.
OUTCOMES = ("failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "warnings", "errors")
CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def main(arguments: list[str]) -> int:
    """Run everything, or only pytest when given arguments, and return the exit code."""
    os.chdir(environment.ROOT)
    begun = time.monotonic()
    environment.ready(environment.DEVELOPMENT)
    if arguments:
        return subprocess.run([BIN / "pytest", *arguments], check=False).returncode
    failures: list[str] = []
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="corridors-checks-") as place:
        bare = {key: value for key, value in os.environ.items() if key not in SERVERS}
        bare["CORRIDORS_DATA_DIR"] = place
        failed = checks(bare | PRODUCTION_LIKE)
        counts["failed"] += len(failed)
        failures += failed
        failures += lane("SQLite", bare, ON_SQLITE, counts)
        failures += lane_with_servers(bare, counts)
    for failure in failures:
        say.line(f"FAILED: {failure}")
    say.line(summary(counts, time.monotonic() - begun))
    return 1 if failures else 0


def checks(env: dict[str, str]) -> list[str]:
    """Run the checks that are no tests; print what the failing ones said and give their names."""
    failed = []
    for name, command in CHECKS:
        with say.step(name) as notes:
            done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
            if done.returncode:
                notes.append("FAILED")
        if done.returncode:
            failed.append(name)
            say.line((done.stdout + done.stderr).rstrip())
    return failed


def lane(name: str, env: dict[str, str], markers: str, counts: Counter[str]) -> list[str]:
    """Run the suite once, add its outcomes to the counts, and say what failed."""
    say.line(f"\nThe suite on {name}")
    report = ["-rfE", "--durations=10", "--durations-min=5"] if CI else ["-rfEs"]
    command = [str(BIN / "pytest"), "-n", os.environ.get("TEST_PROCESSES", "2"), *report, "-m", markers]
    output = b""
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE) as pytest:
        assert pytest.stdout is not None
        while chunk := os.read(pytest.stdout.fileno(), 65536):
            output = (output + chunk)[-4096:]
            sys.stdout.buffer.write(chunk)
            sys.stdout.flush()
    found = outcomes(output.decode(errors="replace"))
    if not found:
        found = Counter(errors=1)
    counts.update(found)
    return [f"the suite on {name} (exit code {pytest.returncode})"] if pytest.returncode else []


def lane_with_servers(env: dict[str, str], counts: Counter[str]) -> list[str]:
    """Run the suite on PostgreSQL and Redis: those named in the environment, else our own for as long as it takes."""
    name = "PostgreSQL with Redis"
    # The servers are started by the environment's Python, which has the drivers to ask whether they answer.
    starter = [str(environment.PYTHON), "-m", "tests.services"]
    with subprocess.Popen(starter, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as servers:
        assert servers.stdin is not None
        assert servers.stdout is not None
        answer = json.loads(servers.stdout.readline() or '{"missing": "the servers\' starter died"}')
        try:
            if "missing" not in answer:
                return lane(name, env | answer, ON_SERVERS, counts)
        finally:
            with contextlib.suppress(BrokenPipeError):
                servers.stdin.close()
    say.line(f"\n{'!' * 100}\nSKIPPED: the suite on {name}: {answer['missing']}\n{'!' * 100}")
    if not CI:
        return []
    counts["failed"] += 1
    return [f"the suite on {name} was skipped, and CI skips nothing"]


def outcomes(output: str) -> Counter[str]:
    """Read pytest's last line, as in ``2 failed, 310 passed in 12.34s``."""
    lines = [text for text in output.splitlines() if re.search(r" in [\d.]+s", text)]
    found: Counter[str] = Counter()
    for number, word in re.findall(r"(\d+) ([a-z]+)", lines[-1] if lines else ""):
        plural = {"error": "errors", "warning": "warnings"}.get(word, word)
        if plural in OUTCOMES:
            found[plural] += int(number)
    return found


def summary(counts: Counter[str], seconds: float) -> str:
    """The outcomes of all lanes together, as pytest writes them; a failed check counts as a failed test."""
    said = ", ".join(f"{counts[word]} {word}" for word in OUTCOMES if counts[word]) or "no tests ran"
    return f"{said} in {seconds:.2f}s"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except say.Failure as failure:
        say.give_up(str(failure))
    except KeyboardInterrupt:
        say.give_up("Stopped.")
