"""Hands out the cards of a deal: leads taken under a new fence and their entries written, in one statement."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Text,
    bindparam,
    cast,
    func,
    insert,
    null,
    select,
    update,
)
from sqlalchemy.orm import Session

from campaigns.dealing import Card
from telepro import ids
from telepro.db.calling import CallListEntry, Deal
from telepro.db.columns import INSTANT, Several, among
from telepro.db.whom import Lead


def hand_out(
    session: Session,
    deal: Deal,
    cards: Sequence[Card],
    clear_until: Mapping[int, datetime],
    leased_until: datetime,
) -> set[int]:
    """Put cards on their lists, in their order, until cleared or leased no longer; who got one.

    A lead that another dealer took, or that closed meanwhile, is left out.
    """
    about = {"deal": deal.id, "campaign": deal.campaign_id, "now": deal.dealt_at}
    asked = {**about, "leased": leased_until, **_spread(cards, clear_until)}
    people = set(session.connection().execute(_HAND_OUT, asked).scalars())
    # The statement went past the session: what it has loaded of these leads is out of date.
    session.expire_all()
    return people


def _spread(cards: Sequence[Card], clear_until: Mapping[int, datetime]) -> dict[str, object]:
    """The cards as the columns that the statement takes."""
    spelled = {moment: moment.isoformat() for moment in set(clear_until.values())}
    return {
        "leads": [card.lead_id for card in cards],
        "people": [card.teleprospector_id for card in cards],
        "positions": [card.position for card in cards],
        "tiers": [card.tier for card in cards],
        "reasons": [card.reason for card in cards],
        "clear": [spelled[clear_until[card.lead_id]] for card in cards],
        "public_ids": [ids.public_id() for _ in cards],
    }


def _several(name: str, kind: type[BigInteger | Text]) -> ColumnElement[list[int] | list[str]]:
    return bindparam(name, type_=Several(kind))


def _moment(name: str) -> ColumnElement[datetime]:
    return bindparam(name, type_=INSTANT)


# The leads by their list alone, so that they are locked in the order of their ids, as everywhere.
_TAKEN = (
    update(Lead)
    .where(among(Lead.id, "leads"), Lead.held.is_(False), Lead.closed_at.is_(None))
    .values(held=True, fence=Lead.fence + 1, blocked_by=null(), blocked_until=null())
    .returning(Lead.id, Lead.fence)
    .cte("taken")
)
_CARDS = (
    func.unnest(
        _several("leads", BigInteger),
        _several("people", BigInteger),
        _several("positions", BigInteger),
        _several("tiers", Text),
        _several("reasons", Text),
        _several("clear", Text),
        _several("public_ids", Text),
    )
    .table_valued(
        "lead_id",
        "person_id",
        "position",
        "tier",
        "reason",
        "clear_until",
        "public_id",
        with_ordinality="place",
    )
    .render_derived(name="card")
)
_CLEAR = cast(_CARDS.c.clear_until, INSTANT)
_COLUMNS = {
    "public_id": _CARDS.c.public_id,
    "lead_id": _CARDS.c.lead_id,
    "campaign_id": bindparam("campaign", type_=BigInteger),
    "person_id": _CARDS.c.person_id,
    "deal_id": bindparam("deal", type_=BigInteger),
    "position": _CARDS.c.position,
    "tier": _CARDS.c.tier,
    "reason": _CARDS.c.reason,
    "fence": _TAKEN.c.fence,
    "dealt_at": _moment("now"),
    "clear_until": _CLEAR,
    "valid_until": func.least(_CLEAR, _moment("leased")),
}
_WRITTEN = (
    insert(CallListEntry)
    .from_select(
        list(_COLUMNS),
        select(*_COLUMNS.values())
        .join(_TAKEN, _TAKEN.c.id == _CARDS.c.lead_id)
        .order_by(_CARDS.c.place),
        include_defaults=False,
    )
    .returning(CallListEntry.person_id)
    .cte("written")
)
_HAND_OUT = select(_WRITTEN.c.person_id).distinct()
