"""From an invitation to the end of a practice call, in a Chromium with a microphone that beeps; and the
pages around a caller's day, accessible and no wider than the window."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, Route, expect
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from campaigns.states import LinkPurpose
from telepro import clock
from telepro.db import accounts
from telepro.db.calling import Attempt
from tests.services.calls import calling
from tests.web.desk_browser import WITH_CHROMIUM, view
from tests.web.office import Browser, nobody, pages, rows
from tests.web.office_at_work import tuesday_ten
from tests.web.test_workplace_check import A_MICROPHONE, ALLOWED, chromium
from tests.world import World

__all__ = ["calling", "nobody", "pages", "rows", "tuesday_ten"]

pytestmark = WITH_CHROMIUM

# Browsers give a microphone to addresses of their own machine.
ADDRESS = "http://localhost"
TOKEN = "a" * 64


@contextmanager
def window(
    browser: Chromium, person: Browser, width: int = 1366
) -> Iterator[tuple[Page, list[str]]]:
    """A window of this person, and every path that it asks for besides files."""
    page = browser.new_page(viewport={"width": width, "height": 768}, reduced_motion="reduce")
    asked: list[str] = []

    def answer(route: Route) -> None:
        wanted = route.request
        parts = urlsplit(wanted.url)
        if not parts.path.startswith("/static/"):
            asked.append(parts.path)
        kept = {"content-type", "accept", "x-csrftoken"}
        found = person.client.open(
            f"{parts.path}?{parts.query}",
            method=wanted.method,
            data=wanted.post_data_buffer,
            headers={name: value for name, value in wanted.headers.items() if name in kept},
            follow_redirects=True,
        )
        headers = {name: value for name, value in found.headers.items() if name != "Set-Cookie"}
        route.fulfill(status=found.status_code, headers=headers, body=found.get_data())
        found.close()

    page.route("**/*", answer)
    yield page, asked
    page.close()


def invited(world: World, rows: Session) -> str:
    """The link of Alice's invitation."""
    lasts = timedelta(days=7)
    accounts.add_link(rows, LinkPurpose.INVITATION, world.alice.id, TOKEN, lasts, clock.real_now())
    rows.commit()
    return f"/welcome/{TOKEN}"


def test_an_invitation_leads_to_the_end_of_a_practice_call_in_four_decisions(
    browser: Chromium, rows: Session, world: World, nobody: Browser
) -> None:
    link, decisions = invited(world, rows), 0
    with (
        chromium(browser, A_MICROPHONE, ALLOWED) as equipped,
        window(equipped, nobody) as (page, asked),
    ):
        page.goto(f"{ADDRESS}{link}?lang=fr")
        page.locator("[name=password]").fill("quatre mots pour entrer")
        page.keyboard.press("Enter")
        decisions += 1
        page.locator("#check-start").click()
        decisions += 1
        expect(page.locator("#check-said")).to_contain_text("tout va bien", timeout=20_000)
        for key in ("F2", "F8", "Digit1"):
            page.keyboard.press(key)
        expect(page.locator("#tried")).to_have_text("C’est tout ce qu’il faut pour un appel.")
        page.get_by_role("button", name="À mon appel d’entraînement").click()
        decisions += 1
        view(page, "preview")
        expect(page.locator("#network")).to_have_text("Ligne ouverte")
        asked.clear()
        page.keyboard.press("F2")
        expect(page.locator("#heard")).to_contain_text("Allô, oui ?", timeout=10_000)
        page.keyboard.press("F8")
        view(page, "wrapup")
        page.keyboard.press("Digit7")
        page.wait_for_timeout(260)
        page.keyboard.press("Digit1")
        decisions += 1
        view(page, "idle")
        expect(page.locator("#card")).to_contain_text(
            "Résultats conformes à ce qui a été dit\u00a0: 1 sur 1"
        )
        expect(page.locator("#card button")).to_have_text("À ma première vraie fiche")
        # Nothing of a practice is sent anywhere; the words that all leads share may come meanwhile.
        assert [path for path in asked if not path.startswith("/desk/dictionary/")] == []
    assert decisions <= 4
    assert rows.scalar(select(func.count()).select_from(Attempt)) == 0
