"""The table of the rules: whole, in both languages, as the command prints it and the README counts it."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from campaigns.clearance.facts import Facts
from campaigns.law import NOT_CHECKABLE, PACKS, table
from campaigns.law.tuning import FIGURES
from telepro.cli import commands as cli

ROOT = Path(__file__).parent.parent


def test_every_rule_stands_in_the_table_with_its_figures_said() -> None:
    for pack in PACKS:
        found = table.lines(pack.country)
        assert [line.id for line in found] == [rule.id for rule in pack.rules]
        for line in found:
            assert set(line.says) == {"fr", "en"}
            assert not [said for said in line.says.values() if "{" in said or "  " in said]
    (cap,) = [line for line in table.lines("FR") if line.id == "FR-04"]
    assert "4 times in 30 days" in cap.says["en"]
    assert cap.may_change is table.MayChange.FIGURES
    assert table.lines("ZZ") == ()


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        ("FR-01", table.MayChange.NOBODY),
        ("FR-03", table.MayChange.HOURS),
        ("FR-05", table.MayChange.FIGURES),
        ("FR-16", table.MayChange.PLAN),
    ],
)
def test_the_table_says_who_may_change_a_rule(rule: str, who: table.MayChange) -> None:
    assert {line.may_change for line in table.lines("FR") if line.id == rule} == {who}


def test_only_rules_with_a_figure_are_offered_to_be_changed() -> None:
    for pack in PACKS:
        offered = {line.id for line in table.lines(pack.country) if line.figures}
        assert offered == {rule.id for rule in pack.rules if type(rule.params) in FIGURES}


def test_what_is_left_to_people_stands_with_some_country() -> None:
    shown = {row for country in table.counts() for row in table.left_to_people(country)}
    assert shown == set(NOT_CHECKABLE)


def test_each_fact_that_the_judge_reads_is_told_by_the_tables_or_named_as_not_known() -> None:
    code = "".join(
        (ROOT / "telepro/db" / name).read_text(encoding="utf-8")
        for name in ("eligibility.py", "allowed.py")
    )
    told = set(re.findall(r"\b(\w+)=|\"(\w+)\":", code))
    names = {name for pair in told for name in pair if name}
    assert {each.name for each in fields(Facts)} - names == {"inquired_at"}
    assert "inquired_at" in table.NOT_KNOWN


def test_the_command_prints_the_rules_of_a_country(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["law", "--country", "GB", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert len(answer["rules"]) == answer["counts"]["GB"]
    assert answer["rules"][0]["id"] == "UK-01"
    cli.main(["law", "--country", "CH"])
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("| id | country |")
    assert len(printed) == 2 + table.counts()["CH"]


def test_the_readme_counts_the_rules_of_each_country(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["law"])
    assert capsys.readouterr().out in (ROOT / "README.md").read_text(encoding="utf-8")
