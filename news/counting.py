"""Counts with their nouns, as the intake tells them in its log."""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 item", "2 items"; a plural that is more than an s is given."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
