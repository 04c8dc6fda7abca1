"""Which webhook is the carrier's own, and under which key its repeat is recognised."""

import hashlib
from collections.abc import Mapping, Sequence

from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

KEPT = (
    "AccountSid", "CallSid", "CallStatus", "SequenceNumber", "Timestamp", "CallDuration",
    "AnsweredBy", "SipResponseCode", "ErrorCode", "From", "To", "Direction", "ConferenceSid",
    "FriendlyName", "StatusCallbackEvent", "ParticipantLabel", "ReasonParticipantLeft",
    "ReasonConferenceEnded", "DialCallStatus", "RecordingSid", "RecordingStatus",
    "RecordingDuration", "RecordingStartTime", "MessageSid", "MessageStatus", "Body",
)  # fmt: skip
LONGEST_VALUE = 200
LONGEST_BODY = 1600  # of a text message, as the carrier joins its parts
SIGNED = ("AccountSid", "CallSid", "CallStatus", "ConferenceSid", "StatusCallbackEvent",
          "SequenceNumber", "RecordingSid", "RecordingStatus")  # fmt: skip
SIGNED_OF_MESSAGES = ("AccountSid", "MessageSid", "MessageStatus")


def signed(
    url: str, form: MultiDict[str, str], signature: str | None, tokens: Sequence[str]
) -> bool:
    """True when `signature` is Twilio's over this public URL and form, by one of the account's
    tokens (the second while the first is being replaced).

    Source: twilio.com/docs/usage/security; the URL is ours by configuration, never the request's.
    """
    return bool(signature) and any(
        RequestValidator(token).validate(url, form, signature) for token in tokens
    )


def key_of(kind: str, subject: str, form: Mapping[str, str]) -> str:
    """The key under which this message is kept once, made of signed fields only.

    One call sends several statuses, so its id alone would drop real events.
    """
    signed_fields = SIGNED_OF_MESSAGES if "MessageSid" in form else SIGNED
    parts = [kind, subject, *(form.get(name, "") for name in signed_fields)]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def kept(form: Mapping[str, str]) -> dict[str, str]:
    """The fields worth keeping, each cut to a bound."""
    bounds = {"Body": LONGEST_BODY}
    return {name: form[name][: bounds.get(name, LONGEST_VALUE)] for name in KEPT if name in form}
