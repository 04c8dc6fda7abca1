"""The documents that tell the carrier what a leg does: join the session's conference, or hang up."""

from twilio.twiml.voice_response import Dial, VoiceResponse

LONGEST_CALL_SECONDS = 20 * 60
LONGEST_SESSION_SECONDS = 12 * 3600
TRIAL_SECONDS = 12  # enough for a mean of the network's figures


def session_leg(conference: str, events_url: str, left_url: str, label: str) -> str:
    """The teleprospector's leg: sits in the session's conference and ends it when it leaves."""
    document = VoiceResponse()
    dial = Dial(action=left_url, time_limit=LONGEST_SESSION_SECONDS)
    dial.conference(
        conference,
        participant_label=label,
        start_conference_on_enter=False,
        end_conference_on_exit=True,
        beep="false",
        wait_url="",
        status_callback=events_url,
        status_callback_event="start end join leave",
    )
    document.append(dial)
    return str(document)


def prospect_leg(conference: str, left_url: str, label: str) -> str:
    """The prospect's leg: joins the conference that waits for it."""
    document = VoiceResponse()
    dial = Dial(action=left_url, time_limit=LONGEST_CALL_SECONDS)
    dial.conference(
        conference,
        participant_label=label,
        start_conference_on_enter=True,
        end_conference_on_exit=False,
        beep="false",
        wait_url="",
    )
    document.append(dial)
    return str(document)


def trial_leg() -> str:
    """Somebody tries their line: a few seconds of silence, joined to nobody."""
    document = VoiceResponse()
    document.pause(length=TRIAL_SECONDS)
    document.hangup()
    return str(document)


def hang_up() -> str:
    """The end of a leg that nobody waits for."""
    document = VoiceResponse()
    document.hangup()
    return str(document)


def ask_again(url: str) -> str:
    """A leg that waits a second and asks anew."""
    document = VoiceResponse()
    document.pause(length=1)
    document.redirect(url)
    return str(document)
