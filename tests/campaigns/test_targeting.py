import pytest

from campaigns.plan import Plan
from campaigns.prospect_file.areas import area_of
from campaigns.targeting import (
    Excluded,
    ExclusionReason,
    Targeted,
    asked_besides,
    belongs,
    unknown_columns,
)
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


@pytest.mark.parametrize(
    ("rule", "values", "holds"),
    [
        ('starts_with: ["82.2"]', {"naf": "8220Z"}, True),
        ('starts_with: ["82.2"]', {"code_ape": "82.20 Z"}, True),
        ("in: [8220Z]", {"naf": "82.11Z"}, False),
        ("in: [8220Z]", {"naf": "8220Z", "nomenclature_naf": "NAF2025"}, False),
        ("in: [8220Z]", {"naf": "82.99Y", "naf_rev2": "82.20Z"}, True),
        ("in: [8220Z]", {}, False),
    ],
)
def test_an_activity_is_compared_in_its_own_nomenclature(
    rule: str, values: dict[str, str], holds: bool
) -> None:
    plan = plan_with_rule(f"nomenclature: NAFrev2, {rule}")
    assert isinstance(belongs(values, plan), Targeted) is holds


def test_a_new_activity_code_is_read_from_its_own_column() -> None:
    plan = plan_with_rule("nomenclature: NAF2025, in: [82.20Y]")
    assert isinstance(belongs({"naf": "82.20Z", "NAF 2025": "8220Y"}, plan), Targeted)
    assert isinstance(belongs({"naf": "82.20Y"}, plan), Excluded)


@pytest.mark.parametrize(
    ("country", "postcode", "area"),
    [
        ("FR", "35580", "35"),
        ("FR", "01000", "01"),
        ("FR", "20000", "2A"),
        ("FR", "20600", "2B"),
        ("FR", "97400", "974"),
        ("FR", "00100", ""),
        ("FR", "3558", ""),
        ("GB", "sw1a 1aa", "SW"),
        ("GB", "M1 1AE", "M"),
        ("US", "10001", ""),
    ],
)
def test_an_area_is_read_from_the_postcode(country: str, postcode: str, area: str) -> None:
    assert area_of(country, postcode) == area


def test_a_rule_on_the_area_needs_no_column_of_that_name() -> None:
    plan = plan_for('    - {name: West, where: [{field: area, in: ["35", "2A"]}]}\n')
    assert isinstance(belongs({"country": "FR", "postal_code": "35000"}, plan), Targeted)
    assert isinstance(belongs({"country": "FR", "postal_code": "75001"}, plan), Excluded)
    assert isinstance(belongs({"Area": "35", "postal_code": "75001"}, plan), Targeted)


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("2026-06-01", True),
        ("01/06/2026", True),
        ("2026-12-24", True),
        ("2026-06-03 10:00", True),
        ("2026-05-31", False),
        ("31/02/2026", False),
        ("lately", False),
        ("", False),
    ],
)
def test_freshness_counts_back_from_the_start_of_the_plan(written: str, holds: bool) -> None:
    plan = plan_with_rule("within_days: 182")
    assert isinstance(belongs({"f": written}, plan), Targeted) is holds


@pytest.mark.parametrize(("value", "holds"), [("Trainee", False), ("Owner", True), ("", False)])
def test_not_in_takes_those_of_whom_it_is_known(value: str, holds: bool) -> None:
    assert isinstance(belongs({"f": value}, plan_with_rule("not_in: [trainee]")), Targeted) is holds


FIT = """\
    - {name: All, score: 60}
  fit:
    - {points: 30, field: last_result, equals: interested_later}
    - {points: 20, field: updated_on, within_days: 90}
"""


def test_points_of_fit_are_added_up_to_a_hundred() -> None:
    plan = plan_for(FIT)
    assert belongs({}, plan) == Targeted("All", 60)
    assert belongs({"updated_on": "2026-11-01"}, plan) == Targeted("All", 80)
    both = {"updated_on": "2026-11-01", "dernier_resultat": "interested_later"}
    assert belongs(both, plan) == Targeted("All", 100)


def test_only_what_the_rules_name_is_looked_up() -> None:
    assert asked_besides(plan_of()) == frozenset()
    assert asked_besides(plan_for(FIT)) == {"last_result", "updated_on"}
