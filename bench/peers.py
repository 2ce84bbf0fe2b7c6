"""Keeps the programs we compare with in a virtual environment of their own, so that nothing we run depends on them."""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ROOT / "bench" / "requirements.txt"
KEPT = ROOT / "var" / "bench"


def python() -> str:
    """Return the interpreter that has ``bench/requirements.txt``, made on the first call; '' where it cannot be made.

    Without a package registry within reach the peers are missing, and a line on stderr says so.
    """
    made_for = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:12]
    place = KEPT / f"peers-{made_for}"
    interpreter, done = place / "bin" / "python", place / "complete"
    if done.exists():
        return str(interpreter)
    print(f"installing {REQUIREMENTS.name} into {place.relative_to(ROOT)}, once", file=sys.stderr)
    venv.create(place, clear=True, with_pip=True)
    command = [str(interpreter), "-m", "pip", "install", "--quiet", "--requirement", str(REQUIREMENTS)]
    installed = subprocess.run(command, capture_output=True, text=True, check=False)
    if installed.returncode != 0:
        print(f"the peers cannot be installed: {installed.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return ""
    done.touch()
    return str(interpreter)
