"""What is kept of a search of prospects under a name.

A filter is about a kind of prospects: what is typed to find one person is never kept with it.
"""

from collections.abc import Mapping

KEPT_FIELDS = ("company", "file", "place", "audience", "work", "tag", "aside")
LONGEST_NAME = 60
LONGEST_VALUE = 60
MOST_OF_ONE_PERSON = 50


def kept_of(asked: Mapping[str, str]) -> dict[str, str]:
    """The part of a search that may be kept; what was left empty is not part of it."""
    found = {name: asked.get(name, "").strip()[:LONGEST_VALUE] for name in KEPT_FIELDS}
    return {name: value for name, value in found.items() if value}


def read_name(text: str) -> str:
    """The name of a filter on one line; nothing for no name."""
    return " ".join(text.replace("\0", "").split())[:LONGEST_NAME].strip()
