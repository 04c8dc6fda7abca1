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
