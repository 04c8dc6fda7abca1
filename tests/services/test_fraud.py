"""A stolen sign-in: where it may not call, and how many calls it can make at most."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, inspect, select, update

from campaigns.attempts import AttemptState
from campaigns.numbers.destinations import CountedBy, prefix_of
from campaigns.numbers.phones import BadPhone, PhoneKind, read_phone
from campaigns.problems import Refused
from telepro.db.calling import Attempt, CallListEntry, LiveCall
from telepro.db.numbers import DialCount
from telepro.db.whom import Lead, Phone
from telepro.services import corrections, desk, intentions
from telepro.services.corrections import Correct, Correction
from telepro.services.intentions import NotNow, Press
from tests.services.calls import call, calling, deal
from tests.world import World

__all__ = ["calling"]

# Where minutes are sold (reliability S10): satellites and international networks, dear countries,
# French numbers with a price, premium numbers elsewhere. So many of each, 200 in all.
SHARED_REVENUE = {
    "+870773": 20, "+88213": 20, "+8835100": 20, "+979123": 15, "+881651": 10, "+87810": 10,
    "+5352": 25, "+216812": 20, "+33892": 15, "+33899": 10, "+33826": 5, "+44909": 15, "+1900555": 15,
}  # fmt: skip


def sold() -> Iterator[str]:
    """Two hundred numbers, as long as those of their range are."""
    length = {"+5": 11, "+2": 12, "+3": 12, "+1": 12, "+4": 13}
    for prefix, count in SHARED_REVENUE.items():
        for place in range(count):
            digits = length.get(prefix[:2], 13) - len(prefix)
            yield f"{prefix}{(place * 7919 + 1234567) % 10**digits:0{digits}d}"


def written(world: World, e164: str) -> None:
    """A row says that the prospect's number is this one, and an ordinary line in France."""
    world.rows.execute(
        update(Phone).values(e164=e164, kind=PhoneKind.FIXED, country="FR", zones=["Europe/Paris"])
    )
    world.rows.expire_all()


def on_the_list_again(world: World) -> None:
    """The lead lies before Alice as if nothing had been."""
    world.rows.execute(delete(LiveCall))
    world.rows.execute(update(CallListEntry).values(ended_at=None, end_reason=None))
    world.rows.execute(update(Lead).values(held=True, blocked_by=None, blocked_until=None))
    world.rows.expire_all()


def pressed(world: World, key: str) -> bool:
    """Press F2 on the one lead; whether a call was intended."""
    entry = world.rows.scalars(select(CallListEntry)).one()
    try:
        intentions.dial(world.alice.id, Press(entry.public_id, key), world.now)
    except NotNow:
        on_the_list_again(world)
        return False
    return True


def test_there_are_two_hundred_numbers_to_try() -> None:
    assert len(set(sold())) == 200


def test_two_hundred_numbers_that_sell_minutes_end_in_no_call(calling: World) -> None:
    for number in sold():
        written(calling, number)
        assert not pressed(calling, number), number
    assert calling.rows.scalar(select(func.count()).select_from(Attempt)) == 0
    assert calling.rows.scalar(select(func.count()).select_from(DialCount)) == 0


@pytest.mark.parametrize("country", ["FR", "RE", "GB", ""])
def test_those_that_are_nobodys_line_are_no_prospect_of_any_file(country: str) -> None:
    read = {number: read_phone(number, country) for number in sold()}
    taken = {number for number, found in read.items() if not isinstance(found, BadPhone)}
    # Cuba's are people's lines: no campaign calls there, since its rules are not known.
    assert {number[:4] for number in taken} == {"+535"}


def test_none_of_them_is_learnt_at_the_desk(calling: World) -> None:
    entry = calling.rows.scalars(select(CallListEntry)).one().public_id
    for number in sold():
        if number.startswith("+53"):
            continue
        learnt = Correction(Correct.NEW_PHONE, number=number)
        with pytest.raises(Refused):
            corrections.correct(calling.alice.id, entry, learnt, calling.now)
    assert calling.rows.scalar(select(func.count()).select_from(Phone)) == 1


def test_a_number_abroad_behind_a_french_row_is_refused_where_it_really_lies(
    calling: World,
) -> None:
    written(calling, "+5352345678")
    with pytest.raises(NotNow) as refusal:
        call(calling)
    assert refusal.value.rules == ("country_without_rules",)
    assert "CU" in refusal.value.problems[0].found


def test_a_manager_narrows_the_countries_of_a_campaign(calling: World) -> None:
    calling.campaign.destinations = ["FR"]
    assert call(calling)
    calling.campaign.destinations = ["FR", "GP"]
    on_the_list_again(calling)
    written(calling, "+262262123456")
    with pytest.raises(NotNow) as refusal:
        call(calling, "key-2")
    assert refusal.value.rules == ("destination", "minimum_gap")
    assert "RE" in refusal.value.problems[0].found


def test_a_stolen_sign_in_makes_no_more_calls_than_the_cap(calling: World) -> None:
    calling.company.calling_limits = {"person_day": 7}
    for number in range(20):
        calling.lead(f"+331990020{number:02d}", f"École {number}")
    refused = []
    for number in range(20):
        deal(calling)
        try:
            call(calling, f"key-{number}")
        except Refused as refusal:
            refused += [problem.place for problem in refusal.problems]
        over(calling)
    assert calling.rows.scalar(select(func.count()).select_from(Attempt)) == 7
    assert refused == ["day_full"] * 13


def over(world: World) -> None:
    """Every call is over, and said what came of it."""
    world.rows.execute(delete(LiveCall))
    world.rows.execute(
        update(Attempt).values(
            state=AttemptState.ENDED, ended_at=world.now, settled_at=world.now, sid=None
        )
    )
    world.rows.expire_all()


def test_whose_day_is_full_keeps_the_lead_and_goes_on_the_next_day(calling: World) -> None:
    filled(calling, CountedBy.PERSON, str(calling.alice.id), 400)
    with pytest.raises(Refused) as refusal:
        call(calling)
    assert [problem.place for problem in refusal.value.problems] == ["day_full"]
    assert not isinstance(refusal.value, NotNow)
    entry = calling.rows.scalars(select(CallListEntry)).one()
    assert (entry.ended_at, entry.lead.held) == (None, True)
    calling.now += timedelta(days=1)
    entry.valid_until = calling.now + timedelta(minutes=5)
    assert desk.state(calling.alice.id, calling.now).card is not None
    assert call(calling)


def test_calls_for_another_company_fill_a_persons_day_too(calling: World) -> None:
    elsewhere = calling.agency.id
    filled(calling, CountedBy.PERSON, str(calling.alice.id), 400, controller=elsewhere)
    with pytest.raises(Refused) as refusal:
        call(calling)
    assert [problem.place for problem in refusal.value.problems] == ["day_full"]


def test_a_companys_day_is_the_sum_of_its_people(calling: World) -> None:
    calling.company.calling_limits = {"company_day": 500}
    filled(calling, CountedBy.PERSON, "901", 300)
    filled(calling, CountedBy.PERSON, "902", 199)
    filled(calling, CountedBy.PERSON, "903", 5000, controller=calling.agency.id)
    assert call(calling)
    on_the_list_again(calling)
    with pytest.raises(NotNow) as refusal:
        call(calling, "key-2")
    assert refusal.value.rules == ("company_day", "minimum_gap")


def test_a_full_company_is_dealt_nothing_until_the_next_day(calling: World) -> None:
    calling.company.calling_limits = {"company_day": 1}
    assert call(calling)
    lead = calling.lead("+33199001002", "Mairie")
    calling.rows.flush()
    deal(calling)
    calling.rows.refresh(lead)
    assert lead.blocked_by == "company_day"
    assert lead.blocked_until is not None and lead.blocked_until > calling.now + timedelta(hours=12)


def test_a_block_of_numbers_that_is_full_rests_for_the_hour(calling: World) -> None:
    written(calling, "+33146201001")
    filled(calling, CountedBy.PREFIX, prefix_of("+33146201001") or "", 120, hour=True)
    with pytest.raises(NotNow) as refusal:
        call(calling)
    assert refusal.value.rules == ("prefix_hour",)
    assert "11:00" in refusal.value.problems[0].found
    other = calling.lead("+33147201001", "Mairie")
    same = calling.lead("+33146209999", "Crèche")
    calling.rows.flush()
    assert {entry.lead_id for entry in deal(calling)} == {other.id}
    calling.rows.refresh(same)
    assert same.blocked_by == "prefix_hour"


def test_calls_to_a_block_are_counted_by_the_hour(calling: World) -> None:
    written(calling, "+33146201001")
    assert call(calling)
    row = calling.rows.scalars(
        select(DialCount).where(DialCount.counted_by == CountedBy.PREFIX)
    ).one()
    assert (row.key, row.slot, row.value) == ("331462", calling.now, 1)


def test_a_number_is_not_rung_a_seventh_time_in_a_day(calling: World) -> None:
    attempt = call(calling)
    columns = inspect(Attempt).column_attrs.keys()
    kept = {name: getattr(attempt, name) for name in columns if name != "id"}
    for number in range(5):
        own = {"public_id": f"p{number}", "client_key": f"k{number}"}
        calling.rows.add(Attempt(**{**kept, **own}))
    calling.rows.flush()
    on_the_list_again(calling)
    calling.now += timedelta(minutes=16)
    with pytest.raises(NotNow) as refusal:
        call(calling, "key-7")
    assert "number_day" in refusal.value.rules


def filled(
    world: World,
    by: CountedBy,
    key: str,
    value: int,
    *,
    controller: int | None = None,
    hour: bool = False,
) -> None:
    """So many calls are counted today, or in this hour."""
    slot = world.now if hour else world.now.replace(hour=0)
    world.rows.add(
        DialCount(
            counted_by=by,
            key=key,
            slot=slot,
            controller_id=controller or world.company.id,
            value=value,
        )
    )
    world.rows.flush()
