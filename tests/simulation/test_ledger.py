"""What the carrier would swear to: which of its messages the house said it has taken."""

import pytest

from telepro.localtwilio.messages import Reply, Send
from telepro.simulation.ledger import Ledger

SAID = "CallSid=CA1&CallStatus=completed&SequenceNumber=3&AccountSid=AC0"


def sent(step: str) -> Send:
    return Send(0, "POST", f"http://127.0.0.1:5000/twilio/{step}/a1#rc=3", (), SAID, 1, 1, 1)


def test_an_acknowledged_message_is_entered_by_what_it_says() -> None:
    ledger = Ledger()
    ledger.enter(sent("events"), Reply(204, b"", "", ""))
    assert ledger.acknowledged == {("a1", "CA1", "", "", "completed", "3")}


@pytest.mark.parametrize(("step", "status"), [("events", 403), ("events", 500), ("prospect", 200)])
def test_what_was_refused_or_need_not_be_kept_is_not_entered(step: str, status: int) -> None:
    ledger = Ledger()
    ledger.enter(sent(step), Reply(status, b"", "", ""))
    assert not ledger.acknowledged
