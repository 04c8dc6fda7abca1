"""The states that people, missions, campaigns, files and promises may be in, apart from calls and stages."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    PLATFORM = "platform"
    AGENCY = "agency"
    COMPANY = "company"


class Role(StrEnum):
    """What a membership lets a person do; a teleprospector has engagements instead."""

    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    COMPANY = "company"


class EngagementState(StrEnum):
    INVITED = "invited"
    ACTIVE = "active"
    ENDED = "ended"


class WorkState(StrEnum):
    """What a teleprospector is doing during a session; each change is an interval of its own."""

    READY = "ready"
    PAUSED = "paused"
    BREAK = "break"
    LINE_LOST = "line_lost"


class MissionState(StrEnum):
    POSTED = "posted"
    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"


class CampaignState(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


CAMPAIGN_MOVES: dict[CampaignState, frozenset[CampaignState]] = {
    CampaignState.DRAFT: frozenset({CampaignState.RUNNING, CampaignState.ENDED}),
    CampaignState.RUNNING: frozenset({CampaignState.PAUSED, CampaignState.ENDED}),
    CampaignState.PAUSED: frozenset({CampaignState.RUNNING, CampaignState.ENDED}),
    CampaignState.ENDED: frozenset(),
}


class StopCause(StrEnum):
    """Why a campaign was paused by nobody."""

    SPEND_CAP = "spend_cap"


class ImportState(StrEnum):
    """How far a prospect file is: looked at and waiting for a person's word, read, or undone."""

    CHECKING = "checking"
    CHECKED = "checked"
    DROPPED = "dropped"
    RECEIVED = "received"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"


class ImportRowKind(StrEnum):
    REJECTED = "rejected"
    REPAIRED = "repaired"
    MERGED = "merged"


class PhoneState(StrEnum):
    ACTIVE = "active"
    DEAD = "dead"


class EntryEnd(StrEnum):
    """Why a lead left a call list."""

    CALLED = "called"
    EXPIRED = "expired"
    RETURNED = "returned"
    REFUSED = "refused"
    SIGNED_OUT = "signed_out"
    CAMPAIGN_STOPPED = "campaign_stopped"
    TAKEN_BACK = "taken_back"


class CallbackKind(StrEnum):
    PERSONAL = "personal"
    SHARED = "shared"


class CallbackState(StrEnum):
    PROMISED = "promised"
    CALLED = "called"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


class MoveCause(StrEnum):
    ATTEMPT = "attempt"
    OUTCOME = "outcome"
    CORRECTION = "correction"
    MEETING = "meeting"
    ENROLMENT = "enrolment"
    BY_HAND = "by_hand"


class LinkPurpose(StrEnum):
    FIRST_ADMINISTRATOR = "first_administrator"
    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"
    SIGN_IN = "sign_in"
