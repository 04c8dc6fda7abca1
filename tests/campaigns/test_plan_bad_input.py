"""What a plan must not say: each case with its line, what was found, what was expected and what to do.

The cases follow the corpus of bad plans; a case is one change of the plan that says everything.
"""

import pytest

from campaigns.plan import Plan, PlanProblems, read_new_plan, read_plan
from campaigns.problems import Problem
from tests.campaigns.full_plan import full_text

START, END = "  start: 2026-11-30", "  end: 2026-12-18"
ACTIONS, NO_ANSWER = "actions:\n", "{after: no_answer, wait: 4 hours, attempt: 1}"
NAF = '{field: naf, nomenclature: NAFrev2, starts_with: ["82.2", "70"]}'
AREA = '{field: area, in: ["35", "2A"]}'
PRICE = "price: 55.00"
RATE = "contact_rate: {value: 15 %"
QUIZ = "needed: 1"
KPI = "above: [meetings_booked], below: [argued]"

# The words replaced, the words put there, where the problem stands, what is said to be found.
CASES = [
    ("target: 20", "target: NaN", "objectives.target", "`NaN`"),
    ("target: 20", "target: .inf", "objectives.target", "`.inf`"),
    ("target: 20", "target: 1e400", "objectives.target", "`1e400`"),
    ("target: 20", "target: 0", "objectives.target", "`0`"),
    (PRICE, "price: 0.1 + 0.2", "objectives.price", "`0.1 + 0.2`"),
    (PRICE, "price: -55.00", "objectives.price", "`-55.00`"),
    (PRICE, "price: 55.005", "objectives.price", "`55.005`"),
    (RATE, "contact_rate: {value: -15 %", "objectives.assumptions.contact_rate.value", "`-15 %`"),
    (RATE, "contact_rate: {value: 1000000000 %", "objectives.assumptions.contact_rate.value", "`1000000000 %`"),
    (RATE, "contact_rate: {value: NaN %", "objectives.assumptions.contact_rate.value", "`NaN %`"),
    (END, "  end: 2026-11-29", "objectives.end", "the end (2026-11-29) before the start (2026-11-30)"),
    (END, "  end: 2027-02-29", "objectives.end", "`2027-02-29`"),
    (END, "  end: 2026-11-31", "objectives.end", "`2026-11-31`"),
    (START, "  start: 9999-12-31", "objectives.start", "`9999-12-31`"),
    (START, "  start: 2026-11-30T24:00", "objectives.start", "`2026-11-30T24:00`"),
    (ACTIONS, ACTIONS + "  hours: {mon: 24:00-08:00}\n", "actions.hours.mon", "`24:00-08:00`"),
    (ACTIONS, ACTIONS + "  hours: {mon: 08:00-24:01}\n", "actions.hours.mon", "`08:00-24:01`"),
    (ACTIONS, ACTIONS + "  hours: {mon: 22:00-06:00}\n", "actions.hours.mon", "`22:00-06:00`"),
    (ACTIONS, ACTIONS + "  hours: {mon: 14:00-13:00}\n", "actions.hours.mon", "`14:00-13:00`"),
    (ACTIONS, ACTIONS + "  hours: {mon: 09:00-09:00}\n", "actions.hours.mon", "`09:00-09:00`"),
    (ACTIONS, ACTIONS + "  minimum_gap: 0 minutes\n", "actions.minimum_gap", "`0 minutes`"),
    (NO_ANSWER, "{after: no_answer, wait: 0 hours, attempt: 1}", "actions.cadence[1].wait", "`0 hours`"),
    (NO_ANSWER, "{after: no_answer, wait: 1 day, attempt: 0}", "actions.cadence[1].attempt", "`0`"),
    (NO_ANSWER, "{after: no_answer, wait: 1 day, attempt: -1}", "actions.cadence[1].attempt", "`-1`"),
    (NO_ANSWER, "{after: no_answer, wait: 1 day, attempt: 1000000}", "actions.cadence[1].attempt", "`1000000`"),
    (NO_ANSWER, "{after: never, wait: 1 day}", "actions.cadence[1].after", "`never`"),
    (
        NO_ANSWER,
        "{after: no_answer, wait: 4 hours}",
        "actions.cadence[2].after",
        "a second wait after `no_answer` for the same attempts",
    ),
    (
        NO_ANSWER,
        "{after: no_answer, wait: 4 hours, attempt: 5}",
        "actions.cadence[1].attempt",
        "a wait after attempt 5, though there are only 5",
    ),
    ("within: 4 hours", "within: -4 hours", "actions.channels[1].within", "`-4 hours`"),
    ("channel: email", "channel: pigeon", "actions.channels[1].channel", "`pigeon`"),
    ("owner: marketing", "owner: robot", "actions.channels[2].owner", "`robot`"),
    ("after: documentation", "after: do_not_call", "actions.channels[2].after", "`do_not_call`"),
    ("country: FR", "country: Mars/X", "country", "`Mars/X`"),
    ("country: FR", "country: ../etc", "country", "`../etc`"),
    (AREA, '{field: area, in: ["35", "99"]}', "targets.segments[1].where[2].in", "the unknown area `99`"),
    (NAF, "{field: naf, nomenclature: NACE, equals: a}", "targets.segments[1].where[1].nomenclature", "`NACE`"),
    (
        NAF,
        "{field: naf, nomenclature: NAF2025, in: [Conseil]}",
        "targets.segments[1].where[1].in",
        "`Conseil`",
    ),
    (
        NAF,
        "{field: naf, nomenclature: NAF2025, at_least: 3}",
        "targets.segments[1].where[1].nomenclature",
        "`nomenclature` with `at_least`",
    ),
    ("points: 20", "points: 101", "targets.fit[1].points", "`101`"),
    ("within_days: 180", "within_days: soon", "targets.fit[1].within_days", "`soon`"),
    ("motives: [comfort]", "motives: [greed]", "preparation.offer.points[1].motives[1]", "`greed`"),
    ("price: 40.00, unit", "price: forty, unit", "preparation.offer.tariff[1].price", "`forty`"),
    ("basis: legitimate_interest", "basis: hope", "preparation.legal.basis", "`hope`"),
    ("calls: 50", "calls: 1", "preparation.test_wave.calls", "`1`"),
    (QUIZ, "needed: 3", "preparation.quiz.needed", "3 right answers asked for"),
    ("right: 40 euros", "right: 41 euros", "preparation.quiz.questions[1].right", "`41 euros`"),
    ("choices: [Brittany, France]", "choices: [Brittany]", "preparation.quiz.questions[2].choices", "1 item(s)"),
    ("qualified_from: 3", "qualified_from: 5", "preparation.need_score.qualified_from", "a threshold of 5 points"),
    ("criterion: need", "criterion: money", "preparation.need_score.criteria[2].criterion", "`money`"),
    ("question: need", "question: needs", "preparation.need_score.criteria[2].question", "`needs`"),
    ('confirmed: ["yes"]', "confirmed: [maybe]", "preparation.need_score.criteria[1].confirmed", "`maybe`"),
    (KPI, "above: [smiles], below: [argued]", "kpis[2].above[1]", "`smiles`"),
    (KPI, "above: [argued], below: [argued]", "kpis[2].below", "the same counter on both sides"),
    (KPI, "above: [cost_cents], below: [argued]", "kpis[2].below", "`percent` over cost_cents ÷ argued"),
    (KPI, "above: [meetings_booked], below: []", "kpis[2].below", "0 item(s)"),
    ("kpi: per_argued", "kpi: show_rate", "kpis[2].kpi", "`show_rate`, which the catalogue has"),
    ("audience: [manager, company]", "audience: [press]", "kpis[2].audience[1]", "`press`"),
    ("alarm: 5 %, audience", "alarm: 50 %, audience", "kpis[2].alarm", "an alarm (50 %) that is stricter than the target (12 %)"),
]  # fmt: skip


def problem_of(text: str, language: str) -> Problem:
    found = read_new_plan(text, language)
    assert isinstance(found, PlanProblems), "the plan was read without a problem"
    assert len(found.problems) == 1, found.problems
    return found.problems[0]


@pytest.mark.parametrize(("old", "new", "path", "found"), CASES, ids=[case[1] for case in CASES])
def test_it_is_refused_at_its_line_in_both_languages(
    old: str, new: str, path: str, found: str
) -> None:
    text = full_text((old, new))
    line = full_text().split(old)[0].count("\n") + 1
    said, dit = problem_of(text, "en"), problem_of(text, "fr")
    assert said.place.endswith(f", {path}")
    assert said.found == found
    assert abs(int(said.place.split(",")[0].removeprefix("line ")) - line) <= 1
    assert dit.place == said.place.replace("line", "ligne")
    assert all((said.expected, said.fix, dit.found, dit.expected, dit.fix))
    assert "{" not in said.expected + said.fix + dit.expected + dit.fix


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &a [x, x]\nb: [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n", "`&a`"),
        ("name: !!python/object/new:os.system [ls]\n", "`tag:yaml.org,2002:python/object/new:os.system`"),
        ("name: !!binary aGVsbG8=\n", "`tag:yaml.org,2002:binary`"),
        ("x: " + "[" * 10_000, "more than 50 levels"),
        ("name: " + "x" * 5_000_000, "a text of 5.0 MB"),
        ('{"name": NaN,,}', '`{"name": NaN,,}`'),
    ],
)  # fmt: skip
def test_bombs_and_object_tags_are_never_unfolded(text: str, found: str) -> None:
    assert problem_of(text, "en").found == found


def test_a_quiz_that_is_required_must_be_there() -> None:
    text = full_text()
    start, end = text.index("  quiz:\n"), text.index("  need_score:\n")
    assert problem_of(text[:start] + text[end:], "en").found == (
        "`quiz_required: yes` without a quiz"
    )


def test_consumers_in_france_are_not_called_out_of_interest() -> None:
    message = ("  machine_message: We shall call again tomorrow.\n", "")
    text = full_text(("audience: B2B", "audience: B2C"), message)
    assert "FR-01" in problem_of(text, "en").expected


RING = """\
          - {branch: decides, routes: {"yes": offer, "no": offer}}
      - key: offer
        title: Offer
        presents_offer: yes
        blocks:
          - {branch: decides, routes: {"yes": opening, "no": opening}}
"""


def test_a_script_that_goes_round_in_a_ring_is_refused() -> None:
    text = full_text()
    start, end = text.index("      - key: offer\n"), text.index("kpis:\n")
    problem = problem_of(text[:start] + RING + text[end:], "en")
    assert problem.found == "a script that goes round in a ring: opening, offer"


def test_one_answer_that_goes_on_is_a_way_out() -> None:
    text = full_text()
    start, end = text.index("      - key: offer\n"), text.index("kpis:\n")
    open_ring = RING.replace('"no": opening}}', '"no": end}}') + (
        "      - {key: end, title: Goodbye, blocks: [{say: Goodbye}]}\n"
    )
    assert isinstance(read_new_plan(text[:start] + open_ring + text[end:]), Plan)


@pytest.mark.parametrize(
    "change",
    [
        (NO_ANSWER, "{after: no_answer, wait: 4 hours}"),
        (NO_ANSWER, "{after: no_answer, wait: 4 hours, attempt: 5}"),
        (AREA, '{field: area, in: ["99"]}'),
    ],
)
def test_a_plan_kept_before_stays_readable(change: tuple[str, str]) -> None:
    text = full_text(change)
    assert isinstance(read_plan(text), Plan)
    assert isinstance(read_new_plan(text), PlanProblems)
