"""What eligibility answers: a clearance until a moment, or every refusal and when it lifts, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from campaigns.law.rules import Words
from campaigns.law.tuning import Tuned


class RefusalCode(StrEnum):
    """Our own reasons; those of the law carry the id of their rule (FR-03)."""

    CLOSED = "closed"
    CAMPAIGN_NOT_RUNNING = "campaign_not_running"
    NO_PHONE = "no_phone"
    PHONE_REFUSED = "phone_refused"
    OWN_NUMBER = "own_number"
    BASIS_MISSING = "basis_missing"
    COUNTRY_WITHOUT_RULES = "country_without_rules"
    ZONE_UNKNOWN = "zone_unknown"
    SUPPRESSED = "suppressed"
    OWN_EXCLUSION = "own_exclusion"
    NOT_DUE = "not_due"
    ON_A_LIST = "on_a_list"
    LIVE_CALL = "live_call"
    ENGAGEMENT_MISSING = "engagement_missing"
    QUIZ_MISSING = "quiz_missing"
    NOBODY_SIGNED_IN = "nobody_signed_in"
    TEST_WAVE = "test_wave"
    MINIMUM_GAP = "minimum_gap"
    CAP = "cap"
    MAX_ATTEMPTS = "max_attempts"
    REFUSAL_REST = "refusal_rest"
    WINDOW = "window"
    DESTINATION = "destination"
    NO_CALLER_ID = "no_caller_id"
    COMPANY_DAY = "company_day"
    NUMBER_DAY = "number_day"
    PREFIX_HOUR = "prefix_hour"
    NUMBER_RESTS = "number_rests"
    COUNTRY_CLOSED = "country_closed"
    COMPANY_HOURS = "company_hours"


WORDS: dict[RefusalCode, Words] = {
    RefusalCode.CLOSED: {
        "fr": "La fiche est close ({reason}).",
        "en": "The lead is closed ({reason}).",
    },
    RefusalCode.CAMPAIGN_NOT_RUNNING: {
        "fr": "La campagne n'est pas en cours.",
        "en": "The campaign is not running.",
    },
    RefusalCode.NO_PHONE: {
        "fr": "Aucun numéro valable n'est connu pour ce prospect.",
        "en": "No usable number is known for this prospect.",
    },
    RefusalCode.PHONE_REFUSED: {
        "fr": "Ce type de numéro ne s'appelle pas. {because}",
        "en": "Numbers of this kind are not called. {because}",
    },
    RefusalCode.OWN_NUMBER: {
        "fr": "C'est le numéro que la campagne présente elle-même.",
        "en": "This is the number that the campaign itself shows.",
    },
    RefusalCode.BASIS_MISSING: {
        "fr": "Aucune base légale n'est indiquée pour ce prospect (RGPD, art. 6).",
        "en": "No legal basis is stated for this prospect (GDPR, article 6).",
    },
    RefusalCode.COUNTRY_WITHOUT_RULES: {
        "fr": "Les règles d'appel de ce pays ne sont pas encore connues ({country}) : "
        "aucun appel n'y est passé.",
        "en": "The calling rules of this country are not known yet ({country}): "
        "no call is placed there.",
    },
    RefusalCode.ZONE_UNKNOWN: {
        "fr": "Le fuseau horaire du prospect est inconnu : indiquez-le.",
        "en": "The prospect's time zone is unknown: state it.",
    },
    RefusalCode.SUPPRESSED: {
        "fr": "Ne plus appeler : opposition enregistrée ({scope}).",
        "en": "Do not call: an objection is on record ({scope}).",
    },
    RefusalCode.OWN_EXCLUSION: {
        "fr": "La société ne veut pas qu'on appelle cette entreprise : elle est sur sa liste de "
        "clients et de concurrents ({firm}).",
        "en": "The company will not have this firm called: it is on its list of customers and "
        "competitors ({firm}).",
    },
    RefusalCode.NOT_DUE: {
        "fr": "Le prochain appel est prévu plus tard, ou n'est pas prévu.",
        "en": "The next call is planned for later, or not planned.",
    },
    RefusalCode.ON_A_LIST: {
        "fr": "La fiche est déjà sur la liste d'appels d'un téléprospecteur.",
        "en": "The lead is already on a teleprospector's call list.",
    },
    RefusalCode.LIVE_CALL: {
        "fr": "Un appel vers ce numéro est en cours.",
        "en": "A call to this number is under way.",
    },
    RefusalCode.ENGAGEMENT_MISSING: {
        "fr": "Le téléprospecteur n'est pas engagé sur cette mission.",
        "en": "The teleprospector is not engaged on this mission.",
    },
    RefusalCode.QUIZ_MISSING: {
        "fr": "Le questionnaire sur l'offre n'a pas encore été réussi.",
        "en": "The quiz on the offer has not been passed yet.",
    },
    RefusalCode.NOBODY_SIGNED_IN: {
        "fr": "Aucun téléprospecteur de la campagne n'est en ligne.",
        "en": "No teleprospector of the campaign is signed in.",
    },
    RefusalCode.TEST_WAVE: {
        "fr": "La vague de test est faite : la suite attend qu'un responsable ait signé ses résultats.",
        "en": "The test wave is made: the rest waits until a manager has signed its figures.",
    },
    RefusalCode.MINIMUM_GAP: {
        "fr": "Moins de {minutes} minutes depuis la dernière tentative.",
        "en": "Less than {minutes} minutes since the last attempt.",
    },
    RefusalCode.CAP: {
        "fr": "Le plan limite ce prospect à {most} tentatives en {days} jours.",
        "en": "The plan limits this prospect to {most} attempts in {days} days.",
    },
    RefusalCode.MAX_ATTEMPTS: {
        "fr": "Les {most} tentatives prévues par le plan ont été faites.",
        "en": "The {most} attempts that the plan allows have been made.",
    },
    RefusalCode.REFUSAL_REST: {
        "fr": "Ce prospect a refusé : le plan le laisse en paix {days} jours.",
        "en": "This prospect refused: the plan leaves them in peace for {days} days.",
    },
    RefusalCode.NUMBER_RESTS: {
        "fr": "Ce numéro a échoué trois jours différents : il se repose trente jours.",
        "en": "This number failed on three days: it rests for thirty days.",
    },
    RefusalCode.COUNTRY_CLOSED: {
        "fr": "La société n'appelle pas ce pays ({country}) : fermé par {who} le {day}.",
        "en": "The company does not call this country ({country}): closed by {who} on {day}.",
    },
    RefusalCode.COMPANY_HOURS: {
        "fr": "En dehors des heures que la société s'impose, à l'heure du prospect : posées par "
        "{who} le {day}.",
        "en": "Outside the hours to which the company holds itself, in the prospect's own time: "
        "set by {who} on {day}.",
    },
    RefusalCode.WINDOW: {
        "fr": "En dehors des heures d'appel du plan, à l'heure du prospect.",
        "en": "Outside the calling hours of the plan, in the prospect's own time.",
    },
    RefusalCode.DESTINATION: {
        "fr": "La campagne n'appelle pas ce pays ({country}) : elle appelle {allowed}.",
        "en": "The campaign does not call this country ({country}): it calls {allowed}.",
    },
    RefusalCode.NO_CALLER_ID: {
        "fr": "Tous les numéros que la campagne présente se reposent ou ont fait leurs appels du "
        "jour.",
        "en": "Every number that the campaign shows is resting or has made its calls of the day.",
    },
    RefusalCode.COMPANY_DAY: {
        "fr": "La société a fait les {most} appels qu'elle permet par jour.",
        "en": "The company has made the {most} calls that it allows in a day.",
    },
    RefusalCode.NUMBER_DAY: {
        "fr": "Ce numéro a été appelé {most} fois aujourd'hui : la société n'en permet pas plus.",
        "en": "This number was called {most} times today: the company allows no more.",
    },
    RefusalCode.PREFIX_HOUR: {
        "fr": "{most} numéros de cette tranche ont été appelés dans l'heure : la société n'en "
        "permet pas plus.",
        "en": "{most} numbers of this block were called within the hour: the company allows no "
        "more.",
    },
}

Details = Mapping[str, "str | int | Words"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason not to call, and the moment from which it no longer stands by itself (None: never)."""

    code: str
    lifts_at: datetime | None
    words: Words
    details: Details = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        """The reason as a sentence in French ("fr") or English ("en")."""
        said = {name: _said(value, language) for name, value in self.details.items()}
        return self.words[language].format(**said)


def _said(value: str | int | Words, language: str) -> str:
    return value[language] if isinstance(value, Mapping) else str(value)


# What a rule says of a call: no, yes until then, or yes.
Judged = Refusal | datetime | None


@dataclass(frozen=True, slots=True)
class Refusals:
    """Every reason not to call now.

    `lifts_at` is when all of them will have lifted and the phone may ring again, None if one of
    them never lifts by itself. `zone` is the prospect's, for saying so; `tuned` are the
    changed figures by which these reasons stand.
    """

    items: tuple[Refusal, ...]
    lifts_at: datetime | None
    zone: str = "UTC"
    tuned: tuple[Tuned, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all the reasons."""
        return frozenset(refusal.code for refusal in self.items)


@dataclass(frozen=True, slots=True)
class Clearance:
    """Leave to call until `valid_until` (not at it), by the rules that were judged and the figures of
    them that were changed."""

    valid_until: datetime
    rules: tuple[str, ...]
    zone: str = "UTC"
    tuned: tuple[Tuned, ...] = ()


_CLEARED: Words = {
    "fr": "L'appel est permis jusqu'au {moment}. Règles vérifiées : {rules}.",
    "en": "The call is allowed until {moment}. Rules checked: {rules}.",
}
_LIFTS: Words = {"fr": "{sentence} Jusqu'au {moment}.", "en": "{sentence} Until {moment}."}
_MOMENT: Words = {"fr": "%d/%m/%Y à %H:%M", "en": "%Y-%m-%d at %H:%M"}


def explain(verdict: Clearance | Refusals, language: str) -> list[str]:
    """Say why a lead is, or is not, called now: one sentence for each reason, with its end, and for
    each figure of the law that somebody changed."""
    changed = [each.sentence(language, verdict.zone) for each in verdict.tuned]
    if isinstance(verdict, Clearance):
        moment = _moment(verdict.valid_until, verdict.zone, language)
        return [_CLEARED[language].format(moment=moment, rules=", ".join(verdict.rules)), *changed]
    return [*(_with_end(refusal, verdict.zone, language) for refusal in verdict.items), *changed]


def _with_end(refusal: Refusal, zone: str, language: str) -> str:
    sentence = refusal.sentence(language)
    if refusal.lifts_at is None:
        return sentence
    moment = _moment(refusal.lifts_at, zone, language)
    return _LIFTS[language].format(sentence=sentence, moment=moment)


def _moment(at: datetime, zone: str, language: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)).strftime(_MOMENT[language])} ({zone})"
