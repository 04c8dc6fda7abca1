"""What people ask of the data held about them: opened, checked, then handed out or erased, with proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.dispositions import SuppressionScope
from campaigns.problems import NotFound, Problem, Refused
from campaigns.prospect_base.data_requests import (
    MONTHS,
    MORE_MONTHS,
    IdentityCheck,
    RefusalGround,
    RequestKind,
    RequestState,
    due_at,
    may_move,
)
from campaigns.states import ImportState
from telepro.db import (
    data_requests,
    erasing,
    holdings,
    missions,
    objections,
    prospect_files,
    prospect_views,
    suppressions,
    transaction,
)
from telepro.db.data_requests import DataRequest, RequestLine
from telepro.db.erasing import Traces
from telepro.db.holdings import Held
from telepro.db.who import Organisation, Person
from telepro.db.whom import Import, Prospect
from telepro.import_job import rejected_file

LISTED = 200


@dataclass(frozen=True, slots=True)
class Asker:
    """The manager who answers requests, and the organisations for which they do."""

    person_id: int
    organisations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One request, what may be done with it, and whom an erasure would also silence."""

    request: DataRequest
    prospect: Prospect
    company: Organisation
    opened_by: str
    closed_by: str | None
    sharing: int
    certificate: str


def listed(asker: Asker) -> Sequence[RequestLine]:
    """The requests to the companies whose missions they manage, the most urgent first."""
    with transaction() as session:
        return data_requests.lines(session, _companies(session, asker), LISTED)


def open_request(asker: Asker, prospect_id: str, kind: RequestKind, now: datetime) -> str:
    """Open a request about a prospect; gives its id, that of the one that waits where there is one."""
    with transaction() as session:
        companies = _companies(session, asker)
        prospect = prospect_views.of_companies(session, companies, prospect_id)
        if prospect is None:
            raise NotFound(prospect_id)
        waiting = data_requests.waiting(session, prospect.id, kind)
        if waiting is not None:
            return waiting.public_id
        row = data_requests.begin(session, prospect, kind, asker.person_id, now)
        data_requests.note(
            session,
            asker.person_id,
            row,
            "opened",
            {"kind": kind, "due": row.due_at.isoformat()},
            now,
        )
        return row.public_id


def opened(asker: Asker, request_id: str) -> RequestPage:
    """One request as its page shows it."""
    with transaction() as session:
        row = _own(session, asker, request_id)
        prospect = session.get_one(Prospect, row.prospect_id)
        closed_by = session.get(Person, row.closed_by_id) if row.closed_by_id else None
        firm = prospect_views.of_firm(session, prospect)
        return RequestPage(
            request=row,
            prospect=prospect,
            company=session.get_one(Organisation, row.organisation_id),
            opened_by=session.get_one(Person, row.opened_by_id).name,
            closed_by=closed_by.name if closed_by else None,
            sharing=sum(each.by_number for each in firm),
            certificate=data_requests.digest(row.certificate) if row.certificate else "",
        )


def check_identity(asker: Asker, request_id: str, how: IdentityCheck, now: datetime) -> None:
    """Note how one knows that it is the person."""
    with transaction() as session:
        row = _moving(session, asker, request_id, RequestState.CHECKED)
        row.state, row.identity = RequestState.CHECKED, how
        data_requests.note(session, asker.person_id, row, "checked", {"how": how}, now)


def refuse(asker: Asker, request_id: str, ground: RefusalGround, now: datetime) -> None:
    """Close a request without granting it."""
    with transaction() as session:
        row = _moving(session, asker, request_id, RequestState.REFUSED)
        row.state, row.refused_for = RequestState.REFUSED, ground
        _close(row, asker, now)
        data_requests.note(session, asker.person_id, row, "refused", {"ground": ground}, now)


def extend(asker: Asker, request_id: str, now: datetime) -> None:
    """Take the two more months that a complex request may have; the person is told within the first."""
    with transaction() as session:
        row = _own(session, asker, request_id)
        if row.closed_at or row.extended_at or now > row.due_at:
            raise Refused(_no_more_time())
        company = session.get_one(Organisation, row.organisation_id)
        row.due_at = due_at(row.received_at, company.time_zone, MONTHS + MORE_MONTHS)
        row.extended_at = now
        data_requests.note(
            session, asker.person_id, row, "extended", {"due": row.due_at.isoformat()}, now
        )


def hand_out(asker: Asker, request_id: str, now: datetime) -> Held:
    """Everything held about the person, and the request done; again as often as it is asked for.

    Raises `Refused` before the identity is checked.
    """
    with transaction() as session:
        row = _own(session, asker, request_id)
        if row.kind is not RequestKind.ACCESS:
            raise NotFound(request_id)
        if row.state is not RequestState.DONE:
            _must_move(row, RequestState.DONE)
        held = holdings.of_prospect(session, session.get_one(Prospect, row.prospect_id))
        rows = {part: len(found) for part, found in held.items()}
        if row.state is not RequestState.DONE:
            row.state = RequestState.DONE
            row.certificate = {"rows": rows, "at": now.isoformat()}
            _close(row, asker, now)
        data_requests.note(
            session, asker.person_id, row, "handed_out", {"rows": sum(rows.values())}, now
        )
        return held


def erase(asker: Asker, request_id: str, now: datetime) -> None:
    """Take the person's data out of every table, leave the fingerprints, and certify it.

    Raises `Refused` before the identity is checked, during a call, and while a file of theirs is read.
    """
    with transaction() as session:
        row = _moving(session, asker, request_id, RequestState.DONE)
        if row.kind is not RequestKind.ERASURE:
            raise NotFound(request_id)
        # Whoever reads a file of the company meanwhile sees the fingerprints from its next rows on.
        prospect_files.lock_company(session, row.organisation_id)
        prospect = session.get_one(Prospect, row.prospect_id, with_for_update=True)
        files = _at_rest(session, prospect)
        known = erasing.traces(session, prospect)
        prints = _silence(session, prospect, known, asker, now)
        counts = erasing.erase(session, prospect, known, prints, now)
        row.state = RequestState.DONE
        row.certificate = data_requests.certificate(row, counts, len(prints), files, now)
        _close(row, asker, now)
        proof = {"sha256": data_requests.digest(row.certificate), "rows": sum(counts.values())}
        data_requests.note(session, asker.person_id, row, "erased", proof, now)
    for file in files:
        Path(file.stored_path).unlink(missing_ok=True)
        rejected_file(file).unlink(missing_ok=True)


def _at_rest(session: Session, prospect: Prospect) -> Sequence[Import]:
    """The files that named the prospect; `Refused` while one is read, or the prospect is called."""
    files = erasing.files_of(session, prospect)
    if erasing.is_busy(session, prospect.id) or any(_is_read(each) for each in files):
        raise Refused(_busy())
    return files


def _silence(
    session: Session, prospect: Prospect, known: Traces, asker: Asker, now: datetime
) -> dict[str, str]:
    """Suppress the numbers and the record by fingerprint, and take them off every list at once."""
    company = prospect.organisation_id
    values = [(SuppressionScope.NUMBER, each) for each in known.numbers]
    for scope, value in [*values, (SuppressionScope.PROSPECT, prospect.public_id)]:
        suppressions.forget(
            session, company, scope, value, now, prospect_id=prospect.id, by_id=asker.person_id
        )
    for number in known.numbers:
        objections.take_back(session, [company], number, now)
    objections.take_back_prospects(session, company, [prospect.id], now)
    return {each: suppressions.fingerprint(each) for each in known.numbers}


def _is_read(file: Import) -> bool:
    return file.state in {ImportState.RECEIVED, ImportState.RUNNING}


def _companies(session: Session, asker: Asker) -> tuple[int, ...]:
    found = missions.companies_of_manager(session, asker.organisations)
    return tuple(each.id for each in found)


def _own(session: Session, asker: Asker, request_id: str) -> DataRequest:
    row = data_requests.of_companies(session, _companies(session, asker), request_id)
    if row is None:
        raise NotFound(request_id)
    return row


def _moving(session: Session, asker: Asker, request_id: str, target: RequestState) -> DataRequest:
    row = _own(session, asker, request_id)
    _must_move(row, target)
    return row


def _must_move(row: DataRequest, target: RequestState) -> None:
    if not may_move(row.state, target):
        raise Refused(_not_now() if row.closed_at is None else _over())


def _close(row: DataRequest, asker: Asker, now: datetime) -> None:
    row.closed_at, row.closed_by_id = now, asker.person_id


def _not_now() -> Problem:
    return Problem(
        "identity",
        _("an identity that nobody has checked"),
        _("a person who is known to be the one concerned"),
        _("Check first who asks, and say how."),
    )


def _over() -> Problem:
    fix = _("Open a new request on the prospect’s page.")
    return Problem("state", _("a request that is over"), _("one that waits"), fix)


def _busy() -> Problem:
    return Problem(
        "state",
        _("a call or a file that is still under way"),
        _("a prospect whom nobody calls or reads at this moment"),
        _("Try again in a few minutes."),
    )


def _no_more_time() -> Problem:
    return Problem(
        "due",
        _("a term that is over or was extended already"),
        _("a request in its first month"),
        _("Answer it now."),
    )
