"""Due leads are found along their index: what a deal reads doesn't grow with the campaign."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import postgresql

from campaigns.dealing import Tier
from campaigns.figures.reporting import Axis
from campaigns.pipeline import Stage
from telepro.db import call_lists, pipeline, report_groups
from telepro.db.known_question import QUESTION
from telepro.db.pipeline import PipelineFilter
from tests.world import World


@pytest.mark.parametrize(
    ("tier", "list_id", "index"),
    [
        (Tier.FRESH, None, "ix_leads_fresh"),
        (Tier.RETRY, None, "ix_leads_due"),
        (Tier.FRESH, 1, "ix_leads_list_fresh"),
        (Tier.RETRY, 1, "ix_leads_list_due"),
    ],
)
def test_due_leads_come_in_the_order_of_their_index(
    world: World, tier: Tier, list_id: int | None, index: str
) -> None:
    source = call_lists.Source(world.campaign.id, list_id)
    asked = call_lists.due_query(source, tier, world.now).limit(10)
    words = asked.compile(
        dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
        compile_kwargs={"literal_binds": True},
    )
    leave_alone(world, "leads", index)
    steps = explained(world, str(words))
    assert index in steps
    assert "Sort" not in steps


@pytest.mark.parametrize("promised", [False, True])
def test_a_stages_cards_come_in_the_order_of_their_index(world: World, promised: bool) -> None:
    wanted = PipelineFilter(promised=promised)
    asked = pipeline.ids_query(world.campaign.id, Stage.TARGET, wanted, world.now, 30)
    words = asked.compile(
        dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
        compile_kwargs={"literal_binds": True},
    )
    leave_alone(world, "leads", "ix_leads_stage")
    steps = explained(world, str(words))
    assert "ix_leads_stage" in steps
    assert "Seq Scan" not in steps


def explained(world: World, words: str) -> str:
    """How a question would be answered along indexes: an empty table is read whole whatever they are."""
    world.rows.execute(text("set local enable_seqscan = off; set local enable_bitmapscan = off"))
    plan = world.rows.execute(text(f"explain {words}".replace(":", "\\:"))).scalars().all()
    return "\n".join(map(str, plan))


def test_refusals_are_asked_of_the_index_that_holds_nothing_else(world: World) -> None:
    words = QUESTION.params(**asked(world)).compile(
        dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
        compile_kwargs={"literal_binds": True},
    )
    leave_alone(world, "outcomes", "ix_outcomes_refusals")
    assert "ix_outcomes_refusals" in explained(world, str(words))


def leave_alone(world: World, table: str, index: str) -> None:
    """Without the table's other indexes the one is taken if it can answer at all: which of several is
    cheapest on a table of no rows depends on what tests before have left of its pages."""
    named = text(
        "select indexname from pg_indexes where tablename = :table and indexname like 'ix%'"
    )
    for other in world.rows.scalars(named, {"table": table}).all():
        if other != index:
            world.rows.execute(text(f"drop index {other}"))
    ruled = text(
        "select conname from pg_constraint where conrelid = cast(:table as regclass) and contype in ('p', 'u')"
    )
    for rule in world.rows.scalars(ruled, {"table": table}).all():
        world.rows.execute(text(f"alter table {table} drop constraint {rule} cascade"))


@pytest.mark.parametrize("index", ["ix_dial_counts_company", "pk_dial_counts"])
def test_calls_are_counted_along_indexes(world: World, index: str) -> None:
    words = QUESTION.params(**asked(world)).compile(
        dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
        compile_kwargs={"literal_binds": True},
    )
    assert index in explained(world, str(words))


def asked(world: World) -> dict[str, object]:
    """One lead, asked about now."""
    names = ("now", "of_the_law", "of_the_plan", "of_a_day", "day", "hour")
    moments = dict.fromkeys(names, world.now)
    rows = {key: [1] for key in ("controllers", "campaigns", "leads", "prospects", "businesses")}
    numbers = {key: ["+33199001001"] for key in ("numbers", "consumers", "prefixes")}
    return {**moments, **rows, **numbers}


def test_no_index_of_leads_names_who_is_held(world: World) -> None:
    indexes = text("select indexdef from pg_indexes where tablename = 'leads'")
    found = world.rows.scalars(indexes).all()
    assert len(found) == 10
    assert not [each for each in found if "held" in each]


@pytest.mark.parametrize("axis", list(Axis))
def test_a_report_reads_the_calls_of_its_days_along_their_index(world: World, axis: Axis) -> None:
    period = report_groups.Period(world.now - timedelta(days=30), world.now)
    asked = report_groups.groups_query(world.campaign, axis, period)
    words = asked.compile(
        dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
        compile_kwargs={"literal_binds": True},
    )
    leave_alone(world, "attempts", "ix_attempts_campaign")
    assert "ix_attempts_campaign" in explained(world, str(words))
