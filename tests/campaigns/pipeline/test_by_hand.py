"""Which moves a manager may make by hand, and what each has to say."""

from datetime import date

import pytest

from campaigns.pipeline import MOVES, Stage
from campaigns.pipeline.by_hand import ASKS, HandMove, choices, refused

TODAY = date(2026, 11, 24)


def places(source: Stage, asked: HandMove) -> list[str]:
    return [problem.place for problem in refused(source, asked, TODAY, "en")]


def test_a_lead_in_contact_may_be_handed_over_lost_or_kept_for_later() -> None:
    assert choices(Stage.CONTACTING) == (
        Stage.DISCOVERY,
        Stage.PROPOSAL,
        Stage.NEGOTIATION,
        Stage.WON,
        Stage.NURTURING,
        Stage.LOST,
        Stage.NOT_INTERESTED,
        Stage.EXHAUSTED,
        Stage.INVALID,
    )


@pytest.mark.parametrize("source", list(Stage))
def test_every_choice_is_a_move_of_the_table_and_none_is_a_meeting_or_an_objection(
    source: Stage,
) -> None:
    assert set(choices(source)) == MOVES[source] - {Stage.MEETING_SET, Stage.OPPOSED}
    assert not choices(Stage.OPPOSED)


def test_a_loss_says_why_a_win_shows_its_document_and_nurturing_its_day() -> None:
    assert places(Stage.DISCOVERY, HandMove(Stage.LOST)) == ["because"]
    assert places(Stage.DISCOVERY, HandMove(Stage.LOST, reason="budget")) == []
    assert places(Stage.PROPOSAL, HandMove(Stage.WON)) == ["document"]
    assert places(Stage.PROPOSAL, HandMove(Stage.WON, document_id="D-2026-14")) == []
    assert places(Stage.DISCOVERY, HandMove(Stage.NURTURING)) == ["later_on"]
    assert places(Stage.DISCOVERY, HandMove(Stage.NURTURING, later_on=TODAY)) == ["later_on"]
    later = HandMove(Stage.NURTURING, later_on=date(2027, 2, 1))
    assert places(Stage.DISCOVERY, later) == []
    never = HandMove(Stage.NURTURING, later_on=date(2031, 2, 1))
    assert places(Stage.DISCOVERY, never) == ["later_on"]


def test_a_move_that_the_table_does_not_have_names_those_it_has() -> None:
    (problem,) = refused(Stage.WON, HandMove(Stage.PROPOSAL), TODAY, "fr")
    assert problem.place == "to"
    assert problem.expected == "une étape qui suit « Gagnée »"
    assert "Suivi / SAV" in problem.fix


@pytest.mark.parametrize("target", [Stage.MEETING_SET, Stage.OPPOSED])
def test_a_meeting_and_an_objection_have_places_of_their_own(target: Stage) -> None:
    (problem,) = refused(Stage.CONTACTING, HandMove(target), TODAY, "en")
    assert problem.place == "to"
    assert "outcome of a call" in problem.fix or "Never call again" in problem.fix


def test_whatever_a_move_asks_for_is_a_stage_that_somebody_may_choose() -> None:
    chosen = {stage for source in Stage for stage in choices(source)}
    assert set(ASKS) <= chosen
