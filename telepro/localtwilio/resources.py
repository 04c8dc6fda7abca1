"""Decides how REST shows each resource: every documented key, numbers as strings, dates RFC 2822."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from telepro.localtwilio.calls import Call, Conference, Notification, Participant
from telepro.localtwilio.codes import CallStatus, Level, ParticipantStatus
from telepro.localtwilio.exchange import API_VERSION, Account
from telepro.localtwilio.fields import rfc2822
from telepro.localtwilio.numbers import formatted
from telepro.localtwilio.prices import call_price

CALL_SUBRESOURCES = (
    "notifications",
    "recordings",
    "payments",
    "events",
    "siprec",
    "streams",
    "transcriptions",
    "user_defined_message_subscriptions",
    "user_defined_messages",
)
SUBRESOURCE_PATHS = {
    "user_defined_message_subscriptions": "UserDefinedMessageSubscriptions",
    "user_defined_messages": "UserDefinedMessages",
}
NEVER_KNOWN = ("forwarded_from", "group_sid", "caller_name", "trunk_sid")
ACCOUNT_SUBRESOURCES = {
    "calls": "Calls",
    "conferences": "Conferences",
    "incoming_phone_numbers": "IncomingPhoneNumbers",
    "recordings": "Recordings",
    "messages": "Messages",
    "applications": "Applications",
    "outgoing_caller_ids": "OutgoingCallerIds",
}


def base_path(account: Account) -> str:
    """Where everything of the account lives."""
    return f"/{API_VERSION}/Accounts/{account.sid}"


def call_resource(account: Account, call: Call, now: datetime) -> dict[str, Any]:
    """A call. `initiated` is a word of webhooks: here the call is still queued."""
    path = f"{base_path(account)}/Calls/{call.sid}"
    status = CallStatus.QUEUED if call.status is CallStatus.INITIATED else call.status
    return {
        "sid": call.sid,
        "account_sid": account.sid,
        "parent_call_sid": call.parent_sid,
        "phone_number_sid": call.phone_number_sid,
        "to": call.to,
        "to_formatted": formatted(call.to),
        "from": call.from_,
        "from_formatted": formatted(call.from_),
        "status": status,
        "direction": call.direction,
        **_times(call),
        **dict.fromkeys(NEVER_KNOWN),
        "price": call_price(call, now),
        "answered_by": call.answered_by,
        "price_unit": "USD",
        "api_version": API_VERSION,
        "uri": f"{path}.json",
        "subresource_uris": {
            name: f"{path}/{SUBRESOURCE_PATHS.get(name, name.capitalize())}.json"
            for name in CALL_SUBRESOURCES
        },
    }


def _times(call: Call) -> dict[str, str | None]:
    return {
        "start_time": _date(call.started),
        "end_time": _date(call.ended),
        "date_created": _date(call.created),
        "date_updated": _date(call.updated or call.created),
        "duration": str(call.seconds) if call.status is CallStatus.COMPLETED else None,
        "queue_time": str(call.queue_milliseconds),
    }


def conference_resource(account: Account, room: Conference) -> dict[str, Any]:
    """A conference."""
    path = f"{base_path(account)}/Conferences/{room.sid}"
    return {
        "sid": room.sid,
        "account_sid": account.sid,
        "friendly_name": room.name,
        "status": room.status,
        "region": "us1",
        "api_version": API_VERSION,
        "date_created": _date(room.created),
        "date_updated": _date(room.updated or room.created),
        "reason_conference_ended": room.end_reason,
        "call_sid_ending_conference": room.ended_by,
        "uri": f"{path}.json",
        "subresource_uris": {
            "participants": f"{path}/Participants.json",
            "recordings": f"{path}/Recordings.json",
        },
    }


PARTICIPANT_STATUSES: Mapping[CallStatus, ParticipantStatus] = MappingProxyType(
    {
        CallStatus.QUEUED: ParticipantStatus.QUEUED,
        CallStatus.INITIATED: ParticipantStatus.CONNECTING,
        CallStatus.RINGING: ParticipantStatus.RINGING,
        CallStatus.IN_PROGRESS: ParticipantStatus.CONNECTED,
        CallStatus.COMPLETED: ParticipantStatus.COMPLETE,
    }
)


def participant_resource(
    account: Account, room: Conference, participant: Participant
) -> dict[str, Any]:
    """A participant of a conference, or a leg that rings for it."""
    call_sid = participant.call.sid
    return {
        "account_sid": account.sid,
        "call_sid": call_sid,
        "label": participant.label or None,
        "call_sid_to_coach": participant.coaching or None,
        "coaching": bool(participant.coaching),
        "conference_sid": room.sid,
        "date_created": _date(participant.joined),
        "date_updated": _date(participant.updated or participant.joined),
        "end_conference_on_exit": participant.end_on_exit,
        "muted": participant.muted,
        "hold": participant.hold,
        "start_conference_on_enter": participant.start_on_enter,
        "status": PARTICIPANT_STATUSES.get(participant.call.status, ParticipantStatus.FAILED),
        "queue_time": str(participant.call.queue_milliseconds),
        "uri": f"{base_path(account)}/Conferences/{room.sid}/Participants/{call_sid}.json",
    }


def account_resource(account: Account, created: datetime) -> dict[str, Any]:
    """The account. Its token is shown to whoever already signed in with it."""
    path = base_path(account)
    return {
        "sid": account.sid,
        "owner_account_sid": account.sid,
        "auth_token": account.token,
        "friendly_name": "Local Twilio",
        "status": "active",
        "type": "Full",
        "date_created": _date(created),
        "date_updated": _date(created),
        "uri": f"{path}.json",
        "subresource_uris": {
            name: f"{path}/{folder}.json" for name, folder in ACCOUNT_SUBRESOURCES.items()
        },
    }


def notification_resource(account: Account, notification: Notification) -> dict[str, Any]:
    """A line of the debugger; `log` is 0 for an error and 1 for a warning."""
    path = f"{base_path(account)}/Calls/{notification.call_sid}/Notifications/{notification.sid}"
    return {
        "sid": notification.sid,
        "account_sid": account.sid,
        "call_sid": notification.call_sid,
        "api_version": API_VERSION,
        "error_code": str(notification.code),
        "log": "1" if notification.level is Level.WARNING else "0",
        "message_text": notification.sentence,
        "message_date": _date(notification.at),
        "more_info": f"https://www.twilio.com/docs/errors/{notification.code}",
        "request_method": notification.method or None,
        "request_url": notification.url or None,
        "date_created": _date(notification.at),
        "date_updated": _date(notification.at),
        "uri": f"{path}.json",
    }


def _date(at: datetime | None) -> str | None:
    return rfc2822(at) if at else None
