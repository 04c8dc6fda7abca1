"""What is noted while talking: each fact by itself, and only by whoever talks."""

import pytest

from campaigns.problems import NotFound
from telepro.services import intentions
from tests.services.calls import call, calling
from tests.world import World

__all__ = ["calling"]


def test_a_fact_that_is_not_named_stays_as_it_was(calling: World) -> None:
    attempt, alice = call(calling), calling.alice.id
    decides = intentions.mark(alice, attempt.public_id, calling.now, decision_maker=True)
    assert (decides.decision_maker, decides.argued) == (True, False)
    argued = intentions.mark(alice, attempt.public_id, calling.now, argued=True)
    assert (argued.decision_maker, argued.argued) == (True, True)
    mistaken = intentions.mark(alice, attempt.public_id, calling.now, decision_maker=False)
    assert (mistaken.decision_maker, mistaken.argued) == (False, True)


def test_nobody_notes_anything_of_anothers_call(calling: World) -> None:
    attempt = call(calling)
    with pytest.raises(NotFound):
        intentions.mark(calling.anna.id, attempt.public_id, calling.now, argued=True)
