"""Who of a company takes over calls: named by its campaign manager, or by the company itself."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.numbers.phones import BadPhone, mask, read_phone
from campaigns.problems import NotFound, Problem, Refused
from telepro.db import audit, missions, transaction
from telepro.db import colleagues as rows
from telepro.db.other_legs import Colleague
from telepro.db.what_for import Mission

LONGEST = 80  # letters of a name or a role


@dataclass(frozen=True, slots=True)
class NewColleague:
    """Somebody to name, as typed."""

    name: str
    role: str
    number: str
    language: str = "en"


def of_mission(managed_by: tuple[int, ...], mission_id: str) -> list[Colleague]:
    """Who of a mission's company takes over calls, by name."""
    with transaction() as session:
        mission = missions.managed(session, managed_by, mission_id)
        return rows.of_company(session, mission.organisation_id)


def add(
    managed_by: tuple[int, ...], mission_id: str, new: NewColleague, by_id: int, now: datetime
) -> None:
    """Name somebody; raises `Refused` for no name, or for a number that may not be called."""
    with transaction() as session:
        mission = missions.managed(session, managed_by, mission_id)
        read = read_phone(new.number, mission.organisation.country)
        if problems := _problems(new, read):
            raise Refused(*problems)
        assert not isinstance(read, BadPhone)
        session.add(
            Colleague(
                organisation_id=mission.organisation_id,
                name=new.name.strip()[:LONGEST],
                role=new.role.strip()[:LONGEST],
                e164=read.phone.e164,
                added_by_id=by_id,
                added_at=now,
            )
        )
        details = {"name": new.name.strip()[:LONGEST], "number": mask(read.phone.e164)}
        _note(session, mission, "colleague.named", details, by_id, now)


def retire(
    managed_by: tuple[int, ...], mission_id: str, colleague_id: str, by_id: int, now: datetime
) -> None:
    """No more calls for them; raises `NotFound` for another company's."""
    with transaction() as session:
        mission = missions.managed(session, managed_by, mission_id)
        name = rows.retire(session, mission.organisation_id, colleague_id, now)
        if name is None:
            raise NotFound(colleague_id)
        _note(session, mission, "colleague.retired", {"name": name}, by_id, now)


def _problems(new: NewColleague, read: object) -> list[Problem]:
    problems = []
    if not new.name.strip():
        problems.append(
            Problem("name", _("nothing"), _("a name"), _("Write who takes the call over."))
        )
    if isinstance(read, BadPhone):
        problems.append(read.problem("number", new.language))
    return problems


def _note(
    session: Session,
    mission: Mission,
    action: str,
    details: dict[str, str],
    by_id: int,
    now: datetime,
) -> None:
    subject = f"mission {mission.public_id}"
    audit.note(session, by_id, mission.organisation_id, action, subject, details, now)
