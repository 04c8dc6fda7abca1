"""Whoever types a password may see it; it is hidden again before it is sent."""

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, nobody, pages, rows
from tests.web.seen import ADDRESS, complaints_of, seen

__all__ = ["nobody", "pages", "rows"]


@WITH_CHROMIUM
def test_a_button_shows_the_password_and_sending_hides_it(
    browser: Chromium, nobody: Browser
) -> None:
    with seen(browser, nobody, 390, "light") as page:
        page.goto(f"{ADDRESS}/sign-in?lang=en")
        password, shows = (
            page.get_by_label("Password", exact=True),
            page.get_by_role("button", name="Show"),
        )
        password.fill("quatre mots")
        shows.click()
        expect(password).to_have_attribute("type", "text")
        expect(shows).to_have_attribute("aria-pressed", "true")
        assert complaints_of(page) == []
        shows.click()
        expect(password).to_have_attribute("type", "password")
        shows.click()
        page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
        password.press("Enter")
        expect(password).to_have_attribute("type", "password")


def test_without_a_script_there_is_no_button_that_does_nothing(nobody: Browser) -> None:
    assert 'data-shows="password" aria-pressed="false" hidden' in nobody.get("/sign-in").text
