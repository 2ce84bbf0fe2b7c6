"""Measures which copies join their story, and what that costs with many articles stored on SQLite.

Run ``python -m bench.stories``. The last line is one JSON object: shares of copies joined (``wire_copy``, ``edited_5``,
``truncated``, ``dateline``), of what should not join (``edited_20``, ``rewritten``), the number of texts joined with a
story not theirs (``false_pairs``), and microseconds. datasketch is compared with where it is installed.
"""

import argparse
import importlib.util
import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence

import django

from bench.timing import Timing, in_turn
from bench.variants import COPIES, OTHERS, bases
from news import minhash

Text = tuple[str, str]


def arguments() -> argparse.Namespace:
    """Read the command line."""
    told = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    told.add_argument("--stored", type=int, default=20_000, help="articles stored")
    told.add_argument("--bases", type=int, default=600, help="how many of them are copied in each way")
    told.add_argument("--runs", type=int, default=5, help="runs of which the median is taken")
    return told.parse_args()


def main() -> None:
    """Run everything and print the tables and the JSON line."""
    options = arguments()
    texts = list(bases(options.stored + options.bases))
    with tempfile.TemporaryDirectory(prefix="corridors-bench-") as place:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{place}/stories.sqlite3",
            "CORRIDORS_DATA_DIR": place,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
        }
        django.setup()
        print(json.dumps(measured(texts, options)))


def measured(texts: Sequence[Text], options: argparse.Namespace) -> dict[str, float | int | None]:
    """Store, look up, time; return what the JSON line tells."""
    from bench import story_rows  # noqa: PLC0415 # the settings must be chosen before tables are imported

    stored, fresh = texts[: options.stored], texts[options.stored :]
    start = time.perf_counter()
    story_rows.store(stored)
    print(f"{len(stored):,} articles stored in {time.perf_counter() - start:.0f} s; {options.bases} copied in each way")
    unknown = [story_rows.signed(text, 0) for text in fresh]
    told: dict[str, float | int | None] = {}
    false_pairs = story_rows.look_up(unknown)
    print(f"{'':44}{'joined':>12}{'elsewhere':>12}")
    print(f"{'texts of their own':44}{'':>12}{false_pairs:>12}")
    for name, variant in (COPIES | OTHERS).items():
        right, wrong = story_rows.joined(stored[: options.bases], variant)
        print(f"{name:44}{right / options.bases:>12.3f}{wrong:>12}")
        told[name] = round(right / options.bases, 4)
        false_pairs += wrong
    known = [story_rows.signed(text, 0) for text in stored[: options.bases]]
    timings = timed(fresh, options.runs) | {
        one.name: one
        for one in in_turn(
            {
                "lookup, a text of its own": lambda: story_rows.look_up(unknown),
                "lookup, a copy": lambda: story_rows.look_up(known),
            },
            options.runs,
            len(fresh),
        )
    }
    print(f"{'microseconds an article':44}{'median':>12}{'least':>12}{'most':>12}")
    for timing in timings.values():
        print(timing.row())
    peer = timings.get("datasketch, both")
    own = timings["signatures, text and beginning"].median
    return told | {
        "false_pairs": false_pairs,
        "signature_us": round(own * 1e6),
        "lookup_us": round(timings["lookup, a text of its own"].median * 1e6),
        "lookup_copy_us": round(timings["lookup, a copy"].median * 1e6),
        "vs_datasketch": round(peer.median / own, 2) if peer else None,
    }


def timed(texts: Sequence[Text], runs: int) -> dict[str, Timing]:
    """Time the signatures of each text and its beginning, ours and where it is installed datasketch's."""
    held = [text for text, _ in texts]
    works: dict[str, Callable[[], object]] = {
        "signatures, text and beginning": lambda: [
            (minhash.signature(text), minhash.signature(minhash.lead(text))) for text in held
        ]
    }
    if importlib.util.find_spec("datasketch") is None:
        print("datasketch is not installed: not compared")
    else:
        works["datasketch, both"] = lambda: [(peer(text), peer(minhash.lead(text))) for text in held]
    return {one.name: one for one in in_turn(works, runs, len(held))}


def peer(text: str) -> object:
    """Sign a text with datasketch, over the same shingles."""
    from datasketch import MinHash  # noqa: PLC0415 # only there to compare with

    signed = MinHash(num_perm=minhash.SIZE)
    signed.update_batch([shingle.encode() for shingle in minhash.shingles(text)])
    return signed


if __name__ == "__main__":
    main()
