"""One person's browser: signs in, keeps the page's token, posts forms and JSON."""

import re
import time
from dataclasses import dataclass, field
from typing import Any

import requests

from telepro import passwords
from telepro.db.who import Person
from tests.system.house import House
from tests.world import World

PASSWORD = "trois ateliers de sciences"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SECONDS = 20.0


@dataclass
class Browser:
    """`slowest` is the longest that this person has waited for an answer, in seconds."""

    house: House
    http: requests.Session = field(default_factory=requests.Session)
    token: str = ""
    slowest: float = 0.0

    def sign_in(self, person: Person) -> int:
        """Sign in with the password that everybody here has; the answer's status."""
        self.http.trust_env = False
        self._read("/sign-in")
        return self.post("/sign-in", email=person.email, password=PASSWORD)

    def post(self, path: str, **form: str) -> int:
        """Send a form; the answer's status, redirects not followed."""
        answer = self.ask("POST", path, data={"csrf_token": self.token, **form})
        return answer.status_code

    def tell(self, path: str, **body: Any) -> requests.Response:
        """Send JSON as the desk does."""
        headers = {"Accept": "application/json", "X-CSRFToken": self.token}
        return self.ask("POST", path, json=body, headers=headers)

    def open(self, path: str) -> str:
        """A page as text; its token is the one that what follows is sent with."""
        return self._read(path)

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        """One answer, redirects not followed."""
        begun = time.monotonic()
        answer = self.http.request(
            method, self.house.address + path, timeout=SECONDS, allow_redirects=False, **options
        )
        self.slowest = max(self.slowest, time.monotonic() - begun)
        return answer

    def _read(self, path: str) -> str:
        page = self.ask("GET", path).text
        if found := TOKEN.search(page):
            self.token = found[1]
        return page


def give_passwords(world: World) -> None:
    """Let everybody in the cast sign in."""
    kept = passwords.hashed(PASSWORD)
    for person in world.rows.query(Person):
        person.password_hash = kept
    world.rows.commit()
