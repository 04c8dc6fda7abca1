"""The desk in a browser: a day by keyboard alone, and what a screen reader hears."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.web.desk_browser import WITH_CHROMIUM, answered, focused, look_again, soon, view
from tests.web.desk_stage import Stand
from tests.web.desk_values import LISTENER

pytestmark = WITH_CHROMIUM


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


def test_a_reader_hears_what_was_recorded_and_who_is_next_and_how_long_a_call_was(
    page: Page, stand: Stand
) -> None:
    page.keyboard.press("F2")
    view(page, "dialing")
    expect(page.locator("[data-digit='1']")).to_be_enabled()
    page.keyboard.press("Digit1")
    view(page, "preview")
    expect(page.locator("#said")).to_have_text(
        "Ne répond pas — École Jean-Moulin. École La Poterie, 35000 Rennes · À contacter · tentative 3 sur 6"
    )
    answered(page, stand)
    stand.hang_up()
    look_again(page)
    view(page, "wrapup")
    expect(page.locator("#said")).to_have_text("Appel terminé, 3:12. Résultat, de 1 à 9.")


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


def test_escape_closes_the_chips_and_nothing_else(page: Page, stand: Stand) -> None:
    answered(page, stand)
    page.keyboard.press("Digit9")
    expect(page.locator("#chooser [data-panel='do_not_call']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keypad")).to_be_visible()
    view(page, "connected")


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


def test_a_person_who_wants_to_be_forgotten_is_passed_on_while_talking(
    page: Page, stand: Stand
) -> None:
    answered(page, stand)
    page.locator("summary", has_text="Demande ses données").click()
    page.get_by_label("Être oubliée").check()
    page.get_by_role("button", name="Transmettre", exact=True).click()
    expect(page.locator("form[data-request]")).to_contain_text("répond dans le mois")
    [sent] = stand.sent("/data-requests")
    assert sent["kind"] == "erasure"


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
    assert soon(page, lambda: stand.sent("/resume") != [])


@pytest.mark.parametrize("width", [390, 360, 320])
def test_on_a_telephone_every_key_of_a_call_is_within_the_window(
    page: Page, stand: Stand, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    answered(page, stand)
    ends = page.eval_on_selector_all(
        ".keys button", "all => all.map(each => each.getBoundingClientRect().right)"
    )
    assert max(ends) <= width


def listened_to_and_recorded(stand: Stand) -> None:
    """The fullest a call gets: a manager listens, it is recorded, and what is heard stands in words."""
    desk = stand.desk
    assert desk.attempt is not None
    assert desk.session is not None
    stand.desk = replace(
        desk,
        attempt=replace(desk.attempt, recorded_for="training"),
        session=replace(desk.session, others=(LISTENER,)),
    )


def test_in_the_fullest_call_the_card_stays_in_view_and_nothing_lies_over_it(
    page: Page, stand: Stand
) -> None:
    answered(page, stand)
    listened_to_and_recorded(stand)
    look_again(page)
    expect(page.locator("#others")).to_contain_text("Bob Martin écoute")
    expect(page.locator("#recording")).to_be_visible()
    expect(page.locator("#heard")).to_be_visible()
    card, keys = (page.locator(each).bounding_box() for each in (".card", ".keys"))
    assert card is not None
    assert keys is not None
    assert card["height"] >= 140, "the name, where it is and the number"
    assert card["y"] + card["height"] <= keys["y"] + 6, "but for the rim of the keys"
    assert page.locator(".keys").evaluate("each => each.scrollHeight - each.clientHeight") == 0


def test_on_a_telephone_who_listens_stands_above_the_card(page: Page, stand: Stand) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    answered(page, stand)
    listened_to_and_recorded(stand)
    look_again(page)
    expect(page.locator("#others")).to_be_in_viewport(ratio=1)
    expect(page.locator("#recording")).to_be_in_viewport(ratio=1)
    assert page.locator(".told").evaluate(
        "told => told.getBoundingClientRect().bottom <= document.querySelector('.card').getBoundingClientRect().top"
    )
