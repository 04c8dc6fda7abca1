"""The desk in a browser: a day by keyboard alone, what a screen reader hears, every state in every form."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from campaigns.attempts import CallResult
from campaigns.states import WorkState
from telepro.db.desk_views import Phase
from tests.web.desk_stage import Stand, serving
from tests.web.desk_values import STATES, attempt

CHROMIUM = Path("/usr/bin/chromium")
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
# Each pair of width, language and scheme is seen once.
FORMS = [(1366, "fr", "light"), (390, "en", "light"), (390, "fr", "dark"), (1366, "en", "dark")]
# Each state wide and narrow, in both languages and both schemes in turn.
SHOWN = [
    (state, *form)
    for turn, state in enumerate(sorted(STATES))
    for form in (FORMS[:2] if turn % 2 else FORMS[2:])
]

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def stand() -> Stand:
    return Stand()


@pytest.fixture
def page(browser: Browser, stand: Stand) -> Iterator[Page]:
    with serving(stand) as address:
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="fr-FR")
        page = context.new_page()
        page.goto(f"{address}/desk?lang=fr")
        expect(page.locator("#network")).to_have_text("Ligne ouverte")
        yield page
        context.close()


def view(page: Page, name: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-view", name)


def focused(page: Page) -> str:
    found: str = page.evaluate(
        "document.activeElement.dataset.do ?? document.activeElement.dataset.digit ?? document.activeElement.tagName"
    )
    return found


def look_again(page: Page) -> None:
    """What a push message does."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def answered(page: Page, stand: Stand) -> None:
    page.keyboard.press("F2")
    view(page, "dialing")
    expect(page.locator("[data-digit='1']")).to_be_enabled()
    stand.answer()
    view(page, "connected")


def complaints_of(page: Page) -> list[str]:
    """What axe finds, but for targets that the bar at the bottom covers until the page is scrolled."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['html']}"
        for rule in found
        for node in rule["nodes"]
        if not any(
            (check.get("data") or {}).get("messageKey") == "partiallyObscured"
            for check in node["any"]
        )
    ]


def test_one_key_calls_and_one_digit_records_and_the_next_lead_is_there(
    page: Page, stand: Stand
) -> None:
    assert focused(page) == "call"
    page.keyboard.press("F2")
    view(page, "dialing")
    assert focused(page) == "hangup"
    expect(page.locator("[data-digit='1']")).to_be_enabled()
    page.keyboard.press("Digit1")
    view(page, "preview")
    expect(page.locator("#lead-name")).to_have_text("École La Poterie")
    assert focused(page) == "call"
    expect(page.locator("#last-said")).to_have_text("Ne répond pas — École Jean-Moulin")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    assert len(stand.sent("/entries/entry-1/dial")) == 1
    [kept] = stand.sent("/outcome")
    assert kept["disposition"] == "no_answer"


def test_when_the_other_side_hangs_up_focus_goes_to_the_first_key(page: Page, stand: Stand) -> None:
    answered(page, stand)
    stand.hang_up()
    look_again(page)
    view(page, "wrapup")
    assert focused(page) == "1"
    expect(page.locator("#wrapup-words")).to_have_text("Appel terminé, 3:12.")


def test_whoever_types_a_note_keeps_their_place_when_the_call_ends(
    page: Page, stand: Stand
) -> None:
    answered(page, stand)
    page.locator("#note").focus()
    page.keyboard.type("demander 2 devis, rappeler le 3")
    stand.hang_up()
    look_again(page)
    view(page, "wrapup")
    page.keyboard.type(" 1")
    assert stand.sent("/outcome") == []
    expect(page.locator("#note")).to_have_value("demander 2 devis, rappeler le 3 1")


def test_the_note_goes_with_the_result_and_leaves_the_page(page: Page, stand: Stand) -> None:
    answered(page, stand)
    page.locator("#note").fill("décide avec le comptable")
    page.keyboard.press("F8")
    view(page, "wrapup")
    page.locator("[data-digit='2']").click()
    view(page, "preview")
    expect(page.locator("#note")).to_have_value("")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    assert stand.sent("/outcome")[0]["note"] == "décide avec le comptable"


def test_nothing_is_announced_while_talking(page: Page, stand: Stand) -> None:
    page.evaluate(
        "window.said = []; new MutationObserver(() => said.push(document.getElementById('said').textContent))"
        ".observe(document.getElementById('said'), {childList: true})"
    )
    answered(page, stand)
    before = page.evaluate("said.length")
    page.locator("[data-section='offer']").first.click()
    look_again(page)
    page.wait_for_timeout(300)
    assert page.evaluate("said.length") == before
    assert page.locator("[role=status]").count() == 1
    assert page.locator("[role=timer]").get_attribute("aria-live") == "off"


def test_the_simulated_voice_is_shown_in_words(page: Page, stand: Stand) -> None:
    answered(page, stand)
    expect(page.locator("#heard")).to_contain_text("D’accord, voyons-nous jeudi.")


def test_opening_the_offer_makes_the_contact_argued(page: Page, stand: Stand) -> None:
    answered(page, stand)
    page.locator("#script").locator("[data-section='need']").first.focus()
    page.keyboard.press("Digit3")
    expect(page.locator("[data-fact='argued']")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-page='offer']")).to_be_visible()
    page.wait_for_timeout(200)
    assert stand.sent("/facts")[-1]["argued"] is True


@pytest.mark.parametrize(
    ("argued", "code"), [(False, "refused_to_listen"), (True, "argued_refused")]
)
def test_seven_is_the_refusal_that_the_call_was(
    page: Page, stand: Stand, argued: bool, code: str
) -> None:
    answered(page, stand)
    if argued:
        page.locator("[data-fact='argued']").click()
    page.keyboard.press("Digit7")
    panel = page.locator(f"#chooser [data-panel='{code}']")
    expect(panel).to_be_visible()
    page.wait_for_timeout(260)
    page.keyboard.press("Digit1")
    view(page, "preview")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    assert stand.sent("/outcome")[0]["disposition"] == code


def test_a_callback_takes_three_keys(page: Page, stand: Stand) -> None:
    answered(page, stand)
    page.keyboard.press("Digit4")
    expect(page.locator("#chooser [data-panel='callback']")).to_be_visible()
    page.wait_for_timeout(260)
    page.keyboard.press("Digit2")
    page.keyboard.press("Enter")
    view(page, "preview")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    [kept] = stand.sent("/outcome")
    assert (kept["disposition"], kept["callback_at"]) == ("callback", "2026-11-25T08:00:00+00:00")


def test_a_meeting_is_said_back_and_booked_on_the_prospects_clock(page: Page, stand: Stand) -> None:
    answered(page, stand)
    page.keyboard.press("Digit6")
    page.locator("#chooser [name=starts_local]").fill("2026-11-26T14:00")
    page.locator("#chooser [name=kind]").select_option("video")
    page.locator("#chooser [name=place]").fill("https://visio.example/x")
    expect(page.locator("#chooser [data-read-back]")).to_have_text(
        "Nous avons donc rendez-vous jeudi 26 novembre, 14:00, en visio\u00a0: https://visio.example/x, "
        "avec Claire Vasseur. C’est bien cela\u00a0?"
    )
    page.locator("#chooser [name=place]").press("Enter")
    view(page, "preview")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    assert stand.sent("/outcome")[0]["meeting"] == {
        "starts_at": "2026-11-26T14:00", "zone": "Europe/Paris", "kind": "video",
        "place": "https://visio.example/x", "attendees": ["Claire Vasseur"],
    }  # fmt: skip


def test_escape_closes_the_chips_and_nothing_else(page: Page, stand: Stand) -> None:
    answered(page, stand)
    page.keyboard.press("Digit9")
    expect(page.locator("#chooser [data-panel='do_not_call']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keypad")).to_be_visible()
    view(page, "connected")


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


def test_a_held_key_is_one_result(page: Page, stand: Stand) -> None:
    answered(page, stand)
    page.keyboard.down("Digit1")
    page.keyboard.down("Digit1")
    page.keyboard.down("Digit1")
    page.keyboard.up("Digit1")
    view(page, "preview")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    assert len(stand.sent("/outcome")) == 1


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


def test_a_number_is_corrected_in_place(page: Page, stand: Stand) -> None:
    page.locator("summary", has_text="Corriger").first.click()
    page.locator("#card input[name=number]:visible").fill("02 61 91 00 12")
    page.locator("#card input[name=number]:visible").press("Enter")
    expect(page.locator("#said")).to_have_text("Corrigé.")
    [sent] = stand.sent("/corrections")
    assert (sent["kind"], sent["target_id"], sent["number"]) == (
        "phone_number",
        "entry-1-p1",
        "02 61 91 00 12",
    )


def test_a_decision_maker_is_added_while_talking(page: Page, stand: Stand) -> None:
    answered(page, stand)
    page.locator("summary", has_text="Ajouter un décideur").click()
    page.locator("#fix-new_contact-new-name").fill("Yann Le Bris")
    page.locator("#fix-new_contact-new-role").fill("Intendant")
    page.locator("#fix-new_contact-new-role").press("Enter")
    expect(page.locator("#card .people")).to_contain_text("Yann Le Bris, Intendant")
    [sent] = stand.sent("/corrections")
    assert (sent["kind"], sent["name"], sent["decision_maker"]) == (
        "new_contact",
        "Yann Le Bris",
        True,
    )


def test_the_palette_reaches_results_and_objections_by_letters(page: Page, stand: Stand) -> None:
    answered(page, stand)
    page.keyboard.press("Control+k")
    page.keyboard.type("fourn")
    page.keyboard.press("Enter")
    expect(page.locator("#objection-supplier")).to_have_attribute("open", "")
    page.keyboard.press("Control+k")
    page.keyboard.type("barrage")
    page.keyboard.press("Enter")
    view(page, "preview")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    assert stand.sent("/outcome")[0]["disposition"] == "gatekeeper"


def test_a_pause_in_a_call_comes_after_it(page: Page, stand: Stand) -> None:
    answered(page, stand)
    page.get_by_role("button", name="Pause ou repos").click()
    page.keyboard.press("Digit1")
    view(page, "connected")
    page.wait_for_timeout(260)
    page.keyboard.press("Digit1")
    view(page, "break")
    assert focused(page) == "resume"
    page.keyboard.press("F2")
    view(page, "preview")
    assert stand.desk.session and stand.desk.session.work_state is WorkState.READY


@pytest.mark.parametrize(("state", "width", "language", "scheme"), SHOWN)
def test_every_state_is_accessible_and_fits(
    browser: Browser, state: str, language: str, width: int, scheme: Any
) -> None:
    with serving(Stand(STATES[state])) as address:
        page = browser.new_page(
            viewport={"width": width, "height": 768}, color_scheme=scheme, reduced_motion="reduce"
        )
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{address}/desk?lang={language}")
        expect(page.locator("#network")).to_have_text(re.compile("Ligne ouverte|Line open"))
        assert complaints_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert complaints == []
        page.close()


@pytest.mark.parametrize("path", ["/desk", "/desk/callbacks"])
def test_the_pages_around_the_desk_are_accessible(browser: Browser, path: str) -> None:
    away = replace(STATES["preview"], session=None)
    with serving(Stand(away)) as address:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"{address}{path}?lang=fr")
        assert complaints_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.close()
