"""What a teleprospector says: blocks in sections, filled in for one prospect; opening the offer is arguing."""

from campaigns.script.blocks import (
    AnswerKind,
    Ask,
    Block,
    Branch,
    End,
    LegalNotice,
    Objection,
    ObjectionRef,
    Question,
    Route,
    Say,
    Script,
    Section,
    check_answer,
)
from campaigns.script.fields import SCRIPT_FIELDS, ScriptField, fill, unknown_fields
from campaigns.script.notices import opening_notices, with_notices
from campaigns.script.rendering import (
    Piece,
    PieceKind,
    RenderedObjection,
    RenderedSection,
    render,
    render_objections,
)

__all__ = [
    "SCRIPT_FIELDS",
    "AnswerKind",
    "Ask",
    "Block",
    "Branch",
    "End",
    "LegalNotice",
    "Objection",
    "ObjectionRef",
    "Piece",
    "PieceKind",
    "Question",
    "RenderedObjection",
    "RenderedSection",
    "Route",
    "Say",
    "Script",
    "ScriptField",
    "Section",
    "check_answer",
    "fill",
    "opening_notices",
    "render",
    "render_objections",
    "unknown_fields",
    "with_notices",
]
