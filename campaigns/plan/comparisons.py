"""A rule's comparison between a row of a form, where it is chosen, and a document, where it is a key."""

from collections.abc import Mapping
from typing import Any

from campaigns.dispositions import RULES
from campaigns.plan.parts import Operator
from campaigns.spelling import fold

_SEVERAL = frozenset({Operator.IN, Operator.NOT_IN, Operator.STARTS_WITH})
# What came of the last call is one of the codes of a call's outcomes, under either name of its field.
RESULT_FIELDS = frozenset({"last_result", "dernier_resultat"})
RESULTS: Mapping[str, Mapping[str, str]] = {code.value: rule.labels for code, rule in RULES.items()}
_BY_WORDS = {fold(words): code for code, labels in RESULTS.items() for words in labels.values()}
_SAYS_ALL: Mapping[str, str] = {Operator.MISSING: "yes", Operator.PRESENT: "no"}


def as_key(comparison: str, compared: str) -> tuple[str, Any]:
    """The document's key and value; of several values, one stands on each line."""
    if comparison in _SAYS_ALL:
        return Operator.MISSING.value, _SAYS_ALL[comparison]
    lines = [line.strip() for line in compared.splitlines() if line.strip()]
    if comparison in _SEVERAL:
        return comparison, lines or [""]
    return comparison, "\n".join(lines)


def coded(field: str, compared: str) -> str:
    """What is compared with as a document has it: outcomes that are named by their words get their codes."""
    if fold(field) not in RESULT_FIELDS:
        return compared
    return "\n".join(_BY_WORDS.get(fold(line), line) for line in compared.splitlines())


def as_row(item: Mapping[str, Any]) -> tuple[str, str]:
    """The comparison and what is compared with, as a form shows them; empty where there is none."""
    key = next((each.value for each in Operator if each.value in item), "")
    if key == Operator.MISSING:
        said = {answer: operator for operator, answer in _SAYS_ALL.items()}
        return said.get(str(item[key]), key), ""
    value = item.get(key, "")
    return key, "\n".join(map(str, value)) if isinstance(value, list) else str(value)
