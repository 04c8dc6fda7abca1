"""What a manager does to many prospects at once: foreseen exactly, done in batches, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from campaigns.dispositions import Disposition, Recorded, SuppressionScope
from campaigns.problems import NotFound, Refused
from campaigns.prospect_actions import Action, ActionState, SetAside, WhyNot
from campaigns.seeking import sought
from campaigns.undoing import Stays
from telepro import crash
from telepro.db import audit, prospect_search, suppressions
from telepro.db import prospect_actions as queries
from telepro.db.calling import CallListEntry
from telepro.db.prospect_search import ProspectFilter
from telepro.db.set_aside import ProspectAction, ProspectTag
from telepro.db.who import Membership
from telepro.db.whom import Lead, Prospect, Suppression
from telepro.services import import_undo, imports_shown, outcomes, prospect_actions, prospects
from telepro.services.prospect_actions import Manager, Told, Wish
from tests.services.calls import answered, calling, deal, meeting
from tests.services.prospect_files import Send, receive, send
from tests.world import World

__all__ = ["calling", "receive", "send"]
ALL = ProspectFilter(())


@pytest.fixture
def five(world: World) -> World:
    """Five schools of Carla's company, two of them of Créteil."""
    for number in range(5):
        school = world.prospect(f"+3319900100{number}", f"École {number}")
        school.city = "Créteil" if number < 2 else "Fresnes"
    world.rows.commit()
    return world


def bob(world: World) -> Manager:
    return Manager(world.bob.id, (world.agency.id,), "en")


def done(world: World, action: Action, wanted: ProspectFilter = ALL, tag: str = "") -> Told:
    """Let Bob do what he foresees, to the end."""
    wish = Wish(wanted, action, tag)
    takes = prospect_actions.foresee(bob(world), wish, world.now).takes
    action_id = prospect_actions.begin(bob(world), wish, takes, world.now)
    return ran(world, action_id)


def ran(world: World, action_id: str) -> Told:
    for waiting in prospect_actions.waiting(world.now):
        prospect_actions.run(waiting, world.now, lambda: world.now)
    world.rows.expire_all()
    return prospect_actions.opened(bob(world), action_id)


def undone(world: World, told: Told) -> Told:
    prospect_actions.ask_undo(bob(world), told.row.public_id, world.now)
    return ran(world, told.row.public_id)


def of(world: World, **wanted: object) -> list[str]:
    """The names of the company's prospects that fit."""
    asked = replace(ProspectFilter((world.company.id,)), **wanted)  # type: ignore[arg-type]
    found = prospect_search.found(world.rows, asked)
    return sorted(each.name for each in prospect_search.lines(world.rows, found))


CRETEIL = ProspectFilter((), place="creteil")


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
    lines = audit.lines(five.rows, None, None, 5)
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


@pytest.mark.parametrize(
    ("action", "wanted"),
    [
        (Action.TAG, {"tag": "salon"}),
        (Action.EXCLUDE, {"aside": SetAside.EXCLUDED}),
        (Action.RECHECK, {"aside": SetAside.TO_RECHECK}),
    ],
)
def test_an_undo_takes_back_what_the_action_did_and_nothing_else(
    five: World, action: Action, wanted: dict[str, object]
) -> None:
    done(five, action, CRETEIL, "salon")
    told = done(five, action, ALL, "salon")
    assert len(of(five, **wanted)) == 5
    back = undone(five, told)
    assert (back.row.state, back.row.taken_back) == (ActionState.UNDONE, 3)
    assert of(five, **wanted) == ["École 0", "École 1"]


@pytest.mark.parametrize(
    ("before", "action", "wanted"),
    [
        (Action.TAG, Action.UNTAG, {"tag": "salon"}),
        (Action.EXCLUDE, Action.GIVE_BACK, {"aside": SetAside.EXCLUDED}),
    ],
)
def test_what_was_taken_off_comes_back_by_an_undo(
    five: World, before: Action, action: Action, wanted: dict[str, object]
) -> None:
    done(five, before, ALL, "salon")
    told = done(five, action, CRETEIL, "salon")
    assert len(of(five, **wanted)) == 3
    assert undone(five, told).row.taken_back == 2
    assert len(of(five, **wanted)) == 5


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


def test_who_verifies_a_prospect_takes_it_off_the_list(five: World) -> None:
    done(five, Action.RECHECK, CRETEIL)
    first = five.rows.scalars(select(Prospect).where(Prospect.name == "École 0")).one()
    first.updated_at = five.now + timedelta(minutes=1)
    five.rows.commit()
    assert of(five, aside=SetAside.TO_RECHECK) == ["École 1"]


def test_an_action_on_tags_needs_one_and_nobody_is_no_choice(five: World) -> None:
    for wish in (
        Wish(ALL, Action.TAG, "  "),
        Wish(ProspectFilter((), place="lyon"), Action.EXCLUDE, ""),
    ):
        with pytest.raises(Refused):
            prospect_actions.foresee(bob(five), wish, five.now)


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


def test_a_prospect_s_page_names_its_tags(five: World) -> None:
    done(five, Action.TAG, CRETEIL, "Salon")
    first = five.rows.scalars(select(Prospect).where(Prospect.name == "École 0")).one()
    assert prospects.opened((five.agency.id,), first.public_id).tags == ["salon"]


def test_whom_a_manager_has_tagged_stays_when_the_file_is_undone(
    world: World, send: Send, now: datetime
) -> None:
    file = send("Nom;Tel;Ville\nMairie;01 99 00 10 01;Fresnes\nLycée;01 99 00 10 02;Créteil\n")
    done(world, Action.TAG, CRETEIL, "salon")
    import_undo.ask([world.company.id], file.public_id, world.bob.id, "en", now)
    import_undo.run(file.id, now, lambda: now)
    found = imports_shown.story([world.company.id], file.public_id).undone
    assert found
    assert (found.removed, dict(found.stayed)) == (1, {Stays.TOUCHED: 1})
