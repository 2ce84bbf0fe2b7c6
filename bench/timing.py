"""Times work fairly: processor time, programs taken in turn, medians with the least and the most."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Seconds a run took: the median of the runs, the least and the most."""

    name: str
    median: float
    least: float
    most: float

    def row(self, unit: float = 1e-6, width: int = 44) -> str:
        """Return a line of the table, in a unit given in seconds."""
        told = (value / unit for value in (self.median, self.least, self.most))
        return f"{self.name:{width}}" + "".join(f"{value:12,.1f}" for value in told)


def summed(name: str, spent: list[float], parts: int = 1) -> Timing:
    """Sum up runs, of each of which the work had so many equal parts."""
    each = [seconds / parts for seconds in spent]
    return Timing(name, statistics.median(each), min(each), max(each))


def in_turn(works: Mapping[str, Callable[[], object]], runs: int, parts: int = 1) -> list[Timing]:
    """Time some works one after the other, so many times over: what slows the machine down slows all of them.

    A first round, not counted, warms caches.
    """
    spent: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs + 1):
        for name, work in works.items():
            gc.collect()
            gc.disable()
            start = time.process_time()
            work()
            spent[name].append(time.process_time() - start)
            gc.enable()
    return [summed(name, seconds[1:], parts) for name, seconds in spent.items()]
