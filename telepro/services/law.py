"""What a company and compliance set beside the law: kept, told in the journal, judged from the next call on."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.law.asking import Asker, Form, read_term
from campaigns.law.own_terms import Term
from campaigns.law.tuning import Changer
from campaigns.problems import NotFound, Problem, Refused
from telepro.db import audit, law_changes, people, transaction
from telepro.db.campaigns import let_company_judge_again, let_everybody_judge_again
from telepro.db.law_changes import LawChange, Line
from telepro.db.who import Organisation, Person

HOME_ZONE = "Europe/Paris"


def standing(organisation_ids: Sequence[int] | None, now: datetime) -> list[Line]:
    """What is set beside the law for these companies (None: for every one), the newest first."""
    with transaction() as session:
        return law_changes.listed(session, organisation_ids, now)


def terms(organisation_id: int, now: datetime) -> tuple[Term, ...]:
    """What is set beside the law for a company, as the rules take it."""
    with transaction() as session:
        return law_changes.terms(session, organisation_id, now)


def hold(organisation_id: int, form: Form, by_id: int, language: str, now: datetime) -> None:
    """Hold a company's calls to more than the law; raises `Refused` for what asks less."""
    with transaction() as session:
        zone = session.get_one(Organisation, organisation_id).time_zone
        _set(session, organisation_id, form, Changer.COMPANY, by_id, (zone, language), now)


def loosen(company: str, form: Form, by_id: int, language: str, now: datetime) -> None:
    """Set a figure of the law anew for a company, by its public id, or ("") for all of them.

    Less than the law needs a reason and an end within a year; raises `Refused` otherwise, `NotFound`
    for a company that does not exist.
    """
    with transaction() as session:
        owner = people.organisation(session, company) if company else None
        if company and owner is None:
            raise NotFound(company)
        zone = owner.time_zone if owner else HOME_ZONE
        _set(
            session,
            owner.id if owner else None,
            form,
            Changer.COMPLIANCE,
            by_id,
            (zone, language),
            now,
        )


def take_back(
    organisation_ids: Sequence[int] | None, change_id: str, by_id: int, now: datetime
) -> None:
    """End a change: a company its own (by row ids), compliance (None) any; raises `NotFound`.

    What compliance has set for a company is not the company's to end.
    """
    with transaction() as session:
        row = law_changes.standing(session, change_id, organisation_ids)
        if row is None or (organisation_ids is not None and row.by is not Changer.COMPANY):
            raise NotFound(change_id)
        row.ended_at, row.ended_by_id = now, by_id
        session.flush()
        _judge_again(session, row)
        _note(session, row, by_id, "law.taken_back", now)


def _set(
    session: Session,
    organisation_id: int | None,
    form: Form,
    by: Changer,
    by_id: int,
    where: tuple[str, str],
    now: datetime,
) -> None:
    who = session.get_one(Person, by_id).name
    term = read_term(form, Asker(who, by, now, *where))
    if isinstance(term, Problem):
        raise Refused(term)
    row = law_changes.write(session, organisation_id, by, term, by_id, now)
    _judge_again(session, row)
    _note(session, row, by_id, "law.changed", now)


def _judge_again(session: Session, row: LawChange) -> None:
    if row.organisation_id is None:
        let_everybody_judge_again(session)
    else:
        let_company_judge_again(session, row.organisation_id)


def _note(session: Session, row: LawChange, by_id: int, action: str, now: datetime) -> None:
    subject, details = f"law change {row.public_id}", law_changes.told(row)
    audit.note(session, by_id, row.organisation_id, action, subject, details, now)
