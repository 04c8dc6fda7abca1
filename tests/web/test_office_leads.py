"""The leads of a campaign on the office's pages: their list, and why one is not called."""

import pytest
from sqlalchemy.orm import Session

from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, own_folder, read, tuesday_ten, words
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]


@pytest.mark.usefixtures("tuesday_ten")
def test_the_lead_s_page_says_why_it_is_not_called(
    bob: Browser, rows: Session, world: World
) -> None:
    lead = world.lead()
    rows.commit()
    page = words(read(bob.get(f"/leads/{lead.public_id}")))
    assert "Why it is not called now" in page
    assert "No teleprospector of the campaign is signed in." in page
    world.at_work(world.alice)
    rows.commit()
    assert "Why it may be called now" in words(read(bob.get(f"/leads/{lead.public_id}")))


@pytest.mark.usefixtures("tuesday_ten")
def test_a_prospect_put_on_the_do_not_call_list_is_never_clear_again(
    bob: Browser, rows: Session, world: World
) -> None:
    lead = world.lead()
    world.at_work(world.alice)
    rows.commit()
    bob.post(f"/leads/{lead.public_id}/do-not-call", {"reason": "demandé par courrier"})
    assert "an objection is on record" in words(read(bob.get(f"/leads/{lead.public_id}")))


def test_the_list_of_leads_is_paged_and_filtered(bob: Browser, rows: Session, world: World) -> None:
    for number in range(60):
        world.lead(f"+331990020{number:02d}", f"École {number:02d}")
    rows.commit()
    path = f"/campaigns/{world.campaign.public_id}/leads"
    first = read(bob.get(path))
    assert len(first.select("tbody tr")) == 50
    rest = read(bob.get(str(first.select("a[rel=next]")[0]["href"])))
    assert len(rest.select("tbody tr")) == 10
    assert len(read(bob.get(f"{path}?search=École 07")).select("tbody tr")) == 1
    assert read(bob.get(f"{path}?stage=won")).select("tbody tr") == []
    assert bob.get(f"{path}?stage=id;--&after=x").status_code == 200
