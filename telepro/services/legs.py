"""Where a leg may go: the conference that waits for it, or nowhere."""

from telepro.db import attempts, sessions, transaction


def conference_for(attempt: str) -> str | None:
    """The conference an answered prospect joins; None when the teleprospector has left or hung up,
    so that nobody talks into an empty room."""
    with transaction() as session:
        return attempts.conference_of(session, attempt)


def conference_of_session(public_id: str) -> str | None:
    """The conference of an open work session, named after it."""
    with transaction() as session:
        return sessions.open_conference(session, public_id)
