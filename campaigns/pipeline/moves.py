"""Which moves between stages there are, and which of them a call or a meeting brings about."""

from collections.abc import Mapping

from campaigns.dispositions import Disposition
from campaigns.pipeline.stages import MeetingStatus, Stage

# Stages from which a call may still bring a lead forward.
OPEN = frozenset(
    {
        Stage.SUSPECT,
        Stage.TARGET,
        Stage.CONTACTING,
        Stage.DISCOVERY,
        Stage.MEETING_SET,
        Stage.PROPOSAL,
        Stage.NEGOTIATION,
        Stage.NURTURING,
    }
)

# Anybody may object at any time, so every stage but the last leads to `opposed`. A wrong number
# invalidates what has no meeting or quote yet: those don't vanish with a phone line.
MOVES: Mapping[Stage, frozenset[Stage]] = {
    Stage.SUSPECT: frozenset({Stage.TARGET, Stage.INVALID, Stage.OPPOSED}),
    Stage.TARGET: frozenset({Stage.CONTACTING, Stage.INVALID, Stage.OPPOSED}),
    Stage.CONTACTING: frozenset(
        {
            Stage.DISCOVERY,
            Stage.MEETING_SET,
            Stage.PROPOSAL,
            Stage.NEGOTIATION,
            Stage.WON,
            Stage.LOST,
            Stage.NURTURING,
            Stage.INVALID,
            Stage.EXHAUSTED,
            Stage.NOT_INTERESTED,
            Stage.OPPOSED,
        }
    ),
    Stage.DISCOVERY: frozenset(
        {
            Stage.MEETING_SET,
            Stage.PROPOSAL,
            Stage.NEGOTIATION,
            Stage.WON,
            Stage.LOST,
            Stage.NURTURING,
            Stage.INVALID,
            Stage.EXHAUSTED,
            Stage.NOT_INTERESTED,
            Stage.OPPOSED,
        }
    ),
    Stage.MEETING_SET: frozenset(
        {
            Stage.CONTACTING,
            Stage.PROPOSAL,
            Stage.NEGOTIATION,
            Stage.WON,
            Stage.LOST,
            Stage.NURTURING,
            Stage.OPPOSED,
        }
    ),
    Stage.PROPOSAL: frozenset(
        {Stage.NEGOTIATION, Stage.WON, Stage.LOST, Stage.NURTURING, Stage.OPPOSED}
    ),
    Stage.NEGOTIATION: frozenset({Stage.WON, Stage.LOST, Stage.NURTURING, Stage.OPPOSED}),
    Stage.WON: frozenset({Stage.AFTER_SALE, Stage.OPPOSED}),
    Stage.LOST: frozenset({Stage.NURTURING, Stage.OPPOSED}),
    Stage.NURTURING: frozenset(
        {
            Stage.CONTACTING,
            Stage.DISCOVERY,
            Stage.MEETING_SET,
            Stage.PROPOSAL,
            Stage.NEGOTIATION,
            Stage.INVALID,
            Stage.LOST,
            Stage.OPPOSED,
        }
    ),
    Stage.AFTER_SALE: frozenset({Stage.LOYALTY, Stage.OPPOSED}),
    Stage.LOYALTY: frozenset({Stage.DISCOVERY, Stage.PROPOSAL, Stage.OPPOSED}),
    Stage.INVALID: frozenset({Stage.TARGET, Stage.OPPOSED}),
    Stage.EXHAUSTED: frozenset({Stage.TARGET, Stage.NURTURING, Stage.OPPOSED}),
    Stage.NOT_INTERESTED: frozenset({Stage.NURTURING, Stage.OPPOSED}),
    Stage.OPPOSED: frozenset(),
}

# The first of these that the lead's stage allows; dispositions that are not here leave it where it
# is. An agreement by voice is a negotiation until it is signed. A refusal of an offer that was on
# the table is a loss.
DESTINATIONS: Mapping[Disposition, tuple[Stage, ...]] = {
    Disposition.WRONG_NUMBER: (Stage.INVALID,),
    Disposition.FAX: (Stage.INVALID,),
    Disposition.OUT_OF_TARGET: (Stage.INVALID, Stage.LOST),
    Disposition.DUPLICATE: (Stage.INVALID, Stage.LOST),
    Disposition.DECEASED: (Stage.INVALID, Stage.LOST),
    Disposition.REFUSED_TO_LISTEN: (Stage.NOT_INTERESTED, Stage.LOST),
    Disposition.ARGUED_REFUSED: (Stage.NOT_INTERESTED, Stage.LOST),
    Disposition.DOCUMENTATION: (Stage.DISCOVERY,),
    Disposition.INTERESTED_LATER: (Stage.NURTURING,),
    Disposition.MEETING: (Stage.MEETING_SET,),
    Disposition.QUOTE: (Stage.PROPOSAL,),
    Disposition.SALE: (Stage.NEGOTIATION,),
    Disposition.DO_NOT_CALL: (Stage.OPPOSED,),
}
AFTER_MEETING: Mapping[MeetingStatus, Stage] = {
    MeetingStatus.HELD: Stage.PROPOSAL,
    MeetingStatus.NO_SHOW: Stage.CONTACTING,
    MeetingStatus.CANCELLED: Stage.CONTACTING,
}
# What an attempt says by itself about a lead that was not being contacted: it is now.
TAKEN_UP: Mapping[Stage, tuple[Stage, ...]] = {
    Stage.SUSPECT: (Stage.TARGET, Stage.CONTACTING),
    Stage.TARGET: (Stage.CONTACTING,),
    Stage.INVALID: (Stage.TARGET, Stage.CONTACTING),
    Stage.EXHAUSTED: (Stage.TARGET, Stage.CONTACTING),
}


def after(stage: Stage, disposition: Disposition) -> Stage:
    """The stage to which a disposition leads from this one; the same where it changes nothing."""
    allowed = (to for to in DESTINATIONS.get(disposition, ()) if to in MOVES[stage])
    return next(allowed, stage)


def after_meeting(stage: Stage, status: MeetingStatus) -> Stage:
    """The stage after a meeting was held or fell through; the same when the lead has moved on."""
    return AFTER_MEETING.get(status, stage) if stage is Stage.MEETING_SET else stage


def path_of_attempt(stage: Stage, before_nurturing: Stage) -> tuple[Stage, ...]:
    """The stages through which a lead passes because it was called, before any outcome.

    A lead that comes out of nurturing goes back to the stage it had left.
    """
    if stage is Stage.NURTURING:
        return (before_nurturing,)
    return TAKEN_UP.get(stage, ())
