"""The desk in a browser when something goes wrong: a slip, a dead line, a refusal, a page closed."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from campaigns.attempts import CallResult
from telepro.db.attempt_views import Phase
from tests.web.desk_browser import WITH_CHROMIUM, answered, focused, look_again, soon, view
from tests.web.desk_stage import Stand
from tests.web.desk_values import STATES, attempt

pytestmark = WITH_CHROMIUM
ON_TOP = """() => {
    const notices = document.getElementById("notices"), box = notices.getBoundingClientRect();
    return [0.05, 0.5, 0.95].every((part) => notices.contains(
        document.elementFromPoint(box.x + part * box.width, box.y + box.height / 2)));
}"""


def test_a_result_pressed_offline_is_kept_and_delivered_once(page: Page, stand: Stand) -> None:
    answered(page, stand)
    page.context.set_offline(True)
    page.keyboard.press("Digit2")
    view(page, "preview")
    expect(page.locator("#network")).to_have_text(re.compile(r"^Hors ligne\. 1 gardé ici"))
    expect(page.locator("[data-do=call]")).to_have_attribute("aria-disabled", "true")
    page.context.set_offline(False)
    expect(page.locator("#network")).not_to_contain_text("Hors ligne", timeout=15_000)
    expect(page.locator("#network")).not_to_contain_text("gardé", timeout=15_000)
    assert len(stand.sent("/outcome")) == 1


def test_a_result_survives_the_page(page: Page, stand: Stand) -> None:
    answered(page, stand)
    stand.fail["/outcome"] = (503, {})
    page.keyboard.press("Digit2")
    expect(page.locator("#network")).to_contain_text("1 gardé ici")
    stand.fail.clear()
    page.reload()
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    keys = {kept["client_key"] for kept in stand.sent("/outcome")}
    assert len(keys) == 1


def test_a_refused_call_says_why_and_what_to_do(page: Page, stand: Stand) -> None:
    stand.fail["/dial"] = (
        409,
        {
            "problems": [
                {
                    "place": "lead",
                    "found": "Personne ne répond le dimanche.",
                    "expected": "un jour ouvré",
                    "fix": "Passez à la suivante.",
                }
            ]
        },
    )
    page.keyboard.press("F2")
    expect(page.locator("#notices")).to_contain_text("Personne ne répond le dimanche.")
    view(page, "preview")
    assert focused(page) == "call"


def test_a_call_is_followed_closely_when_no_push_arrives(page: Page, stand: Stand) -> None:
    page.keyboard.press("F2")
    expect(page.locator("[data-digit='1']")).to_be_enabled()
    assert stand.desk.attempt is not None
    refused = replace(stand.desk.attempt, phase=Phase.REFUSED, trouble="objected")
    stand.desk = replace(stand.desk, attempt=refused)
    expect(page.locator("#notices")).to_contain_text("ne plus être appelé", timeout=4_000)


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        ("too_late", "Cet appel n’a pas pu partir dans les cinq secondes"),
        ("carrier:21211", "L’opérateur ne connaît pas ce numéro"),
        ("carrier:99999", "L’opérateur a refusé cet appel (carrier:99999)"),
    ],
)
def test_a_call_refused_after_the_key_is_told_in_words(
    page: Page, stand: Stand, trouble: str, told: str
) -> None:
    page.keyboard.press("F2")
    expect(page.locator("[data-digit='1']")).to_be_enabled()
    assert stand.desk.attempt is not None
    refused = replace(stand.desk.attempt, phase=Phase.REFUSED, trouble=trouble)
    stand.desk = replace(stand.desk, attempt=refused)
    look_again(page)
    expect(page.locator("#notices")).to_contain_text(told)
    # Nothing of the desk lies over it.
    assert page.evaluate(ON_TOP)
    view(page, "preview")


def test_a_refused_result_comes_back_with_its_reasons(page: Page, stand: Stand) -> None:
    answered(page, stand)
    stand.fail["/outcome"] = (
        409,
        {
            "problems": [
                {
                    "place": "answers.budget",
                    "found": "rien",
                    "expected": "une réponse",
                    "fix": "Demandez le budget.",
                }
            ]
        },
    )
    page.keyboard.press("Digit2")
    view(page, "wrapup")
    expect(page.locator("#notices")).to_contain_text("Demandez le budget.")
    expect(page.locator("#lead-name")).to_have_text("École Jean-Moulin")


def test_a_busy_line_moves_on_without_a_key(page: Page, stand: Stand) -> None:
    page.keyboard.press("F2")
    expect(page.locator("[data-digit='1']")).to_be_enabled()
    busy = replace(attempt(Phase.ENDED, id="call-of-entry-1"), result=CallResult.BUSY)
    stand.desk = replace(stand.desk, attempt=busy)
    stand.recorded("call-of-entry-1")
    look_again(page)
    view(page, "preview")
    expect(page.locator("#lead-name")).to_have_text("École La Poterie")


def test_a_call_of_before_can_still_get_its_result(page: Page, stand: Stand) -> None:
    stand.desk = STATES["unfinished"]
    look_again(page)
    page.get_by_role("button", name="Dire ce qu’il a donné").click()
    view(page, "wrapup")
    expect(page.locator("#wrapup-words")).to_contain_text("Collège des Ormeaux")
    page.keyboard.press("Digit1")
    view(page, "preview")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    assert len(stand.sent("/attempts/attempt-0/outcome")) == 1


def test_a_held_key_is_one_result(page: Page, stand: Stand) -> None:
    answered(page, stand)
    page.keyboard.down("Digit1")
    page.keyboard.down("Digit1")
    page.keyboard.down("Digit1")
    page.keyboard.up("Digit1")
    view(page, "preview")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    assert len(stand.sent("/outcome")) == 1


def test_a_page_that_is_left_says_why_its_line_ended(page: Page, stand: Stand) -> None:
    page.goto("about:blank")
    assert soon(page, lambda: stand.sent("/desk/line") != [])
    assert stand.sent("/desk/line") == [{"leg": "CAme", "reason": "browser_closed"}]


def test_zero_undoes_and_the_next_digit_replaces(page: Page, stand: Stand) -> None:
    answered(page, stand)
    page.keyboard.press("Digit1")
    view(page, "preview")
    page.wait_for_timeout(260)
    page.keyboard.press("Digit0")
    view(page, "wrapup")
    expect(page.locator("#lead-name")).to_have_text("École Jean-Moulin")
    page.wait_for_timeout(260)
    page.keyboard.press("Digit3")
    view(page, "preview")
    expect(page.locator("#lead-name")).to_have_text("École La Poterie")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    kept = stand.sent("/attempts/call-of-entry-1/outcome")
    assert [each["disposition"] for each in kept] == ["no_answer", "busy"]
    assert kept[0]["client_key"] != kept[1]["client_key"]
