"""A figure that a plan composes of counters stands on the board with its target, like those of the catalogue."""

from fractions import Fraction

from campaigns.kpi import Standing
from telepro.db.what_for import Plan as PlanRow
from telepro.services import outcomes, reports
from tests.services.calls import answered, calling, refusal
from tests.world import World

__all__ = ["calling"]

OWN = """\
kpis:
  - {kpi: decroches_par_appel, label: Décrochés par appel, above: [answered], below: [attempts], target: 50 %}
"""


def test_it_is_counted_and_judged(calling: World) -> None:
    plan = calling.rows.get_one(PlanRow, calling.campaign.plan_id)
    plan.text = plan.text.replace("kpis:\n", OWN, 1)
    calling.rows.flush()
    calling.rows.info.clear()
    attempt = answered(calling)
    outcomes.record(calling.alice.id, attempt.public_id, "k", refusal(calling), calling.now)
    board = reports.board((calling.agency.id,), calling.campaign.public_id, calling.now)
    own = next(each for each in board.steered if each.figure.key == "decroches_par_appel")
    assert (own.figure.numerator, own.figure.denominator) == (1, 1)
    assert (own.asked.target, own.standing) == (Fraction(1, 2), Standing.ON_PLAN)
    assert own.figure.label["fr"] == "Décrochés par appel"
