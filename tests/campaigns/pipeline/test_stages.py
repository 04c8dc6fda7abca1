"""The names of the stages, who carries them, and the sales processes behind them."""

import pytest

from campaigns.follow_up.tasks import OwnerRole
from campaigns.pipeline import (
    MEETING_LABELS,
    STAGES,
    STEPS,
    MeetingStatus,
    Process,
    Stage,
    StageRule,
)


def test_every_stage_has_a_rule() -> None:
    assert set(STAGES) == set(Stage)


@pytest.mark.parametrize("rule", STAGES.values(), ids=lambda rule: rule.code)
def test_every_stage_speaks_both_languages(rule: StageRule) -> None:
    assert set(rule.labels) == {"fr", "en"}


def test_every_meeting_status_speaks_both_languages() -> None:
    assert all(set(MEETING_LABELS[status]) == {"fr", "en"} for status in MeetingStatus)


def test_both_processes_have_seven_steps() -> None:
    assert {process: len(steps) for process, steps in STEPS.items()} == {
        Process.FROM_LEADS: 7,
        Process.FROM_THE_OFFER: 7,
    }


@pytest.mark.parametrize("process", Process)
def test_every_step_of_a_process_but_knowing_the_offer_has_a_stage(process: Process) -> None:
    spans = [rule.steps[process] for rule in STAGES.values() if process in rule.steps]
    covered = {step for first, last in spans for step in range(first, last + 1)}
    known_before_any_lead = {1} if process is Process.FROM_THE_OFFER else set()
    assert covered | known_before_any_lead == {1, 2, 3, 4, 5, 6, 7}


def test_a_teleprospector_carries_contact_and_discovery() -> None:
    assert STAGES[Stage.CONTACTING].owner is OwnerRole.TELEPROSPECTOR
    assert STAGES[Stage.DISCOVERY].owner is OwnerRole.TELEPROSPECTOR
    assert STAGES[Stage.MEETING_SET].owner is OwnerRole.FIELD_SALES
