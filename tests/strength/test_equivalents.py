"""The changes that are left out of the score: each is there, once, and says why in a sentence."""

import ast

import pytest

from tests.strength.equivalents import EQUIVALENTS, Equivalent, reason
from tests.strength.operators import Site, sites
from tests.strength.targets import mutated, name_of


def found(equivalent: Equivalent) -> list[Site]:
    """The planted bugs that an entry leaves out."""
    (path,) = [path for path in mutated() if name_of(path) == equivalent.module]
    every = sites(ast.parse(path.read_text(encoding="utf-8")))
    named = [site for site in every if site.owner == equivalent.owner]
    return [site for site in named if reason(path, site) == equivalent.why]


@pytest.mark.parametrize("equivalent", EQUIVALENTS, ids=lambda each: f"{each.module} {each.owner}")
def test_each_entry_leaves_out_the_changes_that_it_names_and_no_other(
    equivalent: Equivalent,
) -> None:
    assert sorted(site.what for site in found(equivalent)) == sorted(equivalent.changes)


@pytest.mark.parametrize("equivalent", EQUIVALENTS, ids=lambda each: f"{each.module} {each.owner}")
def test_each_entry_says_why_in_one_sentence(equivalent: Equivalent) -> None:
    assert equivalent.why.count(".") == 1
    assert equivalent.why.endswith(".")
    assert len(equivalent.why.split()) >= 10


def test_few_changes_are_left_out() -> None:
    every = [
        reason(path, site)
        for path in mutated()
        for site in sites(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert sum(why is not None for why in every) <= len(every) // 100
