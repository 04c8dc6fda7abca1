"""The carrier is back: who must be told, and what the journal keeps of it. `dialing` finds it away."""

from datetime import datetime

from telepro.db import audit, carrier_states, transaction

Topics = list[tuple[str, str]]


def came_back(account: str, now: datetime) -> Topics:
    """Note that the carrier answers again; (person, campaign) of those to tell, none if it did."""
    with transaction() as session:
        since = carrier_states.down_since(session, account)
        if since is None or not carrier_states.came_back(session, account):
            return []
        told = carrier_states.whose_pages(session)
        details = {"seconds": int((now - since).total_seconds())}
        audit.note(session, None, None, "carrier.came_back", "carrier", details, now)
        return told
