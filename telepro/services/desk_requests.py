"""What a person asks of their data in a call: written down at the desk, answered by a manager."""

from datetime import datetime

from campaigns.problems import NotFound
from campaigns.prospect_base.data_requests import RequestKind
from telepro.db import call_lists, data_requests, transaction
from telepro.db.whom import Lead, Prospect


def ask(person_id: int, entry_id: str, kind: RequestKind, now: datetime) -> None:
    """Open a request about the prospect of an entry that was dealt to this person; once is enough.

    Raises `NotFound` for somebody else's entry.
    """
    with transaction() as session:
        entry = call_lists.entry_of(session, person_id, entry_id)
        if entry is None:
            raise NotFound(entry_id)
        lead = session.get_one(Lead, entry.lead_id)
        if data_requests.waiting(session, lead.prospect_id, kind) is not None:
            return
        prospect = session.get_one(Prospect, lead.prospect_id)
        row = data_requests.begin(session, prospect, kind, person_id, now)
        details = {"kind": kind, "due": row.due_at.isoformat(), "at": "desk"}
        data_requests.note(session, person_id, row, "opened", details, now)
