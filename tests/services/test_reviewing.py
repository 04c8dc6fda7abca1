"""Bob hears a call of Alice's again, comments on it, scores it and sends it; she answers. Charlie sees none."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.dispositions import Conversation, Disposition, Recorded
from campaigns.listening.coaching import REVIEW_WAITS
from campaigns.listening.reviewing import Reason
from campaigns.listening.scoring import Criterion, Total, total
from campaigns.pipeline import MeetingStatus
from campaigns.problems import NotFound, Refused
from telepro.db.calling import Attempt
from telepro.db.counting import AuditRow
from telepro.db.results import Meeting, MeetingStatusRow
from telepro.db.who import WorkSession
from telepro.services import desk, outcomes, own_reviews, reviewing, upkeep
from telepro.services.reviewing import Manager, Said
from tests.services.calls import answered, calling, meeting
from tests.world import World

__all__ = ["calling"]
DAY = timedelta(days=1)


def bob(world: World) -> Manager:
    return Manager(world.bob.id, (world.agency.id,))


def talked(world: World, note: str = "") -> Attempt:
    """A conversation of Alice's that ended with a refusal."""
    attempt = answered(world)
    spoke = Conversation(argued=True, decision_maker=True)
    said = Recorded(Disposition.ARGUED_REFUSED, world.now, spoke, reason="autre", note=note or "-")
    outcomes.record(world.alice.id, attempt.public_id, f"k{attempt.id}", said, world.now)
    return attempt


def queue(world: World, later: timedelta = timedelta()) -> Sequence[tuple[str, Reason]]:
    found = reviewing.waiting(bob(world), world.now + later)
    return [(each.line.attempt_id, each.why.reason) for each in found]


def test_the_first_conversations_of_somebody_new_are_heard_and_what_notes_ask_for(
    calling: World,
) -> None:
    attempt = talked(calling)
    assert queue(calling) == [(attempt.public_id, Reason.FIRST)]
    elsewhere = Manager(calling.charlie.id, (0,))
    assert reviewing.waiting(elsewhere, calling.now) == []


def test_a_note_that_asks_for_it_goes_before(calling: World) -> None:
    attempt = talked(calling, "Coachez-moi sur la fin")
    assert queue(calling) == [(attempt.public_id, Reason.ASKED)]


def test_a_meeting_that_its_company_says_was_not_held_comes_first(calling: World) -> None:
    attempt = answered(calling)
    outcomes.record(calling.alice.id, attempt.public_id, "k", meeting(calling), calling.now)
    booked = calling.rows.scalars(select(Meeting)).one()
    row = MeetingStatusRow(
        meeting_id=booked.id, status=MeetingStatus.NO_SHOW, by_id=calling.carla.id, at=calling.now
    )
    calling.rows.add(row)
    calling.rows.commit()
    assert queue(calling) == [(attempt.public_id, Reason.CONTESTED)]


def test_of_somebody_long_here_one_call_is_drawn_when_the_day_is_over(calling: World) -> None:
    attempt = talked(calling)
    calling.rows.get_one(WorkSession, attempt.session_id).started_at -= 40 * DAY
    calling.rows.commit()
    assert queue(calling) == []
    assert queue(calling, DAY) == [(attempt.public_id, Reason.RANDOM)]


def test_a_review_is_kept_sent_read_and_answered(calling: World) -> None:
    attempt, now = talked(calling), calling.now
    me, which = bob(calling), attempt.public_id
    reviewing.comment(me, which, Reason.FIRST, "0:12", "Un bon silence ici.", now)
    reviewing.keep(me, which, Reason.FIRST, Said("", {Criterion.OPENING: 3}), now)
    assert own_reviews.listed(calling.alice.id).lines == []
    said = Said("Très bien. Essayez une question ouverte.", {Criterion.OPENING: 4})
    reviewing.send(me, which, Reason.FIRST, said, now)
    assert queue(calling) == []
    at_desk = desk.state(calling.alice.id, now).session
    assert at_desk
    assert [each.text for each in at_desk.coach] == [REVIEW_WAITS["fr"]]
    (line,) = own_reviews.listed(calling.alice.id).lines
    found = own_reviews.opened(calling.alice.id, line.review.public_id, now)
    assert [(each.second, each.text) for each in found.comments] == [(12, "Un bon silence ici.")]
    assert found.line.prospect == "École des Tilleuls"
    assert found.recording is None
    own_reviews.answer(calling.alice.id, line.review.public_id, "  Merci, j'essaie. ", now)
    page = reviewing.opened(me, which, now)
    assert page.review
    assert page.review.answer == "Merci, j'essaie."
    assert [each.shown for each in page.sections if each.title == "Offre"] == [True]
    assert total({Criterion.OPENING: 4}) == Total(4, 5, 1, 6)
    for anybody in (calling.anna.id, calling.bob.id):
        with pytest.raises(NotFound):
            own_reviews.opened(anybody, line.review.public_id, now)
    actions = set(calling.rows.scalars(select(AuditRow.action)))
    assert "call.reviewed" in actions


def test_what_was_sent_changes_no_more(calling: World) -> None:
    attempt, now = talked(calling), calling.now
    me, which = bob(calling), attempt.public_id
    reviewing.send(me, which, Reason.CHOSEN, Said("Bien.", {}), now)
    with pytest.raises(Refused, match="envoyée"):
        reviewing.comment(me, which, Reason.CHOSEN, "", "Encore un mot.", now)
    with pytest.raises(Refused):
        reviewing.set_aside(me, which, Reason.CHOSEN, now)


def test_a_call_that_is_set_aside_does_not_come_back(calling: World) -> None:
    attempt = talked(calling)
    reviewing.set_aside(bob(calling), attempt.public_id, Reason.FIRST, calling.now)
    assert queue(calling) == []
    assert queue(calling, DAY) == []


def test_others_review_nothing_and_a_review_is_deleted_after_a_year(calling: World) -> None:
    attempt, now = talked(calling), calling.now
    with pytest.raises(NotFound):
        reviewing.opened(Manager(calling.charlie.id, (0,)), attempt.public_id, now)
    reviewing.send(bob(calling), attempt.public_id, Reason.CHOSEN, Said("Bien.", {}), now)
    upkeep.tidy(now + 364 * DAY)
    assert len(own_reviews.listed(calling.alice.id).lines) == 1
    upkeep.tidy(now + 366 * DAY)
    assert own_reviews.listed(calling.alice.id).lines == []
