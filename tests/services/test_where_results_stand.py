"""What a query says of where a result stands is what the rule says of the same rows, at every moment."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from campaigns import validation as rules
from campaigns.pipeline import MeetingStatus
from campaigns.problems import Refused
from campaigns.validation import Act, ContestReason, ResultState, Side
from telepro.db import meetings as rows_of_meetings
from telepro.db import validation as queries
from telepro.db.results import Meeting
from telepro.db.what_for import MissionTerms
from telepro.services import meetings, outcomes, validation
from telepro.services.meetings import Said
from telepro.services.validation import Speaker, Word
from tests.services.calls import answered, calling, meeting
from tests.world import World

__all__ = ["calling"]

HOUR = timedelta(hours=1)
# Hours after the meeting's moment, at which its company has 72 to answer.
STORIES: dict[str, tuple[tuple[float, Act | MeetingStatus], ...]] = {
    "nothing": (),
    "held": ((1, MeetingStatus.HELD),),
    "nobody came": ((1, MeetingStatus.NO_SHOW),),
    "called off before": ((-20, MeetingStatus.CANCELLED),),
    "accepted": ((1, Act.ACCEPTED),),
    "accepted before it": ((-20, Act.ACCEPTED),),
    "contested": ((1, Act.CONTESTED),),
    "contested too late": ((73, Act.CONTESTED),),
    "contested, answered": ((1, Act.CONTESTED), (2, Act.ANSWERED)),
    "contested, withdrawn in time": ((1, Act.CONTESTED), (2, Act.WITHDRAWN)),
    "contested, withdrawn after": ((1, Act.CONTESTED), (80, Act.WITHDRAWN)),
    "contested, withdrawn, contested": (
        (1, Act.CONTESTED),
        (2, Act.WITHDRAWN),
        (3, Act.CONTESTED),
    ),
    "accepted, taken back at once": ((1, Act.ACCEPTED), (1.001, Act.WITHDRAWN)),
    "accepted, taken back too late": ((1, Act.ACCEPTED), (2, Act.WITHDRAWN)),
    "contested, found owed": ((1, Act.CONTESTED), (2, Act.FOUND_OWED)),
    "contested, found not owed": ((1, Act.CONTESTED), (2, Act.FOUND_NOT_OWED)),
    "held, contested": ((1, MeetingStatus.HELD), (2, Act.CONTESTED)),
    "nobody came, accepted all the same": ((1, MeetingStatus.NO_SHOW), (2, Act.ACCEPTED)),
}
MOMENTS = (-30, 0.5, 5, 71.9, 72.1, 100)


def speaker(world: World, act: Act) -> Speaker:
    if act is Act.ANSWERED:
        return Speaker(Side.CALLER, world.alice.id)
    if act in rules.DECISIONS:
        return Speaker(Side.MANAGER, world.bob.id, (world.agency.id,))
    return Speaker(Side.COMPANY, world.carla.id, (world.company.id,))


def happens(world: World, row: Meeting, what: Act | MeetingStatus, at: datetime) -> None:
    mine = (world.company.id,)
    with suppress(Refused):
        if isinstance(what, MeetingStatus):
            meetings.say(Said(mine, row.public_id, world.carla.id), what, at)
        else:
            reason = ContestReason.DUPLICATE if what is Act.CONTESTED else None
            word = Word(row.public_id, what, f"{what}{at}", reason, "Words.")
            validation.say(speaker(world, what), word, at)


def by_query(world: World, now: datetime) -> ResultState:
    latest = rows_of_meetings.latest_status()
    asked = select(
        queries.is_waiting(latest, now),
        queries.is_accepted(latest, now),
        queries.is_contested(latest),
    ).select_from(Meeting)
    waiting, accepted, contested = world.rows.execute(
        asked.join(latest, rows_of_meetings.stands(latest))
    ).one()
    assert waiting + accepted + contested <= 1
    if waiting:
        return ResultState.WAITING
    if accepted:
        return ResultState.ACCEPTED
    return ResultState.CONTESTED if contested else ResultState.NOT_OWED


@pytest.mark.parametrize("story", STORIES)
def test_a_query_says_what_the_rule_says(calling: World, story: str) -> None:
    attempt = answered(calling)
    outcomes.record(calling.alice.id, attempt.public_id, "k", meeting(calling), calling.now)
    calling.rows.query(MissionTerms).one().answer_hours = 72
    calling.rows.query(MissionTerms).one().manager_decides = True
    row = calling.rows.query(Meeting).one()
    assert row.starts_at is not None
    steps = [*STORIES[story], *((hours, None) for hours in MOMENTS)]
    for hours, what in sorted(steps, key=lambda step: step[0]):
        now = row.starts_at + hours * HOUR
        if what is not None:
            happens(calling, row, what, now)
            continue
        calling.rows.expire_all()
        case = queries.case_of(calling.rows, row)
        ruled = rules.standing(case.booked, case.said, case.terms, now)
        assert by_query(calling, now) is ruled.state, (hours, ruled)
