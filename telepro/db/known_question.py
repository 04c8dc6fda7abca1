"""The one question that asks what the tables know of leads: each journey takes longer than its answer."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from campaigns.attempts import CallResult
from campaigns.dispositions import RULES
from campaigns.numbers.caller_ids import DAILY_CAP
from campaigns.numbers.destinations import CountedBy
from campaigns.states import CallbackState, CampaignState, EngagementState
from telepro.db.calling import Attempt, CallListEntry, LiveCall
from telepro.db.columns import among
from telepro.db.intake import ExclusionList
from telepro.db.law_changes import AS_TEXT, CONCERNING, EVERYBODY, LawChange
from telepro.db.numbers import CallerId, CampaignCallerId, DialCount
from telepro.db.results import Callback, Outcome
from telepro.db.what_for import Campaign, WaveState
from telepro.db.who import Engagement, Organisation, Person, WorkSession
from telepro.db.whom import Consent, Lead

REFUSING = [code for code, rule in RULES.items() if rule.refusal]


class Kind(StrEnum):
    """What a row of the one big question tells."""

    OF_NUMBER = "of_number"
    OF_PROSPECT = "of_prospect"
    LAST_ON_NUMBER = "last_on_number"
    LIVE = "live"
    REFUSED_NUMBER = "refused_number"
    REFUSED_PROSPECT = "refused_prospect"
    AGREED = "agreed"
    LISTED = "listed"
    RUNNING = "running"
    AT_WORK = "at_work"
    ENGAGED = "engaged"
    PREPARED = "prepared"
    WAVE = "wave"
    POOLED = "pooled"
    SHOWN = "shown"
    LIMITS = "limits"
    COMPANY_DIALS = "company_dials"
    PREFIX_DIALS = "prefix_dials"
    EXCLUDING = "excluding"
    LAW_CHANGE = "law_change"
    ABANDONED = "abandoned"
    MACHINE = "machine"


def _since(name: str) -> ColumnElement[bool]:
    return Attempt.intended_at > _at(name)


def _at(name: str) -> ColumnElement[datetime]:
    return bindparam(name, type_=DateTime(timezone=True))


def _tells(
    kind: Kind, owner: Any = None, word: Any = None, at: Any = None, count: Any = None
) -> Any:
    """A part of the question: rows of its kind, with what it does not tell left empty."""
    return select(
        literal_column(f"'{kind}'").label("kind"),
        cast(null() if owner is None else owner, BigInteger).label("owner"),
        cast(null() if word is None else word, Text).label("word"),
        cast(null() if at is None else at, DateTime(timezone=True)).label("at"),
        cast(null() if count is None else count, BigInteger).label("count"),
    )


# An attempt that was or may have been placed; an intention that came to nothing is none.
# Whoever called us was not called by us.
_RANG = and_(
    Attempt.sid.is_not(None) | Attempt.ended_at.is_(None),
    Attempt.direction == literal_column("'outbound'"),
)
_later = aliased(Outcome)
# Spelled as in the partial index of refusals: among all outcomes they would be sought for long.
_STANDING_REFUSAL = (
    Outcome.disposition.in_([literal_column(f"'{each}'") for each in REFUSING]),
    ~exists().where(_later.supersedes_id == Outcome.id),
)
_OF_ACTIVE_ENGAGEMENT = (
    Engagement.mission_id == Campaign.mission_id,
    Engagement.state == EngagementState.ACTIVE,
)

# Spelled out, as in the partial index of a company's people.
_counted = {each: DialCount.counted_by == literal_column(f"'{each}'") for each in CountedBy}
_pooled_numbers = (
    select(CallerId.e164)
    .join(CampaignCallerId, CampaignCallerId.caller_id_id == CallerId.id)
    .where(among(CampaignCallerId.campaign_id, "campaigns"))
)
_over = func.max(func.coalesce(Attempt.ended_at, Attempt.intended_at))


def _ended(kind: Kind, result: CallResult) -> Any:
    """When a call to a number last ended so."""
    return (
        _tells(kind, Attempt.controller_id, Attempt.e164, _over)
        .where(
            among(Attempt.controller_id, "controllers"),
            among(Attempt.e164, "resting"),
            _since("of_the_law"),
            Attempt.result == literal_column(f"'{result}'"),
        )
        .group_by(Attempt.controller_id, Attempt.e164)
    )


_last, _refused = func.max(Attempt.intended_at), func.max(Outcome.recorded_at)
_calls = func.sum(DialCount.value)
QUESTION = union_all(
    _tells(Kind.OF_NUMBER, Attempt.controller_id, Attempt.e164, Attempt.intended_at).where(
        among(Attempt.controller_id, "controllers"),
        among(Attempt.e164, "numbers"),
        _since("of_the_law"),
        _RANG,
    ),
    _tells(Kind.OF_PROSPECT, Attempt.prospect_id, at=Attempt.intended_at).where(
        among(Attempt.prospect_id, "prospects"), _since("of_the_plan"), _RANG
    ),
    _tells(Kind.LAST_ON_NUMBER, word=Attempt.e164, at=_last)
    .where(among(Attempt.e164, "numbers"), _since("of_a_day"), _RANG)
    .group_by(Attempt.e164),
    _tells(Kind.LIVE, word=LiveCall.e164).where(among(LiveCall.e164, "numbers")),
    _tells(Kind.REFUSED_NUMBER, Attempt.controller_id, Attempt.e164, _refused)
    .join(Outcome, Outcome.attempt_id == Attempt.id)
    .where(
        among(Attempt.controller_id, "controllers"),
        among(Attempt.e164, "consumers"),
        *_STANDING_REFUSAL,
    )
    .group_by(Attempt.controller_id, Attempt.e164),
    _tells(Kind.REFUSED_PROSPECT, Lead.prospect_id, at=_refused)
    .join(Outcome, Outcome.lead_id == Lead.id)
    .where(among(Lead.prospect_id, "businesses"), *_STANDING_REFUSAL)
    .group_by(Lead.prospect_id),
    _tells(Kind.AGREED, Callback.lead_id, at=Callback.due_at).where(
        among(Callback.lead_id, "leads"), Callback.state == CallbackState.PROMISED
    ),
    _tells(Kind.LISTED, CallListEntry.lead_id).where(
        among(CallListEntry.lead_id, "leads"), CallListEntry.ended_at.is_(None)
    ),
    # With the countries that it calls.
    _tells(Kind.RUNNING, Campaign.id, func.array_to_string(Campaign.destinations, " ")).where(
        among(Campaign.id, "campaigns"), Campaign.state == CampaignState.RUNNING
    ),
    _tells(Kind.AT_WORK, WorkSession.campaign_id).where(
        among(WorkSession.campaign_id, "campaigns"), WorkSession.ended_at.is_(None)
    ),
    # Campaigns on whose mission at least one teleprospector is engaged, and one who passed the quiz.
    _tells(Kind.ENGAGED, Campaign.id).where(
        among(Campaign.id, "campaigns"), exists().where(*_OF_ACTIVE_ENGAGEMENT)
    ),
    _tells(Kind.PREPARED, Campaign.id).where(
        among(Campaign.id, "campaigns"),
        exists().where(*_OF_ACTIVE_ENGAGEMENT, Engagement.quiz_passed_at.is_not(None)),
    ),
    # Campaigns whose test wave is made and waits for a signature.
    _tells(Kind.WAVE, WaveState.campaign_id).where(
        among(WaveState.campaign_id, "campaigns"), WaveState.signed_at.is_(None)
    ),
    # Numbers that a campaign may show, each with the end of its rest and its calls a day at most.
    _tells(
        Kind.POOLED,
        CampaignCallerId.campaign_id,
        CallerId.e164,
        CallerId.rest_until,
        func.coalesce(CallerId.daily_cap, Campaign.caller_id_cap, DAILY_CAP),
    )
    .join(CallerId, CallerId.id == CampaignCallerId.caller_id_id)
    .join(Campaign, Campaign.id == CampaignCallerId.campaign_id)
    .where(among(CampaignCallerId.campaign_id, "campaigns"), CallerId.retired_at.is_(None)),
    _tells(Kind.SHOWN, word=DialCount.key, count=_calls)
    .where(
        _counted[CountedBy.CALLER_ID],
        DialCount.slot == _at("day"),
        DialCount.key.in_(_pooled_numbers),
    )
    .group_by(DialCount.key),
    _tells(Kind.LIMITS, Organisation.id, Organisation.calling_limits).where(
        among(Organisation.id, "controllers"),
        Organisation.calling_limits != literal_column("'{}'::jsonb"),
    ),
    _tells(Kind.COMPANY_DIALS, DialCount.controller_id, count=_calls)
    .where(
        _counted[CountedBy.PERSON],
        DialCount.slot == _at("day"),
        among(DialCount.controller_id, "controllers"),
    )
    .group_by(DialCount.controller_id),
    _tells(Kind.PREFIX_DIALS, DialCount.controller_id, DialCount.key, count=DialCount.value).where(
        _counted[CountedBy.PREFIX],
        among(DialCount.key, "prefixes"),
        DialCount.slot == _at("hour"),
        among(DialCount.controller_id, "controllers"),
    ),
    # Companies with a list of firms that they will not have called: few, and only these are asked more.
    _tells(Kind.EXCLUDING, ExclusionList.organisation_id).where(
        among(ExclusionList.organisation_id, "controllers"), ExclusionList.ended_at.is_(None)
    ),
    # What these companies, or compliance, have set beside the law.
    _tells(
        Kind.LAW_CHANGE,
        func.coalesce(LawChange.organisation_id, EVERYBODY),
        AS_TEXT,
        LawChange.made_at,
        LawChange.id,
    )
    .select_from(LawChange)
    .outerjoin(Person, Person.id == LawChange.made_by_id)
    .where(
        LawChange.ended_at.is_(None),
        LawChange.until.is_(None) | (LawChange.until > _at("now")),
        CONCERNING,
    ),
)
CONSENTS = (
    select(Consent)
    .where(among(Consent.organisation_id, "controllers"), among(Consent.e164, "numbers"))
    .order_by(Consent.captured_at)
)
# Asked beside it, only of numbers in countries whose law lets them rest then.
RESTED = union_all(
    _ended(Kind.ABANDONED, CallResult.ABANDONED), _ended(Kind.MACHINE, CallResult.MACHINE)
)
