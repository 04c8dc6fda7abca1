"""What a plan does besides calling: after which outcome somebody writes, and who that is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from campaigns.dispositions import Disposition
from campaigns.follow_up.tasks import OwnerRole


class Channel(StrEnum):
    """The ways besides the call; each opens a task of that name for a person, nothing goes out by itself."""

    EMAIL = "email"
    LETTER = "letter"
    TEXT_MESSAGE = "text_message"
    SOCIAL_NETWORK = "social_network"
    VISIT = "visit"


CHANNEL_LABELS: Mapping[Channel, Mapping[str, str]] = {
    Channel.EMAIL: {"fr": "Écrire un courriel", "en": "Write an e-mail"},
    Channel.LETTER: {"fr": "Écrire un courrier", "en": "Write a letter"},
    Channel.TEXT_MESSAGE: {"fr": "Écrire un SMS", "en": "Write a text message"},
    Channel.SOCIAL_NETWORK: {
        "fr": "Écrire sur un réseau professionnel",
        "en": "Write on a professional network",
    },
    Channel.VISIT: {"fr": "Passer sur place", "en": "Call in person"},
}


@dataclass(frozen=True, slots=True)
class ChannelStep:
    """A task after an outcome: which way, whose, how soon, what to say; `attempt` narrows it to one."""

    after: Disposition
    channel: Channel
    owner: OwnerRole
    within: timedelta
    what: str
    attempt: int | None = None

    def due_at(self, outcome_at: datetime) -> datetime:
        """The moment at which the task is due."""
        return outcome_at + self.within


def steps_after(
    steps: Iterable[ChannelStep], disposition: Disposition, attempt_number: int
) -> tuple[ChannelStep, ...]:
    """The tasks that this outcome of that attempt opens."""
    return tuple(
        step
        for step in steps
        if step.after is disposition and step.attempt in (None, attempt_number)
    )
