"""Which gates there are, what each asks for, and whether what was read today holds it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """On which side of its bound a figure must lie."""

    AT_MOST = "≤"
    AT_LEAST = "≥"


class Told(StrEnum):
    """Which of all readings is a gate's figure."""

    WORST = "worst"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Gate:
    """What is asked of every reading of one kind; `unit` follows the figure, empty for a count."""

    key: str
    name: str
    bound: float
    unit: str = ""
    side: Side = Side.AT_MOST
    told: Told = Told.WORST

    @property
    def target(self) -> str:
        """The bound in words: « ≤ 60 KB »."""
        return f"{self.side} {self.bound:g} {self.unit}".rstrip()

    def holds(self, value: float) -> bool:
        """True when a reading is within the bound."""
        return value <= self.bound if self.side is Side.AT_MOST else value >= self.bound

    def figure(self, values: Sequence[float]) -> float:
        """Today's figure of these readings, one at least."""
        if self.told is Told.SUM:
            return sum(values)
        return max(values) if self.side is Side.AT_MOST else min(values)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one measurement gave: of which gate, where, how much, and what stood out."""

    gate: str
    where: str
    value: float
    details: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A gate that could not be measured, and why; it is told, and is no pass."""

    gate: str
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A gate with all its readings of today."""

    gate: Gate
    readings: tuple[Reading, ...]
    why_not: str = ""

    @property
    def is_measured(self) -> bool:
        """Whether anything was read."""
        return bool(self.readings)

    @property
    def short(self) -> tuple[Reading, ...]:
        """The readings beyond the bound, the worst first."""
        beyond = [each for each in self.readings if not self.gate.holds(each.value)]
        worst_first = self.gate.side is Side.AT_MOST
        return tuple(sorted(beyond, key=lambda each: each.value, reverse=worst_first))

    @property
    def figure(self) -> float:
        """Today's figure; only of a gate that was measured."""
        return self.gate.figure([each.value for each in self.readings])

    @property
    def words(self) -> str:
        """How it stands: ok, short, or not measured and why."""
        if not self.is_measured:
            return f"not measured: {self.why_not or 'not asked for'}"
        return "short" if self.short else "ok"


def _count(key: str, name: str) -> Gate:
    return Gate(key, name, 0, told=Told.SUM)


# Source of every bound: the design's table of gates. Bytes as served, a KB being 1,000 of them.
GATES = (
    _count("axe", "axe: WCAG 2.0 to 2.2, A and AA, and best practice"),
    _count("undecided", "axe: what it could not decide and nobody has reviewed"),
    _count("overflow", "Nothing wider than the window or its part, nothing cut off"),
    _count("reflow", "Reflow at 320 px: no horizontal scroll"),
    _count("text200", "Text at 200 %, 1280 px wide: no horizontal scroll"),
    _count("targets", "Targets of 24 px, 44 px where a call is controlled"),
    _count("console", "Errors in the console, failed requests"),
    Gate("weight-sign-in", "First load, sign-in", 60, "KB"),
    Gate("weight-desk", "First load, desk, without Twilio's SDK", 60, "KB"),
    Gate("weight", "First load, any other screen", 90, "KB"),
    Gate("requests", "Requests of a first load", 8),
    Gate("repeat", "Repeat load", 8, "KB"),
    _count("parity", "French and English: sentences without the other language"),
    _count("left", "English left on French screens"),
    _count("longer", "Labels 35 % longer fit"),
    Gate("contrast-text", "Contrast of text, from the tokens", 4.5, "to 1", Side.AT_LEAST),
    Gate("contrast-control", "Contrast of controls and focus, from the tokens", 3, "to 1", Side.AT_LEAST),
    Gate("lcp-adsl", "Largest paint on ADSL, processor at a quarter", 1.0, "s"),
    Gate("lcp-poor", "Largest paint on a poor line, processor at a quarter", 2.0, "s"),
    Gate("cls", "Layout shift on both lines", 0.02),
    Gate("digit", "Digit to next lead painted, 19 of 20", 50, "ms"),
    Gate("digit-slow", "Digit to next lead, processor at a quarter", 100, "ms"),
    Gate("inp", "Interaction to next paint, 30 calls", 100, "ms"),
    Gate("inp-slow", "Interaction to next paint, processor at a quarter", 200, "ms"),
    Gate("performance", "Lighthouse: performance", 0.95, "", Side.AT_LEAST),
    Gate("accessibility", "Lighthouse: accessibility", 1.0, "", Side.AT_LEAST),
    Gate("best-practices", "Lighthouse: best practices", 0.95, "", Side.AT_LEAST),
    _count("keyboard", "Journeys by keyboard alone: what failed, focus lost to the page"),
    Gate("onboarding", "Invitation to the end of the first practice call", 120, "s"),
    Gate("decisions", "Decisions on the way to the first practice call", 4),
    _count("announced", "Announcements other than the expected, or while talking"),
    _count("offline", "Outcomes lost or doubled, offline or when the reply is lost"),
)  # fmt: skip
KEYS = tuple(gate.key for gate in GATES)


def verdicts(readings: Iterable[Reading], unmeasured: Iterable[Unmeasured]) -> list[Verdict]:
    """Every gate with what was read of it, in the order of the table."""
    found = list(readings)
    reasons = {each.gate: each.why for each in unmeasured}
    return [
        Verdict(
            gate,
            tuple(each for each in found if each.gate == gate.key),
            reasons.get(gate.key, ""),
        )
        for gate in GATES
    ]
