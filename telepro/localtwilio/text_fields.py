"""Decides the form fields of the webhooks about messages, and how REST shows a message."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from telepro.localtwilio.exchange import API_VERSION, Account
from telepro.localtwilio.fields import rfc2822
from telepro.localtwilio.resources import base_path
from telepro.localtwilio.signing import Form
from telepro.localtwilio.texts import MessageStatus, TextMessage, segments_of

PLACES = tuple(
    f"{who}{what}" for who in ("From", "To") for what in ("City", "State", "Zip", "Country")
)
ERRORS: Mapping[int, str] = MappingProxyType(
    {
        21610: "Attempt to send to unsubscribed recipient",
        30005: "Unknown destination handset",
        30008: "Unknown error",
    }
)


def message_status_fields(account_sid: str, message: TextMessage) -> Form:
    """What a status callback says; the error only when the message did not arrive."""
    fields = {
        "AccountSid": account_sid,
        "ApiVersion": API_VERSION,
        "From": message.from_,
        "MessageSid": message.sid,
        "MessageStatus": message.status,
        "SmsSid": message.sid,
        "SmsStatus": message.status,
        "To": message.to,
    }
    if message.service_sid:
        fields["MessagingServiceSid"] = message.service_sid
    if message.error is not None:
        fields["ErrorCode"] = str(message.error)
    return tuple(fields.items())


def received_fields(account_sid: str, message: TextMessage) -> Form:
    """What the request to a number's SmsUrl says; places are unknown here, so empty."""
    fields = {
        "AccountSid": account_sid,
        "ApiVersion": API_VERSION,
        "Body": message.body,
        "From": message.from_,
        "MessageSid": message.sid,
        "NumMedia": str(message.media),
        "NumSegments": str(segments_of(message.body)),
        "SmsMessageSid": message.sid,
        "SmsSid": message.sid,
        "SmsStatus": message.status,
        "To": message.to,
        **dict.fromkeys(PLACES, ""),
    }
    return tuple(fields.items())


def message_resource(account: Account, message: TextMessage) -> dict[str, Any]:
    """A message. One that a service has only accepted has no sender and no segments yet."""
    path = f"{base_path(account)}/Messages/{message.sid}"
    accepted = message.status is MessageStatus.ACCEPTED
    return {
        "sid": message.sid,
        "account_sid": account.sid,
        "messaging_service_sid": message.service_sid or None,
        "to": message.to,
        "from": None if accepted else message.from_,
        "body": message.body,
        "status": message.status,
        "direction": message.direction,
        "num_segments": "0" if accepted else str(segments_of(message.body)),
        "num_media": str(message.media),
        "error_code": message.error,
        "error_message": ERRORS[message.error] if message.error else None,
        "price": None,
        "price_unit": "USD",
        "api_version": API_VERSION,
        "date_created": rfc2822(message.created),
        "date_sent": rfc2822(message.sent) if message.sent else None,
        "date_updated": rfc2822(message.updated or message.created),
        "uri": f"{path}.json",
        "subresource_uris": {"media": f"{path}/Media.json"},
    }
