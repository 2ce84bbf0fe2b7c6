"""Rows of numbers in two flat arrays: a few bytes a row, where a dictionary of tuples takes a hundred and more."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Rows:
    """Tuples of numbers, by number. A row that was not given is empty."""

    starts: "array[int]"
    numbers: "array[int]"

    def __getitem__(self, row: int) -> tuple[int, ...]:
        return tuple(self.numbers[self.starts[row] : self.starts[row + 1]])

    def __contains__(self, row: int) -> bool:
        """Whether there is anything in a row."""
        return self.starts[row] < self.starts[row + 1]

    def size(self, row: int) -> int:
        """Return how many numbers a row has."""
        return self.starts[row + 1] - self.starts[row]

    def holds(self, row: int, number: int) -> bool:
        """Whether a row whose numbers are sorted has a number."""
        end = self.starts[row + 1]
        at = bisect_left(self.numbers, number, self.starts[row], end)
        return at < end and self.numbers[at] == number


def packed(rows: Iterable[Sequence[int]]) -> Rows:
    """Pack rows, numbered as they come."""
    starts, numbers = array("I", [0]), array("I")
    for row in rows:
        numbers.extend(row)
        starts.append(len(numbers))
    return Rows(starts, numbers)
