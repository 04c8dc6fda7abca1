"""Decides how one webhook is tried: time limits and retries written in its URL's fragment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, urlsplit


class Trouble(StrEnum):
    """What went wrong with one try, in the letters of the `rp` override."""

    CONNECT = "ct"
    READ = "rt"
    CLIENT_ERROR = "4xx"
    SERVER_ERROR = "5xx"
    PARTIAL = "partial"
    """A body that broke off: no policy retries that."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """Limits in seconds, the number of retries and the troubles that are retried."""

    connect: float = 5.0
    read: float = 15.0
    total: float = 15.0
    retries: int = 1
    retried: frozenset[Trouble] = frozenset({Trouble.CONNECT})


class BadOverride(Exception):
    """An override that Twilio would refuse; `code` is the debugger's number."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def _whole(name: str, text: str, low: int, high: int) -> int:
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise BadOverride(11241, f"Override {name}={text}: expected a number from {low} to {high}.")
    return int(text)


def _policy(text: str) -> frozenset[Trouble]:
    words = text.split(",")
    if "all" in words:
        return RETRIABLE
    if not set(words) <= RETRIABLE:
        message = f"Override rp={text}: expected 4xx, 5xx, ct, rt or all, separated by commas."
        raise BadOverride(11242, message)
    return frozenset(Trouble(word) for word in words)


RETRIABLE = frozenset(Trouble) - {Trouble.PARTIAL}
EDGES = frozenset(
    {
        "ashburn", "ashburn-ix", "dublin", "frankfurt", "frankfurt-ix", "london-ix",
        "san-jose-ix", "sao-paulo", "singapore", "singapore-ix", "sydney", "tokyo", "umatilla",
    }
)  # fmt: skip
WORDS = {"sni": frozenset({"y", "n"}), "e": EDGES}
"""Overrides that are read but change nothing: there is one edge here, and hardly any TLS."""


def _check_words(name: str, text: str) -> None:
    # Which of 11240 to 11243 stands for what is not published; the last is for these two here.
    if not set(text.split(",")) <= WORDS[name]:
        expected = ", ".join(sorted(WORDS[name]))
        raise BadOverride(11243, f"Override {name}={text}: expected one of {expected}.")


_READERS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "ct": ("connect", lambda text: _whole("ct", text, 100, 10_000) / 1000),
    "rt": ("read", lambda text: _whole("rt", text, 100, 15_000) / 1000),
    "tt": ("total", lambda text: _whole("tt", text, 100, 15_000) / 1000),
    "rc": ("retries", lambda text: _whole("rc", text, 0, 5)),
    "rp": ("retried", _policy),
}


def read_overrides(url: str) -> Overrides:
    """The overrides in the fragment of `url` (`#rc=3&rp=ct,5xx&tt=15000`), times in milliseconds.

    Raises BadOverride for a value out of range. A fragment without overrides gives the defaults.
    Source: Twilio, webhooks connection overrides.
    """
    read: dict[str, object] = {}
    for name, text in parse_qsl(urlsplit(url).fragment, keep_blank_values=True):
        if name in _READERS:
            attribute, reader = _READERS[name]
            read[attribute] = reader(text)
        elif name in WORDS:
            _check_words(name, text)
        else:
            expected = ", ".join([*_READERS, *WORDS])
            raise BadOverride(11240, f"Override {name} is not known: expected {expected}.")
    return Overrides(**read)  # type: ignore[arg-type]  # each reader gives its attribute's type
