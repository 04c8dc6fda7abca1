"""The documents that tell the carrier what a leg does: join the session's conference, or hang up."""

from dataclasses import dataclass

from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

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


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words for the carrier's voice, and their language ("fr" or "en")."""

    words: str
    language: str


def prospect_leg(conference: str, left_url: str, label: str, told: Spoken | None = None) -> str:
    """The prospect's leg: is told what must be said before anybody speaks, then joins the conference
    that waits for it."""
    document = VoiceResponse()
    if told is not None:
        document.say(told.words, language=VOICES[told.language])
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


def listener_leg(conference: str, label: str, coach: str | None) -> str:
    """A manager's leg: in the session's conference, unheard; `coach` is whom alone it may speak to."""
    document = VoiceResponse()
    dial = Dial(time_limit=LONGEST_SESSION_SECONDS)
    dial.conference(
        conference,
        participant_label=label,
        muted=True,
        start_conference_on_enter=False,
        end_conference_on_exit=False,
        beep="false",
        wait_url="",
        **({"coach": coach} if coach else {}),
    )
    document.append(dial)
    return str(document)


def handed_over_leg(conference: str) -> str:
    """The prospect, or the colleague who took over: alone together until either leaves."""
    document = VoiceResponse()
    dial = Dial(time_limit=LONGEST_CALL_SECONDS)
    dial.conference(
        conference,
        start_conference_on_enter=True,
        end_conference_on_exit=True,
        beep="false",
        wait_url="",
    )
    document.append(dial)
    return str(document)


def message(words: str, language: str) -> str:
    """A message for an answering machine; then the call is over."""
    document = VoiceResponse()
    document.pause(length=1)
    document.say(words, language=VOICES[language])
    document.hangup()
    return str(document)


def trial_leg() -> str:
    """Somebody tries their line: a few seconds of silence, joined to nobody."""
    document = VoiceResponse()
    document.pause(length=TRIAL_SECONDS)
    document.hangup()
    return str(document)


def said(spoken: Spoken) -> str:
    """A message to whoever calls; then the call is over."""
    document = VoiceResponse()
    document.say(spoken.words, language=VOICES[spoken.language])
    document.hangup()
    return str(document)


def voicemail(spoken: Spoken, longest: int, done_url: str, told_url: str) -> str:
    """A message to whoever calls, and theirs to us, of at most `longest` seconds."""
    document = VoiceResponse()
    document.say(spoken.words, language=VOICES[spoken.language])
    document.record(
        action=done_url,
        max_length=longest,
        play_beep=True,
        recording_status_callback=told_url,
        recording_status_callback_event="completed absent",
    )
    document.hangup()
    return str(document)


ASKS_FOR_CODE = {
    "fr": "TelePro. Composez les huit chiffres affichés sur votre écran.",
    "en": "TelePro. Enter the eight digits shown on your screen.",
}
NOT_A_CODE = {
    "fr": "Ce code n’ouvre aucune ligne.",
    "en": "This code opens no line.",
}
CODE_DIGITS, CODE_SECONDS = 8, 10


def ask_for_code(url: str, wrong: str | None) -> str:
    """Ask whoever dials in for their code, in French and English; `wrong` is said before, if any."""
    document = VoiceResponse()
    gather = Gather(action=url, num_digits=CODE_DIGITS, timeout=CODE_SECONDS, finish_on_key="#")
    for language, words in ASKS_FOR_CODE.items():
        gather.say(f"{NOT_A_CODE[language]} {words}" if wrong else words, language=VOICES[language])
    document.append(gather)
    document.hangup()
    return str(document)


VOICES = {"fr": "fr-FR", "en": "en-GB"}
HOLD_WORDS = {
    "fr": "Un instant, s’il vous plaît. Nous revenons vers vous.",
    "en": "One moment, please. We will be right back.",
}
HOLD_PAUSE_SECONDS = 20


def on_hold(language: str, url: str) -> str:
    """What a prospect on hold hears, again and again: the words in their language, then silence."""
    document = VoiceResponse()
    document.say(HOLD_WORDS[language], language=VOICES[language])
    document.pause(length=HOLD_PAUSE_SECONDS)
    document.redirect(url)
    return str(document)


def keys(digits: str) -> str:
    """Keys pressed on a prospect's line, for their switchboard."""
    document = VoiceResponse()
    document.play(digits=digits)
    return str(document)


def nothing() -> str:
    """A document that says nothing."""
    return str(VoiceResponse())


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
