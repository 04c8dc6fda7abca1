"""What a plan starts from when a brief is all there is: assumptions, script and checks, in two languages.

The rates are those of the trade for calls to businesses, to be replaced by the campaign's own after
some two hundred calls.
"""

from collections.abc import Mapping
from fractions import Fraction

from campaigns.starting_plans.english import ENGLISH
from campaigns.starting_plans.french import FRENCH
from campaigns.starting_plans.shape import StartingPlan

__all__ = ["RATES", "STARTING_PLANS", "StartingPlan"]

# Shares of one; Belkins 2025 (175 000 dials) and the usual ranges of French business calls.
RATES: Mapping[str, Fraction] = {
    "contact_rate": Fraction(15, 100),
    "argumentation": Fraction(50, 100),
    "transformation": Fraction(10, 100),
    "show_rate": Fraction(80, 100),
    "dials_per_hour": Fraction(20),
}


STARTING_PLANS: Mapping[str, StartingPlan] = {"fr": FRENCH, "en": ENGLISH}
