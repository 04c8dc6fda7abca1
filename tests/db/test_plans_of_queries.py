"""Due leads are found along their index: what a deal reads doesn't grow with the campaign."""

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import postgresql

from campaigns.dealing import Tier
from telepro.db import call_lists
from tests.world import World


@pytest.mark.parametrize(
    ("tier", "index"), [(Tier.FRESH, "ix_leads_fresh"), (Tier.RETRY, "ix_leads_due")]
)
def test_due_leads_come_in_the_order_of_their_index(world: World, tier: Tier, index: str) -> None:
    asked = call_lists.due_query(world.campaign.id, tier, world.now).limit(10)
    words = asked.compile(
        dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
        compile_kwargs={"literal_binds": True},
    )
    # An empty table is read whole whatever its indexes; what counts is that the index would do.
    world.rows.execute(text("set local enable_seqscan = off; set local enable_bitmapscan = off"))
    plan = world.rows.execute(text(f"explain {words}".replace(":", "\\:"))).scalars().all()
    steps = "\n".join(map(str, plan))
    assert index in steps
    assert "Sort" not in steps
