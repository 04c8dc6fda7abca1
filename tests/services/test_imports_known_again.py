"""Prospects that come again are known again: completed, never overwritten, never revived."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select

from campaigns.dispositions import SuppressionScope
from campaigns.prospects import Audience
from campaigns.same_prospect.names import name_key
from campaigns.states import ImportRowKind, PhoneState
from telepro.db.intake import ImportRow
from telepro.db.whom import Contact, Import, Lead, Phone, Prospect, Suppression
from telepro.services import enrolments, imports, outcomes
from tests.services.calls import answered, calling, deal, refusal
from tests.services.prospect_files import HEAD, THREE, Send, counts, known, receive, send
from tests.world import World

__all__ = ["calling", "receive", "send"]


def test_the_same_file_again_brings_nobody_new(send: Send, world: World) -> None:
    send(THREE)
    again = send(THREE)
    assert counts(again) == (3, 0, 2, 1, 1)
    assert world.rows.scalar(select(func.count()).select_from(Prospect)) == 2
    assert world.rows.scalar(select(func.count()).select_from(Phone)) == 2


def test_rows_are_known_again_across_small_batches(
    receive: Callable[..., imports.Received], world: World, now: datetime
) -> None:
    rows = "".join(f"Café {n % 7};01 99 00 00 0{n % 7};;75001;Paris;;\n" for n in range(20))
    received = receive(HEAD + rows)
    imports.run(received.import_id, now, lambda: now, size=3)
    world.rows.expire_all()
    assert counts(world.rows.get_one(Import, received.import_id)) == (20, 7, 13, 0, 0)


SYLLABLES = ("ba", "co", "di", "fu", "ga", "hi", "jo", "ku", "la", "mi", "no", "pu", "ra")
CROWD = HEAD + "".join(
    f"Agence {one}{two} {two}{one}{one};01 99 00 00 01;;75001;Paris;;\n"
    for one in SYLLABLES
    for two in SYLLABLES
)


def test_more_neighbours_than_are_compared_are_known_again_by_name(
    send: Send, receive: Callable[..., imports.Received], world: World, now: datetime
) -> None:
    first = send(CROWD)
    received = receive(CROWD)
    imports.run(received.import_id, now, lambda: now, size=40)
    world.rows.expire_all()
    again = world.rows.get_one(Import, received.import_id)
    assert counts(first) == (169, 169, 0, 0, 0)
    assert counts(again) == (169, 0, 169, 0, 0)


def test_one_switchboard_of_many_postal_codes_stays_apart(send: Send) -> None:
    rows = "".join(f"Agence;01 99 00 00 01;;{75000 + n};;;\n" for n in range(120))
    assert send(HEAD + rows).accepted == 120
    assert counts(send(HEAD + rows)) == (120, 0, 120, 0, 0)


def test_a_merged_row_completes_the_prospect_and_says_so(send: Send, world: World) -> None:
    send(HEAD + "Morel;01 99 00 00 01;;75001;;;\n")
    row = send(
        "Société;Tél;Portable;SIRET;CP;Ville;Contact;Zone\n"
        "Morel;01 99 00 00 01;02 61 91 00 02;21940034800195;75001;Paris;Alice Durand;Nord\n"
    )
    kept = known(world, "Morel")
    assert (kept.siret, kept.city, kept.audience) == ("21940034800195", "Paris", Audience.B2B)
    assert kept.extra == {"Zone": "Nord"}
    assert [(each.e164, each.position) for each in kept.phones] == [
        ("+33199000001", 1),
        ("+33261910002", 2),
    ]
    assert [each.name for each in kept.contacts] == ["Alice Durand"]
    note = world.rows.scalars(select(ImportRow).where(ImportRow.import_id == row.id)).one()
    assert (note.kind, note.line, note.prospect_id) == (ImportRowKind.MERGED, 2, kept.id)
    assert (
        note.fix == "Complété : SIREN, Ville, SIRET, Public, Autres colonnes, Téléphones, Contacts."
    )


def test_what_is_known_is_never_overwritten(send: Send, world: World) -> None:
    send(THREE)
    kept = known(world, "Ateliers Lumière")
    kept.city = "Lyon"
    world.rows.commit()
    send(THREE)
    assert known(world, "Ateliers Lumière").city == "Lyon"


def test_a_dead_number_is_not_revived(send: Send, world: World) -> None:
    send(THREE)
    phone = known(world, "Boulangerie Morel").phones[0]
    phone.state = PhoneState.DEAD
    world.rows.commit()
    assert send(THREE).accepted == 0
    assert [each.state for each in known(world, "Boulangerie Morel").phones] == [PhoneState.DEAD]


def test_a_suppression_stands_after_the_file_comes_again(
    send: Send, world: World, now: datetime
) -> None:
    send(THREE)
    world.rows.add(
        Suppression(
            organisation_id=world.company.id,
            scope=SuppressionScope.PROSPECT,
            fingerprint="f" * 64,
            prospect_id=known(world, "Boulangerie Morel").id,
            reason="asked",
            created_at=now,
        )
    )
    world.rows.commit()
    send(THREE)
    standing = world.rows.scalars(select(Suppression)).one()
    assert standing.lifted_at is None
    assert standing.prospect_id == known(world, "Boulangerie Morel").id


def test_a_corrected_name_is_still_known_by_its_row(send: Send, world: World) -> None:
    send(THREE)
    known(world, "Boulangerie Morel").name = "Maison Morel"
    world.rows.commit()
    assert send(THREE).accepted == 0


def test_companies_do_not_share_their_prospects(send: Send, world: World) -> None:
    send(THREE)
    assert send(THREE, organisation_id=world.agency.id).accepted == 2


def test_contacts_of_one_prospect_are_numbered_in_order(send: Send, world: World) -> None:
    head = "Société;Tél;Contact\n"
    send(head + "Morel;01 99 00 00 01;Alice\n")
    send(head + "Morel;01 99 00 00 01;Bob\nMorel;01 99 00 00 01;Chloé\n")
    found = world.rows.execute(
        select(Contact.name, Contact.position).order_by(Contact.position)
    ).all()
    assert [tuple(each) for each in found] == [("Alice", 1), ("Bob", 2), ("Chloé", 3)]


def test_the_same_file_with_its_columns_reordered_revives_nobody_while_the_campaign_runs(
    calling: World, receive: Callable[..., imports.Received]
) -> None:
    attempt = answered(calling)
    outcomes.record(calling.alice.id, attempt.public_id, "key", refusal(calling), calling.now)
    lead = attempt.lead
    lead.prospect.name_key = name_key(lead.prospect.name)
    calling.rows.commit()
    before = (lead.id, lead.stage, lead.closed_reason, lead.next_call_at, lead.attempts)
    for file in (
        "Nom;Tel;CP;Ville\nÉcole des Tilleuls;01 99 00 10 01;94260;Fresnes\n",
        "Ville;CP;Tel;Nom\nFresnes;94260;+33 1 99 00 10 01;ECOLE DES TILLEULS\n",
    ):
        received = receive(file, campaign_id=calling.campaign.id)
        imports.run(received.import_id, calling.now, lambda: calling.now)
        enrolments.complete(calling.campaign.id, calling.now)
        assert deal(calling) == []
    calling.rows.expire_all()
    [same] = calling.rows.scalars(select(Lead)).all()
    assert before == (same.id, same.stage, same.closed_reason, same.next_call_at, same.attempts)
    assert calling.rows.scalar(select(func.count()).select_from(Prospect)) == 1
    assert calling.rows.scalar(select(func.count()).select_from(Phone)) == 1
