"""Sounds are chosen beside the check of a workplace, and the desk plays those that were chosen there."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from tests.web.desk_browser import WITH_CHROMIUM, answered, soon, view
from tests.web.desk_stage import Stand, serving
from tests.web.desk_values import PREVIEW
from tests.web.seen import RULES

pytestmark = WITH_CHROMIUM
LISTEN = """globalThis.tones = [];
const { start } = OscillatorNode.prototype;
OscillatorNode.prototype.start = function (at) { tones.push(this.frequency.value); start.call(this, at); };"""
SOFT = "localStorage.setItem('telepro-sounds', JSON.stringify({loudness: 'soft', output: ''}))"


@pytest.fixture
def choice(browser: Chromium) -> Iterator[Page]:
    """The choice of a mission, in French."""
    with serving(Stand(replace(PREVIEW, session=None))) as address:
        context = browser.new_context(viewport={"width": 1366, "height": 900})
        page = context.new_page()
        page.add_init_script(LISTEN)
        page.goto(f"{address}/desk?lang=fr")
        yield page
        context.close()


def test_nothing_sounds_until_it_is_chosen_and_the_choice_stays(choice: Page) -> None:
    sounds = choice.get_by_role("form", name="Sons du poste")
    expect(sounds.get_by_label("Aucun son")).to_be_checked()
    sounds.get_by_label("Aucun son").press("ArrowDown")
    expect(sounds.get_by_label("Doux")).to_be_checked()
    choice.reload()
    expect(sounds.get_by_label("Doux")).to_be_checked()
    sounds.get_by_label("Aucun son").check()
    assert choice.evaluate("localStorage.getItem('telepro-sounds')") is None
    assert Axe().run(choice, options=RULES).response["violations"] == []


def test_the_four_sounds_are_heard_and_named_by_one_key(choice: Page) -> None:
    choice.get_by_role("button", name="Écouter les quatre sons").press("Enter")
    expect(choice.locator("#sounds-said")).to_have_text("Un mot de votre responsable attend")
    assert soon(choice, lambda: bool(choice.evaluate("tones.length == 7")))
    assert choice.evaluate("tones") == [440, 660, 880, 660, 440, 880, 880]


def test_the_desk_plays_what_was_chosen_and_nothing_else(page: Page, stand: Stand) -> None:
    page.add_init_script(LISTEN)
    page.evaluate(SOFT)
    page.reload()
    view(page, "preview")
    page.wait_for_timeout(3_500)  # what sounds is fetched after the first lead
    answered(page, stand)
    assert soon(page, lambda: bool(page.evaluate("tones.length == 3")))
    page.keyboard.press("F8")
    view(page, "wrapup")
    assert soon(page, lambda: bool(page.evaluate("tones.length == 5")))
    assert page.evaluate("tones") == [440, 660, 880, 660, 440]


def test_a_desk_without_a_choice_is_silent(page: Page, stand: Stand) -> None:
    page.add_init_script(LISTEN)
    page.reload()
    view(page, "preview")
    page.wait_for_timeout(3_500)
    answered(page, stand)
    page.wait_for_timeout(500)
    assert page.evaluate("tones") == []
