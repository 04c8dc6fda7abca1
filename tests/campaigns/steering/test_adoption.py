"""What a running campaign takes over from a newer version of its plan, and what stands against it."""

from collections.abc import Iterator
from typing import Any

import pytest

from campaigns.plan import Plan, read_new_plan
from campaigns.plan.labels import label_of
from campaigns.plan.writing import plan_tree
from campaigns.states import CampaignState
from campaigns.steering import Adoption, Since, adoption
from campaigns.steering.adopted_parts import KEPT, SINCE, TAKEN, part_of
from campaigns.steering.adoption_refusals import stands_against
from tests.campaigns.full_plan import full_text


def full(*changes: tuple[str, str]) -> Plan:
    found = read_new_plan(full_text(*changes))
    assert isinstance(found, Plan), found
    return found


def adopted(*changes: tuple[str, str], language: str = "en") -> Adoption:
    return adoption(full(), full(*changes), language)


def leaves(tree: Any, place: str = "") -> Iterator[str]:
    """Every key of a plan that holds no other key, by its path."""
    if not isinstance(tree, dict):
        yield place
        return
    for key, value in tree.items():
        yield from leaves(value, f"{place}.{key}" if place else key)


def test_every_part_of_a_plan_is_either_taken_over_or_kept() -> None:
    assert not set(TAKEN) & set(KEPT)
    assert {part_of(place) for place in leaves(plan_tree(full()))} <= {*TAKEN, *KEPT}
    with pytest.raises(KeyError):
        part_of("moods")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_part_and_every_reason_has_words(language: str) -> None:
    assert all(label_of(part, language) != part for part in (*TAKEN, *KEPT))
    assert all(reason[language] for reason in KEPT.values())
    assert set(SINCE) == set(Since)


def test_the_same_plan_changes_nothing() -> None:
    same = adopted()
    assert (same.taken, same.problems, same.is_possible) == ((), (), False)


def test_what_is_policy_is_taken_over_and_says_from_when_on() -> None:
    found = adopted(
        ("callers: 2", "callers: 4"),
        ("max_attempts: 5", "max_attempts: 6"),
        ("wait: 4 hours, attempt: 1", "wait: 2 hours, attempt: 1"),
        ("alarm: 10 %", "alarm: 12 %"),
        ("end: 2026-12-18", "end: 2026-12-22"),
    )
    assert found.is_possible
    assert [(each.change.sentence("en"), each.since) for each in found.taken] == [
        ("Last calling day: 18 Dec 2026 → 22 Dec 2026", Since.AT_ONCE),
        ("Attempts per lead, at most: 5 → 6", Since.NEXT_LEAD),
        ("Cadence, No answer 1, Call again after: 4 hours → 2 hours", Since.NEXT_CALL),
        ("Teleprospectors: 2 → 4", Since.AT_ONCE),
        ("KPIs, Contact rate, Alarm from: 10 % → 12 %", Since.AT_ONCE),
    ]
    assert found.parts == (
        "objectives.end",
        "actions.max_attempts",
        "actions.cadence",
        "actions.resources.callers",
        "kpis",
    )


def test_whom_it_calls_stays_since_its_leads_were_enrolled_so() -> None:
    (problem,) = adopted(("name: Everybody", "name: Workshops")).problems
    assert problem.place == "Segments"
    assert problem.found.startswith("Segments, Everybody: removed")
    assert problem.expected == (
        "as in the campaign, since its leads were enrolled and put in order so"
    )
    assert "make a new campaign" in problem.fix


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("metric: meetings", "metric: meetings_booked"), "Résultat visé"),
        (("price: 55.00", "price: 50.00"), "Prix par résultat accepté"),
        (("start: 2026-11-30", "start: 2026-11-23"), "Premier jour d’appel"),
        (("- The person decides", "- The person agrees"), "Accepté quand"),
        (("hourly_cost: 25.00", "hourly_cost: 20.00"), "Coût d’une heure"),
        (("not_offered: [quote]", "not_offered: [sale]"), "Qualifications retirées"),
        (("qualified_from: 3", "qualified_from: 2"), "Score du besoin"),
        (("because: They buy", "because: They want"), "Base légale"),
        (("calls: 50", "calls: 60"), "Vague de test"),
        (("won: Signed", "won: Sold"), "Noms des étapes"),
        (("ask: Do you decide?", "ask: Who decides?"), "Questions de découverte"),
        (("name: insulation of workshops", "name: solar roofs"), "Ce qui est offert"),
    ],
)
def test_what_calls_were_counted_and_judged_by_stays(change: tuple[str, str], place: str) -> None:
    found = adopted(change, language="fr")
    assert [problem.place for problem in found.problems] == [place]
    assert not found.is_possible
    assert found.problems[0].expected.startswith("comme dans la campagne, car ")


def test_one_part_is_one_problem_however_much_of_it_has_changed() -> None:
    four = "".join(f"    - Criterion {number}\n" for number in range(4))
    (problem,) = adopted(("    - The person decides\n", four)).problems
    assert problem.found.count("; ") == 3
    assert problem.found.endswith("and 2 more")


def test_what_stands_against_a_part_does_not_hide_what_would_be_taken_over() -> None:
    found = adopted(("callers: 2", "callers: 4"), ("price: 55.00", "price: 50.00"))
    assert (len(found.taken), len(found.problems), found.is_possible) == (1, 1, False)


def test_a_campaign_that_has_ended_and_an_older_version_are_refused() -> None:
    running, ended = CampaignState.RUNNING, CampaignState.ENDED
    assert stands_against(running, 2, 3, "en") == ()
    assert [each.place for each in stands_against(ended, 3, 2, "en")] == ["state", "version"]
