"""Decides what an invented mission has brought, for a company that looks round before it posts one.

Nobody here exists, and nothing is a row: what the company says of these meetings is told again each time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

from campaigns.pipeline import MeetingStatus
from campaigns.validation import Act, Booked, ContestReason, Said, Side, Terms, allowed, standing

Words = Mapping[str, str]

TERMS = Terms(timedelta(days=7), manager_decides=True)
ZONE = "Europe/Paris"
# What the calls so far have counted: the figures that the company is shown are read from these.
COUNTED: Mapping[str, int] = {
    "attempts": 590, "answered": 214, "contacts": 131, "argued": 74, "argued_positive": 8,
    "meetings_booked": 8, "meetings_pending": 1, "meetings_held": 5,
}  # fmt: skip
SHOWN = ("contact_rate", "argumentation_rate", "transformation_rate", "show_rate")


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody who does not exist, in one language, with what they answered by the question's key."""

    name: str
    city: str
    contact: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What one side said some working days before the company began to look."""

    act: Act
    side: Side
    days: int
    reason: ContestReason | None = None
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Invented:
    """A meeting that nobody has: booked and held so many working days from the day on which the company
    begins to look, at so many minutes of the day; `status` is what is known of it by then."""

    code: str
    prospect: Mapping[str, Whom]
    booked_days: int
    starts_days: int
    minute: int
    kind: str
    talk_seconds: int
    status: MeetingStatus = MeetingStatus.BOOKED
    decision_maker: bool = True
    said: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """An invented meeting at its moments, its last status and since when, and all that was said of it."""

    invented: Invented
    starts_at: datetime
    booked_at: datetime
    status: MeetingStatus
    status_at: datetime
    said: tuple[Said, ...]

    @property
    def booked(self) -> Booked:
        """The same as the rules of results read it."""
        return Booked(self.status, self.status_at, self.starts_at, self.booked_at)


@dataclass(frozen=True, slots=True)
class Word:
    """What the company says of the meeting of that code: a word on the result, or what became of the meeting."""

    code: str
    act: Act | MeetingStatus
    at: datetime
    reason: ContestReason | None = None
    words: str = ""


def brought(since: datetime, language: str, words: Iterable[Word]) -> list[Brought]:
    """The invented meetings for a company that began to look at `since` and has said these words, the
    earliest deadline first. A word that means nothing as things stand changes nothing, as with real ones."""
    told = tuple(words)
    return [
        reduce(
            _after,
            (word for word in told if word.code == each.code),
            _at_first(each, since, language),
        )
        for each in INVENTED
    ]


def _at_first(invented: Invented, since: datetime, language: str) -> Brought:
    starts_at = _moment(since, invented.starts_days, invented.minute)
    booked_at = _moment(since, -invented.booked_days, invented.minute + 25)
    happened = invented.status is not MeetingStatus.BOOKED
    said = tuple(
        Said(
            each.act,
            each.side,
            _moment(since, -each.days, 16 * 60 + number),
            number,
            each.reason,
            each.words[language] if each.words else "",
        )
        for number, each in enumerate(invented.said, start=1)
    )
    status_at = starts_at + timedelta(hours=1) if happened else booked_at
    return Brought(invented, starts_at, booked_at, invented.status, status_at, said)


def _after(one: Brought, word: Word) -> Brought:
    if isinstance(word.act, MeetingStatus):
        may = word.act in _may_become(one, word.at)
        return replace(one, status=word.act, status_at=word.at) if may else one
    stands = standing(one.booked, one.said, TERMS, word.at)
    if word.act not in allowed(stands, Side.COMPANY, TERMS, word.at) or not _is_whole(one, word):
        return one
    said = Said(word.act, Side.COMPANY, word.at, len(one.said) + 1, word.reason, word.words)
    status = _status_after(one, word, stands.reason)
    status_at = one.status_at if status is one.status else word.at
    return replace(one, status=status, status_at=status_at, said=(*one.said, said))


def _may_become(one: Brought, at: datetime) -> frozenset[MeetingStatus]:
    """A meeting is held once its moment has come, and called off before it."""
    if one.status is MeetingStatus.NO_SHOW:
        return frozenset({MeetingStatus.HELD})
    if one.status is not MeetingStatus.BOOKED:
        return frozenset()
    return frozenset({MeetingStatus.HELD if one.starts_at <= at else MeetingStatus.CANCELLED})


def _is_whole(one: Brought, word: Word) -> bool:
    if word.act is not Act.CONTESTED:
        return True
    too_early = word.reason is ContestReason.NOT_KEPT and one.starts_at > word.at
    return word.reason is not None and not too_early


def _status_after(one: Brought, word: Word, reason: ContestReason | None) -> MeetingStatus:
    """Whoever contests that a meeting was kept says so of the meeting too, and takes both back at once."""
    if word.act is Act.CONTESTED and word.reason is ContestReason.NOT_KEPT:
        return MeetingStatus.NO_SHOW
    if word.act is Act.WITHDRAWN and reason is ContestReason.NOT_KEPT:
        return one.invented.status
    return one.status


def _moment(since: datetime, days: int, minute: int) -> datetime:
    """That minute of the day, so many working days after the day of `since`, or before it."""
    zone = ZoneInfo(ZONE)
    day, step = since.astimezone(zone).date(), timedelta(days=1 if days > 0 else -1)
    while days or day.weekday() > 4:
        day += step
        if day.weekday() < 5 and days:
            days -= step.days
    local = datetime.combine(day, time(minute // 60, minute % 60), zone)
    return local.astimezone(UTC)


INVENTED = (
    Invented(
        "held",
        {
            "fr": Whom("Collège des Tilleuls", "Rennes", "Hélène Marchal, principale", {"decideur": "yes", "niveau": "Collège", "classes": "6"}),
            "en": Whom("Fontaine Robotics", "Rennes", "Hélène Marchal, Head of HR", {"decides": "yes", "arrivals": "6", "hardest": "Housing"}),
        },
        booked_days=9, starts_days=-4, minute=10 * 60, kind="video", talk_seconds=372, status=MeetingStatus.HELD,
    ),
    Invented(
        "assistant",
        {
            "fr": Whom("École du Vieux Moulin", "Nantes", "Karim Belkacem, secrétariat", {"decideur": "no", "niveau": "Élémentaire", "classes": "4"}),
            "en": Whom("Quai Nord Shipping", "Nantes", "Karim Belkacem, Office manager", {"decides": "no", "arrivals": "2"}),
        },
        booked_days=6, starts_days=-2, minute=14 * 60 + 30, kind="phone", talk_seconds=148, decision_maker=False,
    ),
    Invented(
        "nobody",
        {
            "fr": Whom("Lycée Camille-Claudel", "Angers", "Sophie Aubin, proviseure", {"decideur": "yes", "niveau": "Lycée", "classes": "8"}),
            "en": Whom("Orsay Optics", "Angers", "Sophie Aubin, HR director", {"decides": "yes", "arrivals": "8", "hardest": "Papers"}),
        },
        booked_days=5, starts_days=-1, minute=11 * 60, kind="visit", talk_seconds=266,
    ),
    Invented(
        "to_come",
        {
            "fr": Whom("École Jean-Macé", "Le Mans", "Paul Rivière, directeur", {"decideur": "yes", "niveau": "Élémentaire", "classes": "5"}),
            "en": Whom("Lumen Software", "Le Mans", "Paul Rivière, HR director", {"decides": "yes", "arrivals": "5", "hardest": "Schools"}),
        },
        booked_days=1, starts_days=3, minute=9 * 60 + 30, kind="visit", talk_seconds=421,
    ),
    Invented(
        "twice",
        {
            "fr": Whom("Collège Les Hauts-de-Loire", "Orléans", "Nadia Ferrand, principale adjointe", {"decideur": "yes", "niveau": "Collège", "classes": "3"}),
            "en": Whom("Castel Pumps", "Orléans", "Nadia Ferrand, Global mobility manager", {"decides": "yes", "arrivals": "3"}),
        },
        booked_days=8, starts_days=-5, minute=15 * 60, kind="video", talk_seconds=305, status=MeetingStatus.HELD,
        said=(
            Earlier(Act.CONTESTED, Side.COMPANY, 3, ContestReason.DUPLICATE, {"fr": "Nous leur avions déjà parlé au printemps.", "en": "We had talked to them in spring."}),
            Earlier(Act.ANSWERED, Side.CALLER, 2, words={"fr": "C’était la directrice d’alors : Mme Ferrand a pris le poste en septembre et ne vous connaissait pas.", "en": "That was her predecessor: Ms Ferrand came in September and had not heard of you."}),
        ),
    ),
    Invented(
        "accepted",
        {
            "fr": Whom("École Les Glycines", "Tours", "Marc Lenoir, directeur", {"decideur": "yes", "niveau": "Maternelle", "classes": "3"}),
            "en": Whom("Verdon Energy", "Tours", "Marc Lenoir, Head of HR", {"decides": "yes", "arrivals": "3"}),
        },
        booked_days=14, starts_days=-8, minute=10 * 60 + 30, kind="video", talk_seconds=334, status=MeetingStatus.HELD,
        said=(Earlier(Act.ACCEPTED, Side.COMPANY, 7),),
    ),
    Invented(
        "no_word",
        {
            "fr": Whom("Collège du Parc", "Caen", "Julie Morvan, principale", {"decideur": "yes", "niveau": "Collège", "classes": "7"}),
            "en": Whom("Brindille Toys", "Caen", "Julie Morvan, HR director", {"decides": "yes", "arrivals": "7"}),
        },
        booked_days=18, starts_days=-12, minute=16 * 60, kind="phone", talk_seconds=289, status=MeetingStatus.HELD,
    ),
    Invented(
        "settled",
        {
            "fr": Whom("Lycée de la Baie", "Vannes", "Yann Le Goff, proviseur adjoint", {"decideur": "yes", "niveau": "Lycée", "classes": "2"}),
            "en": Whom("Delta Granite", "Vannes", "Yann Le Goff, Global mobility manager", {"decides": "yes", "arrivals": "2"}),
        },
        booked_days=16, starts_days=-10, minute=9 * 60, kind="phone", talk_seconds=241, status=MeetingStatus.HELD,
        said=(
            Earlier(Act.CONTESTED, Side.COMPANY, 9, ContestReason.NOT_DECISION_MAKER),
            Earlier(Act.ANSWERED, Side.CALLER, 8, words={"fr": "Il signe les projets de sciences, il le dit à 2:10.", "en": "He signs these contracts, he says so at 2:10."}),
            Earlier(Act.FOUND_OWED, Side.MANAGER, 7),
        ),
    ),
)  # fmt: skip
