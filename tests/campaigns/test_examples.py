"""The plans that ship: whole, without a problem, and right on real files."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from campaigns.funnel import reverse_funnel
from campaigns.plan import Plan, read_plan, write_plan
from campaigns.script import LegalNotice, ObjectionRef, Say, render
from campaigns.targeting import Excluded, Targeted, belongs, unknown_columns

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "campaigns" / "examples").glob("*.yaml"))
FILES = ROOT.parent / "shared" / "data"

# Rows of the Annuaire de l'éducation, Ministère de l'Éducation nationale, Licence Ouverte 2.0.
ROWS: tuple[tuple[dict[str, str], str], ...] = (
    (
        {"Type_etablissement": "Ecole", "libelle_nature": "ECOLE DE NIVEAU ELEMENTAIRE",
         "Code_postal": "94260", "etat": "OUVERT"},
        "Écoles élémentaires",
    ),
    (
        {"Type_etablissement": "Ecole", "libelle_nature": "ECOLE MATERNELLE D APPLICATION",
         "Code postal": "94000", "etat": "OUVERT"},
        "Écoles maternelles",
    ),
    (
        {"Type_etablissement": "Collège", "libelle_nature": "COLLEGE", "Code postal": "35580",
         "etat": "OUVERT"},
        "Collèges et lycées",
    ),
    (
        {"Type_etablissement": "Ecole", "libelle_nature": "ECOLE MATERNELLE",
         "Code postal": "35580", "etat": "A FERMER"},
        "Exclu par le plan : établissement en cours de fermeture.",
    ),
    (
        {"Type_etablissement": "Lycée", "libelle_nature": "LYCEE POLYVALENT",
         "Code postal": "97400", "etat": "OUVERT"},
        "Exclu par le plan : hors de la zone d'intervention.",
    ),
    (
        {"Type_etablissement": "Service Administratif", "libelle_nature": "SERVICE DE LA DSDEN",
         "Code postal": "35000", "etat": "OUVERT"},
        "N'entre dans aucun segment du plan.",
    ),
)  # fmt: skip


def example(path: Path) -> Plan:
    plan = read_plan(path.read_text(encoding="utf-8"))
    assert isinstance(plan, Plan), plan
    return plan


def schools() -> Plan:
    return example(ROOT / "campaigns" / "examples" / "rendez-vous-ecoles.fr.yaml")


def verdict(row: dict[str, str], plan: Plan) -> str:
    found = belongs(row, plan)
    return found.segment if isinstance(found, Targeted) else found.sentence("fr")


def test_a_french_and_an_english_plan_ship() -> None:
    assert [path.name for path in EXAMPLES] == ["meetings.en.yaml", "rendez-vous-ecoles.fr.yaml"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_a_whole_plan(path: Path) -> None:
    plan = example(path)
    blocks = list(plan.script.blocks())
    assert any(isinstance(block, LegalNotice) for block in plan.script.sections[0].blocks)
    assert {each.objection for each in blocks if isinstance(each, ObjectionRef)} == {
        card.key for card in plan.script.objections
    }
    assert all(block.title for block in blocks if isinstance(block, Say))
    assert plan.preparation.checklist
    assert read_plan(write_plan(plan)) == plan


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_reads_well_for_a_prospect_of_whom_nothing_is_known(path: Path) -> None:
    pieces = [piece for section in render(example(path).script, {}) for piece in section.pieces]
    said = " ".join(piece.text for piece in pieces if piece.text)
    assert "{" not in said
    assert "  " not in said
    assert " ," not in said


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_can_be_kept_with_a_large_enough_file(path: Path) -> None:
    assert reverse_funnel(example(path), callable_prospects=2000).is_feasible


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_schools_fall_into_their_segments(row: dict[str, str], expected: str) -> None:
    assert verdict(row, schools()) == expected


@pytest.mark.skipif(not FILES.is_dir(), reason="the real prospect files are not beside the project")
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        (
            "fr-schools-val-de-marne.csv",
            {"Écoles élémentaires": 307, "Écoles maternelles": 304, "excluded": 2},
        ),
        (
            "fr-schools-ille-et-vilaine.csv",
            {"Écoles élémentaires": 572, "Collèges et lycées": 205, "Écoles maternelles": 112,
             "excluded": 107},
        ),
    ],
)  # fmt: skip
def test_the_french_plan_runs_unchanged_on_real_files(name: str, counts: dict[str, int]) -> None:
    with (FILES / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    plan = schools()
    verdicts = [belongs(row, plan) for row in rows]
    assert unknown_columns(plan, rows[0], "fr") == ()
    assert Counter(
        "excluded" if isinstance(each, Excluded) else each.segment for each in verdicts
    ) == Counter(counts)
