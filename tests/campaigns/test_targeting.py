import pytest

from campaigns.plan import Plan
from campaigns.targeting import Excluded, ExclusionReason, Targeted, belongs, unknown_columns
from tests.campaigns.plans import plan_of

SCHOOLS = """\
    - name: Big
      score: 80
      where:
        - {field: Nombre_d_eleves, at_least: 200}
    - name: Secondary
      score: 20
      where:
        - {field: Type_etablissement, in: [Collège, Lycée]}
  exclusions:
    - {reason: closing, field: etat, equals: A FERMER}
"""


def plan_for(segments: str) -> Plan:
    return plan_of(("    - name: Everybody\n", segments))


def plan_with_rule(rule: str) -> Plan:
    return plan_for(f"    - name: Only\n      where: [{{field: f, {rule}}}]\n")


def test_a_segment_without_rules_takes_everybody() -> None:
    assert belongs({}, plan_of()) == Targeted("Everybody", 50)


def test_the_segment_of_highest_score_wins() -> None:
    lycee = {"Type_etablissement": "Lycée", "Nombre_d_eleves": "900"}
    assert belongs(lycee, plan_for(SCHOOLS)) == Targeted("Big", 80)


def test_a_prospect_that_fits_no_segment_says_so_in_both_languages() -> None:
    verdict = belongs({"Type_etablissement": "Ecole"}, plan_for(SCHOOLS))
    assert isinstance(verdict, Excluded)
    assert verdict.reason is ExclusionReason.OUT_OF_SEGMENTS
    assert verdict.sentence("fr") == "N'entre dans aucun segment du plan."
    assert verdict.sentence("en") == "Fits none of the plan's segments."


def test_an_exclusion_goes_before_every_segment_and_gives_its_reason() -> None:
    verdict = belongs({"Type_etablissement": "Lycée", "etat": "A fermer"}, plan_for(SCHOOLS))
    assert isinstance(verdict, Excluded)
    assert verdict.sentence("en") == "Excluded by the plan: closing."


@pytest.mark.parametrize(
    ("rule", "value", "holds"),
    [
        ("equals: Collège", "COLLEGE", True),
        ("equals: Collège", "Collèges", False),
        ("equals: Collège", "", False),
        ("in: [A, B]", "b", True),
        ("in: [A, B]", "c", False),
        ('starts_with: ["01", 35]', "01250", True),
        ('starts_with: ["01", 35]', "35580", True),
        ('starts_with: ["01", 35]', "13501", False),
        ("at_least: 200", "200", True),
        ("at_least: 200", "1 250", True),
        ("at_least: 200", "199,5", False),
        ("at_least: 200", "many", False),
        ("at_least: 0", "", False),
        ("at_most: 10", "9", True),
        ("at_most: 10", "10.5", False),
        ("missing: yes", " ", True),
        ("missing: yes", "x", False),
        ("missing: no", "x", True),
        ("missing: no", "", False),
    ],
)
def test_each_comparison(rule: str, value: str, holds: bool) -> None:
    assert isinstance(belongs({"f": value}, plan_with_rule(rule)), Targeted) is holds


def test_a_postcode_keeps_its_leading_zero() -> None:
    ain = plan_with_rule("starts_with: 01")
    assert isinstance(belongs({"f": "01250"}, ain), Targeted)


@pytest.mark.parametrize("heading", ["Code postal", "code_postal", "postal_code", "CP"])
def test_the_spelling_of_a_heading_makes_no_difference(heading: str) -> None:
    plan = plan_for("    - name: Only\n      where: [{field: postal_code, starts_with: 35}]\n")
    assert belongs({heading: "35580"}, plan) == Targeted("Only", 50)


def test_a_plan_may_use_the_file_s_own_word_for_a_field() -> None:
    plan = plan_for("    - name: Only\n      where: [{field: Code postal, starts_with: 35}]\n")
    assert belongs({"postal_code": "35580"}, plan) == Targeted("Only", 50)


def test_a_rule_on_a_column_that_the_file_lacks_is_named_before_launch() -> None:
    found = unknown_columns(
        plan_for(SCHOOLS), ["Type etablissement", "Nombre_d_élèves", "état_"], "en"
    )
    assert found == ()
    (problem,) = unknown_columns(
        plan_for(SCHOOLS), ["Type_etablissemnt", "nombre_d_eleves", "etat"], "en"
    )
    assert problem.found == "a rule on `Type_etablissement`"
    assert problem.fix == "Did you mean `Type_etablissemnt`?"
