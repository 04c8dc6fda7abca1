"""How a caller reaches TelePro: signed in, with the page's token, patient while it does not answer."""

import logging
from collections.abc import Callable
from typing import Any

import requests

from telepro.callers.desk import Attempt, Desk, read_attempt, read_desk
from telepro.callers.line import Ticket
from telepro.callers.page import Page, read_page
from telepro.callers.people import Account

log = logging.getLogger(__name__)

PATIENCE = (5.0, 30.0)  # seconds to connect, to answer
PAUSES = (0.3, 0.6, 1.2, 2.5, 5.0)  # seconds between tries while the house does not answer
BUSY = frozenset({429, 500, 502, 503, 504})
JSON = {"Accept": "application/json"}


class SignInAgain(Exception):
    """The sign-in or the page is too old."""


class NotLetIn(Exception):
    """This account may not work here; trying again will not help."""


class Refusal(Exception):
    """The house says no to one request, with its reasons."""

    def __init__(self, places: tuple[str, ...], words: str) -> None:
        super().__init__(words)
        self.places = places


class House:
    """TelePro as one signed-in person sees it. `wait` pauses for seconds, or raises to give up."""

    def __init__(self, base_url: str, account: Account, wait: Callable[[float], None]) -> None:
        self.wait = wait
        self._base_url = base_url.rstrip("/")
        self._account = account
        self._browser = requests.Session()
        self._token = ""

    def sign_in(self) -> None:
        """Sign in from a fresh browser; raises `NotLetIn` when the account is not accepted."""
        self._browser.close()
        self._browser = requests.Session()
        # Proxies are for the world outside; callers work on this machine.
        self._browser.trust_env = False
        token = read_page(self._ask("GET", "/sign-in").text).token
        form = {"csrf_token": token, "email": self._account.email, "next": ""}
        answer = self._ask("POST", "/sign-in", data={**form, "password": self._account.password})
        if answer.status_code >= 400:
            raise NotLetIn(f"{self._account.email} was not let in ({answer.status_code})")
        self.page()

    def page(self) -> Page:
        """The desk's page, or the choice of missions when no work is under way."""
        page = read_page(self._asked("GET", "/desk").text)
        self._token = page.token
        return page

    def desk(self) -> Desk:
        """The desk's state."""
        return read_desk(self._asked("GET", "/desk/state", headers=JSON).json())

    def ticket(self) -> Ticket:
        """What opens the softphone's line."""
        told = self._asked("GET", "/desk/softphone", headers=JSON).json()
        return Ticket(told["adapter"], told["base_url"], told["token"])

    def dial(self, entry: str, key: str) -> Attempt:
        """Press F2; sent again with the same key it is the same call."""
        return read_attempt(self.tell(f"/desk/entries/{entry}/dial", client_key=key))

    def tell(self, path: str, **body: Any) -> dict[str, Any]:
        """Post to a route of the desk; raises `Refusal` when the house says no."""
        headers = {**JSON, "X-CSRFToken": self._token}
        answer: dict[str, Any] = self._asked("POST", path, json=body, headers=headers).json()
        return answer

    def _asked(self, method: str, path: str, **options: Any) -> requests.Response:
        """One answer of 2xx; everything else is raised as what it means."""
        answer = self._ask(method, path, **options)
        if answer.status_code < 300:
            return answer
        if answer.status_code < 400 or answer.status_code in (400, 401):
            raise SignInAgain(f"{method} {path}: {answer.status_code}")
        if answer.status_code == 403:
            raise NotLetIn(f"{self._account.email} may not open {path}")
        raise _refusal(path, answer)

    def _ask(self, method: str, path: str, **options: Any) -> requests.Response:
        """One answer, however long it takes: no answer and a busy house are tried again."""
        tries = 0
        while True:
            answer = self._once(method, path, options)
            if answer is not None and answer.status_code not in BUSY:
                return answer
            self.wait(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1

    def _once(self, method: str, path: str, options: dict[str, Any]) -> requests.Response | None:
        try:
            answer = self._browser.request(
                method, self._base_url + path, timeout=PATIENCE, allow_redirects=False, **options
            )
        except requests.RequestException as trouble:
            log.debug("%s %s: %s", method, path, type(trouble).__name__)
            return None
        if answer.status_code in BUSY:
            log.warning("%s %s answered %s", method, path, answer.status_code)
        return answer


def _refusal(path: str, answer: requests.Response) -> Refusal:
    try:
        problems = answer.json()["problems"]
    except (ValueError, KeyError):
        return Refusal((), f"{path} answered {answer.status_code}")
    places = tuple(str(problem["place"]) for problem in problems)
    return Refusal(places, "; ".join(f"{p['place']}: {p['found']}" for p in problems))
