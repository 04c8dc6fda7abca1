"""Where the two descriptions of a sale place each stage: first and last step, from 1."""

import pytest

from campaigns.pipeline import STAGES, STEPS, Process, Stage

# Lead generation, qualification, nurturing, approach, visits, closing, after the sale.
FROM_LEADS = {
    Stage.SUSPECT: (1, 1),
    Stage.TARGET: (2, 2),
    Stage.NURTURING: (3, 3),
    Stage.CONTACTING: (4, 4),
    Stage.DISCOVERY: (4, 4),
    Stage.MEETING_SET: (5, 5),
    Stage.PROPOSAL: (5, 6),
    Stage.NEGOTIATION: (6, 6),
    Stage.WON: (6, 6),
    Stage.LOST: (6, 6),
    Stage.AFTER_SALE: (7, 7),
}
# The offer, prospects, contact, needs, presentation and negotiation, closing, the relation.
FROM_THE_OFFER = {
    Stage.SUSPECT: (2, 2),
    Stage.TARGET: (2, 2),
    Stage.CONTACTING: (3, 3),
    Stage.DISCOVERY: (4, 4),
    Stage.MEETING_SET: (3, 5),
    Stage.PROPOSAL: (5, 6),
    Stage.NEGOTIATION: (5, 6),
    Stage.WON: (6, 6),
    Stage.LOST: (6, 6),
    Stage.AFTER_SALE: (7, 7),
    Stage.LOYALTY: (7, 7),
}


@pytest.mark.parametrize(
    ("process", "placed"),
    [(Process.FROM_LEADS, FROM_LEADS), (Process.FROM_THE_OFFER, FROM_THE_OFFER)],
)
def test_each_stage_stands_where_the_description_of_a_sale_places_it(
    process: Process, placed: dict[Stage, tuple[int, int]]
) -> None:
    found = {code: rule.steps[process] for code, rule in STAGES.items() if process in rule.steps}
    assert found == placed
    assert all(1 <= first <= last <= len(STEPS[process]) for first, last in found.values())
