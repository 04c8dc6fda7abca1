"""Every disposition and what it brings about, in the order of the desk's palette.

The classes follow French practice: contacts are argued (CA, CA+) or not (CNA). Every call counts as
an attempt, because the law counts attempts and not conversations (France, C. conso D.223-9).
"""

from collections.abc import Mapping
from datetime import timedelta

from campaigns.dispositions import reasons
from campaigns.dispositions.codes import (
    Disposition,
    DispositionKind,
    DispositionRule,
    Needs,
    SuppressionScope,
)
from campaigns.follow_up.tasks import CountedFrom, OwnerRole, TaskKind, TaskRule
from campaigns.lead.closing import CloseReason

DAY = timedelta(days=1)

SEND_DOCUMENTS = TaskRule(TaskKind.SEND_DOCUMENTS, OwnerRole.MARKETING, DAY)
CONFIRM_MEETING = TaskRule(TaskKind.CONFIRM_MEETING, OwnerRole.TELEPROSPECTOR, timedelta(hours=1))
REMIND_MEETING = TaskRule(
    TaskKind.REMIND_MEETING, OwnerRole.TELEPROSPECTOR, -DAY, CountedFrom.MEETING
)
PREPARE_QUOTE = TaskRule(TaskKind.PREPARE_QUOTE, OwnerRole.FIELD_SALES, 2 * DAY)
COLLECT_SIGNATURE = TaskRule(TaskKind.COLLECT_SIGNATURE, OwnerRole.FIELD_SALES, 2 * DAY)
# The law gives one month (GDPR, article 12.3), and February is a month.
ANSWER_DATA_REQUEST = TaskRule(TaskKind.ANSWER_DATA_REQUEST, OwnerRole.ACCOUNT_MANAGER, 28 * DAY)

TECHNICAL = (
    DispositionRule(
        Disposition.NO_ANSWER,
        {"fr": "Ne répond pas", "en": "No answer"},
        DispositionKind.TECHNICAL,
        key=1,
    ),
    DispositionRule(
        Disposition.MACHINE,
        {"fr": "Répondeur", "en": "Voicemail"},
        DispositionKind.TECHNICAL,
        key=2,
    ),
    DispositionRule(
        Disposition.BUSY,
        {"fr": "Occupé", "en": "Busy"},
        DispositionKind.TECHNICAL,
        key=3,
    ),
    DispositionRule(
        Disposition.WRONG_NUMBER,
        {"fr": "Faux numéro", "en": "Wrong number"},
        DispositionKind.TECHNICAL,
        key=8,
        close=CloseReason.INVALID,
        next_phone=True,
    ),
    DispositionRule(
        Disposition.FAX,
        {"fr": "Télécopieur", "en": "Fax"},
        DispositionKind.TECHNICAL,
        close=CloseReason.INVALID,
        next_phone=True,
    ),
    DispositionRule(
        Disposition.ABANDONED,
        {"fr": "Appel abandonné", "en": "Abandoned call"},
        DispositionKind.TECHNICAL,
    ),
    DispositionRule(
        Disposition.NEEDS_WRAP_UP,
        {"fr": "Résultat à préciser", "en": "Needs wrap-up"},
        DispositionKind.TECHNICAL,
    ),
)

NOT_ARGUED = (
    DispositionRule(
        Disposition.GATEKEEPER,
        {"fr": "Barrage", "en": "Gatekeeper"},
        DispositionKind.NOT_ARGUED,
    ),
    DispositionRule(
        Disposition.AWAY,
        {"fr": "Interlocuteur absent", "en": "Contact away"},
        DispositionKind.NOT_ARGUED,
    ),
    DispositionRule(
        Disposition.CALLBACK,
        {"fr": "Rappel demandé", "en": "Callback requested"},
        DispositionKind.NOT_ARGUED,
        key=4,
        contact=True,
        needs=Needs.CALLBACK_TIME,
    ),
    DispositionRule(
        Disposition.OUT_OF_TARGET,
        {"fr": "Hors cible", "en": "Out of target"},
        DispositionKind.NOT_ARGUED,
        needs=Needs.REASON,
        reasons=reasons.OUT_OF_TARGET,
        close=CloseReason.OUT_OF_TARGET,
    ),
    DispositionRule(
        Disposition.DUPLICATE,
        {"fr": "Doublon ou déjà client", "en": "Duplicate or existing customer"},
        DispositionKind.NOT_ARGUED,
        needs=Needs.REASON,
        reasons=reasons.DUPLICATES,
        close=CloseReason.DUPLICATE,
    ),
    DispositionRule(
        Disposition.LANGUAGE,
        {"fr": "Autre langue", "en": "Language problem"},
        DispositionKind.NOT_ARGUED,
    ),
    DispositionRule(
        Disposition.REFUSED_TO_LISTEN,
        {"fr": "Refus d’écoute", "en": "Refused to listen"},
        DispositionKind.NOT_ARGUED,
        key=7,
        contact=True,
        refusal=True,
        needs=Needs.REASON,
        reasons=reasons.REFUSALS_TO_LISTEN,
        close=CloseReason.REFUSED,
    ),
)

ARGUED = (
    DispositionRule(
        Disposition.ARGUED_REFUSED,
        {"fr": "Refus argumenté", "en": "Pitched, refused"},
        DispositionKind.ARGUED,
        key=7,
        contact=True,
        argued=True,
        refusal=True,
        needs=Needs.REASON,
        reasons=reasons.ARGUED_REFUSALS,
        close=CloseReason.REFUSED,
    ),
    DispositionRule(
        Disposition.DOCUMENTATION,
        {"fr": "Demande de documentation", "en": "Wants information"},
        DispositionKind.ARGUED,
        key=5,
        contact=True,
        tasks=(SEND_DOCUMENTS,),
    ),
    DispositionRule(
        Disposition.QUOTE,
        {"fr": "Demande de devis", "en": "Wants a quote"},
        DispositionKind.POSITIVE,
        key=5,
        contact=True,
        argued=True,
        close=CloseReason.HANDED_OVER,
        tasks=(PREPARE_QUOTE,),
    ),
    DispositionRule(
        Disposition.INTERESTED_LATER,
        {"fr": "Intéressé, plus tard", "en": "Interested, later"},
        DispositionKind.ARGUED,
        key=5,
        contact=True,
        needs=Needs.LATER_DATE,
    ),
    DispositionRule(
        Disposition.MEETING,
        {"fr": "Rendez-vous pris", "en": "Meeting booked"},
        DispositionKind.POSITIVE,
        key=6,
        contact=True,
        argued=True,
        needs=Needs.MEETING,
        close=CloseReason.MEETING_SET,
        tasks=(CONFIRM_MEETING, REMIND_MEETING),
    ),
    DispositionRule(
        Disposition.SALE,
        {"fr": "Accord", "en": "Agreement"},
        DispositionKind.POSITIVE,
        contact=True,
        argued=True,
        close=CloseReason.HANDED_OVER,
        tasks=(COLLECT_SIGNATURE,),
    ),
)

LEGAL = (
    DispositionRule(
        Disposition.DO_NOT_CALL,
        {"fr": "Ne plus appeler", "en": "Do not call again"},
        DispositionKind.LEGAL,
        key=9,
        contact=True,
        refusal=True,
        needs=Needs.SCOPE,
        suppress=SuppressionScope.PROSPECT,
        close=CloseReason.OPPOSED,
    ),
    DispositionRule(
        Disposition.DATA_REQUEST,
        {"fr": "Demande de droits", "en": "Data request"},
        DispositionKind.LEGAL,
        contact=True,
        needs=Needs.REASON,
        reasons=reasons.DATA_REQUESTS,
        close=CloseReason.DATA_REQUEST,
        tasks=(ANSWER_DATA_REQUEST,),
    ),
    DispositionRule(
        Disposition.DECEASED,
        {"fr": "Décédé", "en": "Deceased"},
        DispositionKind.LEGAL,
        suppress=SuppressionScope.PERSON,
        close=CloseReason.DECEASED,
    ),
)

RULES: Mapping[Disposition, DispositionRule] = {
    rule.code: rule for rule in TECHNICAL + NOT_ARGUED + ARGUED + LEGAL
}
