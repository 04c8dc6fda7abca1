"""In which zone a lead's number would ring: what the desk, a lead's page and promises reckon hours by."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from campaigns.numbers.zones import zone_for
from campaigns.states import PhoneState
from telepro.db.whom import Lead, Phone, Prospect

FALLBACK_ZONE = "Europe/Paris"


def zone_to_ring(session: Session, lead_id: int) -> str | None:
    """The zone of the number that a dial of this lead would ring; None when every one is dead."""
    zones = session.scalar(_ZONES_TO_RING, {"lead": lead_id})
    return None if zones is None else next(iter(zones), FALLBACK_ZONE)


_ZONES_TO_RING = (
    select(Phone.zones)
    .join(Lead, Lead.prospect_id == Phone.prospect_id)
    .where(Lead.id == bindparam("lead"), Phone.state == PhoneState.ACTIVE)
    .order_by(Phone.position, Phone.id)
    .limit(1)
)


def zone_of(session: Session, phone_id: int) -> str:
    """The zone in which a number's prospect lives; where several are possible, the first."""
    row = session.execute(_PLACE, {"phone": phone_id}).one()
    return zone_among(row, row.zones)


_PLACE = (
    select(Prospect.time_zone, Prospect.country, Prospect.postal_code, Prospect.region, Phone.zones)
    .join(Phone, Phone.prospect_id == Prospect.id)
    .where(Phone.id == bindparam("phone"))
)


def zone_among(prospect: Any, zones: Iterable[str]) -> str:
    """The zone of a prospect one of whose numbers may be in these; where several fit, the first."""
    found = zone_for(
        prospect.time_zone,
        prospect.country,
        prospect.postal_code,
        tuple(zones),
        prospect.region,
    )
    return found.names[0] if found.names else FALLBACK_ZONE
