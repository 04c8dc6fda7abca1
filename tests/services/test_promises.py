"""Alice's promised calls: moved, given to the team, handed over, and what would come of a new one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.dealing import DealReason
from campaigns.follow_up.promises import GivenBack
from campaigns.problems import NotFound, Refused
from campaigns.prospects import Audience
from campaigns.states import CallbackKind, CallbackState, EntryEnd
from telepro.db import aftermath
from telepro.db.calling import Attempt
from telepro.db.counting import AuditRow, Mail
from telepro.db.results import PromiseChangeRow
from telepro.db.whom import Prospect
from telepro.services import engagements, promises, promises_watched, upkeep
from telepro.services.engagements import Team
from telepro.services.promises_watched import Manager
from tests.services.calls import call, calling, deal
from tests.services.kept import kept, record
from tests.services.promised import DAY, HOUR, manager, promise, promised, said
from tests.world import World

__all__ = ["calling", "promised"]


def test_a_promise_is_moved_and_its_lead_with_it(promised: World) -> None:
    wanted = promised.now + 2 * DAY
    promises.move(promised.alice.id, promise(promised).public_id, wanted, promised.now)
    row = promise(promised)
    lead = promised.rows.scalars(select(Attempt)).one().lead
    assert (row.due_at, row.state, row.local_time) == (
        wanted,
        CallbackState.PROMISED,
        "2026-11-26T10:00",
    )
    folded = aftermath.fold(promised.rows, lead)
    assert (lead.next_call_at, lead.callback_owner_id) == (wanted, promised.alice.id)
    assert (folded.next_call_at, folded.callback_owner_id) == (wanted, promised.alice.id)
    noted = promised.rows.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert noted is not None
    assert noted.action == "callback.moved"
    kept(promised)


@pytest.mark.parametrize(
    ("wait", "place"), [(-HOUR, "callback_at"), (400 * DAY, "callback_at"), (None, "callback_at")]
)
def test_a_moment_that_can_not_be_is_refused(
    promised: World, wait: timedelta | None, place: str
) -> None:
    wanted = promised.now + wait if wait else None
    with pytest.raises(Refused) as refused:
        promises.move(promised.alice.id, promise(promised).public_id, wanted, promised.now)
    assert [each.place for each in refused.value.problems] == [place]
    assert promise(promised).due_at == promised.now + DAY


def test_a_moment_at_which_the_law_allows_no_call_is_refused_in_words(promised: World) -> None:
    promised.rows.scalars(select(Prospect)).one().audience = Audience.B2C
    promised.rows.commit()
    sunday = promised.now + 5 * DAY
    with pytest.raises(Refused) as refused:
        promises.move(promised.alice.id, promise(promised).public_id, sunday, promised.now)
    (problem,) = refused.value.problems
    assert "29/11/2026 10:00" in problem.found
    assert problem.fix.startswith("Choisissez un autre moment.")


def test_to_the_same_moment_changes_nothing(promised: World) -> None:
    due = promise(promised).due_at
    promises.move(promised.alice.id, promise(promised).public_id, due, promised.now)
    assert promised.rows.scalars(select(PromiseChangeRow)).all() == []


def test_nobody_moves_or_gives_away_what_another_has_promised(promised: World) -> None:
    theirs = promise(promised).public_id
    for person in (promised.anna, promised.charlie):
        with pytest.raises(NotFound):
            promises.move(person.id, theirs, promised.now + 2 * DAY, promised.now)
        with pytest.raises(NotFound):
            promises.give_back(person.id, theirs, GivenBack.LANGUAGE, promised.now)
        with pytest.raises(NotFound):
            promises.opened(person.id, theirs, promised.now)


def test_whoever_has_left_the_mission_sees_its_promises_no_more(promised: World) -> None:
    mine = Team((promised.agency.id,), promised.campaign.public_id, promised.bob.id)
    engagements.release(mine, promised.alice.public_id, promised.now)
    until = promised.now + 7 * DAY
    assert promises.mine(promised.alice.id, promised.now, until, promised.now).coming == []


def test_what_is_given_to_the_team_is_dealt_to_whoever_is_there(promised: World) -> None:
    theirs = promise(promised).public_id
    promises.give_back(promised.alice.id, theirs, GivenBack.NOT_THERE, promised.now)
    row = promise(promised)
    assert (row.owner_id, row.kind) == (None, CallbackKind.SHARED)
    promised.now += DAY
    promised.at_work(promised.anna)
    (entry,) = deal(promised)
    assert entry.reason == DealReason.SHARED_CALLBACK


def test_a_due_lead_leaves_the_list_when_its_promise_is_moved(promised: World) -> None:
    promised.now += DAY
    (entry,) = deal(promised)
    promises.move(promised.alice.id, promise(promised).public_id, promised.now + DAY, promised.now)
    promised.rows.refresh(entry)
    assert entry.end_reason is EntryEnd.TAKEN_BACK
    assert deal(promised) == []
    promised.now += DAY
    (again,) = deal(promised)
    assert again.lead_id == entry.lead_id and again.fence > entry.fence


def test_a_lead_in_a_call_keeps_its_promise_until_that_call_is_told(promised: World) -> None:
    promised.now += DAY
    deal(promised)
    call(promised, "second")
    with pytest.raises(Refused) as refused:
        promises.move(
            promised.alice.id, promise(promised).public_id, promised.now + DAY, promised.now
        )
    assert refused.value.problems[0].place == "lead_in_a_call"
    assert promise(promised).due_at == promised.now


def test_a_moved_promise_that_is_late_again_is_told_again(promised: World) -> None:
    promised.now += DAY + HOUR
    assert upkeep.late_callbacks(promised.now) == 1
    promises.move(promised.alice.id, promise(promised).public_id, promised.now + HOUR, promised.now)
    promised.now += 2 * HOUR
    assert upkeep.late_callbacks(promised.now) == 1
    told = promised.rows.scalars(select(Mail.key).where(Mail.key.like("late-callback-%"))).all()
    assert len(told) == 2


def test_a_correction_after_a_move_makes_a_promise_of_its_own(promised: World) -> None:
    attempt = promised.rows.scalars(select(Attempt)).one()
    promises.move(
        promised.alice.id, promise(promised).public_id, promised.now + 2 * DAY, promised.now
    )
    record(promised, attempt, "corrected", said(promised, promised.now + 3 * DAY))
    assert promise(promised).due_at == promised.now + 3 * DAY
    assert attempt.lead.next_call_at == promised.now + 3 * DAY


# What a colleague and a manager do


def test_a_colleague_sees_what_was_handed_to_her_and_by_whom(promised: World) -> None:
    theirs = promise(promised).public_id
    promises_watched.hand_over(manager(promised), theirs, promised.anna.public_id, promised.now)
    (line,) = promises.mine(
        promised.anna.id, promised.now, promised.now + 7 * DAY, promised.now
    ).coming
    assert line.handed is not None
    assert (line.handed.by, line.promised_by) == ("Bob Martin", "Alice Durand")
    lead = promised.rows.scalars(select(Attempt)).one().lead
    assert lead.callback_owner_id == promised.anna.id
    until = promised.now + 7 * DAY
    assert promises.mine(promised.alice.id, promised.now, until, promised.now).coming == []


def test_a_promise_goes_to_nobody_who_is_not_on_the_mission(promised: World) -> None:
    theirs, charlie = promise(promised).public_id, promised.charlie
    with pytest.raises(NotFound):
        promises_watched.hand_over(manager(promised), theirs, charlie.public_id, promised.now)
    elsewhere = Manager((-1,), promised.campaign.public_id, charlie.id)
    with pytest.raises(NotFound):
        promises_watched.hand_over(elsewhere, theirs, "", promised.now)


# What would come of a promise that is about to be made
