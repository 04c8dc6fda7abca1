"""The stages of a lead on the way to the objective, and the moves between them.

Read `stages` for the names, `moves` for what leads where, `objections` for what forbids a move,
`by_hand` for the moves that a person may make.
"""

from campaigns.pipeline.moves import MOVES, OPEN, after, after_meeting, path_of_attempt
from campaigns.pipeline.objections import Evidence, may_move, objections
from campaigns.pipeline.stages import (
    MEETING_LABELS,
    STAGES,
    STEPS,
    MeetingStatus,
    Process,
    Stage,
    StageRule,
)

__all__ = [
    "MEETING_LABELS",
    "MOVES",
    "OPEN",
    "STAGES",
    "STEPS",
    "Evidence",
    "MeetingStatus",
    "Process",
    "Stage",
    "StageRule",
    "after",
    "after_meeting",
    "may_move",
    "objections",
    "path_of_attempt",
]
