"""What a caller reads in the desk's state: session, lead at hand, call under way, calls unfinished."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from campaigns.attempts import CallResult
from campaigns.states import WorkState


class Phase(StrEnum):
    """A call as the desk's state names it."""

    INTENDED = "intended"
    RINGING = "ringing"
    CONNECTED = "connected"
    ENDED = "ended"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who may be asked for."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Card:
    """The lead at hand; `number` is the one that the desk will ring, empty when none is left."""

    entry: str
    prospect: str
    number: str
    zone: str
    address: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A call that was begun; `result` is the carrier's word once it is over."""

    id: str
    prospect: str
    phase: Phase
    result: CallResult | None


@dataclass(frozen=True, slots=True)
class Session:
    """The work under way; the line is ready when the caller's own leg waits in the conference."""

    campaign: str
    state: WorkState
    is_line_ready: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """One look at the desk, at its own clock."""

    now: datetime
    session: Session | None = None
    card: Card | None = None
    attempt: Attempt | None = None
    unfinished: tuple[Attempt, ...] = ()
    why_empty: str = ""


def read_desk(state: Mapping[str, Any]) -> Desk:
    """The desk in the answer of GET /desk/state."""
    session, card, attempt = state.get("session"), state.get("card"), state.get("attempt")
    return Desk(
        now=datetime.fromisoformat(state["now"]),
        session=_session(session) if session else None,
        card=_card(card) if card else None,
        attempt=read_attempt(attempt) if attempt else None,
        unfinished=tuple(read_attempt(each) for each in state.get("unfinished") or ()),
        why_empty=(state.get("empty") or {}).get("code", ""),
    )


def read_attempt(told: Mapping[str, Any]) -> Attempt:
    """A call in the answer of any route that gives one."""
    result = told.get("result")
    return Attempt(
        id=told["id"],
        prospect=told.get("lead_name", ""),
        phase=Phase(told["phase"]),
        result=CallResult(result) if result else None,
    )


def _session(told: Mapping[str, Any]) -> Session:
    state = WorkState(told["work_state"])
    return Session(told.get("campaign_name", ""), state, bool(told["conference_ready"]))


def _card(told: Mapping[str, Any]) -> Card:
    active = [phone for phone in told["phones"] if phone["state"] == "active"]
    return Card(
        entry=told["entry_id"],
        prospect=told["prospect_name"],
        number=active[0]["e164"] if active else "",
        zone=told["time_zone"],
        address=told.get("address") or "",
        contacts=tuple(
            Contact(each["name"] or each["role"] or "", each["email"] or "")
            for each in told["contacts"]
        ),
    )
