"""What the carrier would swear to: the numbers it rang and when, the messages that were acknowledged."""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from telepro.localtwilio.messages import Reply, Send

KEPT_STEPS = ("events", "conference")  # the steps whose messages must be kept, by their address
NAMES = ("CallSid", "ConferenceSid", "StatusCallbackEvent", "CallStatus", "SequenceNumber")
Word = tuple[str, ...]  # whom a message is about, and its fields of these names


@dataclass
class Ledger:
    """Kept by the carrier, so that the house can be judged by it."""

    dialled: list[tuple[str, datetime]] = field(default_factory=list)
    acknowledged: set[Word] = field(default_factory=set)

    def enter(self, send: Send, reply: Reply) -> None:
        """Enter a message that the house said it has taken."""
        step, subject = urlsplit(send.url).path.split("/")[-2:]
        if step in KEPT_STEPS and reply.status // 100 == 2:
            form = dict(parse_qsl(send.body))
            self.acknowledged.add((subject, *(form.get(name, "") for name in NAMES)))
