"""What the local Twilio knows of text messages: plain state, and how many segments a text takes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil

LONGEST_BODY = 1600
GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_7_TWICE = frozenset("\f^{}\\[~]|€")
"""Letters of the extension table: each takes the place of two."""


class MessageStatus(StrEnum):
    """Where a message stands."""

    ACCEPTED = "accepted"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    RECEIVED = "received"


SETTLED = frozenset(
    {
        MessageStatus.DELIVERED,
        MessageStatus.UNDELIVERED,
        MessageStatus.FAILED,
        MessageStatus.RECEIVED,
    }
)
"""Where a message stays: only then can it be deleted."""


class MessageDirection(StrEnum):
    """Who began a message."""

    INBOUND = "inbound"
    API = "outbound-api"
    REPLY = "outbound-reply"


@dataclass(slots=True, eq=False)
class TextMessage:
    """One message. `error` is the dictionary's code, None unless it went wrong."""

    sid: str
    to: str
    from_: str
    body: str
    direction: MessageDirection
    created: datetime
    status: MessageStatus = MessageStatus.QUEUED
    callback_url: str = ""
    callback_method: str = "POST"
    service_sid: str = ""
    media: int = 0
    sent: datetime | None = None
    updated: datetime | None = None
    error: int | None = None

    @property
    def settled(self) -> bool:
        """Whether its status will not change any more."""
        return self.status in SETTLED


def segments_of(body: str) -> int:
    """How many segments a body is sent in: 160 letters of GSM-7 or 70 others fill one, 153 or 67
    each of several. Source: 3GPP 23.038."""
    if set(body) <= GSM_7 | GSM_7_TWICE:
        length, alone, each = len(body) + sum(letter in GSM_7_TWICE for letter in body), 160, 153
    else:
        length, alone, each = len(body.encode("utf-16-le")) // 2, 70, 67
    return 1 if length <= alone else ceil(length / each)
