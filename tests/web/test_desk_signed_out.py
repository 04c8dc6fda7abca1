"""Whose sign-in ends at the desk signs in over it: the call goes on, and nothing that was said is lost."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.again_staged import RIGHT, SignIn
from tests.web.desk_browser import WITH_CHROMIUM, answered, look_again, soon, view
from tests.web.desk_stage import Stand, serving
from tests.web.seen import complaints_of

pytestmark = WITH_CHROMIUM


@contextmanager
def in_a_call(browser: Browser, stand: Stand, width: int = 1366) -> Iterator[Page]:
    """The desk in the middle of a call, at which the sign-in ends."""
    with serving(stand) as address:
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.goto(f"{address}/desk")
        expect(page.locator("#network")).to_have_text(re.compile("Ligne ouverte"))
        answered(page, stand)
        yield page
        page.close()


def asks(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Reconnectez-vous pour continuer")


def signs_in(page: Page, password: str) -> None:
    asks(page).get_by_label("Adresse e-mail").fill("nadia@example.org")
    asks(page).get_by_label("Mot de passe", exact=True).fill(password)
    asks(page).get_by_role("button", name="Se connecter").click()


def test_who_hangs_up_while_signed_out_has_hung_up_after_signing_in(browser: Browser) -> None:
    stand = Stand()
    with in_a_call(browser, stand) as page:
        stand.sign_in.is_over = True
        page.keyboard.press("F8")
        expect(asks(page)).to_be_visible()
        signs_in(page, "faux")
        expect(asks(page).get_by_text("Autre chose. Vérifiez les deux.")).to_be_visible()
        assert stand.sent("/hangup") == []
        signs_in(page, RIGHT)
        expect(asks(page)).to_have_count(0)
        view(page, "wrapup")
        assert soon(page, lambda: len(stand.sent("/hangup")) == 1)


def test_a_result_said_while_signed_out_is_sent_once_after_signing_in(browser: Browser) -> None:
    stand = Stand()
    with in_a_call(browser, stand) as page:
        page.keyboard.press("F8")
        view(page, "wrapup")
        page.locator("#note").fill("rappeler la comptable")
        page.locator("#note").press("Escape")
        stand.sign_in.is_over = True
        page.locator("[data-digit='2']").click()
        expect(asks(page)).to_be_visible()
        assert stand.sent("/outcome") == []
        signs_in(page, RIGHT)
        assert soon(page, lambda: len(stand.sent("/outcome")) == 1)
        (outcome,) = stand.sent("/outcome")
        assert (outcome["disposition"], outcome["note"]) == ("machine", "rappeler la comptable")
        assert page.evaluate("localStorage.getItem('telepro-outbox-nadia')") is None


def test_the_desk_goes_on_where_it_was_and_keeps_what_is_typed(browser: Browser) -> None:
    stand = Stand()
    with in_a_call(browser, stand, 390) as page:
        page.locator("#note").fill("rappeler la comptable")
        stand.sign_in.is_over = True
        look_again(page)
        expect(asks(page)).to_be_visible()
        expect(page.locator("#note")).to_be_focused()
        signs_in(page, RIGHT)
        expect(asks(page)).to_have_count(0)
        view(page, "connected")
        expect(page.locator("#note")).to_have_value("rappeler la comptable")


@pytest.mark.parametrize("width", [1366, 390])
def test_what_is_asked_can_be_read_by_everybody(browser: Browser, width: int) -> None:
    stand = Stand()
    with in_a_call(browser, stand, width) as page:
        stand.sign_in.is_over = True
        look_again(page)
        expect(asks(page)).to_be_visible()
        assert complaints_of(page) == []


def test_who_signed_in_anew_in_another_tab_is_asked_for_nothing(browser: Browser) -> None:
    stand = Stand(sign_in=SignIn(is_anew=True))
    with in_a_call(browser, stand) as page:
        stand.sign_in.is_over = True
        page.keyboard.press("F8")
        view(page, "wrapup")
        assert soon(page, lambda: len(stand.sent("/hangup")) == 1)
        expect(asks(page)).to_have_count(0)


def test_somebody_else_who_signs_in_gets_a_desk_of_their_own(browser: Browser) -> None:
    stand = Stand(sign_in=SignIn(person="karim"))
    with in_a_call(browser, stand) as page:
        stand.sign_in.is_over = True
        look_again(page)
        page.evaluate("window.before = true")
        signs_in(page, RIGHT)
        page.wait_for_function("window.before === undefined")
