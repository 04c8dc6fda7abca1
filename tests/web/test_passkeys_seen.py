"""Passkeys in Chromium, with a device of its own making: added on the account, then signed in with."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from telepro.db.who import Passkey
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, browser_of, nobody, pages, rows
from tests.web.seen import complaints_of, seen
from tests.world import World

__all__ = ["nobody", "pages", "rows"]

HERE = "http://localhost:5000"
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


OFFERS_NOTHING = "PublicKeyCredential.isConditionalMediationAvailable = async () => false"


@contextmanager
def with_a_lock(
    chromium: Chromium, person: Browser, beforehand: str = OFFERS_NOTHING
) -> Iterator[Page]:
    """A window on a device that knows its owner; passkeys stay while it is open."""
    with seen(chromium, person, 390, "light") as page:
        page.add_init_script(beforehand)
        line = page.context.new_cdp_session(page)
        line.send("WebAuthn.enable")
        line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        yield page


@WITH_CHROMIUM
def test_a_passkey_is_added_by_one_press_and_signs_in_by_another(
    browser: Chromium, pages: Flask, rows: Session, world: World
) -> None:
    person = browser_of(pages, rows, world.alice)
    with with_a_lock(browser, person) as page:
        page.goto(f"{HERE}/account?lang=en")
        page.get_by_label("Name of this device").fill("Laptop")
        page.get_by_role("button", name="Add a passkey").click()
        expect(page.get_by_text("This passkey signs you in from now on: Laptop.")).to_be_visible()
        expect(page.get_by_role("button", name="Remove Laptop")).to_be_visible()
        assert complaints_of(page) == []
        person.post("/sign-out")
        page.goto(f"{HERE}/sign-in?lang=en")
        page.get_by_role("button", name="Passkey").click()
        page.wait_for_url(f"{HERE}/desk")
    assert rows.scalars(select(Passkey.used_at)).one() is not None


@WITH_CHROMIUM
def test_a_browser_offers_the_passkey_where_the_address_is_typed(
    browser: Chromium, pages: Flask, rows: Session, world: World
) -> None:
    person = browser_of(pages, rows, world.alice)
    with with_a_lock(browser, person, "") as page:
        page.goto(f"{HERE}/account?lang=en")
        page.get_by_role("button", name="Add a passkey").click()
        expect(page.get_by_text("This passkey signs you in from now on")).to_be_visible()
        person.post("/sign-out")
        # The device of this test takes up what it is offered, as its owner's finger would.
        page.goto(f"{HERE}/sign-in?next=%2Fdesk%2Fday")
        page.wait_for_url(f"{HERE}/desk/day")


@WITH_CHROMIUM
def test_a_passkey_that_opens_nothing_is_said_so_beside_the_password(
    browser: Chromium, pages: Flask, rows: Session, world: World
) -> None:
    person = browser_of(pages, rows, world.alice)
    with with_a_lock(browser, person) as page:
        page.goto(f"{HERE}/account?lang=en")
        page.get_by_role("button", name="Add a passkey").click()
        page.get_by_role("button", name="Remove", exact=False).click()
        expect(page.get_by_text("Removed.")).to_be_visible()
        person.post("/sign-out")
        page.goto(f"{HERE}/sign-in?lang=en")
        page.get_by_role("button", name="Passkey").click()
        told = page.get_by_role("alert").filter(has_text="opens no account here")
        expect(told).to_be_visible()
        assert complaints_of(page) == []


@WITH_CHROMIUM
def test_who_would_not_is_told_nothing(
    browser: Chromium, pages: Flask, rows: Session, world: World
) -> None:
    person = browser_of(pages, rows, world.alice)
    with seen(browser, person, 390, "light") as page:
        page.goto(f"{HERE}/account?lang=en")
        page.evaluate(
            "() => { navigator.credentials.create = async () => { throw new DOMException('no', 'NotAllowedError'); }; }"
        )
        page.get_by_role("button", name="Add a passkey").click()
        expect(page.get_by_role("button", name="Add a passkey")).to_be_visible()
        expect(page.locator("[data-trouble]")).to_be_hidden()


@pytest.mark.parametrize("address", ["/sign-in", "/account"])
def test_where_passkeys_do_not_belong_no_button_offers_one(
    pages: Flask, rows: Session, world: World, nobody: Browser, address: str
) -> None:
    person = browser_of(pages, rows, world.alice) if address == "/account" else nobody
    elsewhere = person.client.get(address, headers={"Host": "192.0.2.7"}).text
    assert "data-passkey" not in elsewhere
    assert "data-adds" not in elsewhere
