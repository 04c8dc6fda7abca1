"""A script filled in for one prospect: plain text pieces, section by section, with reading times."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaigns.call.motives import MOTIVE_LABELS
from campaigns.dispositions import Disposition
from campaigns.script.blocks import (
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
)
from campaigns.script.fields import fill

# A calm telephone voice; trade manuals give 140 to 160 words a minute.
_WORDS_PER_MINUTE = 150


class PieceKind(StrEnum):
    """What the desk does with a piece."""

    SAY = "say"
    ASK = "ask"
    BRANCH = "branch"
    OBJECTION = "objection"
    LEGAL = "legal"
    END = "end"


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of the script as the teleprospector sees it; plain text, never markup."""

    kind: PieceKind
    text: str = ""
    title: str = ""
    rule: str = ""
    question: Question | None = None
    routes: tuple[Route, ...] = ()
    objection: str = ""
    disposition: Disposition | None = None

    @property
    def must_be_read(self) -> bool:
        """Whether the law wants these words said before the conversation goes on."""
        return self.kind is PieceKind.LEGAL

    @property
    def words(self) -> int:
        """How many words are said aloud."""
        return len(self.text.split()) if self.kind in _ALOUD else 0


@dataclass(frozen=True, slots=True)
class RenderedSection:
    """One tab, ready to read; `presents_offer` marks the one that makes the contact *argued*."""

    key: str
    title: str
    presents_offer: bool
    reading_seconds: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RenderedObjection:
    """An objection card, ready to read: dig, restate, answer (with its proof), check.

    `speaks_to` names its motives and the people it is for, in the script's language.
    """

    key: str
    label: str
    cause: str
    dig: str
    restate: str
    answer: str
    check: str
    proof: str
    speaks_to: str = ""


_ALOUD = frozenset({PieceKind.SAY, PieceKind.ASK, PieceKind.LEGAL})


def render(script: Script, fields: Mapping[str, str]) -> tuple[RenderedSection, ...]:
    """Fill the script in for one prospect; `fields` are keyed by the codes of `SCRIPT_FIELDS`."""
    return tuple(_section(section, script, fields) for section in script.sections)


def render_objections(script: Script, fields: Mapping[str, str]) -> tuple[RenderedObjection, ...]:
    """Fill in every objection card for one prospect."""
    return tuple(_card(card, script.language, fields) for card in script.objections)


def _section(section: Section, script: Script, fields: Mapping[str, str]) -> RenderedSection:
    pieces = tuple(_piece(block, script, fields) for block in section.blocks)
    seconds = round(sum(piece.words for piece in pieces) * 60 / _WORDS_PER_MINUTE)
    return RenderedSection(section.key, section.title, section.presents_offer, seconds, pieces)


def _piece(block: Block, script: Script, fields: Mapping[str, str]) -> Piece:
    match block:
        case Say(text, title):
            return Piece(PieceKind.SAY, fill(text, fields, script.language), title)
        case LegalNotice(rule, text):
            return Piece(PieceKind.LEGAL, fill(text, fields, script.language), rule=rule)
        case Ask(key):
            return _asked(PieceKind.ASK, script, key, fields)
        case Branch(key, routes):
            return Piece(PieceKind.BRANCH, question=script.question(key), routes=routes)
        case ObjectionRef(key):
            card = script.objection(key)
            return Piece(PieceKind.OBJECTION, card.label if card else key, objection=key)
        case End(disposition):
            return Piece(PieceKind.END, disposition=disposition)


def _asked(kind: PieceKind, script: Script, key: str, fields: Mapping[str, str]) -> Piece:
    question = script.question(key)
    label = question.label if question else key
    return Piece(kind, fill(label, fields, script.language), question=question)


def _card(card: Objection, language: str, fields: Mapping[str, str]) -> RenderedObjection:
    def said(text: str) -> str:
        return fill(text, fields, language)

    return RenderedObjection(
        card.key,
        card.label,
        card.cause,
        said(card.dig),
        said(card.restate),
        said(card.answer),
        said(card.check),
        said(card.proof),
        ", ".join([*(MOTIVE_LABELS[each][language] for each in card.motives), *card.profiles]),
    )
