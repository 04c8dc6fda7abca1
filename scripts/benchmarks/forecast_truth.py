"""A world to hold forecasts against: true rates of its own, unequal prospects, people who differ, call by call.

It shares nothing with `campaigns.forecast`: its own calendar, its own draws, one attempt after another in
plain Python. A manager is told what a manager knows (`Known`); what became of the campaign is `results`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log
from random import Random

from scripts.benchmarks.forecast_play import FIRST, Play, Rates, Seen, working_days

# Standard deviations of the true rates around what a plan assumes, on the scale of log odds: each
# makes the range that the trade publishes (design, A3) the middle eight tenths.
SPREADS = {"contact": 0.38, "argued": 0.47, "agreed": 0.43, "kept": 0.34}
PACE_SPREAD = 0.18


@dataclass(frozen=True, slots=True)
class Known:
    """What a manager knows on the morning of `today`; `leads` are open ones: attempts, due day, number."""

    stated: Rates
    start: date
    end: date
    today: date
    callers: int
    hours: int
    most_attempts: int
    leads: tuple[tuple[int, date | None, int], ...]
    seen: Seen | None
    is_under_way: bool


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign: what was known, and how many meetings were held by its end."""

    known: Known
    results: int


@dataclass(frozen=True, slots=True)
class Company:
    """One company's campaigns of a kind: what each earlier one counted and how many years before the next
    one it ended, the newest first; the next one, of which nothing was called."""

    earlier: tuple[tuple[Seen, float], ...]
    next: Campaign


def campaign(seed: int) -> Campaign:
    """The campaign of a seed. One in three has no history, one has an earlier wave's, one is under way."""
    dice = Random(f"campaign:{seed}")
    kind = ("guess", "history", "under way")[seed % 3]
    usual = _usual(dice)
    callers, hours, most = dice.randint(2, 6), dice.randint(3, 6), dice.randint(3, 6)
    days = working_days(FIRST + timedelta(days=dice.randint(0, 90)), dice.randint(10, 30))
    calls = callers * hours * len(days) * usual.pace
    listed = max(50, int(calls / dice.uniform(0.8, 4.0)))
    true = _true(usual, dice)
    # What a plan states is what a campaign of its kind gave: contacts per dial, its list worked as deep.
    usual_kind = Play(usual, callers, hours, most, listed, Random(f"kind:{seed}"))
    usual_kind.work(days)
    stated = Rates(
        usual_kind.tally.contacts / usual_kind.tally.dials,
        usual.argued,
        usual.agreed,
        usual.kept,
        usual.pace,
    )
    seen = None
    if kind == "history":
        part = dice.uniform(0.2, 0.7)
        wave = Play(true, callers, hours, most, int(listed * part), Random(f"wave:{seed}"))
        wave.work(days[: max(2, int(len(days) * part))])
        seen = wave.tally.seen()
    play = Play(true, callers, hours, most, listed, Random(f"truth:{seed}"))
    done = len(days) // 3 if kind == "under way" else 0
    play.work(days[:done])
    leads = play.open_leads(days[done])
    if done:
        seen = play.tally.seen()
    play.work(days[done:])
    known = Known(
        stated, days[0], days[-1], days[done], callers, hours, most, leads, seen, bool(done)
    )
    return Campaign(known, play.tally.kept)


def company(seed: int) -> Company:
    """A company with one to five earlier campaigns of the kind, half a year or so apart.

    Its campaigns differ from each other by a part of what the trade's differ by, it from the trade by the
    rest; the part is each company's own.
    """
    dice = Random(f"company:{seed}")
    usual, part = _usual(dice), dice.uniform(0.2, 0.8)
    level = _true(usual, dice, 1 - part)
    callers, hours, most = dice.randint(2, 6), dice.randint(3, 6), dice.randint(3, 6)
    days = working_days(FIRST + timedelta(days=dice.randint(0, 90)), dice.randint(10, 25))
    listed = max(50, int(callers * hours * len(days) * usual.pace / dice.uniform(0.8, 4.0)))
    kind = Play(usual, callers, hours, most, listed, Random(f"kind of company:{seed}"))
    kind.work(days)
    contact = kind.tally.contacts / kind.tally.dials
    stated = Rates(contact, usual.argued, usual.agreed, usual.kept, usual.pace)
    earlier, years = [], 0.0
    for number in range(dice.randint(1, 5)):
        years += dice.uniform(0.1, 0.9)
        # Earlier ones were of any length, by any team.
        team, worked = dice.randint(2, 6), days[: dice.randint(4, len(days))]
        rates = _true(level, dice, part)
        play = Play(rates, team, hours, most, listed, Random(f"earlier:{seed}:{number}"))
        play.work(worked)
        earlier.append((play.tally.seen(), years))
    rates = _true(level, dice, part)
    play = Play(rates, callers, hours, most, listed, Random(f"next:{seed}"))
    leads = play.open_leads(days[0])
    play.work(days)
    known = Known(
        stated, days[0], days[-1], days[0], callers, hours, most, leads, None, is_under_way=False
    )
    return Company(tuple(earlier), Campaign(known, play.tally.kept))


def _usual(dice: Random) -> Rates:
    return Rates(
        dice.uniform(0.08, 0.22),
        dice.uniform(0.45, 0.65),
        dice.uniform(0.06, 0.14),
        dice.uniform(0.72, 0.85),
        dice.uniform(15, 28),
    )


def _true(usual: Rates, dice: Random, part: float = 1.0) -> Rates:
    """The rates of one campaign of a kind; on average over campaigns they are those of the kind.

    `part` is that of the (squared) spread by which they differ.
    """

    def moved(name: str) -> float:
        chance, spread = getattr(usual, name), SPREADS[name] * part**0.5
        # The curve of odds bends: without this the average would lie beyond the kind's own rate.
        bend = (1 - 2 * chance) * spread**2 / 2
        odds = log(chance / (1 - chance)) - bend + dice.gauss(0, spread)
        return 1 / (1 + exp(-odds))

    contact, argued, agreed, kept = (moved(name) for name in SPREADS)
    faster = PACE_SPREAD * part**0.5
    pace = usual.pace * exp(dice.gauss(-(faster**2) / 2, faster))
    return Rates(contact, argued, agreed, kept, pace)
