"""How much a screen weighs: bytes as they come over the line, and requests."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

KILO = 1000
SDK = "twilio-voice-sdk"
# A stream never ends, and what it is asked for is told while it lasts.
NEVER_ENDING = "text/event-stream"


@dataclass
class Load:
    """What one load of a page fetched, by request."""

    fetched: dict[str, float] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)

    @property
    def kilobytes(self) -> float:
        """Of everything but the carrier's own SDK, headers included."""
        return sum(size for key, size in self.fetched.items() if SDK not in self.urls[key]) / KILO

    def has(self, part: str) -> bool:
        """Whether something whose address has that part came over the line."""
        return any(part in self.urls[key] for key in self.fetched)

    @property
    def requests(self) -> int:
        """How many went over the line, the carrier's SDK and streams apart."""
        return sum(SDK not in self.urls[key] for key in self.fetched)

    @property
    def heaviest(self) -> tuple[str, ...]:
        """The three that weigh most."""
        order = sorted(self.fetched.items(), key=lambda each: each[1], reverse=True)
        return tuple(f"{size / KILO:.1f} KB {_short(self.urls[key])}" for key, size in order[:3])


class Scales:
    """Weighs each load of a page."""

    def __init__(self, page: Page) -> None:
        self._load = Load()
        self._kept: set[str] = set()
        line = page.context.new_cdp_session(page)
        line.on("Network.requestWillBeSent", self._asked)
        line.on("Network.requestServedFromCache", lambda each: self._kept.add(each["requestId"]))
        line.on("Network.loadingFinished", self._came)
        line.send("Network.enable")

    def begin(self) -> None:
        """Weigh anew from here."""
        self._load, self._kept = Load(), set()

    @property
    def load(self) -> Load:
        """What came since the beginning."""
        return self._load

    def _asked(self, event: dict[str, Any]) -> None:
        self._load.urls[event["requestId"]] = event["request"]["url"]

    def _came(self, event: dict[str, Any]) -> None:
        key = event["requestId"]
        url = self._load.urls.get(key, "")
        # What the browser had kept costs nothing; it asks for a page's own pictures in `data:`.
        if key in self._kept or not url.startswith("http") or not event["encodedDataLength"]:
            return
        self._load.fetched[key] = event["encodedDataLength"]


def _short(url: str) -> str:
    return "/" + url.split("/", 3)[-1].partition("?")[0]
