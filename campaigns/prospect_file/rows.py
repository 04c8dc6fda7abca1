"""What the cells of one row say, read one meaning at a time, and what is wrong with them."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from campaigns.numbers.french_numbers import TERRITORIES
from campaigns.numbers.phones import BadCode, BadPhone, Phone, ReadPhone, read_phone, split_cell
from campaigns.prospect_file.cells import (
    clean_cell,
    has_control_characters,
    headcount,
    is_email,
    language_code,
    naf_code,
)
from campaigns.prospect_file.columns import Columns
from campaigns.prospect_file.countries import country_code
from campaigns.prospect_file.headings import Field
from campaigns.prospect_file.remedies import ASKED_FOR, Chosen
from campaigns.prospect_file.row_problems import (
    RowCode,
    RowProblem,
    bad_phone,
    mended_phone,
    row_problem,
)
from campaigns.prospect_file.sirets import NONE, Registration, read_registration
from campaigns.prospect_file.state_names import state_code

LONGEST_NAME = 300
NOTHING_CHOSEN: Chosen = MappingProxyType({})
MOST_PHONES = 10


class Row:
    """The cells of one row by their meaning, and what is found wrong while they are read.

    `country` and `language` are the file's, for rows that state none. After reading, `problems`
    reject the row, `repairs` are told of it, and `numbers` is how many phone numbers it wrote.
    """

    def __init__(
        self,
        cells: Sequence[str],
        columns: Columns,
        country: str,
        language: str,
        chosen: Chosen = NOTHING_CHOSEN,
    ) -> None:
        self.cells = [clean_cell(cell) for cell in cells]
        self.columns = columns
        self._country = country
        self._language = language
        self._chosen = chosen
        self.numbers = 0
        self.problems: list[RowProblem] = []
        self.repairs: list[RowProblem] = []
        if not "".join(cells).isprintable():
            self._tell_control_characters(cells)

    def text(self, field: Field) -> str:
        """The cell of `field`, or nothing."""
        places = self.columns.places.get(field)
        return self._at(places[0]) if places else ""

    def joined(self, field: Field) -> str:
        """The cells of a field that several columns fill, as one line."""
        cells = (self._at(place) for place in self.columns.places.get(field, ()))
        return ", ".join(cell for cell in cells if cell)

    def names(self) -> tuple[str, str]:
        """The prospect's name and the person's; a person's stands in for a missing company."""
        first, last = self.text(Field.FIRST_NAME), self.text(Field.LAST_NAME)
        person = self.text(Field.CONTACT) or f"{first} {last}".strip()
        name = self.text(Field.NAME)
        name = name if _says_something(name) else person
        if not _says_something(name):
            number = self.text(Field.PHONE)
            if not number:
                self._reject(RowCode.NAME_MISSING, Field.NAME, name)
            elif self._is_mended(RowCode.NAME_MISSING, Field.NAME, name):
                name = number
        elif len(name) > LONGEST_NAME:
            self._is_mended(RowCode.NAME_TOO_LONG, Field.NAME, name)
            name = name[:LONGEST_NAME]
        return name, person

    def country(self) -> str:
        """The row's own country, else the file's; a country nobody knows rejects the row."""
        written = self.text(Field.COUNTRY)
        code = country_code(written) if written else self._country
        if code is None:
            self._is_mended(RowCode.COUNTRY_UNKNOWN, Field.COUNTRY, written)
        return code or self._country

    def phones(self, country: str) -> tuple[Phone, ...]:
        """Every number that may be dialled, in the order of the columns, each once."""
        found: dict[str, Phone] = {}
        bad: list[RowProblem] = []
        for place in self.columns.places.get(Field.PHONE, ()):
            heading = self.columns.heading(place)
            for text, read in _numbers(self._at(place), country):
                self.numbers += 1
                if isinstance(read, BadPhone):
                    bad.append(bad_phone(read, heading))
                    continue
                found.setdefault(read.phone.e164, read.phone)
                self.repairs += (
                    mended_phone(repair, heading, text, read.phone.e164) for repair in read.repairs
                )
        if not found and not bad:
            self._reject(RowCode.PHONE_MISSING, Field.PHONE, "")
        (self.repairs if found else self.problems).extend(bad)
        return tuple(found.values())[:MOST_PHONES]

    def registration(self, country: str) -> Registration:
        """The SIRET and SIREN of a French row; a wrong one is left out and told."""
        if country not in TERRITORIES:
            return NONE
        best = NONE
        for number, code in _REGISTRATIONS:
            written = self.text(number)
            read = read_registration(written) if written else NONE
            if read is None:
                self._mend(code, number, written)
            elif read.mended:
                self._mend(RowCode.SIRET_ZERO, number, written)
            best = best if best.siren or read is None else read
        return best

    def email(self) -> str:
        """The e-mail address; a wrong one is left out and told."""
        written = self.text(Field.EMAIL)
        if written and not is_email(written):
            self._mend(RowCode.EMAIL_INVALID, Field.EMAIL, written)
            return ""
        return written

    def naf(self) -> str | None:
        """The activity code; a wrong one is left out and told."""
        written = self.text(Field.NAF)
        code = naf_code(written)
        if written and code is None:
            self._mend(RowCode.NAF_INVALID, Field.NAF, written)
        return code

    def postal_code(self, country: str) -> str:
        """The postal code; a French one that a spreadsheet made a number gets its zero back."""
        written = self.text(Field.POSTAL_CODE).upper()
        if country in TERRITORIES and len(written) == 4 and written.isdecimal():
            self._mend(RowCode.POSTAL_ZERO, Field.POSTAL_CODE, written)
            return "0" + written
        return written

    def region(self, country: str) -> str | None:
        """The state or province that a North American row states; its cell is kept as it is, too."""
        return state_code(country, self.text(Field.REGION))

    def language(self) -> str:
        """The row's language, else the file's."""
        written = self.text(Field.LANGUAGE)
        code = language_code(written) if written else None
        if written and code is None:
            self._mend(RowCode.LANGUAGE_UNKNOWN, Field.LANGUAGE, written)
        return code or self._language

    def extra(self) -> dict[str, str]:
        """The cells without a meaning, under their headings; a headcount that is a band and a state too."""
        kept = {heading: cell for place, heading in self.columns.kept if (cell := self._at(place))}
        band = self.text(Field.HEADCOUNT)
        if band and headcount(band) is None:
            kept[self.columns.heading_of(Field.HEADCOUNT)] = band
        if state := self.text(Field.REGION):
            kept[self.columns.heading_of(Field.REGION)] = state
        return kept

    def _at(self, place: int) -> str:
        return self.cells[place] if place < len(self.cells) else ""

    def _is_mended(self, code: RowCode, field: Field, found: str) -> bool:
        """Tell of a problem, or of its repair: true when a person has asked for that."""
        if code not in self._chosen:
            self._reject(code, field, found)
            return False
        self._mend(ASKED_FOR[code], field, found)
        return True

    def _reject(self, code: RowCode, field: Field, found: str) -> None:
        self.problems.append(row_problem(code, self.columns.heading_of(field), found))

    def _mend(self, code: RowCode, field: Field, found: str) -> None:
        self.repairs.append(row_problem(code, self.columns.heading_of(field), found))

    def _tell_control_characters(self, cells: Sequence[str]) -> None:
        for place, cell in enumerate(cells):
            if has_control_characters(cell):
                heading = self.columns.heading(place)
                text = self._at(place)
                self.repairs.append(row_problem(RowCode.CONTROL_CHARACTERS, heading, text))


def _says_something(name: str) -> bool:
    return any(character.isalnum() for character in name)


_REGISTRATIONS = (
    (Field.SIRET, RowCode.SIRET_INVALID),
    (Field.SIREN, RowCode.SIREN_INVALID),
)


def _numbers(cell: str, country: str) -> Iterator[tuple[str, ReadPhone | BadPhone]]:
    """Read a cell as one number, else as the several that it holds; an empty one gives none."""
    if not cell:
        return
    whole = read_phone(cell, country)
    if isinstance(whole, ReadPhone):
        yield cell, whole
        return
    parts = split_cell(cell) if whole.code is not BadCode.EMPTY else []
    for part in parts:
        yield part, read_phone(part, country) if part != cell else whole
