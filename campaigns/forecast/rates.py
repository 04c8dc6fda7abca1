"""How sure each rate of a plan is: one's own counts where there are any, else a guess as wide as its benchmark."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from campaigns.figures.benchmarks import BENCHMARKS, KPI_OF_RATE
from campaigns.forecast.counts import EIGHT_TENTHS, PACE, Counts, Past, Rate, Wave
from campaigns.forecast.habits import USUAL, Habits
from campaigns.forecast.history import ALIKE_DIALS, aside, counting, learnt
from campaigns.funnel.steps import Words, both, count, share, trimmed
from campaigns.plan.document import Plan
from campaigns.plan.parts import Assumption, Metric

SHARES = ("contact_rate", "argumentation", "transformation")
AFTER_THE_CALL: Mapping[Metric, tuple[str, ...]] = {
    Metric.MEETINGS: ("show_rate",),
    Metric.SALES: ("show_rate", "proposal_rate", "win_rate"),
}
_GUESS: Words = {
    "fr": "hypothèse du plan\u00a0: {stated} ({origin})\u00a0; aussi incertaine que l’usage, {low} à {high} ({source})",
    "en": "the plan's assumption: {stated} ({origin}); as uncertain as what is usual, {low} to {high} ({source})",
}
_OWN: Words = {
    "fr": "votre historique\u00a0: {numerator} sur {denominator}\u00a0; avant lui, le plan disait {stated}",
    "en": "your own history: {numerator} of {denominator}; before it the plan said {stated}",
}
_LAST: Mapping[bool, Words] = {
    True: {
        "fr": "votre dernière campagne\u00a0: {shares} ({numerator} sur {denominator})\u00a0; le plan dit {stated}",
        "en": "your last campaign: {shares} ({numerator} of {denominator}); the plan says {stated}",
    },
    False: {
        "fr": "vos {campaigns} dernières campagnes, la plus récente d’abord\u00a0: {shares}\u00a0; "
        "ensemble {numerator} sur {denominator}\u00a0; le plan dit {stated}",
        "en": "your last {campaigns} campaigns, the newest first: {shares}; {numerator} of "
        "{denominator} together; the plan says {stated}",
    },
}


def chain_of(plan: Plan) -> tuple[str, ...]:
    """The rates from a dial to a result of the plan's metric, in order."""
    return (*SHARES, *AFTER_THE_CALL.get(plan.objectives.metric, ()))


def rates_of(
    plan: Plan,
    observed: Mapping[str, Counts],
    wave: Wave | None = None,
    habits: Habits = USUAL,
    past: Sequence[Past] = (),
) -> Mapping[str, Rate]:
    """Each rate of the plan's chain and the dials per hour, with its origin in words.

    The plan's figure is worth as many observations as the spread of its benchmark. Earlier campaigns
    (`past`, the newest first) move and narrow it as far as they agree; what was observed is added to it
    (the posterior of a Beta, for dials per hour of a Gamma). Counts of an earlier `wave` are worth fewer
    than they are, by what people and days differ by. Raises KeyError for counts of something else.
    """
    names = (*chain_of(plan), PACE)
    unknown = sorted(set(observed) - set(names))
    if unknown:
        raise KeyError(f"{unknown[0]}: expected one of {', '.join(names)}")
    found = {}
    for name in names:
        prior = _prior(name, plan, past, habits)
        beside = aside(name, wave, habits) if wave else 0.0
        found[name] = _observed(prior, plan, observed.get(name), beside)
    return found


def shown(rate: Rate, language: str) -> str:
    """A rate with the range of eight cases in ten: « 15 % (8 à 22 %) »."""
    to = {"fr": "à", "en": "to"}[language]
    written = trimmed if rate.name == PACE else share
    places = 1 if rate.name == PACE else 3
    said = [
        written(Fraction(str(round(value, places))), language) for value in (rate.mean, *rate.range)
    ]
    return f"{said[0]} ({said[1]} {to} {said[2]})"


def _stated(name: str, plan: Plan) -> Assumption:
    stated: Assumption = getattr(plan.objectives.assumptions, name)
    return stated


def _prior(name: str, plan: Plan, past: Sequence[Past], habits: Habits) -> Rate:
    """What is believed before anything was counted in the campaign itself."""
    stated = _stated(name, plan)
    guess = Rate(name, float(stated.value), _worth(name), _guessed(name, stated))
    seen = counting(name, past)
    return learnt(guess, seen, habits, _lasting(name, stated, seen)) if seen else guess


def _worth(name: str) -> float:
    """Observations that a figure with the spread of its benchmark is worth: m (1 − m) / variance − 1 of a
    share (a Beta), (mean / deviation)² of a number per hour (a Gamma)."""
    low, high = _usual(name)
    middle, deviation = (low + high) / 2, (high - low) / (2 * EIGHT_TENTHS)
    if name == PACE:
        return (middle / deviation) ** 2
    return middle * (1 - middle) / deviation**2 - 1


def _usual(name: str) -> tuple[float, float]:
    benchmark = BENCHMARKS[KPI_OF_RATE.get(name, name)]
    if benchmark.low is None or benchmark.high is None:
        raise ValueError(f"{name}: expected a range that is closed on both sides")
    return float(benchmark.low), float(benchmark.high)


def _observed(prior: Rate, plan: Plan, seen: Counts | None, beside: float) -> Rate:
    if seen is None or not seen.denominator:
        return prior
    mean, strength = (_with_dials if prior.name == PACE else _with_counts)(prior, seen, beside)
    return Rate(prior.name, mean, strength, _counted(prior.name, _stated(prior.name, plan), seen))


def _with_counts(guess: Rate, seen: Counts, beside: float) -> tuple[float, float]:
    cases = float(seen.denominator)
    likely = (guess.mean * guess.strength + seen.numerator) / (guess.strength + cases)
    # Luck varies so many cases by (1 - m) / (m n), squared and in parts of m; what lies aside adds to it.
    worth = cases * (1 - likely) / (1 - likely + cases * beside * likely) if beside else cases
    strength = guess.strength + worth
    mean = (guess.mean * guess.strength + worth * seen.numerator / cases) / strength
    return mean, strength


def _with_dials(guess: Rate, seen: Counts, beside: float) -> tuple[float, float]:
    alike = seen.numerator / ALIKE_DIALS
    part = 1 / (1 + alike * beside)
    hours = float(seen.denominator) / ALIKE_DIALS * part
    strength = guess.strength + alike * part
    return strength / (guess.strength / guess.mean + hours), strength


def _written(name: str, value: Fraction, language: str) -> str:
    return trimmed(value, language) if name == PACE else share(value, language)


def _guessed(name: str, stated: Assumption) -> Words:
    benchmark = BENCHMARKS[KPI_OF_RATE.get(name, name)]
    return both(
        lambda language: _GUESS[language].format(
            stated=_written(name, stated.value, language),
            origin=stated.origin,
            low=_written(name, benchmark.low or Fraction(0), language),
            high=_written(name, benchmark.high or Fraction(1), language),
            source=benchmark.source[language],
        )
    )


def _counted(name: str, stated: Assumption, seen: Counts) -> Words:
    return both(
        lambda language: _OWN[language].format(
            numerator=count(seen.numerator, language),
            denominator=trimmed(Fraction(seen.denominator), language),
            stated=_written(name, stated.value, language),
        )
    )


def _lasting(name: str, stated: Assumption, seen: Sequence[Past]) -> Words:
    counts = [each.counts[name] for each in seen]
    each_rate = [Fraction(one.numerator) / Fraction(one.denominator) for one in counts]
    places = 1 if name == PACE else 3
    return both(
        lambda language: _LAST[len(seen) == 1][language].format(
            campaigns=len(seen),
            shares=", ".join(_written(name, round(rate, places), language) for rate in each_rate),
            numerator=count(sum(one.numerator for one in counts), language),
            denominator=trimmed(
                sum((Fraction(one.denominator) for one in counts), Fraction(0)), language
            ),
            stated=_written(name, stated.value, language),
        )
    )
