"""The stages of a lead, their names, who carries them, and where the sales processes place them.

Offer knowledge is no stage: it is asked of the campaign and of each teleprospector before the
first call. A visit is no stage either: it is one kind of meeting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaigns.follow_up.tasks import OwnerRole


class Stage(StrEnum):
    """The canonical stages; a campaign may rename them, reports compare them by these codes."""

    SUSPECT = "suspect"
    TARGET = "target"
    CONTACTING = "contacting"
    DISCOVERY = "discovery"
    MEETING_SET = "meeting_set"
    PROPOSAL = "proposal"
    NEGOTIATION = "negotiation"
    WON = "won"
    LOST = "lost"
    NURTURING = "nurturing"
    AFTER_SALE = "after_sale"
    LOYALTY = "loyalty"
    INVALID = "invalid"
    EXHAUSTED = "exhausted"
    NOT_INTERESTED = "not_interested"
    OPPOSED = "opposed"


class MeetingStatus(StrEnum):
    """What became of a meeting; each change is a row of its own."""

    BOOKED = "booked"
    MOVED = "moved"
    HELD = "held"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


MEETING_LABELS: Mapping[MeetingStatus, Mapping[str, str]] = {
    MeetingStatus.BOOKED: {"fr": "Pris", "en": "Booked"},
    MeetingStatus.MOVED: {"fr": "Déplacé", "en": "Moved"},
    MeetingStatus.HELD: {"fr": "Honoré", "en": "Held"},
    MeetingStatus.NO_SHOW: {"fr": "Non honoré", "en": "No-show"},
    MeetingStatus.CANCELLED: {"fr": "Annulé", "en": "Cancelled"},
}


class Process(StrEnum):
    """Two common descriptions of a sale, both in seven steps."""

    FROM_LEADS = "from_leads"
    FROM_THE_OFFER = "from_the_offer"


# FROM_LEADS: "Définition de processus de vente", jobphoning.com.
# FROM_THE_OFFER: "Qu'est-ce qu'un processus de vente ?", whose first step is known before any lead.
STEPS: Mapping[Process, tuple[Mapping[str, str], ...]] = {
    Process.FROM_LEADS: (
        {"fr": "Génération de leads", "en": "Lead generation"},
        {"fr": "Qualification des leads", "en": "Lead qualification"},
        {"fr": "Lead nurturing", "en": "Lead nurturing"},
        {"fr": "Approche commerciale", "en": "Sales approach"},
        {"fr": "Visites commerciales", "en": "Sales visits"},
        {"fr": "Conclusion de la vente", "en": "Closing the sale"},
        {"fr": "Suivi de la vente", "en": "After the sale"},
    ),
    Process.FROM_THE_OFFER: (
        {"fr": "Connaître l’offre", "en": "Know the offer"},
        {"fr": "Trouver des prospects", "en": "Find prospects"},
        {"fr": "Prendre contact", "en": "Make contact"},
        {"fr": "Découvrir les besoins", "en": "Discover the needs"},
        {"fr": "Présenter l’offre et négocier", "en": "Present the offer and negotiate"},
        {"fr": "Conclure la vente", "en": "Close the sale"},
        {"fr": "Suivre et construire la relation", "en": "Follow up and build the relation"},
    ),
}


@dataclass(frozen=True, slots=True)
class StageRule:
    """A stage, its names, its owner, and its first and last step (from 1) in each process."""

    code: Stage
    labels: Mapping[str, str]
    owner: OwnerRole
    steps: Mapping[Process, tuple[int, int]]


def _steps(
    from_leads: tuple[int, int] | None, from_the_offer: tuple[int, int] | None
) -> Mapping[Process, tuple[int, int]]:
    pairs = ((Process.FROM_LEADS, from_leads), (Process.FROM_THE_OFFER, from_the_offer))
    return {process: steps for process, steps in pairs if steps is not None}


# In the order of the board: the way forward, the side state, then the ways out.
STAGES: Mapping[Stage, StageRule] = {
    rule.code: rule
    for rule in (
        StageRule(
            Stage.SUSPECT,
            {"fr": "Suspect", "en": "Suspect"},
            OwnerRole.MARKETING,
            _steps((1, 1), (2, 2)),
        ),
        StageRule(
            Stage.TARGET,
            {"fr": "Cible qualifiée", "en": "Qualified target"},
            OwnerRole.MARKETING,
            _steps((2, 2), (2, 2)),
        ),
        StageRule(
            Stage.CONTACTING,
            {"fr": "En cours de contact", "en": "Contacting"},
            OwnerRole.TELEPROSPECTOR,
            _steps((4, 4), (3, 3)),
        ),
        StageRule(
            Stage.DISCOVERY,
            {"fr": "Découverte", "en": "Discovery"},
            OwnerRole.TELEPROSPECTOR,
            _steps((4, 4), (4, 4)),
        ),
        StageRule(
            Stage.MEETING_SET,
            {"fr": "Rendez-vous pris", "en": "Meeting set"},
            OwnerRole.FIELD_SALES,
            _steps((5, 5), (3, 5)),
        ),
        StageRule(
            Stage.PROPOSAL,
            {"fr": "Présentation, devis", "en": "Proposal"},
            OwnerRole.FIELD_SALES,
            _steps((5, 6), (5, 6)),
        ),
        StageRule(
            Stage.NEGOTIATION,
            {"fr": "Négociation", "en": "Negotiation"},
            OwnerRole.FIELD_SALES,
            _steps((6, 6), (5, 6)),
        ),
        StageRule(
            Stage.WON,
            {"fr": "Gagnée", "en": "Won"},
            OwnerRole.FIELD_SALES,
            _steps((6, 6), (6, 6)),
        ),
        StageRule(
            Stage.AFTER_SALE,
            {"fr": "Suivi / SAV", "en": "After-sale"},
            OwnerRole.ACCOUNT_MANAGER,
            _steps((7, 7), (7, 7)),
        ),
        StageRule(
            Stage.LOYALTY,
            {"fr": "Fidélisation", "en": "Loyalty"},
            OwnerRole.ACCOUNT_MANAGER,
            _steps(None, (7, 7)),
        ),
        StageRule(
            Stage.NURTURING,
            {"fr": "Maturation", "en": "Nurturing"},
            OwnerRole.MARKETING,
            _steps((3, 3), None),
        ),
        StageRule(
            Stage.LOST,
            {"fr": "Perdue", "en": "Lost"},
            OwnerRole.FIELD_SALES,
            _steps((6, 6), (6, 6)),
        ),
        StageRule(
            Stage.NOT_INTERESTED,
            {"fr": "Refus", "en": "Not interested"},
            OwnerRole.TELEPROSPECTOR,
            _steps(None, None),
        ),
        StageRule(
            Stage.EXHAUSTED,
            {"fr": "Injoignable", "en": "Could not be reached"},
            OwnerRole.TELEPROSPECTOR,
            _steps(None, None),
        ),
        StageRule(
            Stage.INVALID,
            {"fr": "Invalide", "en": "Invalid"},
            OwnerRole.MARKETING,
            _steps(None, None),
        ),
        StageRule(
            Stage.OPPOSED,
            {"fr": "Opposition", "en": "Opposed"},
            OwnerRole.MANAGER,
            _steps(None, None),
        ),
    )
}
