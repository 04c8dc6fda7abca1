"""What a teleprospector may record after a call, and what each disposition brings about.

Read `codes` for the words, `table` for what each one means, `choices` for what a campaign offers
at the desk, `recording` for what must come along with it.
"""

from campaigns.dispositions.choices import (
    DEFAULT_SET,
    DispositionSet,
    is_argued_contact,
    is_contact,
    offer,
    options,
    resolve,
)
from campaigns.dispositions.codes import (
    SCOPE_LABELS,
    Conversation,
    Disposition,
    DispositionKind,
    DispositionRule,
    Needs,
    Reason,
    SuppressionScope,
)
from campaigns.dispositions.recording import MeetingDetails, MeetingKind, Recorded, check
from campaigns.dispositions.table import RULES

__all__ = [
    "DEFAULT_SET",
    "RULES",
    "SCOPE_LABELS",
    "Conversation",
    "Disposition",
    "DispositionKind",
    "DispositionRule",
    "DispositionSet",
    "MeetingDetails",
    "MeetingKind",
    "Needs",
    "Reason",
    "Recorded",
    "SuppressionScope",
    "check",
    "is_argued_contact",
    "is_contact",
    "offer",
    "options",
    "resolve",
]
