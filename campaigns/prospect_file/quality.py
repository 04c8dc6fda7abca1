"""How good a row of a prospect file is, in percent.

The weights are those usual for a prospect file: 35 validity of the phones, 25 completeness, 20
freshness over a year, 10 uniqueness of the phone, 10 a stated source and legal basis.
"""

from collections.abc import Sequence

VALIDITY = 35
COMPLETENESS = 25
FRESHNESS = 20
UNIQUENESS = 10
PROVENANCE = 10
DAYS_OF_FRESHNESS = 365


def quality(phones_read: int, phones_written: int, wanted: Sequence[object], age_days: int) -> int:
    """Rate a row from 0 to 100 whose source and basis are stated and whose phone is its own.

    `phones_read` of `phones_written` numbers were valid; `wanted` are the values a caller would
    like to have, empty ones counted against; `age_days` is how old the file is. A phone that is
    shared costs UNIQUENESS, which whoever compares rows takes off.
    """
    validity = phones_read / phones_written if phones_written else 0.0
    completeness = sum(1 for value in wanted if value) / len(wanted)
    freshness = max(0.0, 1 - age_days / DAYS_OF_FRESHNESS)
    return round(
        VALIDITY * validity
        + COMPLETENESS * completeness
        + FRESHNESS * freshness
        + UNIQUENESS
        + PROVENANCE
    )
