"""Queries on the prospects of a company: known ones found again, new ones written, older ones completed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import BigInteger, cast, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from campaigns.numbers.phones import Phone as Number
from campaigns.prospects import Contact as Person
from campaigns.prospects import Prospect as Row
from campaigns.same_prospect.merging import Survivor
from campaigns.same_prospect.survivorship import CONTACTS, FILLED, PHONES, MergePolicy
from campaigns.states import PhoneState
from telepro import ids
from telepro.db.prospect_files import copy_in
from telepro.db.whom import Contact, Phone, Prospect

IMPORTED = "import"

_OWN_VALUES = ("siret", *FILLED)
_COMPLETE = """
    update prospects p set {values}, audience = v.audience, extra = {extra}, updated_at = :now
    from jsonb_to_recordset(cast(:rows as jsonb)) as v(
        id bigint, name text, siret text, siren text, naf text, address text, city text,
        external_id text, headcount bigint, note text, region text, interest text, audience text, extra jsonb
    )
    where p.id = v.id
"""
# What a person has written meanwhile is not empty any more, and stays.
_FILL = text(
    _COMPLETE.format(
        values=", ".join(f"{name} = coalesce(p.{name}, v.{name})" for name in _OWN_VALUES),
        extra="v.extra || p.extra",
    )
)
# The rows are locked since they were read: nobody has written meanwhile.
_REPLACE = text(
    _COMPLETE.format(
        values=", ".join(f"{name} = v.{name}" for name in ("name", *_OWN_VALUES)), extra="v.extra"
    )
)


def add(
    session: Session,
    organisation_id: int,
    import_id: int,
    rows: Mapping[int, tuple[int, Row]],
    now: datetime,
) -> None:
    """Write new prospects with their phones and contacts: {id: (line, row)}."""
    copy_in(
        session,
        "prospects",
        _PROSPECT,
        (
            (
                prospect_id,
                ids.public_id(),
                organisation_id,
                *_values(row),
                import_id,
                line,
                now,
                now,
            )
            for prospect_id, (line, row) in rows.items()
        ),
    )
    add_phones(session, ((key, 1, row.phones) for key, (_, row) in rows.items()), now)
    add_contacts(session, ((key, 1, row.contacts) for key, (_, row) in rows.items()), now)


def add_phones(
    session: Session, added: Iterable[tuple[int, int, Sequence[Number]]], now: datetime
) -> None:
    """Write numbers that prospects do not have yet: (prospect, first position, numbers)."""
    rows = (
        (
            ids.public_id(),
            prospect_id,
            number.e164,
            number.kind,
            number.country,
            list(number.zones),
            number.extension,
            position,
            PhoneState.ACTIVE,
            IMPORTED,
            now,
        )
        for prospect_id, first, numbers in added
        for position, number in enumerate(numbers, first)
    )
    copy_in(session, "phones", _PHONE, rows)


def add_contacts(
    session: Session, added: Iterable[tuple[int, int, Sequence[Person]]], now: datetime
) -> None:
    """Write contacts that prospects do not have yet: (prospect, first position, contacts)."""
    rows = (
        (
            ids.public_id(),
            prospect_id,
            person.name,
            person.role,
            person.email,
            False,
            False,
            position,
            IMPORTED,
            now,
        )
        for prospect_id, first, persons in added
        for position, person in enumerate(persons, first)
    )
    copy_in(session, "contacts", _CONTACT, rows)


def as_rows(session: Session, prospect_ids: Sequence[int]) -> dict[int, Row]:
    """Read prospects back as the rows that they came from, dead numbers included."""
    phones: defaultdict[int, list[Number]] = defaultdict(list)
    for key, e164, kind, country, zones, extension in session.execute(
        _children(Phone, _NUMBER_COLUMNS, prospect_ids)
    ):
        phones[key].append(Number(e164, kind, country, tuple(zones), extension))
    contacts = _people(session, prospect_ids)
    asked = select(Prospect.id, *(getattr(Prospect, name) for name in _OWN)).where(
        _among(Prospect.id, prospect_ids)
    )
    return {
        prospect_id: Row(
            phones=tuple(phones[prospect_id]),
            contacts=tuple(contacts[prospect_id]),
            **dict(zip(_OWN, own, strict=True)),
        )
        for prospect_id, *own in session.execute(asked)
    }


def _people(session: Session, prospect_ids: Sequence[int]) -> Mapping[int, Sequence[Person]]:
    """The contacts of prospects, one that a caller has corrected under both names."""
    contacts: defaultdict[int, list[Person]] = defaultdict(list)
    for key, name, role, email, known_as in session.execute(
        _children(Contact, _PERSON_COLUMNS, prospect_ids)
    ):
        contacts[key].append(Person(name, role, email))
        if known_as is not None:
            contacts[key].append(Person(known_as[0], role, known_as[1]))
    return contacts


def lock(session: Session, prospect_ids: Sequence[int]) -> None:
    """Let nobody else change these prospects until the transaction ends."""
    asked = select(Prospect.id).where(_among(Prospect.id, prospect_ids)).order_by(Prospect.id)
    session.execute(asked.with_for_update(key_share=True))


def complete(
    session: Session, survivors: Mapping[int, Survivor], policy: MergePolicy, now: datetime
) -> None:
    """Write what prospects have gained or had replaced: fields, phones, contacts.

    Where the newer replaces, lock the prospects before reading them.
    """
    fields = [
        _fields(prospect_id, survivor.prospect)
        for prospect_id, survivor in survivors.items()
        if not {*survivor.gained, *survivor.replaced} <= {PHONES, CONTACTS}
    ]
    if fields:
        write = _REPLACE if policy is MergePolicy.NEWER else _FILL
        session.execute(write, {"rows": json.dumps(fields), "now": now})
    added = survivors.items()
    phones = ((key, _after(each.prospect.phones, each.phones), each.phones) for key, each in added)
    add_phones(session, phones, now)
    people = (
        (key, _after(each.prospect.contacts, each.contacts), each.contacts) for key, each in added
    )
    add_contacts(session, people, now)


def _after(held: Sequence[Any], added: Sequence[Any]) -> int:
    """The position of the first of those that were added."""
    return len(held) - len(added) + 1


_OWN = (
    "name",
    "name_key",
    "siret",
    "siren",
    "naf",
    "address",
    "postal_code",
    "city",
    "country",
    "language",
    "audience",
    "basis",
    "source",
    "external_id",
    "headcount",
    "note",
    "region",
    "interest",
    "extra",
    "quality",
)
_EXTRA = _OWN.index("extra")
_PROSPECT = (
    "id",
    "public_id",
    "organisation_id",
    *_OWN,
    "import_id",
    "line",
    "created_at",
    "updated_at",
)
_PHONE = (
    "public_id",
    "prospect_id",
    "e164",
    "kind",
    "country",
    "zones",
    "extension",
    "position",
    "state",
    "learnt_from",
    "created_at",
)
_CONTACT = (
    "public_id",
    "prospect_id",
    "name",
    "role",
    "email",
    "decision_maker",
    "gatekeeper",
    "position",
    "learnt_from",
    "created_at",
)
_NUMBER_COLUMNS = ("e164", "kind", "country", "zones", "extension")
_PERSON_COLUMNS = ("name", "role", "email", "known_as")


def _children(table: Any, columns: Sequence[str], prospect_ids: Sequence[int]) -> Any:
    asked = select(table.prospect_id, *(getattr(table, column) for column in columns))
    return asked.where(_among(table.prospect_id, prospect_ids)).order_by(table.position, table.id)


def _among(column: Any, prospect_ids: Sequence[int]) -> Any:
    """One array as the parameter: a list of thousands of parameters costs more than the query."""
    return column == func.any(cast(list(prospect_ids), ARRAY(BigInteger)))


_own_values = attrgetter(*_OWN)


def _values(row: Row) -> tuple[Any, ...]:
    values = list(_own_values(row))
    values[_EXTRA] = json.dumps(row.extra, ensure_ascii=False)
    return tuple(values)


def _fields(prospect_id: int, row: Row) -> dict[str, Any]:
    names = ("name", *_OWN_VALUES, "audience", "extra")
    return {"id": prospect_id, **{name: getattr(row, name) for name in names}}
