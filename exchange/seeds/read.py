"""Reading YAML strictly: a key stands once, a date stays text, a broken file is named with its line."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from exchange.seeds.problems import Place, Problems

LARGEST_FILE = 20_000_000


class _StrictLoader(yaml.CSafeLoader):
    """YAML's plain types without dates: 2024-01-16 is the text a source gave, not a day in a calendar."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        """Refuse a key that stands twice: the later would silently win."""
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} is not text", key_node.start_mark)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def read(path: Path, problems: Problems) -> Any:
    """Read one file; None, with a problem noted, when it is missing or is no YAML."""
    place = Place(path.name)
    try:
        if path.stat().st_size > LARGEST_FILE:
            problems.add(place, "", None, f"is larger than {LARGEST_FILE} bytes")
            return None
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - built on the safe loader
        if found is None:
            problems.add(place, "", None, "is empty")
        return found
    except OSError as error:
        problems.add(place, "", None, f"cannot be read ({error.strerror})")
    except UnicodeDecodeError as error:
        problems.add(place, "", None, f"is not UTF-8 (byte {error.start})")
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        problems.add(place, "", None, f"is not valid YAML: {line}{error.problem}")
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        problems.add(place, "", None, f"is not valid YAML: {str(error).splitlines()[0]}")
    return None
