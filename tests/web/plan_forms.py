"""The forms of a plan's steps, as a browser would send them."""

from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.plan.steps import Step
from telepro.db.what_for import Plan as PlanRow
from tests.web.office import Browser
from tests.web.office_at_work import (
    read,
)
from tests.world import World


def base(world: World) -> str:
    return f"/missions/{world.mission.public_id}/plan"


def versions(rows: Session, world: World) -> list[PlanRow]:
    asked = select(PlanRow).where(PlanRow.mission_id == world.mission.id).order_by(PlanRow.version)
    return list(rows.scalars(asked))


def form(bob: Browser, world: World, step: Step) -> dict[str, object]:
    """What a step's form would send as it is shown."""
    return sent_by(read(bob.get(f"{base(world)}/steps/{step}")))


def sent_by(page: BeautifulSoup) -> dict[str, object]:
    """What the form of a step sends, its ticked boxes under one name."""
    sent: dict[str, object] = {
        str(each["name"]): str(each.get("value", ""))
        for each in page.select("form.wide input:not([type=checkbox])")
    }
    for each in page.select("form.wide input[checked]"):
        ticked = sent.setdefault(str(each["name"]), [])
        assert isinstance(ticked, list)
        ticked.append(str(each["value"]))
    for each in page.select("form.wide textarea"):
        sent[str(each["name"])] = each.text.removeprefix("\n")
    for each in page.select("form.wide select"):
        chosen = each.select_one("option[selected]")
        value = str(chosen["value"]) if chosen else ""
        several = sent.get(str(each["name"]))
        if each.get("aria-label"):
            sent[str(each["name"])] = [*(several if isinstance(several, list) else []), value]
        else:
            sent[str(each["name"])] = value
    return sent
