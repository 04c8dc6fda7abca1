"""Decides what a participant hears apart from the others: the music of waiting and of being held."""

from telepro.localtwilio import rooms, waiting
from telepro.localtwilio.calls import Conference, Participant, Source
from telepro.localtwilio.codes import ConferenceStatus, Left
from telepro.localtwilio.documents import Page
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.kernel import Steps
from telepro.localtwilio.twiml import Verb

DEFAULT_MUSIC = "music"
"""Stands for Twilio's own hold music, which needs no request."""


def wait_source(noun: Verb, page: Page) -> Source:
    """Where the waitUrl of a <Conference> leads; an empty Source for silence and default music."""
    url = noun.attributes["waitUrl"]
    if url in ("", DEFAULT_MUSIC):
        return Source()
    return Source(page.resolve(url), noun.attributes["waitMethod"])


def wait_for_start(exchange: Exchange, room: Conference, participant: Participant) -> None:
    """Let a participant hear their wait document until the conference starts."""
    if participant.wait.url and room.status is ConferenceStatus.INIT:
        hush(exchange, participant)
        participant.waiting = exchange.kernel.spawn(_music(exchange, participant))


def hold(exchange: Exchange, participant: Participant, music: Source) -> None:
    """Take a participant out of the mix; without a URL they hear Twilio's own music."""
    hush(exchange, participant)
    participant.hold = True
    if music.url:
        steps = waiting.listen(exchange, participant.call, music)
        participant.waiting = exchange.kernel.spawn(steps)


def unhold(exchange: Exchange, participant: Participant) -> None:
    """Put a participant back into the mix."""
    hush(exchange, participant)
    participant.hold = False


def hush(exchange: Exchange, participant: Participant) -> None:
    """Stop the music that plays for this participant alone."""
    exchange.kernel.cancel(participant.waiting)
    participant.call.speaking = False


def _music(exchange: Exchange, participant: Participant) -> Steps:
    played = yield from waiting.listen(exchange, participant.call, participant.wait)
    if not played:
        rooms.leave(exchange, participant.call, Left.HUNG_UP)
