"""The intention to call as rows: what stands at the moment of F2, and the statement that writes it.

What a call depends on is read by a statement after those that lock: one that waited for its lock
sees the locked row as it is now, and every other as it was before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Text,
    bindparam,
    cast,
    exists,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session, aliased

from campaigns.numbers.destinations import CountedBy, day_of, hour_of, prefix_of
from campaigns.states import EntryEnd
from telepro.db import attempt_views
from telepro.db.attempt_views import AttemptView
from telepro.db.calling import Attempt, CallListEntry, LiveCall
from telepro.db.columns import INSTANT
from telepro.db.numbers import DialCount
from telepro.db.what_for import Campaign, DispositionSetVersion, Script
from telepro.db.who import Organisation, WorkSession
from telepro.db.whom import Contact, Lead, Phone, Prospect


@dataclass(frozen=True, slots=True)
class MadeWith:
    """What an attempt takes from the rows of the moment: whom it is for, the versions it freezes."""

    prospect_id: int
    controller_id: int
    contact_id: int | None
    number: int
    list_id: int | None
    pass_number: int
    plan_id: int
    terms_id: int
    script_id: int
    disposition_set_id: int


@dataclass(frozen=True, slots=True)
class AtHand:
    """An entry whose F2 was pressed, its lead locked: may it still be called, and what with.

    `last_shown` is the number that the prospect saw last, `dials_today` what the person has dialled
    since midnight (UTC), `limits` what the company allows.
    """

    entry: CallListEntry
    fence: int
    lead_name: str
    phone_id: int | None
    in_a_call: bool
    pressed_before: bool
    last_shown: str | None
    dials_today: int
    limits: Mapping[str, Any]
    made_with: MadeWith


def at_hand(
    session: Session,
    work: WorkSession,
    *,
    entry_id: str,
    client_key: str,
    phone_id: str | None,
    contact_id: str | None,
    script_version: int | None,
    now: datetime,
) -> AtHand | None:
    """What stands when the person of a locked session presses F2; None for somebody else's entry.

    Of the numbers and people of the prospect it finds those asked for by their public ids; of
    people, when none is asked for, the first who decides.
    """
    pressed = {"entry": entry_id, "person": work.person_id, "campaign": work.campaign_id}
    if session.scalar(_LOCK_LEAD, pressed) is None:
        return None
    chosen = {"key": client_key, "phone": phone_id, "contact": contact_id, "day": day_of(now)}
    shown = {"script": script_version}
    row: Any = session.execute(_AT_HAND, {**pressed, **chosen, **shown}).one()
    entry, fence, name, phone, in_a_call, before, number, dials, limits, *made_with = row
    made = MadeWith(*made_with)
    return AtHand(entry, fence, name, phone, in_a_call, before, number, dials, limits, made)


def pressed_before(session: Session, client_key: str) -> tuple[Attempt, str] | None:
    """The attempt that this request made before, if it did, with the public id of its entry."""
    found = session.execute(_PRESSED_BEFORE, {"key": client_key}).first()
    return (found[0], found[1]) if found else None


def write(session: Session, attempt: Attempt, entry: CallListEntry, of_pool: str | None) -> bool:
    """Write an attempt, take its number, lead and person for one live call, end its entry as called,
    count it; False, with nothing written, when any of the three is in a call.

    `of_pool` is the number of its campaign's pool that it shows; what a campaign without a pool shows
    is not counted, or all its callers would wait for one row. The session is not told of the attempt,
    and reads the entry anew when it needs it.
    """
    given: dict[str, Any] = {f"its_{name}": getattr(attempt, name) for name in _WRITTEN}
    given |= {"of_pool": of_pool, "prefix": prefix_of(attempt.e164)}
    given |= {"day": day_of(attempt.intended_at), "hour": hour_of(attempt.intended_at)}
    made = session.execute(_WRITE, given).first()
    session.expire(entry)
    return made is not None


def hang_up(session: Session, attempt: Attempt, now: datetime) -> AttemptView:
    """Note that a locked attempt shall end, if nothing has said so yet; it as the desk then shows it."""
    row = session.execute(_HANG_UP, {"attempt": attempt.id, "now": now}).one()
    return attempt_views.view(*row)


_LOCK_LEAD = (
    select(Lead.id)
    .join(CallListEntry, CallListEntry.lead_id == Lead.id)
    .where(
        CallListEntry.public_id == bindparam("entry"),
        CallListEntry.person_id == bindparam("person"),
    )
    .with_for_update(of=Lead)
)
_PRESSED_BEFORE = (
    select(Attempt, CallListEntry.public_id)
    .join(CallListEntry, CallListEntry.id == Attempt.entry_id)
    .where(Attempt.client_key == bindparam("key"))
)
_contact = bindparam("contact", type_=Text)
# The version that the page shows; for one that names none, or none there is, the newest.
_is_shown = Script.version == bindparam("script", type_=BigInteger)
_script = (
    select(Script.id)
    .where(Script.campaign_id == Campaign.id)
    .order_by(_is_shown.desc().nulls_last(), Script.version.desc())
    .limit(1)
)
_before = aliased(Attempt)
_AT_HAND = (
    select(
        CallListEntry,
        Lead.fence,
        Prospect.name,
        select(Phone.id)
        .where(Phone.prospect_id == Lead.prospect_id, Phone.public_id == bindparam("phone"))
        .scalar_subquery(),
        exists().where(LiveCall.person_id == bindparam("person")),
        exists().where(Attempt.client_key == bindparam("key")),
        select(_before.caller_id)
        .where(_before.prospect_id == Lead.prospect_id, _before.sid.is_not(None))
        .order_by(_before.intended_at.desc())
        .limit(1)
        .scalar_subquery(),
        select(func.coalesce(func.sum(DialCount.value), 0))
        .where(
            DialCount.counted_by == CountedBy.PERSON,
            DialCount.key == cast(bindparam("person", type_=BigInteger), Text),
            DialCount.slot == bindparam("day", type_=INSTANT),
        )
        .scalar_subquery(),
        select(Organisation.calling_limits)
        .where(Organisation.id == Lead.controller_id)
        .scalar_subquery(),
        Lead.prospect_id,
        Lead.controller_id,
        select(Contact.id)
        .where(
            Contact.prospect_id == Lead.prospect_id,
            or_(_contact.is_(None), Contact.public_id == _contact),
        )
        .order_by(Contact.decision_maker.desc(), Contact.position)
        .limit(1)
        .scalar_subquery(),
        select(func.coalesce(func.max(Attempt.number), 0) + 1)
        .where(Attempt.lead_id == Lead.id)
        .scalar_subquery(),
        Lead.list_id,
        Lead.pass_number,
        Campaign.plan_id,
        Campaign.terms_id,
        _script.scalar_subquery(),
        select(func.max(DispositionSetVersion.id))
        .where(DispositionSetVersion.campaign_id == Campaign.id)
        .scalar_subquery(),
    )
    .join(Lead, Lead.id == CallListEntry.lead_id)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .join(Campaign, Campaign.id == bindparam("campaign"))
    .where(CallListEntry.public_id == bindparam("entry"))
    .execution_options(populate_existing=True)
)
_A: Any = Attempt.__table__
_E: Any = CallListEntry.__table__
_L: Any = LiveCall.__table__
_WRITTEN = (
    "public_id", "client_key", "campaign_id", "lead_id", "prospect_id", "contact_id", "phone_id",
    "e164", "controller_id", "person_id", "session_id", "entry_id", "deal_id", "list_id", "pass_number", "plan_id",
    "script_id", "disposition_set_id", "terms_id", "fence", "number", "caller_id", "rules", "state",
    "ring_seconds", "recorded", "intended_at", "dial_before", "decision_maker", "argued", "counted",
)  # fmt: skip


def _given(name: str) -> Any:
    """What the attempt to be written has in its column `name`."""
    # By a name that is no column's: an update sets every column that a parameter is named after.
    return bindparam(f"its_{name}", type_=_A.c[name].type)


# The guard comes before the attempt, whose id it draws: where it conflicts there is no attempt at
# all. The guard's reference to the attempt is checked when the whole statement is done.
_guard = (
    postgresql.insert(_L)
    .from_select(
        ["attempt_id", "e164", "lead_id", "person_id", "since"],
        select(
            func.nextval(func.pg_get_serial_sequence("attempts", "id")),
            *map(_given, ("e164", "lead_id", "person_id", "intended_at")),
        ),
    )
    .on_conflict_do_nothing()
    .returning(_L.c.attempt_id)
    .cte("guard")
)
_made = (
    insert(_A)
    .from_select(["id", *_WRITTEN], select(_guard.c.attempt_id, *map(_given, _WRITTEN)))
    .returning(_A.c.id)
    .cte("made")
)
_called = (
    update(_E)
    .where(_E.c.id == _given("entry_id"), _E.c.ended_at.is_(null()), exists().select_from(_made))
    .values(ended_at=_given("intended_at"), end_reason=EntryEnd.CALLED)
    .cte("called")
)
_D: Any = DialCount.__table__


def _counts(by: CountedBy, key: Any, slot: str) -> Any:
    """What the attempt is counted by; nothing where it has no such key."""
    begun = bindparam(slot, type_=INSTANT)
    kind = cast(literal(str(by)), Text).label("counted_by")
    return select(kind, key.label("key"), begun.label("slot")).where(key.is_not(None))


_by = union_all(
    _counts(CountedBy.CALLER_ID, bindparam("of_pool", type_=Text), "day"),
    _counts(CountedBy.PERSON, cast(_given("person_id"), Text), "day"),
    _counts(CountedBy.PREFIX, bindparam("prefix", type_=Text), "hour"),
).subquery("counted_by")
# One order for every writer, so that two of them can't wait for each other.
_count = postgresql.insert(_D).from_select(
    ["counted_by", "key", "slot", "controller_id", "value"],
    select(_by.c.counted_by, _by.c.key, _by.c.slot, _given("controller_id"), literal(1))
    .where(exists().select_from(_made))
    .order_by(_by.c.counted_by),
)
_counted = _count.on_conflict_do_update(
    index_elements=list(_D.primary_key), set_={"value": _D.c.value + 1}
).cte("counted")
_WRITE = select(_made.c.id).add_cte(_called, _counted)
_hung_up = aliased(
    Attempt,
    update(_A)
    .where(_A.c.id == bindparam("attempt"))
    .values(hang_up_at=func.coalesce(_A.c.hang_up_at, bindparam("now", type_=INSTANT)))
    .returning(_A)
    .cte("hung_up"),
)
_HANG_UP = attempt_views.shown(_hung_up).execution_options(populate_existing=True)
