"""Alice's promised calls: moved, given to the team, handed over, and what would come of a new one."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from campaigns.dealing import DealReason
from campaigns.dispositions import Disposition, Recorded
from campaigns.keeping import Doubt, Keeper, Risk
from campaigns.presence import WeeklySpan
from campaigns.problems import NotFound, Refused
from campaigns.promises import GivenBack
from campaigns.prospects import Audience
from campaigns.states import CallbackKind, CallbackState, EntryEnd
from campaigns.tasks import TaskKind, Workplace
from telepro.db import aftermath, campaigns, people
from telepro.db.calling import Attempt
from telepro.db.counting import AuditRow, Mail
from telepro.db.results import Callback, PromiseChangeRow
from telepro.db.tasks import Whose
from telepro.db.who import Absence
from telepro.db.whom import Prospect
from telepro.services import engagements, promises, promises_watched, tasks, upkeep
from telepro.services.engagements import Team
from telepro.services.promises_watched import Manager
from tests.services.calls import answered, call, calling, deal
from tests.services.kept import kept, record
from tests.world import World

__all__ = ["calling"]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def promised(calling: World) -> World:
    """Alice has promised a call for Wednesday at ten."""
    attempt = answered(calling)
    record(calling, attempt, "promise", said(calling, calling.now + DAY))
    return calling


def said(world: World, at: datetime) -> Recorded:
    return Recorded(Disposition.CALLBACK, world.now, note="avec le budget", callback_at=at)


def promise(world: World) -> Callback:
    world.rows.expire_all()
    return world.rows.scalars(select(Callback).order_by(Callback.id.desc())).first()  # type: ignore[return-value]


def offers(world: World, person_id: int, starts: int, ends: int) -> None:
    """A person offers these hours on working days."""
    week = [WeeklySpan(day, time(starts), time(ends), "Europe/Paris") for day in range(5)]
    engaged = people.engagement(world.rows, person_id, world.mission.id)
    assert engaged is not None
    campaigns.set_availability(world.rows, engaged.id, week)
    world.rows.commit()


def away(world: World, person_id: int, starts: datetime, ends: datetime) -> None:
    row = Absence(person_id=person_id, starts_at=starts, ends_at=ends, created_at=world.now)
    world.rows.add(row)
    world.rows.commit()


def manager(world: World) -> Manager:
    return Manager((world.agency.id,), world.campaign.public_id, world.bob.id)


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


def test_a_manager_sees_whose_promises_are_at_risk_and_why(promised: World) -> None:
    offers(promised, promised.alice.id, 14, 17)
    watch = promises_watched.of_campaign(
        (promised.agency.id,), promised.campaign.public_id, promised.now
    )
    (line,) = watch.at_risk
    assert line.risk is Risk.OWNER_OFF
    assert line.there == {promised.anna.public_id}
    assert (watch.late, watch.kept) == ([], [])


def test_what_nobody_can_keep_is_a_task_until_somebody_can(promised: World) -> None:
    for person in (promised.alice, promised.anna):
        offers(promised, person.id, 14, 17)
    promised.now += HOUR
    assert promises_watched.ask_for_keepers(promised.now) == 1
    assert promises_watched.ask_for_keepers(promised.now) == 0
    whose = Whose(Workplace.AGENCY, (promised.agency.id,))
    (task,) = tasks.page(whose, None, promised.now).open
    assert (task.kind, task.due_at) == (TaskKind.FIND_A_KEEPER, promise(promised).due_at)
    promises.move(promised.alice.id, promise(promised).public_id, promised.now + DAY, promised.now)
    assert tasks.page(whose, None, promised.now).open == []


def test_a_task_to_find_a_keeper_ends_with_the_call(promised: World) -> None:
    for person in (promised.alice, promised.anna):
        away(promised, person.id, promised.now + HOUR, promised.now + 3 * DAY)
    promised.now += HOUR
    assert promises_watched.ask_for_keepers(promised.now) == 1
    promise(promised).state = CallbackState.CALLED
    promised.rows.commit()
    whose = Whose(Workplace.AGENCY, (promised.agency.id,))
    assert tasks.page(whose, None, promised.now).count == 0


# What would come of a promise that is about to be made


def test_what_would_come_of_a_promise_is_said_and_the_next_better_moment(calling: World) -> None:
    offers(calling, calling.alice.id, 9, 12)
    attempt = answered(calling)
    asked = [calling.now + DAY, calling.now + DAY + 5 * HOUR]
    free, off = promises.foresee(
        calling.alice.id, attempt.public_id, asked, Keeper.PERSON, calling.now
    )
    assert free.outlook.doubts == ()
    assert off.outlook.doubts == (Doubt.NOT_THERE,)
    assert off.outlook.better == datetime.fromisoformat("2026-11-26T08:00:00+00:00")


def test_a_colleague_may_call_when_somebody_of_the_team_is_there(calling: World) -> None:
    offers(calling, calling.alice.id, 9, 12)
    offers(calling, calling.anna.id, 14, 17)
    attempt = answered(calling)
    asked = [calling.now + 5 * HOUR, calling.now + 9 * HOUR]
    there, nobody = promises.foresee(
        calling.alice.id, attempt.public_id, asked, Keeper.TEAM, calling.now
    )
    assert (there.outlook.doubts, nobody.outlook.doubts) == ((), (Doubt.NOT_THERE,))


def test_two_promises_at_one_time_are_said_to_be_too_many(promised: World) -> None:
    promised.lead("+33199001002", "Mairie")
    deal(promised)
    attempt = call(promised, "mairie")
    (found,) = promises.foresee(
        promised.alice.id, attempt.public_id, [promised.now + DAY], Keeper.PERSON, promised.now
    )
    assert found.outlook.doubts == (Doubt.TOO_MANY,)
    with pytest.raises(NotFound):
        promises.foresee(promised.anna.id, attempt.public_id, [], Keeper.PERSON, promised.now)


def test_an_hour_that_the_law_refuses_a_consumer_is_said_beforehand(calling: World) -> None:
    attempt = answered(calling)
    calling.rows.scalars(select(Prospect)).one().audience = Audience.B2C
    calling.rows.commit()
    lunch = calling.now + DAY + 3 * HOUR + timedelta(minutes=15)
    (found,) = promises.foresee(
        calling.alice.id, attempt.public_id, [lunch], Keeper.PERSON, calling.now
    )
    assert Doubt.NOT_LEGAL in found.outlook.doubts


def test_moments_that_no_calendar_holds_are_left_unjudged(calling: World) -> None:
    attempt = answered(calling)
    asked = [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)]
    found = promises.foresee(calling.alice.id, attempt.public_id, asked, Keeper.PERSON, calling.now)
    assert [each.outlook.doubts for each in found] == [(), ()]
