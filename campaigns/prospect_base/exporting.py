"""Who may take prospects out of the house, in which form, how many, and under which columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaigns.states import Role

MOST_OF_A_DAY: Mapping[Role, int] = {Role.MANAGER: 5_000, Role.COMPANY: 200_000}
"""Rows that one person may take out in 24 hours; whoever is not named takes none. A company takes its
own prospects, as many as one workbook comfortably holds."""
SHORTEST_REASON = 8
LONGEST_REASON = 200


class FileForm(StrEnum):
    """What the file is."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class TooMany:
    """More rows than may still be taken out: `left` of the day's."""

    asked: int
    left: int


def allowed(role: Role, asked: int, taken: int) -> TooMany | None:
    """Say whether somebody may take `asked` rows who took `taken` in the 24 hours before; None if so."""
    left = max(0, MOST_OF_A_DAY.get(role, 0) - taken)
    return TooMany(asked, left) if asked > left else None


HEADINGS: Mapping[str, Mapping[str, str]] = {
    "external_id": {"fr": "Votre identifiant", "en": "Your id"},
    "public_id": {"fr": "Identifiant TelePro", "en": "TelePro id"},
    "name": {"fr": "Nom", "en": "Name"},
    "siret": {"fr": "SIRET", "en": "SIRET"},
    "address": {"fr": "Adresse", "en": "Address"},
    "postal_code": {"fr": "Code postal", "en": "Postal code"},
    "city": {"fr": "Commune", "en": "Town"},
    "country": {"fr": "Pays", "en": "Country"},
    "person": {"fr": "Contact", "en": "Person"},
    "role": {"fr": "Fonction", "en": "Position"},
    "email": {"fr": "E-mail", "en": "E-mail"},
    "numbers": {"fr": "Téléphones", "en": "Numbers"},
    "do_not_call": {"fr": "Ne pas appeler", "en": "Do not call"},
    "source": {"fr": "Provenance", "en": "Source"},
    "calls": {"fr": "Appels", "en": "Calls"},
    "last_call": {"fr": "Dernier appel (UTC)", "en": "Last call (UTC)"},
    "outcome": {"fr": "Dernier résultat", "en": "Last outcome"},
    "outcome_code": {"fr": "Code du résultat", "en": "Outcome code"},
    "reason": {"fr": "Motif", "en": "Reason"},
    "note": {"fr": "Note", "en": "Note"},
    "stage": {"fr": "Étape", "en": "Stage"},
    "next_call": {"fr": "Prochain appel (UTC)", "en": "Next call (UTC)"},
    "meeting": {"fr": "Rendez-vous (UTC)", "en": "Meeting (UTC)"},
}
"""The columns of our own, in this order; the company's own columns follow under their own headings."""
YES: Mapping[str, str] = {"fr": "oui", "en": "yes"}
