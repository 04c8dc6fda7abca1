"""Decides what a participant hears while a conference waits or holds: a waitUrl, or nothing."""

from datetime import datetime

from telepro.localtwilio import documents, sounds
from telepro.localtwilio.calls import Call, Source
from telepro.localtwilio.documents import Page
from telepro.localtwilio.exchange import Exchange, notify
from telepro.localtwilio.kernel import Steps
from telepro.localtwilio.twiml import Verb

MOST_DOCUMENTS_AT_ONCE = 100


class Pace:
    """Stops documents that lead to each other for ever without any time passing."""

    def __init__(self) -> None:
        self._instant: datetime | None = None
        self._documents = 0

    def allows(self, now: datetime) -> bool:
        """Whether one more document may start at this instant."""
        self._documents = self._documents + 1 if now == self._instant else 1
        self._instant = now
        return self._documents <= MOST_DOCUMENTS_AT_ONCE


def listen(exchange: Exchange, call: Call, source: Source) -> Steps:
    """Play a waitUrl once through; gives whether it could be played. It does not loop."""
    pace = Pace()
    following: Source | None = source
    while following is not None and pace.allows(exchange.now):
        page = yield from documents.fetch(exchange, call, following)
        if page is None:
            return False
        following = yield from _play(exchange, call, page)
    return True


def _play(exchange: Exchange, call: Call, page: Page) -> Steps:
    for verb in page.document.verbs:
        if verb.name == "Redirect":
            return redirect(page, verb)
        if verb.name in sounds.SECONDS:
            yield from sounds.perform(exchange, call, verb)
        else:
            sentence = f"<{verb.name}> can't stand in a waitUrl: skipped."
            notify(exchange, call.sid, 13238, sentence, page.url)
    return None


def redirect(page: Page, verb: Verb) -> Source:
    """Where a <Redirect> leads: its URL, or the same document again."""
    return Source(page.resolve(verb.text), verb.attributes["method"])
