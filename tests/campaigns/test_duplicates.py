"""The same prospect or not, and what is kept of both."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.numbers.phones import Phone, PhoneKind
from campaigns.prospects import Audience, Basis, Contact, Prospect
from campaigns.same_prospect.duplicates import COMPARED, Merged, New, Register, SameBy, sort_out
from campaigns.same_prospect.merge_notes import merged_note
from campaigns.same_prospect.merging import merge, survive
from campaigns.same_prospect.names import name_key

SCHOOL, COLLEGE = "21940034800195", "35600000000048"


def phone(number: int) -> Phone:
    return Phone(f"+3319900{number:04d}", PhoneKind.FIXED, "FR", ("Europe/Paris",))


def row(
    name: str = "Boulangerie Morel",
    *numbers: int,
    siret: str | None = None,
    postal_code: str | None = "75001",
) -> Prospect:
    return Prospect(
        name=name,
        name_key=name_key(name),
        phones=tuple(phone(number) for number in numbers or (1,)),
        country="FR",
        language="fr",
        audience=Audience.B2B if siret else Audience.B2C,
        basis=Basis.CONSENT,
        source="s",
        siret=siret,
        postal_code=postal_code,
        quality=100,
    )


def kinds(*rows: Prospect) -> list[SameBy | None]:
    decisions = sort_out(list(enumerate(rows, 2)), Register(), count(1))
    return [each.by if isinstance(each, Merged) else None for each in decisions]


@pytest.mark.parametrize(
    ("second", "by"),
    [
        (row(), SameBy.NAME),
        (row("BOULANGERIE MOREL SARL"), SameBy.NAME),
        (row("Boulangerie Morrel"), SameBy.NAME),
        (row("Pharmacie Petit"), None),
        (row(postal_code="75002"), None),
        (row(postal_code=None), None),
        (row("Boulangerie Morel", 2), None),
        (row(siret=SCHOOL), SameBy.NAME),
    ],
)
def test_without_a_siret_the_phone_the_name_and_the_postal_code_decide(
    second: Prospect, by: SameBy | None
) -> None:
    assert kinds(row(), second) == [None, by]


def test_the_same_siret_and_phone_are_one_establishment_whatever_the_name() -> None:
    one = row("Collège La Salle", siret=SCHOOL)
    other = row("École La Salle", siret=SCHOOL, postal_code="75002")
    assert kinds(one, other) == [None, SameBy.SIRET]


def test_two_sirets_stay_apart_even_under_one_name() -> None:
    assert kinds(row(siret=SCHOOL), row(siret=COLLEGE)) == [None, None]


def test_fifteen_establishments_share_a_switchboard() -> None:
    names = ["Direction", "Paie", "Budget", "Élèves", "Médecins", "Concours", "Bourses", "Sport"]
    assert kinds(*(row(name) for name in names)) == [None] * len(names)


def test_rows_without_a_postal_code_are_the_same_when_both_lack_it() -> None:
    assert kinds(row(postal_code=None), row(postal_code=None)) == [None, SameBy.NAME]


def test_any_phone_in_common_will_do() -> None:
    assert kinds(row("Morel", 1, 2), row("Morel", 3, 2), row("Morel", 3)) == [
        None,
        SameBy.NAME,
        SameBy.NAME,
    ]


def test_a_siret_that_arrives_is_known_from_then_on() -> None:
    rows = (row(), row(siret=SCHOOL), row("Autre nom", siret=SCHOOL), row(siret=COLLEGE))
    assert kinds(*rows) == [None, SameBy.NAME, SameBy.SIRET, None]


def test_the_siret_goes_before_the_name() -> None:
    decisions = sort_out(
        [(2, row("Morel")), (3, row("Petit", siret=SCHOOL)), (4, row("Morel", siret=SCHOOL))],
        Register(),
        count(1),
    )
    last = decisions[2]
    assert isinstance(last, Merged)
    assert (last.into.id, last.by) == (2, SameBy.SIRET)


def test_one_number_on_every_row_keeps_equal_names_together_and_others_apart() -> None:
    names = [f"Enseigne {a}{b}" for a in "abcdefghijkl" for b in "mnopqrstuvwx"]
    assert len(names) > COMPARED
    first = kinds(*(row(name) for name in names))
    again = kinds(*(row(name) for name in (*names, *names)))
    assert again[len(names) :].count(None) == 0
    assert first == again[: len(names)]


def test_a_shared_phone_costs_quality() -> None:
    decisions = sort_out([(2, row("Morel")), (3, row("Petit"))], Register(), count(1))
    assert [each.prospect.quality for each in decisions] == [100, 90]


rows_of_a_small_town = st.builds(
    lambda name, numbers, siret, code: row(name, *numbers, siret=siret, postal_code=code),
    st.sampled_from(["Morel", "Morrel", "Boulangerie Morel", "Boulangerie Morrel", "Petit"]),
    st.lists(st.integers(1, 4), min_size=1, max_size=3, unique=True),
    st.sampled_from([None, None, SCHOOL, COLLEGE]),
    st.sampled_from([None, "75001", "75002"]),
)


@given(st.lists(rows_of_a_small_town, max_size=12))
def test_the_same_file_twice_brings_nobody_new(rows: list[Prospect]) -> None:
    decisions = sort_out(list(enumerate([*rows, *rows])), Register(), count(1))
    assert not any(isinstance(each, New) for each in decisions[len(rows) :])


def test_the_older_one_is_completed_and_never_overwritten() -> None:
    older = replace(row("Morel"), city="Paris", extra={"Zone": "A"})
    newer = replace(
        row("Boulangerie Morel", 1, 2, siret=SCHOOL),
        city="Lyon",
        note="ouvert le lundi",
        extra={"Zone": "B", "Web": "exemple.fr"},
        contacts=(Contact("Alice Durand"),),
    )
    survivor = survive(older, newer)
    kept = survivor.prospect
    assert (kept.name, kept.city, kept.note) == ("Morel", "Paris", "ouvert le lundi")
    assert (kept.siret, kept.audience) == (SCHOOL, Audience.B2B)
    assert kept.extra == {"Zone": "A", "Web": "exemple.fr"}
    assert [each.e164 for each in kept.phones] == ["+33199000001", "+33199000002"]
    assert survivor.gained == ("note", "siret", "audience", "extra", "phones", "contacts")


def test_a_row_that_says_nothing_new_changes_nothing() -> None:
    assert survive(row(), row()).gained == ()


def test_a_contact_is_added_once() -> None:
    older = replace(row(), contacts=(Contact("Alice Durand", None, "a@exemple.fr"),))
    newer = replace(row(), contacts=(Contact("ALICE DURAND", "DG", "A@exemple.fr"),))
    assert survive(older, newer).contacts == ()


def test_two_rows_of_a_batch_complete_an_earlier_prospect_together() -> None:
    register = Register()
    before = row()
    decided = sort_out([(9, before)], register, count(7))
    later = sort_out(
        [(2, row("Boulangerie Morel", 1, 2)), (3, row("Boulangerie Morel", 2, 3))],
        register,
        count(8),
    )
    assert isinstance(decided[0], New)
    outcome = merge(zip((2, 3), later, strict=True), {7: before})
    assert not outcome.new
    added = outcome.completed[7]
    assert [each.e164 for each in added.phones] == ["+33199000002", "+33199000003"]
    assert len(added.prospect.phones) == 3


def test_a_merge_says_into_whom_why_and_what_was_gained() -> None:
    decisions = sort_out([(2, row()), (3, row(siret=SCHOOL))], Register(), count(1))
    merged = decisions[1]
    assert isinstance(merged, Merged)
    said = merged_note(merged, ("siret", "phones")).problem(3, "fr")
    assert said.expected == ("la ligne 2 du fichier (même téléphone, même nom et même code postal)")
    assert said.fix == "Complété : SIRET, Téléphones."
