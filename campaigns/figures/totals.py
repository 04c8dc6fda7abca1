"""What a lead, an outcome, a promise, a meeting or an hour at work adds to its campaign's totals.

A total belongs to no hour: it says how many there are now. Whoever changes a row takes what it
counted for before from what it counts for after (`counting.change`) and adds the difference.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaigns.attempts import CallResult
from campaigns.dispositions import Disposition
from campaigns.lead.closing import CloseReason
from campaigns.pipeline import MeetingStatus, Stage
from campaigns.states import CallbackState, WorkState

LEADS = "leads"
STAGE = "stage:"
SAID = "said:"
NEVER_CALLABLE = frozenset(
    {
        CloseReason.INVALID,
        CloseReason.OUT_OF_TARGET,
        CloseReason.DUPLICATE,
        CloseReason.DECEASED,
        CloseReason.OPPOSED,
    }
)
WINS = frozenset({Stage.WON, Stage.AFTER_SALE, Stage.LOYALTY})
ON_TIME = timedelta(minutes=15)
RESTING = frozenset({WorkState.BREAK, WorkState.PAUSED})
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Filed:
    """A lead as the totals see it: its stage, why it is closed (None: it is open), how often it was
    called, how often its right person was reached."""

    stage: Stage
    closed: CloseReason | None = None
    attempts: int = 0
    contacts: int = 0


def of_lead(lead: Filed) -> Mapping[str, int]:
    """The totals that a lead raises by one, by name; zeros are left out.

    Who was called could be called, even if that call showed a wrong number or met an objection:
    never more than the whole file has been tried.
    """
    counts = {
        LEADS: 1,
        f"{STAGE}{lead.stage}": 1,
        "records_callable": int(lead.attempts > 0 or lead.closed not in NEVER_CALLABLE),
        "records_worked": int(lead.attempts > 0),
        "records_contacted": int(lead.contacts > 0),
        "records_closed": int(lead.closed is not None),
        "wins": int(lead.stage in WINS),
        "losses": int(lead.stage is Stage.LOST),
    }
    return {name: value for name, value in counts.items() if value}


def of_outcome(standing: Disposition | None) -> Mapping[str, int]:
    """The total that the standing outcome of an attempt raises; None for an attempt without one."""
    return {} if standing is None else {f"{SAID}{standing}": 1}


def of_wrap_up(
    result: CallResult | None, ended_at: datetime | None, settled_at: datetime | None
) -> Mapping[str, int]:
    """Seconds between the end of an answered call and its first outcome, to the nearest one; nothing
    before both have come, or when the outcome was told before the end."""
    if result is not CallResult.ANSWERED or ended_at is None or settled_at is None:
        return {}
    seconds = _seconds(settled_at - ended_at)
    return {"wrap_s": seconds} if seconds > 0 else {}


def of_promise(
    state: CallbackState, due_at: datetime, closed_at: datetime | None
) -> Mapping[str, int]:
    """The totals that a promise raises once it was called, within fifteen minutes of it or not."""
    if state is not CallbackState.CALLED or closed_at is None:
        return {}
    is_on_time = abs(closed_at - due_at) <= ON_TIME
    return {"promises_called": 1, "promises_on_time": 1} if is_on_time else {"promises_called": 1}


def of_meeting(status: MeetingStatus, accepted_at: datetime | None) -> Mapping[str, int]:
    """The totals that a booked meeting raises, by where it stands and whether it is accepted."""
    held = {"meetings_held": 1} if status is MeetingStatus.HELD else {}
    return held | ({"results_accepted": 1} if accepted_at is not None else {})


def of_interval(
    state: WorkState, started_at: datetime, ended_at: datetime | None
) -> Mapping[str, int]:
    """Seconds that an interval at work adds when it is over, each to the nearest one."""
    seconds = _seconds(ended_at - started_at) if ended_at is not None else 0
    if not seconds:
        return {}
    return {"logged_s": seconds, "break_s": seconds} if state in RESTING else {"logged_s": seconds}


def _seconds(length: timedelta) -> int:
    return (length + _SECOND / 2) // _SECOND


def stages(totals: Mapping[str, int]) -> dict[Stage, int]:
    """Leads by stage, of the totals of a campaign; stages without a lead are left out."""
    return {stage: count for stage in Stage if (count := totals.get(f"{STAGE}{stage}", 0))}


def dispositions(totals: Mapping[str, int]) -> dict[Disposition, int]:
    """Standing outcomes by disposition, of the totals of a campaign, the most frequent first."""
    found = {code: count for code in Disposition if (count := totals.get(f"{SAID}{code}", 0))}
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))
