"""Literal leads, calls and desks: one of each state that a teleprospector's page can be in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from campaigns.attempts import CallResult
from campaigns.call.on_call import LegKind, LegState, Mode
from campaigns.dealing import Tier
from campaigns.dispositions import DEFAULT_SET
from campaigns.pipeline import Stage
from campaigns.states import CampaignState, PhoneState, WorkState
from telepro.db.attempt_views import AttemptView, Phase
from telepro.db.cards import Card, CardCallback, CardContact, CardPhone, HistoryLine
from telepro.db.coach_messages import AtDesk
from telepro.db.days import Day, Mark
from telepro.db.desk_views import Choice, Desk, Empty, Session
from telepro.db.on_call import OtherLeg
from tests.web.script_values import OBJECTIONS, SCRIPT

NOW = datetime(2026, 11, 24, 9, 24, tzinfo=UTC)  # 10:24 in Paris, a Tuesday


def card(entry: str = "entry-1", name: str = "École Jean-Moulin", **more: Any) -> Card:
    """A school of Rennes with two numbers and two people; `more` replaces any of it."""
    usual = Card(
        entry_id=entry,
        lead_id=f"lead-of-{entry}",
        prospect_name=name,
        address="12 rue de Brest",
        postal_code="35000",
        city="Rennes",
        facts=(("Type", "École élémentaire"), ("Élèves", "214")),
        language="fr",
        stage=Stage.CONTACTING,
        stage_label={"fr": "À contacter", "en": "Contacting"},
        tier=Tier.RETRY,
        why={"fr": "Relance prévue par le plan", "en": "Retry asked by the plan"},
        time_zone="Europe/Paris",
        country="FR",
        callable_until=datetime(2026, 11, 24, 11, 0, tzinfo=UTC),
        number=3,
        max_attempts=6,
        phones=(
            CardPhone(
                f"{entry}-p1", "+33261910011", "02 61 91 00 11", "fixed", PhoneState.ACTIVE, None
            ),
            CardPhone(
                f"{entry}-p2", "+33199001234", "01 99 00 12 34", "fixed", PhoneState.ACTIVE, None
            ),
        ),
        contacts=(
            CardContact(
                f"{entry}-c1",
                "Claire Vasseur",
                "Directrice",
                "c.vasseur@example.org",
                True,
                False,
                "après 16 h",
            ),
            CardContact(f"{entry}-c2", "Mme Le Goff", "Secrétariat", None, False, True, None),
        ),
        script=SCRIPT,
        objections=OBJECTIONS,
        answers={},
        dispositions=DEFAULT_SET,
        history=(
            HistoryLine(
                datetime(2026, 11, 12, 9, 2, tzinfo=UTC),
                "Karim Benali",
                {"fr": "Répondeur", "en": "Voicemail"},
                "",
                CallResult.MACHINE,
                0,
            ),
            HistoryLine(
                datetime(2026, 11, 9, 13, 40, tzinfo=UTC),
                "Nadia Morel",
                {"fr": "Interlocuteur absent", "en": "Contact away"},
                "Rappeler après le 15, Mme Vasseur en formation.",
                CallResult.ANSWERED,
                48,
            ),
        ),
        last_note="Rappeler après le 15, Mme Vasseur en formation.",
        callback=None,
    )
    return replace(usual, **more)


MARKS = (
    Mark.MISSED,
    Mark.MISSED,
    Mark.REACHED,
    Mark.MISSED,
    Mark.ARGUED,
    Mark.MISSED,
    Mark.MISSED,
    Mark.MISSED,
    Mark.RESULT,
) * 5
TODAY = Day(45, 15, 5, MARKS, 11000, 5500, "EUR", 2)
AT_WORK = Session(
    "session-1",
    "campaign-1",
    "Rentrée des écoles d’Ille-et-Vilaine",
    CampaignState.RUNNING,
    WorkState.READY,
    NOW - timedelta(minutes=12),
    True,
)
COACHED = replace(
    AT_WORK,
    coach=(
        AtDesk("m1", "Bob Martin", "Laissez un silence après la question du budget.", NOW, False),
        AtDesk("m2", "Bob Martin", "Bravo pour l’accroche !", NOW, False),
    ),
)
LISTENER = OtherLeg("leg", LegKind.LISTENER, "Bob Martin", Mode.LISTEN, LegState.JOINED)
PREVIEW = Desk(AT_WORK, card(), card("entry-2", "École La Poterie"), None, (), TODAY, None)


def attempt(phase: Phase = Phase.RINGING, **more: Any) -> AttemptView:
    """The call to the first lead in a phase; `more` replaces any of it."""
    usual = AttemptView(
        "attempt-1",
        "entry-1",
        "École Jean-Moulin",
        phase,
        NOW - timedelta(seconds=7),
        None,
        None,
        0,
        None,
        None,
        False,
        False,
        None,
    )
    if phase is Phase.CONNECTED:
        usual = replace(usual, answered_at=NOW - timedelta(seconds=108))
    if phase is Phase.ENDED:
        usual = replace(usual, result=CallResult.ANSWERED, seconds=192, ended_at=NOW)
    return replace(usual, **more)


STATES = {
    "idle": replace(
        PREVIEW,
        card=None,
        next_card=None,
        empty=Empty("window", datetime(2026, 11, 24, 13, 0, tzinfo=UTC)),
    ),
    "preview": PREVIEW,
    "promised": replace(
        PREVIEW,
        card=card(callback=CardCallback(NOW + timedelta(minutes=6), False, "avec le budget")),
    ),
    "dialing": replace(PREVIEW, attempt=attempt()),
    "connected": replace(PREVIEW, session=COACHED, attempt=attempt(Phase.CONNECTED)),
    "listened": replace(
        PREVIEW,
        session=replace(COACHED, others=(LISTENER,)),
        attempt=attempt(Phase.CONNECTED, recorded_for="training"),
    ),
    "wrapup": replace(PREVIEW, attempt=attempt(Phase.ENDED)),
    "unfinished": replace(
        PREVIEW,
        unfinished=(
            attempt(
                Phase.ENDED, id="attempt-0", entry_id="entry-0", lead_name="Collège des Ormeaux"
            ),
        ),
    ),
    "paused": replace(PREVIEW, session=replace(AT_WORK, work_state=WorkState.PAUSED)),
    "break": replace(PREVIEW, session=replace(AT_WORK, work_state=WorkState.BREAK)),
}

CHOICES = [
    Choice(
        "campaign-1",
        "Rentrée des écoles d’Ille-et-Vilaine",
        "Papeterie de l’Ouest",
        "Trousseaux de rentrée livrés par classe",
        "un rendez-vous avec la direction",
        5500,
        "EUR",
        CampaignState.RUNNING,
        2,
        118,
    ),
    Choice(
        "campaign-2",
        "Cabinets médicaux du Val-de-Marne",
        "Secrétariat Santé",
        "Permanence téléphonique",
        "un essai gratuit",
        7000,
        "EUR",
        CampaignState.PAUSED,
        0,
        64,
    ),
]
