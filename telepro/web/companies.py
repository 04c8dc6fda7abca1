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


def company_ids() -> tuple[int, ...]:
    """The row ids of their companies."""
    return tuple(company.id for company in companies())


def company(public_id: str) -> Organisation:
    """One of their companies; any other is not found."""
    found = [each for each in companies() if each.public_id == public_id]
    return found[0] if found else abort(404)
