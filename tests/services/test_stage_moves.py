"""A manager moves a lead by hand: guarded, counted, told, and taken back within seconds."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from campaigns.dispositions import Disposition, Recorded
from campaigns.lead.closing import CloseReason
from campaigns.pipeline import Stage
from campaigns.pipeline.by_hand import HandMove
from campaigns.problems import NotFound, Refused
from campaigns.states import CallbackState, MoveCause
from telepro.db import aftermath, audit, scans
from telepro.db.calling import CallListEntry
from telepro.db.counting import OutboxEvent
from telepro.db.results import Callback, StageMove
from telepro.db.whom import Lead
from telepro.services import outcomes, stage_moves
from telepro.services.stage_moves import Mover
from tests.services.calls import answered, call, calling, carrier_says, meeting
from tests.services.kept import record
from tests.world import World

__all__ = ["calling"]


def bob(world: World) -> Mover:
    return Mover(world.bob.id, (world.agency.id,))


def contacted(world: World, disposition: Disposition = Disposition.NO_ANSWER) -> Lead:
    """A lead that Alice has called once."""
    attempt = answered(world)
    later = world.now + timedelta(days=1) if disposition is Disposition.CALLBACK else None
    record(world, attempt, "1", Recorded(disposition, world.now, callback_at=later))
    return world.rows.get_one(Lead, attempt.lead_id)


def lose(world: World, lead: Lead) -> None:
    asked = HandMove(Stage.LOST, reason="a signé ailleurs")
    stage_moves.move(bob(world), lead.public_id, lead.stage, asked, world.now)


def is_as_its_rows_say(world: World, lead: Lead) -> bool:
    """The totals are what a count says, and the lead is where its story leads."""
    world.rows.refresh(lead)
    reached = aftermath.fold(world.rows, lead)
    kept = (lead.stage, lead.next_call_at, lead.closed_reason, lead.tier)
    told = (reached.stage, reached.next_call_at, reached.closed, reached.tier)
    return kept == told and not scans.differences(world.rows, world.campaign.id)


def test_a_move_is_kept_with_who_and_why_counted_told_and_written_into_the_journal(
    calling: World,
) -> None:
    lead = contacted(calling)
    lose(calling, lead)
    assert (lead.stage, lead.closed_reason) == (Stage.LOST, CloseReason.LOST)
    move = calling.rows.scalars(select(StageMove).order_by(StageMove.id.desc())).first()
    assert move
    assert (move.cause, move.from_stage, move.to_stage) == (
        MoveCause.BY_HAND, Stage.CONTACTING, Stage.LOST,
    )  # fmt: skip
    assert (move.by_id, move.reason) == (calling.bob.id, "a signé ailleurs")
    told = calling.rows.scalars(select(OutboxEvent).order_by(OutboxEvent.id.desc())).first()
    assert told
    assert (told.topic, told.payload["lead"], told.payload["stage"]) == (
        "lead.moved", lead.public_id, "lost",
    )  # fmt: skip
    line = audit.lines(calling.rows, audit.Sought(), 1)[0]
    assert (line.action, line.actor) == ("lead.moved", "Bob Martin")
    assert is_as_its_rows_say(calling, lead)


def test_a_move_is_taken_back_by_a_move_of_its_own_within_seconds(calling: World) -> None:
    lead = contacted(calling)
    before = (lead.stage, lead.next_call_at, lead.tier)
    lose(calling, lead)
    assert stage_moves.just_moved(bob(calling), lead.public_id, calling.now)
    stage_moves.undo(bob(calling), lead.public_id, calling.now + timedelta(seconds=8))
    assert (lead.stage, lead.next_call_at, lead.tier) == before
    moves = calling.rows.scalars(select(StageMove).order_by(StageMove.id)).all()
    assert [move.to_stage for move in moves[-2:]] == [Stage.LOST, Stage.CONTACTING]
    assert moves[-1].undoes_id == moves[-2].id
    assert is_as_its_rows_say(calling, lead)
    with pytest.raises(Refused, match="no longer be taken back"):
        stage_moves.undo(bob(calling), lead.public_id, calling.now + timedelta(seconds=9))


def test_a_move_is_not_taken_back_later_or_by_somebody_else(calling: World) -> None:
    lead = contacted(calling)
    lose(calling, lead)
    carla = Mover(calling.carla.id, (calling.agency.id,))
    assert stage_moves.just_moved(carla, lead.public_id, calling.now) is None
    with pytest.raises(Refused, match="your own last move"):
        stage_moves.undo(carla, lead.public_id, calling.now)
    with pytest.raises(Refused, match="can no longer"):
        stage_moves.undo(bob(calling), lead.public_id, calling.now + timedelta(seconds=16))


def test_a_lead_that_moved_on_since_it_was_seen_is_left_alone(calling: World) -> None:
    lead = contacted(calling)
    asked = HandMove(Stage.LOST, reason="trop cher")
    with pytest.raises(Refused, match="meanwhile moved"):
        stage_moves.move(bob(calling), lead.public_id, Stage.DISCOVERY, asked, calling.now)
    assert lead.stage is Stage.CONTACTING
    assert is_as_its_rows_say(calling, lead)


def test_nobody_moves_anothers_lead(calling: World) -> None:
    lead = contacted(calling)
    charlie = Mover(calling.charlie.id, (calling.company.id,))
    asked = HandMove(Stage.LOST, reason="x")
    with pytest.raises(NotFound):
        stage_moves.move(charlie, lead.public_id, lead.stage, asked, calling.now)
    with pytest.raises(NotFound):
        stage_moves.undo(charlie, lead.public_id, calling.now)
    with pytest.raises(NotFound):
        stage_moves.opened(charlie, lead.public_id)
    assert stage_moves.just_moved(charlie, lead.public_id, calling.now) is None


def test_a_lead_on_somebodys_list_leaves_it_when_nobody_is_to_call_it(calling: World) -> None:
    lead = calling.rows.scalars(select(Lead)).one()
    on_a_list = select(CallListEntry.id).where(CallListEntry.ended_at.is_(None))
    assert calling.rows.scalars(on_a_list).one()
    asked = HandMove(Stage.INVALID)
    stage_moves.move(bob(calling), lead.public_id, Stage.TARGET, asked, calling.now)
    assert calling.rows.scalars(on_a_list).first() is None
    assert not lead.held
    assert is_as_its_rows_say(calling, lead)


def test_a_promise_ends_with_the_calling_and_stands_again_when_the_move_is_taken_back(
    calling: World,
) -> None:
    lead = contacted(calling, Disposition.CALLBACK)
    promise = calling.rows.scalars(select(Callback)).one()
    lose(calling, lead)
    calling.rows.refresh(promise)
    assert promise.state is CallbackState.CANCELLED
    stage_moves.undo(bob(calling), lead.public_id, calling.now)
    calling.rows.refresh(promise)
    assert (promise.state, promise.closed_at) == (CallbackState.PROMISED, None)
    assert lead.next_call_at == promise.due_at
    assert is_as_its_rows_say(calling, lead)


def test_what_a_call_under_way_brings_is_told_after_the_move(calling: World) -> None:
    lead = calling.rows.scalars(select(Lead)).one()
    attempt = call(calling)
    calling.rows.refresh(lead)
    asked = HandMove(Stage.CONTACTING)
    stage_moves.move(bob(calling), lead.public_id, Stage.TARGET, asked, calling.now)
    assert lead.held
    carrier_says(calling, attempt, "initiated", "ringing", "in-progress", "completed")
    later = calling.now + timedelta(minutes=2)
    outcomes.record(calling.alice.id, attempt.public_id, "k", meeting(calling), later)
    assert lead.stage is Stage.MEETING_SET
    assert is_as_its_rows_say(calling, lead)


def test_a_lost_lead_kept_for_later_is_called_on_that_day(calling: World) -> None:
    lead = contacted(calling)
    lose(calling, lead)
    asked = HandMove(Stage.NURTURING, later_on=date(2027, 2, 1))
    later = calling.now + timedelta(hours=1)
    stage_moves.move(bob(calling), lead.public_id, Stage.LOST, asked, later)
    assert lead.closed_at is None
    assert lead.next_call_at
    assert lead.next_call_at.date() == date(2027, 2, 1)
    assert is_as_its_rows_say(calling, lead)
