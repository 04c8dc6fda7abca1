"""Which firms a company will not have called (its customers, its competitors), and by what they are known again."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from campaigns.numbers.phones import ReadPhone, read_phone, split_cell
from campaigns.prospect_file.cells import clean_cell, is_email
from campaigns.prospect_file.columns import Columns
from campaigns.prospect_file.headings import Field
from campaigns.prospect_file.sirets import read_registration
from campaigns.prospects import Prospect
from campaigns.same_prospect.names import name_key
from campaigns.spelling import fold

Words = Mapping[str, str]
LONGEST_LABEL = 120


class KeyKind(StrEnum):
    """What a firm may be known by; a SIREN is the whole firm, a SIRET one establishment of it."""

    SIRET = "siret"
    SIREN = "siren"
    PHONE = "phone"
    DOMAIN = "domain"
    NAME = "name"


KIND_LABELS: Mapping[KeyKind, Words] = {
    KeyKind.SIRET: {"fr": "SIRET", "en": "SIRET"},
    KeyKind.SIREN: {"fr": "SIREN", "en": "SIREN"},
    KeyKind.PHONE: {"fr": "téléphone", "en": "phone"},
    KeyKind.DOMAIN: {"fr": "domaine", "en": "domain"},
    KeyKind.NAME: {"fr": "nom", "en": "name"},
}
DOMAIN_HEADINGS = frozenset(
    {
        "domaine", "domaines", "nom_de_domaine", "site", "site_web", "site_internet", "web", "url",
        "domain", "domains", "domain_name", "website", "web_site", "homepage",
    }
)  # fmt: skip
# Mail of everybody: a customer's address there says nothing of the firm.
SHARED_DOMAINS = frozenset(
    {
        "gmail.com", "googlemail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr",
        "live.com", "live.fr", "msn.com", "yahoo.com", "yahoo.fr", "icloud.com", "me.com", "aol.com",
        "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "neuf.fr", "laposte.net", "bbox.fr",
        "proton.me", "protonmail.com", "gmx.com", "gmx.fr", "gmx.de",
    }
)  # fmt: skip
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_SCHEME = re.compile(r"^[a-z]{3,8}://")

EXPECTED: Words = {
    "fr": "un nom, un SIREN, un SIRET, un domaine ou un téléphone",
    "en": "a name, a SIREN, a SIRET, a domain or a phone",
}
"""What a line must hold; one without it excludes nobody."""


@dataclass(frozen=True, slots=True)
class Firm:
    """One line of the list: the firm as it is shown, and the keys it is known again by."""

    label: str
    keys: frozenset[str]


def key(kind: KeyKind, value: str) -> str:
    """A key as it is compared: `siren:219400348`."""
    return f"{kind}:{value}"


def keys_of(prospect: Prospect) -> frozenset[str]:
    """Every key by which a list may name this prospect."""
    siren = prospect.siren or (prospect.siret or "")[:9]
    found = {key(KeyKind.NAME, prospect.name_key)}
    found |= {key(KeyKind.PHONE, phone.e164) for phone in prospect.phones}
    found |= {key(KeyKind.SIRET, prospect.siret)} if prospect.siret else set()
    found |= {key(KeyKind.SIREN, siren)} if siren else set()
    for contact in prospect.contacts:
        found.update(_domain(contact.email or ""))
    return frozenset(found)


def read_firm(cells: Sequence[str], columns: Columns, country: str) -> Firm | None:
    """Read a line of the list; None when nothing in it says who is meant.

    Every mark counts: whoever shares one of them with a firm of the list is not called. A file
    without headings that are known is read cell by cell, each as what it looks like.
    """
    plain = [clean_cell(cell) for cell in cells]
    domains = _domain_places(columns)
    known = bool(columns.places) or bool(domains)
    keys = frozenset(_marked(plain, columns, domains, country) if known else _loose(plain, country))
    if not keys:
        return None
    named = [plain[place] for place in columns.places.get(Field.NAME, ()) if place < len(plain)]
    label = next((cell for cell in (*named, *plain) if cell), "")
    return Firm(label[:LONGEST_LABEL], keys)


def needs_headings(columns: Columns) -> bool:
    """True when a first line names something: else it is a firm like the others."""
    return bool(columns.places) or bool(_domain_places(columns))


def _domain_places(columns: Columns) -> tuple[int, ...]:
    return tuple(
        place for place, heading in enumerate(columns.headings) if fold(heading) in DOMAIN_HEADINGS
    )


def _marked(
    cells: Sequence[str], columns: Columns, domains: Iterable[int], country: str
) -> Iterator[str]:
    for field in _FIELDS:
        for place in columns.places.get(field, ()):
            if place < len(cells):
                yield from _read_as(field, cells[place], country)
    for place in domains:
        if place < len(cells):
            yield from _domain(cells[place])


_FIELDS = (Field.SIRET, Field.SIREN, Field.PHONE, Field.EMAIL, Field.NAME)


def _read_as(field: Field, cell: str, country: str) -> Iterator[str]:
    match field:
        case Field.PHONE:
            return _numbers(cell, country)
        case Field.EMAIL:
            return _domain(cell)
        case Field.NAME:
            return _name(cell)
        case _:
            return _registered(cell)


def _loose(cells: Sequence[str], country: str) -> Iterator[str]:
    for cell in cells:
        found = [*_registered(cell)] or [*_domain(cell)] or [*_numbers(cell, country)]
        yield from found or _name(cell)


def _registered(cell: str) -> Iterator[str]:
    read = read_registration(cell) if cell else None
    if read is None:
        return
    if read.siret:
        yield key(KeyKind.SIRET, read.siret)
    elif read.siren:
        yield key(KeyKind.SIREN, read.siren)


def _numbers(cell: str, country: str) -> Iterator[str]:
    if not any(character.isdigit() for character in cell):
        return
    whole = read_phone(cell, country)
    reads = (
        [whole]
        if isinstance(whole, ReadPhone)
        else [read_phone(part, country) for part in split_cell(cell)]
    )
    for read in reads:
        if isinstance(read, ReadPhone):
            yield key(KeyKind.PHONE, read.phone.e164)


def _domain(cell: str) -> Iterator[str]:
    written = cell.strip().lower()
    host = written.rpartition("@")[2] if is_email(cell) else _SCHEME.sub("", written)
    host = re.split(r"[/?#:]", host, maxsplit=1)[0].removeprefix("www.")
    if _DOMAIN.fullmatch(host) and host not in SHARED_DOMAINS:
        yield key(KeyKind.DOMAIN, host)


def _name(cell: str) -> Iterator[str]:
    if any(character.isalpha() for character in cell) and "@" not in cell:
        yield key(KeyKind.NAME, name_key(cell))
