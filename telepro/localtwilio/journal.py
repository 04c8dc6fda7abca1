"""Decides which webhooks are remembered, so that one can see later what a call asked and was told."""

from collections import OrderedDict, deque
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from telepro.localtwilio.codes import Purpose
from telepro.localtwilio.messages import Reply, Unreached

MOST_OF_ONE = 100
"""Tries remembered for one call or conference; of more, the latest."""
LONGEST_ANSWER = 4000
"""Bytes of an answer that are remembered."""


class Try(NamedTuple):
    """One try to deliver a webhook, made as cheaply as can be: there are thousands a minute."""

    purpose: Purpose
    method: str
    url: str
    fields: Mapping[str, str]
    token: str
    turn: int
    asked: datetime
    answered: datetime
    answer: Reply | Unreached


class Journal:
    """The tries of the latest `most` calls and conferences; none at all when that is 0."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._tries: OrderedDict[str, deque[Try]] = OrderedDict()

    @property
    def is_kept(self) -> bool:
        """Whether anything is remembered here."""
        return self._most > 0

    def enter(self, name: str, entry: Try) -> None:
        """Remember a try under the identifier of the call or the conference it was about."""
        tries = self._tries.get(name)
        if tries is None:
            tries = self._tries[name] = deque(maxlen=MOST_OF_ONE)
            if len(self._tries) > self._most:
                self._tries.popitem(last=False)
        tries.append(entry)

    def of(self, name: str) -> tuple[Try, ...]:
        """What is remembered of a call or a conference, in the order in which it was answered."""
        return tuple(self._tries.get(name, ()))
