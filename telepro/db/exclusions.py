"""Queries of a company's own exclusion list: which prospects it names, and one list put in another's place."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, union_all, update
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import Session

from campaigns.prospect_base.exclusions import KeyKind
from telepro.db.columns import among
from telepro.db.intake import Exclusion, ExclusionList
from telepro.db.prospect_files import copy_in
from telepro.db.whom import Contact, Lead, Phone, Prospect


def _is_named(key: Any) -> Any:
    """How a key of a prospect meets one of its company's list."""
    return (Exclusion.organisation_id == Prospect.organisation_id) & (Exclusion.key == key)


_siren = func.coalesce(Prospect.siren, func.left(Prospect.siret, 9))
_own_keys = (
    func.unnest(
        array(
            [
                f"{KeyKind.SIRET}:" + Prospect.siret,
                f"{KeyKind.SIREN}:" + _siren,
                f"{KeyKind.NAME}:" + Prospect.name_key,
            ]
        )
    )
    .table_valued("key")
    .render_derived(name="own_keys")
)
_email_domain = func.split_part(func.lower(Contact.email), "@", 2)


_phone_key, _domain_key = f"{KeyKind.PHONE}:" + Phone.e164, f"{KeyKind.DOMAIN}:" + _email_domain
_asked = (
    select(Prospect.id, Exclusion.label)
    .select_from(Prospect)
    .where(among(Prospect.id, "prospects"), among(Prospect.organisation_id, "organisations"))
)
_STANDING = union_all(
    _asked.join(_own_keys, _own_keys.c.key.is_not(None)).join(
        Exclusion, _is_named(_own_keys.c.key)
    ),
    _asked.join(Phone, Phone.prospect_id == Prospect.id).join(Exclusion, _is_named(_phone_key)),
    _asked.join(Contact, Contact.prospect_id == Prospect.id).join(
        Exclusion, _is_named(_domain_key)
    ),
)


def standing(
    session: Session, organisation_ids: Collection[int], prospect_ids: Sequence[int]
) -> Mapping[int, str]:
    """Which of these prospects their company's list names, each with the firm as the list has it."""
    if not organisation_ids or not prospect_ids:
        return {}
    asked = {"prospects": list(prospect_ids), "organisations": list(organisation_ids)}
    return {row.id: row.label for row in session.execute(_STANDING, asked)}


def among_keys(session: Session, organisation_id: int, keys: Sequence[str]) -> frozenset[str]:
    """Which of these keys the company's list holds."""
    asked = {"organisation": organisation_id, "keys": list(keys)}
    return frozenset(session.scalars(_HELD, asked))


_HELD = select(Exclusion.key).where(
    Exclusion.organisation_id == bindparam("organisation"), among(Exclusion.key, "keys")
)


def lock(session: Session, organisation_id: int) -> None:
    """Let one list at a time take the place of another, until the transaction ends."""
    key = func.hashtextextended("exclusion list", organisation_id)
    session.execute(select(func.pg_advisory_xact_lock(key)))


def of_organisations(
    session: Session, organisation_ids: Sequence[int], public_id: str
) -> ExclusionList | None:
    """The list of that public id, if it belongs to one of these organisations."""
    asked = select(ExclusionList).where(
        ExclusionList.public_id == public_id, ExclusionList.organisation_id.in_(organisation_ids)
    )
    return session.scalars(asked).one_or_none()


def lists(session: Session, organisation_ids: Sequence[int]) -> Sequence[ExclusionList]:
    """The lists of these companies, the newest first; at most 50."""
    asked = select(ExclusionList).where(ExclusionList.organisation_id.in_(organisation_ids))
    return session.scalars(asked.order_by(ExclusionList.id.desc()).limit(50)).all()


def end(session: Session, organisation_id: int, now: datetime) -> None:
    """End the list that stands; its keys go, what is known of it stays."""
    session.execute(
        update(ExclusionList)
        .where(ExclusionList.organisation_id == organisation_id, ExclusionList.ended_at.is_(None))
        .values(ended_at=now)
    )
    session.execute(delete(Exclusion).where(Exclusion.organisation_id == organisation_id))


def put(session: Session, row: ExclusionList, labels: Mapping[str, str]) -> None:
    """Let a list stand with its keys, each with the firm it names."""
    session.add(row)
    session.flush()
    columns = ("list_id", "organisation_id", "key", "label")
    rows = ((row.id, row.organisation_id, key, label) for key, label in labels.items())
    copy_in(session, "exclusions", columns, rows)


def let_judge_again(session: Session, organisation_id: int) -> None:
    """Let the company's leads that were put aside for good be judged anew at the next deal."""
    session.execute(
        update(Lead)
        .where(
            Lead.controller_id == organisation_id,
            Lead.blocked_by.is_not(None),
            Lead.blocked_until.is_(None),
            Lead.closed_at.is_(None),
        )
        .values(blocked_by=None)
    )
