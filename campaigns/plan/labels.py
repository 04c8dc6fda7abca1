"""What a plan's keys are called in words, in the order of its parts."""

import re
from collections.abc import Mapping

Words = Mapping[str, str]

_NUMBERED = re.compile(r"\[([^\]]*)\]")

LABELS: Mapping[str, Words] = {
    "name": {"fr": "Nom du plan", "en": "Name of the plan"},
    "language": {"fr": "Langue des appels", "en": "Language of the calls"},
    "country": {"fr": "Pays", "en": "Country"},
    "currency": {"fr": "Devise", "en": "Currency"},
    "audience": {"fr": "Public", "en": "Audience"},
    "sector": {"fr": "Secteur", "en": "Sector"},
    "objectives.metric": {"fr": "Résultat visé", "en": "Result wanted"},
    "objectives.target": {"fr": "Nombre visé", "en": "How many"},
    "objectives.start": {"fr": "Premier jour d’appel", "en": "First calling day"},
    "objectives.end": {"fr": "Dernier jour d’appel", "en": "Last calling day"},
    "objectives.price": {"fr": "Prix par résultat accepté", "en": "Price per accepted result"},
    "objectives.accepted_when": {"fr": "Accepté quand", "en": "Accepted when"},
    "objectives.assumptions": {"fr": "Hypothèses", "en": "Assumptions"},
    "objectives.assumptions.contact_rate.value": {
        "fr": "Taux de contact, par appel",
        "en": "Contact rate, per dial",
    },
    "objectives.assumptions.contact_rate.origin": {
        "fr": "D’où vient ce taux de contact ?",
        "en": "Where does this contact rate come from?",
    },
    "objectives.assumptions.argumentation.value": {
        "fr": "Taux d’argumentation, par contact",
        "en": "Argumentation rate, per contact",
    },
    "objectives.assumptions.argumentation.origin": {
        "fr": "D’où vient ce taux d’argumentation ?",
        "en": "Where does this argumentation rate come from?",
    },
    "objectives.assumptions.transformation.value": {
        "fr": "Taux de transformation, par contact argumenté",
        "en": "Conversion rate, per argued contact",
    },
    "objectives.assumptions.transformation.origin": {
        "fr": "D’où vient ce taux de transformation ?",
        "en": "Where does this conversion rate come from?",
    },
    "objectives.assumptions.dials_per_hour.value": {
        "fr": "Appels par heure",
        "en": "Dials per hour",
    },
    "objectives.assumptions.dials_per_hour.origin": {
        "fr": "D’où vient ce nombre d’appels ?",
        "en": "Where does this number of dials come from?",
    },
    "objectives.assumptions.show_rate.value": {"fr": "Rendez-vous honorés", "en": "Show rate"},
    "objectives.assumptions.show_rate.origin": {
        "fr": "D’où vient cette part d’honorés ?",
        "en": "Where does this show rate come from?",
    },
    "objectives.assumptions.proposal_rate.value": {
        "fr": "Devis par rendez-vous tenu",
        "en": "Proposals per meeting held",
    },
    "objectives.assumptions.proposal_rate.origin": {
        "fr": "D’où vient cette part de devis ?",
        "en": "Where does this share come from?",
    },
    "objectives.assumptions.win_rate.value": {"fr": "Taux de signature", "en": "Win rate"},
    "objectives.assumptions.win_rate.origin": {
        "fr": "D’où vient ce taux de signature ?",
        "en": "Where does this win rate come from?",
    },
    "targets.segments": {"fr": "Segments", "en": "Segments"},
    "targets.exclusions": {"fr": "Exclusions", "en": "Exclusions"},
    "targets.fit": {"fr": "Points d’adéquation", "en": "Points of fit"},
    "actions.dial_mode": {"fr": "Mode d’appel", "en": "Way of dialing"},
    "actions.preview_seconds": {"fr": "Secondes d’aperçu", "en": "Seconds of preview"},
    "actions.caller_id": {"fr": "Numéro présenté", "en": "Caller ID"},
    "actions.ring_seconds": {"fr": "Secondes de sonnerie", "en": "Seconds of ringing"},
    "actions.recording": {"fr": "Enregistrement", "en": "Recording"},
    "actions.recording.purpose": {"fr": "Enregistrer, pour quoi", "en": "Record, for what"},
    "actions.recording.share": {
        "fr": "Part des appels enregistrés",
        "en": "Share of calls recorded",
    },
    "actions.recording.keep_days": {"fr": "Jours de conservation", "en": "Days kept"},
    "actions.recording.notice": {"fr": "Qui prévient", "en": "Who tells the person called"},
    "actions.machine_message": {"fr": "Message aux répondeurs", "en": "Message to machines"},
    "actions.hours": {"fr": "Horaires d’appel", "en": "Calling hours"},
    "actions.max_attempts": {
        "fr": "Tentatives par fiche, au plus",
        "en": "Attempts per lead, at most",
    },
    "actions.cap": {"fr": "Plafond d’appels", "en": "Cap on calls"},
    "actions.cap.attempts": {"fr": "Appels au plus…", "en": "At most so many calls…"},
    "actions.cap.days": {"fr": "… en tant de jours", "en": "… in so many days"},
    "actions.minimum_gap": {
        "fr": "Délai minimal entre deux appels",
        "en": "Minimum gap between calls",
    },
    "actions.refusal_rest_days": {
        "fr": "Repos après un refus, en jours",
        "en": "Rest after a refusal, in days",
    },
    "actions.cadence": {"fr": "Cadence de relance", "en": "Cadence"},
    "actions.channels": {"fr": "Autres canaux", "en": "Other channels"},
    "actions.fresh_share": {
        "fr": "Part de fiches jamais appelées",
        "en": "Share of leads never called",
    },
    "actions.order": {"fr": "Ordre des fiches", "en": "Order of the leads"},
    "actions.call_lists": {"fr": "Taille des listes d’appel", "en": "Size of the call lists"},
    "actions.call_lists.low_water": {
        "fr": "Recharger la liste à partir de",
        "en": "Top the list up at",
    },
    "actions.call_lists.high_water": {"fr": "Fiches par liste", "en": "Leads in a list"},
    "actions.callback_grace": {
        "fr": "Attente d’un rappel promis",
        "en": "Grace of a promised callback",
    },
    "actions.resources": {"fr": "Moyens", "en": "Resources"},
    "actions.resources.callers": {"fr": "Téléprospecteurs", "en": "Teleprospectors"},
    "actions.resources.hours_per_day": {
        "fr": "Heures par jour et par personne",
        "en": "Hours a day and person",
    },
    "actions.resources.hourly_cost": {"fr": "Coût d’une heure", "en": "Cost of an hour"},
    "actions.resources.file_cost": {"fr": "Coût du fichier", "en": "Cost of the file"},
    "preparation.offer": {"fr": "Offre", "en": "Offer"},
    "preparation.offer.name": {"fr": "Ce qui est offert", "en": "What is offered"},
    "preparation.offer.version": {"fr": "Version de l’offre", "en": "Version of the offer"},
    "preparation.offer.promise": {"fr": "Promesse", "en": "Promise"},
    "preparation.offer.points": {"fr": "Arguments", "en": "Arguments"},
    "preparation.offer.limits": {"fr": "Limites de l’offre", "en": "Limits of the offer"},
    "preparation.offer.tariff": {"fr": "Tarif", "en": "Tariff"},
    "preparation.legal.basis": {"fr": "Base légale", "en": "Legal ground"},
    "preparation.legal.because": {"fr": "Pourquoi elle vaut ici", "en": "Why it holds here"},
    "preparation.test_wave.calls": {"fr": "Appels de test", "en": "Trial calls"},
    "preparation.test_wave.go_on_if": {"fr": "On continue si", "en": "Go on if"},
    **{
        f"preparation.test_wave.least.{rate}": {
            "fr": f"Vague de test\u00a0: {fr}",
            "en": f"Test wave: {en}",
        }
        for rate, fr, en in (
            ("contact_rate", "taux de contact d’au moins", "contact rate of at least"),
            ("argumentation", "taux d’argumentation d’au moins", "argumentation rate of at least"),
            ("transformation", "taux de transformation d’au moins", "conversion rate of at least"),
        )
    },
    "preparation.test_wave.least": {
        "fr": "Seuils de la vague de test",
        "en": "Thresholds of the test wave",
    },
    "preparation.legal": {"fr": "Base légale", "en": "Legal ground"},
    "preparation.test_wave": {"fr": "Vague de test", "en": "Test wave"},
    "preparation.checklist": {"fr": "Liste avant lancement", "en": "Checklist before the launch"},
    "preparation.quiz_required": {"fr": "Quiz exigé", "en": "Quiz required"},
    "preparation.quiz": {"fr": "Quiz sur l’offre", "en": "Quiz on the offer"},
    "preparation.quiz.questions": {"fr": "Questions du quiz", "en": "Questions of the quiz"},
    "preparation.quiz.needed": {
        "fr": "Bonnes réponses qui ouvrent les fiches",
        "en": "Right answers that open the leads",
    },
    "preparation.need_score": {"fr": "Score du besoin", "en": "Need score"},
    "preparation.need_score.framework": {"fr": "Score du besoin", "en": "Need score"},
    "preparation.need_score.qualified_from": {
        "fr": "Besoin établi à partir de",
        "en": "Need established from",
    },
    "preparation.need_score.criteria": {
        "fr": "Critères du score du besoin",
        "en": "Criteria of the need score",
    },
    "preparation.dispositions": {"fr": "Qualifications", "en": "Dispositions"},
    "preparation.not_offered": {"fr": "Qualifications retirées", "en": "Dispositions left out"},
    "preparation.stages": {"fr": "Noms des étapes", "en": "Names of the stages"},
    "preparation.script": {"fr": "Script", "en": "Script"},
    "preparation.script.questions": {
        "fr": "Questions de découverte",
        "en": "Discovery questions",
    },
    "preparation.script.objections": {"fr": "Fiches d’objection", "en": "Objection cards"},
    "preparation.script.sections": {"fr": "Parties du script", "en": "Sections of the script"},
    "kpis": {"fr": "Indicateurs", "en": "KPIs"},
}


def label_of(place: str, language: str) -> str:
    """A path of keys in words: the longest part that has a name, then what is left of the path."""
    plain = place
    while plain and _NUMBERED.sub("", plain) not in LABELS:
        plain = plain[: max(plain.rfind("."), plain.rfind("["))] if _cuts(plain) else ""
    if not plain:
        return place
    named = [match[1] for match in _NUMBERED.finditer(plain)]
    left = place[len(plain) :].strip(".")
    words = (LABELS[_NUMBERED.sub("", plain)][language], *named, *_parts(left))
    return ", ".join(word for word in words if word)


def _cuts(plain: str) -> bool:
    return "." in plain or "[" in plain


def _parts(left: str) -> list[str]:
    return [part.strip(".") for part in re.split(r"[\[\]]", left)]
