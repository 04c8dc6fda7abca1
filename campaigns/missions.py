"""A company's brief of seven fields, checked, and the plan that it pre-fills."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeVar

from campaigns.dispositions import Disposition
from campaigns.law import Sector
from campaigns.plan import Plan, write_plan
from campaigns.plan.document import default_actions
from campaigns.plan.kinds import DATE, MONEY, Kind, choice, text, whole
from campaigns.plan.parts import (
    Assumption,
    Assumptions,
    Currency,
    KpiTarget,
    Metric,
    Objectives,
    Offer,
    OfferPoint,
    OwnDisposition,
    Preparation,
    Segment,
    Targets,
)
from campaigns.plan.reading import Language
from campaigns.plan.reading_objectives import LONGEST_DAYS
from campaigns.plan.wording import STRUCTURE, say, wording
from campaigns.problems import Problem
from campaigns.prospects import Audience
from campaigns.script import with_notices
from campaigns.starting_plans import RATES, STARTING_PLANS, StartingPlan
from campaigns.validation import FEWEST_HOURS, MOST_HOURS, USUAL_HOURS

T = TypeVar("T")

BRIEF_FIELDS = (
    "offer",
    "audience_text",
    "result",
    "target",
    "deadline",
    "price",
    "language",
)
TERMS_FIELDS = ("answer_hours", "manager_decides")

HOURS = whole(FEWEST_HOURS, MOST_HOURS)
_CRITERIA = 20
_MISSING = wording(
    ("rien", "nothing"),
    ("{expected}", "{expected}"),
    ("Remplissez ce champ.", "Fill this field in."),
)
_PAST = wording(
    ("le {deadline}", "{deadline}"),
    ("une date à venir, après le {today}", "a date to come, after {today}"),
    ("Choisissez une échéance plus tardive.", "Choose a later deadline."),
)
_FAR = wording(
    ("le {deadline}", "{deadline}"),
    ("une date d'ici au {last}", "a date up to {last}"),
    (
        "Choisissez une échéance plus proche, ou publiez plusieurs missions.",
        "Choose a nearer deadline, or post several missions.",
    ),
)
_FREE = wording(
    ("un prix de 0", "a price of 0"),
    (
        "le prix d'un résultat accepté, par exemple 55,00",
        "the price of an accepted result, such as 55.00",
    ),
    ("Indiquez ce que vous payez par résultat.", "State what you pay for a result."),
)
_CRITERIA_SHAPE = wording(
    (
        "{count} critère(s), le plus long de {longest} caractères",
        "{count} criteria, the longest of {longest} characters",
    ),
    (
        "de 1 à 20 critères, un par ligne de 200 caractères au plus",
        "1 to 20 criteria, one to a line of at most 200 characters",
    ),
    ("Écrivez un critère par ligne.", "Write one criterion to a line."),
)


@dataclass(frozen=True, slots=True)
class Brief:
    """What a company posts: what is offered, to whom, what counts, how many, by when, at which price.

    `result` holds one criterion to a line; `price_cents` is in cents of the mission's currency. The terms
    of acceptance go with it: hours to answer, and whether the manager settles what is contested.
    """

    offer: str
    audience_text: str
    result: str
    target: int
    deadline: date
    price_cents: int
    language: str
    answer_hours: int = USUAL_HOURS
    manager_decides: bool = False


@dataclass(frozen=True, slots=True)
class BriefProblems:
    """Everything that is wrong with a brief; each place is the name of a field."""

    problems: tuple[Problem, ...]


def read_brief(form: Mapping[str, str], today: date, language: str) -> Brief | BriefProblems:
    """Read the seven fields as typed; the price is an amount such as `55.00` under `price`. Terms of
    acceptance that are left out are the usual ones.

    `today` is the company's day, `language` that of the reader of the problems.
    """
    noted: list[Problem] = []

    def value(key: str, kind: Kind[T]) -> T:
        found, problem = _value(form, key, kind, language)
        noted.extend([problem] if problem else [])
        return found

    brief = Brief(
        value("offer", text(2000)),
        value("audience_text", text(2000)),
        value("result", text(4000)),
        value("target", whole(1, 1_000_000)),
        value("deadline", DATE),
        value("price", MONEY),
        value("language", choice(Language)).value,
        value("answer_hours", HOURS) if form.get("answer_hours") else USUAL_HOURS,
        bool(form.get("manager_decides")),
    )
    named = {problem.place for problem in noted}
    noted += [each for each in _check(brief, today, language) if each.place not in named]
    return BriefProblems(tuple(noted)) if noted else brief


def brief_of(plan: Plan) -> Brief:
    """What a plan says of the seven fields, for a mission that begins with a plan."""
    objectives = plan.objectives
    return Brief(
        offer=plan.preparation.offer.name,
        audience_text=", ".join(segment.name for segment in plan.targets.segments),
        result="\n".join(objectives.accepted_when),
        target=objectives.target,
        deadline=objectives.end,
        price_cents=objectives.price_cents,
        language=plan.language,
    )


def plan_from_brief(brief: Brief, start: date) -> str:
    """A whole valid plan in YAML, in the brief's language, for calls to French businesses from `start`.

    What the brief doesn't say is filled with the habits of the trade, and a checklist says what to
    complete. A start after the deadline becomes the deadline.
    """
    words = STARTING_PLANS[brief.language]
    return words.heading + write_plan(_plan(brief, words, min(start, brief.deadline)))


def _value(
    form: Mapping[str, str], key: str, kind: Kind[T], language: str
) -> tuple[T, Problem | None]:
    written = form.get(key, "").strip()
    expected = kind.expected[language]
    if not written:
        return kind.blank, say(_MISSING, language, key, expected=expected)
    read = kind.read(written)
    if read is None:
        found = written[:60]
        words = STRUCTURE["bad_value"]
        return kind.blank, say(words, language, key, found=found, expected=expected)
    return read, None


def _check(brief: Brief, today: date, language: str) -> list[Problem]:
    problems = []
    if brief.deadline <= today:
        problems.append(say(_PAST, language, "deadline", deadline=brief.deadline, today=today))
    last = today + timedelta(days=LONGEST_DAYS)
    if brief.deadline > last:
        problems.append(say(_FAR, language, "deadline", deadline=brief.deadline, last=last))
    if brief.price_cents == 0:
        problems.append(say(_FREE, language, "price"))
    criteria = _criteria(brief)
    longest = max(map(len, criteria), default=0)
    if not 0 < len(criteria) <= _CRITERIA or longest > 200:
        count = len(criteria)
        problems.append(say(_CRITERIA_SHAPE, language, "result", count=count, longest=longest))
    return problems


def _criteria(brief: Brief) -> tuple[str, ...]:
    lines = (" ".join(each.split()).lstrip("-•* ") for each in brief.result.splitlines())
    return tuple(each for each in lines if each)


def _plan(brief: Brief, words: StartingPlan, start: date) -> Plan:
    name = _one_line(brief.offer, 150)
    return Plan(
        name=name,
        language=brief.language,
        country="FR",
        currency=Currency.EUR,
        audience=Audience.B2B,
        sector=Sector.OTHER,
        objectives=_objectives(brief, words, start),
        targets=Targets((Segment(_one_line(brief.audience_text, 150), 50, ()),), ()),
        actions=default_actions(Audience.B2B),
        preparation=_preparation(brief, words, name),
        kpis=_kpis(),
    )


def _objectives(brief: Brief, words: StartingPlan, start: date) -> Objectives:
    return Objectives(
        Metric.MEETINGS,
        brief.target,
        start,
        brief.deadline,
        brief.price_cents,
        _criteria(brief),
        Assumptions(**{key: Assumption(rate, words.origins[key]) for key, rate in RATES.items()}),
    )


def _preparation(brief: Brief, words: StartingPlan, name: str) -> Preparation:
    first = next(iter(words.script.questions)).key
    return Preparation(
        offer=Offer(
            name,
            brief.offer,
            (OfferPoint(_one_line(brief.offer, 500), words.advantage, words.proof),),
            (words.limit,),
        ),
        script=with_notices(words.script, "FR", Audience.B2B),
        dispositions=(
            OwnDisposition(Disposition.MEETING, required_answers=(first,)),
            OwnDisposition(Disposition.ARGUED_REFUSED, reasons=words.reasons),
        ),
        not_offered=(),
        checklist=words.checklist,
        quiz_required=False,
        stages=words.stages,
    )


def _kpis() -> tuple[KpiTarget, ...]:
    """The assumptions as targets, with an alarm at two thirds of each."""
    kpis = {
        "contact_rate": "contact_rate",
        "argumentation_rate": "argumentation",
        "transformation_rate": "transformation",
        "show_rate": "show_rate",
        "dials_per_hour": "dials_per_hour",
    }
    return tuple(KpiTarget(key, RATES[rate], _alarm(RATES[rate])) for key, rate in kpis.items())


def _alarm(target: Fraction) -> Fraction:
    # Whole percents, or halves of a dial an hour: figures that a manager can read and change.
    step = Fraction(1, 100) if target <= 1 else Fraction(1, 2)
    return (target * 2 / 3) // step * step


def _one_line(words: str, longest: int) -> str:
    joined = " ".join(words.split())
    return joined if len(joined) <= longest else joined[: longest - 1].rstrip() + "…"
