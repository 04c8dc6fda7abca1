"""An import is undone within a day: what nobody touched goes, former values come back, calls stay."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from campaigns.dispositions import SuppressionScope
from campaigns.problems import NotFound, Refused
from campaigns.prospect_file.undoing import Stays
from campaigns.prospects import Audience
from campaigns.same_prospect.survivorship import MergePolicy
from campaigns.states import ImportState
from telepro.db import suppressions
from telepro.db.counting import AuditRow
from telepro.db.intake import Enrolment, ImportRow, ImportValue
from telepro.db.whom import Contact, Import, Lead, Phone, Prospect
from telepro.services import call_lists, enrolments, import_undo, imports, imports_shown
from tests.services.calls import answered
from tests.services.kept import kept
from tests.services.prospect_files import STATED, THREE, Send, counts, known, receive, send
from tests.world import World

__all__ = ["receive", "send"]

BUSINESSES = replace(STATED, audience=Audience.B2B)
HEAD = "Nom_etablissement;Type_etablissement;Telephone;Code_postal;Nom_commune;Contact;Note\n"
LYCEES = HEAD + "".join(
    f"Lycée {name};Lycée;01 99 00 20 0{n};94260;Fresnes;Personne {n};\n"
    for n, name in enumerate(("Molière", "Racine", "Corneille"), 1)
)


def undone(world: World, row: Import, now: datetime) -> Import:
    import_undo.ask([world.company.id], row.public_id, world.bob.id, "fr", now)
    import_undo.run(row.id, now, lambda: now)
    world.rows.expire_all()
    return world.rows.get_one(Import, row.id)


def said(world: World, row: Import) -> tuple[int, int, dict[Stays, int]]:
    """Prospects taken away, values given back, what stays and why."""
    found = imports_shown.story([world.company.id], row.public_id).undone
    assert found is not None
    return found.removed, found.restored, dict(found.stayed)


def number_of(world: World, table: type) -> int:
    return world.rows.scalar(select(func.count()).select_from(table)) or 0


def in_campaign(world: World, send: Send, now: datetime) -> Import:
    """The three schools as leads of the running campaign."""
    row = send(LYCEES, campaign_id=world.campaign.id, stated=BUSINESSES)
    enrolments.complete(world.campaign.id, now)
    world.rows.expire_all()
    return row


def test_what_nobody_touched_goes_with_its_leads(send: Send, world: World, now: datetime) -> None:
    before = kept(world)
    row = in_campaign(world, send, now)
    assert number_of(world, Lead) == 3
    done = undone(world, row, now)
    assert done.state is ImportState.UNDONE
    assert said(world, row) == (3, 0, {})
    for table in (Lead, Prospect, Phone, Contact):
        assert number_of(world, table) == 0
    assert {k: v for k, v in kept(world).items() if v} == {k: v for k, v in before.items() if v}
    assert world.rows.scalars(select(Enrolment.leads)).one() == 0


def test_whoever_was_called_stays_and_so_does_whoever_is_dealt(
    send: Send, world: World, now: datetime
) -> None:
    world.at_work(world.alice)
    row = in_campaign(world, send, now)
    world.rows.execute(
        Lead.__table__.update().values(next_call_at=world.now)  # type: ignore[attr-defined]
    )
    leads = world.rows.scalars(select(Lead).order_by(Lead.id)).all()
    leads[2].next_call_at = world.now + timedelta(days=3)
    world.rows.commit()
    call_lists.deal(world.campaign.id, "seed", world.now)
    attempt = answered(world)
    undone(world, row, now)
    assert said(world, row) == (1, 0, {Stays.CALLED: 1, Stays.ON_A_LIST: 1})
    assert attempt.lead_id in world.rows.scalars(select(Lead.id)).all()
    assert number_of(world, Prospect) == number_of(world, Lead) == 2


def test_known_prospects_get_their_former_values_back(
    send: Send, world: World, now: datetime
) -> None:
    head = "Société;Tél;Portable;CP;Ville;SIRET;Contact;Zone\n"
    send(head + "Morel;01 99 00 00 01;;75001;Paris;;;Nord\n")
    row = send(
        head + "Morel SARL;01 99 00 00 01;02 61 91 00 02;75001;Lyon;;Alice Durand;Sud\n"
        "Morel;01 99 00 00 01;;75001;Nice;;;Est\n",
        policy=MergePolicy.NEWER,
    )
    assert known(world, "Morel").city == "Nice"
    undone(world, row, now)
    former = known(world, "Morel")
    assert (former.city, former.extra, former.siret) == ("Paris", {"Zone": "Nord"}, None)
    assert [phone.e164 for phone in former.phones] == ["+33199000001"]
    assert former.contacts == []
    removed, restored, stayed = said(world, row)
    assert (removed, restored, stayed) == (0, 8, {})


def test_a_siret_that_was_learnt_is_forgotten_with_the_audience_it_proved(
    send: Send, world: World, now: datetime
) -> None:
    head = "Société;Tél;CP;SIRET\n"
    send(head + "Morel;01 99 00 00 01;75001;\n")
    row = send(head + "Morel;01 99 00 00 01;75001;21940034800195\n")
    undone(world, row, now)
    former = known(world, "Morel")
    assert (former.siret, former.siren, former.audience) == (None, None, "B2C")


def test_a_value_that_was_changed_since_is_left(send: Send, world: World, now: datetime) -> None:
    head = "Société;Tél;CP;Ville;Note\n"
    send(head + "Morel;01 99 00 00 01;75001;;\n")
    row = send(head + "Morel;01 99 00 00 01;75001;Paris;ouvert le lundi\n")
    known(world, "Morel").city = "Lyon"
    world.rows.commit()
    undone(world, row, now)
    former = known(world, "Morel")
    assert (former.city, former.note) == ("Lyon", None)
    assert said(world, row) == (0, 1, {Stays.CHANGED: 1})


def test_a_prospect_of_another_file_or_of_a_persons_hand_stays(
    send: Send, world: World, now: datetime
) -> None:
    row = send(THREE)
    send("Société;Tél;CP\nAteliers Lumière;01 99 00 00 01;75001\n")
    other = known(world, "Boulangerie Morel")
    other.phones[0].learnt_from = "desk"
    world.rows.commit()
    undone(world, row, now)
    assert said(world, row) == (0, 0, {Stays.IN_ANOTHER_FILE: 1, Stays.TOUCHED: 1})


def test_an_objection_outlives_the_file(send: Send, world: World, now: datetime) -> None:
    row = send(THREE)
    objector = known(world, "Boulangerie Morel")
    suppressions.add(
        world.rows,
        world.company.id,
        SuppressionScope.PROSPECT,
        objector.public_id,
        "asked",
        now,
        prospect_id=objector.id,
    )
    world.rows.commit()
    undone(world, row, now)
    assert said(world, row) == (1, 0, {Stays.TOUCHED: 1})


def test_after_a_day_it_is_too_late(send: Send, world: World, now: datetime) -> None:
    row = send(THREE)
    for later in (timedelta(hours=24), timedelta(days=3)):
        with pytest.raises(Refused) as refusal:
            import_undo.ask([world.company.id], row.public_id, None, "fr", now + later)
        assert refusal.value.problems[0].expected
    assert undone(world, row, now + timedelta(hours=23, minutes=59)).state is ImportState.UNDONE
    with pytest.raises(Refused):
        import_undo.ask([world.company.id], row.public_id, None, "fr", now)


def test_the_rows_of_an_undone_file_can_come_again(send: Send, world: World, now: datetime) -> None:
    row = send(THREE)
    undone(world, row, now)
    assert counts(send(THREE)) == (3, 2, 0, 1, 1)
    assert counts(world.rows.get_one(Import, row.id)) == (3, 2, 0, 1, 1), "the story stays"


def test_an_undo_that_died_goes_on_and_two_at_once_agree(
    receive: Callable[..., imports.Received],
    world: World,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("telepro.db.import_undo.BATCH", 7)
    lines = "".join(f"Café {n:02d};01 99 00 00 {n:02d};75001\n" for n in range(30))
    received = receive("Société;Tél;CP\n" + lines)
    imports.run(received.import_id, now, lambda: now)
    import_undo.ask([world.company.id], received.public_id, None, "fr", now)
    import_undo._one_batch(received.import_id, now)
    world.rows.expire_all()
    assert number_of(world, Prospect) == 23
    assert import_undo.waiting(now) == []
    later = now + timedelta(seconds=90)
    assert import_undo.waiting(later) == [received.import_id]
    import_undo.run(received.import_id, later, lambda: later)
    world.rows.expire_all()
    assert said(world, world.rows.get_one(Import, received.import_id)) == (30, 0, {})
    assert number_of(world, ImportValue) == number_of(world, ImportRow) == 0


def test_nobody_undoes_the_import_of_another(send: Send, world: World, now: datetime) -> None:
    row = send(THREE)
    with pytest.raises(NotFound):
        import_undo.ask([world.agency.id], row.public_id, None, "fr", now)
    undone(world, row, now)
    actions = world.rows.scalars(select(AuditRow.action)).all()
    assert {"import.undo_asked", "import.undone"} <= set(actions)
