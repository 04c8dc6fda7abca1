"""Reads the figures that a plan steers by: of the catalogue, or composed of counters."""

from collections.abc import Mapping
from fractions import Fraction

from campaigns.kpi import CATALOGUE, Better, Kpi, Unit, kpi_named
from campaigns.kpi.counter_words import COUNTERS, SIGNED, formula
from campaigns.plan.forms import Form
from campaigns.plan.kinds import AMOUNT, CODE, EMAIL, LINE, PERCENTAGE, Kind, choice, decimal, line
from campaigns.plan.parts import KpiReader, KpiTarget
from campaigns.plan.reading_scripts import note_repeats
from campaigns.plan.sense import SENSE
from campaigns.plan.sense_preparing import PREPARING

_MOST = len(CATALOGUE) + 20
_MOST_TOLD = 10
_COUNT = decimal(0, 100_000)
_KPI_KEY = Kind(
    lambda written: written.strip() if kpi_named(written.strip()) else None,
    "",
    dict.fromkeys(("fr", "en"), ", ".join(kpi.key for kpi in CATALOGUE)),
    tuple(kpi.key for kpi in CATALOGUE),
)
_ANY_VALUE: Kind[Fraction] = Kind(lambda written: Fraction(0), Fraction(0), LINE.expected)
_KPI_VALUES: Mapping[Unit, Kind[Fraction]] = {
    Unit.PERCENT: PERCENTAGE,
    Unit.PER_HOUR: _COUNT,
    Unit.RATIO: _COUNT,
    Unit.SECONDS: _COUNT,
    Unit.CENTS: AMOUNT,
    Unit.CENTS_PER_HOUR: AMOUNT,
}
_COUNTER = Kind(
    lambda written: written.strip() if written.strip() in SIGNED else None,
    "",
    {
        "fr": f"un compteur, « - » devant pour le retrancher : {', '.join(COUNTERS)}",
        "en": f"a counter, `-` before it to take it away: {', '.join(COUNTERS)}",
    },
    COUNTERS,
)
# How the counters above and below the line end for a figure to be in its unit; empty: plain counts.
_ENDINGS: Mapping[Unit, tuple[str, str]] = {
    Unit.PER_HOUR: ("", "_s"),
    Unit.SECONDS: ("_s", ""),
    Unit.CENTS: ("_cents", ""),
    Unit.CENTS_PER_HOUR: ("_cents", "_s"),
}
_SCALES = ("_s", "_cents")


def read_kpis(form: Form) -> tuple[KpiTarget, ...]:
    """The fifth part; every figure once."""
    kpis = tuple(_kpi(each) for each in form.forms("kpis", 1, _MOST))
    note_repeats(form, "kpis", [each.kpi for each in kpis])
    return kpis


def _kpi(form: Form) -> KpiTarget:
    own = _composed(form) if form.has("above") or form.has("below") else None
    key = own.key if own else form.value("kpi", _KPI_KEY)
    kpi = own or kpi_named(key)
    # Of a KPI that nobody knows, the values are taken as they stand: its name is problem enough.
    kind = _KPI_VALUES[kpi.unit] if kpi else _ANY_VALUE
    target, alarm = form.value("target", kind), form.optional("alarm", kind, None)
    if kpi and alarm is not None and _stricter(kpi.better, alarm - target):
        _note_alarm(form)
    audience = form.values("audience", choice(KpiReader), most=len(KpiReader))
    return KpiTarget(key, target, alarm, audience, own, _told(form))


def _told(form: Form) -> tuple[str, ...]:
    """Who is told of the alarm: each once, and only where there is an alarm to be told of."""
    named = form.values("alarm_to", EMAIL, most=_MOST_TOLD)
    if named and not form.has("alarm"):
        form.note("alarm_to", PREPARING["told_of_nothing"], found=named[0])
    twice = next((each for each in named if each and named.count(each) > 1), None)
    if twice:
        form.note("alarm_to", PREPARING["told_twice"], found=twice)
    return named


def _composed(form: Form) -> Kpi:
    key, label = form.value("kpi", CODE), form.value("label", line(80))
    above = form.values("above", _COUNTER, 1, 6)
    below = form.values("below", _COUNTER, 1, 6)
    unit = form.optional("unit", choice(Unit), Unit.PERCENT)
    better = form.optional("better", choice(Better), Better.HIGHER)
    if kpi_named(key):
        form.note("kpi", PREPARING["kpi_taken"], found=key)
    if above and above == below:
        form.note("below", PREPARING["kpi_same"])
    elif form.is_sound("above", "below", "unit") and not _fits(unit, above, below):
        shown = f"{' + '.join(above)} ÷ {' + '.join(below)}"
        form.note("below", PREPARING["kpi_unit"], unit=unit, below=shown)
    named = dict.fromkeys(("fr", "en"), label)
    return Kpi(key, named, unit, better, above, below, formula(above, below))


def _fits(unit: Unit, above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    scales = {_scale(name) for name in above}, {_scale(name) for name in below}
    if unit in (Unit.PERCENT, Unit.RATIO):
        return scales[0] == scales[1] and len(scales[0]) == 1
    wanted = _ENDINGS[unit]
    return scales == ({wanted[0]}, {wanted[1]})


def _scale(name: str) -> str:
    return next((ending for ending in _SCALES if name.endswith(ending)), "")


def _note_alarm(form: Form) -> None:
    if form.is_sound("target", "alarm"):
        written = {name: form.value(name, LINE) for name in ("alarm", "target")}
        form.note("alarm", SENSE["alarm_side"], **written)


def _stricter(better: Better, gap: Fraction) -> bool:
    return gap > 0 if better is Better.HIGHER else gap < 0
