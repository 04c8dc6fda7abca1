"""Everything a plan can say is read, written and read again as the same plan."""

from datetime import timedelta
from fractions import Fraction

from campaigns.call.motives import Motive
from campaigns.call.need_score import Criterion, Framework, ScoredQuestion
from campaigns.dispositions import Disposition
from campaigns.follow_up.channels import Channel
from campaigns.follow_up.tasks import OwnerRole
from campaigns.kpi import Better, Unit
from campaigns.plan import Plan, digest, read_new_plan, read_plan, write_plan
from campaigns.plan.parts import KpiReader, Operator, Rule, TariffLine
from campaigns.prospect_file.naf import Nomenclature
from campaigns.prospects import Basis
from tests.campaigns.full_plan import full_text
from tests.campaigns.plans import SHORT


def full() -> Plan:
    found = read_new_plan(full_text())
    assert isinstance(found, Plan), found
    return found


def test_it_survives_writing() -> None:
    plan = full()
    again = read_new_plan(write_plan(plan))
    assert again == plan
    assert write_plan(plan) == write_plan(full())


def test_a_plan_that_says_none_of_it_writes_none_of_it() -> None:
    plan = read_plan(SHORT)
    assert isinstance(plan, Plan)
    written = write_plan(plan)
    for key in ("fit:", "channels:", "quiz:", "need_score:", "because:", "test_wave:", "tariff:"):
        assert key not in written


def test_the_digest_of_a_plan_written_before_is_what_it_was() -> None:
    plan = read_plan(SHORT)
    assert isinstance(plan, Plan)
    assert digest(plan) == "d3f72c148254a71b2423f697918ce4700c3d3e6e0b3f637620eee77c852f4bf7"


def test_an_activity_is_read_in_its_nomenclature() -> None:
    rule = full().targets.segments[0].rules[0]
    assert rule == Rule("naf", Operator.STARTS_WITH, ("82.2", "70"), Nomenclature.NAF_REV2)


def test_points_of_fit_count_back_from_the_start() -> None:
    first = full().targets.fit[0]
    assert (first.points, first.rule) == (20, Rule("updated_on", Operator.WITHIN_DAYS, ("180",)))


def test_another_channel_is_a_task_with_an_owner() -> None:
    email, letter = full().actions.channels
    assert (email.channel, email.owner, email.within, email.attempt) == (
        Channel.EMAIL,
        OwnerRole.TELEPROSPECTOR,
        timedelta(hours=4),
        2,
    )
    assert (letter.after, letter.what) == (Disposition.DOCUMENTATION, "The brochure")


def test_the_offer_has_a_version_and_a_tariff() -> None:
    offer = full().preparation.offer
    assert offer.version == "autumn 2026"
    assert offer.tariff[0] == TariffLine("insulation", 4000, "square metre")
    assert offer.points[0].motives == (Motive.COMFORT,)
    assert offer.points[0].profiles == ("Works manager",)


def test_an_objection_card_speaks_to_motives_and_profiles() -> None:
    card = full().script.objections[0]
    assert card.motives == (Motive.MONEY, Motive.SECURITY)
    assert card.profiles == ("Owner",)


def test_the_quiz_the_score_the_ground_and_the_wave_are_read() -> None:
    preparation = full().preparation
    assert preparation.quiz is not None
    assert (preparation.quiz.needed, preparation.quiz.questions[0].right) == (1, "40 euros")
    assert preparation.need_score is not None
    assert preparation.need_score.framework is Framework.BANT
    assert preparation.need_score.questions[0] == ScoredQuestion(
        Criterion.AUTHORITY, "decides", ("yes",), ("no",)
    )
    assert preparation.legal is not None
    assert preparation.legal.basis is Basis.LEGITIMATE_INTEREST
    assert preparation.test_wave is not None
    assert preparation.test_wave.calls == 50


def test_a_figure_is_composed_of_counters() -> None:
    _, per_argued, pay = full().kpis
    assert per_argued.own is not None
    assert (per_argued.own.unit, per_argued.own.better) == (Unit.PERCENT, Better.HIGHER)
    assert per_argued.target == Fraction(12, 100)
    assert per_argued.audience == (KpiReader.MANAGER, KpiReader.COMPANY)
    assert per_argued.alarm_to == ("bob@example.org", "carla@example.org")
    assert pay.own is not None
    assert pay.own.definition["fr"] == "prix des résultats validés ÷ (connexion − pauses)"
