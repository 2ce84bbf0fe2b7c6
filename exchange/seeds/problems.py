"""What is wrong with seed files, collected so that all of it is told at once."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the seeds something stands: file, entry, and the way to the row."""

    file: str
    key: str = ""
    path: str = ""

    def at(self, step: str) -> "Place":
        """A place one step further in."""
        return Place(self.file, self.key, f"{self.path}.{step}" if self.path else step)

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.path) if part)


@dataclass
class Problems:
    """All that was found wrong, in the order in which it was found."""

    found: list[str] = field(default_factory=list)

    def add(self, place: Place, field_name: str, value: object, why: str) -> None:
        """Note that a field holds a value it cannot hold."""
        shown = "" if value is None else f" {value!r}"
        self.found.append(f"{place.at(field_name) if field_name else place}:{shown} {why}")

    def __bool__(self) -> bool:
        return bool(self.found)


class SeedsError(Exception):
    """The seeds cannot be loaded; ``problems`` says everything that is wrong with them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
