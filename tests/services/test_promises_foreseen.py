"""What would come of a promise: who could keep it, and what tells its manager that nobody can."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from campaigns.follow_up.keeping import Doubt, Keeper, Risk
from campaigns.follow_up.tasks import TaskKind, Workplace
from campaigns.problems import NotFound
from campaigns.prospects import Audience
from campaigns.states import CallbackState
from telepro.db.tasks import Whose
from telepro.db.whom import Prospect
from telepro.services import promises, promises_watched, tasks
from tests.services.calls import answered, call, calling, deal
from tests.services.promised import DAY, HOUR, away, offers, promise, promised
from tests.world import World

__all__ = ["calling", "promised"]


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
