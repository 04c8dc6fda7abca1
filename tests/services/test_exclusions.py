"""Firms on the company's own list are kept out at enrolment and refused at every later step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from campaigns.problems import NotFound, Refused
from campaigns.prospects import Audience
from campaigns.same_prospect.names import name_key
from telepro.db import enrolment
from telepro.db.intake import Exclusion, ExclusionList
from telepro.db.whom import Contact, Lead
from telepro.files.refusals import Reader
from telepro.services import desk, enrolments, exclusions, intentions, leads
from telepro.services.intentions import Press
from tests.services.calls import deal
from tests.services.prospect_files import STATED, Send, receive, send
from tests.world import World

__all__ = ["receive", "send"]

BUSINESSES = replace(STATED, audience=Audience.B2B)
SCHOOLS = (
    "Nom_etablissement;Type_etablissement;Telephone;Code_postal;SIRET;E-mail\n"
    "Lycée Molière;Lycée;01 99 00 20 01;94260;;\n"
    "Lycée Racine;Lycée;01 99 00 20 02;94260;21940034800195;\n"
    "Lycée Corneille;Lycée;01 99 00 20 03;94260;;a@corneille.example\n"
    "Lycée Boileau;Lycée;01 99 00 20 04;94260;;\n"
)
Put = Callable[[str], ExclusionList]


@pytest.fixture
def put(world: World, tmp_path: Path, now: datetime) -> Put:
    """Put a list in place for Carla's company."""

    def placed(content: str) -> ExclusionList:
        path = tmp_path / "clients.csv"
        path.write_text(content, encoding="utf-8")
        sent = exclusions.Sent(world.company.id, path, Reader("clients.csv", "fr"), world.bob.id)
        row = exclusions.put(sent, now)
        world.rows.expire_all()
        return row

    return placed


def enrolled(world: World, send: Send, now: datetime) -> tuple[int, dict[str, int]]:
    """How many of the schools became leads, and who was left out."""
    send(SCHOOLS, campaign_id=world.campaign.id, stated=BUSINESSES)
    enrolments.complete(world.campaign.id, now)
    world.rows.expire_all()
    left_out, _done = enrolment.counts(world.rows, world.campaign.id)
    return len(world.rows.scalars(select(Lead)).all()), left_out


def test_firms_of_the_list_do_not_become_leads(
    put: Put, send: Send, world: World, now: datetime
) -> None:
    put(
        "Nom;SIREN;Site;Tél\nLycée Molière;;;\n;219400348;;\n;;www.corneille.example;\n;;;01 99 00 20 99\n"
    )
    assert enrolled(world, send, now) == (1, {"own_exclusion": 3})


def test_the_list_of_one_company_is_nobody_elses(
    put: Put, send: Send, world: World, now: datetime
) -> None:
    row = put("Nom\nLycée Molière\n")
    row.organisation_id = world.agency.id
    for each in world.rows.scalars(select(Exclusion)):
        each.organisation_id = world.agency.id
    world.rows.commit()
    assert enrolled(world, send, now) == (4, {})


@pytest.mark.parametrize("named", ["École des Tilleuls", "01 99 00 10 01", "tilleuls.example"])
def test_a_lead_of_the_list_is_not_dealt_and_the_page_says_why(
    put: Put, world: World, named: str
) -> None:
    lead = world.lead()
    lead.prospect.name_key = name_key(lead.prospect.name)
    world.rows.scalars(select(Contact)).one().email = "claire@tilleuls.example"
    world.rows.commit()
    world.at_work(world.alice)
    put(f"{named}\n")
    assert deal(world) == []
    world.rows.expire_all()
    assert (lead.blocked_by, lead.blocked_until) == ("own_exclusion", None)
    page = leads.opened((world.agency.id,), lead.public_id, "en", world.now)
    assert f"its list of customers and competitors ({named})" in str(page.why)


def test_a_lead_already_on_a_list_is_refused_when_f2_is_pressed(put: Put, world: World) -> None:
    lead = world.lead()
    lead.prospect.name_key = name_key(lead.prospect.name)
    world.at_work(world.alice)
    assert len(deal(world)) == 1
    card = desk.state(world.alice.id, world.now).card
    assert card is not None
    put("Nom\nEcole des tilleuls\n")
    with pytest.raises(Refused) as refusal:
        intentions.dial(world.alice.id, Press(card.entry_id, "key-1"), world.now)
    assert "clients et de concurrents" in str(refusal.value.problems)


def test_another_list_takes_its_place_and_lets_the_others_be_called_again(
    put: Put, world: World, now: datetime
) -> None:
    lead = world.lead()
    lead.prospect.name_key = name_key(lead.prospect.name)
    world.rows.commit()
    world.at_work(world.alice)
    first = put("Nom\nÉcole des Tilleuls\n")
    assert deal(world) == []
    second = put("Nom\nUn autre\n")
    assert len(deal(world)) == 1
    found = exclusions.lists([world.company.id])
    assert [(each.id, each.ended_at) for each in found] == [(second.id, None), (first.id, now)]
    assert world.rows.scalars(select(Exclusion.key)).all() == ["name:autre un"]


def test_a_list_that_is_ended_excludes_nobody(put: Put, world: World, now: datetime) -> None:
    lead = world.lead()
    lead.prospect.name_key = name_key(lead.prospect.name)
    world.rows.commit()
    world.at_work(world.alice)
    row = put("Nom\nÉcole des Tilleuls\n")
    assert deal(world) == []
    with pytest.raises(NotFound):
        exclusions.end([world.agency.id], row.public_id, None, now)
    exclusions.end([world.company.id], row.public_id, world.bob.id, now)
    world.rows.expire_all()
    assert len(deal(world)) == 1


@pytest.mark.parametrize("content", ["", "Nom\n", "Nom;Tél\n;12\n;\n", "%PDF-1.4"])
def test_a_list_that_names_nobody_is_refused_and_the_one_before_stays(
    put: Put, world: World, content: str
) -> None:
    before = put("Nom\nGarage du Nord\n")
    with pytest.raises(Refused):
        put(content)
    world.rows.expire_all()
    assert [each.id for each in exclusions.lists([world.company.id])] == [before.id]
    assert world.rows.get_one(ExclusionList, before.id).ended_at is None


def test_lines_that_name_nobody_are_told(put: Put) -> None:
    row = put("Nom;Tél\nGarage du Nord;\n;12\nPetit;\n")
    assert (row.firms, row.unread_lines) == (2, 1)
    assert row.unread == [{"line": 3, "found": "12"}]
