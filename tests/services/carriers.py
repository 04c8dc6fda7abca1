"""A carrier without a network, that answers each request as it is told to and remembers all of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from telepro.telephony.carrier import Carrier, CarrierCall, Order, TelephonyError, Trouble
from telepro.telephony.pace import Pace
from telepro.telephony.texts import CarrierText, Text, Texts

SID = f"CA{1:032x}"
KNOWN = CarrierCall(SID, "in-progress", "+33199001001", "+33199009990", None, None, None, None)


def trouble(kind: Trouble, code: str = "20429") -> TelephonyError:
    """A request that failed, and what that proves."""
    return TelephonyError(kind, code, "the carrier's words")


class ScriptedTexts(Texts):
    """Raises `error` at every request, else knows `found` and gives each message an id of its own."""

    def __init__(
        self, error: TelephonyError | None = None, found: Sequence[CarrierText] = ()
    ) -> None:
        self.error, self.found = error, list(found)
        self.sent: list[Text] = []

    def send(self, text: Text) -> str:
        self.sent.append(text)
        if self.error is not None:
            raise self.error
        return f"SM{len(self.sent):032x}"

    def find(self, to: str, sender: str, since: datetime) -> Sequence[CarrierText]:
        return self.found


class Scripted(Carrier):
    """Raises `error` at every request, else knows `calls` and gives a new one the id `sid`."""

    def __init__(
        self,
        error: TelephonyError | None = None,
        calls: Sequence[CarrierCall] = (),
        sid: str = SID,
    ) -> None:
        self.error, self.calls, self.sid = error, list(calls), sid
        self.asked: list[str] = []
        self.pace = Pace("AC" + "0" * 32, calls_per_second=1000)
        self.texts = ScriptedTexts(error)

    def _hear(self, request: str) -> None:
        self.asked.append(request)
        if self.error is not None:
            raise self.error

    def place(self, order: Order) -> str:
        self._hear(f"place {order.to} from {order.caller_id} for {order.ring_seconds} s")
        return self.sid

    def hang_up(self, sid: str) -> None:
        self._hear(f"hang up {sid}")

    def fetch(self, sid: str) -> CarrierCall | None:
        self._hear(f"fetch {sid}")
        return next((call for call in self.calls if call.sid == sid), None)

    def find(self, to: str, caller_id: str, since: datetime) -> list[CarrierCall]:
        self._hear(f"find {to} from {caller_id} since {since:%H:%M:%S}")
        return [replace(call, to=to) for call in self.calls]
