"""The words for a browser that can't carry a voice, and for what a check of it finds."""

from flask_babel import gettext as _

Trouble = dict[str, str]


def troubles() -> dict[str, Trouble]:
    """Why a browser has no microphone for us, by the code that its scripts give; each with what to do."""
    return {
        "microphone_refused": {
            "place": "line",
            "found": _("the browser was not allowed to use the microphone"),
            "expected": _("a microphone that this page may use"),
            "fix": _(
                "Click the lock beside the address, choose Allow for the microphone, then press F2."
            ),
        },
        "no_microphone": {
            "place": "line",
            "found": _("no microphone was found, or another program holds it"),
            "expected": _("a microphone that is plugged in and free"),
            "fix": _("Plug the headset in, close other programs that call, then press F2."),
        },
        "insecure": {
            "place": "line",
            "found": _("this address is not secure, so the browser gives no microphone"),
            "expected": _("an address that starts with https, or localhost"),
            "fix": _("Open the address with https; ask your campaign manager which one it is."),
        },
    }


def check() -> dict[str, object]:
    """The words of the check of a workplace."""
    return {
        "speak": _("Speak now: one, two, three."),
        "listen": _("This is what others hear of you."),
        "measuring": _("Measuring your network."),
        "trying": _("Trying your line, about fifteen seconds."),
        "again": _("Check again"),
        "allGood": _("Checked at {time}: all is well for a day of calls."),
        "notAll": _(
            "Checked at {time}: not all is well; you can work, and this is what would help."
        ),
        "verdicts": _no_microphone() | _voices() | _networks() | _lines(),
    }


def _no_microphone() -> dict[str, dict[str, str]]:
    return {
        code: {"found": _sentence(trouble["found"]), "fix": _on_this_page(code)}
        for code, trouble in troubles().items()
    }


def _on_this_page(code: str) -> str:
    return {
        "microphone_refused": str(
            _(
                "Click the lock beside the address, choose Allow for the microphone, then check again."
            )
        ),
        "no_microphone": str(
            _("Plug the headset in, close other programs that call, then check again.")
        ),
    }.get(code) or troubles()[code]["fix"]


def _voices() -> dict[str, dict[str, str]]:
    return {
        "voice_good": {"found": _("Your microphone is heard well."), "fix": ""},
        "voice_quiet": {
            "found": _("Your voice was hardly heard."),
            "fix": _("Move the microphone closer, or raise its level in the system's settings."),
        },
        "voice_none": {
            "found": _("Your microphone gives no sound at all."),
            "fix": _(
                "Look for a switch on the headset, or choose another microphone in the browser."
            ),
        },
    }


def _networks() -> dict[str, dict[str, str]]:
    return {
        "network_good": {"found": _("Your network answers in {rtt} ms."), "fix": ""},
        "network_slow": {
            "found": _("Your network is slow: {rtt} ms."),
            "fix": _("A cable instead of Wi-Fi helps most; pause downloads and films at home."),
        },
        "network_lossy": {
            "found": _("Your network loses answers: {lost} of 10."),
            "fix": _("A cable instead of Wi-Fi helps most; move closer to the box."),
        },
        "network_none": {
            "found": _("The server did not answer."),
            "fix": _("Check the connection; what you recorded is kept until it is back."),
        },
    }


def _lines() -> dict[str, dict[str, str]]:
    return {
        "line_good": {"found": _("Your line to the carrier is good."), "fix": ""},
        "line_simulated": {
            "found": _("Calls are simulated here: the line needs no test."),
            "fix": "",
        },
        "line_poor": {
            "found": _("Your line to the carrier is poor: voices may break up."),
            "fix": _("A cable instead of Wi-Fi helps most; a VPN often harms."),
        },
        "line_failed": {
            "found": _("Your line to the carrier could not be tried."),
            "fix": _("A firewall or a VPN may block calls; try without it, or tell your manager."),
        },
        "line_none": {
            "found": _("No line: {why}."),
            "fix": _("Tell your campaign manager; leads and notes stay safe."),
        },
    }


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
