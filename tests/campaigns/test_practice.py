"""The people one practises on: invented, in both languages, with numbers reserved for fiction."""

import re

import phonenumbers
import pytest

from campaigns.dispositions import RULES
from campaigns.teleprospector.practice import FIRST, OBJECTION, SCENES, PickUp, Scene, lines_of

# ARCEP 2018-0881 and Ofcom's "numbers for drama" keep these for films.
FICTION = re.compile(r"\+3326191\d{4}$|\+441632960\d{3}$")


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.code)
def test_a_scene_is_whole_in_both_languages(scene: Scene) -> None:
    for language in ("fr", "en"):
        who = scene.prospect[language]
        assert FICTION.match(who.number)
        assert phonenumbers.is_possible_number(phonenumbers.parse(who.number))
        assert scene.hint[language]
        said = lines_of(scene, "", language)
        assert all(said) and not any(OBJECTION in line for line in said)
    assert bool(scene.says) is (scene.picks_up is not PickUp.NOBODY)
    assert set(scene.fits) <= set(RULES)


def test_the_campaigns_own_objection_is_the_one_that_is_heard() -> None:
    [scene] = [scene for scene in SCENES if scene.objects]
    assert "Nous avons déjà un fournisseur" in lines_of(
        scene, "Nous avons déjà un fournisseur", "fr"
    )


def test_the_first_minutes_have_one_call_that_ends_by_itself() -> None:
    [scene] = FIRST
    assert scene.hangs_up
    assert len({scene.code for scene in SCENES}) == len(SCENES) == 7
