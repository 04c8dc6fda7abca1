"""What every process of an instance finds in its environment: the starter's own, and what it adds."""

from collections.abc import Mapping

from telepro.embedded.keys import keys_of
from telepro.embedded.layout import Layout
from telepro.embedded.ports import Ports

LOCAL_NUMBERS = "+33199009990,+33199009991"  # reserved for fiction
SOFTPHONE_PATH = "/twilio/voice"
CARRIER = (
    "TWILIO_ACCOUNT_SID",
    "TWILIO_AUTH_TOKEN",
    "TWILIO_API_KEY",
    "TWILIO_API_SECRET",
    "TWILIO_APP_SID",
)


def brings_local_twilio(environ: Mapping[str, str]) -> bool:
    """True when no carrier is named: neither a Twilio account nor a local Twilio run elsewhere."""
    return not environ.get("TWILIO_ACCOUNT_SID") and not environ.get("TWILIO_BASE_URL")


def composed(
    layout: Layout, environ: Mapping[str, str], ports: Ports, shift: float | None
) -> dict[str, str]:
    """The whole environment of an instance but for its databases; no shift without local Twilio."""
    keys = keys_of(layout)
    carrier = {} if shift is None else local_carrier(keys, ports, shift)
    return {**environ, **identity(environ, layout, keys), **addresses(environ, ports), **carrier}


def identity(environ: Mapping[str, str], layout: Layout, keys: Mapping[str, str]) -> dict[str, str]:
    """Who this instance is; what the environment already says is kept."""
    ours = {
        "TELEPRO_DATA": str(layout.data),
        "SECRET_KEY": keys["SECRET_KEY"],
        "FINGERPRINT_KEY": keys["FINGERPRINT_KEY"],
        "PYTHONUNBUFFERED": "1",
    }
    return {**ours, **{name: environ[name] for name in ours if environ.get(name)}}


def addresses(environ: Mapping[str, str], ports: Ports) -> dict[str, str]:
    """Where people reach the pages and the streams, unless the environment names a public place."""
    ours = {
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{ports.web}",
        "PUSH_PUBLIC_URL": f"http://127.0.0.1:{ports.push}",
    }
    return {name: environ.get(name) or value for name, value in ours.items()}


def local_carrier(keys: Mapping[str, str], ports: Ports, shift: float) -> dict[str, str]:
    """The local Twilio's account, and the shifted clock that only it allows."""
    return {
        **{name: keys[name] for name in CARRIER},
        "TWILIO_BASE_URL": f"http://127.0.0.1:{ports.twilio}",
        "TWILIO_NUMBERS": LOCAL_NUMBERS,
        "TWILIO_DIAL_IN": LOCAL_NUMBERS.partition(",")[2],
        "TWILIO_VOICE_URL": f"http://127.0.0.1:{ports.web}{SOFTPHONE_PATH}",
        "TELEPRO_CLOCK_SHIFT": f"{shift:.3f}",
    }
