"""A meeting is booked at the desk: said back on the prospect's clock, in a slot that is still free."""

from playwright.sync_api import Page, expect

from tests.web.desk_browser import WITH_CHROMIUM, answered, soon, view
from tests.web.desk_stage import Stand

pytestmark = WITH_CHROMIUM


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


SLOTS = [
    {
        "calendar": "c1",
        "local": "2026-11-26T14:00",
        "day": "jeu. 26 nov.",
        "time": "14:00",
        "who": "Paul Morel",
    },
    {
        "calendar": "c2",
        "local": "2026-11-27T09:30",
        "day": "ven. 27 nov.",
        "time": "09:30",
        "who": "Anna Leroy",
    },
]


def test_a_free_slot_takes_a_digit_and_fills_the_date(page: Page, stand: Stand) -> None:
    stand.slots, stand.has_calendar = SLOTS, True
    answered(page, stand)
    page.keyboard.press("Digit6")
    expect(page.locator("#chooser [data-slots] .chip")).to_have_count(2)
    page.wait_for_timeout(260)
    page.keyboard.press("Digit2")
    expect(page.locator("#chooser [name=starts_local]")).to_have_value("2026-11-27T09:30")
    expect(page.locator("#chooser [data-read-back]")).to_contain_text("vendredi 27 novembre, 09:30")
    page.locator("#chooser [name=place]").fill("https://visio.example/x")
    page.locator("#chooser [name=place]").press("Enter")
    view(page, "preview")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")
    kept = stand.sent("/outcome")[0]["meeting"]
    assert (kept["starts_at"], kept["calendar"]) == ("2026-11-27T09:30", "c2")


def test_a_date_written_by_hand_chooses_no_slot(page: Page, stand: Stand) -> None:
    stand.slots, stand.has_calendar = SLOTS, True
    answered(page, stand)
    page.keyboard.press("Digit6")
    page.locator("#chooser [data-slots] .chip").first.click()
    page.locator("#chooser [name=starts_local]").fill("2026-11-26T14:15")
    expect(page.locator("#chooser [name=slot]:checked")).to_have_count(0)
    page.locator("#chooser [name=place]").fill("https://visio.example/x")
    page.locator("#chooser [name=place]").press("Enter")
    view(page, "preview")
    assert soon(page, lambda: bool(stand.sent("/outcome")))
    assert "calendar" not in stand.sent("/outcome")[0]["meeting"]


def test_a_company_that_is_never_free_says_so(page: Page, stand: Stand) -> None:
    stand.has_calendar = True
    answered(page, stand)
    page.keyboard.press("Digit6")
    expect(page.locator("#chooser [data-no-slots]")).to_be_visible()
    expect(page.locator("#chooser [name=starts_local]")).to_be_focused()


def test_a_slot_that_was_taken_brings_the_lead_back_with_fresh_slots(
    page: Page, stand: Stand
) -> None:
    stand.slots, stand.has_calendar = SLOTS, True
    taken = {"place": "slot", "found": "un créneau qui vient d’être pris",
             "expected": "un créneau libre", "fix": "Proposez-en un autre."}  # fmt: skip
    stand.fail["/outcome"] = (409, {"problems": [taken]})
    answered(page, stand)
    page.keyboard.press("Digit6")
    page.locator("#chooser [data-slots] .chip").first.click()
    page.locator("#chooser [name=place]").fill("https://visio.example/x")
    page.locator("#chooser [name=place]").press("Enter")
    expect(page.locator("#notices")).to_contain_text("Un créneau qui vient d’être pris")
    stand.fail.clear()
    stand.slots = SLOTS[1:]
    page.locator("#keypad [data-digit='6']").click()
    expect(page.locator("#chooser [data-slots] .chip")).to_have_count(1)
