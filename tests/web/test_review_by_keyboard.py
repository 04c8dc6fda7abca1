"""The pages of coaching, jobs and hours in a browser: accessible, and nothing sticks out; C comments there."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect
from sqlalchemy import select

from campaigns.call.recording import Purpose, RecordingState
from campaigns.dispositions import Conversation, Disposition, Recorded
from campaigns.listening.reviewing import Reason
from campaigns.listening.scoring import Criterion
from telepro.db import inbox
from telepro.db.calling import Attempt
from telepro.db.other_legs import CallRecording
from telepro.db.reviews import Review
from telepro.services import coaching, outcomes, reviewing
from telepro.services.reviewing import Manager, Said
from telepro.storage.directory import Directory
from tests.services.calls import call, carrier_says, deal
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, own_folder, tuesday_ten
from tests.web.seen import ADDRESS, seen
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]
pytestmark = WITH_CHROMIUM


def talked(world: World, key: str) -> Attempt:
    """A conversation of Alice's that ended with a refusal."""
    attempt = call(world, key)
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    spoke = Conversation(argued=True, decision_maker=True)
    said = Recorded(Disposition.ARGUED_REFUSED, world.now, spoke, reason="autre", note="Coach me")
    outcomes.record(world.alice.id, attempt.public_id, key, said, world.now)
    return attempt


def furnished(world: World, folder: Path) -> tuple[str, str]:
    """Two conversations, one recorded and half reviewed, one whose review was sent; a line to Alice, a
    message that was given up."""
    world.at_work(world.alice)
    for number in (1, 2, 3):
        world.lead(f"+3319900100{number}", f"École des Tilleuls {number}")
    deal(world)
    open_one, sent = talked(world, "first"), talked(world, "second")
    kept = Directory(folder / "recordings").put(f"{open_one.public_id}.wav", [b"RIFF"], 100)
    world.rows.add(
        CallRecording(
            attempt_id=open_one.id, sid="RE1", purpose=Purpose.TRAINING, place=kept.place,
            state=RecordingState.STORED, seconds=192, bytes=kept.size,
            delete_on=world.now + timedelta(days=90),
        )
    )  # fmt: skip
    me, now = Manager(world.bob.id, (world.agency.id,)), world.now
    reviewing.comment(me, open_one.public_id, Reason.ASKED, "1:42", "Un bon silence ici.", now)
    said = Said("Très bien. Essayez une question ouverte.", {Criterion.OPENING: 4})
    reviewing.comment(me, sent.public_id, Reason.FIRST, "", "Une voix calme.", now)
    reviewing.send(me, sent.public_id, Reason.FIRST, said, now)
    mine, campaign = (world.agency.id,), world.campaign.public_id
    coaching.write(world.bob.id, mine, campaign, world.alice.public_id, "Bravo.", now)
    inbox.put(world.rows, "call", "subject", "key", {}, now)
    for _ in range(inbox.PATIENCE):
        inbox.failed(world.rows, "call", "subject", "ValueError: +33199001001")
    world.rows.commit()
    review = world.rows.scalars(select(Review).where(Review.attempt_id == sent.id)).one()
    return open_one.public_id, review.public_id


@pytest.mark.usefixtures("tuesday_ten")
def test_c_begins_a_comment_at_the_second_that_is_heard(
    browser: Chromium, bob: Browser, world: World, tmp_path: Path
) -> None:
    attempt, _review = furnished(world, tmp_path)
    with seen(browser, bob, 1366, "light") as page:
        page.goto(f"{ADDRESS}/coaching/calls/{attempt}?lang=fr")
        page.locator("#here").focus()
        page.keyboard.press("c")
        expect(page.locator("#second")).to_have_value("0:00")
        expect(page.locator("#text")).to_be_focused()
        page.get_by_role("radio", name="4", exact=True).first.check()
        page.locator("#text").fill("Bien.")
        page.locator("#text").evaluate("field => field.form.requestSubmit()")
        expect(page.locator("#comments")).to_contain_text("Bien.")
        expect(page.get_by_role("radio", name="4", exact=True).first).to_be_checked()
