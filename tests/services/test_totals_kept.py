"""Whatever happens to a lead, the totals of its campaign say what its rows say."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from campaigns.dealing import Tier
from campaigns.dispositions import Disposition, Recorded, SuppressionScope
from telepro.db import counters
from telepro.db.counting import Total
from telepro.services import (
    call_events,
    corrections,
    enrolments,
    intentions,
    leads,
    objections,
    outcomes,
    reports,
)
from telepro.services.corrections import Correct, Correction
from telepro.services.objections import NewObjection
from tests.services.calls import answered, call, calling, carrier_says, deal, meeting, refusal
from tests.services.kept import kept, record
from tests.services.test_corrections import entry_of
from tests.services.test_enrolments import ask, colleges, file_of
from tests.web.office import pages, rows
from tests.world import World

__all__ = ["calling", "pages", "rows"]

SECOND = timedelta(seconds=1)
NEW = {"leads": 1, "stage:target": 1, "records_callable": 1}
PLACED = {"attempts": 1, "valid_lines": 1}


def test_enrolled_prospects_are_leads_that_may_be_called(world: World, tmp_path: Path) -> None:
    file = file_of(world, tmp_path, colleges(*range(8)))
    ask(world, file)
    enrolments.complete(world.campaign.id, world.now)
    assert kept(world) == {"leads": 8, "stage:target": 8, "records_callable": 8}
    ask(world, file)
    enrolments.complete(world.campaign.id, world.now)
    assert kept(world)["leads"] == 8


def test_an_outcome_moves_its_lead_and_counts_the_wrap_up(calling: World) -> None:
    assert kept(calling) == NEW
    attempt = answered(calling)
    assert attempt.ended_at is not None
    calling.now = attempt.ended_at + 12 * SECOND
    record(calling, attempt, "k", Recorded(Disposition.GATEKEEPER, calling.now))
    assert kept(calling) == {
        "leads": 1,
        "stage:contacting": 1,
        "records_callable": 1,
        "records_worked": 1,
        "said:gatekeeper": 1,
        "wrap_s": 12,
        "answered": 1,
        "talk_s": 40,
        **PLACED,
    }


def test_a_corrected_outcome_takes_back_what_the_first_had_counted(calling: World) -> None:
    attempt = answered(calling)
    record(calling, attempt, "k1", meeting(calling))
    booked = kept(calling)
    assert (booked["stage:meeting_set"], booked["said:meeting"]) == (1, 1)
    calling.now += 30 * SECOND
    record(calling, attempt, "k2", refusal(calling))
    corrected = kept(calling)
    assert "stage:meeting_set" not in corrected
    assert "said:meeting" not in corrected
    assert (corrected["stage:not_interested"], corrected["said:refused_to_listen"]) == (1, 1)
    assert corrected.get("wrap_s") == booked.get("wrap_s")


def test_a_repeated_request_counts_once(calling: World) -> None:
    attempt = answered(calling)
    record(calling, attempt, "k", refusal(calling))
    once = kept(calling)
    record(calling, attempt, "k", refusal(calling))
    assert kept(calling) == once


def test_an_outcome_before_the_end_of_its_call_has_no_wrap_up(calling: World) -> None:
    attempt = call(calling)
    carrier_says(calling, attempt, "initiated", "ringing", "in-progress")
    record(calling, attempt, "k", refusal(calling))
    calling.now += 5 * SECOND
    carrier_says(calling, attempt, "completed")
    assert "wrap_s" not in kept(calling)


def test_an_end_that_is_heard_of_after_the_outcome_counts_the_wrap_up(calling: World) -> None:
    attempt = call(calling)
    carrier_says(calling, attempt, "initiated", "ringing", "in-progress")
    ended = {"Timestamp": f"{calling.now + 10 * SECOND:%a, %d %b %Y %H:%M:%S} +0000"}
    calling.now += 17 * SECOND
    record(calling, attempt, "k", refusal(calling))
    said = {"CallSid": attempt.sid or "", "CallStatus": "completed", "SequenceNumber": "9"}
    call_events.receive("call", attempt.public_id, "late", {**said, **ended}, calling.now)
    call_events.apply("call", attempt.public_id, calling.now)
    assert kept(calling)["wrap_s"] == 7


def test_an_end_that_is_heard_of_after_a_correction_counts_the_outcome_that_stands(
    calling: World,
) -> None:
    attempt = call(calling)
    carrier_says(calling, attempt, "initiated", "ringing", "in-progress")
    record(calling, attempt, "k1", meeting(calling))
    record(calling, attempt, "k2", refusal(calling))
    carrier_says(calling, attempt, "completed")
    found = kept(calling)
    assert (found["said:refused_to_listen"], found.get("said:meeting")) == (1, None)


def test_what_the_network_settles_counts(calling: World) -> None:
    attempt = call(calling)
    carrier_says(calling, attempt, "initiated", "busy", seconds=0)
    outcomes.settle(attempt.public_id, calling.now)
    found = kept(calling)
    assert (found["stage:contacting"], found["said:busy"]) == (1, 1)


def test_a_call_that_was_never_placed_counts_nothing(calling: World) -> None:
    attempt = call(calling)
    intentions.hang_up(calling.alice.id, attempt.public_id, calling.now)
    outcomes.settle(attempt.public_id, calling.now)
    assert kept(calling) == NEW


def test_a_call_given_up_and_wrapped_up_late_counts_as_it_is_told(calling: World) -> None:
    attempt = answered(calling)
    outcomes.abandon(attempt.public_id, calling.now)
    assert kept(calling)["said:needs_wrap_up"] == 1
    calling.now += timedelta(days=1)
    deal(calling)
    second = call(calling, "second")
    carrier_says(calling, second, "initiated", "ringing", "in-progress", "completed")
    record(calling, attempt, "late", refusal(calling))
    found = kept(calling)
    assert "said:needs_wrap_up" not in found
    assert found["said:refused_to_listen"] == 1


def test_a_wrong_number_closes_its_lead_and_a_new_one_opens_it_again(calling: World) -> None:
    attempt = answered(calling)
    record(calling, attempt, "k", Recorded(Disposition.WRONG_NUMBER, calling.now))
    closed = kept(calling)
    assert (closed["stage:invalid"], closed["records_closed"]) == (1, 1)
    assert (closed["records_worked"], closed["records_callable"]) == (1, 1)
    correction = Correction(Correct.NEW_PHONE, number="01 99 00 30 30")
    corrections.correct(calling.alice.id, entry_of(calling).public_id, correction, calling.now)
    opened = kept(calling)
    assert opened["records_callable"] == 1
    assert "records_closed" not in opened


@pytest.mark.parametrize("scope", [SuppressionScope.PROSPECT, SuppressionScope.NUMBER])
def test_who_objects_takes_others_off_the_lists_without_counting_them(
    calling: World, scope: SuppressionScope
) -> None:
    calling.lead("+33199001001", "École voisine")
    attempt = answered(calling)
    record(calling, attempt, "k", Recorded(Disposition.DO_NOT_CALL, calling.now, scope=scope))
    found = kept(calling)
    assert (found["leads"], found["stage:opposed"], found["stage:target"]) == (2, 1, 1)
    assert (found["records_callable"], found["records_worked"]) == (2, 1)
    assert found["records_closed"] == 1


def test_an_objection_by_hand_leaves_the_totals_as_they_are(calling: World) -> None:
    attempt = call(calling)
    new = NewObjection(attempt.e164, "FR", calling.company.public_id, "")
    objections.add(new, calling.bob.id, calling.now)
    mine, lead = (calling.agency.id,), attempt.lead.public_id
    leads.never_call_again(mine, lead, calling.bob.id, "asked", calling.now)
    outcomes.settle(attempt.public_id, calling.now)
    assert kept(calling) == NEW


def test_the_board_shows_what_is_kept(calling: World) -> None:
    calling.lead("+33199001002", "Mairie", tier=Tier.RETRY)
    record(calling, answered(calling), "k", refusal(calling))
    board = reports.board((calling.agency.id,), calling.campaign.public_id, calling.now)
    shown = {stage: number for stage, _labels, number in board.stages if number}
    assert shown == {"not_interested": 1, "target": 1}
    assert [(code, number) for code, _labels, number in board.dispositions] == [
        ("refused_to_listen", 1)
    ]


def test_a_difference_is_found_added_and_gone(calling: World) -> None:
    record(calling, answered(calling), "k", refusal(calling))
    right = kept(calling)
    counters.add(calling.rows, calling.campaign.id, 40, calling.now, {"attempts": 5}, {"leads": -2})
    found = counters.rebuild(calling.rows, calling.campaign.id)
    hour = counters.hour_of(calling.now)
    assert found.totals == {"attempts": -5, "leads": 2}
    assert found.hours == {(hour, 40, "attempts"): -5}
    assert kept(calling) == right
    assert not counters.rebuild(calling.rows, calling.campaign.id)


def test_a_campaign_without_totals_gets_them_from_its_rows(calling: World) -> None:
    record(calling, answered(calling), "k", meeting(calling))
    right = kept(calling)
    calling.rows.execute(delete(Total))
    counters.rebuild(calling.rows, calling.campaign.id)
    assert kept(calling) == right
