"""What one attempt adds to the counters, and what a change of mind adds or takes back."""

import pytest

from campaigns.attempts import CallResult
from campaigns.dispositions import Conversation, Disposition
from campaigns.figures.counting import Told, change, contribution, qualifies
from tests.campaigns.test_need_score import BANT

DECIDER = Conversation(decision_maker=True)
PITCHED = Conversation(argued=True, decision_maker=True)


def told(
    result: CallResult | None,
    disposition: Disposition | None = None,
    conversation: Conversation | None = None,
) -> Told:
    """A call that was placed, of which this is known."""
    return Told(True, result, disposition, conversation or Conversation())


def test_what_was_never_placed_counts_for_nothing() -> None:
    assert contribution(Told(False, CallResult.FAILED, Disposition.NO_ANSWER)) == {}


def test_a_call_that_rings_is_an_attempt_and_nothing_more() -> None:
    assert contribution(told(None)) == {"attempts": 1}


def test_seconds_are_the_carriers() -> None:
    call = Told(True, CallResult.ANSWERED, None, talk_seconds=40, ring_seconds=7)
    assert contribution(call) == {
        "attempts": 1,
        "talk_s": 40,
        "ring_s": 7,
        "valid_lines": 1,
        "answered": 1,
    }


@pytest.mark.parametrize(
    ("result", "disposition", "valid"),
    [
        (CallResult.NO_ANSWER, Disposition.NO_ANSWER, 1),
        (CallResult.BUSY, Disposition.BUSY, 1),
        (CallResult.FAILED, Disposition.NO_ANSWER, 0),
        (CallResult.FAILED, Disposition.WRONG_NUMBER, 0),
        (CallResult.ANSWERED, Disposition.WRONG_NUMBER, 0),
        (CallResult.ANSWERED, Disposition.FAX, 0),
    ],
)
def test_a_line_is_valid_unless_it_failed_or_is_nobodys(
    result: CallResult, disposition: Disposition, valid: int
) -> None:
    assert contribution(told(result, disposition)).get("valid_lines", 0) == valid


@pytest.mark.parametrize(
    ("result", "disposition", "answered"),
    [
        (CallResult.ANSWERED, None, 1),
        (CallResult.ANSWERED, Disposition.GATEKEEPER, 1),
        (CallResult.ANSWERED, Disposition.MACHINE, 0),
        (CallResult.ANSWERED, Disposition.NO_ANSWER, 0),
        (CallResult.ANSWERED, Disposition.BUSY, 0),
        (CallResult.ANSWERED, Disposition.FAX, 0),
        (CallResult.MACHINE, Disposition.MACHINE, 0),
        (CallResult.ABANDONED, Disposition.ABANDONED, 0),
    ],
)
def test_a_person_answered_unless_a_machine_or_nobody_was_heard(
    result: CallResult, disposition: Disposition | None, answered: int
) -> None:
    assert contribution(told(result, disposition)).get("answered", 0) == answered


@pytest.mark.parametrize(
    ("disposition", "conversation", "counted"),
    [
        (Disposition.NO_ANSWER, None, {}),
        (Disposition.GATEKEEPER, None, {}),
        (Disposition.GATEKEEPER, DECIDER, {"contacts": 1}),
        (Disposition.CALLBACK, None, {"contacts": 1}),
        (Disposition.REFUSED_TO_LISTEN, DECIDER, {"contacts": 1, "refused_to_listen": 1}),
        (Disposition.ARGUED_REFUSED, PITCHED, {"contacts": 1, "argued": 1}),
        (Disposition.DO_NOT_CALL, None, {"contacts": 1, "opposed": 1}),
        (
            Disposition.QUOTE,
            PITCHED,
            {"contacts": 1, "argued": 1, "argued_positive": 1, "quotes": 1},
        ),
        (
            Disposition.MEETING,
            PITCHED,
            {
                "contacts": 1,
                "argued": 1,
                "argued_positive": 1,
                "meetings_booked": 1,
                "results_submitted": 1,
            },
        ),
    ],
)
def test_a_disposition_counts_for_what_was_reached(
    disposition: Disposition, conversation: Conversation | None, counted: dict[str, int]
) -> None:
    found = dict(contribution(told(CallResult.NO_ANSWER, disposition, conversation)))
    assert (found.pop("attempts"), found.pop("valid_lines")) == (1, 1)
    assert found == counted


def test_a_correction_takes_back_what_it_replaces() -> None:
    before = contribution(told(CallResult.ANSWERED, Disposition.MEETING, PITCHED))
    after = contribution(told(CallResult.ANSWERED, Disposition.CALLBACK))
    assert change(before, after) == {
        "argued": -1,
        "argued_positive": -1,
        "meetings_booked": -1,
        "results_submitted": -1,
    }


def test_counters_that_hold_it_already_are_left_alone() -> None:
    same = contribution(told(CallResult.ANSWERED, Disposition.CALLBACK))
    assert change(same, same) == {}
    assert change({}, same) == same


ENOUGH = {"decides": "yes", "need": "heat", "when": "This year"}


@pytest.mark.parametrize(
    ("disposition", "answers", "said"),
    [
        (Disposition.MEETING, ENOUGH, True),
        (Disposition.DOCUMENTATION, ENOUGH, True),
        (Disposition.MEETING, {"decides": "yes"}, False),
        (Disposition.ARGUED_REFUSED, ENOUGH, False),
        (Disposition.DO_NOT_CALL, ENOUGH, False),
        (Disposition.NO_ANSWER, ENOUGH, False),
    ],
)
def test_a_lead_is_qualified_by_its_need_and_never_by_a_refusal(
    disposition: Disposition, answers: dict[str, str], said: bool
) -> None:
    assert qualifies(BANT, answers, disposition, PITCHED) is said
    assert not qualifies(None, answers, disposition, PITCHED)


def test_a_call_that_qualified_its_lead_counts_it() -> None:
    call = Told(True, CallResult.ANSWERED, Disposition.DOCUMENTATION, PITCHED, qualified=True)
    assert contribution(call)["qualified_leads"] == 1
