"""What a cell of a prospect file says when it is meant to hold a phone number: its digits, and what was mended to read them."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Repair(StrEnum):
    """What had to be mended before a number could be read; each is said to whoever sent the file."""

    LEADING_ZERO = "leading_zero"
    OVERSEAS = "overseas"
    MISSING_PLUS = "missing_plus"
    SPREADSHEET = "spreadsheet"


REPAIR_WORDS: dict[Repair, dict[str, str]] = {
    Repair.LEADING_ZERO: {
        "fr": "le zéro initial manquait, il a été remis",
        "en": "the leading zero was missing, it was put back",
    },
    Repair.OVERSEAS: {
        "fr": "numéro d'outre-mer écrit comme en métropole, indicatif du territoire rétabli",
        "en": "French overseas number written as a mainland one, its own calling code was restored",
    },
    Repair.MISSING_PLUS: {
        "fr": "indicatif de pays sans le signe +, signe ajouté",
        "en": "country code without the + sign, sign added",
    },
    Repair.SPREADSHEET: {
        "fr": "numéro enregistré comme un nombre par un tableur, chiffres rétablis",
        "en": "number stored as a quantity by a spreadsheet, its digits were restored",
    },
}


@dataclass(frozen=True, slots=True)
class Written:
    """A number as written: digits with an optional leading +, the extension, the repairs so far."""

    digits: str
    extension: str | None = None
    repairs: tuple[Repair, ...] = ()


class DigitsLost(Exception):
    """A spreadsheet has rounded the number (3.36E+10): its last digits are gone."""


SEPARATORS = str.maketrans("", "", " .,-()/\t'_")
_LABEL = re.compile(r"^[^\W\d]{1,12}\.?\s?:\s?", re.IGNORECASE)
_QUANTITY = re.compile(r"^(\d{6,15})[.,]0{1,2}$")
_SCIENTIFIC = re.compile(r"^(\d)(?:[.,](\d{1,20}))?[eE]\+?(\d{1,2})$")
# Words around one whole number are a remark («01 99 00 12 34 (Mme Martin)»), never more digits.
_REMARKED = re.compile(r"^[^\d+]*(\+?[\d .\-()/]{8,40}?)\D*$")
_EXTENSION = re.compile(
    r"[\s,;]{0,3}(?:poste|extension|ext|interne|int|;ext=|x|#)[\s.:=]{0,3}(\d{1,7})$", re.IGNORECASE
)


def clean(text: str) -> Written:
    """Read the digits of one cell of at most 100 characters.

    Any script's digits, any spaces and dashes, `tel:` and labels, an extension, a number that a
    spreadsheet made a quantity. Raises DigitsLost when a spreadsheet has rounded the number.
    """
    plain = _LABEL.sub("", _ascii(text).strip().lstrip("'"))
    quantity = _unspreadsheet(plain)
    if quantity is not None:
        return Written(quantity, None, (Repair.SPREADSHEET,))
    match = _EXTENSION.search(plain)
    number = plain[: match.start()] if match else plain
    remarked = _REMARKED.match(number)
    if remarked:
        number = remarked.group(1)
    return Written(_international(number), match.group(1) if match else None)


def _ascii(text: str) -> str:
    """Turn every digit, space, dash and sign of Unicode into its plain form; drop the invisible."""
    if text.isascii():
        return text
    return "".join(_plain(character) for character in unicodedata.normalize("NFKC", text))


def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return {"Zs": " ", "Pd": "-", "Cf": ""}.get(unicodedata.category(character), character)


def _international(number: str) -> str:
    """Drop the separators; 00 abroad is +, and the trunk zero of +33 (0)6 is not dialled."""
    compact = number.replace("(0)", "").translate(SEPARATORS) if "+" in number else ""
    compact = compact or number.translate(SEPARATORS)
    if compact.startswith("00"):
        compact = "+" + compact[2:]
    return "+" + compact.lstrip("+") if compact.startswith("++") else compact


def _unspreadsheet(text: str) -> str | None:
    quantity = _QUANTITY.match(text)
    if quantity:
        return quantity.group(1)
    scientific = _SCIENTIFIC.match(text)
    if scientific is None:
        return None
    whole, decimals, power = scientific[1], (scientific[2] or "").rstrip("0"), int(scientific[3])
    if len(decimals) != power:
        raise DigitsLost(text)
    return whole + decimals


_BETWEEN = re.compile(r"\s*(?:[/|\n\r,]|;(?!ext=)|\b(?:ou|or|et|and)\b)\s*", re.IGNORECASE)
_FRENCH = r"(?:\+33\s?|0)[1-9](?:[ .\-]?\d\d){4}"
_FRENCH_PAIR = re.compile(rf"^({_FRENCH})\s*[-–]?\s*({_FRENCH})$")
_ENOUGH = 6


def split_cell(text: str) -> list[str]:
    """Return the numbers of a cell that may hold several («01 99 00 12 34 / 06 12 34 56 78»).

    A separator inside one number («01/99/00/12/34») splits nothing; words without a digit beside
    a number are left out; an empty cell gives an empty list.
    """
    pair = _FRENCH_PAIR.match(text.strip())
    if pair:
        return [pair.group(1), pair.group(2)]
    parts = [part for part in _BETWEEN.split(text) if any(c.isdigit() for c in part)]
    if len(parts) > 1 and all(sum(c.isdigit() for c in part) >= _ENOUGH for part in parts):
        return [part.strip() for part in parts]
    whole = parts[0] if len(parts) == 1 else text
    return [whole.strip()] if whole.strip() else []
