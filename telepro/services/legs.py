"""Where a leg may go: the conference that waits for it, or nowhere."""

from dataclasses import dataclass

from campaigns.call.on_call import Mode
from campaigns.call.recording import NoticeBy, notice
from telepro.db import attempts, frozen, listening, sessions, transaction
from telepro.telephony.twiml import Spoken


@dataclass(frozen=True, slots=True)
class Answered:
    """The conference that an answered prospect joins, and what a voice tells them before."""

    conference: str
    told: Spoken | None


@dataclass(frozen=True, slots=True)
class Hearing:
    """The conference a manager listens to, and whom alone they may speak to, if to one alone."""

    name: str
    coach: str | None


def answered(attempt: str) -> Answered | None:
    """Where an answered prospect goes; None when the teleprospector has left or hung up, so that
    nobody talks into an empty room."""
    with transaction() as session:
        found = attempts.conference_of(session, attempt)
        if found is None:
            return None
        told = None
        if found.recorded is not None:
            plan = frozen.plan(session, found.plan_id)
            recording = plan.actions.recording
            if recording is not None and recording.notice is NoticeBy.VOICE:
                told = Spoken(notice(recording.purpose, plan.language), plan.language)
        return Answered(found.conference, told)


def message_for(attempt: str) -> Spoken | None:
    """What a machine that answered this call is told; None where the plan says nothing."""
    with transaction() as session:
        plan_id = attempts.plan_of(session, attempt)
        plan = frozen.plan(session, plan_id) if plan_id is not None else None
        words = plan.actions.machine_message if plan else None
        return Spoken(words, plan.language) if plan and words else None


def conference_of_session(public_id: str) -> str | None:
    """The conference of an open work session, named after it."""
    with transaction() as session:
        return sessions.open_conference(session, public_id)


def session_with_code(code: str) -> str | None:
    """The open session whose line this code opens; None for a code of nobody."""
    with transaction() as session:
        return sessions.with_code(session, code)


def conference_to_hear(leg: str) -> Hearing | None:
    """The conference of the session that a manager listens to; None once either has left."""
    with transaction() as session:
        found = listening.heard_session(session, leg)
        if found is None:
            return None
        coach = found.leg_sid if found.mode is Mode.WHISPER else None
        return Hearing(found.session_id, coach)
