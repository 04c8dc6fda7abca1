"""The script editor of a campaign: its text, how it is read to a lead, its versions."""

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from campaigns.plan.script_text import write_script_text
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, own_folder, problems, read, tuesday_ten, words
from tests.web.seen import ADDRESS, complaints_of, seen
from tests.world import World, example_plan

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]

pytestmark = pytest.mark.usefixtures("tuesday_ten")
TEXT = write_script_text(example_plan().script)


def path(world: World) -> str:
    return f"/campaigns/{world.campaign.public_id}/script"


def test_a_script_is_published_seen_with_its_versions_and_brought_back(
    bob: Browser, world: World
) -> None:
    world.lead()
    world.rows.commit()
    page = read(bob.get(path(world)))
    assert words(page.select("#checked .read-aloud")[0]).count("seconds aloud") == 1
    changed = f"# relu en novembre\n{TEXT}"
    assert bob.post(path(world), {"base": "1", "text": changed}).status_code == 303
    page = read(bob.get(path(world)))
    lines = [words(row) for row in page.select("tbody tr")]
    assert lines[0].startswith("Version 2") and "Bob Martin" in lines[0]
    assert lines[1].endswith("Bring back Version 1 compare Version 1")
    assert bob.post(f"{path(world)}/back", {"version": "1"}).status_code == 303
    assert "brings back version 1" in words(read(bob.get(path(world))))
    compared = read(bob.get(f"{path(world)}/compare?before=1&after=2"))
    assert "Both versions say the same" in words(compared)


def test_what_is_wrong_stands_at_its_line_and_the_text_stays(bob: Browser, world: World) -> None:
    wrong = TEXT.replace("key: ", "kee: ", 1)
    answer = bob.post(path(world), {"base": "1", "text": wrong})
    assert answer.status_code == 422
    assert any("Did you mean `key`?" in each for each in problems(answer))
    assert "kee: " in answer.text
    late = bob.post(path(world), {"base": "7", "text": f"# {TEXT}"})
    assert late.status_code == 409
    assert any("published meanwhile by somebody else" in each for each in problems(late))


def test_the_script_of_a_plan_is_written_in_the_same_editor(bob: Browser, world: World) -> None:
    address = f"/missions/{world.mission.public_id}/plan/script"
    page = read(bob.get(address))
    assert page.select("#checked .read-aloud")
    changed = TEXT.replace("title: ", "title: Tout d'abord, ", 1)
    assert bob.post(address, {"base": "1", "text": changed}).status_code == 303
    assert "Version 2" in words(read(bob.get(address)))
    assert bob.post(address, {"base": "1", "text": TEXT}).status_code == 409
    wrong = bob.post(address, {"base": "2", "text": "sections: ["})
    assert wrong.status_code == 422


@WITH_CHROMIUM
@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("fr", 1366, "dark"), ("en", 390, "light")]
)
def test_the_editor_shows_the_script_as_it_is_typed_accessible_and_fits(
    browser: Chromium, bob: Browser, world: World, language: str, width: int, scheme: str
) -> None:
    world.lead()
    world.rows.commit()
    with seen(browser, bob, width, scheme) as page:
        page.goto(f"{ADDRESS}{path(world)}?lang={language}")
        assert complaints_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto(f"{ADDRESS}/missions/{world.mission.public_id}/plan/script")
        assert complaints_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto(f"{ADDRESS}{path(world)}?lang={language}")
        page.locator("#text").fill(TEXT.replace("title: ", "title: Tout d'abord, ", 1))
        expect(page.locator("#checked .read-aloud h2").first).to_contain_text("Tout d'abord,")
        page.locator("#text").fill("sections: [")
        expect(page.locator("#checked .problems")).to_be_visible()
        assert complaints_of(page) == []
