"""A whole TelePro for one test: pages over HTTP, RQ workers, a local Twilio, a database of its own."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup, Tag
from flask import Flask
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer
from werkzeug.serving import ThreadedWSGIServer

from app import create_app
from telepro import clock
from telepro.db import db
from telepro.embedded.ports import free_port
from telepro.queue import Bell
from telepro.settings import Settings
from telepro.worker import HotWorker
from tests.localtwilio.running import OWN_NUMBER, TUESDAY_TEN, LocalTwilio, running

SECONDS = 15.0
PATIENCE = 20.0  # seconds until something that a worker or the carrier does has happened
PAUSE = 0.05


@dataclass
class Browser:
    """One person's browser: follows forms as they stand on the page."""

    base_url: str
    session: requests.Session = field(default_factory=requests.Session)
    here: str = ""
    page: BeautifulSoup = field(default_factory=lambda: BeautifulSoup("", "html.parser"))

    def open(self, path: str) -> str:
        """Go to a page; its text."""
        return self._show(self.session.get(urljoin(self.base_url, path), timeout=SECONDS))

    def send(
        self,
        filled: Mapping[str, object],
        action: str = "",
        files: Mapping[str, Any] | None = None,
    ) -> str:
        """Fill in the form that posts to `action` (to this very page by default) and send it."""
        form = self._form(action)
        values = [*_standing(form, filled), *_pairs(filled)]
        url = urljoin(self.here, str(form.get("action") or ""))
        return self._show(self.session.post(url, data=values, files=files, timeout=SECONDS))

    def tell(self, path: str, **body: object) -> dict[str, Any]:
        """Post JSON as the page's scripts do."""
        token = self.page.find("meta", {"name": "csrf-token"})
        assert isinstance(token, Tag)
        headers = {"X-CSRFToken": str(token["content"]), "Accept": "application/json"}
        url = urljoin(self.base_url, path)
        answer = self.session.post(url, json=body, headers=headers, timeout=SECONDS)
        assert answer.ok, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def ask(self, path: str) -> dict[str, Any]:
        """Get JSON."""
        answer = self.session.get(
            urljoin(self.base_url, path), headers={"Accept": "application/json"}, timeout=SECONDS
        )
        assert answer.ok, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def _form(self, action: str) -> Tag:
        for form in self.page.find_all("form", method="post"):
            assert isinstance(form, Tag)
            target = str(form.get("action") or "")
            if target.endswith(action) if action else not target or target in self.here:
                return form
        raise AssertionError(f"no form for {action or self.here} on {self.page.get_text()[:800]}")

    def _show(self, answer: requests.Response) -> str:
        self.here, self.page = answer.url, BeautifulSoup(answer.text, "html.parser")
        words = self.page.get_text(" ", strip=True)
        assert answer.ok, f"{answer.status_code} at {answer.url}: {words[:1500]}"
        return words


def _standing(form: Tag, filled: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What the form holds already, but for the fields that are filled in anew."""
    for item in form.find_all("input", {"name": True}):
        kind = item.get("type", "text")
        if item["name"] in filled or kind == "file":
            continue
        if kind in ("radio", "checkbox") and not item.has_attr("checked"):
            continue
        yield str(item["name"]), str(item.get("value", "on"))
    for item in form.find_all("textarea", {"name": True}):
        if item["name"] not in filled:
            yield str(item["name"]), item.get_text()
    for item in form.find_all("select", {"name": True}):
        chosen = item.find("option", selected=True) or item.find("option")
        if item["name"] not in filled and isinstance(chosen, Tag):
            yield str(item["name"]), str(chosen.get("value", ""))


def _pairs(filled: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in filled.items():
        several = isinstance(value, Sequence) and not isinstance(value, str)
        yield from ((name, str(each)) for each in (value if several else [value]))  # type: ignore[attr-defined]


@dataclass(frozen=True)
class House:
    """Everything that runs, and the two things a test does with it: visit, and let workers work."""

    app: Flask
    address: str
    twilio: LocalTwilio

    def visit(self) -> Browser:
        """A fresh browser."""
        browser = Browser(self.address)
        browser.session.trust_env = False
        return browser

    def work(self, *bells: Bell) -> None:
        """Let one RQ worker per bell answer what was rung."""
        connection = Redis.from_url(self.app.extensions["telepro.settings"].redis_url)
        for bell in bells:
            queue = Queue(bell, connection=connection, serializer=JSONSerializer)
            if queue.is_empty():
                continue
            worker = HotWorker([queue], connection=connection, serializer=JSONSerializer)
            worker.application = self.app
            worker.work(burst=True, logging_level="WARNING")
        connection.close()

    def until(self, is_so: Callable[[], bool], *bells: Bell) -> None:
        """Let workers work until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < deadline, "it did not come about"
            self.work(*bells)
            time.sleep(PAUSE)


@contextmanager
def house(postgres_url: str, valkey_url: str, people: str, folder: Path) -> Iterator[House]:
    """TelePro at ten on a Tuesday, with the `people` of a YAML scenario at the other end."""
    (folder / "people.yaml").write_text(people, encoding="utf-8")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    flags = ("--people", str(folder / "people.yaml"), "--voice-url", f"{address}/twilio/voice")
    before = clock.shift()
    with running(folder, *flags) as twilio:
        app = create_app(_settings(postgres_url, valkey_url, address, twilio, folder))
        server = ThreadedWSGIServer("127.0.0.1", port, app)
        # Whoever is being answered when the test ends is waited for, with their database connection.
        server.daemon_threads = False
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield House(app, address, twilio)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            clock.set_shift(before.total_seconds())
            with app.app_context():
                db.engine.dispose()
                app.extensions["telepro.redis"].close()


def _settings(
    postgres_url: str, valkey_url: str, address: str, twilio: LocalTwilio, folder: Path
) -> Settings:
    account = twilio.account
    return Settings.from_environ(
        {
            "DATABASE_URL": postgres_url,
            "REDIS_URL": valkey_url,
            "SECRET_KEY": "s" * 64,
            "FINGERPRINT_KEY": "f" * 64,
            "PUBLIC_BASE_URL": address,
            "TELEPRO_DATA": str(folder),
            "TELEPRO_DEMO": "1",
            "TWILIO_CPS": "50",
            "TELEPRO_CLOCK_SHIFT": f"{(TUESDAY_TEN - clock.real_now()).total_seconds():.1f}",
            "TWILIO_ACCOUNT_SID": account.account_sid,
            "TWILIO_AUTH_TOKEN": account.auth_token,
            "TWILIO_API_KEY": account.api_key,
            "TWILIO_API_SECRET": account.api_secret,
            "TWILIO_APP_SID": account.app_sid,
            "TWILIO_BASE_URL": account.base_url,
            "TWILIO_NUMBERS": OWN_NUMBER,
            "TWILIO_DIAL_IN": "+33199009991",
        }
    )
