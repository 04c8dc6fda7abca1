"""Decides which words of a form mean yes and no."""

from collections.abc import Mapping
from types import MappingProxyType

from telepro.localtwilio.refusals import Refused

TRUTHS: Mapping[str, bool] = MappingProxyType({"true": True, "false": False})


def truth(fields: Mapping[str, str], name: str) -> bool | None:
    """A field's yes or no; None when it isn't there. Raises Refused (20001) for any other word."""
    text = fields.get(name)
    if text is None:
        return None
    if text.lower() not in TRUTHS:
        raise Refused(20001, f"{name}={text}: expected true or false")
    return TRUTHS[text.lower()]


def truth_of(fields: Mapping[str, str], name: str, otherwise: str) -> bool:
    """A field's yes or no, or what stands for it when it isn't there."""
    found = truth(fields, name)
    return TRUTHS[otherwise] if found is None else found
