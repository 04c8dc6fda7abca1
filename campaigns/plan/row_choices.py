"""What the codes that a row of a plan's lists may choose are called."""

from collections.abc import Mapping, Sequence

from campaigns.call.motives import MOTIVE_LABELS
from campaigns.call.need_score import CRITERION_LABELS
from campaigns.dispositions import RULES
from campaigns.follow_up.channels import CHANNEL_LABELS
from campaigns.follow_up.tasks import OWNER_LABELS
from campaigns.kpi import CATALOGUE
from campaigns.kpi.counter_words import COUNTER_GROUPS, COUNTER_LABELS
from campaigns.pipeline import STAGES
from campaigns.plan.lists import RUNS_OF_DAYS
from campaigns.plan.reading_actions import DAY_NAMES

Words = Mapping[str, str]


def _run(days: str) -> Words:
    first, _dash, last = days.partition("-")
    if not last:
        return {language: words.capitalize() for language, words in DAY_NAMES[first].items()}
    return {
        "fr": f"Du {DAY_NAMES[first]['fr']} au {DAY_NAMES[last]['fr']}",
        "en": f"{DAY_NAMES[first]['en']} to {DAY_NAMES[last]['en']}",
    }


def _words(**codes: tuple[str, str]) -> Mapping[str, Words]:
    return {code: {"fr": fr, "en": en} for code, (fr, en) in codes.items()}


_DISPOSITIONS: Mapping[str, Words] = {code.value: rule.labels for code, rule in RULES.items()}
_COMPARISONS = _words(
    equals=("est", "is"),
    **{"in": ("est l’un de", "is one of")},
    not_in=("n’est aucun de", "is none of"),
    starts_with=("commence par", "starts with"),
    at_least=("est au moins", "is at least"),
    at_most=("est au plus", "is at most"),
    within_days=("date de moins de … jours", "is at most … days old"),
    missing=("est vide", "is empty"),
    present=("est rempli", "is filled in"),
)
_OWNERS: Mapping[str, Words] = {each.value: words for each, words in OWNER_LABELS.items()}
_YES_NO = _words(yes=("Oui", "Yes"), no=("Non", "No"))
_MOTIVES: Mapping[str, Words] = {each.value: words for each, words in MOTIVE_LABELS.items()}

COLUMN_CHOICES: Mapping[str, Mapping[str, Words]] = {
    **{
        f"targets.{each}.comparison": _COMPARISONS
        for each in ("segments.where", "exclusions", "fit")
    },
    "actions.hours.days": {days: _run(days) for days in RUNS_OF_DAYS},
    "actions.cadence.after": _DISPOSITIONS,
    "actions.cadence.slot": _words(
        any=("Dès que ce délai est passé", "As soon as that time is over"),
        same=("À la même heure", "At the same hour"),
        other=("À l’autre demi-journée", "In the other half of the day"),
    ),
    "actions.channels.after": _DISPOSITIONS,
    "actions.channels.channel": {each.value: words for each, words in CHANNEL_LABELS.items()},
    "actions.channels.owner": _OWNERS,
    "preparation.offer.points.motives": _MOTIVES,
    "preparation.script.objections.motives": _MOTIVES,
    "preparation.script.questions.kind": _words(
        text=("Texte", "Text"),
        number=("Nombre", "Number"),
        date=("Date", "Date"),
        choice=("Au choix", "One of a list"),
        yes_no=("Oui ou non", "Yes or no"),
        email=("Adresse e-mail", "E-mail address"),
    ),
    "preparation.need_score.framework": _words(
        bant=(
            "BANT\u00a0: budget, pouvoir, besoin, échéance",
            "BANT: budget, authority, need, timing",
        ),
        champ=(
            "CHAMP\u00a0: difficultés, pouvoir, moyens, priorité",
            "CHAMP: challenges, authority, money, priority",
        ),
    ),
    "preparation.need_score.criteria.criterion": {
        each.value: words for each, words in CRITERION_LABELS.items()
    },
    "preparation.script.sections.presents_offer": _YES_NO,
    "preparation.script.sections.blocks.end": _DISPOSITIONS,
    "preparation.dispositions.code": _DISPOSITIONS,
    "preparation.not_offered": _DISPOSITIONS,
    "preparation.stages.stage": {code.value: rule.labels for code, rule in STAGES.items()},
    "actions.recording.purpose": _words(
        training=("Former", "Training"),
        quality=("Suivre la qualité", "Quality"),
        evaluation=("Évaluer", "Evaluation"),
    ),
    "actions.recording.notice": _words(
        voice=("Une voix, avant l’échange", "A voice, before anybody speaks"),
        script=("Le téléprospecteur, dans le script", "The teleprospector, in the script"),
    ),
    "kpis.kpi": {each.key: each.label for each in CATALOGUE},
    "kpis.audience": _words(
        teleprospector=("Le téléprospecteur", "The teleprospector"),
        manager=("Le responsable", "The manager"),
        company=("L’entreprise", "The company"),
    ),
    "kpis.above": COUNTER_LABELS,
    "kpis.below": COUNTER_LABELS,
    "kpis.unit": _words(
        percent=("Pourcentage", "Percentage"),
        per_hour=("Par heure", "Per hour"),
        ratio=("Rapport", "Ratio"),
        seconds=("Secondes", "Seconds"),
        cents=("Montant", "Amount"),
        cents_per_hour=("Montant par heure", "Amount per hour"),
    ),
    "kpis.better": _words(higher=("monte", "rises"), lower=("baisse", "falls")),
}
# Choices too many for one list, under their headings.
COLUMN_GROUPS: Mapping[str, Sequence[tuple[Words, tuple[str, ...]]]] = dict.fromkeys(
    ("kpis.above", "kpis.below"), COUNTER_GROUPS
)
# The fields of a prospect that a rule may compare, as a plan calls them in each language.
PROPOSED_FIELDS: Words = {
    "fr": "nom, adresse, code_postal, ville, zone, effectif, naf, fonction, mise_a_jour, dernier_resultat, dernier_appel",
    "en": "name, address, postcode, city, area, headcount, naf, role, updated_on, last_result, last_called_on",
}
