"""What proves that everybody in a file agreed: words and a day that has come, both or neither."""

from datetime import UTC, datetime

import pytest

from campaigns.prospect_file.proofs import proof_of
from campaigns.prospects import Proof

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_words_and_a_day_are_a_proof_and_nothing_is_none() -> None:
    begun = datetime(2026, 11, 24, tzinfo=UTC)
    assert proof_of(" I agree. ", "2026-11-24", NOW) == Proof("I agree.", begun)
    assert proof_of("", " ", NOW) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [("I agree.", ""), ("", "2026-09-01"), ("I agree.", "2026-11-25"), ("I agree.", "in May")],
)
def test_half_a_proof_or_a_day_to_come_is_refused(words: str, day: str) -> None:
    with pytest.raises(ValueError):
        proof_of(words, day, NOW)
