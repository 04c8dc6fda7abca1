"""The pages that steer a campaign: what needs a look, the causes of the gap, why, what if."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from campaigns.dealing import Tier
from campaigns.states import CallbackKind, CallbackState
from telepro.db.results import Callback, Outcome
from telepro.services import outlooks, steering
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, own_folder, read, words
from tests.web.steered_campaign import steered
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "steered"]


def address(world: World, page: str = "") -> str:
    return f"/campaigns/{world.campaign.public_id}{page}"


def tenths(text: str) -> int:
    """« −1.5 » as a person reads it, in tenths."""
    return round(float(text.replace("−", "-").replace("+", "")) * 10)


def most(page: BeautifulSoup) -> int:
    """The upper end of the range that a what-if shows."""
    return int(page.select("#imagined b")[0].text.split("–")[-1])


def test_the_causes_on_the_board_add_up_to_the_gap_that_it_shows(
    bob: Browser, steered: World
) -> None:
    page = read(bob.get(address(steered)))
    lines = page.select("table.causes tbody tr")
    shown = [tenths(line.select("td.num b")[0].text) for line in lines]
    gap = page.select_one("table.causes tfoot b")
    assert len(shown) == 7
    assert gap is not None
    assert sum(shown) == tenths(gap.text)
    assert any(each < 0 for each in shown)


def test_a_loss_says_what_to_do_and_where(bob: Browser, steered: World) -> None:
    page = read(bob.get(address(steered)))
    links = {str(link["id"]): str(link["href"]) for link in page.select("table.causes a[id]")}
    assert links["cause-reach"].endswith("/reports/hour")
    assert links["what-if"].endswith("/what-if")
    for href in links.values():
        assert bob.get(href).status_code == 200


def test_plan_and_actual_stand_side_by_side_today_to_date_and_at_the_end(
    bob: Browser, steered: World
) -> None:
    page = read(bob.get(address(steered)))
    dials = next(row for row in page.select("table.pace tr") if "Dials" in row.text)
    today, so_far, at_the_end = (cell.text for cell in dials.select("td.num")[:3])
    assert today == "241 / 41"
    assert so_far.startswith("241 / ")
    assert at_the_end.endswith(" / 1,973")
    assert "not a forecast" in words(page)


def test_the_end_is_a_range_with_its_chance_once_it_was_foretold(
    bob: Browser, steered: World
) -> None:
    for each in range(10, 90):
        steered.lead(f"+331990011{each}", f"Lycée {each}")
    outlooks.foresee(steered.campaign.id, steered.now)
    page = read(bob.get(address(steered)))
    booked = next(row for row in page.select("table.pace tr") if "Meetings booked" in row.text)
    low, high = booked.select("td.num b")[2].text.split("–")
    assert 1 <= int(low) < int(high)
    assert "The objective of 25 has a chance of " in words(page)
    assert "made Tue 8 Dec 11:15 in 1,000 plays" in words(page)
    losing = [row for row in page.select("table.causes tbody tr") if row.select("a")]
    assert any("chance" in row.select("td.num")[-1].text for row in losing)


def test_what_needs_a_look_comes_first_with_its_action(
    bob: Browser, rows: Session, steered: World
) -> None:
    steering.look_at_figures(steered.campaign.id, steered.now)
    page = read(bob.get(address(steered)))
    section = page.select_one(".attention")
    assert section is not None
    assert "The largest gap to the plan" in words(section)
    assert "it still allows 42 dials, 1,537 fewer than are to come at this pace" in words(section)
    assert len(section.select("li")) == len(section.select("li a"))


def test_a_late_promise_and_a_silent_hour_need_a_look(
    bob: Browser, rows: Session, steered: World
) -> None:
    half_an_hour = timedelta(minutes=30)
    promised = steered.lead("+33199001050", "Mairie", tier=Tier.PROMISED)
    rows.add(
        Callback(
            campaign_id=steered.campaign.id,
            lead_id=promised.id,
            outcome_id=rows.query(Outcome).first().id,  # type: ignore[union-attr]
            due_at=steered.now - half_an_hour,
            local_time="2026-12-08T10:45",
            time_zone="Europe/Paris",
            kind=CallbackKind.SHARED,
            state=CallbackState.PROMISED,
            created_at=steered.now - 2 * half_an_hour,
        )
    )
    steered.now -= 2 * half_an_hour
    steered.at_work(steered.anna)
    rows.commit()
    section = read(bob.get(address(steered))).select(".attention")[0]
    assert "1 promised callback is late, since 10:45." in words(section)
    assert "Anna Leroy: 60 min without a conversation." in words(section)
    assert "Alice" not in words(section)


def test_before_the_plan_begins_there_is_no_gap_to_explain(bob: Browser, world: World) -> None:
    page = words(read(bob.get(address(world))))
    assert "The plan's time has not begun." in page
    assert "Needs your attention" not in page


def test_the_reasons_on_the_why_page_add_up_to_all_leads(bob: Browser, steered: World) -> None:
    page = read(bob.get(address(steered, "/why")))
    counts = [int(row.select("td.num")[0].text) for row in page.select("tbody tr")]
    total = page.select_one("tfoot td.num")
    assert total is not None
    assert sum(counts) == int(total.text) == 8
    assert "May be called now" in words(page)
    assert "Meeting booked Closed" in words(page)


def test_a_slider_moves_the_end(bob: Browser, steered: World) -> None:
    path = address(steered, "/what-if")
    now = most(read(bob.get(path)))
    better = read(bob.get(f"{path}?transformation=100&argumentation=100&contact_rate=66"))
    assert most(better) > now
    assert "1,000 plays" in words(better)
    part = bob.get(f"{path}?contact_rate=30", **{"HX-Request": "true"}).text
    assert "<html" not in part
    assert "meetings held" in part


@pytest.mark.parametrize("wish", ["-1", "nan", "1e9", "99999999", "½", "", "1/0", "<b>"])
def test_a_wish_that_is_no_number_is_no_wish(bob: Browser, steered: World, wish: str) -> None:
    answer = bob.get(f"{address(steered, '/what-if')}?hours={wish}")
    assert answer.status_code == 200
    assert "<b>" not in answer.text.split("so far")[0].split('name="hours"')[-1]


def test_a_wish_out_of_bounds_is_taken_to_the_nearest(bob: Browser, steered: World) -> None:
    page = read(bob.get(f"{address(steered, '/what-if')}?contact_rate=99999"))
    slider = page.select_one("#contact_rate")
    assert slider is not None
    assert float(str(slider["value"])) <= float(str(slider["max"]))
