"""Decides what may be set on a number or an application, and reads it from a request's form."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from telepro.localtwilio.delivery import refusal_of
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.truths import truth

LONGEST_NAME = 64

Reader = Callable[[Mapping[str, str], str], Any]


def _url(form: Mapping[str, str], name: str) -> str:
    url = form[name]
    if url and (sentence := refusal_of(url)):
        raise Refused(20001, f"{name}: {sentence}")
    return url


def _method(form: Mapping[str, str], name: str) -> str:
    if form[name] not in ("GET", "POST"):
        raise Refused(20001, f"{name}={form[name]}: expected GET or POST")
    return form[name]


def _application(form: Mapping[str, str], name: str) -> str | None:
    if form[name] and not re.fullmatch("AP[0-9a-fA-F]{32}", form[name]):
        raise Refused(20001, f"{name}={form[name]}: expected AP and 32 hexadecimal digits")
    return form[name] or None


def _word(form: Mapping[str, str], name: str) -> str | None:
    return form[name] or None


SHARED: Mapping[str, tuple[str, Reader]] = MappingProxyType(
    {
        "VoiceUrl": ("voice_url", _url),
        "VoiceMethod": ("voice_method", _method),
        "VoiceFallbackUrl": ("voice_fallback_url", _url),
        "VoiceFallbackMethod": ("voice_fallback_method", _method),
        "VoiceCallerIdLookup": ("voice_caller_id_lookup", truth),
        "StatusCallback": ("status_callback", _url),
        "StatusCallbackMethod": ("status_callback_method", _method),
        "SmsUrl": ("sms_url", _url),
        "SmsMethod": ("sms_method", _method),
        "SmsFallbackUrl": ("sms_fallback_url", _url),
        "SmsFallbackMethod": ("sms_fallback_method", _method),
    }
)
OF_NUMBERS: Mapping[str, tuple[str, Reader]] = MappingProxyType(
    {
        **SHARED,
        "VoiceApplicationSid": ("voice_application_sid", _application),
        "SmsApplicationSid": ("sms_application_sid", _application),
        "VoiceReceiveMode": ("voice_receive_mode", _word),
        "TrunkSid": ("trunk_sid", _word),
        "AddressSid": ("address_sid", _word),
        "BundleSid": ("bundle_sid", _word),
        "IdentitySid": ("identity_sid", _word),
        "EmergencyStatus": ("emergency_status", _word),
        "EmergencyAddressSid": ("emergency_address_sid", _word),
    }
)
OF_APPLICATIONS: Mapping[str, tuple[str, Reader]] = MappingProxyType(
    {
        **SHARED,
        "SmsStatusCallback": ("sms_status_callback", _url),
        "MessageStatusCallback": ("message_status_callback", _url),
        "PublicApplicationConnectEnabled": ("public_application_connect_enabled", truth),
    }
)


def read_settings(
    form: Mapping[str, str], known: Mapping[str, tuple[str, Reader]]
) -> dict[str, Any]:
    """What a form sets, by the resource's keys. Raises Refused (20001) for a value that can't be."""
    return {key: read(form, name) for name, (key, read) in known.items() if name in form}


def read_name(form: Mapping[str, str], otherwise: str) -> str:
    """The FriendlyName in a form, at most 64 letters, or what stands for it."""
    name = form.get("FriendlyName", otherwise)
    if len(name) > LONGEST_NAME:
        raise Refused(20001, f"FriendlyName: found {len(name)} letters, expected at most 64")
    return name
