"""Why somebody buys: the motives that an argument or an objection card speaks to (SONCAS)."""

from collections.abc import Mapping
from enum import StrEnum


class Motive(StrEnum):
    """The seven motives of SONCASE (J.-D. Larradet, 1993; the last one is younger)."""

    SECURITY = "security"
    PRIDE = "pride"
    NOVELTY = "novelty"
    COMFORT = "comfort"
    MONEY = "money"
    SYMPATHY = "sympathy"
    ENVIRONMENT = "environment"


MOTIVE_LABELS: Mapping[Motive, Mapping[str, str]] = {
    Motive.SECURITY: {"fr": "Sécurité", "en": "Security"},
    Motive.PRIDE: {"fr": "Orgueil", "en": "Pride"},
    Motive.NOVELTY: {"fr": "Nouveauté", "en": "Novelty"},
    Motive.COMFORT: {"fr": "Confort", "en": "Comfort"},
    Motive.MONEY: {"fr": "Argent", "en": "Money"},
    Motive.SYMPATHY: {"fr": "Sympathie", "en": "Sympathy"},
    Motive.ENVIRONMENT: {"fr": "Environnement", "en": "Environment"},
}
