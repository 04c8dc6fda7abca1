from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from telepro.localtwilio import scenario
from telepro.localtwilio.codes import CallStatus
from telepro.localtwilio.people import MIX, Ending, Kind, Scenario
from telepro.localtwilio.sayings import Saying
from telepro.localtwilio.scenario import BadScenario, read_scenario, scenario_of
from telepro.localtwilio.town import Town

NUMBERS = [f"+3319900{number:04d}" for number in range(2000)]


def test_the_same_seed_brings_the_same_people() -> None:
    first, second = Town(Scenario(), 7), Town(Scenario(), 7)
    assert [first.meet(number) for number in NUMBERS] == [second.meet(number) for number in NUMBERS]


def test_the_order_in_which_numbers_are_called_changes_nobody() -> None:
    first, second = Town(Scenario(), 7), Town(Scenario(), 7)
    ahead = {number: first.meet(number) for number in NUMBERS}
    assert all(second.meet(number) == ahead[number] for number in reversed(NUMBERS))


def test_the_second_call_to_a_number_is_drawn_anew() -> None:
    town = Town(Scenario(), 7)
    firsts = [town.meet(number) for number in NUMBERS]
    assert firsts != [town.meet(number) for number in NUMBERS]


def test_about_a_third_of_a_cold_file_is_a_person() -> None:
    town = Town(Scenario(), 1)
    kinds = Counter(town.meet(number).kind for number in NUMBERS)
    assert 0.30 < kinds[Kind.HUMAN] / len(NUMBERS) < 0.42
    assert set(kinds) == set(MIX)


def test_french_numbers_speak_french() -> None:
    rule = {"numbers": [{"number": ".", "says": "meeting"}]}
    town = Town(scenario_of(rule), 1)
    assert any(word in town.meet("+33199000001").text for word in ("D'accord", "Pourquoi"))
    assert "meet" in town.meet("+442079460001").text


def test_a_rule_settles_who_answers_each_call() -> None:
    rules = {"numbers": [{"number": "0001", "calls": ["busy", "no_answer", "human"]}]}
    town = Town(scenario_of(rules), 1)
    kinds = [town.meet("+33199000001").kind for _ in range(4)]
    assert kinds == [Kind.BUSY, Kind.NO_ANSWER, Kind.HUMAN, Kind.HUMAN]


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        ("busy", Ending(CallStatus.BUSY, 486)),
        ("no_answer", Ending(CallStatus.NO_ANSWER, 487)),
        ("rejected", Ending(CallStatus.NO_ANSWER, 603)),
        ("dead", Ending(CallStatus.FAILED, 404)),
        ("carrier_failure", Ending(CallStatus.FAILED, 503)),
    ],
)
def test_each_kind_of_silence_has_its_sip_code(kind: str, ending: Ending) -> None:
    person = Town(scenario_of({"mix": {kind: 1}}), 1).meet("+33199000001")
    assert person.ending(ring_limit=30) == ending
    assert person.says is None


def test_who_does_not_want_to_listen_is_soon_gone() -> None:
    people = {"human": {"talk": 100}}
    brief = scenario_of(
        {"people": people, "numbers": [{"number": ".", "says": "refused_to_listen"}]}
    )
    whole = scenario_of({"people": people, "numbers": [{"number": ".", "says": "meeting"}]})
    assert Town(brief, 1).meet("+33199000001").talk == 15
    assert Town(whole, 1).meet("+33199000001").talk == 100


def test_a_people_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(
        "mix: {human: 3, machine: 1}\n"
        "people:\n  human: {ring: [2, 3], talk: 10, says: {meeting: 1, refusal: 3}}\n"
        "numbers:\n  - {number: '00..', kind: human, says: callback}\n",
        encoding="utf-8",
    )
    read = read_scenario(file)
    assert read.manners[Kind.HUMAN].talk == (10.0, 10.0)
    assert Town(read, 1).meet("+33199000012").says is Saying.CALLBACK


def test_every_mistake_of_a_file_is_named_at_once() -> None:
    with pytest.raises(BadScenario) as bad:
        scenario_of(
            {
                "mix": {"humans": 1},
                "people": {"human": {"ring": [9, 2], "mood": 1, "hangs_up": 3}},
                "numbers": [{"number": "abc"}, {"number": "01", "kind": "alien"}],
                "speed": 2,
            }
        )
    text = str(bad.value)
    for place in (
        "people file, key: found 'speed'",
        "mix, key: found 'humans'",
        "people.human.ring: found [9, 2]",
        "people.human, key: found 'mood'",
        "people.human.hangs_up: found 3",
        "numbers[0].number: found 'abc'",
        "numbers[1]: found 'alien'",
    ):
        assert place in text


def test_a_file_that_is_no_yaml_is_refused_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text("mix: [", encoding="utf-8")
    with pytest.raises(BadScenario, match=r"people\.yaml"):
        read_scenario(file)


def test_the_example_in_the_module_is_a_people_file(tmp_path: Path) -> None:
    lines = (scenario.__doc__ or "").splitlines()
    file = tmp_path / "people.yaml"
    file.write_text("\n".join(line for line in lines if line.startswith("    ")), encoding="utf-8")
    town = Town(read_scenario(file), 1)
    assert [town.meet("+33199000001").kind for _ in range(3)] == ["no_answer", "busy", "human"]
    assert town.meet("+33199001234").kind is Kind.GATEKEEPER


def test_a_trait_changes_nothing_else_about_anybody() -> None:
    traits = {"calls_back": [60, 600], "calls_back_share": 0.5}
    plain = Town(scenario_of({}), 7)
    gifted = Town(scenario_of({"people": dict.fromkeys(Kind, traits)}), 7)
    for number in NUMBERS[:300]:
        assert replace(gifted.meet(number), calls_back=None) == plain.meet(number)


def test_a_share_of_people_hangs_up_in_the_middle_of_a_sentence() -> None:
    plain = Town(scenario_of({"mix": {"human": 1}}), 7)
    hasty = Town(scenario_of({"mix": {"human": 1}, "people": {"human": {"breaks_off": 0.2}}}), 7)
    pairs = [(plain.meet(number), hasty.meet(number)) for number in NUMBERS]
    gone = [(before, after) for before, after in pairs if before != after]
    assert 0.15 < len(gone) / len(NUMBERS) < 0.25
    for before, after in gone:
        assert after.hangs_up
        assert after.talk < 0.31 * before.talk
        assert after.text.endswith("…")
        assert before.text.startswith(after.text.rstrip("…"))


def test_traits_that_can_t_be_are_named() -> None:
    with pytest.raises(BadScenario) as bad:
        scenario_of(
            {
                "people": {"human": {"calls_back": [9, 2], "breaks_off": 2, "replies": 7}},
                "numbers": [{"number": "01", "replies": "x" * 1601}],
            }
        )
    for place in ("human.calls_back", "human.breaks_off", "human.replies", "numbers[0].replies"):
        assert place in str(bad.value)
