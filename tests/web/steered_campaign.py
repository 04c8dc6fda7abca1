"""A campaign eight days into its plan, with calls of two people over several hours, short of its course."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from telepro import clock
from telepro.db import counters, list_states
from telepro.services import steering
from tests.services.calls import answered, deal, meeting
from tests.services.kept import record
from tests.world import World

# A Tuesday, in the plan's second week, at a quarter past eleven in Paris.
TUESDAY = datetime(2026, 12, 8, 10, 15, tzinfo=UTC)

# Forty calls more like the one that was made: by turns Alice's and Anna's, over four hours of a day.
MORE = text(
    """
    insert into attempts (public_id, client_key, campaign_id, lead_id, prospect_id, phone_id, e164,
        controller_id, person_id, session_id, entry_id, deal_id, plan_id, script_id,
        disposition_set_id, terms_id, fence, number, caller_id, direction, ring_seconds, rules, state,
        intended_at, dial_before, placed_at, ended_at, settled_at, result, counted, argued,
        decision_maker)
    select public_id || n, client_key || n, campaign_id, lead_id, prospect_id, phone_id, e164,
        controller_id, case when n % 2 = 0 then person_id else :anna end, session_id, entry_id,
        deal_id, plan_id, script_id, disposition_set_id, terms_id, fence, 1 + n % 3, caller_id,
        direction, ring_seconds, rules, state, cast(:begun as timestamptz) + n * interval '5 minutes',
        dial_before, placed_at, ended_at, settled_at, result,
        case when n % 4 = 0 then cast('{"attempts": 1, "answered": 1, "contacts": 1}' as jsonb)
            else cast('{"attempts": 1}' as jsonb) end,
        argued, decision_maker
    from attempts, generate_series(1, 40) n where campaign_id = :campaign
    """
)


@pytest.fixture
def steered(world: World) -> Iterator[World]:
    """The world on that Tuesday, its list looked at."""
    clock.set_shift((TUESDAY - clock.real_now()).total_seconds())
    world.now = TUESDAY
    world.at_work(world.alice)
    world.lead()
    deal(world)
    record(world, answered(world), "k", meeting(world))
    begun = TUESDAY - timedelta(hours=3)
    ids = {"anna": world.anna.id, "campaign": world.campaign.id, "begun": begun}
    world.rows.execute(MORE, ids)
    done = {"attempts": 240, "answered": 90, "contacts": 34, "argued": 15, "argued_positive": 1}
    worked = {"logged_s": 12 * 3600, "break_s": 1800}
    counters.add(world.rows, world.campaign.id, world.alice.id, begun, done, worked)
    for number in range(2, 9):
        world.lead(f"+3319900100{number}", f"École {number}")
    world.rows.flush()
    steering.look_at_list(world.campaign.id, world.now)
    assert list_states.kept(world.rows, world.campaign.id)
    world.rows.commit()
    yield world
    clock.set_shift(0)
