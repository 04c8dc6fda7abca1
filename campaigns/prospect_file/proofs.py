"""What proves that everybody in a file agreed to be called: the words, and a day that has come."""

from datetime import UTC, date, datetime, time

from campaigns.prospects import Proof


def proof_of(words: str, day: str, now: datetime) -> Proof | None:
    """The proof from its words and the day (2026-09-01) by which all had agreed; None where neither is
    said. Raises ValueError for half of one, for no day, and for one that is still to come.

    The day counts from its beginning: a refusal of that day is taken to be the newer.
    """
    wording, typed = words.strip(), day.strip()
    if not wording and not typed:
        return None
    given_at = datetime.combine(date.fromisoformat(typed), time.min, UTC)
    if not wording or given_at > now:
        raise ValueError(typed)
    return Proof(wording, given_at)
