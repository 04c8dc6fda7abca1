import pytest

from campaigns.plan import PlanProblems, read_plan
from campaigns.problems import Problem
from tests.campaigns.plans import changed, problems_of

ACTIONS = "actions:\n"
SAY = "          - say: Here is the offer\n"


def only(text: str) -> Problem:
    found = read_plan(text)
    assert isinstance(found, PlanProblems)
    assert len(found.problems) == 1, found.problems
    return found.problems[0]


def test_an_unknown_key_is_named_with_the_key_it_resembles() -> None:
    problem = only(changed(("    callers: 2", "    callers: 2\n    file_costs: 12.00")))
    assert problem.place == "line 26, actions.resources.file_costs"
    assert problem.found == "the unknown key `file_costs`"
    assert problem.fix == "Did you mean `file_cost`?"


def test_an_unknown_key_like_no_other_is_given_the_known_ones() -> None:
    problem = only(changed(("audience: B2B", "audience: B2B\nweather: fine")))
    assert "objectives" in problem.expected


def test_a_repeated_key_names_both_lines() -> None:
    problem = only(changed(("  target: 20", "  target: 20\n  target: 30")))
    assert (problem.place, problem.found) == (
        "line 9, objectives.target",
        "`target` for the second time",
    )
    assert problem.fix == "Keep this one or that of line 8."


def test_a_missing_part_is_one_problem_not_twenty() -> None:
    text = changed()
    start, end = text.index("objectives:"), text.index("targets:")
    assert only(text[:start] + text[end:]).fix == "Add `objectives`."


def test_an_empty_part_is_missing() -> None:
    text = changed()
    start = text.index("kpis:")
    assert only(text[:start] + "kpis:\n").found == "0 item(s)"


@pytest.mark.parametrize(
    ("line", "place", "found"),
    [
        ("  max_attempts: 0\n", "max_attempts", "`0`"),
        ("  max_attempts: -1\n", "max_attempts", "`-1`"),
        ("  max_attempts: 1000000\n", "max_attempts", "`1000000`"),
        ("  max_attempts: .inf\n", "max_attempts", "`.inf`"),
        ("  max_attempts: [3]\n", "max_attempts", "a list or nested keys"),
        ("  minimum_gap: 0 minutes\n", "minimum_gap", "`0 minutes`"),
        ("  minimum_gap: 400 days\n", "minimum_gap", "`400 days`"),
        ("  minimum_gap: soon\n", "minimum_gap", "`soon`"),
        ("  fresh_share: 60.5 %\n", "fresh_share", "`60.5 %`"),
        ("  fresh_share: 101 %\n", "fresh_share", "`101 %`"),
        ("  order: best\n", "order", "`best`"),
        ("  dial_mode: predictive\n", "dial_mode", "`predictive`"),
        ("  ring_seconds: 5\n", "ring_seconds", "`5`"),
        ("  hours: {mon: 14:00-13:00}\n", "hours.mon", "`14:00-13:00`"),
        ("  hours: {mon: 22:00-02:00}\n", "hours.mon", "`22:00-02:00`"),
        ("  hours: {mon: 10:00-10:00}\n", "hours.mon", "`10:00-10:00`"),
        ("  hours: {mon: 24:00-25:00}\n", "hours.mon", "`24:00-25:00`"),
        ('  hours: {mon: "09:00-12:00, 11:00-14:00"}\n', "hours.mon", "`09:00-12:00, 11:00-14:00`"),
        ("  hours: {lundi: 10:00-12:00}\n", "hours.lundi", "`lundi`"),
        ("  hours: {fri-mon: 10:00-12:00}\n", "hours.fri-mon", "`fri-mon`"),
        ("  cadence: [{after: sale, wait: 1 day}]\n", "cadence[1].after", "`sale`"),
        ("  cadence: [{after: busy, wait: 5 min, slot: other}]\n", "cadence[1].wait", "`5 min`"),
        ('  caller_id: "0199001234"\n', "caller_id", "`0199001234`"),
        ('  caller_id: "+33 6 39 98 12 34"\n', "caller_id", "`+33 6 39 98 12 34`"),
        (
            "  call_lists: {low_water: 5, high_water: 5}\n",
            "call_lists.low_water",
            "5, though lists are filled to 5",
        ),
    ],
)
def test_an_action_that_makes_no_sense_is_refused_at_its_line(
    line: str, place: str, found: str
) -> None:
    problem = only(changed((ACTIONS, ACTIONS + line)))
    assert (problem.place, problem.found) == (f"line 24, actions.{place}", found)


def test_a_mobile_caller_id_is_refused_by_fr_20() -> None:
    problem = only(changed((ACTIONS, ACTIONS + '  caller_id: "+33612345678"\n')))
    assert "FR-20" in problem.expected


def test_hours_of_one_day_are_given_once() -> None:
    hours = "  hours: {mon-wed: 10:00-12:00, tue: 14:00-16:00}\n"
    assert only(changed((ACTIONS, ACTIONS + hours))).found == "hours of Tuesday for the second time"


@pytest.mark.parametrize(
    "written", ["2027-02-29", "9999-01-01", "30/11/2026", "tomorrow", "20261130"]
)
def test_a_date_that_does_not_exist_is_refused(written: str) -> None:
    assert only(changed(("start: 2026-11-30", f"start: {written}"))).found == f"`{written}`"


def test_a_campaign_of_three_years_is_refused() -> None:
    problem = only(changed(("end: 2026-12-18", "end: 2029-11-30")))
    assert problem.found == "a campaign of 1096 days"


@pytest.mark.parametrize(
    "written", ["-5", "0.30000000000000004", "1e3", ".nan", "12345678901", "9" * 400]
)
def test_money_that_is_no_money_is_refused(written: str) -> None:
    assert only(changed(("price: 55.00", f"price: {written}"))).place == "line 11, objectives.price"


@pytest.mark.parametrize("written", ["0 %", "-3 %", "101 %", "1000000000 %", "15", "50 % 2"])
def test_a_rate_outside_zero_to_a_hundred_percent_is_refused(written: str) -> None:
    text = changed(("contact_rate: {value: 15 %", f'contact_rate: {{value: "{written}"'))
    assert only(text).found == f"`{written}`"


def test_an_objective_of_meetings_needs_a_show_rate() -> None:
    text = changed(("    show_rate: {value: 80 %, origin: autumn campaign}\n", ""))
    assert only(text).fix == "Add `show_rate` to the assumptions."


def test_an_assumption_without_an_origin_is_refused() -> None:
    text = changed(
        ("contact_rate: {value: 15 %, origin: autumn campaign}", "contact_rate: {value: 15 %}")
    )
    assert only(text).place == "line 15, objectives.assumptions.contact_rate.origin"


@pytest.mark.parametrize(
    "rule", ["{field: x}", "{field: x, equals: a, in: [b]}", "{field: x, starts_with: []}"]
)
def test_a_rule_compares_exactly_once(rule: str) -> None:
    assert len(problems_of(changed(("name: Everybody", f"name: E\n      where: [{rule}]")))) == 1


def test_a_number_is_compared_with_a_number() -> None:
    text = changed(("name: Everybody", "name: E\n      where: [{field: x, at_least: many}]"))
    assert only(text).found == "`many`"


def test_a_rule_with_a_mistyped_comparison_names_the_right_one() -> None:
    text = changed(("name: Everybody", "name: E\n      where: [{field: x, equal: a}]"))
    assert problems_of(text) == [
        ("line 23, targets.segments[1].where[1].equal", "the unknown key `equal`")
    ]


def test_an_unknown_field_in_the_script_is_named() -> None:
    problem = only(changed(("say: Hello {contact}", "say: Hello {contct}")))
    assert problem.found == "the unknown field `{contct}`"
    assert problem.fix == "Did you mean `contact`?"


def test_a_script_that_never_presents_the_offer_is_refused() -> None:
    text = changed(("        presents_offer: yes\n", ""))
    assert only(text).found == "no section that presents the offer"


def test_a_block_is_one_thing() -> None:
    problem = only(changed((SAY, "          - {say: a, ask: decides}\n")))
    assert problem.found == "say, ask"


def test_a_branch_follows_the_answers_of_its_question() -> None:
    text = changed(
        (SAY, SAY + '          - {branch: decides, routes: {"maybe": offer, "no": nowhere}}\n')
    )
    assert problems_of(text) == [
        ("line 48, preparation.script.sections[2].blocks[2].routes.maybe", "`maybe`"),
        ("line 48, preparation.script.sections[2].blocks[2].routes.no", "`nowhere`"),
    ]


def test_an_end_is_a_disposition() -> None:
    assert only(changed(("- end: meeting", "- end: meetings"))).fix == "Did you mean `meeting`?"


def test_a_choice_needs_choices() -> None:
    problem = only(changed(("kind: yes_no", "kind: choice")))
    assert problem.found == "0 answer(s) on offer"


def test_names_that_repeat_are_named() -> None:
    question = "      - {key: decides, ask: Do you decide?, kind: yes_no}\n"
    assert only(changed((question, question * 2))).found == "`decides` a second time"


def test_an_answer_required_but_never_asked_is_refused() -> None:
    own = "  dispositions: [{code: meeting, required_answers: [decide]}]\n"
    assert (
        only(changed(("preparation:\n", "preparation:\n" + own))).fix == "Did you mean `decides`?"
    )


@pytest.mark.parametrize("code", ["do_not_call", "no_answer", "needs_wrap_up", "nonsense"])
def test_some_dispositions_can_t_be_left_out(code: str) -> None:
    text = changed(("preparation:\n", f"preparation:\n  not_offered: [{code}]\n"))
    assert only(text).place == "line 29, preparation.not_offered[1]"


def test_a_stage_that_is_no_stage_is_refused() -> None:
    text = changed(("preparation:\n", "preparation:\n  stages: {contact: x}\n"))
    assert only(text).found == "the unknown key `contact`"


def test_an_alarm_stricter_than_its_target_is_refused() -> None:
    assert only(changed(("alarm: 10 %", "alarm: 20 %"))).place == "line 50, kpis[1].alarm"


def test_a_kpi_in_another_unit_is_refused() -> None:
    assert only(changed(("target: 15 %, alarm", "target: 15, alarm"))).found == "`15`"


@pytest.mark.parametrize("text", ["x" * 201, "a\tb\x07", "right\u202eleft", ""])
def test_a_name_is_short_plain_text(text: str) -> None:
    written = text.replace("\x07", "\\x07").replace("\u202e", "\\u202e").replace("\t", "\\t")
    assert len(problems_of(changed(("name: Trial", f'name: "{written}"')))) == 1


def test_a_section_where_a_value_belongs_and_the_reverse() -> None:
    assert problems_of(changed(("name: Trial", "name: {a: b}"))) == [
        ("line 1, name", "a list or nested keys")
    ]
    text = changed()
    start, end = text.index("targets:"), text.index("actions:")
    assert problems_of(text[:start] + "targets: everybody\n" + text[end:]) == [
        ("line 20, targets", "`everybody`")
    ]


def test_hours_without_a_day_are_missing() -> None:
    problem = only(changed((ACTIONS, ACTIONS + "  hours: {}\n")))
    assert (problem.place, problem.found) == ("line 24, actions.hours", "nothing")


def test_keys_where_a_list_belongs_are_refused() -> None:
    text = changed(("    - name: Everybody", "      name: Everybody"))
    assert only(text).expected == "a list, one `-` to an item"


def test_a_list_that_is_too_long_is_refused() -> None:
    criteria = "    - The person decides\n"
    assert only(changed((criteria, criteria * 21))).expected == "at most 20"


def test_a_list_where_keys_belong_is_refused() -> None:
    assert problems_of(
        changed(
            ("    callers: 2\n", "    - callers\n"),
            ("    hours_per_day: 5\n", ""),
            ("    hourly_cost: 25.00\n", ""),
        )
    ) == [("line 25, actions.resources", "a list")]


def test_a_value_with_a_colon_says_to_look_at_the_quotes() -> None:
    assert "quotes" in only(changed(("name: Trial", "name: Trial: autumn"))).fix


@pytest.mark.parametrize(
    ("kpi", "found", "expected"),
    [
        ("alarm_to: [bob@example.org]", "`bob@example.org`, without an alarm", "a limit `alarm`"),
        (
            "alarm: 10 %, alarm_to: [bob@example.org, Bob@Example.org]",
            "`bob@example.org` for the second time",
            "each address once",
        ),
        ("alarm: 10 %, alarm_to: [Bob]", "`Bob`", "an e-mail address"),
    ],
)
def test_an_alarm_is_told_to_addresses_each_once(kpi: str, found: str, expected: str) -> None:
    problem = only(changed(("target: 15 %, alarm: 10 %", f"target: 15 %, {kpi}")))
    assert problem.place.startswith("line 50, kpis[1].alarm_to")
    assert problem.found == found
    assert problem.expected.startswith(expected)
