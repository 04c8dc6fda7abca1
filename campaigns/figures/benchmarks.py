"""What is usual in the trade for each figure, and who says so: beside a plan's own figures, and behind its guesses."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The range that eight campaigns in ten lie in, in the figure's own unit; None: open on that side.

    Shares are parts of one, times are seconds. Nothing on either side says that nobody has published a
    figure that would fit every campaign.
    """

    low: Fraction | None
    high: Fraction | None
    source: Words

    @property
    def is_known(self) -> bool:
        """Whether anything is usual at all."""
        return self.low is not None or self.high is not None


# Which figure of the catalogue a rate that a plan assumes is; the others bear the same name.
KPI_OF_RATE: Mapping[str, str] = {
    "argumentation": "argumentation_rate",
    "transformation": "transformation_rate",
}
_TRADE: Words = {"fr": "usage du métier", "en": "custom of the trade"}
_NOTHING: Words = {"fr": "faute de chiffre publié", "en": "for want of a published figure"}


def _usual(low: str, high: str, source: str | Words) -> Benchmark:
    named = {"fr": source, "en": source} if isinstance(source, str) else source
    return Benchmark(Fraction(low) if low else None, Fraction(high) if high else None, named)


# Domain, A3. A range of one study and one top tenth is read as the middle eight tenths of campaigns.
BENCHMARKS: Mapping[str, Benchmark] = {
    "file_validity": _usual("0.95", "", "ad-and-co.fr"),
    "answer_rate": _usual("0.054", "0.133", "Gong"),
    "contact_rate": _usual("0.05", "0.133", "Gong, Belkins 2025"),
    "reach_rate": _usual(
        "0.245",
        "0.60",
        {
            "fr": "Belkins 2025 à froid, usage du métier sur fichier connu",
            "en": "Belkins 2025 for cold files, custom of the trade for warm ones",
        },
    ),
    "argumentation_rate": _usual("0.40", "0.70", _TRADE),
    "transformation_rate": _usual("0.05", "0.15", {"fr": "B2B français", "en": "French B2B"}),
    "rejection_rate": _usual("", "", _NOTHING),
    "opt_out_rate": _usual("", "0.06", _TRADE),
    "abandonment_rate": _usual("", "0.03", {"fr": "plafond de l’Ofcom", "en": "the cap of Ofcom"}),
    "callback_punctuality": _usual("0.90", "", _TRADE),
    "penetration": _usual("1", "", _TRADE),
    "exhaustion": _usual("0.85", "0.95", _TRADE),
    "attempts_per_record": _usual("3", "6", "sellingsignals.com"),
    "dials_per_meeting": _usual("", "370", "Belkins 2025"),
    "dials_per_hour": _usual("25", "40", {"fr": "appel sur clic", "en": "click to call"}),
    "contacts_per_hour": _usual("3", "6", _TRADE),
    "argued_per_hour": _usual(
        "5",
        "10",
        {
            "fr": "doczz.fr, auprès de particuliers",
            "en": "doczz.fr, with consumers",
        },
    ),
    "meetings_per_hour": _usual("0.1", "0.5", _TRADE),
    "talk_time": _usual("102", "350", "vozah.com"),
    "handle_time": _usual("120", "360", "call.flowriax.com"),
    "occupancy": _usual("0.70", "0.80", "nixxis.com"),
    "show_rate": _usual("0.70", "0.85", _TRADE),
    "acceptance_rate": _usual("0.85", "", _TRADE),
    "proposal_rate": _usual("0.40", "0.70", _NOTHING),
    "win_rate": _usual("0.20", "0.30", "ooligo.com"),
    "cost_per_argued": _usual("", "", _NOTHING),
    "cost_per_meeting": _usual("", "", _NOTHING),
    "cost_per_lead": _usual("", "", _NOTHING),
    "cost_per_win": _usual("", "", _NOTHING),
    "value_per_hour": _usual("", "", _NOTHING),
    "return_on_investment": _usual("0", "", _TRADE),
}
