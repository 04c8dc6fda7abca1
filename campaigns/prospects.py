"""What one row of a prospect file becomes: a prospect that may be called, or a rejection in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from campaigns.numbers.phones import Phone
from campaigns.prospect_file.cells import headcount
from campaigns.prospect_file.columns import Columns
from campaigns.prospect_file.headings import Field
from campaigns.prospect_file.quality import quality
from campaigns.prospect_file.remedies import LEFT_OUT, Chosen, Remedy, group_of_repair
from campaigns.prospect_file.row_problems import (
    WITHHELD,
    RowCode,
    RowProblem,
    left_out,
    row_problem,
)
from campaigns.prospect_file.rows import NOTHING_CHOSEN, Row
from campaigns.prospect_file.sirets import Registration
from campaigns.same_prospect.names import name_key


class Audience(StrEnum):
    """Whom a prospect is for the law: a business or a consumer."""

    B2B = "B2B"
    B2C = "B2C"


class Basis(StrEnum):
    """The legal ground on which a prospect is called (GDPR, article 6)."""

    LEGITIMATE_INTEREST = "legitimate_interest"
    CONSENT = "consent"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Proof:
    """The words that people agreed to, and the moment by which the first of them had."""

    wording: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Statement:
    """What the sender says of the whole file; an unknown audience (None) is B2C."""

    country: str
    audience: Audience | None
    basis: Basis
    source: str
    language: str
    chosen: Chosen = field(default_factory=lambda: NOTHING_CHOSEN)
    """What is to be done about rows that have something wrong, where the usual is not wanted."""
    proof: Proof | None = None
    """What everybody in the file agreed to, where the basis is their consent."""
    interest: str = ""
    """Why businesses that agreed to nothing may well want the offer (Germany, UWG §7)."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person to ask for; one without a name of their own carries the prospect's."""

    name: str
    role: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Prospect:
    """An establishment or a person that may be called; phones stand in the order to try."""

    name: str
    name_key: str
    phones: tuple[Phone, ...]
    country: str
    language: str
    audience: Audience
    basis: Basis
    source: str
    siret: str | None = None
    siren: str | None = None
    naf: str | None = None
    address: str | None = None
    postal_code: str | None = None
    city: str | None = None
    external_id: str | None = None
    headcount: int | None = None
    note: str | None = None
    region: str | None = None
    interest: str | None = None
    contacts: tuple[Contact, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    quality: int = 0


WANTED = ("siren", "address", "postal_code", "city")
"""What a caller would like to know besides a person and a way to write to them."""


@dataclass(frozen=True, slots=True)
class ReadProspect:
    """A row that was understood, and what was mended or left out on the way."""

    prospect: Prospect
    repairs: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that can't be called, with everything that is wrong with it, and the numbers it wrote."""

    problems: tuple[RowProblem, ...]
    numbers: tuple[str, ...] = ()


def read_row(
    cells: Sequence[str], columns: Columns, stated: Statement, age_days: int = 0
) -> ReadProspect | Rejection:
    """Turn a row into a prospect, or say all that is wrong with it.

    `columns` says which cell is what, `stated` what the file says of every row, `age_days` how
    old the file is. A row needs a name and one number that may be dialled; anything else that
    can't be read is left out and told as a repair. A valid SIRET makes the row a business's.
    """
    row = Row(cells, columns, stated.country, stated.language, stated.chosen)
    country = row.country()
    names = row.names()
    phones = row.phones(country)
    if row.problems:
        return Rejection(tuple(row.problems), tuple(phone.e164 for phone in phones))
    prospect = _prospect(row, stated, country, names, phones)
    wanted = (*names[1:], *(getattr(prospect, name) for name in WANTED), prospect.contacts)
    rated = quality(len(phones), row.numbers, wanted, age_days)
    return unless_left_out(
        ReadProspect(replace(prospect, quality=rated), tuple(row.repairs)), stated
    )


def unless_left_out(read: ReadProspect, stated: Statement) -> ReadProspect | Rejection:
    """The same row, or its rejection when a person wants rows with such repairs left out."""
    unwanted = [
        left_out(repair, LEFT_OUT)
        for repair in read.repairs
        if stated.chosen.get(group_of_repair(repair.code)) is Remedy.LEAVE_OUT
    ]
    return Rejection(tuple(unwanted), numbers_of(read)) if unwanted else read


def numbers_of(read: ReadProspect | Rejection) -> tuple[str, ...]:
    """The numbers that could be read in a row, whatever else is wrong with it (E.164)."""
    if isinstance(read, Rejection):
        return read.numbers
    return tuple(phone.e164 for phone in read.prospect.phones)


def unless_erased(
    read: ReadProspect | Rejection, erased: Collection[str]
) -> ReadProspect | Rejection:
    """The same row, or a rejection that says nothing of it when one of its numbers was erased.

    One number is enough: whoever asked to be forgotten must not come back with another one beside it.
    """
    if erased and not set(erased).isdisjoint(numbers_of(read)):
        return Rejection((row_problem(RowCode.ERASED, "", WITHHELD),))
    return read


def _prospect(
    row: Row, stated: Statement, country: str, names: tuple[str, str], phones: tuple[Phone, ...]
) -> Prospect:
    registered = row.registration(country)
    name, person = names
    return Prospect(
        name=name,
        name_key=name_key(name),
        phones=phones,
        country=country,
        language=row.language(),
        audience=_audience(registered, stated),
        basis=stated.basis,
        source=stated.source,
        siret=registered.siret,
        siren=registered.siren,
        naf=row.naf(),
        address=row.joined(Field.ADDRESS) or None,
        postal_code=row.postal_code(country) or None,
        city=row.text(Field.CITY) or None,
        external_id=row.text(Field.EXTERNAL_ID) or None,
        headcount=headcount(row.text(Field.HEADCOUNT)),
        note=row.text(Field.NOTE) or None,
        region=row.region(country),
        interest=stated.interest or None,
        contacts=_contacts(name, person, row.text(Field.ROLE), row.email()),
        extra=row.extra(),
    )


def _audience(registered: Registration, stated: Statement) -> Audience:
    if registered.siret:
        return Audience.B2B
    return stated.audience or Audience.B2C


def _contacts(name: str, person: str, role: str, email: str) -> tuple[Contact, ...]:
    if not (person or role or email):
        return ()
    return (Contact(person or name, role or None, email or None),)
