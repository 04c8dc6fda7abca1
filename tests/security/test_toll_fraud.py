"""No number that costs whoever dials it is ever dialled, whichever way it comes in."""

from contextlib import suppress

import pytest
from sqlalchemy import select

from campaigns.eligibility import Clearance, Refusals, judge
from campaigns.law import pack_for
from campaigns.numbers.phones import BadPhone, PhoneKind, ReadPhone, read_phone
from campaigns.problems import NotFound, Refused
from telepro.db.calling import Attempt, CallListEntry
from telepro.db.eligibility import facts_for
from telepro.db.whom import Phone, Prospect
from telepro.services import corrections, intentions
from telepro.services.corrections import Correct, Correction
from telepro.services.intentions import Press
from tests.security.fraud import FRENCH, SHORT, TAILS, prefixes
from tests.services.calls import calling, deal
from tests.world import World

__all__ = ["calling"]

# As somebody writes an international number; each begins a whole number of its country.
WAYS = ("+", "00", "+ ", "(+)", "tel:+", "０0")


@pytest.mark.parametrize("prefix", prefixes())
def test_a_number_where_fraud_sends_calls_is_not_callable(prefix: str) -> None:
    for tail in TAILS:
        found = read_phone(f"+{prefix}{tail}", "FR")
        # 0892 is a premium prefix in France; in Italy it begins ordinary lines of Salerno.
        abroad = prefix == "390892" and isinstance(found, ReadPhone)
        assert abroad or isinstance(found, BadPhone) or pack_for(found.phone.country) is None, tail


def test_a_campaign_that_names_no_country_calls_that_of_its_plan(calling: World) -> None:
    lead = calling.lead("+390892123456", "Scuola")
    phone = lead.prospect.phones[0]
    phone.country, phone.zones = "IT", ["Europe/Rome"]
    calling.rows.flush()
    known = facts_for(calling.rows, [lead.id], calling.now)[lead.id]
    verdict = judge(known.facts, known.policy, calling.now)
    assert isinstance(verdict, Refusals)
    assert "destination" in verdict.codes
    calling.campaign.destinations = ["FR", "IT"]
    calling.rows.flush()
    known = facts_for(calling.rows, [lead.id], calling.now)[lead.id]
    verdict = judge(known.facts, known.policy, calling.now)
    assert isinstance(verdict, Clearance) or "destination" not in verdict.codes


def test_there_are_two_hundred_prefixes_and_more() -> None:
    assert len(prefixes()) > 200


@pytest.mark.parametrize("way", WAYS)
def test_another_spelling_of_a_costly_number_is_no_way_round(way: str) -> None:
    for prefix in ("882131234567", "8835100123456", "979012345678", "33899701234", "19005551234"):
        assert isinstance(read_phone(way + prefix, "FR"), BadPhone), prefix


@pytest.mark.parametrize("country", ["FR", "RE", "GB", "US", "BE", ""])
def test_a_short_number_is_no_prospects_line(country: str) -> None:
    for number in SHORT.split():
        for written in (number, f"+33{number}", f"0033{number}", f"+{number}"):
            assert isinstance(read_phone(written, country), BadPhone), written


@pytest.mark.parametrize("prefix", FRENCH.split())
def test_a_special_number_of_france_is_no_prospects_line(prefix: str) -> None:
    for number in (f"{prefix} 12 34 56", f"+33 {prefix[1:]} 12 34 56", f"0033{prefix[1:]}123456"):
        assert isinstance(read_phone(number, "FR"), BadPhone), number


def readable() -> list[str]:
    """Ordinary numbers of countries where fraud likes to call, which a file may well hold."""
    found = (read_phone(f"+{prefix}{tail}", "FR") for prefix in prefixes() for tail in TAILS)
    return sorted({each.phone.e164 for each in found if isinstance(each, ReadPhone)})


def test_a_lead_in_a_country_without_rules_is_never_dealt(world: World) -> None:
    world.at_work(world.alice)
    numbers = readable()
    assert len(numbers) > 10
    for number in numbers:
        read = read_phone(number, "FR")
        assert isinstance(read, ReadPhone)
        lead = world.lead(number, f"École {number}")
        phone = lead.prospect.phones[0]
        phone.country, phone.zones = read.phone.country, list(read.phone.zones)
    world.rows.flush()
    assert deal(world) == []


@pytest.mark.parametrize(
    "kind",
    [PhoneKind.PREMIUM, PhoneKind.SHARED_COST, PhoneKind.SHORT, PhoneKind.UNKNOWN, PhoneKind.UAN],
)
def test_a_costly_kind_that_got_into_the_rows_is_never_dealt(world: World, kind: PhoneKind) -> None:
    world.at_work(world.alice)
    lead = world.lead("+33899701234")
    lead.prospect.phones[0].kind = kind
    world.rows.flush()
    assert deal(world) == []


def only_entry(world: World) -> CallListEntry:
    return world.rows.scalars(select(CallListEntry)).one()


def test_the_number_of_another_prospect_is_not_dialled(calling: World) -> None:
    other = calling.prospect("+33199001777", "École d'en face")
    foreign = calling.rows.scalars(select(Phone).where(Phone.prospect_id == other.id)).one()
    press = Press(only_entry(calling).public_id, "key", foreign.public_id)
    with suppress(NotFound, Refused):
        intentions.dial(calling.alice.id, press, calling.now)
    dialled = calling.rows.scalars(select(Attempt.e164)).all()
    assert "+33199001777" not in dialled


@pytest.mark.parametrize("entry", ["", "0", "nobodys", "+33899701234", "'; --"])
def test_what_was_not_dealt_is_not_dialled(calling: World, entry: str) -> None:
    with pytest.raises((NotFound, Refused)):
        intentions.dial(calling.alice.id, Press(entry, "key"), calling.now)
    assert calling.rows.query(Attempt).count() == 0


@pytest.mark.parametrize(
    "number",
    ["+882131234567", "+8835100123456", "+979012345678", "08 99 70 12 34", "3201", "+1 900 555 1234",
     "+881612345678", "0825 12 34 56", "112", "sip:0199001234@example.org"],
)  # fmt: skip
def test_a_costly_number_is_not_learnt_at_the_desk(calling: World, number: str) -> None:
    entry = only_entry(calling).public_id
    prospect = calling.rows.scalars(select(Prospect)).one()
    phone = prospect.phones[0].public_id
    for said in (
        Correction(Correct.NEW_PHONE, number=number),
        Correction(Correct.PHONE_NUMBER, target_id=phone, number=number),
    ):
        with pytest.raises(Refused):
            corrections.correct(calling.alice.id, entry, said, calling.now)
    assert calling.rows.scalars(select(Phone.e164)).all() == ["+33199001001"]
