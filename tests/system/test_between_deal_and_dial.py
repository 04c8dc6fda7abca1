"""What changes between the deal and F2 counts: the call is refused with the reason, nobody is rung."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text, update

from campaigns.problems import Refused
from telepro import clock
from telepro.db.calling import Attempt
from telepro.services import campaigns, intentions, leads
from telepro.services.campaigns import Change
from telepro.services.intentions import Press
from tests.system.house import House, until
from tests.system.teleprospectors import dealt_to, is_over, press_f2
from tests.system.teleprospectors import leads as enrolled
from tests.world import World

pytestmark = pytest.mark.timeout(60, func_only=True)
INTENDED = "select count(*) from attempts where state <> 'ended'"

# Of the first campaign on the same prospect, on the days before.
FIVE_MORE_CALLS = """
    insert into attempts select (jsonb_populate_record(a, jsonb_build_object(
        'id', a.id + 1000 + n, 'public_id', lpad(n::text, 20, '0'), 'number', n,
        'client_key', 'earlier-' || n, 'sid', 'CA' || lpad(n::text, 32, '0'),
        'intended_at', a.intended_at - n * interval '1 day'))).*
    from attempts a, generate_series(2, 6) n"""


def refusal_of_f2(house: House, person: int, entry: str, now: datetime) -> str:
    """The sentences with which F2 is refused; fails when it is not."""
    before = house.calls()
    with house.app.app_context(), pytest.raises(Refused) as refused:
        intentions.dial(person, Press(entry, f"key-{entry}"), now)
    assert house.number(INTENDED) == 0
    assert house.calls() == before
    return " ".join(problem.sentence() for problem in refused.value.problems)


@pytest.fixture
def alice(cast: World) -> int:
    """Alice at work; her lead is dealt by the house's own workers."""
    person = cast.at_work(cast.alice).person_id
    enrolled(cast, 1)
    return person


def test_a_prospect_who_objects_after_the_deal_is_not_rung(
    attacked: House, cast: World, alice: int
) -> None:
    entry = dealt_to(attacked, alice)
    (lead,) = attacked.ask("select public_id from leads")
    with attacked.app.app_context():
        leads.never_call_again(
            (cast.agency.id,), lead[0], cast.bob.id, "demandé au siège", clock.now()
        )
    assert "Ne plus appeler" in refusal_of_f2(attacked, alice, entry, clock.now())


def test_a_cap_that_another_campaign_reaches_after_the_deal_holds(
    attacked: House, cast: World, alice: int
) -> None:
    first = press_f2(attacked, alice, dealt_to(attacked, alice))
    with attacked.asking_the_carrier():
        until(lambda: is_over(attacked, first), "the call did not end")
    other = cast.second_campaign()
    prospect = cast.rows.scalars(select(Attempt)).one().lead.prospect
    cast.rows.execute(update(Attempt).values(intended_at=clock.now() - timedelta(days=2)))
    cast.lead(prospect=prospect, campaign=other)
    anna = cast.at_work(cast.anna)
    anna.campaign_id = other.id
    cast.rows.commit()
    entry = dealt_to(attacked, anna.person_id)
    cast.rows.execute(text(FIVE_MORE_CALLS))
    cast.rows.commit()
    said = refusal_of_f2(attacked, anna.person_id, entry, clock.now())
    assert "6" in said
    assert "30 jours" in said


def test_a_window_that_closes_after_the_deal_is_closed(attacked: House, alice: int) -> None:
    entry = dealt_to(attacked, alice)
    tonight = clock.now().replace(hour=20, minute=0)
    assert "En dehors des heures" in refusal_of_f2(attacked, alice, entry, tonight)


def test_a_campaign_that_is_paused_after_the_deal_calls_nobody(
    attacked: House, cast: World, alice: int
) -> None:
    entry = dealt_to(attacked, alice)
    with attacked.app.app_context():
        pause = Change("pause", cast.bob.id)
        campaigns.change((cast.agency.id,), cast.campaign.public_id, pause, clock.now())
    assert "La campagne n'est pas en cours" in refusal_of_f2(attacked, alice, entry, clock.now())
