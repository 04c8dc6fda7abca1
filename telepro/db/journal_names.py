"""Decides what the ids in the journal are called today: its rows never change, names do."""

import re
from collections.abc import Iterable, Mapping
from itertools import chain

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from telepro.db.audit import AuditLine
from telepro.db.what_for import Campaign, Mission
from telepro.db.who import Organisation, Person
from telepro.db.whom import Import

NAMED = (
    (Person.public_id, Person.name),
    (Organisation.public_id, Organisation.name),
    (Mission.public_id, Mission.offer),
    (Campaign.public_id, Campaign.name),
    (Import.public_id, Import.filename),
)
_ID = re.compile(r"\b[0-9a-f]{20}\b")


def names_in(session: Session, lines: Iterable[AuditLine]) -> Mapping[str, str]:
    """The name of each person, organisation, mission, campaign and file that the rows speak of, by id;
    prospects stay ids, as who administers the platform need not know them."""
    said = chain.from_iterable((line.subject, *map(str, line.details.values())) for line in lines)
    ids = {found for text in said for found in _ID.findall(text)}
    asked = union_all(*(select(key, name).where(key.in_(ids)) for key, name in NAMED))
    return {row[0]: row[1] for row in session.execute(asked)} if ids else {}
