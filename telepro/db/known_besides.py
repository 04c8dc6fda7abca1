"""Queries of what is known of prospects besides their file, for the rules of a plan that ask for it."""

from collections.abc import Callable, Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from telepro.db.results import Outcome
from telepro.db.whom import Contact, Lead, Prospect

Fields = dict[int, dict[str, str]]


def fields(
    session: Session, prospect_ids: Sequence[int], asked: Collection[str]
) -> Mapping[int, Mapping[str, str]]:
    """The values asked for, by prospect: `role` of who is asked for first, `updated_on`, the
    `last_result` and `last_called_on` over all campaigns."""
    found: Fields = {prospect_id: {} for prospect_id in prospect_ids}
    if not prospect_ids:
        return found
    for names, read in _READERS.items():
        if not names.isdisjoint(asked):
            read(session, prospect_ids, found)
    return found


def _roles(session: Session, prospect_ids: Sequence[int], found: Fields) -> None:
    asked = (
        select(Contact.prospect_id, Contact.role)
        .where(Contact.prospect_id.in_(prospect_ids), Contact.role.is_not(None))
        .ext(distinct_on(Contact.prospect_id))
        .order_by(Contact.prospect_id, Contact.decision_maker.desc(), Contact.position)
    )
    for prospect_id, role in session.execute(asked):
        found[prospect_id]["role"] = role or ""


def _updates(session: Session, prospect_ids: Sequence[int], found: Fields) -> None:
    asked = select(Prospect.id, Prospect.updated_at).where(Prospect.id.in_(prospect_ids))
    for prospect_id, at in session.execute(asked):
        found[prospect_id]["updated_on"] = f"{at:%Y-%m-%d}"


def _results(session: Session, prospect_ids: Sequence[int], found: Fields) -> None:
    """The standing outcome of the newest attempt: corrections have the higher id."""
    asked = (
        select(Lead.prospect_id, Outcome.disposition, Outcome.recorded_at)
        .join(Outcome, Outcome.lead_id == Lead.id)
        .where(Lead.prospect_id.in_(prospect_ids))
        .ext(distinct_on(Lead.prospect_id))
        .order_by(Lead.prospect_id, Outcome.attempt_id.desc(), Outcome.id.desc())
    )
    for prospect_id, disposition, at in session.execute(asked):
        found[prospect_id]["last_result"] = str(disposition)
        found[prospect_id]["last_called_on"] = f"{at:%Y-%m-%d}"


_READERS: Mapping[frozenset[str], Callable[[Session, Sequence[int], Fields], None]] = {
    frozenset({"role"}): _roles,
    frozenset({"updated_on"}): _updates,
    frozenset({"last_result", "last_called_on"}): _results,
}
