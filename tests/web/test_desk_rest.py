"""A rest is proposed by the desk itself, from what this browser alone keeps of the day."""

from playwright.sync_api import Page, expect

from tests.web.desk_browser import WITH_CHROMIUM, view

pytestmark = WITH_CHROMIUM

A_HARD_CALL = """() => localStorage.setItem('telepro-rest-nadia', JSON.stringify(
    {day: new Date().toLocaleDateString('sv'), talk: 0, keys: 0, silentUntil: 0, hard: true}))"""


def test_after_a_hard_call_a_rest_is_proposed_also_when_the_page_was_opened_anew(
    page: Page,
) -> None:
    page.evaluate(A_HARD_CALL)
    page.reload()
    view(page, "preview")
    expect(page.locator("#rest")).to_be_visible()
    page.locator("[data-do=rest-later]").click()
    expect(page.locator("#rest")).to_be_hidden()
