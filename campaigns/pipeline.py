"""The stages of a lead on the way to the objective, and the moves between them."""

from enum import StrEnum


class Stage(StrEnum):
    """The canonical stages; a campaign may rename them, reports compare them by these codes."""

    SUSPECT = "suspect"
    TARGET = "target"
    CONTACTING = "contacting"
    DISCOVERY = "discovery"
    MEETING_SET = "meeting_set"
    PROPOSAL = "proposal"
    NEGOTIATION = "negotiation"
    WON = "won"
    LOST = "lost"
    NURTURING = "nurturing"
    AFTER_SALE = "after_sale"
    LOYALTY = "loyalty"
    INVALID = "invalid"
    EXHAUSTED = "exhausted"
    NOT_INTERESTED = "not_interested"
    OPPOSED = "opposed"


class MeetingStatus(StrEnum):
    """What became of a meeting; each change is a row of its own."""

    BOOKED = "booked"
    MOVED = "moved"
    HELD = "held"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
