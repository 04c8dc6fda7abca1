"""Calendar files (RFC 5545): the one that goes with a meeting's letter."""

from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//TelePro//TelePro//FR"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A meeting as it goes into somebody's calendar; `moves` is how often it was moved."""

    public_id: str
    moves: int
    starts_at: datetime
    ends_at: datetime
    written_at: datetime
    title: str
    place: str
    text: str
    link: str
    organiser: str
    organiser_email: str


def invitation(meeting: Invitation) -> str:
    """The calendar file of a meeting; a later one of the same meeting replaces it.

    It is published, not requested (RFC 5546, 3.2.1): answers come by the letter's links, and no
    calendar program has to find somebody who reads its replies.
    """
    event = Event()
    event.add("uid", f"{meeting.public_id}@telepro")
    event.add("sequence", meeting.moves)
    event.add("dtstamp", meeting.written_at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", meeting.title)
    event.add("description", meeting.text)
    event.add("url", meeting.link)
    event.add("status", "CONFIRMED")
    event.add("organizer", _organiser(meeting))
    if meeting.place:
        event.add("location", meeting.place)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return str(calendar.to_ical().decode())


def _organiser(meeting: Invitation) -> vCalAddress:
    address = vCalAddress(f"mailto:{meeting.organiser_email}")
    address.params["CN"] = vText(meeting.organiser)
    return address
