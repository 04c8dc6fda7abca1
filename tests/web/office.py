"""A browser that signs in as one of the cast and sends forms with their token, for tests of the pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app import create_app
from telepro import clock, queue
from telepro.db import accounts, db
from telepro.db.who import Person
from telepro.settings import Settings
from tests.conftest import undone

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


@dataclass
class Browser:
    """One person's browser; `follow` is false throughout, so that redirects are seen."""

    client: FlaskClient

    def get(self, path: str, **headers: str) -> TestResponse:
        """Open a page."""
        forget_the_request()
        return self.client.get(path, headers=headers)

    def post(self, path: str, form: Mapping[str, object] | None = None) -> TestResponse:
        """Send a form with the token that a page of this browser carries."""
        sent = {**(form or {}), "csrf_token": self.token()}
        forget_the_request()
        return self.client.post(path, data=sent)

    def token(self) -> str:
        """The token of the page that the browser has open."""
        found = TOKEN.search(self.get("/forgotten").text)
        assert found
        return found.group(1)

    def sign_in(self, email: str, password: str) -> TestResponse:
        """Send the sign-in form."""
        return self.post("/sign-in", {"email": email, "password": password})


def forget_the_request() -> None:
    """Leave nothing of the last request in the context that the test holds open."""
    for name in list(g):
        g.pop(name)


@pytest.fixture(scope="module")
def pages(settings: Settings) -> Iterator[Flask]:
    """The whole application."""
    app = create_app(settings)
    yield app
    with app.app_context():
        db.engine.dispose()
        queue.redis().close()


@pytest.fixture
def rows(pages: Flask) -> Iterator[Session]:
    """A database session whose every commit is undone when the test ends."""
    with pages.app_context():
        yield from undone(pages)


@pytest.fixture
def nobody(pages: Flask, rows: Session) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(pages.test_client())


def browser_of(pages: Flask, rows: Session, person: Person) -> Browser:
    """A browser in which this person is signed in, without the cost of a password."""
    key = f"secret-of-{person.id}"
    accounts.add_sign_in(rows, person, key, clock.real_now())
    rows.commit()
    client = pages.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = key
        cookie["_fresh"] = True
    return Browser(client)
