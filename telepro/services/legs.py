"""Where a leg may go: the conference that waits for it, or nowhere."""

from dataclasses import dataclass

from campaigns.on_call import Mode
from telepro.db import attempts, listening, sessions, transaction


@dataclass(frozen=True, slots=True)
class Hearing:
    """The conference a manager listens to, and whom alone they may speak to, if to one alone."""

    name: str
    coach: str | None


def conference_for(attempt: str) -> str | None:
    """The conference an answered prospect joins; None when the teleprospector has left or hung up,
    so that nobody talks into an empty room."""
    with transaction() as session:
        return attempts.conference_of(session, attempt)


def conference_of_session(public_id: str) -> str | None:
    """The conference of an open work session, named after it."""
    with transaction() as session:
        return sessions.open_conference(session, public_id)


def conference_to_hear(leg: str) -> Hearing | None:
    """The conference of the session that a manager listens to; None once either has left."""
    with transaction() as session:
        found = listening.heard_session(session, leg)
        if found is None:
            return None
        coach = found.leg_sid if found.mode is Mode.WHISPER else None
        return Hearing(found.session_id, coach)
