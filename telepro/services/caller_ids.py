"""The numbers that a campaign shows: seen, added, taken out; and laid to rest when nobody answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.law import Technique
from campaigns.law.rules import Rule
from campaigns.numbers.caller_ids import Answers, NumberState, collapses, law_against, state_of
from campaigns.numbers.limits import MOST_SHOWN
from campaigns.plan.kinds import whole
from campaigns.problems import NotFound, Problem, Refused
from campaigns.prospects import Audience
from telepro.db import answer_rates, audit, caller_ids, campaigns, frozen, transaction
from telepro.db.caller_ids import HouseLine, PooledLine
from telepro.db.what_for import Campaign

LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class NewNumber:
    """A number to show, as a manager asked for it; an empty cap is as the campaign's."""

    e164: str
    label: str = ""
    daily_cap: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A number of a pool, how it stands, by which law it may not be shown, who answered in a week."""

    line: PooledLine
    state: NumberState
    law: Rule | None
    week: Answers


@dataclass(frozen=True, slots=True)
class Pool:
    """The numbers of a campaign, and those of the account that it could show besides."""

    campaign: Campaign
    numbers: Sequence[Standing]
    others: Sequence[str]
    usual: str | None


def shown(
    organisation_ids: tuple[int, ...], campaign_id: str, account: Sequence[str], now: datetime
) -> Pool:
    """A campaign's pool as its page shows it; `account` are the numbers of the carrier account.

    `usual` is what a campaign without a pool shows. Raises `NotFound` for another's campaign.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        actions = frozen.plan(session, campaign.plan_id).actions
        heard = answer_rates.in_a_week(session, campaign.id, now)
        lines = caller_ids.pool(session, campaign, now)
        standing = [
            _standing(line, campaign.country, actions.dial_mode, heard, now) for line in lines
        ]
        pooled = {line.number.e164 for line in lines}
        others = [number for number in account if number not in pooled]
        usual = actions.caller_id or next(iter(account), None)
        return Pool(campaign, standing, others, usual)


def of_house(now: datetime) -> list[tuple[HouseLine, NumberState]]:
    """Every number that a campaign of any company shows, for whoever looks after the house."""
    with transaction() as session:
        lines = caller_ids.of_house(session, now)
        return [(each, state_of(each.line.number, None, now)) for each in lines]


def add(
    organisation_ids: tuple[int, ...],
    campaign_id: str,
    new: NewNumber,
    account: Sequence[str],
    by_id: int,
    now: datetime,
) -> None:
    """Let a campaign show one more number of the account.

    Raises `Refused` for a number that is not the account's, or a cap that can't be.
    """
    cap = whole(1, MOST_SHOWN).read(new.daily_cap) if new.daily_cap.strip() else None
    if problems := _problems(new, account, cap):
        raise Refused(*problems)
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        label = new.label.strip()[:LONGEST_LABEL]
        if caller_ids.add(session, campaign, new.e164, label, cap, now):
            _changed(session, campaign, "caller_id.added", new.e164, by_id, now)


def remove(
    organisation_ids: tuple[int, ...], campaign_id: str, number_id: str, by_id: int, now: datetime
) -> None:
    """Take a number out of a campaign's pool; raises `NotFound` where it is not in it."""
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        e164 = caller_ids.remove(session, campaign, number_id, now)
        if e164 is None:
            raise NotFound(number_id)
        _changed(session, campaign, "caller_id.removed", e164, by_id, now)


def rest_collapsed(now: datetime) -> int:
    """Lay to rest every number that people have stopped answering; how many."""
    with transaction() as session:
        rested = 0
        for campaign in caller_ids.with_pools(session):
            heard = answer_rates.lately(session, campaign.id, now)
            for number, own in sorted(heard.items()):
                if collapses(own, _others(heard, number)):
                    rested += _rest(session, campaign, number, own, now)
        return rested


def _others(heard: dict[str, Answers], number: str) -> Answers:
    others = [each for e164, each in heard.items() if e164 != number]
    return Answers(sum(each.calls for each in others), sum(each.answered for each in others))


def _rest(session: Session, campaign: Campaign, number: str, own: Answers, now: datetime) -> int:
    until = caller_ids.rest(session, campaign.controller_id, number, now)
    if until is None:
        return 0
    details = {"calls": own.calls, "answered": own.answered, "until": until.isoformat()}
    company, subject = campaign.controller_id, f"number {number}"
    audit.note(session, None, company, "caller_id.rested", subject, details, now)
    return 1


def _standing(
    line: PooledLine,
    country: str,
    technique: Technique,
    heard: dict[str, Answers],
    now: datetime,
) -> Standing:
    number = line.number
    # Consumers have every rule that businesses have.
    law = law_against(number.e164, country, Audience.B2C, technique, now)
    return Standing(line, state_of(number, law, now), law, heard.get(number.e164, Answers()))


def _changed(
    session: Session, campaign: Campaign, action: str, e164: str, by_id: int, now: datetime
) -> None:
    campaigns.let_judge_again(session, campaign.id)
    details = {"campaign": campaign.public_id}
    audit.note(session, by_id, campaign.controller_id, action, f"number {e164}", details, now)


def _problems(new: NewNumber, account: Sequence[str], cap: int | None) -> list[Problem]:
    problems = []
    if new.e164 not in account:
        fix = _("Choose one of the list; an administrator adds numbers to the account.")
        expected = _("a number of the carrier account")
        problems.append(Problem("e164", new.e164[:30] or _("nothing"), expected, fix))
    if new.daily_cap.strip() and cap is None:
        expected = _("a whole number from 1 to %(most)d", most=MOST_SHOWN)
        fix = _("Leave it empty to take the campaign's.")
        problems.append(Problem("daily_cap", new.daily_cap[:30], expected, fix))
    return problems
