"""Queries of the values that survived a merge: shown with their reason, and given back by an undo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from campaigns.same_prospect.survivorship import CONTACTS, EXTRA, PHONES, Kept, shown
from campaigns.states import ImportState
from telepro.db.calling import Attempt
from telepro.db.intake import ImportValue
from telepro.db.prospects import IMPORTED
from telepro.db.whom import Contact, Import, Phone, Prospect


def of_import(session: Session, import_id: int, limit: int) -> Sequence[tuple[ImportValue, str]]:
    """The first values on which rows of a file and known prospects differed, with the name of each."""
    asked = (
        select(ImportValue, Prospect.name)
        .join(Prospect, Prospect.id == ImportValue.prospect_id)
        .where(ImportValue.import_id == import_id)
        .order_by(ImportValue.id)
        .limit(limit)
    )
    return [(value, name) for value, name in session.execute(asked)]


@dataclass(frozen=True, slots=True)
class Difference:
    """A value on which a row of a file and the prospect differed: which stands, and what it was against."""

    value: ImportValue
    file: str
    filename: str
    given_back: bool

    @property
    def stands(self) -> str:
        """The value that was kept."""
        return shown(self.value.newer if self._is_newer else self.value.older)

    @property
    def instead_of(self) -> str:
        """The value that it replaced, or that was not taken; nothing where there was none."""
        return shown(self.value.older if self._is_newer else self.value.newer)

    @property
    def _is_newer(self) -> bool:
        return (self.value.kept is Kept.NEWER) is not self.given_back


def of_prospect(session: Session, prospect_id: int, limit: int) -> list[Difference]:
    """The latest values on which a file and this prospect differed, newest first."""
    asked = (
        select(ImportValue, Import.public_id, Import.filename, Import.state)
        .join(Import, Import.id == ImportValue.import_id)
        .where(ImportValue.prospect_id == prospect_id)
        .order_by(ImportValue.id.desc())
        .limit(limit)
    )
    return [
        Difference(value, file, name, state is ImportState.UNDONE and value.kept is Kept.NEWER)
        for value, file, name, state in session.execute(asked)
    ]


def given(session: Session, import_id: int, before: int, limit: int) -> Sequence[ImportValue]:
    """The values that the import gave to prospects known before it, the last one first."""
    asked = (
        select(ImportValue)
        .join(Prospect, Prospect.id == ImportValue.prospect_id)
        .where(
            ImportValue.import_id == import_id,
            ImportValue.id < before,
            ImportValue.kept == Kept.NEWER,
            or_(Prospect.import_id.is_(None), Prospect.import_id != import_id),
        )
        .order_by(ImportValue.id.desc())
        .limit(limit)
    )
    return session.scalars(asked).all()


def give_back(session: Session, value: ImportValue, now: datetime) -> bool:
    """Put the former value back, or take away what was added; False when it has changed since."""
    prospect = session.get_one(Prospect, value.prospect_id, with_for_update=True)
    if not _TAKE_BACK.get(value.field, _field)(session, prospect, value):
        return False
    prospect.updated_at = now
    session.flush()
    return True


def _field(session: Session, prospect: Prospect, value: ImportValue) -> bool:
    if getattr(prospect, value.field) != value.newer:
        return False
    setattr(prospect, value.field, value.older)
    return True


def _kept_column(session: Session, prospect: Prospect, value: ImportValue) -> bool:
    if prospect.extra.get(value.heading) != value.newer:
        return False
    rest = {name: each for name, each in prospect.extra.items() if name != value.heading}
    former = {} if value.older is None else {value.heading: value.older}
    prospect.extra = {**rest, **former}
    return True


def _number(session: Session, prospect: Prospect, value: ImportValue) -> bool:
    gone = session.execute(
        delete(Phone)
        .where(
            Phone.prospect_id == prospect.id,
            Phone.e164 == value.newer,
            Phone.learnt_from == IMPORTED,
            Phone.contact_id.is_(None),
            ~exists().where(Attempt.phone_id == Phone.id),
        )
        .returning(Phone.id)
    )
    return gone.first() is not None


def _person(session: Session, prospect: Prospect, value: ImportValue) -> bool:
    name, role, email = value.newer or ("", None, None)
    gone = session.execute(
        delete(Contact)
        .where(
            Contact.prospect_id == prospect.id,
            Contact.name == name,
            Contact.role.is_not_distinct_from(role),
            Contact.email.is_not_distinct_from(email),
            Contact.learnt_from == IMPORTED,
            Contact.known_as.is_(None),
            ~exists().where(Attempt.contact_id == Contact.id),
            ~exists().where(Phone.contact_id == Contact.id),
        )
        .returning(Contact.id)
    )
    return gone.first() is not None


_TAKE_BACK: Mapping[str, Callable[[Session, Prospect, ImportValue], bool]] = {
    EXTRA: _kept_column,
    PHONES: _number,
    CONTACTS: _person,
}
