"""Prospects on their way into a campaign: counted, never twice, whatever happens on the way."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from campaigns.dispositions import SuppressionScope
from campaigns.lead.closing import CloseReason
from campaigns.problems import NotFound
from campaigns.prospects import Audience, Basis, Statement
from telepro.db import enrolment, suppressions
from telepro.db.calling import CallListEntry
from telepro.db.what_for import Campaign
from telepro.db.whom import Import, Lead
from telepro.files.limits import UPLOAD
from telepro.files.prospect_file import Layout
from telepro.services import enrolments, imports
from telepro.services.imports import Sent
from tests.services.calls import deal
from tests.web.office import pages, rows
from tests.world import World

__all__ = ["pages", "rows"]

HEADINGS = "Nom_etablissement;Type_etablissement;Telephone;Code_postal\n"


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enrolment, "BATCH", 3)


def colleges(*numbers: int) -> str:
    lines = [f"Collège {n};Collège;01 99 00 30 {n:02d};94260\n" for n in numbers]
    return HEADINGS + "".join(lines)


def file_of(world: World, folder: Path, content: str, name: str = "a.csv") -> Import:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    stated = Statement("FR", Audience.B2B, Basis.LEGITIMATE_INTEREST, "annuaire", "fr")
    sent = Sent(world.company.id, path, name, stated, Layout(), UPLOAD, "en")
    received = imports.receive(sent, folder / "kept", world.now)
    imports.run(received.import_id, world.now, lambda: world.now)
    return world.rows.get_one(Import, received.import_id)


def ask(world: World, *files: Import) -> Campaign:
    enrolment.request(world.rows, world.campaign.id, [f.id for f in files], None, world.now)
    world.rows.commit()
    return world.campaign


def leads(world: World) -> int:
    asked = select(func.count()).where(Lead.campaign_id == world.campaign.id)
    return int(world.rows.scalar(asked) or 0)


def test_every_target_becomes_one_lead_due_at_once(world: World, tmp_path: Path) -> None:
    ask(world, file_of(world, tmp_path, colleges(*range(8))))
    enrolments.complete(world.campaign.id, world.now)
    assert leads(world) == 8
    lead = world.rows.scalars(select(Lead)).first()
    assert lead is not None
    assert (lead.next_call_at, lead.stratum) == (world.now, "Collèges et lycées")
    assert enrolment.counts(world.rows, world.campaign.id) == ({}, True)


def test_stopped_between_two_batches_it_goes_on_where_it_was(world: World, tmp_path: Path) -> None:
    ask(world, file_of(world, tmp_path, colleges(*range(8))))
    assert enrolments.advance(world.now)
    assert leads(world) == 3
    assert enrolment.counts(world.rows, world.campaign.id) == ({}, False)
    enrolments.complete(world.campaign.id, world.now)
    assert leads(world) == 8
    assert not enrolments.advance(world.now)


def test_the_same_file_again_adds_nobody(world: World, tmp_path: Path) -> None:
    file = file_of(world, tmp_path, colleges(1, 2))
    ask(world, file)
    enrolments.complete(world.campaign.id, world.now)
    ask(world, file)
    enrolments.complete(world.campaign.id, world.now)
    assert leads(world) == 2
    assert enrolment.counts(world.rows, world.campaign.id) == ({"already_enrolled": 2}, True)


def test_a_file_that_only_completes_known_prospects_brings_them_all(
    world: World, tmp_path: Path
) -> None:
    file_of(world, tmp_path, colleges(1, 2, 3), "first.csv")
    second = file_of(world, tmp_path, colleges(2, 3, 4), "second.csv")
    assert (second.accepted, second.merged) == (1, 2)
    ask(world, second)
    enrolments.complete(world.campaign.id, world.now)
    assert leads(world) == 3


def test_everybody_left_out_is_counted_by_reason(world: World, tmp_path: Path) -> None:
    content = HEADINGS + (
        "Collège A;Collège;01 99 00 30 01;94260\n"
        "Crèche B;Crèche;01 99 00 30 02;94260\n"
        "Collège C;Collège;02 61 91 30 03;97400\n"
        "Collège D;Collège;01 99 00 30 04;94260\n"
    )
    file = file_of(world, tmp_path, content)
    number = "+33199003004"
    scope = SuppressionScope.NUMBER
    suppressions.add(world.rows, world.company.id, scope, number, "demandé", world.now)
    ask(world, file)
    enrolments.complete(world.campaign.id, world.now)
    assert leads(world) == 1
    assert enrolment.counts(world.rows, world.campaign.id)[0] == {
        "excluded": 1,
        "out_of_segments": 1,
        "suppressed": 1,
    }


def test_the_count_before_the_campaign_agrees_with_what_it_begins_with(
    world: World, tmp_path: Path
) -> None:
    first = file_of(world, tmp_path, colleges(1, 2, 3, 4), "first.csv")
    crèche = HEADINGS + "Crèche B;Crèche;01 99 00 30 50;94260\n"
    second = file_of(world, tmp_path, crèche, "second.csv")
    files = [first.id, second.id]
    preview = enrolments.preview(world.mission.id, world.campaign.plan_id, files)
    assert (preview.prospects, preview.leads, preview.excluded) == (5, 4, {"out_of_segments": 1})
    assert leads(world) == 0


def test_a_file_joins_a_running_campaign_as_its_preview_said(world: World, tmp_path: Path) -> None:
    first = file_of(world, tmp_path, colleges(1, 2, 3), "first.csv")
    ask(world, first)
    enrolments.complete(world.campaign.id, world.now)
    world.at_work(world.alice)
    dealt = [(entry.lead_id, entry.fence) for entry in deal(world)]
    again = colleges(2, 3, 4, 5) + "Crèche B;Crèche;01 99 00 30 50;94260\n"
    second = file_of(world, tmp_path, again, "second.csv")
    mine, campaign = (world.agency.id,), world.campaign.public_id
    preview = enrolments.addition(mine, campaign, [second.public_id])
    assert (preview.prospects, preview.leads) == (5, 2)
    assert preview.excluded == {"already_enrolled": 2, "out_of_segments": 1}
    assert leads(world) == 3
    ask(world, second)
    enrolments.complete(world.campaign.id, world.now)
    assert leads(world) == 5
    entries = select(CallListEntry).where(CallListEntry.ended_at.is_(None)).order_by("id")
    assert [(each.lead_id, each.fence) for each in world.rows.scalars(entries)] == dealt


def test_nobody_who_was_closed_comes_back_with_a_file(world: World, tmp_path: Path) -> None:
    file = file_of(world, tmp_path, colleges(1, 2), "first.csv")
    ask(world, file)
    enrolments.complete(world.campaign.id, world.now)
    refused = world.rows.scalars(select(Lead).order_by(Lead.id)).first()
    assert refused is not None
    refused.closed_reason, refused.closed_at = CloseReason.REFUSED, world.now
    refused.next_call_at = None
    again = file_of(world, tmp_path, colleges(1, 2, 3), "again.csv")
    ask(world, file, again)
    enrolments.complete(world.campaign.id, world.now)
    world.rows.refresh(refused)
    assert (refused.closed_reason, refused.next_call_at) == (CloseReason.REFUSED, None)
    assert leads(world) == 3


def test_another_agency_counts_nobody_for_this_campaign(world: World, tmp_path: Path) -> None:
    file = file_of(world, tmp_path, colleges(1), "first.csv")
    with pytest.raises(NotFound):
        enrolments.addition((world.company.id,), world.campaign.public_id, [file.public_id])
