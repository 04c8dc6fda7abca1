"""A desk without a database whose list does not end, for call after call."""

from dataclasses import dataclass, replace

from tests.web.desk_stage import Stand
from tests.web.desk_values import card


@dataclass
class LongList(Stand):
    """A desk whose list does not end."""

    dealt: int = 2

    def move_on(self) -> None:
        """One more lead is dealt whenever one goes."""
        super().move_on()
        self.dealt += 1
        dealt = card(f"entry-{self.dealt}", f"École {self.dealt}")
        self.desk = replace(self.desk, next_card=dealt)
