"""Which parts of a newer plan a campaign under way takes over, and since when; which stay, and why."""

from collections.abc import Mapping
from enum import StrEnum

Words = Mapping[str, str]


class Since(StrEnum):
    """From when on a part counts once it is taken over."""

    AT_ONCE = "at_once"
    NEXT_LEAD = "next_lead"
    NEXT_CALL = "next_call"
    LAUNCH = "launch"


SINCE: Mapping[Since, Words] = {
    Since.AT_ONCE: {
        "fr": "Tout de suite, au tableau de bord, dans la prévision et les alarmes",
        "en": "At once, on the board, in the forecast and in the alarms",
    },
    Since.NEXT_LEAD: {
        "fr": "Pour chaque fiche distribuée ou appelée désormais",
        "en": "For each lead that is dealt or called from now on",
    },
    Since.NEXT_CALL: {
        "fr": "Pour chaque appel lancé désormais ; un appel en cours finit comme il a commencé",
        "en": "For each call made from now on; a call under way ends as it began",
    },
    Since.LAUNCH: {
        "fr": "Au lancement ; sans effet sur une campagne déjà lancée",
        "en": "At a launch; of no effect on a campaign that is launched",
    },
}
# By the path of keys that a part begins with.
TAKEN: Mapping[str, Since] = {
    "name": Since.AT_ONCE,
    "objectives.target": Since.AT_ONCE,
    "objectives.end": Since.AT_ONCE,
    "objectives.assumptions": Since.AT_ONCE,
    "actions.resources.callers": Since.AT_ONCE,
    "actions.resources.hours_per_day": Since.AT_ONCE,
    "actions.resources.file_cost": Since.AT_ONCE,
    "kpis": Since.AT_ONCE,
    "actions.hours": Since.NEXT_LEAD,
    "actions.max_attempts": Since.NEXT_LEAD,
    "actions.cap": Since.NEXT_LEAD,
    "actions.minimum_gap": Since.NEXT_LEAD,
    "actions.refusal_rest_days": Since.NEXT_LEAD,
    "actions.fresh_share": Since.NEXT_LEAD,
    "actions.call_lists": Since.NEXT_LEAD,
    "actions.callback_grace": Since.NEXT_LEAD,
    "preparation.quiz_required": Since.NEXT_LEAD,
    "preparation.quiz": Since.NEXT_LEAD,
    "actions.cadence": Since.NEXT_CALL,
    "actions.channels": Since.NEXT_CALL,
    "actions.caller_id": Since.NEXT_CALL,
    "actions.ring_seconds": Since.NEXT_CALL,
    "actions.recording": Since.NEXT_CALL,
    "actions.machine_message": Since.NEXT_CALL,
    "preparation.offer.version": Since.NEXT_CALL,
    "preparation.offer.promise": Since.NEXT_CALL,
    "preparation.offer.points": Since.NEXT_CALL,
    "preparation.offer.limits": Since.NEXT_CALL,
    "preparation.offer.tariff": Since.NEXT_CALL,
    "preparation.script.sections": Since.NEXT_CALL,
    "preparation.script.objections": Since.NEXT_CALL,
    "preparation.checklist": Since.LAUNCH,
}
_JUDGED: Words = {"fr": "la loi juge ses fiches ainsi", "en": "the law judges its leads so"}
_RECORDED: Words = {
    "fr": "des résultats sont enregistrés ainsi, et des appels en cours le seront",
    "en": "outcomes are recorded so, and those of calls under way will be",
}
# What stays as the campaign has it, each with the reason that goes on after « since ».
KEPT: Mapping[str, Words] = {
    "language": {
        "fr": "l’équipe a été engagée et les fiches sont distribuées ainsi",
        "en": "people were engaged and leads are dealt so",
    },
    "country": _JUDGED,
    "audience": _JUDGED,
    "sector": _JUDGED,
    "currency": {
        "fr": "des montants sont déjà comptés ainsi",
        "en": "money has been counted so",
    },
    "objectives.metric": {
        "fr": "les résultats sont comptés ainsi depuis le premier appel",
        "en": "results have been counted so since the first call",
    },
    "objectives.start": {
        "fr": "le temps écoulé se compte depuis ce jour",
        "en": "the time that has gone is counted from that day",
    },
    "objectives.price": {
        "fr": "la société l’a accepté dans les conditions de la mission",
        "en": "the company has agreed to it in the terms of the mission",
    },
    "objectives.accepted_when": {
        "fr": "des résultats ont été promis et acceptés ainsi",
        "en": "results were promised and accepted so",
    },
    "targets.segments": {
        "fr": "ses fiches ont été inscrites et ordonnées ainsi",
        "en": "its leads were enrolled and put in order so",
    },
    "targets.exclusions": {
        "fr": "ses fiches ont été inscrites ainsi",
        "en": "its leads were enrolled so",
    },
    "targets.fit": {
        "fr": "ses fiches ont été ordonnées ainsi",
        "en": "its leads were put in order so",
    },
    "actions.dial_mode": {
        "fr": "les postes ouverts appellent ainsi, et la loi a ses règles pour chaque mode",
        "en": "the desks that are open call so, and the law has rules of its own for each way",
    },
    "actions.preview_seconds": {
        "fr": "les postes ouverts comptent ainsi",
        "en": "the desks that are open count so",
    },
    "actions.order": {
        "fr": "ses fiches ont déjà leur place dans cet ordre",
        "en": "its leads have their place in that order already",
    },
    "actions.resources.hourly_cost": {
        "fr": "les heures déjà faites seraient recomptées à un autre coût",
        "en": "the hours worked so far would be counted anew at another cost",
    },
    "preparation.offer.name": {
        "fr": "des refus et des accords ont été donnés à cette offre",
        "en": "refusals and agreements were given to that offer",
    },
    "preparation.legal": {
        "fr": "ses prospects sont appelés sur cette base",
        "en": "its prospects are called on that ground",
    },
    "preparation.test_wave": {
        "fr": "ses premiers appels sont comptés et validés ainsi",
        "en": "its first calls are counted and signed off so",
    },
    "preparation.need_score": {
        "fr": "des fiches ont été jugées qualifiées ainsi",
        "en": "leads were found to be qualified so",
    },
    "preparation.dispositions": _RECORDED,
    "preparation.not_offered": _RECORDED,
    "preparation.stages": {
        "fr": "des rapports et des exports les nomment ainsi",
        "en": "reports and exports name them so",
    },
    "preparation.script.questions": {
        "fr": "des réponses sont gardées ainsi, et des appels en cours en ont besoin",
        "en": "answers are kept so, and calls under way need them",
    },
}


def part_of(place: str) -> str:
    """The part that a place in a plan, such as `kpis[contact_rate].target`, belongs to.

    Raises `KeyError` for a key that neither table names.
    """
    for part in (*TAKEN, *KEPT):
        if place == part or place.startswith((f"{part}.", f"{part}[")):
            return part
    raise KeyError(place)
