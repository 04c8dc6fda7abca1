"""The page of a lead tells its whole story: where it came from, who had it, who moved it, what was heard."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from campaigns.call.recording import Purpose, RecordingState
from campaigns.pipeline import Stage
from campaigns.pipeline.by_hand import HandMove
from telepro.db.calling import Attempt
from telepro.db.other_legs import CallRecording
from telepro.db.results import Answer
from telepro.db.whom import Consent, Lead
from telepro.services import stage_moves
from telepro.services.stage_moves import Mover
from tests.services.calls import call, carrier_says, deal, meeting
from tests.services.kept import record
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, own_folder, read, tuesday_ten, words
from tests.web.seen import ADDRESS, complaints_of, seen
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]

pytestmark = pytest.mark.usefixtures("tuesday_ten")


@pytest.fixture
def lived(world: World) -> Lead:
    """A lead of Alice's with a consent, a recorded call that booked a meeting, and a move of Bob's."""
    world.at_work(world.alice)
    lead = world.lead()
    consent = Consent(
        organisation_id=world.company.id,
        prospect_id=lead.prospect_id,
        e164="+33199001001",
        wording="Oui, appelez-moi.",
        source="salon de Fresnes",
        captured_at=world.now - timedelta(days=9),
    )
    world.rows.add(consent)
    world.rows.commit()
    deal(world)
    attempt = call(world, "first")
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    record(world, attempt, "1", meeting(world))
    recorded(world, attempt)
    mover = Mover(world.bob.id, (world.agency.id,))
    asked = HandMove(Stage.NURTURING, later_on=date(2027, 2, 1))
    stage_moves.move(mover, lead.public_id, Stage.MEETING_SET, asked, world.now)
    return lead


def recorded(world: World, attempt: Attempt) -> None:
    world.rows.add(
        CallRecording(
            attempt_id=attempt.id,
            sid=f"RE{attempt.id:032x}",
            purpose=Purpose.TRAINING,
            state=RecordingState.STORED,
            delete_on=world.now + timedelta(days=90),
            place="call.wav",
            bytes=4,
        )
    )
    world.rows.commit()


def test_an_answer_stands_under_the_question_that_was_asked(
    bob: Browser, world: World, lived: Lead
) -> None:
    attempt = world.rows.query(Attempt).one()
    of_old = {"attempt_id": attempt.id, "lead_id": lived.id, "answered_at": world.now}
    world.rows.add(Answer(field="asked_no_more", value="in spring", **of_old))
    world.rows.query(Answer).filter_by(field="decideur").one().value = "yes"
    world.rows.commit()
    page = read(bob.get(f"/leads/{lived.public_id}"))
    said = {
        words(each.select("dt")[0]): words(each.select("dd")[0])
        for each in page.select("dl.facts div")
    }
    assert said["Est-ce vous qui décidez des projets de classe avec l'équipe ?"] == "Yes"
    assert said["asked_no_more"] == "in spring"
    assert "decideur" not in said


def test_every_entry_says_who_and_on_which_ground(bob: Browser, lived: Lead) -> None:
    page = read(bob.get(f"/leads/{lived.public_id}"))
    told = [words(entry) for entry in page.select(".timeline li")]
    for part in (
        "Agreed to be called",
        "salon de Fresnes Oui, appelez-moi.",
        "Entered the campaign",
        "Legitimate interest",
        "Call 1 by Alice Durand",
        "moved by Bob Martin · to be called again on Mon 1 Feb",
    ):
        assert any(part in each for each in told), part
    assert "Next step: a call on Mon 1 Feb" in words(page)
    (sound,) = page.select("audio")
    assert sound["preload"] == "none"


@WITH_CHROMIUM
@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("fr", 1366, "dark"), ("en", 390, "light")]
)
def test_the_story_is_accessible_fits_and_its_first_key_moves_the_lead(
    browser: Chromium, bob: Browser, lived: Lead, language: str, width: int, scheme: str
) -> None:
    with seen(browser, bob, width, scheme) as page:
        page.goto(f"{ADDRESS}/leads/{lived.public_id}?lang={language}")
        page.locator(".hear summary").click()
        page.locator("[data-speed='1.5']").click()
        assert page.locator("audio").evaluate("sound => sound.playbackRate") == 1.5
        assert complaints_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("F2")
        expect(page.locator("#move")).to_be_visible()
        assert complaints_of(page) == []
        page.keyboard.press("Escape")
