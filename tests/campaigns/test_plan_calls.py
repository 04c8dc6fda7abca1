"""How a plan treats the call itself: the mode it dials in, what it records, what a machine may say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from campaigns.call.recording import (
    NoticeBy,
    Purpose,
    Recording,
    delete_on,
    is_recorded,
    longest_kept,
    notice,
)
from campaigns.law import Technique
from campaigns.plan import digest, read_plan, write_plan
from tests.campaigns.plans import changed, plan_of, problems_of

ACTIONS = "actions:\n"
RECORDING = "  recording: {purpose: training, share: 20 %, keep_days: 90, notice: script}\n"
TRAINING = Recording(Purpose.TRAINING, 20, 90, NoticeBy.SCRIPT)


def acting(line: str) -> tuple[str, str]:
    return ACTIONS, ACTIONS + line


def test_a_plan_that_says_nothing_dials_by_hand_and_records_nothing() -> None:
    actions = plan_of().actions
    assert (actions.dial_mode, actions.preview_seconds) == (Technique.MANUAL, 0)
    assert (actions.recording, actions.machine_message) == (None, None)


def test_a_french_plan_dials_by_itself_only_with_a_verified_number() -> None:
    (problem,) = problems_of(changed(acting("  dial_mode: progressive\n")))
    assert problem == ("line 24, actions.dial_mode", "`progressive` with the caller ID -")
    fixed = '  dial_mode: progressive\n  caller_id: "+33199009990"\n'
    assert "+33199009990" in problems_of(changed(acting(fixed)))[0][1]
    verified = '  dial_mode: progressive\n  preview_seconds: 20\n  caller_id: "+33162001234"\n'
    actions = plan_of(acting(verified)).actions
    assert (actions.dial_mode, actions.preview_seconds) == (Technique.PROGRESSIVE, 20)


def test_a_timer_belongs_to_calls_that_go_out_by_themselves() -> None:
    ((place, _found),) = problems_of(changed(acting("  preview_seconds: 20\n")))
    assert place == "line 24, actions.preview_seconds"


def test_a_recording_is_kept_no_longer_than_the_law_allows() -> None:
    assert plan_of(acting(RECORDING)).actions.recording == TRAINING
    longer = RECORDING.replace("90", "181")
    assert problems_of(changed(acting(longer))) == [("line 24, actions.recording", "181 days")]
    assert longest_kept("FR", date(2026, 11, 24)) == 180
    assert longest_kept("XX", date(2026, 11, 24)) == 180


def test_no_machine_talks_to_consumers() -> None:
    says = '  machine_message: "Bonjour, ici les Ateliers Lumière."\n'
    assert plan_of(acting(says)).actions.machine_message == "Bonjour, ici les Ateliers Lumière."
    text = changed(acting(says), ("audience: B2B", "audience: B2C"))
    assert problems_of(text) == [
        ("line 24, actions.machine_message", "a recorded message to consumers")
    ]


def test_what_a_plan_says_of_its_calls_survives_writing() -> None:
    says = RECORDING + '  machine_message: "Bonjour : ici #1."\n  ring_seconds: 40\n'
    plan = plan_of(acting(says))
    again = read_plan(write_plan(plan))
    assert again == plan
    assert digest(plan) != digest(plan_of())


def test_one_call_in_five_is_recorded_always_the_same_ones() -> None:
    drawn = [is_recorded(TRAINING, f"attempt {n}") for n in range(5000)]
    assert 900 < sum(drawn) < 1100
    assert drawn == [is_recorded(TRAINING, f"attempt {n}") for n in range(5000)]
    everything = Recording(Purpose.QUALITY, 100, 30, NoticeBy.VOICE)
    assert all(is_recorded(everything, f"attempt {n}") for n in range(100))
    assert not is_recorded(None, "attempt")


def test_a_recording_goes_ninety_days_after_its_call() -> None:
    ended = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert delete_on(TRAINING, ended) == ended + timedelta(days=90)


@pytest.mark.parametrize("purpose", list(Purpose))
@pytest.mark.parametrize(("language", "word"), [("fr", "enregistré"), ("en", "recorded")])
def test_the_person_called_is_told_in_their_language(
    purpose: Purpose, language: str, word: str
) -> None:
    assert word in notice(purpose, language)
