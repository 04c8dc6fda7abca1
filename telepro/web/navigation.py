"""Decides which places a person's top bar offers, and where they land after signing in."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from telepro.web.access import Actor, Policy, settings


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the top bar."""

    url: str
    label: str
    current: bool


def places(person: Actor | None) -> list[Place]:
    """The places open to this person, in the order of their day."""
    if person is None:
        return []
    offered = [entry for policy, entry in _offers() if person.may(policy)]
    links = [(url_for(endpoint), label) for endpoint, label in offered]
    here = max((url for url, _label in links if _is_inside(url)), key=len, default=None)
    return [Place(url, label, url == here) for url, label in links]


def home_of(person: Actor) -> str:
    """The page a person starts from: the first place their roles open."""
    found = places(person)
    return found[0].url if found else url_for("auth.account")


def _offers() -> list[tuple[Policy, tuple[str, str]]]:
    offers = [
        (Policy.TELEPROSPECTOR, ("desk.desk", _("Desk"))),
        (Policy.TELEPROSPECTOR, ("desk.callbacks", _("Callbacks"))),
        (Policy.TELEPROSPECTOR, ("tasks.of_desk", _("Tasks"))),
        (Policy.TELEPROSPECTOR, ("own_reviews.listed", _("Reviews"))),
        (Policy.TELEPROSPECTOR, ("desk_hours.hours", _("My hours"))),
        (Policy.TELEPROSPECTOR, ("desk_day.own_day", _("My day"))),
        (Policy.MANAGER, ("manager_campaigns.campaigns_page", _("Campaigns"))),
        (Policy.MANAGER, ("reviewing.queue", _("Coaching"))),
        (Policy.MANAGER, ("manager_missions.missions_page", _("Missions"))),
        (Policy.MANAGER, ("manager_prospects.prospects_page", _("Prospects"))),
        (Policy.MANAGER, ("manager_imports.imports_page", _("Prospect files"))),
        (Policy.MANAGER, ("tasks.of_agency", _("Tasks"))),
        (Policy.COMPANY, ("company.home", _("My missions"))),
        (Policy.COMPANY, ("validation.page", _("To validate"))),
        (Policy.COMPANY, ("company.meetings_page", _("Meetings"))),
        (Policy.COMPANY, ("tasks.of_company", _("Tasks"))),
        (Policy.COMPANY, ("company_calendars.calendars_page", _("Calendars"))),
        (Policy.COMPANY, ("company_prospects.prospects_page", _("My prospects"))),
        (Policy.COMPANY, ("company_law.own", _("Rules"))),
        (Policy.ADMINISTRATOR, ("admin.people_page", _("Administration"))),
    ]
    if settings().demo:
        offers.append((Policy.ANYONE, ("mailbox.mailbox", _("Mailbox"))))
    elif settings().keeps_mail:
        offers.append((Policy.ADMINISTRATOR, ("mailbox.mailbox", _("Mailbox"))))
    return offers


def _is_inside(url: str) -> bool:
    if url == url_for("desk_day.own_day") and request.endpoint == "desk_day.own_results":
        return True
    return request.path == url or request.path.startswith(f"{url}/")
