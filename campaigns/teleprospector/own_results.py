"""Names the states of a teleprospector's results, and adds up what results of one price bring."""

from collections.abc import Iterable, Mapping

from campaigns.pay import Earnings, earnings
from campaigns.validation import ResultState

RESULT_LABELS: Mapping[ResultState, Mapping[str, str]] = {
    ResultState.WAITING: {"fr": "En attente", "en": "Waiting"},
    ResultState.ACCEPTED: {"fr": "Accepté", "en": "Accepted"},
    ResultState.CONTESTED: {"fr": "Contesté", "en": "Contested"},
    ResultState.NOT_OWED: {"fr": "Non dû", "en": "Not owed"},
    ResultState.RECORDED: {"fr": "Noté", "en": "Recorded"},
}


def total(states: Iterable[ResultState], price_cents: int) -> Earnings:
    """What results of one price bring, so that anybody can add it up: those waiting and those
    accepted, each times the price. A contested one brings nothing while it is contested."""
    counted = list(states)
    waiting = counted.count(ResultState.WAITING)
    return earnings(waiting, counted.count(ResultState.ACCEPTED), price_cents)
