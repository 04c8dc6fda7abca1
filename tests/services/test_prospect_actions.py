"""What a manager does to many prospects at once: foreseen exactly, done in batches, taken back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.dispositions import Disposition, Recorded, SuppressionScope
from campaigns.problems import NotFound, Refused
from campaigns.prospect_base.prospect_actions import Action, ActionState, SetAside, WhyNot
from campaigns.prospect_base.seeking import sought
from telepro import crash
from telepro.db import audit, suppressions
from telepro.db import prospect_actions as queries
from telepro.db.calling import CallListEntry
from telepro.db.prospect_search import ProspectFilter
from telepro.db.set_aside import ProspectAction, ProspectTag
from telepro.db.who import Membership
from telepro.db.whom import Lead, Prospect, Suppression
from telepro.services import outcomes, prospect_actions
from telepro.services.prospect_actions import Manager, Wish
from tests.services.acting import ALL, CRETEIL, bob, done, five, of, ran, undone
from tests.services.calls import answered, calling, deal, meeting
from tests.world import World

__all__ = ["calling", "five"]


def test_a_page_foretells_exactly_what_is_done(five: World) -> None:
    done(five, Action.TAG, CRETEIL, "Salon de mars")
    wish = Wish(ALL, Action.TAG, " salon  DE mars ")
    seen = prospect_actions.foresee(bob(five), wish, five.now)
    assert (seen.tag, seen.chosen, seen.takes) == ("salon de mars", 5, 3)
    assert seen.left_out == {WhyNot.ALREADY_TAGGED: 2}
    told = done(five, Action.TAG, ALL, "salon de mars")
    assert (told.row.state, told.row.done, told.left_out) == (ActionState.DONE, 3, seen.left_out)
    assert len(of(five, tag="salon de mars")) == 5


def test_whoever_fits_only_later_is_not_touched(five: World) -> None:
    wish = Wish(CRETEIL, Action.TAG, "salon")
    action_id = prospect_actions.begin(bob(five), wish, 2, five.now)
    five.prospect("+33199001099", "École 9").city = "Créteil"
    five.rows.commit()
    ran(five, action_id)
    assert of(five, tag="salon") == ["École 0", "École 1"]


def test_a_list_that_has_changed_is_to_be_looked_at_again(five: World) -> None:
    with pytest.raises(Refused) as refusal:
        prospect_actions.begin(bob(five), Wish(CRETEIL, Action.TAG, "salon"), 3, five.now)
    assert refusal.value.problems[0].found == "2 prospects, and 3 when you looked"
    assert five.rows.scalars(select(ProspectAction)).all() == []


def test_what_words_find_is_meant_and_its_words_are_kept_nowhere(five: World) -> None:
    five.prospect("+33199001098", "Mairie de Fresnes")
    five.rows.commit()
    told = done(five, Action.TAG, ProspectFilter((), sought("mairie", "FR")), "mairies")
    assert (told.row.chosen, of(five, tag="mairies")) == (1, ["Mairie de Fresnes"])
    lines = audit.lines(five.rows, audit.Sought(), 5)
    assert "fresnes" not in str([each.details for each in lines]).lower()


def test_the_excluded_leave_the_lists_and_are_not_dealt_until_they_are_given_back(
    world: World,
) -> None:
    world.at_work(world.alice)
    lead = world.lead()
    deal(world)
    assert done(world, Action.EXCLUDE).row.done == 1
    assert world.rows.scalars(select(CallListEntry).filter_by(ended_at=None)).all() == []
    assert of(world, aside=SetAside.EXCLUDED) == [lead.prospect.name]
    deal(world)
    assert world.rows.scalars(select(CallListEntry).filter_by(ended_at=None)).all() == []
    done(world, Action.GIVE_BACK)
    assert of(world, aside=SetAside.EXCLUDED) == []
    world.rows.expire_all()
    assert world.rows.get_one(Lead, lead.id).blocked_by is None


def test_an_objection_is_no_exclusion_and_is_never_given_back(five: World) -> None:
    first = five.rows.scalars(select(Prospect).order_by(Prospect.id)).first()
    assert first
    suppressions.add(
        five.rows, five.company.id, SuppressionScope.PROSPECT, first.public_id, "asked", five.now,
        prospect_id=first.id,
    )  # fmt: skip
    five.rows.commit()
    assert done(five, Action.EXCLUDE).left_out == {WhyNot.OBJECTED: 1}
    assert done(five, Action.GIVE_BACK).row.done == 4
    assert suppressions.standing(five.rows, five.company.id, [first.public_id])


def test_whoever_objects_after_an_exclusion_is_not_given_back_by_its_undo(five: World) -> None:
    told = done(five, Action.EXCLUDE)
    first = five.rows.scalars(select(Prospect).order_by(Prospect.id)).first()
    assert first
    suppressions.add(
        five.rows, five.company.id, SuppressionScope.PROSPECT, first.public_id, "asked", five.now,
        prospect_id=first.id,
    )  # fmt: skip
    five.rows.commit()
    assert undone(five, told).row.taken_back == 4
    assert suppressions.standing(five.rows, five.company.id, [first.public_id])


def test_a_promise_keeps_its_prospect_from_being_excluded(calling: World) -> None:
    attempt = answered(calling)
    promise = Recorded(
        Disposition.CALLBACK, calling.now, callback_at=calling.now + timedelta(days=1)
    )
    outcomes.record(calling.alice.id, attempt.public_id, "k", promise, calling.now)
    assert done(calling, Action.EXCLUDE).left_out == {WhyNot.PROMISED: 1}


def test_so_does_a_meeting_to_come(calling: World) -> None:
    outcomes.record(
        calling.alice.id, answered(calling).public_id, "k", meeting(calling), calling.now
    )
    assert done(calling, Action.EXCLUDE).left_out == {WhyNot.MEETING: 1}


def test_an_undo_is_too_late_after_a_day(five: World) -> None:
    told = done(five, Action.TAG, ALL, "salon")
    with pytest.raises(Refused):
        prospect_actions.ask_undo(
            bob(five), told.row.public_id, five.now + timedelta(hours=24, seconds=1)
        )


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The process dies before the second batch of two is committed."""
    monkeypatch.setattr(queries, "BATCH", 2)
    hits = 0

    def die(name: str) -> None:
        nonlocal hits
        hits += name == "batch of an action written, before its commit"
        if hits == 2:
            hits += 1
            raise crash.Crashed

    crash.install(die)
    yield
    crash.install(None)


@pytest.mark.usefixtures("dying")
def test_an_action_whose_process_died_goes_on_after_its_last_whole_batch(five: World) -> None:
    action_id = prospect_actions.begin(bob(five), Wish(ALL, Action.TAG, "salon"), 5, five.now)
    with pytest.raises(crash.Crashed):
        ran(five, action_id)
    assert len(five.rows.scalars(select(ProspectTag)).all()) == 2
    assert prospect_actions.waiting(five.now + timedelta(seconds=30)) == []
    later = five.now + timedelta(seconds=90)
    (waiting,) = prospect_actions.waiting(later)
    prospect_actions.run(waiting, later, lambda: later)
    told = prospect_actions.opened(bob(five), action_id)
    assert (told.row.state, told.row.done) == (ActionState.DONE, 5)


def _agencies(world: World) -> tuple[int, ...]:
    mine = select(Membership.organisation_id).where(Membership.person_id == world.charlie.id)
    return tuple(world.rows.scalars(mine))


def test_nobody_acts_on_the_prospects_of_others_or_sees_what_was_done(five: World) -> None:
    charlie = Manager(five.charlie.id, _agencies(five), "en")
    wish = Wish(ProspectFilter((five.company.id,)), Action.EXCLUDE, "")
    told = done(five, Action.TAG, ALL, "salon")
    for step in (
        lambda: prospect_actions.foresee(charlie, wish, five.now),
        lambda: prospect_actions.begin(charlie, wish, 5, five.now),
        lambda: prospect_actions.opened(charlie, told.row.public_id),
        lambda: prospect_actions.ask_undo(charlie, told.row.public_id, five.now),
    ):
        with pytest.raises(NotFound):
            step()
    assert prospect_actions.listed(charlie) == []
    assert five.rows.scalars(select(Suppression)).all() == []
