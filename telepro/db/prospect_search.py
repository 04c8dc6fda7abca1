"""Queries of the search: which prospects of which companies fit, the best first, never more than a few pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, union
from sqlalchemy.orm import Session

from campaigns.prospect_base.prospect_actions import SetAside
from campaigns.prospect_base.seeking import Sought, Work
from campaigns.prospects import Audience
from telepro.db import trigrams
from telepro.db.calling import Attempt
from telepro.db.erasing import ERASED
from telepro.db.intake import ImportRow
from telepro.db.set_aside import ProspectRecheck, ProspectTag
from telepro.db.what_for import Campaign
from telepro.db.who import Organisation
from telepro.db.whom import Contact, Import, Lead, Phone, Prospect, Suppression

MOST = 500
"""So many prospects an answer names at most: whoever gets more asks more exactly."""
Match = Callable[[Any, str], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class ProspectFilter:
    """Which prospects are meant, within `companies` (row ids); empty fields ask for all.

    `file` and `campaign` are public ids, `place` the beginning of a town or a postal code, `aside` what
    a manager has decided of them. `ids` names the only ones meant, where they were found by words.
    """

    companies: tuple[int, ...]
    sought: Sought = field(default_factory=Sought)
    file: str = ""
    campaign: str = ""
    place: str = ""
    audience: Audience | None = None
    work: Work | None = None
    tag: str = ""
    aside: SetAside | None = None
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class ProspectLine:
    """A prospect as a list shows it; `person` is the first contact, `number` the first phone."""

    id: int
    public_id: str
    name: str
    company: str
    place: str
    person: str | None
    number: str | None
    calls: int
    last_call_at: datetime | None


def found(session: Session, wanted: ProspectFilter) -> list[int]:
    """Ids of the prospects that fit, the best first, MOST at most."""
    knows = trigrams.are_known(session)
    within = select(Prospect.id).where(*conditions(wanted))
    if not wanted.sought:
        return list(session.scalars(within.order_by(Prospect.id.desc()).limit(MOST)))
    match = trigrams.resembles if knows else trigrams.holds
    arms = [within.where(each).limit(MOST) for each in _meant(wanted.sought, match)]
    among = select(Prospect.id).where(Prospect.id.in_(union(*arms)))
    words = " ".join(wanted.sought.words)
    if words and knows:
        among = among.order_by(trigrams.likeness(Prospect.name, words).desc())
    return list(session.scalars(among.order_by(Prospect.name, Prospect.id).limit(MOST)))


def lines(session: Session, prospect_ids: Sequence[int]) -> list[ProspectLine]:
    """These prospects as a list shows them, in this order."""
    of_prospect = Attempt.prospect_id == Prospect.id
    asked = (
        select(
            Prospect.id,
            Prospect.public_id,
            Prospect.name,
            Organisation.name,
            func.concat_ws(" ", Prospect.postal_code, Prospect.city),
            _first(Contact.name, Contact),
            _first(Phone.e164, Phone),
            select(func.count()).where(of_prospect).scalar_subquery(),
            select(func.max(Attempt.intended_at)).where(of_prospect).scalar_subquery(),
        )
        .join(Organisation, Organisation.id == Prospect.organisation_id)
        .where(Prospect.id.in_(prospect_ids))
    )
    known = {row[0]: ProspectLine(*row) for row in session.execute(asked)}
    return [known[each] for each in prospect_ids if each in known]


def _first(column: Any, table: type[Contact] | type[Phone]) -> Any:
    """The column of the first contact or phone of the prospect at hand."""
    asked = select(column).where(table.prospect_id == Prospect.id)
    return asked.order_by(table.position, table.id).limit(1).scalar_subquery()


def _meant(sought: Sought, match: Match) -> list[ColumnElement[bool]]:
    """The ways in which a prospect can be the one sought; each is a question along an index."""
    of_contact = Contact.prospect_id == Prospect.id
    ways: list[ColumnElement[bool]] = []
    if sought.number:
        ways.append(exists().where(Phone.prospect_id == Prospect.id, Phone.e164 == sought.number))
    if sought.registration:
        ways.append(or_(Prospect.siret == sought.registration, _siren(sought.registration)))
    if sought.email:
        ways.append(exists().where(of_contact, func.lower(Contact.email) == sought.email))
    if sought.words:
        ways.append(and_(*(match(Prospect.name, word) for word in sought.words)))
        ways.append(
            exists().where(of_contact, *(match(Contact.name, word) for word in sought.words))
        )
    return ways


def _siren(digits: str) -> ColumnElement[bool]:
    # The first nine digits of a SIRET are the SIREN.
    return Prospect.siren == digits[:9]


def conditions(wanted: ProspectFilter) -> list[ColumnElement[bool]]:
    """What a prospect must fulfil to be meant, but for what is sought; nobody means who was erased."""
    asked: list[ColumnElement[bool]] = [
        Prospect.organisation_id.in_(wanted.companies),
        Prospect.name != ERASED,
    ]
    if wanted.file:
        asked.append(_of_file(wanted.file))
    if wanted.campaign:
        asked.append(_in_campaign(wanted.campaign))
    if wanted.place:
        asked.append(_in_place(wanted.place))
    if wanted.audience is not None:
        asked.append(Prospect.audience == wanted.audience)
    if wanted.work is not None:
        asked.append(_WORKED[wanted.work])
    if wanted.tag:
        asked.append(_tagged(wanted.tag))
    if wanted.aside is not None:
        asked.append(_ASIDE[wanted.aside])
    if wanted.ids is not None:
        asked.append(Prospect.id.in_(wanted.ids))
    return asked


def named(session: Session, wanted: ProspectFilter) -> ProspectFilter:
    """The same prospects without the words that found them: what is done to them needs no words."""
    if not wanted.sought:
        return wanted
    return replace(wanted, sought=Sought(), ids=tuple(found(session, wanted)))


def _tagged(tag: str) -> ColumnElement[bool]:
    of_prospect = ProspectTag.prospect_id == Prospect.id
    company = ProspectTag.organisation_id == Prospect.organisation_id
    return exists().where(of_prospect, company, ProspectTag.tag == tag)


def _of_file(public_id: str) -> ColumnElement[bool]:
    """In this file: brought by it, or one of its rows went into what was known already."""
    file = select(Import.id).where(Import.public_id == public_id).scalar_subquery()
    merged = exists().where(ImportRow.import_id == file, ImportRow.prospect_id == Prospect.id)
    return or_(Prospect.import_id == file, merged)


def _in_campaign(public_id: str) -> ColumnElement[bool]:
    campaign = select(Campaign.id).where(Campaign.public_id == public_id).scalar_subquery()
    return exists().where(Lead.campaign_id == campaign, Lead.prospect_id == Prospect.id)


def _in_place(place: str) -> ColumnElement[bool]:
    town = trigrams.folded(Prospect.city).startswith(place, autoescape=True)
    return or_(town, Prospect.postal_code.startswith(place.upper(), autoescape=True))


_WORKED: dict[Work, ColumnElement[bool]] = {
    Work.CALLED: exists().where(Attempt.prospect_id == Prospect.id),
    Work.NEVER_CALLED: ~exists().where(Attempt.prospect_id == Prospect.id),
    Work.IN_NO_CAMPAIGN: ~exists().where(Lead.prospect_id == Prospect.id),
}
_ASIDE: dict[SetAside, ColumnElement[bool]] = {
    SetAside.EXCLUDED: exists().where(
        Suppression.prospect_id == Prospect.id,
        Suppression.action_id.is_not(None),
        Suppression.lifted_at.is_(None),
    ),
    SetAside.TO_RECHECK: exists().where(
        ProspectRecheck.prospect_id == Prospect.id,
        ProspectRecheck.asked_at >= Prospect.updated_at,
    ),
}
