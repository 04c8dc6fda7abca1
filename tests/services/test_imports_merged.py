"""What stands of a prospect when another file brings it again, by the policy of that import."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from campaigns.same_prospect.names import name_key
from campaigns.same_prospect.survivorship import Kept, MergePolicy, Why
from campaigns.states import PhoneState
from telepro.db.intake import ImportRow, ImportValue
from telepro.db.whom import Contact, Import, Lead, Prospect
from telepro.services import corrections, desk, import_undo, imports, prospects
from telepro.services.corrections import Correct, Correction
from tests.services.calls import calling
from tests.services.prospect_files import Send, counts, known, receive, send
from tests.world import World

__all__ = ["calling", "receive", "send"]

HEAD = "Société;Tél;Portable;CP;Ville;Note;Zone\n"
FIRST = HEAD + "Morel;01 99 00 00 01;;75001;Paris;;Nord\n"
NEWER = HEAD + "Morel SARL;01 99 00 00 01;02 61 91 00 02;75001;Lyon;fermé le lundi;Sud\n"


def logged(world: World, row: Import) -> list[tuple[str, object, object, Kept, Why]]:
    found = world.rows.scalars(
        select(ImportValue).where(ImportValue.import_id == row.id).order_by(ImportValue.id)
    )
    return [(e.heading or e.field, e.older, e.newer, e.kept, e.why) for e in found]


def test_what_is_empty_is_completed_and_each_difference_is_logged(send: Send, world: World) -> None:
    send(FIRST)
    row = send(NEWER)
    kept = known(world, "Morel")
    assert (kept.city, kept.note, kept.extra) == ("Paris", "fermé le lundi", {"Zone": "Nord"})
    assert logged(world, row) == [
        ("name", "Morel", "Morel SARL", Kept.OLDER, Why.POLICY_COMPLETE),
        ("city", "Paris", "Lyon", Kept.OLDER, Why.POLICY_COMPLETE),
        ("note", None, "fermé le lundi", Kept.NEWER, Why.WAS_EMPTY),
        ("Zone", "Nord", "Sud", Kept.OLDER, Why.POLICY_COMPLETE),
        ("phones", None, "+33261910002", Kept.NEWER, Why.ADDED),
    ]


def test_the_existing_is_kept_whole(send: Send, world: World) -> None:
    send(FIRST)
    row = send(NEWER, policy=MergePolicy.KEEP)
    kept = known(world, "Morel")
    assert (kept.city, kept.note, len(kept.phones)) == ("Paris", None, 1)
    assert {each[3] for each in logged(world, row)} == {Kept.OLDER}


def test_the_newer_replaces_and_the_note_says_so(send: Send, world: World) -> None:
    send(FIRST)
    row = send(NEWER, policy=MergePolicy.NEWER)
    kept = known(world, "Morel SARL")
    assert (kept.city, kept.note, kept.extra) == ("Lyon", "fermé le lundi", {"Zone": "Sud"})
    note = world.rows.scalars(select(ImportRow).where(ImportRow.import_id == row.id)).one()
    assert note.fix == (
        "Complété : Note, Téléphones. Remplacé : Société ou nom, Ville, Autres colonnes."
    )
    assert counts(send(FIRST, policy=MergePolicy.NEWER)) == (1, 0, 1, 0, 0)


def test_the_newer_never_revives_a_dead_number(send: Send, world: World) -> None:
    send(FIRST)
    known(world, "Morel").phones[0].state = PhoneState.DEAD
    world.rows.commit()
    send(FIRST.replace("Paris", "Lyon"), policy=MergePolicy.NEWER)
    kept = known(world, "Morel")
    assert (kept.city, [each.state for each in kept.phones]) == ("Lyon", [PhoneState.DEAD])


def test_a_name_corrected_at_the_desk_is_not_doubled_by_the_same_file(
    calling: World, receive: Callable[..., imports.Received], now: datetime
) -> None:
    lead = calling.rows.scalars(select(Lead)).one()
    prospect = calling.rows.get_one(Prospect, lead.prospect_id)
    prospect.name_key = name_key(prospect.name)
    file = "Société;Tél;CP;Contact\nÉcole des Tilleuls;01 99 00 10 01;94260;Mme Duran\n"
    imports.run(receive(file).import_id, now, lambda: now)
    card = desk.state(calling.alice.id, calling.now).card
    assert card is not None
    person = calling.rows.scalars(select(Contact).where(Contact.name == "Mme Duran")).one()
    said = Correction(Correct.CONTACT, person.public_id, name="Mme Durand", email="d@exemple.fr")
    corrections.correct(calling.alice.id, card.entry_id, said, calling.now)
    imports.run(receive(file).import_id, now, lambda: now)
    names = calling.rows.scalars(
        select(Contact.name).where(Contact.prospect_id == prospect.id).order_by(Contact.id)
    ).all()
    assert names == ["Claire Vasseur", "Mme Durand"]


def told(world: World, name: str) -> list[tuple[str, str, str, str, bool]]:
    """What the prospect's page says: field, what stands, instead of what, of which file, given back."""
    page = prospects.opened((world.agency.id,), known(world, name).public_id)
    return [
        (each.value.heading or each.value.field, each.stands, each.instead_of, each.filename, each.given_back)
        for each in page.differences
    ]  # fmt: skip


def test_the_prospect_s_page_says_which_file_gave_each_value_and_what_it_replaced(
    send: Send, world: World, now: datetime
) -> None:
    send(FIRST)
    send(HEAD + "Morel;01 99 00 00 01;;75001;Lyon;;Nord\n", filename="salon.csv")
    row = send(NEWER, filename="annuaire.csv", policy=MergePolicy.NEWER)
    assert told(world, "Morel SARL") == [
        ("phones", "+33261910002", "", "annuaire.csv", False),
        ("Zone", "Sud", "Nord", "annuaire.csv", False),
        ("note", "fermé le lundi", "", "annuaire.csv", False),
        ("city", "Lyon", "Paris", "annuaire.csv", False),
        ("name", "Morel SARL", "Morel", "annuaire.csv", False),
        ("city", "Paris", "Lyon", "salon.csv", False),
    ]
    import_undo.ask([world.company.id], row.public_id, None, "fr", now)
    import_undo.run(row.id, now, lambda: now)
    assert told(world, "Morel")[3] == ("city", "Paris", "Lyon", "annuaire.csv", True)
