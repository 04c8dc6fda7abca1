"""Who may open what: every route states its policy, and nobody sees what belongs to others."""

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from campaigns.states import OrganisationKind, Role
from telepro.db.who import Membership, Person
from telepro.web import access
from telepro.web.access import Policy
from tests.web.office import Browser, browser_of, nobody, pages, rows
from tests.world import World

__all__ = ["nobody", "pages", "rows"]

# What each route is for; a route that is not named here fails the test that reads it.
EXPECTED = {
    Policy.PUBLIC: {
        "auth.start", "auth.sign_in", "auth.again", "passkeys.ask", "passkeys.sign_in",
        "auth.forgotten", "auth.sent", "auth.welcome", "auth.use",
        "mailbox.mailbox", "mailbox.letter", "health.alive", "health.ready", "health.metrics",
        "meeting_page.meeting", "meeting_page.answer", "office_dictionary.dictionary",
    },
    Policy.ANYONE: {"passkeys.begin", "passkeys.add", "passkeys.remove", "auth.sign_out", "auth.account", "auth.choose_language", "recordings.page",
                    "recordings.sound", "law.rules", "desk.words"},
    Policy.MANAGER: {"tasks.of_agency", "tasks.change_of_agency", "coaching.thread",
                     "coaching.write"},
    Policy.COMPANY: {"tasks.of_company", "tasks.change_of_company"},
    Policy.TELEPROSPECTOR: {"tasks.of_desk", "tasks.change_of_desk", "coaching.read",
                            "coaching.answer", "auth.choose_ways"},
}  # fmt: skip
POLICIES_OF_BLUEPRINTS = {
    "sign_in_links": Policy.PUBLIC,
    "twilio": Policy.PUBLIC,
    "twilio_inbound": Policy.PUBLIC,
    "desk": Policy.TELEPROSPECTOR,
    "desk_calls": Policy.TELEPROSPECTOR,
    "desk_quiz": Policy.TELEPROSPECTOR,
    "desk_hours": Policy.TELEPROSPECTOR,
    "promises": Policy.TELEPROSPECTOR,
    "manager_promises": Policy.MANAGER,
    "manager_adoption": Policy.MANAGER,
    "manager_week": Policy.MANAGER,
    "desk_day": Policy.TELEPROSPECTOR,
    "desk_first": Policy.TELEPROSPECTOR,
    "desk_training": Policy.TELEPROSPECTOR,
    "desk_dictionary": Policy.TELEPROSPECTOR,
    "help": Policy.ANYONE,
    "listening": Policy.MANAGER,
    "upload_parts": Policy.MANAGER,
    "recordings": Policy.MANAGER,
    "manager_colleagues": Policy.MANAGER,
    "manager_meetings": Policy.MANAGER,
    "manager_calendars": Policy.MANAGER,
    "company_calendars": Policy.COMPANY,
    "manager_campaigns": Policy.MANAGER,
    "manager_missions": Policy.MANAGER,
    "manager_plans": Policy.MANAGER,
    "manager_launch": Policy.MANAGER,
    "manager_imports": Policy.MANAGER,
    "manager_import_steps": Policy.MANAGER,
    "manager_exclusions": Policy.MANAGER,
    "manager_people": Policy.MANAGER,
    "manager_numbers": Policy.MANAGER,
    "manager_prospects": Policy.MANAGER,
    "manager_prospect_actions": Policy.MANAGER,
    "manager_saved_filters": Policy.MANAGER,
    "manager_requests": Policy.MANAGER,
    "manager_archive": Policy.MANAGER,
    "manager_samples": Policy.MANAGER,
    "manager_rehearsal": Policy.MANAGER,
    "plan_dictionary": Policy.MANAGER,
    "manager_lists": Policy.MANAGER,
    "manager_passes": Policy.MANAGER,
    "company_prospects": Policy.COMPANY,
    "company_sample": Policy.COMPANY,
    "validation": Policy.COMPANY,
    "reports": Policy.MANAGER,
    "pipeline": Policy.MANAGER,
    "manager_scripts": Policy.MANAGER,
    "plan_scripts": Policy.MANAGER,
    "campaign_reports": Policy.MANAGER,
    "steering": Policy.MANAGER,
    "company": Policy.COMPANY,
    "admin": Policy.ADMINISTRATOR,
    "admin_limits": Policy.ADMINISTRATOR,
    "admin_law": Policy.ADMINISTRATOR,
    "company_law": Policy.COMPANY,
    "reviewing": Policy.MANAGER,
    "own_reviews": Policy.TELEPROSPECTOR,
    "admin_hours": Policy.ADMINISTRATOR,
    "admin_jobs": Policy.ADMINISTRATOR,
    "admin_journal": Policy.ADMINISTRATOR,
}
ABSENT = "0123456789abcdef0123"
# What a path takes that is no id of anything.
FIT = {
    "side": "above",
    "axis": "caller",
    "form": "csv",
    "mail_id": "1",
    "mode": "listen",
    "language": "fr",
    "spoken": "fr",
    "version": "1",
    "turn": "1",
    "kind": "message",
    "letter_id": "1",
}


def endpoints(app: Flask) -> list[str]:
    return sorted({rule.endpoint for rule in app.url_map.iter_rules()} - access.FLASKS_OWN)


def expected_policy(endpoint: str) -> Policy | None:
    for policy, named in EXPECTED.items():
        if endpoint in named:
            return policy
    return POLICIES_OF_BLUEPRINTS.get(endpoint.partition(".")[0])


def addresses(app: Flask, ids: dict[str, str]) -> list[tuple[str, str, str]]:
    """Every (endpoint, method, path) with the ids given put where the path names them."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint in access.FLASKS_OWN:
            continue
        values = {name: ids.get(name, ABSENT) for name in rule.arguments}
        values |= {name: value for name, value in FIT.items() if name in values}
        with app.test_request_context():
            path = app.url_map.bind("").build(rule.endpoint, values)
        found += [
            (rule.endpoint, method, path)
            for method in sorted(rule.methods or ())
            if method in {"GET", "POST"}
        ]
    return found


def ids_of(world: World) -> dict[str, str]:
    lead = world.lead()
    return {
        "mission_id": world.mission.public_id,
        "campaign_id": world.campaign.public_id,
        "lead_id": lead.public_id,
        "prospect_id": lead.prospect.public_id,
        "person_id": world.alice.public_id,
        "kpi": "contact_rate",
        "action": "pause",
    }


def test_every_route_has_the_policy_it_should_have(pages: Flask) -> None:
    found = {endpoint: access.policy_of(pages, endpoint) for endpoint in endpoints(pages)}
    assert found == {endpoint: expected_policy(endpoint) for endpoint in found}


def test_a_route_without_a_policy_refuses_to_start() -> None:
    bare = Flask("bare")
    bare.add_url_rule("/open", endpoint="forgotten", view_func=lambda: "")
    with pytest.raises(RuntimeError, match="forgotten"):
        access.check_every_route(bare)


def test_nobody_is_sent_to_the_sign_in_everywhere_but_where_all_may_go(
    pages: Flask, nobody: Browser, world: World
) -> None:
    for endpoint, method, path in addresses(pages, ids_of(world)):
        if expected_policy(endpoint) is Policy.PUBLIC:
            continue
        answer = nobody.get(path) if method == "GET" else nobody.post(path)
        assert answer.status_code == 303, (endpoint, path)
        assert answer.location.startswith("/sign-in"), (endpoint, path)


@pytest.mark.parametrize("name", ["charlie", "stranger", "outside_caller"])
def test_people_of_elsewhere_see_nothing_of_this_campaign(
    pages: Flask, rows: Session, world: World, name: str
) -> None:
    browser = browser_of(pages, rows, somebody(world, name))
    ids = ids_of(world)
    for endpoint, method, path in addresses(pages, ids):
        named = any(value in path for key, value in ids.items() if key.endswith("_id"))
        if not named or expected_policy(endpoint) is Policy.PUBLIC:
            continue
        answer = browser.get(path) if method == "GET" else browser.post(path)
        assert answer.status_code in {403, 404}, (endpoint, method, answer.status_code)


def somebody(world: World, name: str) -> Person:
    """Charlie manages elsewhere; the stranger is of another company; the caller is not engaged."""
    if name == "charlie":
        return world.charlie
    if name == "outside_caller":
        return world._person("Oscar Lenoir")
    return stranger_of(world)


def stranger_of(world: World) -> Person:
    elsewhere = world._organisation(OrganisationKind.COMPANY, "Menuiserie d'Ailleurs")
    return world.person("Sam Petit", elsewhere, Role.COMPANY)


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("bob", {Policy.MANAGER}),
        ("carla", {Policy.COMPANY}),
        ("alice", {Policy.TELEPROSPECTOR}),
    ],
)
def test_each_role_opens_its_own_pages_and_no_others(
    pages: Flask, rows: Session, world: World, name: str, allowed: set[Policy]
) -> None:
    browser = browser_of(pages, rows, getattr(world, name))
    for endpoint, method, path in addresses(pages, ids_of(world)):
        policy = expected_policy(endpoint)
        if policy in {Policy.PUBLIC, Policy.ANYONE} or policy in allowed or method != "GET":
            continue
        assert browser.get(path).status_code == 403, endpoint


def test_a_role_taken_away_is_gone_at_the_next_request(
    pages: Flask, rows: Session, world: World
) -> None:
    browser = browser_of(pages, rows, world.bob)
    assert browser.get("/campaigns").status_code == 200
    rows.execute(
        update(Membership).where(Membership.person_id == world.bob.id).values(ended_at=world.now)
    )
    rows.commit()
    assert browser.get("/campaigns").status_code == 403
