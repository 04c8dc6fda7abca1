"""What a manager sees of lines that were lost: who has none, since when and why."""

from datetime import timedelta
from email.utils import format_datetime

import pytest
from sqlalchemy.orm import Session

from campaigns.call.lines import LineLoss
from telepro.db.who import WorkSession
from telepro.services import call_events, desk
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, own_folder, read, tuesday_ten, words
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]


@pytest.mark.usefixtures("tuesday_ten")
def test_a_board_says_since_when_and_why_somebody_has_no_line(
    bob: Browser, rows: Session, world: World
) -> None:
    begun = world.now - timedelta(minutes=5)
    desk.start(world.alice.id, world.campaign.public_id, begun)
    work = rows.query(WorkSession).one()
    work.last_seen_at = world.now
    rows.flush()
    for event, minutes in (("join", 5), ("leave", 3)):
        payload = {
            "CallSid": "CA1",
            "StatusCallbackEvent": f"participant-{event}",
            "ParticipantLabel": f"session_{work.public_id}",
            "Timestamp": format_datetime(world.now - timedelta(minutes=minutes)),
        }
        call_events.receive("conference", work.public_id, event, payload, world.now)
    call_events.apply("conference", work.public_id, world.now)
    board = f"/campaigns/{world.campaign.public_id}"
    assert "Line lost since the line was hung up 3:0" in words(read(bob.get(board)))
    desk.line_lost(world.alice.id, "CA1", LineLoss.BROWSER_CLOSED, world.now)
    assert "Line lost since the page was closed 3:0" in words(read(bob.get(board)))
    assert "not on the line" not in words(read(bob.get(board)))
