"""What one attempt adds to the base counters, from what the carrier and the teleprospector said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from campaigns.attempts import CallResult
from campaigns.call.need_score import NeedScore, score
from campaigns.dispositions import (
    Conversation,
    Disposition,
    is_argued_contact,
    is_contact,
)
from campaigns.dispositions.codes import DispositionKind
from campaigns.dispositions.table import RULES

LIST = "list:"
DEAD_LINES = frozenset({Disposition.WRONG_NUMBER, Disposition.FAX})
NOBODY_SPOKE = frozenset(
    {Disposition.NO_ANSWER, Disposition.BUSY, Disposition.MACHINE, Disposition.FAX}
)


@dataclass(frozen=True, slots=True)
class Told:
    """An attempt as counting sees it: placed or not, how it ended, what was recorded (None: nothing
    yet). Seconds are the carrier's. A prospect's own call is a conversation, no attempt of ours.
    `list_id` is the list that its lead came from, if it is known; `qualified` as `qualifies` says."""

    placed: bool
    result: CallResult | None
    disposition: Disposition | None
    conversation: Conversation = field(default_factory=Conversation)
    talk_seconds: int = 0
    ring_seconds: int = 0
    is_ours: bool = True
    list_id: int | None = None
    qualified: bool = False


def contribution(told: Told) -> Mapping[str, int]:
    """The counters of domain A2 that this attempt raises, by name; zeros are left out."""
    if not told.placed:
        return {}
    counts = {"talk_s": told.talk_seconds}
    if told.is_ours:
        counts |= {"attempts": 1, "ring_s": told.ring_seconds}
        counts["valid_lines"] = int(_valid_line(told))
        if told.list_id is not None:
            counts[dials_of(told.list_id)] = 1
    counts["answered"] = int(_answered(told))
    if told.disposition is not None:
        counts |= _of_disposition(told.disposition, told.conversation)
        counts["qualified_leads"] = int(told.qualified)
    return {name: value for name, value in counts.items() if value}


def qualifies(
    rule: NeedScore | None,
    answers: Mapping[str, str],
    disposition: Disposition,
    conversation: Conversation,
) -> bool:
    """Whether a conversation makes its lead a qualified one: the right person said enough by the plan's
    need score (BANT or CHAMP), and did not refuse. A plan without a score qualifies nobody.

    `answers` are all that the lead has given so far. A lead counts once, in its first such call.
    """
    if rule is None or RULES[disposition].refusal or not is_contact(disposition, conversation):
        return False
    return score(rule, answers).is_qualified


def dials_of(list_id: int) -> str:
    """The name under which the dials of one list are counted."""
    return f"{LIST}{list_id}"


def _valid_line(told: Told) -> bool:
    return told.result not in {None, CallResult.FAILED} and told.disposition not in DEAD_LINES


def _answered(told: Told) -> bool:
    """A person answered: the carrier's word, unless the teleprospector heard a machine or nobody."""
    return told.result is CallResult.ANSWERED and told.disposition not in NOBODY_SPOKE


def _of_disposition(code: Disposition, conversation: Conversation) -> dict[str, int]:
    argued = is_argued_contact(code, conversation)
    return {
        "contacts": int(is_contact(code, conversation)),
        "argued": int(argued),
        "argued_positive": int(argued and RULES[code].kind is DispositionKind.POSITIVE),
        "refused_to_listen": int(code is Disposition.REFUSED_TO_LISTEN),
        "opposed": int(code is Disposition.DO_NOT_CALL),
        "meetings_booked": int(code is Disposition.MEETING),
        "quotes": int(code is Disposition.QUOTE),
        "results_submitted": int(code is Disposition.MEETING),
    }


def change(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """What to add to counters that hold `before` so that they hold `after`."""
    names = {*before, *after}
    deltas = {name: after.get(name, 0) - before.get(name, 0) for name in names}
    return {name: delta for name, delta in sorted(deltas.items()) if delta}
