"""A word of help beside the columns of a plan's lists that need one."""

from collections.abc import Mapping

Words = Mapping[str, str]

_COMPARED: Words = {
    "fr": "Une valeur par ligne. Rien pour «\u00a0est vide\u00a0» et «\u00a0est rempli\u00a0».",
    "en": "One value to a line. Nothing for “is empty” and “is filled in”.",
}
_FIELD: Words = {
    "fr": "Le titre d’une colonne de votre fichier, ou l’une des propositions.",
    "en": "The heading of a column of your file, or one of those proposed.",
}
_PROFILES: Words = {"fr": "Une fonction par ligne.", "en": "One role to a line."}
_ANSWERS: Words = {
    "fr": "Une réponse par ligne, telle qu’elle est proposée.",
    "en": "One answer to a line, as it is offered.",
}

COLUMN_HINTS: Mapping[str, Words] = {
    "targets.segments.score": {
        "fr": "De 0 à 100, le plus haut d’abord.",
        "en": "0 to 100, the highest first.",
    },
    "targets.segments.where": {
        "fr": "Toutes les conditions doivent tenir. Sans condition, tout le fichier en fait partie.",
        "en": "Every condition must hold. Without one the whole file belongs to it.",
    },
    "targets.fit.points": {"fr": "De 1 à 100.", "en": "1 to 100."},
    **{f"targets.{each}.field": _FIELD for each in ("segments.where", "exclusions", "fit")},
    **{f"targets.{each}.compared": _COMPARED for each in ("segments.where", "exclusions", "fit")},
    "actions.hours.spans": {
        "fr": "Par exemple 09:00-12:00, 14:00-18:00.",
        "en": "For example 09:00-12:00, 14:00-18:00.",
    },
    "actions.cadence.wait": {
        "fr": "Par exemple 15 minutes, 4 heures, 1 jour.",
        "en": "For example 15 minutes, 4 hours, 1 day.",
    },
    "actions.channels.within": {
        "fr": "Par exemple 4 heures, 2 jours.",
        "en": "For example 4 hours, 2 days.",
    },
    "actions.cadence.attempt": {
        "fr": "Vide\u00a0: à toutes les autres.",
        "en": "Empty: at all the others.",
    },
    "actions.channels.attempt": {"fr": "Vide\u00a0: à chacune.", "en": "Empty: at each."},
    "preparation.offer.points.feature": {
        "fr": "Ce que l’offre est ou fait, en une phrase.",
        "en": "What the offer is or does, in a sentence.",
    },
    "preparation.offer.points.advantage": {
        "fr": "Ce que le prospect y gagne.",
        "en": "What the prospect gains by it.",
    },
    "preparation.offer.points.proof": {
        "fr": "Ce qui le montre\u00a0: un chiffre, un client, un document.",
        "en": "What shows it: a figure, a customer, a document.",
    },
    "preparation.offer.points.profiles": _PROFILES,
    "preparation.offer.tariff.price": {
        "fr": "Par exemple 180,00, sans symbole.",
        "en": "For example 180.00, without a sign.",
    },
    "preparation.quiz.questions.choices": {
        "fr": "De deux à six, une par ligne.",
        "en": "Two to six, one to a line.",
    },
    "preparation.quiz.questions.right": {
        "fr": "Mot pour mot l’une des réponses proposées.",
        "en": "Word for word one of the answers offered.",
    },
    "preparation.quiz.questions.why": {
        "fr": "Lue à qui s’est trompé.",
        "en": "Read to whoever was wrong.",
    },
    "preparation.script.questions.choices": {
        "fr": "Seulement pour une réponse au choix\u00a0: deux ou plus, une par ligne.",
        "en": "Only for an answer of a list: two or more, one to a line.",
    },
    "preparation.script.objections.dig": {
        "fr": "La question qui fait parler avant de répondre.",
        "en": "The question that lets them talk before you answer.",
    },
    "preparation.script.objections.restate": {
        "fr": "Redire ce qui a été entendu.",
        "en": "Say again what was heard.",
    },
    "preparation.script.objections.check": {
        "fr": "La question qui dit si la réponse a porté.",
        "en": "The question that shows whether the answer was taken.",
    },
    "preparation.script.objections.profiles": _PROFILES,
    "preparation.need_score.criteria.confirmed": {
        **_ANSWERS,
        "fr": "Une réponse par ligne. Sans liste, toute réponse confirme. Oui et non s’écrivent yes et no.",
        "en": "One answer to a line. Without a list any answer confirms. Yes and no are written yes and no.",
    },
    "preparation.need_score.criteria.weak": _ANSWERS,
    "preparation.script.sections.blocks": {
        "fr": "Dans un texte, {interlocuteur}, {moi}, {entreprise} ou {société} sont remplacés à l’appel.",
        "en": "In a text {contact}, {me}, {principal} or {company} are filled in when calling.",
    },
    "preparation.script.sections.blocks.routes.answer": {
        "fr": "Oui et non s’écrivent yes et no.",
        "en": "Yes and no are written yes and no.",
    },
    "preparation.script.sections.blocks.rule": {
        "fr": "Le numéro de la règle, par exemple FR-24.",
        "en": "The number of the rule, such as FR-24.",
    },
    "preparation.dispositions.label": {
        "fr": "Vide\u00a0: le libellé habituel.",
        "en": "Empty: the usual label.",
    },
    "kpis.target": {
        "fr": "Dans son unité, par exemple 15 % ou 20.",
        "en": "In its unit, such as 15 % or 20.",
    },
    "kpis.alarm": {
        "fr": "Au-delà, quelqu’un doit agir.",
        "en": "Beyond it somebody must act.",
    },
    "kpis.alarm_to": {
        "fr": "Une adresse e-mail par ligne. Vide\u00a0: qui pilote la campagne.",
        "en": "One e-mail address to a line. Empty: whoever manages the campaign.",
    },
    "kpis.above": {
        "fr": "Ce qui est compté\u00a0; plusieurs compteurs s’additionnent.",
        "en": "What is counted; several counters are added up.",
    },
    "kpis.below": {
        "fr": "Ce par quoi l’on divise.",
        "en": "What it is divided by.",
    },
}
