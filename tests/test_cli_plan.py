"""`plan diff`, `plan apply` and `campaign adopt`: what changes is said first, the same plan twice changes nothing."""

from pathlib import Path

import pytest

from tests.commands_run import done, run

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "campaigns/examples/rendez-vous-ecoles.fr.yaml"


@pytest.fixture
def more(tmp_path: Path) -> Path:
    """The example with a higher objective, and one objection card in other words."""
    text = PLAN.read_text(encoding="utf-8")
    assert "  target: 25" in text
    changed = tmp_path / "more.yaml"
    changed.write_text(text.replace("  target: 25", "  target: 30", 1), encoding="utf-8")
    return changed


def test_the_same_file_twice_has_no_difference() -> None:
    assert done("plan", "diff", PLAN, PLAN) == {"same": True, "changes": []}


def test_a_difference_is_said_with_its_place_and_in_words(more: Path) -> None:
    answer = done("plan", "diff", PLAN, more)
    assert answer["changes"] == [
        {
            "place": "objectives.target",
            "kind": "changed",
            "before": "25",
            "after": "30",
            "sentence": "How many: 25 → 30",
        }
    ]
    said = run("plan", "diff", PLAN, more, environ={"LANG": "fr_FR.UTF-8"}).out
    assert said == "Nombre visé : 25 → 30\n"


def test_a_plan_is_applied_to_a_mission_once(
    served: dict[str, str], tmp_path: Path, more: Path
) -> None:
    done("company", "add", "Menuiserie Ouest", environ=served)
    file = tmp_path / "ecoles.csv"
    file.write_text("Nom;Telephone;Type\nCollège A;01 99 00 10 01;Collège\n", encoding="utf-8")
    made = done("campaign", "create", PLAN, "--prospects", file, environ=served)
    to = ("--campaign", made["id"])
    told = done("plan", "apply", more, *to, environ=served)
    assert (told["kept"], told["version"], len(told["changes"])) == (False, 1, 1)
    asked = run("plan", "apply", more, *to, environ=served)
    assert "How many: 25 → 30" in asked.err
    assert "Keep this plan" in asked.err
    assert asked.code == 130
    kept = done("plan", "apply", more, "--yes", *to, environ=served)
    assert (kept["kept"], kept["version"], kept["same"]) == (True, 2, False)
    again = done("plan", "apply", more, "--yes", "--mission", kept["mission"], environ=served)
    assert (again["kept"], again["version"], again["same"]) == (False, 2, True)
    said = run("campaign", "adopt", made["id"], "--dry-run", "--json", environ=served)
    assert (said.code, said.err) == (0, "How many: 25 → 30\n")
    assert (said.answer["adopted"], said.answer["from"], said.answer["to"]) == (False, 1, 2)
    adopted = done("campaign", "adopt", made["id"], environ=served)
    assert (adopted["adopted"], adopted["from"], adopted["to"]) == (True, 1, 2)
    assert [each["place"] for each in adopted["changes"]] == ["objectives.target"]
