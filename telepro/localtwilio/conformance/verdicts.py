"""Decides what can be said of a part of Twilio: done and tested, not needed, or missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

HERE = "tests/localtwilio/"


class State(StrEnum):
    """How far a part of Twilio has come here."""

    DONE = "done and tested"
    NOT_NEEDED = "not needed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A state, with the test that proves it or the reason in one sentence."""

    state: State
    words: str = ""


Table = Mapping[str, Verdict]

MISSING = Verdict(State.MISSING)


def done(test: str) -> Verdict:
    """Done: `test` is `module.function` of this program's tests, or a path with `::`."""
    if "::" in test:
        return Verdict(State.DONE, test)
    module, _, function = test.partition(".")
    return Verdict(State.DONE, f"{HERE}{module}.py::{function}")


def not_needed(reason: str) -> Verdict:
    """Not needed, because of what the reason says: it goes on after "because"."""
    return Verdict(State.NOT_NEEDED, reason)


def element(name: str, whole: Verdict, attributes: Iterable[tuple[str, Verdict]] = ()) -> Table:
    """An element of TwiML and its attributes: several names may share a verdict, spaces between."""
    table = {f"<{name}>": whole}
    for names, verdict in attributes:
        table |= {f"<{name} {attribute}>": verdict for attribute in names.split()}
    return table
