"""A rule's comparison between a row of a form, where it is chosen, and a document, where it is a key."""

from collections.abc import Mapping
from typing import Any

from campaigns.plan.parts import Operator

_SEVERAL = frozenset({Operator.IN, Operator.NOT_IN, Operator.STARTS_WITH})
_SAYS_ALL: Mapping[str, str] = {Operator.MISSING: "yes", Operator.PRESENT: "no"}


def as_key(comparison: str, compared: str) -> tuple[str, Any]:
    """The document's key and value; of several values, one stands on each line."""
    if comparison in _SAYS_ALL:
        return Operator.MISSING.value, _SAYS_ALL[comparison]
    lines = [line.strip() for line in compared.splitlines() if line.strip()]
    if comparison in _SEVERAL:
        return comparison, lines or [""]
    return comparison, "\n".join(lines)


def as_row(item: Mapping[str, Any]) -> tuple[str, str]:
    """The comparison and what is compared with, as a form shows them; empty where there is none."""
    key = next((each.value for each in Operator if each.value in item), "")
    if key == Operator.MISSING:
        said = {answer: operator for operator, answer in _SAYS_ALL.items()}
        return said.get(str(item[key]), key), ""
    value = item.get(key, "")
    return key, "\n".join(map(str, value)) if isinstance(value, list) else str(value)
