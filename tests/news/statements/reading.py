"""What the tests of statements share: reading a text in which a project is named, and writing what was read."""

from collections.abc import Mapping, Sequence

from news.statements import Span, Statement, propose


def places(name: str, title: str, text: str) -> list[Span]:
    """Every place in a title and a text where a name stands."""
    fields = (("title", title), ("text", text))
    return [
        (field, at, at + len(name))
        for field, words in fields
        for at in range(len(words))
        if name and words.startswith(name, at)
    ]


def read(
    text: str, language: str, name: str, *, title: str = "", published: str = "2025-05-20", rival: str = ""
) -> list[Statement]:
    """The statements proposed for a project wherever it is named, beside another that is named too."""
    names, rivals = places(name, title, text), places(rival, title, text)
    return propose(title, text, language, published, names=names, rivals=rivals)


def values(found: list[Statement]) -> set[str]:
    """The values of statements in words, their kind left out."""
    return {" ".join(filter(None, statement.value[1:])) for statement in found}


def cases(ways: Mapping[str, Sequence[tuple[str, ...]]]) -> list[tuple[str, set[str]]]:
    """Write out a table of ways to say something as (text, values).

    Args:
        ways: values, parted by semicolons, and the frames that say them, each with the words to fill it with behind it.
    """
    return [
        (frame.format(words), set(filter(None, said.split("; "))))
        for said, frames in ways.items()
        for frame, *fillings in frames
        for words in fillings or [""]
    ]
