"""The companies whose prospect files a manager may see: those that they manage missions for."""

from collections.abc import Sequence

from flask import abort

from campaigns.states import Role
from telepro.db.who import Organisation
from telepro.services import missions
from telepro.web.access import current_person


def mine() -> tuple[int, ...]:
    """The organisations that the person at hand manages for."""
    return current_person().organisations(Role.MANAGER)


def companies() -> Sequence[Organisation]:
    """Their companies."""
    return missions.companies(mine())


def companies_with_files() -> Sequence[Organisation]:
    """Those that a file may be uploaded for: a sample takes no file, since it goes with all it holds."""
    return [each for each in companies() if each.sample_of_id is None]


def company_ids() -> tuple[int, ...]:
    """The row ids of their companies."""
    return tuple(company.id for company in companies())


def company(public_id: str) -> Organisation:
    """One of those that a file may be uploaded for; any other is not found."""
    found = [each for each in companies_with_files() if each.public_id == public_id]
    return found[0] if found else abort(404)
