"""A manager from elsewhere who asks for the pages of a company that is none of theirs."""

import threading
from contextlib import suppress
from dataclasses import dataclass, field

import requests

from tests.chaos.scene import Scene
from tests.system.browser import Browser
from tests.system.house import House

EVERY = 3.0  # seconds
LEADS = "select public_id from leads order by id limit 5"
LET_IN = 200
SIGNED_IN = 303


@dataclass
class Intruder:
    """`let_in` names the pages that were shown; a house that is away shows none."""

    house: House
    scene: Scene
    let_in: list[str] = field(default_factory=list)
    asked: int = 0

    def until(self, stop: threading.Event) -> None:
        """Ask for one page after the other, again and again."""
        company = self.scene.companies[0]
        paths = [f"/leads/{lead}" for (lead,) in self.house.ask(LEADS)]
        paths += [f"/campaigns/{company.campaign.public_id}{page}" for page in ("", "/live")]
        browser, signed_in = Browser(self.house), False
        while not stop.wait(EVERY):
            with suppress(requests.RequestException):
                signed_in = signed_in or browser.sign_in(company.charlie) == SIGNED_IN
                for path in paths if signed_in else ():
                    self._try(browser, path)

    def _try(self, browser: Browser, path: str) -> None:
        self.asked += 1
        if browser.ask("GET", path).status_code == LET_IN:
            self.let_in.append(path)
