"""Changes a promise without a call: the lead is locked, taken off its list, and folded anew."""

from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.call.obstacles import Obstacle
from campaigns.states import CallbackState, MoveCause
from telepro.db import aftermath, counters, outbox, promise_changes
from telepro.db.promise_changes import Change
from telepro.db.results import Callback


def change(session: Session, promise: Callback, wanted: Change, now: datetime) -> Obstacle | None:
    """Give a promise its new moment and owner; what stands in the way, None when it is done.

    Whoever has the lead before them loses it; a lead in a call is left to what comes of that call.
    """
    lead = promise_changes.locked(session, promise)
    if promise.state is not CallbackState.PROMISED:
        return Obstacle.PROMISE_GONE
    promise_changes.take_back(session, lead, now)
    if lead.held:
        return Obstacle.LEAD_IN_A_CALL
    if not promise_changes.write(session, promise, wanted, now):
        return Obstacle.PROMISE_GONE
    lasting = aftermath.refold(session, lead, MoveCause.OUTCOME, now)
    counters.add(session, lead.campaign_id, None, now, {}, lasting)
    payload = {"lead": lead.public_id, "callback": promise.public_id}
    place = lead.controller_id, lead.campaign_id
    outbox.tell(session, *place, "callback.changed", payload, now)
    return None
