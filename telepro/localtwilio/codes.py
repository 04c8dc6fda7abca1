"""The words of Twilio's protocol that decide something here, each spelled as on the wire."""

from enum import StrEnum


class CallStatus(StrEnum):
    """Where a call stands; INITIATED is said in webhooks only, REST says queued for it."""

    QUEUED = "queued"
    INITIATED = "initiated"
    RINGING = "ringing"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    BUSY = "busy"
    FAILED = "failed"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"


OVER = frozenset(
    {
        CallStatus.COMPLETED,
        CallStatus.BUSY,
        CallStatus.FAILED,
        CallStatus.NO_ANSWER,
        CallStatus.CANCELED,
    }
)

UNANSWERED = frozenset({CallStatus.QUEUED, CallStatus.INITIATED, CallStatus.RINGING})


class CallEvent(StrEnum):
    """What a status callback can subscribe to."""

    INITIATED = "initiated"
    RINGING = "ringing"
    ANSWERED = "answered"
    COMPLETED = "completed"


class Direction(StrEnum):
    """Who began a call."""

    INBOUND = "inbound"
    API = "outbound-api"
    DIAL = "outbound-dial"


class ConferenceStatus(StrEnum):
    """A conference waits, runs, then is over for good."""

    INIT = "init"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"


class Left(StrEnum):
    """Why a participant left its conference."""

    ENDED_BY_API = "conference_ended_via_api"
    MODERATOR = "moderator_ended_conference"
    UPDATED = "participant_updated_via_api"
    HUNG_UP = "participant_hung_up"
    KICKED = "participant_kicked"
    ADD_FAILED = "participant_add_failed"


class ConferenceEnd(StrEnum):
    """Why a conference is over."""

    BY_API = "conference-ended-via-api"
    LAST_KICKED = "last-participant-kicked"
    LAST_LEFT = "last-participant-left"
    MODERATOR_KICKED = "participant-with-end-conference-on-exit-kicked"
    MODERATOR_LEFT = "participant-with-end-conference-on-exit-left"


class ParticipantStatus(StrEnum):
    """Where a participant's leg stands, as the Participants resource says it."""

    QUEUED = "queued"
    CONNECTING = "connecting"
    RINGING = "ringing"
    CONNECTED = "connected"
    COMPLETE = "complete"
    FAILED = "failed"


class Level(StrEnum):
    """How bad a line of the debugger is: after a warning everything goes on."""

    ERROR = "error"
    WARNING = "warning"


class Purpose(StrEnum):
    """What a webhook is for: an instruction is awaited, a callback only told."""

    INSTRUCTIONS = "twiml"
    CALL_STATUS = "status"
    CONFERENCE_STATUS = "conference"
    FAREWELL = "farewell"
    RECORDING = "recording"
    DETECTION = "amd"
    MESSAGE = "message"
    MESSAGE_STATUS = "message-status"
