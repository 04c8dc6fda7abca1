"""Remembers what the account owns: its numbers and TwiML applications, with what was set on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from telepro.localtwilio.calls import Callback, Source
from telepro.localtwilio.codes import CallEvent
from telepro.localtwilio.numbers import formatted, number_sid

Settings = Mapping[str, Any]

APPLICATION_DEFAULTS: Settings = MappingProxyType(
    {
        **dict.fromkeys(("voice_url", "voice_fallback_url", "status_callback"), ""),
        **dict.fromkeys(
            ("voice_method", "voice_fallback_method", "status_callback_method"), "POST"
        ),
        **dict.fromkeys(("sms_url", "sms_fallback_url", "sms_status_callback"), ""),
        **dict.fromkeys(("sms_method", "sms_fallback_method"), "POST"),
        "message_status_callback": "",
        "voice_caller_id_lookup": False,
        "public_application_connect_enabled": False,
    }
)

NUMBER_DEFAULTS: Settings = MappingProxyType(
    {
        **dict.fromkeys(("voice_url", "voice_fallback_url", "status_callback"), ""),
        **dict.fromkeys(
            ("voice_method", "voice_fallback_method", "status_callback_method"), "POST"
        ),
        **dict.fromkeys(("sms_url", "sms_fallback_url"), ""),
        **dict.fromkeys(("sms_method", "sms_fallback_method"), "POST"),
        **dict.fromkeys(("voice_application_sid", "sms_application_sid", "trunk_sid")),
        **dict.fromkeys(("address_sid", "bundle_sid", "identity_sid", "emergency_address_sid")),
        **dict.fromkeys(("beta", "voice_caller_id_lookup"), False),
        "address_requirements": "none",
        "capabilities": {"voice": True, "sms": True, "mms": False, "fax": False},
        "emergency_address_status": "unregistered",
        "emergency_status": "Inactive",
        "origin": "twilio",
        "status": "in-use",
        "voice_receive_mode": "voice",
    }
)
"""A number bought and left as it was: nothing answers its incoming calls."""


@dataclass(slots=True, eq=False)
class Possession:
    """A number or an application; `settings` has the keys of its resource."""

    sid: str
    friendly_name: str
    created: datetime
    settings: dict[str, Any]
    number: str = ""
    updated: datetime | None = None


@dataclass(slots=True, eq=False)
class Estate:
    """Everything owned, by SID, in the order in which it was acquired."""

    numbers: dict[str, Possession] = field(default_factory=dict)
    applications: dict[str, Possession] = field(default_factory=dict)

    def number(self, address: str) -> Possession | None:
        """The owned number that is written so; None when it is somebody else's."""
        return next((owned for owned in self.numbers.values() if owned.number == address), None)

    def application(self, sid: str | None) -> Possession | None:
        """The application of this SID; None when there is none."""
        return self.applications.get(sid or "")

    def answering(self, owned: Possession, kind: str) -> Possession:
        """Who is asked what to do: the application of a number if it has one, else the number.

        `kind` is `voice` or `sms`; an application wins over the number's own URLs.
        """
        return self.application(owned.settings.get(f"{kind}_application_sid")) or owned


def acquire(account_sid: str, numbers: tuple[str, ...], url: str, now: datetime) -> Estate:
    """The numbers of a new account, whose incoming calls are answered by `url`, if it is not empty."""
    estate = Estate()
    for number in numbers:
        sid = number_sid(account_sid, number)
        settings = {**NUMBER_DEFAULTS, "voice_url": url}
        estate.numbers[sid] = Possession(sid, formatted(number), now, settings, number)
    return estate


def add_application(estate: Estate, sid: str, name: str, url: str, now: datetime) -> Possession:
    """An application that answers calls with the document at `url`."""
    settings = {**APPLICATION_DEFAULTS, "voice_url": url}
    application = estate.applications[sid] = Possession(sid, name, now, settings)
    return application


def voice_source(owner: Possession) -> Source:
    """Where the document for a call is fetched; its URL is empty when nothing answers."""
    settings = owner.settings
    return Source(
        url=settings["voice_url"],
        method=settings["voice_method"],
        fallback_url=settings["voice_fallback_url"],
        fallback_method=settings["voice_fallback_method"],
    )


def call_callback(owner: Possession) -> Callback | None:
    """Who is told that a call is over; None when nobody is."""
    url, method = owner.settings["status_callback"], owner.settings["status_callback_method"]
    return Callback(url, method, frozenset({CallEvent.COMPLETED})) if url else None
