"""Whose sign-in ends at the desk signs in over it: the call goes on, and nothing that was said is lost."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.web.again_staged import RIGHT, SignIn
from tests.web.desk_browser import WITH_CHROMIUM, answered, look_again, soon, view
from tests.web.desk_stage import Stand, serving
from tests.web.seen import complaints_of

pytestmark = WITH_CHROMIUM


def signs_in(page: Page, password: str) -> None:
    form = page.get_by_role("dialog", name="Reconnectez-vous pour continuer")
    form.get_by_label("Adresse e-mail").fill("nadia@example.org")
    form.get_by_label("Mot de passe", exact=True).fill(password)
    form.get_by_role("button", name="Se connecter").click()


def test_a_result_said_while_signed_out_is_sent_after_signing_in(browser: Browser) -> None:
    stand = Stand()
    with serving(stand) as address:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{address}/desk")
        expect(page.locator("#network")).to_have_text(re.compile("Ligne ouverte"))
        answered(page, stand)
        stand.sign_in.is_over = True
        page.keyboard.press("F8")
        dialog = page.get_by_role("dialog", name="Reconnectez-vous pour continuer")
        expect(dialog).to_be_visible()
        assert complaints_of(page) == []
        signs_in(page, "faux")
        expect(dialog.get_by_text("Vérifiez les deux.")).to_be_visible()
        signs_in(page, RIGHT)
        expect(dialog).to_have_count(0)
        view(page, "wrapup")
        assert soon(page, lambda: len(stand.sent("/hangup")) >= 1)
        page.close()


def test_the_desk_goes_on_where_it_was_and_keeps_what_is_typed(browser: Browser) -> None:
    stand = Stand()
    with serving(stand) as address:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"{address}/desk")
        expect(page.locator("#network")).to_have_text(re.compile("Ligne ouverte"))
        answered(page, stand)
        page.locator("#note").fill("rappeler la comptable")
        stand.sign_in.is_over = True
        look_again(page)
        expect(page.get_by_role("dialog")).to_be_visible()
        expect(page.locator("#note")).to_be_focused()
        signs_in(page, RIGHT)
        expect(page.get_by_role("dialog")).to_have_count(0)
        view(page, "connected")
        expect(page.locator("#note")).to_have_value("rappeler la comptable")
        page.close()


def test_somebody_else_who_signs_in_gets_a_desk_of_their_own(browser: Browser) -> None:
    stand = Stand(sign_in=SignIn(person="karim"))
    with serving(stand) as address:
        page = browser.new_page()
        page.goto(f"{address}/desk")
        view(page, "preview")
        stand.sign_in.is_over = True
        look_again(page)
        page.evaluate("window.before = true")
        signs_in(page, RIGHT)
        page.wait_for_function("window.before === undefined")
        page.close()


def test_who_signed_in_anew_in_another_tab_is_asked_for_nothing(browser: Browser) -> None:
    stand = Stand(sign_in=SignIn(is_anew=True))
    with serving(stand) as address:
        page = browser.new_page()
        page.goto(f"{address}/desk")
        expect(page.locator("#network")).to_have_text(re.compile("Ligne ouverte"))
        answered(page, stand)
        stand.sign_in.is_over = True
        page.keyboard.press("F8")
        view(page, "wrapup")
        assert soon(page, lambda: bool(stand.sent("/hangup")))
        expect(page.locator("dialog.again")).to_have_count(0)
        page.close()
