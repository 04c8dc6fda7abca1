"""Bob writes to Alice at work; she reads after her call, answers with one press; Charlie reaches nobody."""

from datetime import timedelta

import pytest

from campaigns.listening.coaching import Reply
from campaigns.problems import NotFound, Refused
from telepro.services import coaching, desk, reports, upkeep
from tests.world import World

LINE = "Laissez un silence après la question."


def written(world: World, text: str = LINE) -> tuple[str, str]:
    mine, campaign = (world.agency.id,), world.campaign.public_id
    return coaching.write(world.bob.id, mine, campaign, world.alice.public_id, text, world.now)


def lines_of(world: World) -> list[tuple[str, str, bool]]:
    session = desk.state(world.alice.id, world.now).session
    assert session
    return [(each.by, each.text, each.read) for each in session.coach]


def test_a_line_stands_on_the_desk_until_it_is_answered(world: World) -> None:
    world.at_work(world.alice)
    mine = (world.agency.id,)
    assert written(world) == (world.alice.public_id, world.campaign.public_id)
    assert lines_of(world) == [("Bob Martin", LINE, False)]
    session = desk.state(world.alice.id, world.now).session
    assert session
    (line,) = session.coach
    coaching.read(world.alice.id, line.id, world.now)
    assert lines_of(world) == [("Bob Martin", LINE, True)]
    board = reports.board(mine, world.campaign.public_id, world.now)
    assert board.coach[world.alice.public_id].read_at == world.now
    coaching.answer(world.alice.id, line.id, Reply.CALL_ME, world.now)
    coaching.answer(world.alice.id, line.id, Reply.UNDERSTOOD, world.now)
    assert lines_of(world) == []
    thread = coaching.thread(mine, world.campaign.public_id, world.alice.public_id, world.now)
    assert [(each.text, each.reply) for each in thread.lines] == [(LINE, Reply.CALL_ME)]


def test_nobody_writes_to_somebody_who_has_gone_home(world: World) -> None:
    with pytest.raises(Refused, match="pas au travail"):
        written(world)


def test_a_line_reaches_only_ones_own_team_and_is_answered_only_by_whom_it_is_for(
    world: World,
) -> None:
    world.at_work(world.alice)
    written(world)
    session = desk.state(world.alice.id, world.now).session
    assert session
    (line,) = session.coach
    for act in (
        coaching.read,
        lambda who, what, now: coaching.answer(who, what, Reply.CALL_ME, now),
    ):
        with pytest.raises(NotFound):
            act(world.anna.id, line.id, world.now)
    elsewhere = (world.charlie.id, (0,), world.campaign.public_id, world.alice.public_id)
    with pytest.raises(NotFound):
        coaching.write(*elsewhere, LINE, world.now)


def test_lines_are_forgotten_after_a_day(world: World) -> None:
    world.at_work(world.alice)
    written(world)
    upkeep.tidy(world.now + timedelta(hours=23))
    assert lines_of(world) != []
    upkeep.tidy(world.now + timedelta(hours=25))
    assert lines_of(world) == []
