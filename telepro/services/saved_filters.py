"""Filters of prospects under a name: kept, opened, changed by their owner, shared with colleagues."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.problems import NotFound, Problem, Refused
from campaigns.prospect_base.saved_filters import (
    LONGEST_NAME,
    MOST_OF_ONE_PERSON,
    kept_of,
    read_name,
)
from telepro.db import audit, saved_filters, transaction
from telepro.db.set_aside import SavedFilter


@dataclass(frozen=True, slots=True)
class Keeper:
    """The manager who keeps filters, and the agencies they manage for."""

    person_id: int
    agencies: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a filter: its name, whether colleagues see it, the fields of the search."""

    name: str
    shared: bool
    asked: Mapping[str, str]


def listed(keeper: Keeper) -> Sequence[SavedFilter]:
    """One's own filters and those that colleagues share, by name."""
    with transaction() as session:
        return saved_filters.seen_by(session, keeper.person_id, keeper.agencies)


def opened(keeper: Keeper, filter_id: str) -> SavedFilter:
    """One filter; raises `NotFound` for one that is not shown to this person."""
    with transaction() as session:
        return _seen(session, keeper, filter_id)


def keep(keeper: Keeper, said: Said, now: datetime) -> str:
    """Keep a search under a name; gives its public id. Raises `Refused` without a name or a field."""
    name, wanted = _read(said)
    with transaction() as session:
        if saved_filters.number_of(session, keeper.person_id) >= MOST_OF_ONE_PERSON:
            raise Refused(_too_many())
        row = SavedFilter(
            agency_id=keeper.agencies[0],
            owner_id=keeper.person_id,
            name=name,
            shared=said.shared,
            wanted=wanted,
            created_at=now,
            updated_at=now,
        )
        session.add(row)
        session.flush()
        _note(session, row, "kept", now)
        return row.public_id


def change(keeper: Keeper, filter_id: str, said: Said, now: datetime) -> None:
    """Name, share or fill one's own filter anew; a colleague's raises `NotFound`."""
    name, wanted = _read(said)
    with transaction() as session:
        row = _own(session, keeper, filter_id)
        row.name, row.shared, row.wanted, row.updated_at = name, said.shared, wanted, now
        _note(session, row, "changed", now)


def delete(keeper: Keeper, filter_id: str, now: datetime) -> None:
    """Delete one's own filter; a colleague's raises `NotFound`."""
    with transaction() as session:
        row = _own(session, keeper, filter_id)
        session.delete(row)
        _note(session, row, "deleted", now)


def _read(said: Said) -> tuple[str, dict[str, str]]:
    name, wanted = read_name(said.name), kept_of(said.asked)
    problems = [*([] if name else [_no_name()]), *([] if wanted else [_no_field()])]
    if problems:
        raise Refused(*problems)
    return name, wanted


def _seen(session: Session, keeper: Keeper, filter_id: str) -> SavedFilter:
    found = saved_filters.one(session, keeper.person_id, keeper.agencies, filter_id)
    if found is None:
        raise NotFound(filter_id)
    return found


def _own(session: Session, keeper: Keeper, filter_id: str) -> SavedFilter:
    found = _seen(session, keeper, filter_id)
    if found.owner_id != keeper.person_id:
        raise NotFound(filter_id)
    return found


def _note(session: Session, row: SavedFilter, what: str, now: datetime) -> None:
    details = {"shared": row.shared, "fields": sorted(row.wanted)}
    subject, action = f"prospect filter {row.public_id}", f"prospects.filter_{what}"
    audit.note(session, row.owner_id, row.agency_id, action, subject, details, now)


def _no_name() -> Problem:
    fix = _("Name it by whom it finds, such as “schools of Créteil”.")
    expected = _("a name of %(most)d characters at most", most=LONGEST_NAME)
    return Problem("name", _("nothing"), expected, fix)


def _no_field() -> Problem:
    return Problem(
        "search",
        _("no field but what was typed"),
        _("a company, a file, a town, an audience, calls or a tag"),
        _("Choose one: what is typed to find one person is not kept."),
    )


def _too_many() -> Problem:
    return Problem(
        "name",
        _("%(most)d filters already", most=MOST_OF_ONE_PERSON),
        _("fewer"),
        _("Delete one that you no longer use."),
    )
