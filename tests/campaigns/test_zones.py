"""Which zone a prospect lives in, and what says so."""

import pytest

from campaigns.numbers.zones import Zones, ZoneSource, zone_for


def test_the_contacts_own_zone_comes_first() -> None:
    found = zone_for("Indian/Reunion", "FR", "75001", ("Europe/Paris",))
    assert found == Zones(("Indian/Reunion",), ZoneSource.EXPLICIT)


@pytest.mark.parametrize("zone", ["Mars/X", "../etc", "Etc", "localtime", "Factory"])
def test_a_zone_that_does_not_exist_gives_none(zone: str) -> None:
    assert zone_for(zone, "FR", "75001", ("Europe/Paris",)).names == ()


@pytest.mark.parametrize(
    ("postal_code", "zone"),
    [
        ("35580", "Europe/Paris"),
        ("20000", "Europe/Paris"),
        ("97110", "America/Guadeloupe"),
        ("97133", "America/St_Barthelemy"),
        ("97150", "America/Marigot"),
        ("97200", "America/Martinique"),
        ("97300", "America/Cayenne"),
        ("97400", "Indian/Reunion"),
        ("97500", "America/Miquelon"),
        ("97600", "Indian/Mayotte"),
        ("97700", "America/St_Barthelemy"),
        ("97800", "America/Marigot"),
        (" 97 400 ", "Indian/Reunion"),
    ],
)
def test_french_postal_codes_tell_the_zone(postal_code: str, zone: str) -> None:
    found = zone_for(None, "FR", postal_code, ("Europe/Paris",))
    assert found == Zones((zone,), ZoneSource.POSTAL_CODE)


@pytest.mark.parametrize("postal_code", [None, "", "1000", "SW1A1AA", "98713", "350000"])
def test_other_codes_leave_it_to_the_number(postal_code: str | None) -> None:
    found = zone_for(None, "FR", postal_code, ("Europe/Paris",))
    assert found == Zones(("Europe/Paris",), ZoneSource.NUMBER)


def test_a_foreign_postal_code_is_not_read_as_french() -> None:
    assert zone_for(None, "DE", "97200", ("Europe/Berlin",)).names == ("Europe/Berlin",)


def test_without_a_number_the_country_tells() -> None:
    assert zone_for(None, "MQ", None, ()) == Zones(("America/Martinique",), ZoneSource.COUNTRY)


def test_nothing_known_gives_no_zone() -> None:
    assert zone_for(None, "US", None, ()) == Zones((), ZoneSource.NONE)
