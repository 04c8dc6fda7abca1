"""Remembers which browsers are registered for calls, and which of them ring for which leg."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from telepro.localtwilio.kernel import Signal
from telepro.localtwilio.signing import Form

PREFIX = "client:"


@dataclass(slots=True, eq=False)
class Ring:
    """One leg that rings in these browsers; `answer` fires with a line or a Declined."""

    call_sid: str
    lines: tuple[int, ...]
    answer: Signal = field(default_factory=Signal)


@dataclass(frozen=True, slots=True)
class Declined:
    """Somebody pressed the red button in one of the browsers."""

    line: int


class Browsers:
    """Who is registered under which identity; the same identity may stand in several browsers."""

    def __init__(self) -> None:
        self._identities: dict[int, str] = {}
        self._rings: dict[str, Ring] = {}

    def register(self, line: int, identity: str) -> None:
        """Let calls to the identity ring on this line."""
        self._identities[line] = identity

    def forget(self, line: int) -> None:
        """Let nothing ring on this line any more; what rings there goes on in other browsers."""
        self._identities.pop(line, None)

    def lines_of(self, identity: str) -> tuple[int, ...]:
        """The lines registered under this identity, the oldest first; none when there are none."""
        return tuple(line for line, who in self._identities.items() if who == identity)

    def is_registered(self, line: int) -> bool:
        """Whether the browser on this line still takes calls."""
        return line in self._identities

    def start(self, call_sid: str, lines: tuple[int, ...]) -> Ring:
        """Let a leg ring on these lines."""
        ring = self._rings[call_sid] = Ring(call_sid, lines)
        return ring

    def stop(self, call_sid: str) -> None:
        """The leg rings no longer: somebody answered, or it is over."""
        self._rings.pop(call_sid, None)

    def ringing(self, call_sid: str) -> Ring | None:
        """Where a leg rings now; None when it does not."""
        return self._rings.get(call_sid)


def is_client(address: str) -> bool:
    """Whether an address names a browser: `client:` and an identity."""
    return address.startswith(PREFIX)


def identity_of(address: str) -> str:
    """The identity in `client:identity`; what stands behind a question mark is not part of it."""
    return address.removeprefix(PREFIX).partition("?")[0]


def address_of(written: str) -> str:
    """The address alone: `client:bob?lead=81` rings `client:bob`."""
    return written.partition("?")[0] if is_client(written) else written


def parameters_in(written: str) -> Form:
    """What the page of the browser is told with the call: `lead=81` in `client:bob?lead=81`."""
    query = written.partition("?")[2] if is_client(written) else ""
    return tuple(parse_qsl(query, keep_blank_values=True))
