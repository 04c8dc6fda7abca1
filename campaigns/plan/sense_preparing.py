"""The sentences for a preparation that would prepare nobody, and for figures of a plan's own."""

from campaigns.plan.wording import Wording, wording

PREPARING: dict[str, Wording] = {
    "needed": wording(
        ("{found} bonnes réponses exigées", "{found} right answers asked for"),
        ("{most} au plus : il n'y a pas plus de questions", "at most {most}: there are no more"),
        ("Abaissez « needed » ou ajoutez des questions.", "Lower `needed` or add questions."),
    ),
    "no_quiz": wording(
        ("« quiz_required: yes » sans quiz", "`quiz_required: yes` without a quiz"),
        ("un « quiz » avec ses questions", "a `quiz` with its questions"),
        (
            "Écrivez le quiz, ou mettez « quiz_required: no ».",
            "Write the quiz, or put `quiz_required: no`.",
        ),
    ),
    "threshold": wording(
        ("un seuil de {found} points", "a threshold of {found} points"),
        (
            "{most} au plus : deux points par critère",
            "at most {most}: two points for each criterion",
        ),
        (
            "Abaissez « qualified_from » ou ajoutez un critère.",
            "Lower `qualified_from` or add a criterion.",
        ),
    ),
    "consumers": wording(
        ("« {found} » pour des particuliers en France", "`{found}` for consumers in France"),
        (
            "consent ou contract : depuis le 11 août 2026 il faut l'accord préalable (FR-01)",
            "consent or contract: since 11 August 2026 prior consent is needed (FR-01)",
        ),
        (
            "N'appelez que ceux qui y ont consenti, ou vos clients pour leur contrat.",
            "Call only those who consented, or your customers about their contract.",
        ),
    ),
    "above_plan": wording(
        (
            "un seuil de {found}, au-dessus des {planned} que le plan suppose",
            "a threshold of {found}, above the {planned} that the plan assumes",
        ),
        (
            "au plus l'hypothèse du plan\u00a0: une campagne qui va comme prévu doit passer",
            "at most the plan's assumption: a campaign that goes as planned must pass",
        ),
        (
            "Abaissez le seuil, ou relevez l'hypothèse.",
            "Lower the threshold, or raise the assumption.",
        ),
    ),
    "too_few_cases": wording(
        (
            "un seuil sur {cases} cas attendus en {calls} appels",
            "a threshold on {cases} cases to be expected in {calls} calls",
        ),
        ("{fewest} cas au moins", "at least {fewest} cases"),
        (
            "Allongez la vague de test, ou jugez ce taux plus tard.",
            "Make the test wave longer, or judge this rate later.",
        ),
    ),
    "figure_alone": wording(
        ("« {found} », un chiffre seul", "`{found}`, a figure alone"),
        ("une condition en mots", "a condition in words"),
        (
            "Dites de quoi, par exemple : un contact sur dix appels.",
            "Say of what, for example: one contact in ten calls.",
        ),
    ),
    "beyond_the_whole": wording(
        ("{found} %", "{found} %"),
        ("un pourcentage au-dessus de 0 et d'au plus 100", "a percentage above 0 and up to 100"),
        ("Corrigez le pourcentage.", "Correct the percentage."),
    ),
    "kpi_taken": wording(
        ("« {found} », déjà au catalogue", "`{found}`, which the catalogue has"),
        ("un nom à vous pour un indicateur composé", "a name of your own for a composed figure"),
        (
            "Changez « kpi », ou retirez « above » et « below ».",
            "Change `kpi`, or remove `above` and `below`.",
        ),
    ),
    "told_of_nothing": wording(
        ("« {found} », sans alarme", "`{found}`, without an alarm"),
        (
            "un seuil « alarm » dont prévenir ces personnes",
            "a limit `alarm` of which these people are told",
        ),
        ("Écrivez « alarm », ou retirez « alarm_to ».", "Write `alarm`, or remove `alarm_to`."),
    ),
    "told_twice": wording(
        ("« {found} » pour la deuxième fois", "`{found}` for the second time"),
        ("chaque adresse une seule fois", "each address once"),
        ("Retirez l'une des deux.", "Remove one of the two."),
    ),
    "kpi_same": wording(
        ("le même compteur des deux côtés", "the same counter on both sides"),
        ("un rapport qui peut varier", "a ratio that can vary"),
        ("Changez « above » ou « below ».", "Change `above` or `below`."),
    ),
    "kpi_unit": wording(
        ("« {unit} » au-dessus de {below}", "`{unit}` over {below}"),
        (
            "des secondes de travail (logged_s, -break_s) sous un indicateur à l'heure, "
            "des euros ou des secondes au-dessus des unités de leur nom",
            "seconds at work (logged_s, -break_s) below a figure per hour, "
            "money or seconds above the line where the unit names them",
        ),
        ("Accordez « unit » aux compteurs.", "Make `unit` fit the counters."),
    ),
}
