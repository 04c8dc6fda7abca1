"""A sample in an empty workspace: put in once, marked everywhere, never called, and gone without a trace."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from campaigns.attempts import AttemptState
from campaigns.dispositions import Disposition, Recorded
from campaigns.problems import NotFound, Refused
from campaigns.states import CallbackKind
from telepro.db import own_results
from telepro.db import samples as rows_of_samples
from telepro.db.columns import Base
from telepro.db.what_for import Campaign, Mission
from telepro.db.who import Membership, Organisation, WorkSession
from telepro.db.whom import Import, Prospect
from telepro.demo import WEEK
from telepro.services import (
    campaigns,
    dialing,
    engagements,
    enrolments,
    imports,
    prospects,
    samples,
)
from telepro.services.campaigns import Change
from telepro.services.engagements import Team
from telepro.services.samples import Asker
from tests.services.calls import call, carrier_says, deal, meeting
from tests.services.carriers import Scripted
from tests.services.kept import record
from tests.world import World


class PublicLine(Scripted):
    """A carrier at which real telephones ring."""

    rings_people = True


def charlies(world: World) -> int:
    """Charlie's agency, which manages nothing."""
    mine = select(Membership.organisation_id).where(Membership.person_id == world.charlie.id)
    return world.rows.scalars(mine).one()


def put_in(world: World, store: Path) -> Organisation:
    """Charlie puts the sample in, and a worker reads its file into its campaign."""
    samples.put_in(Asker((charlies(world),), world.charlie.id, "fr"), store, world.now)
    company = world.rows.scalars(select(Organisation).where(Organisation.sample_of_id > 0)).one()
    file = select(Import.id).where(Import.organisation_id == company.id)
    imports.run(world.rows.scalars(file).one(), world.now)
    world.mission = world.rows.scalars(
        select(Mission).where(Mission.organisation_id == company.id)
    ).one()
    world.campaign = world.rows.scalars(
        select(Campaign).where(Campaign.controller_id == company.id)
    ).one()
    enrolments.complete(world.campaign.id, world.now)
    return company


def alice_calls_it(world: World) -> WorkSession:
    """Charlie puts Alice on the sample and launches it; she has three leads before her."""
    mine, campaign = (charlies(world),), world.campaign.public_id
    engagements.engage(Team(mine, campaign, None), world.alice.public_id, WEEK, world.now)
    checklist = campaigns.shown(mine, campaign).plan.preparation.checklist
    campaigns.change(mine, campaign, Change("launch", world.charlie.id, checklist), world.now)
    work = world.at_work(world.alice)
    deal(world)
    return work


def every_table(session: Session) -> Mapping[str, int]:
    """How many rows each table has, but for the journal's."""
    session.flush()
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
        if table.name != "audit"
    }


def test_a_sample_is_a_company_with_a_plan_a_file_and_a_campaign_that_all_bear_its_mark(
    world: World, tmp_path: Path
) -> None:
    company = put_in(world, tmp_path)
    assert company.name == "Ateliers Lumière (exemple)"
    assert world.mission.offer.startswith("Exemple\u00a0: ")
    assert world.campaign.name.startswith("Exemple\u00a0: ")
    found = world.rows.scalars(select(Prospect).where(Prospect.organisation_id == company.id)).all()
    assert len(found) == 40
    assert all(each.name.endswith(" (exemple)") for each in found)
    shown = samples.at_hand((charlies(world),))
    assert shown
    assert shown.counts["leads"] > 30


def test_a_second_word_puts_nothing_in_and_nobody_else_sees_it(
    world: World, tmp_path: Path
) -> None:
    assert samples.is_offered((charlies(world),))
    put_in(world, tmp_path)
    before = every_table(world.rows)
    samples.put_in(Asker((charlies(world),), world.charlie.id, "en"), tmp_path, world.now)
    assert every_table(world.rows) == before
    assert not samples.is_offered((charlies(world),))
    assert samples.at_hand((world.agency.id,)) is None
    assert [each.name for each in prospects.choices((world.agency.id,)).companies] == [
        "Ateliers Lumière"
    ]


def test_a_sample_can_be_called_in_a_rehearsal_and_goes_with_all_that_was_made_of_it(
    world: World, tmp_path: Path
) -> None:
    before = every_table(world.rows)
    company = put_in(world, tmp_path)
    work = alice_calls_it(world)
    attempt = call(world)
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    record(world, attempt, "k1", meeting(world))
    attempt = call(world, "key-2")
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    promised = Recorded(
        Disposition.CALLBACK,
        world.now,
        callback_at=world.now.replace(hour=14),
        callback_kind=CallbackKind.PERSONAL,
    )
    record(world, attempt, "k2", promised)
    mine = (charlies(world),)
    with pytest.raises(Refused) as refusal:
        samples.take_out(mine, company.public_id, world.charlie.id, world.now)
    assert [(each.place, each.found) for each in refusal.value.problems] == [
        ("work", "Alice Durand")
    ]
    work.ended_at = world.now
    shown = samples.at_hand(mine)
    assert shown
    named = ("calls", "outcomes", "callbacks", "meetings")
    assert [shown.counts[name] for name in named] == [2, 2, 1, 1]
    day = timedelta(days=1)
    told = own_results.booked_between(world.rows, world.alice.id, world.now - day, world.now + day)
    assert told == []
    samples.take_out(mine, company.public_id, world.charlie.id, world.now)
    assert every_table(world.rows) == before
    assert list(tmp_path.iterdir()) == []
    assert samples.is_offered(mine)


def test_on_a_real_line_nothing_of_a_sample_rings_whatever_number_it_was_given(
    world: World, tmp_path: Path
) -> None:
    put_in(world, tmp_path)
    alice_calls_it(world)
    attempt = call(world)
    attempt.e164 = "+33142345678"
    world.rows.flush()
    carrier = PublicLine()
    dialed = dialing.place_next(lambda: world.now, carrier)
    assert dialed
    assert dialed.state is AttemptState.REFUSED
    assert carrier.asked == []
    world.rows.refresh(attempt)
    assert attempt.trouble == "sample"


def test_nothing_but_a_sample_of_ones_own_is_taken_out(world: World, tmp_path: Path) -> None:
    company = put_in(world, tmp_path)
    for mine, asked in (
        ((charlies(world),), world.company.public_id),
        ((world.agency.id,), company.public_id),
    ):
        with pytest.raises(NotFound):
            samples.take_out(mine, asked, world.charlie.id, world.now)
    with pytest.raises(ValueError, match="is no sample"):
        rows_of_samples.remove(world.rows, world.company)
    stray = world.rows.scalars(select(Import).where(Import.organisation_id == company.id)).one()
    stray.organisation_id = world.company.id
    world.rows.flush()
    with pytest.raises(ValueError, match="imports"):
        rows_of_samples.remove(world.rows, company)
