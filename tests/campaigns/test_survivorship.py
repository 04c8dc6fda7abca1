"""Which of two values stands when a row is a prospect that is known, under each policy."""

from dataclasses import replace

import pytest

from campaigns.prospects import Audience, Basis, Contact, Prospect
from campaigns.same_prospect.merging import survive
from campaigns.same_prospect.survivorship import (
    POLICY_LABELS,
    WHY_WORDS,
    Kept,
    MergePolicy,
    Why,
    survivals,
)
from tests.campaigns.phones_read import read

OLDER = Prospect(
    name="Boulangerie Morel",
    name_key="boulangerie morel",
    phones=(read("01 99 00 00 01").phone,),
    country="FR",
    language="fr",
    audience=Audience.B2C,
    basis=Basis.LEGITIMATE_INTEREST,
    source="salon 2025",
    city="Paris",
    headcount=4,
    extra={"Zone": "Nord"},
)
NEWER = replace(
    OLDER,
    name="Maison Morel",
    phones=(read("01 99 00 00 01").phone, read("01 99 00 00 02").phone),
    siret="21940034800195",
    city="Lyon",
    headcount=None,
    note="ouvert le lundi",
    contacts=(Contact("Alice Durand", None, "a@exemple.fr"),),
    extra={"Zone": "Sud", "Site": "exemple.fr"},
)


def decided(policy: MergePolicy) -> dict[str, tuple[Kept, Why]]:
    return {
        each.heading or each.field: (each.kept, each.why)
        for each in survivals(OLDER, NEWER, policy)
    }


def test_completing_fills_what_is_empty_and_keeps_the_rest() -> None:
    assert decided(MergePolicy.COMPLETE) == {
        "name": (Kept.OLDER, Why.POLICY_COMPLETE),
        "city": (Kept.OLDER, Why.POLICY_COMPLETE),
        "note": (Kept.NEWER, Why.WAS_EMPTY),
        "siret": (Kept.NEWER, Why.WAS_EMPTY),
        "audience": (Kept.NEWER, Why.EVIDENCE),
        "Zone": (Kept.OLDER, Why.POLICY_COMPLETE),
        "Site": (Kept.NEWER, Why.WAS_EMPTY),
        "phones": (Kept.NEWER, Why.ADDED),
        "contacts": (Kept.NEWER, Why.ADDED),
    }


def test_keeping_the_existing_changes_nothing_and_says_what_was_left() -> None:
    survivor = survive(OLDER, NEWER, MergePolicy.KEEP)
    assert survivor.prospect == OLDER
    assert not survivor.changed
    assert set(decided(MergePolicy.KEEP).values()) == {(Kept.OLDER, Why.POLICY_KEEP)}
    assert "note" in decided(MergePolicy.KEEP)


def test_taking_the_newer_replaces_values_and_an_empty_cell_erases_none() -> None:
    survivor = survive(OLDER, NEWER, MergePolicy.NEWER)
    kept = survivor.prospect
    assert (kept.name, kept.city, kept.headcount) == ("Maison Morel", "Lyon", 4)
    assert kept.name_key == "boulangerie morel", "the row must be known again"
    assert kept.extra == {"Zone": "Sud", "Site": "exemple.fr"}
    assert survivor.replaced == ("name", "city", "extra")
    assert decided(MergePolicy.NEWER)["city"] == (Kept.NEWER, Why.POLICY_NEWER)


def test_a_row_that_differs_in_nothing_leaves_no_trace() -> None:
    for policy in MergePolicy:
        assert survivals(NEWER, NEWER, policy) == ()


@pytest.mark.parametrize("policy", MergePolicy)
def test_merging_the_same_row_twice_changes_nothing_more(policy: MergePolicy) -> None:
    once = survive(OLDER, NEWER, policy).prospect
    assert survive(once, NEWER, policy).prospect == once


def test_every_policy_and_every_reason_has_its_words_in_both_languages() -> None:
    assert set(POLICY_LABELS) == set(MergePolicy)
    assert set(WHY_WORDS) == set(Why)
    assert next(iter(POLICY_LABELS)) is MergePolicy.COMPLETE
