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
        "score": {"fr": "Par note", "en": "By score"},
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
    "objectives.assumptions.show_rate.value": {
        "fr": "Seulement si le résultat visé est un rendez-vous tenu ou une vente.",
        "en": "Only where the result wanted is a meeting held or a sale.",
    },
    **{
        f"objectives.assumptions.{rate}.value": {
            "fr": "Seulement si le résultat visé est une vente.",
            "en": "Only where the result wanted is a sale.",
        }
        for rate in ("proposal_rate", "win_rate")
    },
    "objectives.accepted_when": {
        "fr": "Un critère par ligne : une fonction, un nombre, une date, rien qui se discute.",
        "en": "One criterion to a line: a role, a number, a date, nothing to dispute.",
    },
    "preparation.checklist": {
        "fr": "Un point par ligne ; chacun est signé avant le lancement.",
        "en": "One point to a line; each is signed before the launch.",
    },
    "targets.segments": {
        "fr": "Un prospect entre dans le segment de la plus haute note dont il remplit toutes les conditions.",
        "en": "A prospect belongs to the segment of highest score all of whose conditions it meets.",
    },
    "targets.exclusions": {
        "fr": "Qui est laissé de côté, même si un segment le prendrait.",
        "en": "Who is left out although a segment would take them.",
    },
    "targets.fit": {
        "fr": "Des points ajoutés à la note du segment, pour appeler les meilleurs d’abord.",
        "en": "Points on top of the segment’s score, so that the better ones are called first.",
    },
    "actions.hours": {
        "fr": "Elles restreignent les heures légales, jamais l’inverse. Sans elles, celles d’usage.",
        "en": "They narrow the legal hours, never widen them. Without any, the usual ones.",
    },
    "actions.minimum_gap": {"fr": "Par exemple 2 heures.", "en": "For example 2 hours."},
    "actions.callback_grace": {"fr": "Par exemple 15 minutes.", "en": "For example 15 minutes."},
    "actions.cadence": {
        "fr": "Quand rappeler, selon ce qu’a donné l’appel. Ce qui n’est pas dit suit l’usage.",
        "en": "When to call again, by what came of the call. What is not said follows the usual.",
    },
    "actions.channels": {
        "fr": "Des tâches pour une personne. Rien ne part tout seul.",
        "en": "Tasks for a person. Nothing goes out by itself.",
    },
    "actions.preview_seconds": {
        "fr": "Seulement si l’appel part seul.",
        "en": "Only where the call goes out by itself.",
    },
    "actions.machine_message": {
        "fr": "Ce qu’une touche dit à un répondeur ; jamais à des particuliers.",
        "en": "What one key says to an answering machine; never to consumers.",
    },
    "actions.recording.purpose": {
        "fr": "Sans choix, aucun appel n’est enregistré.",
        "en": "Without a choice no call is recorded.",
    },
    "actions.recording.share": {"fr": "Par exemple 20 %.", "en": "For example 20 %."},
    "actions.call_lists.low_water": {
        "fr": "Quand il reste ce nombre de fiches.",
        "en": "When so many leads are left.",
    },
    "preparation.not_offered": {
        "fr": "Ce qui est coché n’est pas proposé au poste d’appel.",
        "en": "What is ticked is not offered at the desk.",
    },
    "preparation.stages": {
        "fr": "Seulement les étapes que vous appelez autrement.",
        "en": "Only the stages that you call otherwise.",
    },
    "actions.fresh_share": {"fr": "Par exemple 60\u00a0%.", "en": "For example 60\u00a0%."},
    "preparation.offer.points": {
        "fr": "De quoi convaincre\u00a0: caractéristique, avantage, preuve.",
        "en": "What convinces: feature, advantage, proof.",
    },
    "preparation.offer.limits": {
        "fr": "Ce que l’offre ne fait pas, une limite par ligne.",
        "en": "What the offer does not do, one limit to a line.",
    },
    "preparation.offer.tariff": {
        "fr": "Les prix qui peuvent être dits au téléphone.",
        "en": "The prices that may be said on the phone.",
    },
    "preparation.test_wave.go_on_if": {
        "fr": "Une condition par ligne.",
        "en": "One condition to a line.",
    },
    "preparation.quiz_required": {
        "fr": "Chacun répond au quiz avant de recevoir des fiches.",
        "en": "Everybody takes the quiz before leads are dealt to them.",
    },
    "preparation.quiz.questions": {
        "fr": "Ce que chacun doit savoir de l’offre avant d’appeler.",
        "en": "What everybody must know of the offer before calling.",
    },
    "preparation.need_score.criteria": {
        "fr": "Quelle question établit quel critère.",
        "en": "Which question establishes which criterion.",
    },
    "preparation.need_score.framework": {
        "fr": "Deux points par critère confirmé, un s’il est incertain.",
        "en": "Two points for a criterion that is confirmed, one when uncertain.",
    },
    "preparation.need_score.qualified_from": {
        "fr": "En points, par exemple 5.",
        "en": "In points, such as 5.",
    },
    "preparation.script.questions": {
        "fr": "Chacune est posée une fois, et sa réponse gardée dans la fiche.",
        "en": "Each is asked once, and its answer kept with the lead.",
    },
    "preparation.script.objections": {
        "fr": "Creuser, reformuler, argumenter, contrôler\u00a0: une fiche par objection.",
        "en": "Dig, restate, answer, check: one card for each objection.",
    },
    "preparation.script.sections": {
        "fr": "Le déroulé de l’appel\u00a0; une partie au moins présente l’offre.",
        "en": "How the call goes; at least one section presents the offer.",
    },
    "preparation.dispositions": {
        "fr": "Seulement celles dont le libellé ou les motifs changent.",
        "en": "Only those whose label or reasons change.",
    },
    "kpis": {
        "fr": "Du catalogue, ou composés de compteurs. Personne de coché\u00a0: le responsable.",
        "en": "Of the catalogue, or composed of counters. Nobody ticked: the manager.",
    },
}
# Beside the piece of YAML that a list is in a file.
FILE_HINTS: Mapping[str, Words] = {
    "targets.segments": {
        "fr": "Toutes les règles d’un segment doivent tenir ; la note la plus haute est appelée d’abord. "
        "Comparaisons : equals, in, not_in, starts_with, at_least, at_most, within_days, missing. "
        "Champs : ceux de la fiche, toute colonne du fichier, area, role, updated_on, last_result, "
        "last_called_on ; naf avec « nomenclature: NAFrev2 » ou NAF2025.",
        "en": "Every rule of a segment must hold; the highest score is called first. Comparisons: "
        "equals, in, not_in, starts_with, at_least, at_most, within_days, missing. Fields: those of "
        "the prospect, any column of the file, area, role, updated_on, last_result, last_called_on; "
        "naf with `nomenclature: NAFrev2` or NAF2025.",
    },
    "targets.fit": {
        "fr": "Points ajoutés à la note du segment, avant la distribution : « - {points: 15, field: "
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
    "preparation.quiz.questions": {
        "fr": "« right » est l’une des « choices » ; « why » est lu à qui s’est trompé.",
        "en": "`right` is one of the `choices`; `why` is read to whoever was wrong.",
    },
    "preparation.need_score.criteria": {
        "fr": "« confirmed » et « weak » sont des réponses de « question ».",
        "en": "`confirmed` and `weak` are answers of `question`.",
    },
    "kpis": {
        "fr": "Du catalogue, ou composés : « above » et « below » nomment des compteurs. « audience » : "
        "teleprospector, manager, company. « alarm_to » : les adresses de ceux que l’alarme prévient.",
        "en": "Of the catalogue, or composed: `above` and `below` name counters. `audience`: "
        "teleprospector, manager, company. `alarm_to`: the addresses of those whom the alarm tells.",
    },
}
