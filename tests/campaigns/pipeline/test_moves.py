"""Which disposition leads where, and which moves there are."""

from itertools import pairwise, product

import pytest

from campaigns.dispositions import Disposition
from campaigns.pipeline import (
    MOVES,
    OPEN,
    MeetingStatus,
    Stage,
    after,
    after_meeting,
    path_of_attempt,
)


@pytest.mark.parametrize(
    ("stage", "disposition", "expected"),
    [
        (Stage.CONTACTING, Disposition.NO_ANSWER, Stage.CONTACTING),
        (Stage.DISCOVERY, Disposition.NO_ANSWER, Stage.DISCOVERY),
        (Stage.CONTACTING, Disposition.CALLBACK, Stage.CONTACTING),
        (Stage.CONTACTING, Disposition.WRONG_NUMBER, Stage.INVALID),
        (Stage.MEETING_SET, Disposition.WRONG_NUMBER, Stage.MEETING_SET),
        (Stage.CONTACTING, Disposition.OUT_OF_TARGET, Stage.INVALID),
        (Stage.PROPOSAL, Disposition.OUT_OF_TARGET, Stage.LOST),
        (Stage.CONTACTING, Disposition.REFUSED_TO_LISTEN, Stage.NOT_INTERESTED),
        (Stage.DISCOVERY, Disposition.ARGUED_REFUSED, Stage.NOT_INTERESTED),
        (Stage.NEGOTIATION, Disposition.ARGUED_REFUSED, Stage.LOST),
        (Stage.CONTACTING, Disposition.DOCUMENTATION, Stage.DISCOVERY),
        (Stage.PROPOSAL, Disposition.DOCUMENTATION, Stage.PROPOSAL),
        (Stage.DISCOVERY, Disposition.INTERESTED_LATER, Stage.NURTURING),
        (Stage.CONTACTING, Disposition.MEETING, Stage.MEETING_SET),
        (Stage.MEETING_SET, Disposition.QUOTE, Stage.PROPOSAL),
        (Stage.CONTACTING, Disposition.SALE, Stage.NEGOTIATION),
        (Stage.CONTACTING, Disposition.DATA_REQUEST, Stage.CONTACTING),
        (Stage.WON, Disposition.DO_NOT_CALL, Stage.OPPOSED),
        (Stage.OPPOSED, Disposition.MEETING, Stage.OPPOSED),
    ],
)
def test_a_disposition_leads_to_a_stage(
    stage: Stage, disposition: Disposition, expected: Stage
) -> None:
    assert after(stage, disposition) is expected


@pytest.mark.parametrize(("stage", "disposition"), list(product(Stage, Disposition)))
def test_no_disposition_makes_a_move_that_is_not_in_the_table(
    stage: Stage, disposition: Disposition
) -> None:
    reached = after(stage, disposition)
    assert reached is stage or reached in MOVES[stage]


@pytest.mark.parametrize("stage", Stage)
def test_anybody_may_object_from_any_stage(stage: Stage) -> None:
    assert after(stage, Disposition.DO_NOT_CALL) is Stage.OPPOSED


def test_no_move_leads_out_of_opposed() -> None:
    assert MOVES[Stage.OPPOSED] == frozenset()


def test_an_agreement_by_voice_is_never_won() -> None:
    assert Stage.WON not in {after(stage, Disposition.SALE) for stage in OPEN}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (MeetingStatus.HELD, Stage.PROPOSAL),
        (MeetingStatus.NO_SHOW, Stage.CONTACTING),
        (MeetingStatus.CANCELLED, Stage.CONTACTING),
        (MeetingStatus.MOVED, Stage.MEETING_SET),
        (MeetingStatus.BOOKED, Stage.MEETING_SET),
    ],
)
def test_a_meeting_moves_the_lead_by_what_became_of_it(
    status: MeetingStatus, expected: Stage
) -> None:
    assert after_meeting(Stage.MEETING_SET, status) is expected


def test_a_late_word_on_a_meeting_does_not_pull_a_lead_back() -> None:
    assert after_meeting(Stage.NEGOTIATION, MeetingStatus.NO_SHOW) is Stage.NEGOTIATION


def test_the_first_attempt_begins_the_contact() -> None:
    assert path_of_attempt(Stage.TARGET, Stage.CONTACTING) == (Stage.CONTACTING,)


def test_a_nurtured_lead_returns_to_the_stage_it_left() -> None:
    assert path_of_attempt(Stage.NURTURING, Stage.DISCOVERY) == (Stage.DISCOVERY,)


@pytest.mark.parametrize("stage", Stage)
def test_the_path_of_an_attempt_goes_by_the_table(stage: Stage) -> None:
    path = (stage, *path_of_attempt(stage, Stage.CONTACTING))
    assert all(to in MOVES[source] for source, to in pairwise(path))
