"""Which of a prospect's columns holds its activity code in a nomenclature, and how codes compare.

NAF rév. 2 is replaced by NAF 2025 on 1 January 2027 (décret 2025-736 of 31 July 2025); files of that
winter hold either or both, so a rule on an activity says which nomenclature it means.
"""

import re
from collections.abc import Mapping
from enum import StrEnum


class Nomenclature(StrEnum):
    """The French lists of activities that a rule may be written in."""

    NAF_REV2 = "NAFrev2"
    NAF_2025 = "NAF2025"


_SIGNS = re.compile(r"[\W_]+")
_PREFIX = re.compile(r"[0-9]{2}(?:[0-9]{1,2}[A-Z]?)?")
# Headings, folded, of the columns that hold a code of one nomenclature only.
_OWN_COLUMNS: Mapping[Nomenclature, tuple[str, ...]] = {
    Nomenclature.NAF_REV2: ("naf_rev2", "naf_rev_2", "nafrev2", "code_naf_rev2", "ape_rev2"),
    Nomenclature.NAF_2025: (
        "naf_2025",
        "naf2025",
        "naf25",
        "code_naf_2025",
        "activite_principale_naf25",
        "activiteprincipalenaf25etablissement",
    ),
}
_ANY_COLUMNS = ("naf", "code_naf", "ape", "code_ape", "activite_principale")
_NAMING_COLUMNS = (
    "naf_nomenclature",
    "nomenclature_naf",
    "nomenclature_activite_principale",
    "nomenclatureactiviteprincipaleetablissement",
)


def naf_code(values: Mapping[str, str], nomenclature: Nomenclature) -> str:
    """The prospect's code in that nomenclature, empty when it has none; `values` by folded heading.

    A column that says no nomenclature, beside none that does, holds NAF rév. 2.
    """
    own = _first(values, _OWN_COLUMNS[nomenclature])
    if own:
        return plain_naf(own)
    named = plain_naf(_first(values, _NAMING_COLUMNS)) or plain_naf(Nomenclature.NAF_REV2)
    is_meant = named == plain_naf(nomenclature)
    return plain_naf(_first(values, _ANY_COLUMNS)) if is_meant else ""


def plain_naf(written: str) -> str:
    """A code without its signs: `82.20 Z` is `8220Z`."""
    return _SIGNS.sub("", written).upper()


def is_naf(written: str) -> bool:
    """Whether this is a code or the beginning of one: two digits at least, then two more and a letter."""
    return _PREFIX.fullmatch(plain_naf(written)) is not None


def _first(values: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if values.get(name, "").strip()), "")
