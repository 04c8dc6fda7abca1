"""What people do under mischief: drawn from the seed alone, and nothing at all without mischief."""

from telepro.simulation.mischief import ALL_OF_IT, NONE, Mischief


def drawn(mischief: Mischief) -> list[object]:
    each = (mischief.leaves, mischief.objects, mischief.odd_minutes, mischief.slowness)
    return [draw() for _ in range(200) for draw in each]


def test_the_same_seed_draws_the_same_and_another_one_something_else() -> None:
    assert drawn(Mischief(ALL_OF_IT, "1")) == drawn(Mischief(ALL_OF_IT, "1"))
    assert drawn(Mischief(ALL_OF_IT, "1")) != drawn(Mischief(ALL_OF_IT, "2"))


def test_without_mischief_nobody_does_the_unforeseen() -> None:
    assert not any(drawn(Mischief(NONE, "1")))


def test_a_house_that_comes_to_rest_is_left_in_peace() -> None:
    calm = Mischief(ALL_OF_IT, "1")
    calm.armed = False
    assert not any(any((calm.leaves(), calm.objects(), calm.slowness())) for _ in range(200))
