"""What may become of a lead's progress: it moves, it is to be called again, or its calling ends."""

from dataclasses import replace
from datetime import datetime

from campaigns.dealing import Tier
from campaigns.lead.closing import CloseReason
from campaigns.lead.standing import Progress, StageMove
from campaigns.pipeline import Stage


def move(state: Progress, target: Stage, at: datetime, attempt_number: int) -> Progress:
    """The progress with one move more; whether the table has it is for the caller to know."""
    made = StageMove(state.stage, target, at, attempt_number)
    return replace(state, stage=target, moves=(*state.moves, made))


def call(state: Progress, at: datetime, tier: Tier, owner_id: int | None = None) -> Progress:
    """The progress of a lead to be called then, which promises nothing yet."""
    return replace(
        state,
        next_call_at=at,
        tier=tier,
        callback_owner_id=owner_id,
        promised_in=None,
        closed=None,
    )


def end(state: Progress, reason: CloseReason) -> Progress:
    """The progress of a lead that is not called any more, for this reason."""
    return replace(
        state, next_call_at=None, callback_owner_id=None, promised_in=None, closed=reason
    )
