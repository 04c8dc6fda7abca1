"""The words for who else is on the line, and for what could not be done on a call."""

from typing import Any

from flask_babel import gettext as _

from campaigns.call.recording import Purpose

Problem = dict[str, str]


def others() -> dict[str, Any]:
    """A line for each way to be on a call, with {name}; and what the buttons beside them say."""
    return {
        "listen": _("{name} listens, and sees your place in the script and your note"),
        "whisper": _("{name} whispers to you: the prospect doesn't hear it"),
        "join": _("{name} takes part in the call"),
        "asked": _("{name} is being called"),
        "ringing": _("{name}: it rings"),
        "joined": _("{name} is on the line"),
        "handOver": _("Hand the call over"),
        "letGo": _("Let go"),
        "hold": _("Hold"),
        "resume": _("Back from hold"),
        "recording": _("Recorded for %(purpose)s", purpose="{purpose}"),
        "recordingPaused": _("Recording paused"),
        "pauseRecording": _("Pause the recording"),
        "goOnRecording": _("Go on recording"),
        "purposes": {
            Purpose.TRAINING: _("training"),
            Purpose.QUALITY: _("quality"),
            Purpose.EVALUATION: _("evaluation"),
        },
    }


def outage() -> Problem:
    """What everybody is told while the carrier is away."""
    return {
        "place": "carrier",
        "found": _("the carrier does not answer: no call goes out"),
        "expected": _("a carrier that answers"),
        "fix": _("Calling goes on by itself when it answers again; results and notes are kept."),
    }


def order_trouble() -> Problem:
    """What stood in the way of an order, when its code has no sentence of its own."""
    return {
        "place": "call",
        "found": _("the carrier did not do this"),
        "expected": _("a call that takes it"),
        "fix": _("The call goes on as it was. Try again."),
    }


def order_troubles() -> dict[str, Problem]:
    """The problem to show for each code that is known."""
    gone = {
        **order_trouble(),
        "found": _("this person is no longer on the line"),
        "fix": _("Go on without them, or record the result."),
    }
    stale = {**order_trouble(), "found": _("this could not be done in time")}
    return {
        "stale": stale,
        "not_there": gone,
        "carrier:20404": gone,
        "carrier:16003": gone,
        "carrier:21220": gone,
    }
