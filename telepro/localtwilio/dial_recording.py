"""Decides when a <Dial> is recorded, and what its action says of the recording."""

from telepro.localtwilio import listening, recorder
from telepro.localtwilio.calls import Call
from telepro.localtwilio.documents import Page
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.recording import Recording
from telepro.localtwilio.recording_orders import Recorded, order_of_dial
from telepro.localtwilio.recording_resources import recording_url
from telepro.localtwilio.signing import Form
from telepro.localtwilio.twiml import Verb


class DialTape:
    """The recording of one <Dial>, if it asks for one; it is a recording of the parent leg.

    A <Dial> into a conference is never recorded by itself: the conference has an attribute for it.
    """

    def __init__(self, exchange: Exchange, call: Call, verb: Verb, page: Page) -> None:
        self._exchange = exchange
        self._call = call
        self._since, self._order = order_of_dial(verb, page)
        self._recording: Recording | None = None

    def ringing(self) -> None:
        """The phones begin to ring, or the next of them does."""
        self._begin(Recorded.FROM_RINGING)

    def bridged(self) -> None:
        """Somebody answered."""
        self._begin(Recorded.FROM_ANSWER)

    def stop(self) -> None:
        """The <Dial> is over."""
        if self._recording is not None:
            recorder.stop(self._exchange, self._recording)

    def outcome(self) -> Form:
        """What the action says besides: the media's address, of a recording that is not absent."""
        made = self._recording
        if made is None or made.error_code:
            return ()
        return (("RecordingUrl", recording_url(self._exchange, made.sid)),)

    def _begin(self, moment: Recorded) -> None:
        if self._since is moment and self._recording is None:
            self._recording = listening.start(self._exchange, self._call, self._order)
