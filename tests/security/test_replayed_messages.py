"""A whole call's messages, sent again and again in any order, leave what the first time left."""

from random import Random

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from campaigns.attempts import AttemptState
from telepro.db.calling import Attempt, CallInbox
from telepro.services import call_events
from tests.security.forgeries import FORM, signed
from tests.security.state import changed, state
from tests.services.calls import call, deal
from tests.web.office import forget_the_request, pages, rows
from tests.world import World

__all__ = ["pages", "rows"]

STATUSES = ("initiated", "ringing", "in-progress", "completed")
Capture = list[tuple[str, dict[str, str]]]


@pytest.fixture
def calling(world: World) -> Attempt:
    """Alice's call, which the carrier has taken."""
    world.at_work(world.alice)
    world.lead()
    deal(world)
    attempt = call(world)
    attempt.state, attempt.sid = AttemptState.PLACED, FORM["CallSid"]
    world.rows.commit()
    return attempt


def capture_of(attempt: Attempt, session: str) -> Capture:
    """Everything that the carrier sends in the course of a call."""
    events: Capture = [
        (
            f"/twilio/events/{attempt.public_id}",
            FORM | {"CallStatus": status, "SequenceNumber": str(n), "CallDuration": "40"},
        )
        for n, status in enumerate(STATUSES)
    ]
    for n, event in enumerate(("participant-join", "participant-leave", "conference-end")):
        form = FORM | {"StatusCallbackEvent": event, "SequenceNumber": str(n)}
        events.append((f"/twilio/conference/{session}", form | {"ParticipantLabel": "prospect"}))
    events.insert(3, (f"/twilio/prospect/{attempt.public_id}", FORM | {"Direction": "outbound"}))
    events.append((f"/twilio/prospect-left/{attempt.public_id}", FORM))
    return events


def play(pages: Flask, world: World, capture: Capture) -> None:
    for path, form in capture:
        message = signed(path, form)
        forget_the_request()
        answer = pages.test_client().post(
            path,
            data=message.body,
            headers={"X-Twilio-Signature": str(message.signature)},
            content_type=message.kind,
        )
        assert answer.status_code in {200, 204}
        for kind, subject in call_events.waiting().subjects:
            call_events.apply(kind, subject, world.now)
    world.rows.expire_all()


def session_of(world: World, attempt: Attempt) -> str:
    work = world.at_work(world.anna)
    world.rows.commit()
    return work.public_id


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_a_capture_played_three_times_more_changes_nothing(
    pages: Flask, rows: Session, world: World, calling: Attempt, seed: int
) -> None:
    capture = capture_of(calling, session_of(world, calling))
    play(pages, world, capture)
    kept, before = rows.query(CallInbox).count(), state(rows.connection())
    assert calling.ended_at is not None
    for _again in range(3):
        Random(seed).shuffle(capture)
        play(pages, world, capture)
    assert rows.query(CallInbox).count() == kept
    assert changed(before, rows.connection()) == []


def test_messages_of_one_call_do_not_fit_another(
    pages: Flask, rows: Session, world: World, calling: Attempt
) -> None:
    before = state(rows.connection())
    path = f"/twilio/events/{calling.public_id}"
    theirs = FORM | {"CallSid": "CA" + "b" * 32, "CallStatus": "completed"}
    play(pages, world, [(path, theirs)])
    assert changed(before, rows.connection()) == ["call_inbox"]
    rows.refresh(calling)
    assert (calling.sid, calling.ended_at) == (FORM["CallSid"], None)


def test_an_old_message_does_not_bring_a_call_back(
    pages: Flask, rows: Session, world: World, calling: Attempt
) -> None:
    capture = capture_of(calling, "nobodys")
    play(pages, world, capture)
    ended = calling.ended_at
    play(pages, world, [(capture[0][0], FORM | {"CallStatus": "ringing", "SequenceNumber": "99"})])
    rows.refresh(calling)
    assert calling.ended_at == ended is not None
