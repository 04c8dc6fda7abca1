"""Walks the office's long ways by keyboard alone: brief, plan to campaign, file to rows, a call's review, a meeting's acceptance."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from scripts.gating.hands import Hands
from scripts.gating.house import Shown
from telepro import clock

BRIEF = {
    "offer": "Ateliers scientifiques en classe, matériel compris",
    "audience_text": "Directions d’écoles du Val-de-Marne",
    "result": "La direction est présente",
    "target": "25",
    # The twelfth of December a year on: the same keys whichever of day and month is asked for first.
    "deadline": "1212{year}",
    "price": "60,00",
}
POSTED = re.compile(r"/company/missions/[0-9a-f]{8,}")
STEPS = ("objective", "target", "actions", "preparation", "kpis")
KEEP = "form.wide > .actions .button.primary"
GO_ON = "main form[method=post] > .actions .button.primary"
# What the copied plan wants: a school of one of its segments, in a state that is not excluded.
FILE = (
    "Société;Téléphone;Code postal;Ville;Type_etablissement\n"
    "Collège du Lac;01 99 00 17 02;94260;Fresnes;Collège\n"
)


def brief_posted(browser: Browser, house: Shown) -> list[str]:
    """A company writes its seven fields and posts them."""
    with office(browser, house, "carla", "/company/missions/new") as page:
        hands = Hands(page)
        for name, text in BRIEF.items():
            hands.type(f"[name={name}]", text.format(year=clock.now().year + 1))
        hands.open("main form .button.primary")
        expect(page).to_have_url(POSTED)
        return hands.faults


def plan_to_campaign(browser: Browser, house: Shown) -> list[str]:
    """A manager copies another mission's plan, goes through its steps, makes the campaign, signs and launches.

    Its one lead is of the file that was taken in before. The mission stood there: a brief just posted
    is the oldest agency's, the demo's.
    """
    mission = house.ids["empty_mission_id"]
    with office(browser, house, "bob", f"/missions/{mission}/plan/library") as page:
        hands = Hands(page)
        hands.open("main section[aria-labelledby=past] button[name=source]")
        for step in STEPS:
            expect(page.locator("nav [aria-current=step]")).to_have_attribute(
                "href", f"/missions/{mission}/plan/steps/{step}"
            )
            hands.open(KEEP)
        hands.open("main a.button.primary[href$='/campaign']")
        hands.tick_all("[name=files]:enabled")
        hands.open("form[method=get] .button")
        hands.open(GO_ON)
        house.work()
        hands.open("nav.subnav .folding > li > a[href$='/team']")
        hands.open("main form .button.primary")
        hands.open("nav.subnav .folding > li:first-child > a")
        hands.tick_all("[name=confirmed]")
        hands.open(GO_ON)
        expect(page.locator("main .status.on", has_text="En cours").first).to_be_visible()
        return hands.faults


def file_to_rows(browser: Browser, house: Shown) -> list[str]:
    """A file is chosen, said where it comes from, its columns confirmed, looked at and taken in."""
    with (
        tempfile.TemporaryDirectory(prefix="telepro-gates-") as place,
        office(browser, house, "bob", "/imports") as page,
    ):
        file = Path(place) / "écoles.csv"
        file.write_text(FILE, encoding="utf-8")
        hands = Hands(page)
        hands.open("main a.button.primary[href='/imports/new']")
        hands.choose_file("[name=file]", file)
        hands.type("[name=source]", "salon de Créteil, novembre 2026")
        hands.tick("[name=audience]")
        hands.tick("[name=basis]")
        hands.open(GO_ON)
        hands.open("main form .button.primary")
        house.work()
        page.reload()
        hands.open("main form[action$='/begin'] .button.primary")
        house.work()
        page.reload()
        expect(page.locator("main .status.on").first).to_be_visible()
        return hands.faults


def review_sent(browser: Browser, house: Shown) -> list[str]:
    """A call is opened from the queue, commented, scored and sent to whoever made it."""
    with office(browser, house, "bob", "/coaching") as page:
        hands = Hands(page)
        hands.open("main tbody th a")
        hands.type("[name=text]", "Un bon silence après la question.")
        hands.open("main form[action$='/comments'] .button, main form.form .actions .button")
        hands.tick("[name=opening]")
        hands.type("[name=summary]", "Très clair.")
        hands.open("main button[name=do][value=send]")
        expect(page.locator("h1")).to_be_visible()
        return hands.faults


def meeting_accepted(browser: Browser, house: Shown) -> list[str]:
    """A company accepts a result, and goes on where it was."""
    with office(browser, house, "carla", "/company/meetings") as page:
        hands = Hands(page)
        hands.open("main form[action$='/accept'] button")
        expect(page.locator("main .status", has_text="Accepté").first).to_be_visible()
        return hands.faults


@contextmanager
def office(browser: Browser, house: Shown, who: str, path: str) -> Iterator[Page]:
    """A page of the office as one of the cast sees it, in French."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="fr-FR")
    context.add_cookies(house.cookies_of(who))  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{house.address}{path}?lang=fr")
    try:
        yield page
    finally:
        context.close()
