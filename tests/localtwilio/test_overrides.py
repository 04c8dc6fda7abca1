import pytest

from telepro.localtwilio.overrides import BadOverride, Overrides, Trouble, read_overrides


def test_a_plain_url_is_tried_twice_when_it_can_not_be_reached() -> None:
    defaults = read_overrides("http://127.0.0.1/a")
    assert defaults == Overrides(5.0, 15.0, 15.0, 1, frozenset({Trouble.CONNECT}))


def test_the_fragment_sets_limits_retries_and_policy() -> None:
    read = read_overrides("http://127.0.0.1/a#rc=3&rp=ct,rt,5xx&ct=2000&rt=5000&tt=14000")
    policy = frozenset({Trouble.CONNECT, Trouble.READ, Trouble.SERVER_ERROR})
    assert read == Overrides(2.0, 5.0, 14.0, 3, policy)


@pytest.mark.parametrize(
    ("fragment", "code"),
    [
        ("rc=6", 11241),
        ("ct=99", 11241),
        ("tt=15001", 11241),
        ("rp=6xx", 11242),
        ("rp=partial", 11242),
        ("zz=1", 11240),
        ("sni=maybe", 11243),
        ("e=mars", 11243),
    ],
)
def test_an_override_out_of_range_is_refused_with_its_code(fragment: str, code: int) -> None:
    with pytest.raises(BadOverride) as refused:
        read_overrides(f"http://127.0.0.1/a#{fragment}")
    assert refused.value.code == code


def test_edges_and_server_names_are_read_and_change_nothing() -> None:
    assert read_overrides("http://127.0.0.1/a#sni=n&e=dublin,ashburn") == Overrides()
