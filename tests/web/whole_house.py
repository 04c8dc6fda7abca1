"""A house with something on every screen: people of each role, work in each state, and people with nothing.

Beside the cast of `tests.world` there are Dominique, who administers the platform, and three who have
nothing yet: Charlie manages elsewhere, Nina's company has just come, Nora calls for nobody; Paula has not
passed the quiz, and Zita's agency looks around with a sample. Rows are committed, so that any server on the same database shows them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.law.asking import Form
from campaigns.lead.closing import CloseReason
from campaigns.pipeline import Stage
from campaigns.prospect_base.data_requests import IdentityCheck, RequestKind
from campaigns.states import LinkPurpose, OrganisationKind, Role
from telepro import clock, ids, links
from telepro import demo as demonstration
from telepro.db import accounts, counters, db, passkeys, people
from telepro.db.results import Meeting
from telepro.db.what_for import Plan, WaveState
from telepro.db.who import Engagement, Membership, Organisation, Person
from telepro.db.whom import Import, Lead, Prospect
from telepro.passkeys import Made
from telepro.services import (
    data_requests,
    enrolments,
    imports,
    law,
    outlooks,
    samples,
    sign_in_links,
    steering,
)
from telepro.services import people as invitations
from telepro.services.data_requests import Asker
from telepro.services.people import NewPerson
from telepro.services.reminders import Desk
from telepro.settings import Settings
from tests.security.house import ids_of
from tests.services.meeting_values import MINUTE, chore, messages
from tests.services.test_list_shares import a_list, shared
from tests.web.import_values import files_in_each_state
from tests.web.office import Browser, browser_of
from tests.web.office_at_work import uploaded
from tests.web.steered_campaign import MORE
from tests.web.test_launch_gate import QUIZ
from tests.world import World

SECOND_WEEK = timedelta(days=8)
FIXED = {
    "kpi": "contact_rate",
    "side": "above",
    "counter": "attempts",
    "kind": "mail",
    "help_of": "manager",
    "invented_mission_id": "sample",
    "spent": "0123456789abcdef" * 4,
    **{f"axis_{axis}": axis for axis in ("campaign", "caller", "hour")},
    **{
        f"step_{step}": step
        for step in ("objective", "target", "actions", "preparation", "kpis", "launch")
    },
}


@dataclass(frozen=True, slots=True)
class WholeHouse:
    """The ids of everything that a screen may show, and the cookie with which each person is signed in."""

    ids: Mapping[str, str]
    cookies: Mapping[str, str]
    cookie_name: str


def furnish(app: Flask, settings: Settings) -> WholeHouse:
    """Bring people and work into the empty tables of an application, at its clock's present moment."""
    with app.app_context():
        world = World(db.session(), clock.now())
        _plan_of_the_second_week(world)
        ids = {**FIXED, **ids_of(world, "+33199001", settings.data)}
        ids |= _calls_of_a_week(world)
        ids |= _requests(world, ids["request_id"])
        ids |= files_in_each_state(world, settings.data)
        merged = world.rows.scalars(select(Prospect).where(Prospect.name.like("Menuiserie%"))).one()
        ids["merged"] = merged.public_id
        _lists_and_a_wave(world)
        ids |= _bare(world)
        ids["meeting"] = _letter(world, settings)
        cast = _cast(world)
        _sample(cast["zita"], settings, world)
        _laws(world, cast["dominique"])
        ids["way_in"] = _ways_in(world)
        ids["welcome"] = _invited(cast["dominique"], settings)
        _ask_for_the_quiz(world, cast["paula"])
        browsers = {name: browser_of(app, world.rows, person) for name, person in cast.items()}
        uploaded(browsers["bob"], company=world.company.public_id)
        name = str(app.config["SESSION_COOKIE_NAME"])
        return WholeHouse(ids, {who: _cookie(each, name) for who, each in browsers.items()}, name)


def _plan_of_the_second_week(world: World) -> None:
    """The campaign's plan began eight days ago, whatever day it is."""
    plan = world.rows.get_one(Plan, world.campaign.plan_id)
    plan.text = demonstration.plan_text(world.now - SECOND_WEEK)
    world.rows.commit()


def _calls_of_a_week(world: World) -> dict[str, str]:
    """Calls of two people over several hours; the list looked at, the end foretold."""
    begun = world.now - timedelta(hours=3)
    ids = {"anna": world.anna.id, "campaign": world.campaign.id, "begun": begun}
    world.rows.execute(MORE, ids)
    done = {"attempts": 240, "answered": 90, "contacts": 34, "argued": 15, "argued_positive": 1}
    worked = {"logged_s": 12 * 3600, "break_s": 1800}
    counters.add(world.rows, world.campaign.id, world.alice.id, begun, done, worked)
    for number in range(10, 40):
        world.lead(f"+3319900115{number}"[:12], f"École élémentaire {number}")
    world.rows.flush()
    steering.look_at_list(world.campaign.id, world.now)
    outlooks.foresee(world.campaign.id, world.now)
    world.rows.commit()
    return {"met_lead_id": _met(world).public_id}


def _lists_and_a_wave(world: World) -> None:
    """Two lists with shares, a wave that waits for its word, a lead given up a season ago."""
    plan = world.rows.get_one(Plan, world.campaign.plan_id)
    wave = "  test_wave:\n    calls: 5\n    go_on_if: [Un contact sur dix appels]\n"
    plan.text = plan.text.replace("\npreparation:\n", f"\npreparation:\n{wave}", 1)
    world.rows.add(WaveState(campaign_id=world.campaign.id, full_at=world.now, figures={}))
    lists = a_list(world, "annuaire.csv", 3), a_list(world, "salon-2026.csv", 1)
    shared(world, (lists[0], 60), (lists[1], 40))
    lead = world.rows.scalars(select(Lead).where(Lead.list_id == lists[0].id)).first()
    assert lead is not None
    lead.closed_reason, lead.stage, lead.next_call_at = CloseReason.EXHAUSTED, Stage.EXHAUSTED, None
    lead.closed_at = world.now - timedelta(days=100)
    world.rows.commit()


def _laws(world: World, dominique: Person) -> None:
    """The company's own hours beside its stricter figure; compliance eases another."""
    hours = Form({"kind": "hours", "spans": "10:00-12:00, 14:00-17:00"}, tuple("01234"))
    law.hold(world.company.id, hours, world.carla.id, "fr", world.now)
    until = f"{world.now + timedelta(days=60):%Y-%m-%d}"
    why = "The authority confirmed in writing that six attempts are allowed."
    eased = {"figure": "FR-05/days", "value": "30", "reason": why, "until": until}
    law.loosen("", Form(eased), dominique.id, "fr", world.now)


def _met(world: World) -> Lead:
    """The lead whose meeting was booked."""
    return world.rows.get_one(Lead, world.rows.scalars(select(Meeting.lead_id)).first())


def _requests(world: World, open_id: str) -> dict[str, str]:
    """What people asked about their data: just now, of somebody who is known, and answered."""
    asker = Asker(world.bob.id, (world.agency.id,))
    found = {}
    for number, name in enumerate(("checked", "done")):
        prospect = world.prospect(f"+3319900155{number}", f"Crèche {name}")
        asked = data_requests.open_request(
            asker, prospect.public_id, RequestKind.ERASURE, world.now
        )
        data_requests.check_identity(asker, asked, IdentityCheck.CALLED_BACK, world.now)
        found[f"{name}_request"] = asked
    data_requests.erase(asker, found["done_request"], world.now)
    return {**found, "open_request": open_id}


def _bare(world: World) -> dict[str, str]:
    """A campaign in which nobody was called, a mission without a plan."""
    mission, _terms = world._mission()
    mission.offer = "Sorties au planétarium"
    campaign = world.second_campaign()
    world.rows.commit()
    return {"empty_mission_id": mission.public_id, "empty_campaign_id": campaign.public_id}


def _letter(world: World, settings: Settings) -> str:
    """The meeting is written about; what its letter's link opens."""
    for contact in _met(world).prospect.contacts:
        contact.email = "claire@ecole.example"
    world.rows.commit()
    chore(world.now + MINUTE, desk=Desk(settings.public_base_url, settings.secret_key, ()))
    return links.token(settings.secret_key, messages(world.rows)[0].public_id)


def _cast(world: World) -> dict[str, Person]:
    """Everybody whose screens are looked at; they read English unless a page is asked for in French."""
    rows = world.rows
    platform = people.platform(rows, world.now)
    new = _new(rows, world, "Maison Neuve")
    nora = world._person("Nora Blanc")
    cast = {
        "alice": world.alice,
        "bob": world.bob,
        "carla": world.carla,
        "charlie": world.charlie,
        "dominique": world.person("Dominique Petit", platform, Role.ADMINISTRATOR),
        "nina": world.person("Nina Roux", new, Role.COMPANY),
        "nora": nora,
        "paula": world.caller("Paula Roux"),
        "zita": world.person("Zita Blanc", _new(rows, world, "Agence Neuve"), Role.MANAGER),
    }
    for person in cast.values():
        person.language = "en"
    rows.commit()
    return cast


def _new(rows: Session, world: World, name: str) -> Organisation:
    """An organisation that has nothing yet."""
    kind = OrganisationKind.AGENCY if name.startswith("Agence") else OrganisationKind.COMPANY
    new = Organisation(kind=kind, name=name, created_at=world.now)
    rows.add(new)
    rows.flush()
    return new


def _sample(zita: Person, settings: Settings, world: World) -> None:
    """Zita's agency looks around with a sample, whose file was read."""
    mine = select(Membership.organisation_id).where(Membership.person_id == zita.id)
    asker = samples.Asker((world.rows.scalars(mine).one(),), zita.id, "fr")
    samples.put_in(asker, settings.data / "imports", world.now)
    shown = samples.at_hand(asker.organisation_ids)
    assert shown
    file = select(Import.id).where(Import.organisation_id == shown.company.id)
    imports.run(world.rows.scalars(file).one(), world.now)
    enrolments.complete(shown.campaigns[0].id, world.now)


def _ways_in(world: World) -> str:
    """Alice has a passkey and asked for a link a moment ago; what that link opens."""
    token, now = ids.secret_token(), clock.real_now()
    lasts = sign_in_links.LASTS * 100
    accounts.add_link(world.rows, LinkPurpose.SIGN_IN, world.alice.id, token, lasts, now)
    passkeys.add(world.rows, world.alice.id, Made(b"laptop", b"", 0), "Ordinateur du bureau", now)
    world.rows.commit()
    return token


def _invited(dominique: Person, settings: Settings) -> str:
    """Zoé was invited a moment ago; what her link opens."""
    zoe = NewPerson(
        name="Zoé Petit", email="zoe@example.org", role=None, organisation=None, spoken=("fr",)
    )
    base = settings.public_base_url
    link = invitations.add(zoe, dominique.id, base, clock.real_now()).link
    assert link
    return link.rpartition("/")[2]


def _ask_for_the_quiz(world: World, paula: Person) -> None:
    """The plan asks for its quiz, which Paula alone has not passed."""
    plan = world.rows.get_one(Plan, world.campaign.plan_id)
    plan.text = plan.text.replace("  quiz_required: no\n", QUIZ, 1)
    engaged = select(Engagement).where(Engagement.person_id == paula.id)
    world.rows.scalars(engaged).one().quiz_passed_at = None
    world.rows.commit()
    world.rows.info.clear()


def _cookie(browser: Browser, name: str) -> str:
    found = browser.client.get_cookie(name)
    assert found is not None
    return found.value
