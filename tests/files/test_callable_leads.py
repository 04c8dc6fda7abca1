"""Counting the leads that a plan would make of a file: segments, duplicates, zones."""

from pathlib import Path

from campaigns.forecast import Leads
from campaigns.plan import Plan, read_plan
from campaigns.prospects import Audience, Basis, Statement
from telepro.files.callable_leads import callable_leads
from telepro.files.limits import COMMAND
from telepro.files.prospect_file import Layout, open_file
from telepro.files.refusals import Reader

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "campaigns/examples/rendez-vous-ecoles.fr.yaml"
STATED = Statement("FR", Audience.B2B, Basis.LEGITIMATE_INTEREST, "a file", "fr")
ROWS = """Nom;Telephone;Type_etablissement;libelle_nature;Code_postal;etat
Collège des Tilleuls;01 99 00 10 01;Collège;;94260;
Collège des Tilleuls;01 99 00 10 01;Collège;;94260;
Lycée du Parc;01 99 00 10 02;Lycée;;77400;
Lycée qui ferme;01 99 00 10 03;Lycée;;77400;A FERMER
Mairie du Parc;01 99 00 10 04;Mairie;;77400;
Lycée du Lagon;02 62 99 10 05;Lycée;;97400;
École sans numéro;;Ecole;;94260;
"""


def leads_of(tmp_path: Path, plan: Plan) -> tuple[Leads, ...]:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, encoding="utf-8")
    return callable_leads(
        open_file(path, Layout(), COMMAND, Reader("rows.csv", "en")), STATED, plan
    )


def example(*changes: tuple[str, str]) -> Plan:
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    plan = read_plan(text, "fr")
    assert isinstance(plan, Plan)
    return plan


def test_a_duplicate_an_exclusion_another_kind_and_a_missing_number_are_no_leads(
    tmp_path: Path,
) -> None:
    (found,) = leads_of(tmp_path, example())
    assert found == Leads(2, zones=("Europe/Paris",), audience=Audience.B2B)


def test_leads_of_other_zones_are_counted_apart(tmp_path: Path) -> None:
    overseas = ('{reason: hors de la zone d\'intervention, field: postal_code, starts_with: ["97", "98"]}',
                "{reason: vide, field: name, equals: personne}")  # fmt: skip
    found = leads_of(tmp_path, example(overseas))
    assert {each.zones: each.count for each in found} == {
        ("Europe/Paris",): 2,
        ("Indian/Reunion",): 1,
    }
