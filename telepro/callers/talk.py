"""One call as its caller lives it: what was heard, how far the talk has come, what will be recorded."""

from dataclasses import dataclass, field
from uuid import uuid4

from telepro.callers.desk import Card
from telepro.callers.line import NOTHING_HEARD, Heard
from telepro.callers.moves import Memory, Said
from telepro.callers.page import Page
from telepro.callers.results import Body


@dataclass
class Talk:
    """Moments are on the monotonic clock; `key` and `body` make a repeated result the same one."""

    attempt: str
    card: Card | None = None
    page: Page = field(default_factory=Page)
    heard: Heard = NOTHING_HEARD
    said: Said = Said.NOTHING
    until: float = 0.0
    over_since: float = 0.0
    key: str = field(default_factory=lambda: uuid4().hex)
    body: Body = field(default_factory=dict)

    def memory(self, moment: float) -> Memory:
        """What is remembered at `moment` on the monotonic clock."""
        everything = self.said is Said.HEARD and moment >= self.until
        said = Said.EVERYTHING if everything else self.said
        return Memory(said, moment - self.over_since if self.over_since else 0.0)
