"""Tags and marks on many prospects: put on, taken off, kept apart from what others have put."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from campaigns.problems import Refused
from campaigns.prospect_base.prospect_actions import Action, ActionState, SetAside
from campaigns.prospect_file.undoing import Stays
from telepro.db.prospect_search import ProspectFilter
from telepro.db.whom import Prospect
from telepro.services import import_undo, imports_shown, prospect_actions, prospects
from telepro.services.prospect_actions import Wish
from tests.services.acting import ALL, CRETEIL, bob, done, five, of, undone
from tests.services.prospect_files import Send, receive, send
from tests.world import World

__all__ = ["five", "receive", "send"]


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
