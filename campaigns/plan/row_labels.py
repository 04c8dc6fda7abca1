"""What the columns of a plan's lists are called, and a row of each."""

from collections.abc import Mapping

Words = Mapping[str, str]

_SHARED: Mapping[str, tuple[str, str]] = {
    "field": ("Information de la fiche", "Field of the prospect"),
    "comparison": ("Comparaison", "Comparison"),
    "compared": ("Valeur", "Value"),
    "nomenclature": ("Nomenclature (codes NAF seulement)", "Nomenclature (French NAF codes only)"),
    "after": ("Après", "After"),
    "attempt": ("À la tentative n°", "At attempt no."),
    "motives": ("Ce qui compte pour lui (SONCAS)", "What counts for them (SONCAS)"),
    "profiles": ("Pour quelles fonctions", "For which roles"),
    "proof": ("Preuve", "Proof"),
    "label": ("Libellé", "Label"),
    "target": ("Valeur visée", "Target"),
    "alarm": ("Alarme à partir de", "Alarm from"),
    "audience": ("Qui la voit", "Who sees it"),
    "choices": ("Réponses proposées", "Answers offered"),
    "title": ("Titre", "Title"),
}


def _named(path: str, **columns: tuple[str, str]) -> dict[str, Words]:
    return {f"{path}.{key}": {"fr": fr, "en": en} for key, (fr, en) in columns.items()}


def _shared(path: str, *columns: str) -> dict[str, Words]:
    return _named(path, **{key: _SHARED[key] for key in columns})


_RULE = ("field", "comparison", "compared", "nomenclature")
COLUMN_LABELS: Mapping[str, Words] = {
    **_named(
        "targets.segments",
        name=("Nom du segment", "Name of the segment"),
        score=("Note", "Score"),
        where=("Qui en fait partie", "Who belongs to it"),
    ),
    **_shared("targets.segments.where", *_RULE),
    **_named("targets.exclusions", reason=("Pourquoi", "Why")),
    **_shared("targets.exclusions", *_RULE),
    **_named("targets.fit", points=("Points", "Points")),
    **_shared("targets.fit", *_RULE),
    **_named("actions.hours", days=("Jours", "Days"), spans=("Plages", "Hours")),
    **_shared("actions.cadence", "after", "attempt"),
    **_named(
        "actions.cadence",
        wait=("Rappeler au bout de", "Call again after"),
        slot=("À quel moment", "At what time"),
        at_most_per_day=("Au plus par jour", "At most a day"),
    ),
    **_shared("actions.channels", "after", "attempt"),
    **_named(
        "actions.channels",
        channel=("Ce qu’il faut faire", "What to do"),
        owner=("Qui le fait", "Who does it"),
        within=("Dans un délai de", "Within"),
        what=("Que dire", "What to say"),
    ),
    **_named(
        "preparation.offer.points",
        feature=("Caractéristique", "Feature"),
        advantage=("Avantage", "Advantage"),
    ),
    **_shared("preparation.offer.points", "proof", "motives", "profiles"),
    **_named(
        "preparation.offer.tariff",
        item=("Prestation", "Item"),
        price=("Prix", "Price"),
        unit=("Par quoi", "Per what"),
    ),
    **_named(
        "preparation.quiz.questions",
        ask=("Question", "Question"),
        right=("Bonne réponse", "Right answer"),
        why=("Explication", "Explanation"),
    ),
    **_shared("preparation.quiz.questions", "choices"),
    **_named(
        "preparation.script.questions",
        ask=("Question à poser", "Question to ask"),
        kind=("Genre de réponse", "Kind of answer"),
    ),
    **_shared("preparation.script.questions", "choices"),
    **_named(
        "preparation.script.objections",
        label=("Ce que dit le prospect", "What the prospect says"),
        cause=("Ce qu’il y a derrière", "What is behind it"),
        dig=("Creuser", "Dig"),
        restate=("Reformuler", "Restate"),
        answer=("Argumenter", "Answer"),
        check=("Contrôler", "Check"),
    ),
    **_shared("preparation.script.objections", "proof", "motives", "profiles"),
    **_named(
        "preparation.need_score.criteria",
        criterion=("Critère", "Criterion"),
        question=("Question qui l’établit", "Question that establishes it"),
        confirmed=("Réponses qui le confirment", "Answers that confirm it"),
        weak=("Réponses qui le laissent incertain", "Answers that leave it uncertain"),
    ),
    **_shared("preparation.script.sections", "title"),
    **_named(
        "preparation.script.sections",
        presents_offer=("L’offre y est présentée", "The offer is presented here"),
        blocks=("Ce que la partie contient, dans l’ordre", "What it holds, in order"),
    ),
    **_shared("preparation.script.sections.blocks", "title"),
    **_named(
        "preparation.script.sections.blocks",
        say=("À dire", "To say"),
        ask=("Question à poser", "Question to ask"),
        objection=("Fiche d’objection", "Objection card"),
        branch=("Selon la réponse à", "By the answer to"),
        routes=("Où aller", "Where to go"),
        rule=("Règle de droit", "Rule of law"),
        legal=("Mention à dire", "Notice to say"),
        end=("Résultat proposé", "Outcome proposed"),
    ),
    **_named(
        "preparation.script.sections.blocks.routes",
        answer=("Si la réponse est", "If the answer is"),
        section=("Aller à", "Go to"),
    ),
    **_named(
        "preparation.dispositions",
        code=("Qualification", "Disposition"),
        label=("Votre libellé", "Your own label"),
        reasons=("Motifs", "Reasons"),
        required_answers=("Questions à remplir d’abord", "Questions to fill in first"),
    ),
    **_shared("preparation.dispositions.reasons", "label"),
    **_named(
        "preparation.stages", stage=("Étape", "Stage"), name=("Votre nom", "Your name for it")
    ),
    **_named(
        "kpis",
        kpi=("Indicateur", "KPI"),
        label=("Nom de l’indicateur", "Name of the KPI"),
        above=("On compte", "What is counted"),
        below=("Rapporté à", "Divided by"),
        unit=("Unité", "Unit"),
        better=("S’améliore quand il", "It improves when it"),
        alarm_to=("Qui l’alarme prévient", "Whom its alarm tells"),
    ),
    **_shared("kpis", "target", "alarm", "audience"),
}
# A row of each list, and of each of its kinds: what stands on its head and on the button that adds one.
ROW_NAMES: Mapping[str, Words] = {
    "targets.segments": {"fr": "Segment", "en": "Segment"},
    "targets.segments.where": {"fr": "Condition", "en": "Condition"},
    "targets.exclusions": {"fr": "Exclusion", "en": "Exclusion"},
    "targets.fit": {"fr": "Bonus", "en": "Bonus"},
    "actions.hours": {"fr": "Horaire", "en": "Hours"},
    "actions.cadence": {"fr": "Relance", "en": "Retry"},
    "actions.channels": {"fr": "Tâche", "en": "Task"},
    "preparation.offer.points": {"fr": "Argument", "en": "Argument"},
    "preparation.offer.tariff": {"fr": "Prix", "en": "Price"},
    "preparation.quiz.questions": {"fr": "Question du quiz", "en": "Quiz question"},
    "preparation.script.questions": {"fr": "Question", "en": "Question"},
    "preparation.script.objections": {"fr": "Fiche d’objection", "en": "Objection card"},
    "preparation.need_score.criteria": {"fr": "Critère", "en": "Criterion"},
    "preparation.script.sections": {"fr": "Partie", "en": "Section"},
    "preparation.script.sections.blocks.say": {"fr": "Texte à dire", "en": "Text to say"},
    "preparation.script.sections.blocks.ask": {"fr": "Question", "en": "Question"},
    "preparation.script.sections.blocks.objection": {
        "fr": "Rappel d’une objection",
        "en": "Objection at hand",
    },
    "preparation.script.sections.blocks.branch": {"fr": "Aiguillage", "en": "Branch"},
    "preparation.script.sections.blocks.legal": {"fr": "Mention légale", "en": "Legal notice"},
    "preparation.script.sections.blocks.end": {"fr": "Fin d’appel", "en": "End of the call"},
    "preparation.script.sections.blocks.routes": {"fr": "Direction", "en": "Way"},
    "preparation.dispositions": {"fr": "Qualification", "en": "Disposition"},
    "preparation.dispositions.reasons": {"fr": "Motif", "en": "Reason"},
    "preparation.stages": {"fr": "Nom d’étape", "en": "Name of a stage"},
    "kpis.kpi": {"fr": "Indicateur du catalogue", "en": "KPI of the catalogue"},
    "kpis.above": {"fr": "Indicateur composé", "en": "KPI of your own"},
}
