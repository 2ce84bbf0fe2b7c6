"""Times the reading of statements from texts that nobody writes: the same words over and over, in two lengths.

Run ``python -m bench.statements``. The last line is one JSON object: the slowest text, in milliseconds, and by how much
twice the text takes longer, for the worst of the texts that take any time.
"""

import json
from collections.abc import Callable

from bench.timing import Timing, in_turn
from news.statements import propose

NAME = "Velmar"
LENGTH = 20_000
# A clause as long as any that is read.
READ = 1_400
RUNS = 3
# What is over sooner is not worth a ratio.
WORTH = 1e-3
#: Language -> what stands before the run, and what is said over and over.
TEXTS: dict[str, list[tuple[str, str]]] = {
    "en": [("last ", piece) for piece in ("1,", "last 111", "scheme    ", "says ", "Al-Aa ", "1", " ", "Al-")],
    "ru": [("", "строят "), ("", "готовы 1 "), ("", "строительство ")],
    "zh": [("主体工程", "在"), ("主体工程", "于一"), ("", "呼吁"), ("", "签"), ("通车", "1"), ("通车", "一")],
    "kk": [
        ("", piece + joint)
        for piece in ("жоба пайыз", "жоба а 20пайыз", "құрылыс", "алғашқы өнім", "сынақ", "тендер", "келісім")
        for joint in ("", " ")
    ],
}


def reading(language: str, text: str) -> Callable[[], object]:
    """Return a run of reading one text."""
    return lambda: propose("", text, language, "2025-05-20", names=[(0, len(NAME))])


def timed(length: int) -> list[Timing]:
    """Time every text in a length, in seconds."""
    return in_turn(
        {
            f"{language} {start}{piece!r}": reading(language, f"{NAME} {start}{piece * (length // len(piece))}")
            for language, texts in TEXTS.items()
            for start, piece in texts
        },
        RUNS,
    )


def main() -> None:
    """Print the times of each length, and the growth."""
    slowest, growth = 0.0, 0.0
    for length in (READ // 2, LENGTH):
        once, twice = timed(length), timed(2 * length)
        print(f"{f'{length} letters, milliseconds':44}{'median':>12}{'least':>12}{'most':>12}")
        print("\n".join(timing.row(1e-3) for timing in once))
        slowest = max(slowest, *(timing.median for timing in twice))
        worth = [(first, then) for first, then in zip(once, twice, strict=True) if first.least > WORTH]
        growth = max(growth, *(then.least / first.least for first, then in worth))
    print(json.dumps({"slowest_ms": round(slowest * 1e3, 1), "growth_twice": round(growth, 2)}))


if __name__ == "__main__":
    main()
