"""Decides how an announcement is made: to one participant or to a whole conference, and its end told."""

from telepro.localtwilio import sounds, waiting
from telepro.localtwilio.callbacks import tell_conference
from telepro.localtwilio.calls import Conference, Participant, Source
from telepro.localtwilio.codes import ConferenceStatus, Purpose
from telepro.localtwilio.delivery import Undelivered, deliver
from telepro.localtwilio.documents import Page
from telepro.localtwilio.exchange import API_VERSION, Exchange, notify
from telepro.localtwilio.kernel import Sleep, Steps
from telepro.localtwilio.twiml import DocumentFault, Verb, read_reply
from telepro.localtwilio.webhook import Webhook

NOT_PLAYED = "The document of the announcement could not be played."


def to_participant(
    exchange: Exchange, room: Conference, participant: Participant, source: Source
) -> Steps:
    """Play a document to one participant, who alone hears it; then say how it went."""
    played = yield from waiting.listen(exchange, participant.call, source)
    _say_end(exchange, room, source, "" if played else NOT_PLAYED, participant)


def to_everybody(exchange: Exchange, room: Conference, source: Source) -> Steps:
    """Play a document to everybody who is in the conference now; then say how it went."""
    pace, trouble = waiting.Pace(), ""
    following: Source | None = source
    while following is not None and pace.allows(exchange.now):
        page = yield from _page(exchange, room, following)
        if isinstance(page, Undelivered):
            trouble = page.sentence
            break
        following = yield from _play(exchange, room, page)
    _say_end(exchange, room, source, trouble)


def _page(exchange: Exchange, room: Conference, source: Source) -> Steps:
    # What Twilio sends with this request is not documented: the conference's own names, then.
    form = (
        ("AccountSid", exchange.account.sid),
        ("ApiVersion", API_VERSION),
        ("ConferenceSid", room.sid),
        ("FriendlyName", room.name),
    )
    webhook = Webhook(Purpose.INSTRUCTIONS, source.url, source.method, form)
    reply = yield from deliver(exchange, webhook)
    if isinstance(reply, Undelivered):
        notify(exchange, "", reply.code, reply.sentence, source.url)
        return reply
    try:
        return Page(read_reply(reply), source.url)
    except DocumentFault as fault:
        notify(exchange, "", fault.code, str(fault), source.url)
        return Undelivered(fault.code, str(fault))


def _play(exchange: Exchange, room: Conference, page: Page) -> Steps:
    for verb in page.document.verbs:
        if verb.name == "Redirect":
            return waiting.redirect(page, verb)
        if verb.name in sounds.SECONDS:
            yield from _sound(exchange, room, verb)
        else:
            sentence = f"<{verb.name}> can't stand in an announcement: skipped."
            notify(exchange, "", 13238, sentence, page.url)
    return None


def _sound(exchange: Exchange, room: Conference, verb: Verb) -> Steps:
    for hearer in room.participants.values():
        hearer.call.speaking = verb.name != "Pause"
        exchange.kernel.fire(hearer.call.company)
    yield Sleep(sounds.SECONDS[verb.name](verb))
    # Whoever has left meanwhile hears something else by now.
    for hearer in room.participants.values():
        hearer.call.speaking = False
        exchange.kernel.fire(hearer.call.company)


def _say_end(
    exchange: Exchange,
    room: Conference,
    source: Source,
    trouble: str,
    participant: Participant | None = None,
) -> None:
    if room.status is ConferenceStatus.COMPLETED:
        return
    more = {"AnnounceUrl": source.url}
    if trouble:
        more["ReasonAnnouncementFailed"] = trouble
    event = "announcement-fail" if trouble else "announcement-end"
    tell_conference(exchange, room, event, participant, more)
