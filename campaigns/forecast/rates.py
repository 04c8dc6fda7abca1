"""How sure each rate of a plan is: one's own counts where there are any, else a guess as wide as its benchmark."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from campaigns.forecast.habits import USUAL, Habits
from campaigns.funnel.steps import Words, both, count, share, trimmed
from campaigns.plan.document import Plan
from campaigns.plan.parts import Assumption, Metric

PACE = "dials_per_hour"
SHARES = ("contact_rate", "argumentation", "transformation")
AFTER_THE_CALL: Mapping[Metric, tuple[str, ...]] = {
    Metric.MEETINGS: ("show_rate",),
    Metric.SALES: ("show_rate", "proposal_rate", "win_rate"),
}
# The middle eight tenths of a bell reach 1.2816 standard deviations to either side.
_EIGHT_TENTHS = 2 * 1.2816
# The dials of a day are one person's on one list: four of them tell as much as one by itself would, so
# that a day of sixty is known to a quarter.
_ALIKE_DIALS = 4


@dataclass(frozen=True, slots=True)
class Counts:
    """What was observed: `numerator` of `denominator`, such as contacts of dials or dials of hours."""

    numerator: int
    denominator: Fraction | int

    def __post_init__(self) -> None:
        if self.numerator < 0 or self.denominator < 0:
            raise ValueError(f"{self}: expected counts of zero or more")


@dataclass(frozen=True, slots=True)
class Wave:
    """Who made the counts of an earlier wave, and how deep: people, calling days, dials by attempt.

    Another wave is called by other people on other days, so that its counts know less of the next
    one than so many calls of the next one's own would.
    """

    people: int
    days: int
    dials_by_attempt: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.people < 1 or self.days < 1:
            raise ValueError(f"{self}: expected at least one person and one day")


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as a distribution: its mean, and how many observations it is worth (infinite: certain)."""

    name: str
    mean: float
    strength: float
    origin: Words


@dataclass(frozen=True, slots=True)
class _Benchmark:
    """The range usual in the trade (domain A3), read as the middle eight tenths of campaigns."""

    low: float
    high: float
    source: Words

    @property
    def strength(self) -> float:
        """Observations that a share with this spread is worth: m(1 − m) / variance − 1, a Beta's."""
        middle = (self.low + self.high) / 2
        deviation = (self.high - self.low) / _EIGHT_TENTHS
        return middle * (1 - middle) / deviation**2 - 1

    @property
    def hours(self) -> float:
        """The shape of a Gamma with this spread: (mean / deviation)²."""
        return ((self.low + self.high) / 2 * _EIGHT_TENTHS / (self.high - self.low)) ** 2


_TRADE: Words = {"fr": "usage du métier", "en": "custom of the trade"}
_NOTHING: Words = {"fr": "faute de chiffre publié", "en": "for want of a published figure"}
_BENCHMARKS: Mapping[str, _Benchmark] = {
    "contact_rate": _Benchmark(
        0.05, 0.133, {"fr": "Gong, Belkins 2025", "en": "Gong, Belkins 2025"}
    ),
    "argumentation": _Benchmark(0.40, 0.70, _TRADE),
    "transformation": _Benchmark(0.05, 0.15, {"fr": "B2B français", "en": "French B2B"}),
    "show_rate": _Benchmark(0.70, 0.85, _TRADE),
    "proposal_rate": _Benchmark(0.40, 0.70, _NOTHING),
    "win_rate": _Benchmark(0.20, 0.30, {"fr": "ooligo.com", "en": "ooligo.com"}),
    PACE: _Benchmark(25, 40, {"fr": "appel sur clic", "en": "click to call"}),
}
_GUESS: Words = {
    "fr": "hypothèse du plan\u00a0: {stated} ({origin})\u00a0; aussi incertaine que l’usage, {low} à {high} ({source})",
    "en": "the plan's assumption: {stated} ({origin}); as uncertain as what is usual, {low} to {high} ({source})",
}
_OWN: Words = {
    "fr": "votre historique\u00a0: {numerator} sur {denominator}\u00a0; avant lui, le plan disait {stated}",
    "en": "your own history: {numerator} of {denominator}; before it the plan said {stated}",
}


def chain_of(plan: Plan) -> tuple[str, ...]:
    """The rates from a dial to a result of the plan's metric, in order."""
    return (*SHARES, *AFTER_THE_CALL.get(plan.objectives.metric, ()))


def rates_of(
    plan: Plan,
    observed: Mapping[str, Counts],
    wave: Wave | None = None,
    habits: Habits = USUAL,
) -> Mapping[str, Rate]:
    """Each rate of the plan's chain and the dials per hour, with its origin in words.

    The plan's figure is worth as many observations as the spread of its benchmark; what was observed
    is added to it (the posterior of a Beta, for dials per hour of a Gamma). Counts of an earlier
    `wave` are worth fewer than they are, by what people and days differ by. Raises KeyError for
    counts of something else.
    """
    names = (*chain_of(plan), PACE)
    unknown = sorted(set(observed) - set(names))
    if unknown:
        raise KeyError(f"{unknown[0]}: expected one of {', '.join(names)}")
    aside = {} if wave is None else _aside(wave, habits)
    return {name: _rate(name, plan, observed.get(name), aside.get(name, 0.0)) for name in names}


def _aside(wave: Wave, habits: Habits) -> Mapping[str, float]:
    """How far each rate of a wave lies from that of its campaign: squared coefficients of variation.

    The next wave's own days and skills are drawn with each run. Its people's pace is not, so it stands
    here beside that of the wave's people.
    """
    return {
        "contact_rate": habits.between_days**2 / wave.days,
        "transformation": habits.between_people**2 / wave.people,
        PACE: 2 * habits.between_paces**2 / wave.people,
    }


def _rate(name: str, plan: Plan, seen: Counts | None, aside: float) -> Rate:
    stated: Assumption = getattr(plan.objectives.assumptions, name)
    origin = _origin(name, stated, seen)
    guess = Rate(name, float(stated.value), _guess(name), origin)
    if seen is None or not seen.denominator:
        return guess
    return _with_dials(guess, seen, aside) if name == PACE else _with_counts(guess, seen, aside)


def _guess(name: str) -> float:
    benchmark = _BENCHMARKS[name]
    return benchmark.hours if name == PACE else benchmark.strength


def _with_counts(guess: Rate, seen: Counts, aside: float) -> Rate:
    cases = float(seen.denominator)
    likely = (guess.mean * guess.strength + seen.numerator) / (guess.strength + cases)
    # Luck varies so many cases by (1 - m) / (m n), squared and in parts of m; what lies aside adds to it.
    worth = cases * (1 - likely) / (1 - likely + cases * aside * likely) if aside else cases
    strength = guess.strength + worth
    mean = (guess.mean * guess.strength + worth * seen.numerator / cases) / strength
    return Rate(guess.name, mean, strength, guess.origin)


def _with_dials(guess: Rate, seen: Counts, aside: float) -> Rate:
    alike = seen.numerator / _ALIKE_DIALS
    part = 1 / (1 + alike * aside)
    hours = float(seen.denominator) / _ALIKE_DIALS * part
    strength = guess.strength + alike * part
    return Rate(
        guess.name, strength / (guess.strength / guess.mean + hours), strength, guess.origin
    )


def _origin(name: str, stated: Assumption, seen: Counts | None) -> Words:
    shown = trimmed if name == PACE else share
    if seen is not None and seen.denominator:
        return both(
            lambda language: _OWN[language].format(
                numerator=count(seen.numerator, language),
                denominator=trimmed(Fraction(seen.denominator), language),
                stated=shown(stated.value, language),
            )
        )
    benchmark = _BENCHMARKS[name]
    return both(
        lambda language: _GUESS[language].format(
            stated=shown(stated.value, language),
            origin=stated.origin,
            low=shown(Fraction(str(benchmark.low)), language),
            high=shown(Fraction(str(benchmark.high)), language),
            source=benchmark.source[language],
        )
    )
