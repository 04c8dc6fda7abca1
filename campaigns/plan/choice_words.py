"""What the codes that a plan may choose are called, and a word of help beside the fields that need one."""

from collections.abc import Mapping

Words = Mapping[str, str]

CHOICES: Mapping[str, Mapping[str, Words]] = {
    "audience": {
        "B2B": {"fr": "Professionnels", "en": "Businesses"},
        "B2C": {"fr": "Particuliers", "en": "Consumers"},
    },
    "objectives.metric": {
        "meetings": {"fr": "Rendez-vous tenus", "en": "Meetings held"},
        "meetings_booked": {"fr": "Rendez-vous pris", "en": "Meetings booked"},
        "qualified_leads": {"fr": "Contacts qualifiés", "en": "Qualified leads"},
        "quotes": {"fr": "Devis demandés", "en": "Quotes requested"},
        "sales": {"fr": "Ventes", "en": "Sales"},
    },
    "actions.dial_mode": {
        "manual": {
            "fr": "Une personne déclenche chaque appel",
            "en": "A person sets off each call",
        },
        "progressive": {
            "fr": "L’appel part seul après l’aperçu",
            "en": "The call goes out by itself after the preview",
        },
    },
    "actions.order": {
        "score": {"fr": "Par score", "en": "By score"},
        "file": {"fr": "Dans l’ordre du fichier", "en": "In the order of the file"},
        "random": {"fr": "Par tirage au sort", "en": "By lot"},
    },
    "preparation.legal.basis": {
        "legitimate_interest": {"fr": "Intérêt légitime", "en": "Legitimate interest"},
        "consent": {"fr": "Consentement", "en": "Consent"},
        "contract": {"fr": "Contrat en cours", "en": "Running contract"},
    },
    "preparation.quiz_required": {
        "yes": {"fr": "Oui : sans le quiz, pas de fiche", "en": "Yes: no leads before the quiz"},
        "no": {"fr": "Non", "en": "No"},
    },
}
HINTS: Mapping[str, Words] = {
    "objectives.price": {
        "fr": "Par résultat accepté, par exemple 55,00.",
        "en": "For each accepted result, such as 55.00.",
    },
    "objectives.accepted_when": {
        "fr": "Un critère par ligne : une fonction, un nombre, une date, rien qui se discute.",
        "en": "One criterion to a line: a role, a number, a date, nothing to dispute.",
    },
    "targets.segments": {
        "fr": "Toutes les règles d’un segment doivent tenir ; le score le plus haut est appelé d’abord. "
        "Comparaisons : equals, in, not_in, starts_with, at_least, at_most, within_days, missing. "
        "Champs : ceux de la fiche, toute colonne du fichier, area, role, updated_on, last_result, "
        "last_called_on ; naf avec « nomenclature: NAFrev2 » ou NAF2025.",
        "en": "Every rule of a segment must hold; the highest score is called first. Comparisons: "
        "equals, in, not_in, starts_with, at_least, at_most, within_days, missing. Fields: those of "
        "the prospect, any column of the file, area, role, updated_on, last_result, last_called_on; "
        "naf with `nomenclature: NAFrev2` or NAF2025.",
    },
    "targets.fit": {
        "fr": "Points ajoutés au score du segment, avant la distribution : « - {points: 15, field: "
        "role, in: [Gérant]} ».",
        "en": "Points on top of the segment’s score, before leads are dealt: `- {points: 15, field: "
        "role, in: [Owner]}`.",
    },
    "actions.hours": {
        "fr": "Par exemple mon-thu: 09:00-12:00, 14:00-18:00. Elles restreignent les heures légales.",
        "en": "For example mon-thu: 09:00-12:00, 14:00-18:00. They narrow the legal hours.",
    },
    "actions.cadence": {
        "fr": "Par résultat, et par tentative si besoin ; « slot: other » change de demi-journée.",
        "en": "For each outcome, and attempt where needed; `slot: other` changes the half of the day.",
    },
    "actions.channels": {
        "fr": "Des tâches pour une personne : email, letter, text_message, social_network, visit. "
        "Rien ne part tout seul.",
        "en": "Tasks for a person: email, letter, text_message, social_network, visit. Nothing goes "
        "out by itself.",
    },
    "preparation.offer.points": {
        "fr": "Caractéristique, avantage, preuve ; « motives » selon SONCAS : security, pride, novelty, "
        "comfort, money, sympathy, environment.",
        "en": "Feature, advantage, proof; `motives` by SONCAS: security, pride, novelty, comfort, "
        "money, sympathy, environment.",
    },
    "preparation.quiz": {
        "fr": "« needed » bonnes réponses ouvrent les fiches ; « why » est lu à qui s’est trompé.",
        "en": "`needed` right answers open the leads; `why` is read to whoever was wrong.",
    },
    "preparation.need_score": {
        "fr": "bant ou champ : deux points par critère confirmé, un s’il est incertain.",
        "en": "bant or champ: two points for a criterion that is confirmed, one when uncertain.",
    },
    "preparation.checklist": {
        "fr": "Un point par ligne ; chacun est signé avant le lancement.",
        "en": "One point to a line; each is signed before the launch.",
    },
    "kpis": {
        "fr": "Du catalogue, ou composés : « above » et « below » nomment des compteurs. « audience » : "
        "teleprospector, manager, company. « alarm_to » : les adresses de ceux que l’alarme prévient.",
        "en": "Of the catalogue, or composed: `above` and `below` name counters. `audience`: "
        "teleprospector, manager, company. `alarm_to`: the addresses of those whom the alarm tells.",
    },
}
