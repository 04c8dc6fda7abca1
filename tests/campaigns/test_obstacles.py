"""What the desk says when it can't do what was asked."""

import pytest

from campaigns.call.obstacles import Obstacle, problem


@pytest.mark.parametrize("obstacle", Obstacle)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_obstacle_is_said_in_both_languages(obstacle: Obstacle, language: str) -> None:
    said = problem(obstacle, language)
    assert said.found
    assert said.expected
    assert said.fix.endswith(".")


def test_a_lead_that_is_gone_is_said_in_french() -> None:
    assert problem(Obstacle.LEAD_GONE, "fr").fix == "Appelez la fiche qui s’affiche maintenant."
